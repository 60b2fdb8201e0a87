"""What is kept of people without an account: each app says how it finds and erases them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import (
    CASCADE,
    CharField,
    Field,
    Func,
    JSONField,
    Model,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from basis.journaal import Journaalregel, code_van_adres, noteer
from basis.register import Register

GEHEIM = ("password", "session_key", "data", "key")
"""Columns that let somebody in, which are shown to nobody."""


WEG = "…"
"""What stands in a text where an address was."""

ROND = 60
"""How much of a text goes along on both sides of an address: it may tell of others."""


@dataclass(frozen=True)
class Vindplaats:
    """One kind of row that an address may stand in.

    `zoek` gives the rows of an address in its one form (`basis.tekst.mailadres`), `wis` erases what
    may go of them. `blijft` says in Dutch what stays and why, or what to do first. Of rows that are
    no person's the address stands in a text (`in_tekst`). An app has a `personen.py` that adds its
    own to PERSONEN.
    """

    wat: str
    zoek: Callable[[str], QuerySet[Any]]
    wis: Callable[[str], object]
    blijft: str = ""
    in_tekst: bool = False

    def gegevens(self, rij: Model, adres: str) -> dict[str, Any]:
        """What `rij` holds of the person at `adres`."""
        return passages(rij, adres) if self.in_tekst else gegevens_van(rij)


def in_teksten(wat: str, model: type[Model]) -> Vindplaats:
    """The rows of `model`, in whose texts an address may stand: of these only that goes."""
    return Vindplaats(
        wat,
        lambda adres: met_adres(model._default_manager.all(), adres),
        lambda adres: haal_adres_weg(model, adres),
        "Alleen het adres gaat uit de tekst.",
        in_tekst=True,
    )


PERSONEN: Register[Vindplaats] = Register()

GEWIST = "gewist"
"""The kind of a line in the journal for who was erased."""


def waar(adres: str) -> list[Vindplaats]:
    """Where something is kept of the person at `adres`."""
    return [plek for plek in PERSONEN if plek.zoek(adres).exists()]


@transaction.atomic
def wis(adres: str) -> None:
    """Erase the person from the highest app down, and at last the mails that this still queued.

    An older back-up that is restored erases them again.
    """
    noteer(GEWIST, code_van_adres(adres))
    for plek in reversed(waar(adres)):
        plek.wis(adres)
    for plek in waar(adres):
        plek.wis(adres)


def wis_opnieuw(regels: Sequence[Journaalregel], bekend: Mapping[str, str]) -> int:
    """Erase who was erased since the back-up; return how many."""
    weer = {bekend[een.code] for een in regels if een.code in bekend}
    for adres in sorted(weer):
        wis(adres)
    return len(weer)


def elders(adres: str) -> list[Model]:
    """The rows with `adres` in a text, that no Vindplaats knows: of these nothing is erased.

    Without models that are `is_afgeleid`: what they say follows from another row.
    """
    bekend = {(plek.zoek(adres).model, rij.pk) for plek in waar(adres) for rij in plek.zoek(adres)}
    return [
        rij
        for model in apps.get_models()
        if not getattr(model, "is_afgeleid", False)
        for rij in met_adres(model._default_manager.all(), adres)
        if (model, rij.pk) not in bekend
    ]


def met_adres(rijen: QuerySet[Any], adres: str) -> QuerySet[Any]:
    """Those of `rijen` with `adres`, as a whole, in one of their texts."""
    teksten = {f"als_tekst_{veld.name}": _als_tekst(veld) for veld in _tekstvelden(rijen.model)}
    raak = (Q(**{f"{naam}__iregex": _patroon(adres)}) for naam in teksten)
    gevonden: QuerySet[Any] = rijen.alias(**teksten).filter(reduce(or_, raak, Q(pk__in=[])))
    return gevonden


def haal_adres_weg(model: type[Model], adres: str) -> None:
    """Take `adres` out of all texts of `model`; what stood around it stays."""
    rijen = met_adres(model._default_manager.all(), adres)
    anders = (Value(_patroon(adres)), Value(WEG), Value("gi"))
    zonder = {
        veld.name: Cast(
            Func(_als_tekst(veld), *anders, function="regexp_replace", output_field=TextField()),
            veld,
        )
        for veld in _tekstvelden(model)
    }
    model._default_manager.filter(pk__in=list(rijen.values_list("pk", flat=True))).update(**zonder)


def passages(rij: Model, adres: str) -> dict[str, Any]:
    """Where `rij` has `adres`, by the names of its columns, with some words around it."""
    rond = re.compile(f".{{0,{ROND}}}{_patroon(adres)}.{{0,{ROND}}}", re.IGNORECASE | re.DOTALL)
    gevonden = {v.name: rond.findall(str(getattr(rij, v.name))) for v in _tekstvelden(type(rij))}
    waar_ = f"{rij._meta.verbose_name} {rij.pk}: {rij}"
    return {"waar": waar_} | {naam: delen for naam, delen in gevonden.items() if delen}


def _tekstvelden(model: type[Model]) -> list[Field[Any, Any]]:
    return [
        veld
        for veld in model._meta.concrete_fields
        if isinstance(veld, CharField | TextField | JSONField) and veld.name not in GEHEIM
    ]


def _als_tekst(veld: Field[Any, Any]) -> Cast:
    return Cast(veld.name, TextField())


def _patroon(adres: str) -> str:
    """What only the whole of `adres` matches, in the database as in Python."""
    return rf"(?<![a-z0-9._%+-]){re.escape(adres)}(?![a-z0-9-]|\.[a-z0-9])"


def gegevens_van(rij: Model, *, met_delen: bool = True) -> dict[str, Any]:
    """What `rij` holds, by the names of its columns; what it refers to as people read that.

    `met_delen` brings along the rows that are part of it, and go when it goes.
    """
    uit: dict[str, Any] = {}
    for veld in rij._meta.concrete_fields:
        if veld.name not in GEHEIM:
            uit[veld.name] = _leesbaar(getattr(rij, veld.name), verwijst=veld.is_relation)
    for veld in rij._meta.many_to_many:
        uit[veld.name] = [str(een) for een in getattr(rij, veld.name).all()]
    for band in rij._meta.related_objects if met_delen else ():
        if band.on_delete is CASCADE:
            delen = band.related_model._default_manager.filter(**{band.field.name: rij})
            rijen = [gegevens_van(een, met_delen=False) for een in delen.order_by("pk")]
            if rijen:
                uit[str(band.related_model._meta.verbose_name_plural)] = rijen
    return uit


def _leesbaar(waarde: Any, *, verwijst: bool) -> Any:
    if isinstance(waarde, (bytes, memoryview)):  # a mail as it was sent
        return bytes(waarde).decode(errors="replace")
    return str(waarde) if verwijst and waarde is not None else waarde
