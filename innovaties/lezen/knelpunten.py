"""Where it got stuck and what helped, over all descriptions."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Case, IntegerField, Q, QuerySet, When

from innovaties.models import Beschrijving, Knelpunt


def knelpunten(codes: Collection[str], tekst: str) -> QuerySet[Knelpunt]:
    """Those of live descriptions with all facet values `codes` that have every word of `tekst`.

    Those with a solution come first, of the newest description.
    """
    rijen = Knelpunt.objects.filter(
        beschrijving__in=Beschrijving.objects.zichtbaar().order_by(),
        beschrijving__zoekdocument__facetten__contains=list(codes),
    )
    for woord in tekst.split():
        rijen = rijen.filter(Q(knelpunt__icontains=woord) | Q(oplossing__icontains=woord))
    zonder = Case(When(oplossing="", then=1), default=0, output_field=IntegerField())
    return rijen.select_related("beschrijving__innovatie").order_by(
        zonder, "-beschrijving__zoekdocument__gepubliceerd_op", "beschrijving", "volgorde", "pk"
    )
