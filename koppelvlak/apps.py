from django.apps import AppConfig

from vinden.paginas import PAGINAS, Pagina


class KoppelvlakConfig(AppConfig):
    name = "koppelvlak"
    verbose_name = "Open gegevens"

    def ready(self) -> None:
        """Lead search to the page that says how programs read the site."""
        PAGINAS.meld(
            Pagina(
                "Open gegevens",
                "koppelvlak:open_gegevens",
                "Lees alles wat hier staat met een eigen programma.",
                ("api", "open data", "oai", "json", "hergebruik"),
                vragen=(
                    "alle gegevens downloaden",
                    "gegevens in Excel of csv",
                    "koppelen met een eigen systeem",
                    "gegevens voor onderzoek",
                ),
            )
        )
