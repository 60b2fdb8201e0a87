from django.apps import AppConfig


class NieuwsbrievenConfig(AppConfig):
    name = "nieuwsbrieven"
    verbose_name = "Nieuwsbrieven"

    def ready(self) -> None:
        """Put the editions in the planning of the programme, which does not know this app."""
        from nieuwsbrieven.planning import edities  # noqa: PLC0415 (the models are there now)
        from programma.planning import meld_bron  # noqa: PLC0415

        meld_bron(edities)
