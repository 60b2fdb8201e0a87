"""The question of a program: strictly what the description of the API says, or refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Window
from django.http import QueryDict
from django.utils import timezone

from vinden.gegevens import Gegeven, Gegevensset, OnbekendeVraag, Schema, met_velden

PER_PAGINA, MEESTE = 20, 50
VAN_ALLE = {"pagina", "per_pagina", "velden", "sinds"}
"""What every set may be asked; the rest is the question of one."""

VERSTE = 100_000
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
VROEGST, LAATST = "1900", "9000"
"""Years before and after which nothing changed: a database cannot count with all that are."""


def parameters(gset: Gegevensset) -> Mapping[str, Schema]:
    """All that may stand behind the address of `gset`, each with its shape."""
    return {
        "pagina": {"type": "integer", "minimum": 1, "maximum": VERSTE, "default": 1},
        "per_pagina": {
            "type": "integer",
            "minimum": 1,
            "maximum": MEESTE,
            "default": PER_PAGINA,
        },
        **veldkeuze(gset),
        **({"sinds": {"type": "string", "format": "date-time"}} if gset.gewijzigd else {}),
        **gset.vraag(),
    }


def veldkeuze(gset: Gegevensset) -> Mapping[str, Schema]:
    """The one parameter that the address of a row takes too."""
    namen = [veld.naam for veld in gset.velden()]
    een: Schema = {"type": "string", "enum": namen}
    return {"velden": {"type": "array", "items": een, "minItems": 1, "maxItems": len(namen)}}


@dataclass(frozen=True)
class Gegevensblad:
    """One page of the answer; `voorlopig` is whether the next moment may have a better one."""

    rijen: Sequence[Any]
    aantal: int
    pagina: int
    per_pagina: int
    voorlopig: bool = False


@dataclass(frozen=True)
class Gegevensvraag:
    """What `get` asks of `gset`. Raises OnbekendeVraag for whatever `soorten` do not allow."""

    gset: Gegevensset
    get: QueryDict
    soorten: Mapping[str, Schema] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for naam, waarden in self.get.lists():
            if naam not in self.soorten:
                raise OnbekendeVraag(f"‘{naam}’ kunt u hier niet vragen.")
            _controleer(naam, waarden, self.soorten[naam])

    @property
    def velden(self) -> tuple[Gegeven, ...]:
        """The fields that are asked for, in the order of the set."""
        namen = [naam for een in self.get.getlist("velden") for naam in een.split(",")]
        return tuple(veld for veld in self.gset.velden() if veld.naam in namen or not namen)

    def getal(self, naam: str, anders: int) -> int:
        """A number of the question."""
        return int(self.get.get(naam, anders))

    def blad(self) -> Gegevensblad:
        """The rows of the page that is asked for, with the fields that are."""
        pagina, per = self.getal("pagina", 1), self.getal("per_pagina", PER_PAGINA)
        deel = slice((pagina - 1) * per, pagina * per)
        rijen = self.gset.rijen()
        if sinds := self.get.get("sinds"):
            rijen = rijen.filter(**{f"{self.gset.gewijzigd}__gte": als_moment(sinds)})
        if self.gset.kies is None or not self.get.keys() - VAN_ALLE:
            # The keys first: a database makes all that it skips, whole. It counts them meanwhile.
            geteld = rijen.annotate(er_zijn=Window(Count("*"))).values_list("pk", "er_zijn")
            sleutels, voorlopig = list(geteld[deel]), False
            gevraagd: Sequence[int] = [pk for pk, _ in sleutels]
            aantal = sleutels[0][1] if sleutels else rijen.order_by().count()
        else:
            gevonden, voorlopig = self.gset.kies(self.get, rijen)
            gevraagd, aantal = gevonden[deel], len(gevonden)
        heel = met_velden(rijen.filter(pk__in=gevraagd), self.velden)
        per_sleutel = {rij.pk: rij for rij in heel}
        op_volgorde = [per_sleutel[pk] for pk in gevraagd if pk in per_sleutel]
        return Gegevensblad(op_volgorde, aantal, pagina, per, voorlopig)

    def rij(self, sleutel: str) -> Any:
        """The row of that name, with the fields that are asked for; None when there is none."""
        rijen = self.gset.rijen().filter(**{self.gset.sleutel: sleutel})
        return met_velden(rijen, self.velden).first()


def als_moment(tekst: str) -> datetime:
    """The moment that a program wrote, which `_controleer` let through."""
    tekst = tekst.upper()
    if not VROEGST <= tekst[:4] <= LAATST:
        jaar = VROEGST if tekst < VROEGST else LAATST
        return datetime(int(jaar), 1, 1, tzinfo=UTC)
    tekst = re.sub(r":60(?=\D)", ":59", tekst)  # a leap second, which Python does not know
    return datetime.fromisoformat(tekst).astimezone(UTC)  # no database knows +23:59


def _controleer(naam: str, waarden: list[str], schema: Schema) -> None:
    """Raises OnbekendeVraag when `waarden` are not what `schema` says."""
    if schema["type"] != "array":
        if len(waarden) > 1:
            raise OnbekendeVraag(f"Vraag ‘{naam}’ één keer.")
        _controleer_een(naam, waarden[0], schema)
        return
    if naam == "velden":
        waarden = [deel for een in waarden for deel in een.split(",")]
    if len(waarden) > schema["maxItems"]:
        raise OnbekendeVraag(f"Vraag hoogstens {schema['maxItems']} waarden van ‘{naam}’.")
    for een in waarden:
        _controleer_een(naam, een, schema["items"])


def _controleer_een(naam: str, waarde: str, schema: Schema) -> None:
    if schema["type"] == "integer":
        laagst, hoogst = schema["minimum"], schema["maximum"]
        klopt = re.fullmatch(r"[1-9]\d{0,9}", waarde, re.ASCII) and laagst <= int(waarde) <= hoogst
        uitleg = f"‘{naam}’ is een getal van {laagst} tot en met {hoogst}."
    elif "enum" in schema:
        klopt = waarde in schema["enum"]
        uitleg = f"Kies voor ‘{naam}’ uit: {', '.join(schema['enum'])}."
    elif schema.get("format") == "date-time":
        klopt = MOMENT.fullmatch(waarde) and _bestaat(waarde)
        nu = timezone.localtime().isoformat(timespec="seconds")
        uitleg = f"‘{naam}’ is een moment zoals {nu}. Schrijf een plus in een adres als %2B."
    else:
        klopt = len(waarde) <= schema["maxLength"]
        uitleg = f"‘{naam}’ is te lang: hoogstens {schema['maxLength']} tekens."
    if not klopt:
        raise OnbekendeVraag(uitleg)


def _bestaat(waarde: str) -> bool:
    try:
        als_moment(waarde)
    except ValueError:
        return False
    return True
