"""A page of kaartjes: from search documents to descriptions, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from innovaties.models import Beschrijving, Zoekdocument
from innovaties.templatetags.kaartje import kaart_van, met_fragment
from vinden.bladen import GeteldePaginator
from vinden.fragment import uitsnijder
from vinden.stand import kenmerk_per_rij, na_te_vragen, noteer, ongezien, stand
from vinden.zoeken import Volgorde

MEESTE = 1_000
"""So many cards a worker keeps, some MiB."""


def haal(pks: Iterable[int]) -> list[Beschrijving]:
    """The live descriptions `pks`, in that order and ready for a kaartje. One query."""
    volgorde = {pk: plek for plek, pk in enumerate(pks)}
    return sorted(_rijen(volgorde), key=lambda rij: volgorde[rij.pk])


def _rijen(pks: Collection[int]) -> QuerySet[Any]:
    zichtbaar: Any = Beschrijving.objects.zichtbaar().filter(pk__in=pks)
    # In one order, or what is kept would be made anew for another that nobody sees.
    rijen: QuerySet[Any] = zichtbaar.voor_lijst().order_by("pk")
    return rijen


class _Kaart(NamedTuple):
    """A card, what tells the row that it was made of from any other, and what tells itself."""

    kenmerk: str
    html: SafeString
    merk: str


kaarten: dict[int, _Kaart] = {}
"""The cards that a worker made: of rows that still say the same they are the same."""

bewaard: dict[int, dict[int, str]] = {}
"""What tells each row from any other, by the number of the stand at which it was read."""


def op_sleutel(pks: Iterable[int]) -> dict[int, SafeString]:
    """The cards of the live descriptions `pks`. At most two queries."""
    volgorde = tuple(sorted(pks))
    with ongezien():
        daar = _kaarten(volgorde)
    noteer(merken, (volgorde,), [(pk, daar[pk].merk) for pk in volgorde if pk in daar])
    return {pk: kaart.html for pk, kaart in daar.items()}


@na_te_vragen
def merken(pks: tuple[int, ...]) -> list[tuple[int, str]]:
    """What tells the cards of the live descriptions `pks` from any other. At most two queries.

    A row says more than its card: a page holds as long as its cards say the same.
    """
    daar = _kaarten(pks)
    return [(pk, daar[pk].merk) for pk in pks if pk in daar]


def _kaarten(pks: Sequence[int]) -> dict[int, _Kaart]:
    """The cards of `pks` as they are now, of which only those of changed rows are made."""
    nu = _lees([pk for pk in pks if pk in kaarten])
    daar = {
        pk: kaart
        for pk, kenmerk in nu.items()
        if (kaart := kaarten.get(pk)) and kaart.kenmerk == kenmerk
    }
    return daar | _maak([pk for pk in pks if pk not in daar])


def _lees(pks: Iterable[int]) -> dict[int, str]:
    """The same; each row is read once a number."""
    gelezen = _gelezen()
    if nieuw := [pk for pk in pks if pk not in gelezen]:
        with connection.cursor() as cursor:
            cursor.execute(*_rijen(nieuw).query.sql_with_params())
            gelezen |= kenmerk_per_rij(cursor)
    return {pk: gelezen[pk] for pk in pks if pk in gelezen}


def _gelezen() -> dict[int, str]:
    nummer = stand().nummer
    if nummer not in bewaard:
        bewaard.clear()
    return bewaard.setdefault(nummer, {})


def _maak(pks: Sequence[int]) -> dict[int, _Kaart]:
    """The cards of `pks` made now, each with what tells the very row that it shows."""
    gelezen, per_rij = _gelezen(), dict[int, str]()

    def kijk(voer_uit: Any, sql: Any, params: Any, many: Any, bij: Any) -> Any:
        uitkomst = voer_uit(sql, params, many, bij)
        per_rij.update(kenmerk_per_rij(bij["cursor"]))
        return uitkomst

    with connection.execute_wrapper(kijk):
        rijen = haal(pks) if pks else []
    if len(kaarten) > MEESTE:
        kaarten.clear()
    nieuw = {rij.pk: _kaart(per_rij[rij.pk], kaart_van(rij)) for rij in rijen}
    kaarten.update(nieuw)
    gelezen |= per_rij
    return nieuw


def _kaart(kenmerk: str, html: SafeString) -> _Kaart:
    return _Kaart(kenmerk, html, sha256(html.encode()).hexdigest())


def kaartjes(pks: Iterable[int], gezocht: tuple[str, ...] = ()) -> list[SafeString]:
    """The cards of the live descriptions `pks`, in that order, with the passage around `gezocht`.

    At most two queries, and one for the passages.
    """
    volgorde = tuple(pks)
    if gezocht:
        return _rond_woorden(volgorde, gezocht)
    daar = op_sleutel(volgorde)
    return [daar[pk] for pk in volgorde if pk in daar]


@na_te_vragen
def _rond_woorden(pks: tuple[int, ...], gezocht: tuple[str, ...]) -> list[SafeString]:
    daar, uitsnede = _kaarten(pks), uitsnijder(gezocht)
    teksten = dict(Zoekdocument.objects.onder(pks).values_list("pk", "tekst"))
    return [met_fragment(daar[pk].html, uitsnede(teksten.get(pk, ""))) for pk in pks if pk in daar]


def pagina(
    request: HttpRequest,
    pks: Volgorde,
    aantal: int,
    gezocht: tuple[str, ...] = (),
    lees: Callable[[Iterable[int]], list[Beschrijving]] | None = None,
) -> Page[Any]:
    """The page that `request` asks for of the descriptions `pks`, the last one when too far.

    Cards, or what `lees` fetches.
    """
    blad = GeteldePaginator(pks, aantal).get_page(request.GET.get("pagina"))
    blad.object_list = lees(blad.object_list) if lees else kaartjes(blad.object_list, gezocht)
    return blad
