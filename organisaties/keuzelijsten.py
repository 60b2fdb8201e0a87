"""What kind of party an organisation is, and which role it has in an innovation."""

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
