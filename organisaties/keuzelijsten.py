"""Fixed lists: kinds of parties, people and places, and which provincies lie side by side."""

from django.db.models import TextChoices


class Partijrol(TextChoices):
    GEMEENTE = "gemeente", "Gemeente"
    ZORGVERZEKERAAR = "zorgverzekeraar", "Zorgverzekeraar"
    ZORGKANTOOR = "zorgkantoor", "Zorgkantoor"
    GGZ_AANBIEDER = "ggz-aanbieder", "Ggz-aanbieder"
    RIBW = "ribw", "RIBW of beschermd wonen"
    OPVANG = "maatschappelijke-opvang", "Maatschappelijke opvang"
    VERSLAVINGSZORG = "verslavingszorg", "Verslavingszorg"
    CLIENTENORGANISATIE = "clientenorganisatie", "Cliëntenorganisatie"
    FAMILIEORGANISATIE = "familieorganisatie", "Familieorganisatie"
    ERVARINGSDESKUNDIGEN = "ervaringsdeskundigen", "Ervaringsdeskundigen"
    WELZIJN = "welzijn", "Welzijn"
    WIJKTEAM = "sociaal-wijkteam", "Sociaal wijkteam"
    HUISARTS = "huisarts", "Huisarts"
    WONINGCORPORATIE = "woningcorporatie", "Woningcorporatie"
    WERKGEVER = "werkgever", "Werkgever"
    POLITIE = "politie", "Politie"
    GGD = "ggd", "GGD"
    KENNISINSTITUUT = "kennisinstituut", "Kennisinstituut"
    OVERIG = "overig", "Overig"


class Persoonsrol(TextChoices):
    """As what somebody comes, reads or answers: one list for all that asks it."""

    ERVARINGSDESKUNDIGE = "ervaringsdeskundige", "Ervaringsdeskundige"
    CLIENT = "client", "Cliënt"
    NAASTE = "naaste", "Naaste"
    PROFESSIONAL = "professional", "Professional in zorg of ondersteuning"
    BESTUURDER = "bestuurder", "Bestuurder"
    BELEIDSMEDEWERKER = "beleidsmedewerker", "Beleidsmedewerker"
    NETWERKPARTNER = "netwerkpartner", "Netwerkpartner"
    ANDERS = "anders", "Anders"

    @property
    def als(self) -> str:
        """'Als cliënt': how a form and a page say it."""
        return "In een andere rol" if self is Persoonsrol.ANDERS else f"Als {self.label.lower()}"


class Lezer(TextChoices):
    """What a reader says she is: her sections, tasks and entrance come first (by the browser)."""

    GEMEENTE = "gemeente", "Gemeente"
    VERZEKERAAR = "verzekeraar", "Zorgverzekeraar of zorgkantoor"
    RIJKSOVERHEID = "rijksoverheid", "Rijksoverheid"
    ORGANISATIENETWERK = "organisatienetwerk", "Netwerk van organisaties"
    BESTUUR = "bestuur", "Bestuurder of manager van een aanbieder"
    PROFESSIONAL = "professional", "Professional"
    CLIENT_OF_NAASTE = "client-of-naaste", "Cliënt of naaste"


LEZERS_VAN: dict[str, tuple[Lezer, ...]] = {
    Persoonsrol.PROFESSIONAL: (Lezer.PROFESSIONAL,),
    Persoonsrol.BESTUURDER: (Lezer.BESTUUR,),
    Persoonsrol.BELEIDSMEDEWERKER: (Lezer.GEMEENTE, Lezer.VERZEKERAAR, Lezer.RIJKSOVERHEID),
    Persoonsrol.NETWERKPARTNER: (Lezer.ORGANISATIENETWERK,),
}
"""For whom a form opens with a role chosen. Never as cliënt or naaste: who tells that of herself,
chooses it herself."""

ALS = [(rol.value, rol.als) for rol in Persoonsrol]
"""The choices of a form that asks in which role somebody is here."""


class Plaatssoort(TextChoices):
    GEMEENTE = "gemeente", "Gemeente"
    WOONPLAATS = "woonplaats", "Woonplaats"
    STREEK = "streek", "Streek"


BUREN: dict[str, tuple[str, ...]] = {
    "drenthe": ("groningen", "fryslan", "overijssel"),
    "flevoland": ("fryslan", "overijssel", "gelderland", "utrecht", "noord-holland"),
    "fryslan": ("groningen", "drenthe", "overijssel", "flevoland", "noord-holland"),
    "gelderland": (
        *("overijssel", "flevoland", "utrecht"),
        *("zuid-holland", "noord-brabant", "limburg"),
    ),
    "groningen": ("drenthe", "fryslan"),
    "limburg": ("noord-brabant", "gelderland"),
    "noord-brabant": ("zeeland", "zuid-holland", "gelderland", "limburg"),
    "noord-holland": ("zuid-holland", "utrecht", "flevoland", "fryslan"),
    "overijssel": ("drenthe", "fryslan", "flevoland", "gelderland"),
    "utrecht": ("noord-holland", "zuid-holland", "gelderland", "flevoland"),
    "zeeland": ("zuid-holland", "noord-brabant"),
    "zuid-holland": ("noord-holland", "utrecht", "gelderland", "noord-brabant", "zeeland"),
}
"""Of each provincie, by web name, the provincies beside it: what is nearest when it has nothing."""


class Regiosoort(TextChoices):
    PROVINCIE = "provincie", "Provincie"
    ZORGREGIO = "zorgregio", "Zorgregio"
