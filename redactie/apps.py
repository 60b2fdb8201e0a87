from django.apps import AppConfig

import trajecten.boven
import wensen.boven
from innovaties.boven import ELDERS, VERSIE
from vinden.paginas import PAGINAS, Pagina


class RedactieConfig(AppConfig):
    name = "redactie"
    verbose_name = "Redactie"

    def ready(self) -> None:
        """Ask on the page of a description who uses it too, and say where one works on it.

        Lead search to the page that says how long the redactie takes.
        """
        from innovaties.panelen import PANELEN  # noqa: PLC0415 (the models are there now)
        from redactie.paneel import ook_melden, weet_meer, werkt_mee  # noqa: PLC0415

        PANELEN.meld(werkt_mee, ook_melden, weet_meer)
        VERSIE.meld("redactie:versie")
        ELDERS.meld("redactie:elders")
        trajecten.boven.BEGIN.meld("redactie:toegezegd")
        wensen.boven.BEGIN.meld("redactie:begonnen")
        PAGINAS.meld(
            Pagina(
                "Doorlooptijd",
                "redactie:doorlooptijd",
                "Hoe lang u wacht op de redactie.",
                ("wachten op de redactie",),
                vragen=(
                    "hoe lang duurt het voor mijn tekst op de site staat",
                    "wanneer komt mijn stuk online",
                    "binnen hoeveel werkdagen is het nagekeken",
                    "wanneer krijg ik antwoord van de redactie",
                    "mijn inzending ligt al weken bij de redactie",
                    "hoe snel reageren jullie",
                    "hoeveel teksten liggen er nog te wachten",
                ),
            )
        )
