from django.apps import AppConfig

from vinden.paginas import PAGINAS, Pagina


class TrajectenConfig(AppConfig):
    name = "trajecten"
    verbose_name = "Trajecten"

    def ready(self) -> None:
        """Lead search to the lists of tranches and trajecten."""
        PAGINAS.meld(
            Pagina(
                "Alle thematranches",
                "trajecten:tranches",
                "In een tranche beschrijven organisaties wat zij doen binnen één thema.",
            ),
            Pagina(
                "Alle trajecten",
                "trajecten:trajecten",
                "In een traject voeren organisaties met hulp van een coach een innovatie in.",
            ),
        )
