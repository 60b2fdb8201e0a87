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
            "eenvoudig opgeschreven voor wie moeite heeft met lezen",
            "informatie zonder moeilijke woorden",
            "ik snap die vaktaal niet",
            "simpel uitgelegd voor ouders en partners",
            "informatie voor cliënten, naasten en familie",
            "ik heb nu hulp nodig, wie kan ik bellen",
            "ik denk aan zelfmoord",
        ),
    ),
    Pagina(
        "Over de kennisbank",
        "over",
        "Van wie deze site is, en hoe u de redactie bereikt.",
        ("contact", "redactie", "over ons", "colofon", "kennisbank"),
        vragen=(
            "waar gaat deze site over",
            "voor wie is dit, en heb ik een account nodig",
            "wie heeft deze site gemaakt",
            "wie zit hierachter en wie schrijft de teksten",
            "hoe neem ik contact op",
            "ik ben journalist en wil iemand spreken",
            "er staat een fout in en die wil ik doorgeven",
            "mag ik een tekst overnemen",
        ),
    ),
    Pagina(
        "Toegankelijkheid",
        "toegankelijkheid",
        "Wat wij doen opdat iedereen de site kan gebruiken.",
        ("toegankelijkheidsverklaring", "wcag", "voorlezen"),
        vragen=(
            "slechtziend of blind",
            "ik zie slecht en wil grotere letters",
            "ik ben kleurenblind",
            "een donker scherm instellen",
            "software die de site voorleest",
            "mijn schermlezer leest iets niet voor",
            "bedienen met het toetsenbord",
            "ik kan geen muis gebruiken",
        ),
    ),
    Pagina(
        "Privacy",
        "privacy",
        "Wat wij bewaren, waarom en hoe lang.",
        ("avg", "cookies", "persoonsgegevens", "privacyverklaring"),
        vragen=(
            "wat doen jullie met mijn gegevens",
            "welke gegevens hebben jullie van mij",
            "mijn gegevens laten verwijderen",
            "hoe lang bewaren jullie mijn e-mailadres",
            "ik wil niet met mijn naam op de site",
            "ik trek mijn toestemming in",
            "kan iemand zien wat ik invul",
            "word ik gevolgd als ik hier rondkijk",
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
