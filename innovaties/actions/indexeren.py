"""How a description becomes findable: what its search document holds."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from innovaties.formaat import VELD
from innovaties.formaat.onderdelen import Veld
from innovaties.lezen.facetten import codes
from innovaties.lezen.weergave import toonbaar, voor_weergave
from innovaties.models import Beschrijving, Zoekdocument
from vinden.indexeren import GEWICHTEN, Inhoud, schrijf
from vinden.passages import meld


def indexeer(beschrijvingen: QuerySet[Beschrijving]) -> int:
    """Write the search documents of the visible ones among `beschrijvingen`, drop the others.

    The worker reads their passages afterwards. Returns how many are findable now.
    """
    weg = Zoekdocument.objects.filter(beschrijving__in=beschrijvingen.order_by()).exclude(
        beschrijving__in=Beschrijving.objects.zichtbaar()
    )
    anders = list(weg.values_list("pk", flat=True))
    weg.delete()
    zichtbaar = beschrijvingen.filter(pk__in=Beschrijving.objects.zichtbaar()).order_by()
    documenten = [inhoud_van(b, toonbaar) for b in met_provincies(zichtbaar)]
    schrijf(Zoekdocument, documenten)
    # The new ones first: most of their text has been read in the old version.
    meld(Zoekdocument, [*(d.pk for d in documenten), *anders])
    return len(documenten)


def met_provincies(beschrijvingen: QuerySet[Beschrijving]) -> QuerySet[Beschrijving]:
    """With all that `inhoud_van` reads, in a fixed number of queries."""
    return voor_weergave(beschrijvingen).prefetch_related(
        "regios__provincies", "elders__organisatie__regios__provincies"
    )


def inhoud_van(beschrijving: Beschrijving, toont: Callable[[Beschrijving, Veld], bool]) -> Inhoud:
    """What the document of `beschrijving` holds: of the fields that `toont` lets through."""
    gewogen: dict[str, list[str]] = {gewicht: [] for gewicht in GEWICHTEN}
    fragmenten: list[str] = []
    for veld in VELD.values():
        if not toont(beschrijving, veld):
            continue
        gevuld = veld.soort.waarde(beschrijving)
        if woorden := gevuld.plat:
            gewogen[veld.gewicht].append(woorden)
            fragmenten += gevuld.lopend
    return Inhoud(
        pk=beschrijving.pk,
        titel=beschrijving.titel,
        gepubliceerd_op=beschrijving.gepubliceerd_op,
        facetten=codes(beschrijving),
        tekst=" – ".join(filter(None, fragmenten)),
        woorden=gewogen,
    )
