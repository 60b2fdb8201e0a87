from django.apps import AppConfig

from vinden.gegevens import GEGEVENSSETS
from vinden.paginas import PAGINAS, Pagina

_PAGINAS = (
    Pagina(
        "Lessen",
        "opgaven:lessen",
        "Wat wie begint met een innovatie kan leren van anderen.",
        ("les", "geleerde lessen", "wat is er geleerd"),
        vragen=(
            "wat hebben anderen geleerd",
            "ervaringen van regio's die al verder zijn",
            "tips voor wie begint",
            "valkuilen om te vermijden",
            "adviezen voor gemeente, verzekeraar of bestuur",
            "wat wordt er van mij als bestuurder verwacht",
            "wat kan ik als hulpverlener anders doen",
        ),
    ),
    Pagina(
        "Alle netwerken van doelen",
        "opgaven:netwerken",
        "Wat partijen in een regio samen willen bereiken.",
        vragen=(
            "welke doelen heeft een regio",
            "wat willen gemeenten en aanbieders samen bereiken",
            "welke projecten horen bij welk doel",
            "wie doet wat om een doel te halen",
            "hoe ver is de regio met de plannen",
            "meerjarenprogramma van een regio",
            "plannen voor de komende jaren",
        ),
    ),
    Pagina(
        "Alle werkagenda's",
        "opgaven:werkagendas",
        "Problemen per thema, met wat eraan te doen is.",
        vragen=(
            "wat moet er nog gebeuren",
            "welke problemen zijn nog niet opgelost",
            "wat moet er eerst geregeld worden",
            "actiepunten per thema",
            "wie pakt welk punt op",
            "hoe ver zijn de acties",
        ),
    ),
)


class OpgavenConfig(AppConfig):
    name = "opgaven"
    verbose_name = "Opgaven"

    def ready(self) -> None:
        """Put the tasks of lessons on the page of a description, and lead search to the lists."""
        from innovaties.panelen import GELEZEN, PANELEN  # noqa: PLC0415 (the models are there now)
        from opgaven.forms.lezer import LezerForm  # noqa: PLC0415
        from opgaven.paneel import lestaken  # noqa: PLC0415
        from opgaven.uitvoer.gegevenssets import SETS  # noqa: PLC0415

        GEGEVENSSETS.meld(*SETS)
        PANELEN.meld(lestaken)
        GELEZEN.meld(*LezerForm.base_fields)
        PAGINAS.meld(*_PAGINAS)
