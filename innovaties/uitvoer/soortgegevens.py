"""A field of the format as a program reads it: its shape, and its value, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from basis.adressen import absoluut
from basis.tekst import schoon
from innovaties.formaat import soorten
from innovaties.formaat.onderdelen import Veld
from innovaties.formaat.soorten import PerSoort, Veldsoort
from innovaties.formaat.waarden import Cel
from innovaties.models import Beschrijving
from vinden.gegevens import LIJST, TEKST, VERWIJZING, Gegeven, Schema

LEEG: Schema = {"type": "null"}


@dataclass(frozen=True)
class Vertaling:
    """How a kind looks to a program: the shape of its value, and the value of a row."""

    schema: Callable[[Any], Schema]
    lees: Callable[[Any, Any], Any]


def _tekst(soort: Veldsoort, rij: Any) -> Any:
    return schoon(soort.tekst(soort.haal(rij)))


def _adres(soort: Veldsoort, rij: Any) -> Any:
    return absoluut(soort.cel(rij).url)


def _keuze(soort: Veldsoort, rij: Any) -> Any:
    return _cel(soort.cel(rij))


def _lijst(soort: Veldsoort, rij: Any) -> Any:
    return [_cel(cel) for cel in soort.waarde(rij).lijst]


def _rijen(soort: Any, rij: Any) -> Any:
    kolommen = _kolommen(soort)
    return [
        {kolom.naam: lees(kolom, regel) or None for kolom, lees in kolommen}
        for regel in soort.haal(rij)
    ]


@cache
def _kolommen(soort: Any) -> list[tuple[Veldsoort, Callable[[Any, Any], Any]]]:
    """The columns of its rows, each with what reads it."""
    return [(kolom, VERTALINGEN.van(kolom).lees) for kolom in soort.kolommen]


def _cel(cel: Cel) -> dict[str, str] | None:
    if not cel.sleutel:
        return None
    adres = {"url": absoluut(cel.url)} if cel.url else {}
    return {"sleutel": cel.sleutel, "tekst": schoon(cel.tekst), **adres}


def _of_leeg(schema: Schema) -> Schema:
    return {"oneOf": [schema, LEEG]}


def _met_waarde(waarde: str) -> Schema:
    """A value to count with and its words, which say the unit and on whose word it is so."""
    return {
        "type": "object",
        "properties": {"waarde": {"type": waarde}, "tekst": TEKST},
        "required": ["waarde", "tekst"],
        "additionalProperties": False,
    }


def _waarde(soort: Veldsoort, rij: Any) -> Any:
    waarde = soort.haal(rij)
    if waarde in (None, ""):
        return None
    getal = soort.gegeven(waarde).get("waarde", waarde)
    return {"waarde": getal, "tekst": schoon(soort.tekst(waarde))}


def _rij_schema(soort: Any) -> Schema:
    kolommen = {k.naam: _of_leeg(VERTALINGEN.van(k).schema(k)) for k in soort.kolommen}
    rij: Schema = {
        "type": "object",
        "properties": kolommen,
        "required": list(kolommen),
        "additionalProperties": False,
    }
    return {"type": "array", "items": rij}


VERTALINGEN = PerSoort(
    {
        Veldsoort: Vertaling(lambda _: TEKST, _tekst),
        soorten.Webadres: Vertaling(lambda _: TEKST, _adres),
        soorten.Bestand: Vertaling(lambda _: TEKST, _adres),
        soorten.Rijk: Vertaling(
            lambda _: {"type": "string", "contentMediaType": "text/html"},
            lambda soort, rij: schoon(soort.haal(rij)),
        ),
        soorten.Keuze: Vertaling(lambda _: VERWIJZING, _keuze),
        soorten.Verwijzing: Vertaling(lambda _: VERWIJZING, _keuze),
        soorten.Keuzes: Vertaling(lambda _: LIJST, _lijst),
        soorten.Vink: Vertaling(
            lambda _: {"type": "boolean"}, lambda soort, rij: bool(soort.haal(rij))
        ),
        soorten.Getal: Vertaling(lambda _: _met_waarde("number"), _waarde),
        soorten.Deeldatum: Vertaling(lambda _: _met_waarde("string"), _waarde),
        soorten.Rijen: Vertaling(_rij_schema, _rijen),
    }
)


def van_veld(veld: Veld) -> Gegeven:
    """The field `veld` for programs: null where a description says nothing there."""
    vertaling = VERTALINGEN.van(veld.soort)

    def lees(beschrijving: Beschrijving) -> Any:
        waarde = vertaling.lees(veld.soort, beschrijving)
        return waarde if waarde not in ("", None) else None

    return Gegeven(
        veld.naam,
        _of_leeg(vertaling.schema(veld.soort)),
        lees,
        () if veld.soort.is_kolom else (veld.naam,),
        veld.label,
    )
