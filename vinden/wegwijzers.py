"""Pages of other apps that search and neighbours lead to, written by the app that has the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.expressions import RawSQL

from basis.tekst import sorteersleutel
from organisaties.models import Organisatie, Regio
from vinden.indexeren import als_tsvector, leer, met_plekken
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.passages import meld
from vinden.woorden import heel, lexemen

VAN_PROGRAMMA = (
    Wegwijzersoort.PROJECT,
    Wegwijzersoort.NETWERK,
    Wegwijzersoort.WERKAGENDA,
    Wegwijzersoort.TRANCHE,
    Wegwijzersoort.TRAJECT,
    Wegwijzersoort.INVENTARISATIE,
)
"""The kinds of the programme, of which the pages stand in one sitemap."""

MEESTE_BUREN = 6
ZELFDE_THEMA = "over hetzelfde thema"


@transaction.atomic
def zet(
    *,
    wegwijzer: Wegwijzer,
    themas: Iterable[Model] = (),
    regios: Iterable[Regio] = (),
    innovaties: Iterable[Model] = (),
    elementen: Iterable[Model] = (),
    organisaties: Iterable[Organisatie] = (),
) -> None:
    """Make the page of the unsaved `wegwijzer` findable, or say anew what it is about."""
    rijen: dict[str, list[Any]] = {
        "thema": list(themas),
        "regio": list(regios),
        "element": list(elementen),
        "organisatie": list(organisaties),
    }
    waarden = (f"{facet}:{rij.slug}" for facet, lijst in rijen.items() for rij in lijst)
    slugs = Regio.objects.filter(zorgregios__in=rijen["regio"]).values_list("slug", flat=True)
    provincies = (f"regio:{slug}" for slug in slugs)
    wegwijzer.facetten = sorted({f"pagina:{wegwijzer.soort}", *waarden, *provincies})
    wegwijzer.sorteersleutel = sorteersleutel(wegwijzer.titel)
    gevonden = lexemen(
        {"A": [wegwijzer.titel], "B": [wegwijzer.samenvatting], "C": [wegwijzer.tekst]}
    )
    leer(gevonden)
    gevonden[heel(wegwijzer.titel)] = set()
    haal_weg(wegwijzer.adres)
    wegwijzer.zoek = RawSQL("%s::tsvector", [als_tsvector(gevonden)])
    wegwijzer.zinnen = RawSQL("%s::tsvector", [met_plekken(gevonden)])
    wegwijzer.save(force_insert=True)
    meld(Wegwijzer, [wegwijzer.pk])
    wegwijzer.themas.set(rijen["thema"])
    wegwijzer.regios.set(rijen["regio"])
    wegwijzer.innovaties.set(innovaties)
    wegwijzer.elementen.set(rijen["element"])


def haal_weg(adres: str) -> None:
    """Nothing leads to `adres` any more."""
    Wegwijzer.objects.filter(adres=adres).delete()


def buren(adres: str) -> list[Wegwijzer]:
    """The pages around the one at `adres`, at most MEESTE_BUREN, in the order of the kinds.

    Of each kind those that are about an innovatie of that page too; where there are none, those
    about its theme; `waarom` says which. Nothing for a page that nothing leads to. Three queries.
    """
    hier = Wegwijzer.objects.filter(adres=adres).first()
    if hier is None:
        return []
    andere = Wegwijzer.objects.exclude(pk=hier.pk)
    gevonden: list[Any] = andere.filter(innovaties__in=hier.innovaties.all()).als_buur()
    soorten = {buur.soort for buur in gevonden}
    over_thema = andere.exclude(soort__in=soorten).filter(themas__in=hier.themas.all())
    for buur in gevonden:
        buur.waarom = "over dezelfde innovatie"
    volgorde: list[str] = list(Wegwijzersoort)
    op_thema: list[Any] = over_thema.als_buur()
    for buur in op_thema:
        buur.waarom = ZELFDE_THEMA
    om_de_beurt: list[Any] = sorted([*gevonden, *op_thema], key=lambda buur: buur.in_soort)
    return sorted(om_de_beurt[:MEESTE_BUREN], key=lambda buur: volgorde.index(buur.soort))
