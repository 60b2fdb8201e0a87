from django.apps import AppConfig

from vinden.gegevens import GEGEVENSSETS
from vinden.paginas import PAGINAS, Pagina


class MasterclassesConfig(AppConfig):
    name = "masterclasses"
    verbose_name = "Masterclasses"

    def ready(self) -> None:
        """Lead search to the list of masterclasses, and programs to their data."""
        from masterclasses.uitvoer.gegevenssets import (  # noqa: PLC0415 (the models are there now)
            SETS,
        )

        GEGEVENSSETS.meld(*SETS)
        PAGINAS.meld(
            Pagina(
                "Alle masterclasses",
                "masterclasses:lijst",
                "Kijk welke masterclasses er komen en meld u aan.",
                (
                    *("masterclass", "masterclasses", "masterclass volgen"),
                    "inschrijven masterclass",
                    *("aanmelden masterclass", "bijeenkomst", "scholing", "cursus", "training"),
                ),
                vragen=(
                    "wanneer is de volgende bijeenkomst",
                    "de komende data in mijn agenda zetten",
                    "waar kan ik mij inschrijven",
                    "is er nog plek op die dag",
                    "online meedoen vanaf huis",
                    "iets leren over een thema",
                    "andere mensen uit het vak ontmoeten",
                    "het verslag lezen van een dag die ik miste",
                ),
            )
        )
