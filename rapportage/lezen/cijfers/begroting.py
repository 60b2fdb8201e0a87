"""What the programme costs, and what organisations put in themselves.

A post has its half-year. What nobody filled in is not known, and is no figure of nothing: of spent
money only the posts that say it count. What an organisation puts in is what it promised for the
whole of its traject, and counts in the half-year in which it began.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse

from rapportage.lezen.stand import Getelde, Meting, als_getal
from rapportage.models import Begrotingspost
from rapportage.regels.halfjaar import Halfjaar, Periode
from trajecten.models import Deelname


class Begroting:
    """All posts, and what all who take part put in: two queries."""

    def __init__(self) -> None:
        self.posten = list(Begrotingspost.objects.select_related("rapport"))
        self.deelnames = list(Deelname.objects.select_related("organisatie", "traject"))

    @property
    def rijen(self) -> dict[str, Getelde]:
        posten = {
            f"bp{post.pk}": Getelde(post.activiteit, post.rapport.get_absolute_url())
            for post in self.posten
        }
        return posten | {
            f"di{een.pk}": Getelde(
                f"{een.organisatie}, {een.traject}",
                reverse("trajecten:traject_beheer", args=[een.traject_id]),
            )
            for een in self.deelnames
        }

    def meet(self, periode: Periode) -> dict[str, Meting]:
        halfjaar = Halfjaar.van(periode.eerste)
        posten = [
            een for een in self.posten if Halfjaar(een.rapport.jaar, een.rapport.helft) == halfjaar
        ]
        begonnen = [een for een in self.deelnames if periode.bevat(een.begonnen_op)]
        return {
            "begroot": _samen(((f"bp{een.pk}", een.gepland) for een in posten), "euro"),
            "besteed": _samen(((f"bp{een.pk}", een.besteed) for een in posten), "euro"),
            "inzet-uren": _samen(((f"di{een.pk}", een.inzet_uren) for een in begonnen), "uur"),
            "inzet-euro": _samen(((f"di{een.pk}", een.inzet_euro) for een in begonnen), "euro"),
        }


def _samen(delen: Iterable[tuple[str, int | Decimal | None]], eenheid: str) -> Meting:
    """The sum of what is known; None when nothing is."""
    bekend = [(sleutel, float(getal)) for sleutel, getal in delen if getal is not None]
    if not bekend:
        return Meting(None)
    rijen = tuple((sleutel, f"{als_getal(getal)} {eenheid}") for sleutel, getal in bekend)
    return Meting(round(sum(getal for _, getal in bekend), 1), rijen)
