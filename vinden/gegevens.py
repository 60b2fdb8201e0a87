"""What programs can read of the site: sets of rows, of which each field is declared once.

An app tells its sets to `GEGEVENSSETS` in its `apps.py`. The addresses below /api/, their
description and the page about them follow from there (`koppelvlak`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from basis.adressen import absoluut
from basis.meteen import met_rijen
from basis.register import Register
from basis.tekst import schoon

type Schema = dict[str, Any]
"""A shape, in JSON Schema."""

TEKST: Schema = {"type": "string"}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
VERWIJZING: Schema = {"$ref": "#/components/schemas/Verwijzing"}
LIJST: Schema = {"type": "array", "items": VERWIJZING}


class OnbekendeVraag(Exception):
    """A parameter that a set does not take; its text says why, in Dutch."""


@dataclass(frozen=True)
class Gegeven:
    """One field that a program reads: its shape, and how it is read from a row.

    `ophalen` are the relations that this reads, by name, or as `prefetch_related` takes them.
    """

    naam: str
    schema: Schema
    lees: Callable[[Any], Any]
    ophalen: tuple[Any, ...] = ()
    uitleg: str = ""


@dataclass(frozen=True)
class Gegevensset:
    """Rows that everybody may see, as a program reads them; `naam` is their address.

    `rijen` are all of them in an order that stays, and `sleutel` names one. `gewijzigd` is where a
    row says when it changed: without, nobody can ask for what is new. `vraag` are the parameters
    that the set takes beside those of all, and `kies` gives the keys of the rows that answer them,
    of those in its second argument, and whether the next moment may find more. `weg` says what is
    no more.
    """

    naam: str
    enkelvoud: str
    uitleg: str
    velden: Callable[[], tuple[Gegeven, ...]]
    rijen: Callable[[], QuerySet[Any]]
    sleutel: str = "slug"
    gewijzigd: str = ""
    vraag: Callable[[], Mapping[str, Schema]] = dict
    kies: Callable[[QueryDict, QuerySet[Any]], tuple[Sequence[int], bool]] | None = None
    weg: Callable[[str], bool] = lambda _: False

    @property
    def titel(self) -> str:
        """Its name for a reader: thema's and regio's have an apostrophe, which no address has."""
        return re.sub("(?<=[ao])s$", "'s", self.naam).capitalize()


GEGEVENSSETS: Register[Gegevensset] = Register()


def tekst(naam: str, uitleg: str = "", van: str = "") -> Gegeven:
    """Plain text, `van` an attribute of another name."""
    haal = attrgetter(van or naam)
    return Gegeven(naam, TEKST, lambda rij: schoon(str(haal(rij))), uitleg=uitleg)


def getal(naam: str, uitleg: str = "") -> Gegeven:
    """A whole number."""
    return Gegeven(naam, {"type": "integer"}, attrgetter(naam), uitleg=uitleg)


def maat(naam: str, uitleg: str = "") -> Gegeven:
    """A number with decimals; null where it is not known."""
    haal = attrgetter(naam)
    schema: Schema = {"type": ["number", "null"]}
    return Gegeven(naam, schema, lambda rij: als_maat(haal(rij)), uitleg=uitleg)


def als_maat(waarde: Decimal | None) -> float | None:
    """A number as JSON has it."""
    return None if waarde is None else float(waarde)


def moment(naam: str, uitleg: str = "", van: str = "") -> Gegeven:
    """A moment, in Dutch time."""
    haal = attrgetter(van or naam)
    return Gegeven(naam, MOMENT, lambda rij: als_moment(haal(rij)), uitleg=uitleg)


def keuze(naam: str) -> Gegeven:
    """A value of a fixed list: its code, which stays, and its word; null without one."""
    schema: Schema = {"oneOf": [VERWIJZING, {"type": "null"}]}
    return Gegeven(naam, schema, lambda rij: _gekozen(rij, naam))


def een(naam: str) -> Gegeven:
    """One row with a page of its own, which the rows of the set must bring along."""
    return Gegeven(naam, VERWIJZING, lambda rij: verwijzing(getattr(rij, naam)))


def lijst(naam: str, *ophalen: Any) -> Gegeven:
    """Rows with a page of their own."""
    return Gegeven(
        naam,
        LIJST,
        lambda rij: [verwijzing(ander) for ander in getattr(rij, naam).all()],
        ophalen or (naam,),
    )


def rijen(naam: str, *velden: Gegeven, ophalen: tuple[Any, ...] = ()) -> Gegeven:
    """Rows that belong to the row itself, each with `velden`."""
    return Gegeven(
        naam,
        {"type": "array", "items": als_schema(velden)},
        lambda rij: [als_rij(ander, velden) for ander in getattr(rij, naam).all()],
        ophalen or (naam,),
    )


ADRES = Gegeven(
    "url",
    {"type": "string", "format": "uri"},
    lambda rij: absoluut(rij.get_absolute_url()),
    uitleg="De pagina voor lezers.",
)
SLUG = tekst("slug", "De naam in het adres.")


def als_schema(velden: Sequence[Gegeven], verplicht: Sequence[str] | None = None) -> Schema:
    """The shape of a row with `velden`, all of which it has unless `verplicht` names fewer."""
    namen = [veld.naam for veld in velden] if verplicht is None else verplicht
    return {
        "type": "object",
        "properties": {
            veld.naam: veld.schema | ({"description": veld.uitleg} if veld.uitleg else {})
            for veld in velden
        },
        "required": list(namen),
        "additionalProperties": False,
    }


def als_rij(rij: Any, velden: Sequence[Gegeven]) -> dict[str, Any]:
    """`rij` as a program reads it."""
    return {veld.naam: veld.lees(rij) for veld in velden}


def met_velden(rijen: QuerySet[Any], velden: Sequence[Gegeven]) -> QuerySet[Any]:
    """`rijen` with all that `velden` read, in a fixed number of queries: for most of them none."""
    ophalen: list[Any] = []
    for veld in velden:
        ophalen += [een for een in veld.ophalen if een not in ophalen]
    meteen = [een for een in ophalen if isinstance(een, str) and "__" not in een]
    rest = [een for een in ophalen if een not in meteen]
    return (met_rijen(rijen, *meteen) if meteen else rijen).prefetch_related(*rest)


def verwijzing(rij: Any) -> dict[str, str]:
    """Another row: its code, which stays, its name, and its page where it has one."""
    gegevens = {"sleutel": rij.slug, "tekst": schoon(str(rij))}
    if hasattr(rij, "get_absolute_url"):
        gegevens["url"] = absoluut(rij.get_absolute_url())
    return gegevens


def als_moment(waarde: datetime | None) -> str | None:
    """A moment as ISO 8601 has it, with the difference to world time."""
    return timezone.localtime(waarde).isoformat(timespec="seconds") if waarde else None


def _gekozen(rij: Any, naam: str) -> dict[str, str] | None:
    code = getattr(rij, naam)
    return {"sleutel": code, "tekst": getattr(rij, f"get_{naam}_display")()} if code else None
