"""What is kept of people without an account: each app says how it finds and erases them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import CASCADE, Model, QuerySet

from basis.journaal import Journaalregel, code_van_adres, noteer
from basis.register import Register

GEHEIM = ("password", "session_key", "data", "key")
"""Columns that let somebody in, which are shown to nobody."""


@dataclass(frozen=True)
class Vindplaats:
    """One kind of row that an address may stand in.

    `zoek` gives the rows of an address in its one form (`basis.tekst.mailadres`), `wis` erases what
    may go of them. `blijft` says in Dutch what stays and why, or what to do first. An app has a
    `personen.py` that adds its own to PERSONEN.
    """

    wat: str
    zoek: Callable[[str], QuerySet[Any]]
    wis: Callable[[str], object]
    blijft: str = ""


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
