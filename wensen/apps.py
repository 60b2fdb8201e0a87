from django.apps import AppConfig


class WensenConfig(AppConfig):
    name = "wensen"
    verbose_name = "Wensen"

    def ready(self) -> None:
        """Put wishes on the page of a description, which does not know this app."""
        from innovaties.panelen import PANELEN  # noqa: PLC0415 (the models are there now)
        from wensen.paneel import was_wens, wens  # noqa: PLC0415

        PANELEN.meld(wens, was_wens)
