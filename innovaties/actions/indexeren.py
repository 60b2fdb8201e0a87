"""How a description becomes findable: what its search document holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from innovaties.formaat import velden
from innovaties.lezen.facetten import codes
from innovaties.lezen.weergave import Waarde, toonbaar, voor_weergave, waarde
from innovaties.models import Beschrijving, Zoekdocument
from vinden.indexeren import GEWICHTEN, Inhoud, schrijf


def indexeer(beschrijvingen: QuerySet[Beschrijving]) -> int:
    """Write the search documents of the visible ones among `beschrijvingen`, drop the others.

    Returns how many are findable now.
    """
    Zoekdocument.objects.filter(beschrijving__in=beschrijvingen.order_by()).exclude(
        beschrijving__in=Beschrijving.objects.zichtbaar()
    ).delete()
    zichtbaar = beschrijvingen.filter(pk__in=Beschrijving.objects.zichtbaar()).order_by()
    volledig = voor_weergave(zichtbaar).prefetch_related(
        "regios__provincies", "elders__organisatie__regios__provincies"
    )
    documenten = [_document(b) for b in volledig]
    schrijf(Zoekdocument, documenten)
    return len(documenten)


def _document(beschrijving: Beschrijving) -> Inhoud:
    gewogen: dict[str, list[str]] = {gewicht: [] for gewicht in GEWICHTEN}
    fragmenten = [beschrijving.kern]
    for veld in velden():
        if not toonbaar(beschrijving, veld):
            continue
        gevuld = waarde(beschrijving, veld)
        if woorden := gevuld.plat:
            gewogen[veld.gewicht].append(woorden)
            fragmenten += _lopende_tekst(gevuld, woorden)
    return Inhoud(
        pk=beschrijving.pk,
        titel=beschrijving.titel,
        gepubliceerd_op=beschrijving.gepubliceerd_op,
        facetten=codes(beschrijving),
        tekst=" – ".join(filter(None, fragmenten)),
        woorden=gewogen,
    )


def _lopende_tekst(gevuld: Waarde, woorden: str) -> Iterable[str]:
    """What a snippet may be cut from: rich text, and rows that are sentences."""
    if gevuld.html:
        yield woorden
    for rij in gevuld.rijen:
        yield ": ".join(cel.tekst for cel in rij if cel.tekst and not cel.sleutel)
