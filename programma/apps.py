from django.apps import AppConfig

from vinden.paginas import PAGINAS, Pagina
from werkplek.boven import MEEDOEN, PLANNING


class ProgrammaConfig(AppConfig):
    name = "programma"
    verbose_name = "Programma"

    def ready(self) -> None:
        """Say where the pages are that join what the apps below plan and show; search finds one."""
        MEEDOEN.meld("programma:meedoen")
        PLANNING.meld("programma:planning")
        PAGINAS.meld(
            Pagina(
                "Programma",
                "programma:programma",
                "Wat er in het programma loopt, en hoe u meedoet.",
                ("programma", "thematranche", "tranche", "stuurgroep"),
                vragen=(
                    "wat doet het programma Nieuwe wegen",
                    "wat loopt er nu en wat komt er",
                    "wie beslist over het programma",
                ),
            ),
            Pagina(
                "Doe mee",
                "programma:meedoen",
                "Alles waaraan u nu mee kunt doen: masterclasses, trajecten en wensen.",
                ("meedoen", "hoe doe ik mee"),
                vragen=(
                    "kan mijn organisatie meedoen",
                    "hulp krijgen bij vernieuwen",
                    "mijn voorbeeld insturen",
                ),
            ),
        )
