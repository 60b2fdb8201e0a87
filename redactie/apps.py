from django.apps import AppConfig


class RedactieConfig(AppConfig):
    name = "redactie"
    verbose_name = "Redactie"

    def ready(self) -> None:
        """Ask on the page of a description who uses it too."""
        from innovaties.panelen import PANELEN  # noqa: PLC0415 (the models are there now)
        from redactie.paneel import ook_melden, werkt_mee  # noqa: PLC0415

        PANELEN.meld(werkt_mee, ook_melden)
