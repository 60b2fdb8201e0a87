from django.apps import AppConfig
from django.core.checks import register

from kennisbank.uploads import keur
from vinden.paginas import PAGINAS, Pagina

_PAGINAS = (
    Pagina(
        "In gewone taal",
        "gewone_taal",
        "Wat er anders kan, voor cliënten en naasten.",
        ("gewone taal", "makkelijk lezen"),
        vragen=(
            "eenvoudig opgeschreven",
            "simpel uitgelegd voor ouders en partners",
            "moeite met lezen",
            "informatie voor cliënten, naasten en familie",
            "informatie zonder moeilijke woorden",
        ),
    ),
    Pagina(
        "Over de kennisbank",
        "over",
        "Van wie deze site is, en hoe u de redactie bereikt.",
        ("contact", "redactie", "over ons", "colofon", "kennisbank"),
        vragen=(
            "wie heeft deze site gemaakt",
            "hoe neem ik contact op",
            "een fout doorgeven",
            "waar gaat deze site over",
        ),
    ),
    Pagina(
        "Toegankelijkheid",
        "toegankelijkheid",
        "Wat wij doen opdat iedereen de site kan gebruiken.",
        ("toegankelijkheidsverklaring", "wcag", "voorlezen"),
        vragen=(
            "software die de site voorleest",
            "slechtziend of blind",
            "grotere letters",
            "bedienen met het toetsenbord",
        ),
    ),
    Pagina(
        "Privacy",
        "privacy",
        "Wat wij bewaren, waarom en hoe lang.",
        ("avg", "cookies", "persoonsgegevens", "privacyverklaring"),
        vragen=(
            "wat doen jullie met mijn gegevens",
            "mijn gegevens laten verwijderen",
            "hoe lang bewaren jullie mijn e-mailadres",
        ),
    ),
)


class KennisbankConfig(AppConfig):
    name = "kennisbank"
    verbose_name = "Kennisbank"

    def ready(self) -> None:
        """Check where uploads go, and lead search to the pages of fixed text."""
        register(keur)
        PAGINAS.meld(*_PAGINAS)
