"""Keeping the meetings of the stuurgroep and with others, and what was agreed there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.fouten import is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from trajecten import berichten
from trajecten.actions.uitnodigen import nodig_uit, verzet, zeg_af
from trajecten.models import Afspraak, Overleg
from trajecten.rechten import NIET_BESLUITEN, NIET_UW_AFSPRAAK, mag_afspraak, mag_besluiten
from werkplek.bewerken import vereis_ongewijzigd

NOG_NIET = "Dit overleg is nog niet geweest. Vul daarna in wie er was."
AL_GEWEEST = "Dit overleg is geweest. Schrijf op wat er is gezegd."
MET_AFSPRAKEN = "Hier is al iets afgesproken. Kies een andere dag bij ‘Wijzigen’."
AL_GEDAAN = "Deze afspraak was al gedaan."


@transaction.atomic
def bewaar_overleg(
    *,
    overleg: Overleg,
    waarden: Mapping[str, Any],
    aanwezig: Collection[Gebruiker],
    kenmerk: str,
    door: Gebruiker,
    genodigden: Collection[Gebruiker] = (),
) -> Overleg:
    """Write the columns of a meeting, new or known, and who was there.

    `genodigden` are invited to one that comes and has a time, as `bewaar_bijeenkomst` does.
    Raises RuleViolation when a colleague changed it since `kenmerk`, and for who came to a day
    that is still to come.
    """
    vereis_recht(mag_besluiten(door), NIET_BESLUITEN)
    nu = Overleg.objects.select_for_update().filter(pk=overleg.pk or 0).first()
    vereis_ongewijzigd(nu, kenmerk)
    vereis(waarden["datum"] <= timezone.localdate() or not aanwezig, NOG_NIET)
    wat = "overleg-bewaard" if nu else "overleg-gepland"
    nu = nu or Overleg()
    was = verzet(nu, waarden)
    nu.gewijzigd_door = door
    nu.save()
    nu.aanwezig.set(aanwezig)
    nodig_uit(nu, genodigden, was)
    Logregel.objects.schrijf(nu, wat, door=door)
    return nu


@transaction.atomic
def zeg_overleg_af(*, overleg: Overleg, door: Gebruiker) -> None:
    """Take a meeting that is still to come away, and tell who was invited.

    Raises RuleViolation for one that was, and when something was agreed at it already.
    """
    vereis_recht(mag_besluiten(door), NIET_BESLUITEN)
    nu = is_er_nog(Overleg.objects.select_for_update(), overleg.pk)
    vereis(nu.datum >= timezone.localdate(), AL_GEWEEST)
    vereis(not nu.afspraken.exists(), MET_AFSPRAKEN)
    zeg_af(nu)
    Logregel.objects.schrijf(nu, "overleg-afgezegd", door=door)
    nu.delete()


@transaction.atomic
def spreek_af(
    *, overleg: Overleg, wat: str, wie: Gebruiker, voor: date, door: Gebruiker
) -> Afspraak:
    """Note what `wie` does after `overleg`, and tell them."""
    vereis_recht(mag_besluiten(door), NIET_BESLUITEN)
    afspraak = overleg.afspraken.create(wat=wat, wie=wie, voor=voor)
    Logregel.objects.schrijf(overleg, "afspraak-gemaakt", door=door, toelichting=wat)
    if wie != door:
        berichten.afgesproken(afspraak)
    return afspraak


@transaction.atomic
def rond_afspraak_af(*, afspraak: Afspraak, door: Gebruiker) -> None:
    """It is done, or needs no more doing. Raises RuleViolation the second time."""
    vereis_recht(mag_afspraak(door, afspraak), NIET_UW_AFSPRAAK)
    afspraak = is_er_nog(Afspraak.objects.select_for_update(of=("self",)), afspraak.pk)
    vereis(afspraak.gedaan_op is None, AL_GEDAAN)
    afspraak.gedaan_op, afspraak.gedaan_door = timezone.now(), door
    afspraak.save(update_fields=["gedaan_op", "gedaan_door"])
    wat = afspraak.wat
    Logregel.objects.schrijf(afspraak.overleg, "afspraak-gedaan", door=door, toelichting=wat)
