"""The values of a description in the order of the format, ready to be shown in any form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.urls import reverse

from basis.bestanden import MAP
from basis.tekst import platte_tekst
from basis.velden import DeelDatum, Keuzes, RijkeTekst, deeldatum_tekst
from innovaties.formaat import FORMAAT, TREFWOORDEN, velden
from innovaties.formaat.onderdelen import Onderdeel, Sectie, Veld, Zichtbaar
from innovaties.keuzelijsten import UITLEG, Cijfer, Zichtbaarheid
from innovaties.models import Beschrijving, Regel

CIJFERVELDEN = {
    "kosten_per_jaar": Cijfer.KOSTEN,
    "uren_per_week": Cijfer.UREN,
    "bereik": Cijfer.BEREIK,
}


@dataclass(frozen=True)
class Cel:
    """One value inside a row or a list; `sleutel` is its stable code where it comes from a list."""

    naam: str
    label: str
    tekst: str
    url: str = ""
    sleutel: str = ""
    uitleg: str = ""


@dataclass(frozen=True)
class Waarde:
    """What one field holds: at most one of `tekst`, `html`, `lijst` and `rijen` is filled."""

    veld: Veld
    tekst: str = ""
    html: str = ""
    lijst: tuple[Cel, ...] = ()
    rijen: tuple[tuple[Cel, ...], ...] = ()
    uitleg: str = ""

    @property
    def naam(self) -> str:
        return self.veld.naam

    @property
    def label(self) -> str:
        return self.veld.label

    @property
    def is_kort(self) -> bool:
        """Whether the value fits on a line beside its label."""
        return bool(self.tekst) or (bool(self.lijst) and (bool(self.label) or len(self.lijst) <= 4))

    def __bool__(self) -> bool:
        return bool(self.tekst or self.html or self.lijst or self.rijen)

    @property
    def plat(self) -> str:
        """All words of the value, for search and for comparing."""
        rijen = (cel.tekst for rij in self.rijen for cel in rij)
        lijst = (cel.tekst for cel in self.lijst)
        return " ".join(filter(None, (self.tekst, platte_tekst(self.html), *lijst, *rijen)))

    @property
    def lopend(self) -> Iterator[str]:
        """The words of the value that are sentences: the kern, rich text, and rows."""
        if self.naam == "kern":
            yield self.tekst
        if self.html:
            yield platte_tekst(self.html)
        for rij in self.rijen:
            yield ": ".join(cel.tekst for cel in rij if cel.tekst and not cel.sleutel)


@dataclass(frozen=True)
class Getoond:
    """One part of the format with what a description says there."""

    onderdeel: Onderdeel
    waarden: tuple[Waarde, ...]

    @property
    def plat(self) -> str:
        return " ".join(waarde.plat for waarde in self.waarden)


@cache
def modelveld(naam: str) -> Any:
    return Beschrijving._meta.get_field(naam)


@cache
def kolommen(model: type[Regel]) -> tuple[models.Field[Any, Any], ...]:
    """The columns of a row that belong to the format."""
    eigen = (
        veld for veld in model._meta.fields if veld.name not in ("id", "volgorde", "beschrijving")
    )
    return tuple(eigen)


def voor_weergave(qs: models.QuerySet[Beschrijving]) -> models.QuerySet[Beschrijving]:
    """Fetch all that `secties` reads in a fixed number of queries, however many descriptions."""
    paden: list[str] = []
    for veld in velden():
        doel = modelveld(veld.naam)
        if not doel.is_relation:
            continue
        rijen = kolommen(doel.related_model) if doel.one_to_many else ()
        relaties = [kolom.name for kolom in rijen if kolom.is_relation]
        paden += [f"{veld.naam}__{naam}" for naam in relaties] or [veld.naam]
    return qs.select_related("innovatie__kennismakelaar").prefetch_related(*paden)


def waarde(beschrijving: Beschrijving, veld: Veld) -> Waarde:
    """What `beschrijving` says in `veld`, in words for a reader."""
    doel = modelveld(veld.naam)
    if doel.one_to_many:
        return Waarde(
            veld, rijen=tuple(_rij(regel) for regel in getattr(beschrijving, veld.naam).all())
        )
    ruw = getattr(beschrijving, veld.naam)
    if doel.many_to_many:
        return Waarde(veld, lijst=tuple(_verwijzing(veld.naam, "", rij) for rij in ruw.all()))
    if isinstance(doel, Keuzes):
        gekozen = [
            (code, str(label)) for code, label in doel.base_field.choices or () if code in ruw
        ]
        return Waarde(
            veld, lijst=tuple(Cel(veld.naam, "", label, sleutel=code) for code, label in gekozen)
        )
    if isinstance(doel, RijkeTekst):
        return Waarde(veld, html=ruw)
    if veld.naam in CIJFERVELDEN and CIJFERVELDEN[veld.naam] in beschrijving.cijfers_onbekend:
        return Waarde(veld, tekst="onbekend")
    return Waarde(
        veld, tekst=_tekst(beschrijving, doel, veld.eenheid), uitleg=UITLEG.get(str(ruw), "")
    )


def _tekst(rij: models.Model, doel: Any, eenheid: str = "") -> str:
    """One plain value in words; nothing for nothing."""
    ruw = getattr(rij, doel.name)
    if ruw is None or ruw is False:
        return ""
    if doel.choices:
        tekst = getattr(rij, f"get_{doel.name}_display")()
    elif isinstance(doel, (DeelDatum, models.DateField)):
        tekst = deeldatum_tekst(str(ruw))
    elif eenheid:
        getal = f"{ruw:,}".removesuffix(".0")
        tekst = f"{getal.translate(str.maketrans(',.', '.,'))} {eenheid}"
    else:
        tekst = "ja" if ruw is True else ruw
    return str(tekst)


def _rij(regel: Regel) -> tuple[Cel, ...]:
    cellen = []
    for kolom in kolommen(type(regel)):
        label = str(kolom.verbose_name).capitalize()
        if kolom.is_relation:
            cellen.append(_verwijzing(kolom.name, label, getattr(regel, kolom.name)))
        elif isinstance(kolom, models.FileField):
            bestand = getattr(regel, kolom.name)
            cellen.append(Cel(kolom.name, label, bestand.name or "", _bestandsadres(bestand)))
        else:
            tekst = _tekst(regel, kolom)
            url = tekst if isinstance(kolom, models.URLField) else ""
            sleutel = str(getattr(regel, kolom.name)) if kolom.choices else ""
            cellen.append(Cel(kolom.name, label, tekst, url, sleutel))
    return tuple(cellen)


def _bestandsadres(bestand: models.fields.files.FieldFile) -> str:
    """Where a visitor gets an attachment; its folder on the disk is not served."""
    pad = (bestand.name or "").removeprefix(MAP)
    return reverse("innovaties:materiaal", args=[pad]) if pad else ""


def _verwijzing(naam: str, label: str, rij: Any) -> Cel:
    url = rij.get_absolute_url() if hasattr(rij, "get_absolute_url") else ""
    uitleg = getattr(rij, "uitleg", "")
    return Cel(naam, label, str(rij), url, rij.slug, uitleg)


def toonbaar(beschrijving: Beschrijving, veld: Veld) -> bool:
    """Whether the public side may show `veld`: contact details only with consent."""
    if veld.zichtbaar is Zichtbaar.MET_TOESTEMMING:
        return beschrijving.contact_zichtbaarheid == Zichtbaarheid.OPENBAAR
    return veld.is_openbaar


def secties(beschrijving: Beschrijving) -> Iterator[tuple[Sectie, tuple[Getoond, ...]]]:
    """All sections with the parts that `beschrijving` fills and a visitor may see."""
    for sectie in FORMAAT:
        getoond = []
        for onderdeel in sectie.onderdelen:
            gevuld = (
                waarde(beschrijving, veld)
                for veld in onderdeel.velden
                if toonbaar(beschrijving, veld)
            )
            if waarden := tuple(w for w in gevuld if w):
                getoond.append(Getoond(onderdeel, waarden))
        if getoond:
            yield sectie, tuple(getoond)


def trefwoorden(beschrijving: Beschrijving) -> Waarde:
    """The free keywords, which stand beside the format."""
    return waarde(beschrijving, TREFWOORDEN)


def wetten_kort(beschrijving: Beschrijving) -> list[str]:
    """The laws, with 'domeinoverstijgend' first where two or more apply."""
    kort = [cel.tekst for cel in waarde(beschrijving, Veld("wetten")).lijst]
    return ["Domeinoverstijgend", *kort] if beschrijving.domeinoverstijgend else kort
