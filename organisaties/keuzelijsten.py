"""Fixed lists: kinds of parties and of places, and which provincies lie side by side."""

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
