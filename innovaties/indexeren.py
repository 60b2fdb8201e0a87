"""How a description becomes findable: its search document, written in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from basis.tekst import sorteersleutel
from innovaties.facetten import codes
from innovaties.formaat import velden
from innovaties.models import Beschrijving, Zoekdocument
from innovaties.weergave import Waarde, toonbaar, voor_weergave, waarde
from vinden.woorden import CONFIG

GEWICHTEN = "ABCD"


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
    rijen = [_document(b) for b in volledig]
    with connection.cursor() as cursor:
        cursor.executemany(_SCHRIJF, rijen)
    return len(rijen)


def _document(beschrijving: Beschrijving) -> dict[str, Any]:
    gewogen: dict[str, list[str]] = {gewicht: [] for gewicht in GEWICHTEN}
    fragmenten = [beschrijving.kern]
    for veld in velden():
        if not toonbaar(beschrijving, veld):
            continue
        gevuld = waarde(beschrijving, veld)
        if woorden := gevuld.plat:
            gewogen[veld.gewicht].append(woorden)
            fragmenten += _lopende_tekst(gevuld, woorden)
    return {
        "pk": beschrijving.pk,
        "titel": beschrijving.titel,
        "sleutel": sorteersleutel(beschrijving.titel),
        "op": beschrijving.gepubliceerd_op,
        "facetten": codes(beschrijving),
        "tekst": " – ".join(filter(None, fragmenten)),
        **{gewicht: " . ".join(delen) for gewicht, delen in gewogen.items()},
    }


def _lopende_tekst(gevuld: Waarde, woorden: str) -> Iterable[str]:
    """What a snippet may be cut from: rich text, and rows that are sentences."""
    if gevuld.html:
        yield woorden
    for rij in gevuld.rijen:
        yield ": ".join(cel.tekst for cel in rij if cel.tekst and not cel.sleutel)


_SCHRIJF = f"""
    INSERT INTO innovaties_zoekdocument
        (beschrijving_id, titel, sorteersleutel, gepubliceerd_op, facetten, tekst, zoek)
    VALUES (%(pk)s, %(titel)s, %(sleutel)s, %(op)s, %(facetten)s, %(tekst)s,
            {" || ".join(f"setweight(to_tsvector('{CONFIG}', %({g})s), '{g}')" for g in GEWICHTEN)})
    ON CONFLICT (beschrijving_id) DO UPDATE SET
        titel = EXCLUDED.titel, sorteersleutel = EXCLUDED.sorteersleutel,
        gepubliceerd_op = EXCLUDED.gepubliceerd_op,
        facetten = EXCLUDED.facetten, tekst = EXCLUDED.tekst, zoek = EXCLUDED.zoek
"""  # noqa: S608 (only constants of this module)
