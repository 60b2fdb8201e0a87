from django.apps import AppConfig

from innovaties.boven import AANMELDEN
from vinden.gegevens import GEGEVENSSETS
from vinden.paginas import PAGINAS, Pagina

_PAGINAS = (
    Pagina(
        "Nieuwsbrieven",
        "nieuwsbrieven:lijst",
        "Alle nieuwsbrieven tot nu.",
        ("nieuwsbrief",),
        vragen=(
            "wat is er de laatste tijd nieuw",
            "het laatste nieuws lezen",
            "oude nieuwsbrieven teruglezen",
            "wat stond er in de vorige mail",
            "ik heb een mail van jullie gemist",
            "nieuws volgen zonder mijn adres te geven",
        ),
    ),
    Pagina(
        "Aanmelden voor de nieuwsbrief",
        "nieuwsbrieven:aanmelden",
        "Krijg mail over wat er nieuw is.",
        (
            "nieuwsbrief aanmelden",
            "aanmelden nieuwsbrief",
            "nieuwsbrief krijgen",
            "abonneren",
        ),
        vragen=(
            "nieuws per mail krijgen",
            "een bericht krijgen als er iets nieuws is",
            "op de hoogte blijven",
            "alleen mail over mijn regio of onderwerp",
            "minder vaak mail krijgen",
            "hoe vaak komt er een mail",
            "mij afmelden voor de mail",
            "ik wil stoppen met de mails",
        ),
    ),
)


class NieuwsbrievenConfig(AppConfig):
    name = "nieuwsbrieven"
    verbose_name = "Nieuwsbrieven"

    def ready(self) -> None:
        """Put the editions in the planning of the programme, and say where one asks for them.

        Search leads to both.
        """
        from nieuwsbrieven.lezen.planning import edities  # noqa: PLC0415 (the models are there now)
        from nieuwsbrieven.uitvoer.gegevenssets import SETS  # noqa: PLC0415
        from programma.lezen.planning import meld_bron  # noqa: PLC0415

        meld_bron(edities)
        GEGEVENSSETS.meld(*SETS)
        AANMELDEN.meld("nieuwsbrieven:aanmelden")
        PAGINAS.meld(*_PAGINAS)
