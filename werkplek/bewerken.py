"""Editing what a colleague may be editing too.

A form carries the `kenmerk` of what it was made from. The action refuses when that is no longer
what stands there (`vereis_ongewijzigd`). The page then says so and shows what was filled in, with
the new kenmerk: who has read that a colleague was there, may save over it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from basis.fouten import RuleViolation, Verboden
from basis.tekst import vingerafdruk
from gebruikers.models import Gebruiker
from werkplek.eenmalig import eenmalig

MOMENT = ("gewijzigd_op",)
"""What tells most rows of now from those of before."""


class OndertussenGewijzigd(RuleViolation):
    """A colleague saved since the form was made; `nu` is what stands there now."""

    def __init__(self, uitleg: str, nu: Any, kenmerk: str) -> None:
        super().__init__(uitleg)
        self.nu = nu
        self.kenmerk = kenmerk


def kenmerk(rij: Model | None, velden: Iterable[str] = MOMENT) -> str:
    """Tells what `rij` holds in `velden` from what it held before; empty while there is no row.

    A table, or a list of others, costs a query.
    """
    if rij is None or rij.pk is None:
        return ""
    return vingerafdruk([rij.pk, [_waarde(rij, naam) for naam in velden]])


def _waarde(rij: Model, naam: str) -> object:
    veld = rij._meta.get_field(naam)
    if veld.many_to_many:
        return sorted(getattr(rij, naam).values_list("pk", flat=True))
    if not veld.one_to_many:
        return str(getattr(rij, getattr(veld, "attname", naam)))
    return [
        [str(getattr(regel, kolom.attname)) for kolom in regel._meta.fields if kolom.name != "id"]
        for regel in getattr(rij, naam).all()
    ]


def lees_kenmerken(data: Mapping[str, Any] | None) -> dict[str, str]:
    """The kenmerk of each field apart, of a form that sends them so."""
    try:
        gelezen = json.loads(data.get("kenmerk", "{}")) if data else {}
    except ValueError:
        return {}
    if not isinstance(gelezen, dict):
        return {}
    return {naam: waarde for naam, waarde in gelezen.items() if isinstance(waarde, str)}


def vereis_ongewijzigd(
    rij: Model | None,
    gelezen: str,
    *,
    velden: Iterable[str] = MOMENT,
    wat: str = "dit",
    uitleg: str = "",
    toon: Model | None = None,
) -> None:
    """Raise OndertussenGewijzigd unless `gelezen` is the kenmerk of the locked `rij`.

    It says that a colleague changed `wat`, or else `uitleg`. What stands there now is `rij`, or
    the part `toon` of it.
    """
    nu = kenmerk(rij, velden)
    if gelezen != nu:
        uitleg = uitleg or (
            f"Een collega wijzigde {wat} ondertussen. Wat u invulde, staat hieronder nog. Bekijk "
            "in een ander venster wat er veranderde, en bewaar daarna opnieuw."
        )
        raise OndertussenGewijzigd(uitleg, toon or rij, nu)


def zet(rij: Model, waarden: Mapping[str, Any]) -> list[str]:
    """Put `waarden` in `rij`, unsaved; return the names of those that it did not hold."""
    anders = [naam for naam, waarde in waarden.items() if getattr(rij, naam) != waarde]
    for naam in anders:
        setattr(rij, naam, waarden[naam])
    return anders


class Bewerking:
    """One request to a page with a form: shown first, then saved or refused."""

    def __init__(
        self, request: HttpRequest, rij: Model | None = None, velden: Iterable[str] = MOMENT
    ) -> None:
        self.request = request
        gepost = request.method == "POST"
        self.kenmerk = request.POST.get("kenmerk", "") if gepost else kenmerk(rij, velden)
        self.fout: RuleViolation | None = None
        self.uitkomst: Any = None

    def lukt(self, doe: Callable[[], object]) -> bool:
        """Do it, and keep what comes of it in `uitkomst`; False when a rule refused.

        Raises Verboden for a step that is not for this person.
        """
        try:
            self.uitkomst = doe()
        except Verboden:
            raise
        except RuleViolation as reden:
            self.fout = reden
            if isinstance(reden, OndertussenGewijzigd):
                self.kenmerk = reden.kenmerk
        return self.fout is None

    def lukt_eens(self, doe: Callable[[], str], door: Gebruiker) -> bool:
        """`lukt`, for what begins something: `uitkomst` is its address (`werkplek.eenmalig`)."""
        return self.lukt(lambda: eenmalig(self.request, doe, door=door))

    @property
    def ander(self) -> Any:
        """What a colleague saved meanwhile, to show beside what was filled in; mostly None."""
        return self.fout.nu if isinstance(self.fout, OndertussenGewijzigd) else None

    def klaar(self, gedaan: str, naar: str, *deel: object) -> HttpResponse:
        """Say that it is done on the page that `naar` leads to."""
        messages.success(self.request, gedaan)
        return redirect(naar, *deel)

    def toon(self, pagina: str, context: Mapping[str, Any]) -> HttpResponse:
        """The page, with why it was refused and the kenmerk that its form must send."""
        over = {"melding": str(self.fout or ""), "kenmerk": self.kenmerk, "ander": self.ander}
        status = 409 if self.fout else 200
        return render(self.request, pagina, {**over, **context}, status=status)
