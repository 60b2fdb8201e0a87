"""The fixed lists of the post."""

from django.db.models import TextChoices


class Terugmeldsoort(TextChoices):
    """What was told about a mail after it was sent, or while it was handed over."""

    HARD = "hard", "Adres bestaat niet"
    ZACHT = "zacht", "Tijdelijk niet te bezorgen"
    KLACHT = "klacht", "Gemeld als ongewenst"


class Poststopreden(TextChoices):
    """Why no newsletter goes to an address any more."""

    HARD = "hard", "Het adres bestaat niet"
    KLACHT = "klacht", "De ontvanger meldde de mail als ongewenst"
    DRIE_KEER = "drie-keer", "Drie keer achter elkaar niet te bezorgen"
