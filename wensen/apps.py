from django.apps import AppConfig

from vinden.paginas import PAGINAS, Pagina


class WensenConfig(AppConfig):
    name = "wensen"
    verbose_name = "Wensen"

    def ready(self) -> None:
        """Put wishes on the page of a description, and lead search to the inventories."""
        from innovaties.panelen import PANELEN  # noqa: PLC0415 (the models are there now)
        from wensen.paneel import was_wens, wens  # noqa: PLC0415

        PANELEN.meld(wens, was_wens)
        PAGINAS.meld(
            Pagina(
                "Alle inventarisaties",
                "wensen:uitkomsten",
                "Wat organisaties antwoordden op de vraag wat zij doen, willen en nodig hebben.",
                vragen=(
                    "uitkomsten van een enquête onder organisaties",
                    "resultaten van de vragenlijst",
                    "wat willen organisaties",
                    "waar hebben aanbieders behoefte aan",
                    "wat doen instellingen al en wat missen zij",
                    "hoeveel organisaties zijn aan het vernieuwen",
                ),
            )
        )
