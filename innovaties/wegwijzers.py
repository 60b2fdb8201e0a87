"""Pages of other apps that search and neighbours lead to, written by the app that has the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db import connection, transaction
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import NullIf

from innovaties.indexeren import CONFIG
from innovaties.keuzelijsten import Wegwijzersoort
from innovaties.models import Element, Innovatie, Thema, Wegwijzer
from innovaties.models.wegwijzer import WegwijzerQuerySet
from innovaties.zoeken import uitsnede, zoekvraag
from organisaties.models import Regio

MEERVOUD = {
    Wegwijzersoort.MASTERCLASS: "Masterclasses",
    Wegwijzersoort.VERSLAG: "Verslagen",
    Wegwijzersoort.NIEUWSBRIEF: "Nieuwsbrieven",
}
"""What many of each kind are called."""


@transaction.atomic
def zet(
    *,
    wegwijzer: Wegwijzer,
    themas: Iterable[Thema] = (),
    regios: Iterable[Regio] = (),
    innovaties: Iterable[Innovatie] = (),
    elementen: Iterable[Element] = (),
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


def tel(tekst: str) -> dict[Wegwijzersoort, int]:
    """How many pages of each kind hold the words of `tekst`; of those that have any. One query."""
    if not tekst:
        return {}
    with connection.cursor() as cursor:  # past the ORM: each search of the list asks it
        cursor.execute(
            "SELECT soort, count(*) FROM innovaties_wegwijzer"
            " WHERE zoek @@ websearch_to_tsquery(%s, %s) GROUP BY soort",
            [CONFIG, tekst],
        )
        aantallen = dict(cursor.fetchall())
    return {soort: aantallen[soort] for soort in Wegwijzersoort if soort in aantallen}


def zoek_wegwijzers(tekst: str, soort: str = "") -> WegwijzerQuerySet:
    """The pages with the words of `tekst`, of one kind or of all, the best first.

    Each with `fragment`, the passage of its summary and text around the found words.
    """
    vraag = zoekvraag(tekst)
    if not vraag:
        return Wegwijzer.objects.none()
    gevonden = Wegwijzer.objects.filter(zoek=vraag)
    if soort:
        gevonden = gevonden.filter(soort=soort)
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
