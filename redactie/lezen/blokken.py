"""The blocks of a document beside a version: in groups, each with where it may go."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from basis.tekst import platte_tekst
from innovaties.models import Beschrijving
from redactie.keuzelijsten import Beginbloksoort
from redactie.models import Beginblok, Beginstuk, Zetting
from redactie.regels.koppen import labels, veld_bij
from word.opmaak import alineas

MEESTE_IN_GROEP = 25
"""A part with more blocks is shown as several, each with a choice of its own."""


def als_regels(blok: Beginblok) -> list[str]:
    """The words of `blok` in lines: a line a point, or a row of a table with its cells apart."""
    if blok.rijen:
        return [" – ".join(filter(None, rij)) for rij in blok.rijen]
    return [" ".join(alinea.tekst.split()) for alinea in alineas(blok.html)]


def als_html(blok: Beginblok) -> str:
    """`blok` as rich text may hold it: a table as a list, with a point for each row."""
    if not blok.rijen:
        return blok.html
    punten = "".join(f"<li><p>{escape(regel, quote=False)}</p></li>" for regel in als_regels(blok))
    return f"<ul>{punten}</ul>"


@dataclass(frozen=True)
class Gezet:
    """That some blocks of a group stand in a field."""

    zetting: Zetting
    label: str


@dataclass
class Blokgroep:
    """A heading with what stands under it, and the field that it proposes."""

    stuk: Beginstuk
    kop: Beginblok | None
    voorstel: str = ""
    eigen: bool = False
    """Whether its own heading says so, and not one above it."""
    over: list[Beginblok] = field(default_factory=list)
    gezet: list[Beginblok] = field(default_factory=list)
    sleutel: int = 0

    @property
    def titel(self) -> str:
        return platte_tekst(self.kop.html) if self.kop else ""

    @property
    def kop_mee(self) -> Beginblok | None:
        """The heading, while it was put nowhere."""
        return self.kop if self.kop and self.kop.zetting_id is None else None

    @property
    def neemt_kop_mee(self) -> bool:
        """Whether the heading says more than the field that is proposed."""
        return bool(self.voorstel) and not self.eigen

    @property
    def zettingen(self) -> list[Gezet]:
        """Where its blocks stand, in the order in which they were put there."""
        per = {blok.zetting.pk: blok.zetting for blok in self.gezet if blok.zetting}
        return [Gezet(per[pk], labels()[per[pk].veld]) for pk in sorted(per)]


def groepen(versie: Beschrijving) -> list[Blokgroep]:
    """The blocks of all documents beside `versie`, in one query."""
    blokken = Beginblok.objects.filter(stuk__versie=versie).select_related("stuk", "zetting")
    groepen_: list[Blokgroep] = []
    boven: list[tuple[int, str]] = []
    nu: Blokgroep | None = None
    for blok in blokken:
        nieuw_stuk = nu is None or nu.stuk != blok.stuk
        if nieuw_stuk:
            boven = []
        if blok.soort == Beginbloksoort.KOP:
            nu = _groep(blok, versie.soort, boven)
            groepen_.append(nu)
            continue
        if nu is None or nieuw_stuk or len(nu.over) + len(nu.gezet) >= MEESTE_IN_GROEP:
            voorstel = nu.voorstel if nu and not nieuw_stuk else ""
            nu = Blokgroep(blok.stuk, None, voorstel, sleutel=blok.pk)
            groepen_.append(nu)
        (nu.gezet if blok.zetting_id else nu.over).append(blok)
    return groepen_


def _groep(kop: Beginblok, soort: str, boven: list[tuple[int, str]]) -> Blokgroep:
    """The group under `kop`; `boven` are the headings above it, with what those propose."""
    while boven and boven[-1][0] >= kop.niveau:
        boven.pop()
    eigen = veld_bij(platte_tekst(kop.html), soort)
    voorstel = eigen or (boven[-1][1] if boven else "")
    boven.append((kop.niveau, voorstel))
    gezet = [kop] if kop.zetting_id else []
    return Blokgroep(kop.stuk, kop, voorstel, eigen=bool(eigen), gezet=gezet, sleutel=kop.pk)


def blokken_over() -> Coalesce:
    """For a queryset of versions: how many blocks were put nowhere, headings not counted."""
    blokken = Beginblok.objects.over().exclude(soort=Beginbloksoort.KOP)
    per_versie = blokken.filter(stuk__versie=OuterRef("pk")).order_by().values("stuk__versie")
    return Coalesce(Subquery(per_versie.annotate(n=Count("pk")).values("n")), 0)


def velden_met_stuk() -> ArraySubquery:
    """For a queryset of versions: the names of the fields with words of a document."""
    return ArraySubquery(Zetting.objects.filter(stuk__versie=OuterRef("pk")).values("veld"))
