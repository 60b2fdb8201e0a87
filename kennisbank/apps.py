from django.apps import AppConfig
from django.core.checks import register

from kennisbank.uploads import keur
from vinden.paginas import PAGINAS, Pagina


class KennisbankConfig(AppConfig):
    name = "kennisbank"
    verbose_name = "Kennisbank"

    def ready(self) -> None:
        """Check where uploads go, and lead search to the pages of fixed text."""
        register(keur)
        PAGINAS.meld(
            Pagina(
                "In gewone taal",
                "gewone_taal",
                "Wat er anders kan, voor cliënten en naasten.",
                ("cliënt", "naaste", "familie", "gewone taal", "makkelijk lezen"),
            ),
            Pagina(
                "Over de kennisbank",
                "over",
                "Van wie deze site is, en hoe u de redactie bereikt.",
                ("contact", "redactie", "over ons", "colofon", "kennisbank"),
            ),
            Pagina(
                "Toegankelijkheid",
                "toegankelijkheid",
                "Wat wij doen opdat iedereen de site kan gebruiken.",
                ("toegankelijkheidsverklaring", "wcag", "voorlezen"),
            ),
            Pagina(
                "Privacy",
                "privacy",
                "Wat wij bewaren, waarom en hoe lang.",
                ("avg", "cookies", "persoonsgegevens", "privacyverklaring"),
            ),
        )
