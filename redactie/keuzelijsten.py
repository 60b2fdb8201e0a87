"""Fixed lists of the redactie."""

from django.db.models import TextChoices


class Beginbloksoort(TextChoices):
    """What a block of a document is."""

    KOP = "kop", "Kop"
    ALINEA = "alinea", "Alinea"
    LIJST = "lijst", "Lijst"
    TABEL = "tabel", "Tabel"
