"""Where it got stuck and what helped, over all descriptions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from itertools import chain
from operator import and_, or_

from django.db.models import Case, IntegerField, QuerySet, When

from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Knelpunt
from vinden.tekens import brokken
from vinden.woorden import DEEL, STAM, lexemen_van, stammen, vormen, woorden_van


def knelpunten(codes: Collection[str], tekst: str) -> QuerySet[Knelpunt, int]:
    """The keys of those of live descriptions with all facet values `codes` and words of `tekst`.

    Also where a word is bent, or part of another, as search knows words. Those with a solution come
    first, of the newest description.
    """
    rijen = Knelpunt.objects.filter(beschrijving__zoekdocument__isnull=False)  # the live ones
    if codes:
        rijen = rijen.filter(beschrijving__zoekdocument__facetten__contains=list(codes))
    if gevraagd := [_als(woord) for woord in woorden_van(tekst)]:
        rijen = rijen.filter(pk__in=list(_met(rijen, gevraagd)))
    zonder = Case(When(oplossing="", then=1), default=0, output_field=IntegerField())
    document = "beschrijving__zoekdocument__"  # has its title as it sorts
    op_volgorde = rijen.order_by(
        *(zonder, f"-{document}gepubliceerd_op", f"{document}sorteersleutel"),
        *("beschrijving_id", "volgorde", "pk"),
    )
    return op_volgorde.values_list("pk", flat=True)


def met_beschrijving(pks: Iterable[int]) -> list[Knelpunt]:
    """Those with these keys, in that order: of a page alone, for a description is a wide row."""
    rijen = Knelpunt.objects.select_related("beschrijving__innovatie").in_bulk(
        volgorde := list(pks)
    )
    return [rijen[pk] for pk in volgorde if pk in rijen]


def _als(woord: str) -> set[str]:
    """The lexemes of a text that has `woord`, in whatever form."""
    kaal = (*vormen(woord), *(STAM + een for een in stammen(woord)))
    return {*kaal, *(DEEL + een for een in kaal)}


def _met(rijen: QuerySet[Knelpunt], gevraagd: Collection[set[str]]) -> Iterator[int]:
    """The keys of `rijen` that have one of each of `gevraagd`.

    The texts of a few descriptions are read: the search documents say which have these words.
    """
    index = BESCHRIJVINGEN.index()
    met = BESCHRIJVINGEN.met_lexemen(index, chain(*gevraagd))
    bits = reduce(and_, (reduce(or_, (met[een] for een in elk), 0) for elk in gevraagd))
    mogelijk = rijen.filter(beschrijving__in=list(index.pks(bits)))
    for pk, *teksten in mogelijk.values_list("pk", "knelpunt", "oplossing"):
        brok = brokken(" ".join(teksten))
        lexemen = {een for b in brok for deel in (*b.delen, b.aaneen) for een in lexemen_van(deel)}
        if not any(lexemen.isdisjoint(elk) for elk in gevraagd):
            yield pk
