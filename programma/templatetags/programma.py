"""What the programme says on pages of other apps."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context

from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Innovatie
from programma.lestaken import Lestaken, lestaken_van
from programma.models import Les
from programma.nabij import Nabij, nabij
from programma.wens import Begonnen, begonnen, beschrijvers, willen_ook

register = template.Library()


@dataclass(frozen=True)
class Wens:
    """What the page of a wish shows: who wants it, and what exists that comes near."""

    beschrijvers: list[str]
    willen: list[str]
    nabij: list[Nabij]


@register.simple_tag
def wens(beschrijving: Beschrijving) -> Wens | None:
    """Of a gewenste innovatie, whose themes and elements were fetched; None for another.

    Names of organisations only, never of people. Three queries.
    """
    if beschrijving.soort != Soort.GEWENST:
        return None
    return Wens(
        beschrijvers(beschrijving),
        list(willen_ook(beschrijving.innovatie_id).values_list("organisatie", flat=True)),
        nabij(beschrijving),
    )


@register.simple_tag
def was_wens(beschrijving: Beschrijving) -> Begonnen | None:
    """Since when a bestaande innovatie was a wish; None for a wish, and for what never was one.

    At most two queries, and none for a first version.
    """
    return begonnen(beschrijving) if beschrijving.soort == Soort.BESTAAND else None


@register.simple_tag(takes_context=True)
def lestaken(context: Context, innovatie: Innovatie) -> Lestaken | None:
    """What the lessons about `innovatie` ask of whom; None when there are none.

    One query, and one more where there are lessons.
    """
    lessen = Les.objects.filter(openbaar=True, innovaties=innovatie).prefetch_related("taken")
    taken = lestaken_van(lessen, context["request"])
    return taken if taken.groepen else None
