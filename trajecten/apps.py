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
                vragen=(
                    "een voorbeeld insturen over een thema",
                    "mijn project laten beschrijven",
                ),
            ),
            Pagina(
                "Alle trajecten",
                "trajecten:trajecten",
                "In een traject voeren organisaties met hulp van een coach een innovatie in.",
                vragen=(
                    "begeleiding door een coach krijgen",
                    "hulp bij het invoeren van een aanpak",
                    "samen met andere organisaties iets invoeren",
                ),
            ),
        )
