"""Proposing something else or something new on these pages, and deciding about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from opgaven import berichten
from opgaven.actions.bijhouden import bewaar, paginas, verschilt
from opgaven.models import Kennisvoorstel
from opgaven.models.voorstel import WACHT
from opgaven.rechten import NIET_BIJHOUDEN, mag_bijhouden, mag_voorstellen

NIETS_ANDERS = "U wijzigde niets. Pas eerst aan wat anders moet."
AL_GEDAAN = "Over dit voorstel is al besloten. Er is niets veranderd."


@transaction.atomic
def stel_voor(
    *,
    rij: Any,
    waarden: Mapping[str, Any],
    getypt: Mapping[str, Any],
    toelichting: str,
    door: Gebruiker,
    bij: int | None = None,
) -> Kennisvoorstel:
    """Ask who keeps `rij` to change it to `waarden`, of which `getypt` is as the form sent them.

    A `rij` without pk, which holds `waarden`, is asked to be added to the row `bij`. Raises
    RuleViolation when nothing would change, or `door` waits for an answer here already.
    """
    vereis_recht(mag_voorstellen(door, type(rij)), NIET_BIJHOUDEN)
    if rij.pk is None:
        nu, anders = rij, [naam for naam in waarden if getypt[naam]]
    else:
        nu = is_er_nog(type(rij).objects, rij.pk)
        anders = [naam for naam, waarde in waarden.items() if verschilt(nu, naam, waarde)]
    vereis(anders, NIETS_ANDERS)
    voorstel = Kennisvoorstel(
        soort=rij._meta.model_name,
        rij=rij.pk,
        bij=bij,
        over=str(nu)[:120],
        waarden={naam: getypt[naam] for naam in anders},
        toelichting=toelichting,
        voorgesteld_door=door,
    )
    try:
        with transaction.atomic():
            voorstel.save()
    except IntegrityError as fout:
        raise RuleViolation(WACHT) from fout
    _schrijf_op(voorstel, nu, anders)
    berichten.voorgesteld(voorstel)
    return voorstel


def _schrijf_op(voorstel: Kennisvoorstel, rij: Any, velden: list[str]) -> None:
    """Of what is new, on the page where it would stand."""
    door = voorstel.voorgesteld_door
    if not voorstel.is_nieuw:
        Logregel.objects.schrijf(rij, "kennis-voorgesteld", door=door, velden=velden)
        return
    waar = next((pagina for pagina in paginas(rij) if pagina.pk), voorstel)
    wat = voorstel.over
    Logregel.objects.schrijf(waar, "kennis-erbij-voorgesteld", door=door, toelichting=wat)


@transaction.atomic
def neem_over(
    *, voorstel: Kennisvoorstel, rij: Any, waarden: Mapping[str, Any], kenmerk: str, door: Gebruiker
) -> Any:
    """Write `waarden` in `rij`, as `bewaar` does, and thank who proposed it.

    Raises RuleViolation when that is refused, or somebody decided before.
    """
    open_ = _vergrendel(voorstel, door)
    bewaard = bewaar(rij=rij, waarden=waarden, kenmerk=kenmerk, door=door)
    open_.rij = bewaard.pk
    _sluit(open_, door)
    berichten.voorstel_overgenomen(open_)
    return bewaard


@transaction.atomic
def wijs_af(*, kennisvoorstel: Kennisvoorstel, reden: str, door: Gebruiker) -> None:
    """Take it not over, and tell who proposed it why. Raises RuleViolation when it was decided."""
    open_ = _vergrendel(kennisvoorstel, door)
    open_.reden = reden
    _sluit(open_, door)
    Logregel.objects.schrijf(open_, "voorstel-afgewezen", door=door, toelichting=reden)
    berichten.voorstel_afgewezen(open_)


def _vergrendel(voorstel: Kennisvoorstel, door: Gebruiker) -> Kennisvoorstel:
    vereis_recht(mag_bijhouden(door), NIET_BIJHOUDEN)
    rijen = Kennisvoorstel.objects.select_for_update(of=("self",)).filter(pk=voorstel.pk)
    open_ = rijen.select_related("voorgesteld_door").get()
    vereis(open_.afgehandeld_op is None, AL_GEDAAN)
    return open_


def _sluit(voorstel: Kennisvoorstel, door: Gebruiker) -> None:
    voorstel.afgehandeld_op, voorstel.afgehandeld_door = timezone.now(), door
    voorstel.save(update_fields=["rij", "afgehandeld_op", "afgehandeld_door", "reden"])
