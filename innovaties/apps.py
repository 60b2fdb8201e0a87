from django.apps import AppConfig


class InnovatiesConfig(AppConfig):
    name = "innovaties"
    verbose_name = "Innovaties"

    def ready(self) -> None:
        """Refuse to start with a personal detail of which nobody said who may see it."""
        from innovaties.formaat import velden  # noqa: PLC0415 (needs the models)
        from innovaties.persoonsgegevens import controleer  # noqa: PLC0415

        controleer(velden())
