"""What kinds of pages there are beside descriptions."""

from django.db.models import TextChoices


class Wegwijzersoort(TextChoices):
    """What else the site has beside descriptions; in the order in which search shows them."""

    MASTERCLASS = "masterclass", "Masterclass"
    VERSLAG = "verslag", "Verslag"
    LES = "les", "Les"
    PROJECT = "project", "Project"
    NETWERK = "netwerk", "Doelen en inspanningen"
    WERKAGENDA = "werkagenda", "Werkagenda"
    TRANCHE = "tranche", "Thematranche"
    TRAJECT = "traject", "Traject"
    INVENTARISATIE = "inventarisatie", "Inventarisatie"
    NIEUWSBRIEF = "nieuwsbrief", "Nieuwsbrief"


OP_EEN_DAG = (Wegwijzersoort.MASTERCLASS, Wegwijzersoort.VERSLAG, Wegwijzersoort.NIEUWSBRIEF)
"""Kinds whose date a reader looks for; what lasts, such as a lesson, has none to show."""
