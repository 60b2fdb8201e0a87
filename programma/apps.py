from django.apps import AppConfig

from werkplek.boven import PLANNING, PROGRAMMA


class ProgrammaConfig(AppConfig):
    name = "programma"
    verbose_name = "Programma"

    def ready(self) -> None:
        """Say where the pages are that join what the apps below plan and show."""
        PROGRAMMA.meld("programma:programma")
        PLANNING.meld("programma:planning")
