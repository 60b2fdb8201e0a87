"""Pages of other apps that search and neighbours lead to, written by the app that has the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db import connection, transaction
from django.db.models import F, Func, Model, TextField, Value
from django.db.models.functions import NullIf

from organisaties.models import Regio
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.models.wegwijzer import WegwijzerQuerySet
from vinden.woorden import CONFIG, uitsnede, zoekvraag

PROGRAMMA = "programma"
VAN_PROGRAMMA = (
    Wegwijzersoort.PROJECT,
    Wegwijzersoort.NETWERK,
    Wegwijzersoort.WERKAGENDA,
    Wegwijzersoort.TRANCHE,
    Wegwijzersoort.TRAJECT,
    Wegwijzersoort.INVENTARISATIE,
)
"""Kinds that search shows together, with each of them one step further."""


@transaction.atomic
def zet(
    *,
    wegwijzer: Wegwijzer,
    themas: Iterable[Model] = (),
    regios: Iterable[Regio] = (),
    innovaties: Iterable[Model] = (),
    elementen: Iterable[Model] = (),
) -> None:
    """Make the page of the unsaved `wegwijzer` findable, or say anew what it is about."""
    wegwijzer.zoek = (
        SearchVector(Value(wegwijzer.titel), weight="A", config=CONFIG)
        + SearchVector(Value(wegwijzer.samenvatting), weight="B", config=CONFIG)
        + SearchVector(Value(wegwijzer.tekst), weight="C", config=CONFIG)
    )
    haal_weg(wegwijzer.adres)
    wegwijzer.save(force_insert=True)
    wegwijzer.themas.set(themas)
    wegwijzer.regios.set(regios)
    wegwijzer.innovaties.set(innovaties)
    wegwijzer.elementen.set(elementen)


def haal_weg(adres: str) -> None:
    """Nothing leads to `adres` any more."""
    Wegwijzer.objects.filter(adres=adres).delete()


def buren(adres: str) -> list[Wegwijzer]:
    """The pages around the one at `adres`: a few of each kind, in the order of the kinds.

    Of each kind those that are about an innovatie of that page too; where there are none, those
    about its theme. Nothing for a page that nothing leads to. Three queries.
    """
    hier = Wegwijzer.objects.filter(adres=adres).first()
    if hier is None:
        return []
    andere = Wegwijzer.objects.exclude(pk=hier.pk)
    gevonden = list(andere.filter(innovaties__in=hier.innovaties.all()).als_buur())
    soorten = {buur.soort for buur in gevonden}
    over_thema = andere.exclude(soort__in=soorten).filter(themas__in=hier.themas.all())
    volgorde = list(Wegwijzersoort)
    return sorted([*gevonden, *over_thema.als_buur()], key=lambda buur: volgorde.index(buur.soort))


def tel(tekst: str) -> dict[Wegwijzersoort, int]:
    """How many pages of each kind hold the words of `tekst`; of those that have any. One query."""
    if not tekst:
        return {}
    with connection.cursor() as cursor:  # past the ORM: each search of the list asks it
        cursor.execute(
            "SELECT soort, count(*) FROM vinden_wegwijzer"
            " WHERE zoek @@ websearch_to_tsquery(%s, %s) GROUP BY soort",
            [CONFIG, tekst],
        )
        aantallen = dict(cursor.fetchall())
    return {soort: aantallen[soort] for soort in Wegwijzersoort if soort in aantallen}


def zoek_wegwijzers(tekst: str, soort: str = "") -> WegwijzerQuerySet:
    """The pages with the words of `tekst`, of one kind, of PROGRAMMA or of all, the best first.

    Each with `fragment`, the passage of its summary and text around the found words.
    """
    vraag = zoekvraag(tekst)
    if not vraag:
        return Wegwijzer.objects.none()
    gevonden = Wegwijzer.objects.filter(zoek=vraag)
    if soort:
        gevonden = gevonden.filter(soort__in=VAN_PROGRAMMA if soort == PROGRAMMA else [soort])
    leesbaar = Func(
        Value(" – "),
        *(NullIf(veld, Value("")) for veld in ("samenvatting", "tekst")),
        function="concat_ws",
        output_field=TextField(),
    )
    return (
        gevonden.defer("tekst", "zoek")
        .annotate(fragment=uitsnede(leesbaar, vraag))
        .order_by(SearchRank(F("zoek"), vraag).desc(), "-datum", "-pk")
    )
