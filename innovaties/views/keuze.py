"""Descriptions that an address names one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from basis.velden import OpAlfabet
from innovaties.models import Beschrijving, Innovatie

MEESTE_SLUGS = 40
"""So many names are looked up; a longer address was not made by our pages."""

type Ophalen = Callable[[Any], Iterable[Beschrijving]]
"""Takes the chosen descriptions and fetches with them what the page shows."""


@dataclass(frozen=True)
class Meegenomen:
    """What an address names: what is shown, in its order, and what is not, with the reason."""

    getoond: list[Beschrijving]
    te_veel: list[Beschrijving] = field(default_factory=list)
    genoemd: list[Beschrijving] = field(default_factory=list)
    """Of which there is nothing to take along: a source only names them."""
    weg: list[str] = field(default_factory=list)
    """The names of what was here."""
    onbekend: list[str] = field(default_factory=list)
    gevraagd: list[str] = field(default_factory=list)
    """Every name in the address, for who is sent on."""

    @property
    def slugs(self) -> list[str]:
        return [b.innovatie.slug for b in self.getoond]

    def zonder(self, beschrijving: Beschrijving) -> str:
        """The question of an address with all but `beschrijving`."""
        return vraag(slug for slug in self.slugs if slug != beschrijving.innovatie.slug)


def vraag(slugs: Iterable[str], **bij: str) -> str:
    """The question of an address that names `slugs`."""
    return "?" + urlencode([*(("i", slug) for slug in slugs), *bij.items()])


def lees_keuze(request: HttpRequest, maximum: int, ophalen: Ophalen) -> Meegenomen:
    """What `request` names with `i`, at most `maximum`, fetched by `ophalen`."""
    slugs = [*dict.fromkeys(filter(None, request.GET.getlist("i")))][:MEESTE_SLUGS]
    zichtbaar = Beschrijving.objects.zichtbaar().beschreven().filter(innovatie__slug__in=slugs)
    gevonden = {b.innovatie.slug: b for b in ophalen(zichtbaar)} if slugs else {}
    gekozen = [gevonden[slug] for slug in slugs if slug in gevonden]
    rest = [slug for slug in slugs if slug not in gevonden]
    genoemd, weg = _waarom_niet(rest) if rest else ([], set())
    bekend = weg | {b.innovatie.slug for b in genoemd}
    return Meegenomen(
        gekozen[:maximum],
        gekozen[maximum:],
        genoemd,
        [slug for slug in rest if slug in weg],
        [slug for slug in rest if slug not in bekend],
        slugs,
    )


def _waarom_niet(slugs: list[str]) -> tuple[list[Beschrijving], set[str]]:
    """Those of `slugs` that a source only names, and the names of those that were here."""
    genoemd = Beschrijving.objects.zichtbaar().filter(innovatie__slug__in=slugs)
    op_titel = genoemd.select_related("innovatie").order_by(OpAlfabet("titel"), "pk")
    geweest = Innovatie.objects.gearchiveerd().filter(slug__in=slugs)
    return list(op_titel), set(geweest.values_list("slug", flat=True))
