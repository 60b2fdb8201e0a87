from django.apps import AppConfig


class OpgavenConfig(AppConfig):
    name = "opgaven"
    verbose_name = "Opgaven"

    def ready(self) -> None:
        """Put the tasks of lessons on the page of a description, which does not know this app."""
        from innovaties.panelen import PANELEN  # noqa: PLC0415 (the models are there now)
        from opgaven.paneel import lestaken  # noqa: PLC0415

        PANELEN.meld(lestaken)
