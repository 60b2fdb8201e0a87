"""A description as data: for other programs (JSON) and as one row of a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from basis import tabel
from basis.adressen import absoluut
from basis.tekst import platte_tekst, schoon
from innovaties.formaat import TREFWOORDEN, onderdelen
from innovaties.formaat.onderdelen import Veld, Zichtbaar
from innovaties.formaat.soorten import NIET_BEKEND
from innovaties.formaat.waarden import Cel, Waarde
from innovaties.lezen.band import tekens
from innovaties.lezen.weergave import Getoond, niet_bekend, secties, toonbaar, trefwoorden
from innovaties.models import Beschrijving
from innovaties.uitvoer.adressen import webadres

ADRES, GEPUBLICEERD, BEVESTIGD = "Webadres", "Gepubliceerd op", "Bevestigd op"


def als_gegevens(beschrijving: Beschrijving) -> dict[str, object]:
    """What a visitor may see of `beschrijving`, with the stable codes beside the words.

    `naam` names a field and `sleutel` a value of a list; both stay when a label changes.
    """
    onbekend = niet_bekend(beschrijving)
    return {
        "slug": beschrijving.innovatie.slug,
        "url": webadres(beschrijving),
        "versie": beschrijving.versie,
        "status": beschrijving.status,
        "gepubliceerd_op": _moment(beschrijving),
        "bevestigd_op": _bevestigd(beschrijving) or None,
        "tekens": [
            {
                "sleutel": teken.sleutel,
                "naam": teken.label,
                "waarde": teken.waarde if teken.bekend else None,
            }
            for teken in tekens(beschrijving)
        ],
        "secties": [
            {
                "naam": sectie.slug,
                "titel": sectie.titel,
                "onderdelen": [_onderdeel(beschrijving, deel) for deel in getoond],
            }
            for sectie, getoond in secties(beschrijving, onbekend=onbekend)
        ],
        "niet_bekend": list(onbekend),
        "trefwoorden": [_cel(cel) for cel in trefwoorden(beschrijving).lijst],
    }


def maak_json(beschrijving: Beschrijving) -> bytes:
    """`als_gegevens`, easy to read."""
    return _json(als_gegevens(beschrijving), indent=2)


def als_json(doel: IO[bytes], beschrijvingen: Iterable[Beschrijving], vraag: str = "") -> None:
    """The answer to the list's question `vraag`, with each description as `als_gegevens`.

    Written to `doel` one by one, and so how many there are comes last.
    """
    aantal = 0
    doel.write(b'{"vraag": ' + _json(vraag) + b', "innovaties": [')
    for aantal, beschrijving in enumerate(beschrijvingen, start=1):
        doel.write((b", " if aantal > 1 else b"") + _json(als_gegevens(beschrijving)))
    doel.write(b'], "aantal": ' + _json(aantal) + b"}")


def _json(gegevens: object, indent: int | None = None) -> bytes:
    return json.dumps(gegevens, cls=DjangoJSONEncoder, ensure_ascii=False, indent=indent).encode()


def als_rij(beschrijving: Beschrijving) -> dict[str, tabel.Tabelcel]:
    """One row of a table: every column of `kolommen`, empty where nothing shows."""
    onbekend = niet_bekend(beschrijving)
    rij: dict[str, tabel.Tabelcel] = {
        kop: NIET_BEKEND
        if veld.naam in onbekend
        else _tabelcel(beschrijving, veld)
        if toonbaar(beschrijving, veld)
        else None
        for kop, veld in _veldkolommen()
    }
    op = beschrijving.gepubliceerd_op
    return rij | {
        ADRES: webadres(beschrijving),
        GEPUBLICEERD: timezone.localdate(op) if op else None,
        BEVESTIGD: beschrijving.innovatie.bevestigd_op,
    }


@cache
def kolommen() -> tuple[str, ...]:
    """The header of a table: a column for each field that a visitor can ever see."""
    return (*(kop for kop, _ in _veldkolommen()), ADRES, GEPUBLICEERD, BEVESTIGD)


@cache
def _veldkolommen() -> tuple[tuple[str, Veld], ...]:
    paren = [(deel.label, veld) for deel in onderdelen() for veld in deel.velden]
    paren = [
        (label, veld)
        for label, veld in [*paren, ("", TREFWOORDEN)]
        if veld.zichtbaar is not Zichtbaar.REDACTIE
    ]
    aantal = Counter(veld.label or label for label, veld in paren)
    return tuple((_kop(label, veld, aantal), veld) for label, veld in paren)


def _kop(label: str, veld: Veld, aantal: Counter[str]) -> str:
    """The name of a column, which no other has, with the unit of its numbers."""
    eigen = veld.label or label
    kop = eigen if aantal[eigen] == 1 else f"{label}: {eigen.lower()}"
    return f"{kop} ({veld.eenheid})" if veld.eenheid else kop


def _onderdeel(beschrijving: Beschrijving, getoond: Getoond) -> dict[str, object]:
    onderdeel = getoond.onderdeel
    return {
        "nummer": onderdeel.nummer,
        "naam": onderdeel.naam,
        "label": onderdeel.label,
        "velden": [
            {
                "naam": inhoud.naam,
                "label": inhoud.label or onderdeel.label,
                **_inhoud(beschrijving, inhoud),
            }
            for inhoud in getoond.waarden
        ],
    }


def _inhoud(beschrijving: Beschrijving, inhoud: Waarde) -> dict[str, object]:
    if inhoud.html:
        return {"html": schoon(inhoud.html)}
    if inhoud.lijst:
        return {"lijst": [_cel(cel) for cel in inhoud.lijst]}
    if inhoud.rijen:
        return {"rijen": [_rij(rij) for rij in inhoud.rijen]}
    soort, peil = inhoud.veld.soort, inhoud.veld.peil
    wanneer = {"peildatum": dag} if peil and (dag := getattr(beschrijving, peil)) else {}
    return {"tekst": schoon(inhoud.tekst), **soort.gegeven(soort.haal(beschrijving)), **wanneer}


def _rij(rij: tuple[Cel, ...]) -> dict[str, object]:
    return {cel.naam: {"label": cel.label, **_cel(cel)} for cel in rij if cel.tekst}


def _cel(cel: Cel) -> dict[str, object]:
    code = {"sleutel": cel.sleutel} if cel.sleutel else {}
    adres = {"url": absoluut(cel.url)} if cel.url else {}
    return {**code, "tekst": schoon(cel.tekst), **adres}


def _tabelcel(beschrijving: Beschrijving, veld: Veld) -> tabel.Tabelcel:
    """A number or a whole date as such, and what else there is as words, a planned day too."""
    waarde = veld.soort.haal(beschrijving)
    gepland = veld.bij_plan and beschrijving.was_gepland(waarde)
    cel = None if gepland else veld.soort.tabelcel(waarde)
    return _plat(veld.soort.waarde(beschrijving)) if cel is None else cel


def _plat(inhoud: Waarde) -> str:
    """The words of a value on one line: ' | ' between rows, '; ' between values of a list."""
    rijen = (_rij_plat(rij) for rij in inhoud.rijen)
    lijst = "; ".join(cel.tekst for cel in inhoud.lijst)
    teksten = (inhoud.tekst, platte_tekst(inhoud.html), lijst, " | ".join(rijen))
    return schoon(" ".join(filter(None, teksten)))


def _rij_plat(rij: tuple[Cel, ...]) -> str:
    teksten = (absoluut(cel.url) if cel.is_adres else cel.tekst for cel in rij)
    return ", ".join(filter(None, teksten))


def _moment(beschrijving: Beschrijving) -> str | None:
    op = beschrijving.gepubliceerd_op
    return timezone.localtime(op).isoformat(timespec="seconds") if op else None


def _bevestigd(beschrijving: Beschrijving) -> str:
    op = beschrijving.innovatie.bevestigd_op
    return op.isoformat() if op else ""
