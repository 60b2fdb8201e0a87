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
                    "wat is het doel van dit programma",
                    "hoe helpen jullie organisaties verder",
                    "hoe brengen jullie mensen met hetzelfde idee bij elkaar",
                    "wat loopt er nu en wat komt er",
                    "wat heeft het programma al opgeleverd",
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
                    "waar kan ik mij nu voor opgeven",
                    "welke oproepen staan er open",
                    "mijn voorbeeld insturen",
                    "wij willen bijdragen met onze kennis",
                    "hulp krijgen bij vernieuwen",
                    "partners zoeken voor een nieuw idee",
                    "wie wil hetzelfde beginnen als wij",
                ),
            ),
        )
