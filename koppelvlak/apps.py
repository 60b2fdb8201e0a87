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
                    "gegevens voor onderzoek",
                    "onder welke licentie valt dit",
                    "alles automatisch ophalen en bijhouden",
                    "koppelen met een eigen systeem",
                    "jullie bestand opnemen in een catalogus",
                    "innovaties tonen op onze eigen website",
                    "een kaartje op mijn site zetten",
                ),
            )
        )
