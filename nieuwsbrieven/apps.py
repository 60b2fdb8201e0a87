from django.apps import AppConfig

from innovaties.boven import AANMELDEN


class NieuwsbrievenConfig(AppConfig):
    name = "nieuwsbrieven"
    verbose_name = "Nieuwsbrieven"

    def ready(self) -> None:
        """Put the editions in the planning of the programme, and say where one asks for them."""
        from nieuwsbrieven.lezen.planning import edities  # noqa: PLC0415 (the models are there now)
        from programma.lezen.planning import meld_bron  # noqa: PLC0415

        meld_bron(edities)
        AANMELDEN.meld("nieuwsbrieven:aanmelden")
