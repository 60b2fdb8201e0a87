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
                    "over welk thema zoeken jullie nu voorbeelden",
                    "wanneer begint het volgende thema",
                    "tot wanneer kan ik iets aanleveren",
                    "mijn project laten beschrijven",
                    "iemand die met ons meeschrijft",
                    "hoe komt ons werk in de kennisbank",
                ),
            ),
            Pagina(
                "Alle trajecten",
                "trajecten:trajecten",
                "In een traject voeren organisaties met hulp van een coach een innovatie in.",
                vragen=(
                    "begeleiding door een coach krijgen",
                    "een jaar lang ondersteuning krijgen",
                    "hoeveel tijd kost het als een coach ons helpt",
                    "is er nog plaats voor onze organisatie",
                    "samen met andere organisaties iets invoeren",
                    "hulp bij het invoeren van een aanpak",
                    "een aanpak van elders zelf gaan gebruiken",
                    "hoe ging het bij organisaties die het al invoerden",
                ),
            ),
        )
