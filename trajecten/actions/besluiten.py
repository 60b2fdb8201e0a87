"""Recording what the stuurgroep decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.fouten import is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from trajecten.keuzelijsten import Besluitsoort
from trajecten.models import Besluit
from trajecten.rechten import NIET_BESLUITEN, mag_besluiten

VERBETEREN = timedelta(days=1)
"""How long who recorded a decision can mend it; after that only a new decision changes things."""

VELDEN = ("datum", "soort", "titel", "toelichting", "thema")

TE_LAAT = "Dit besluit staat vast. Is er iets anders besloten? Leg dan een nieuw besluit vast."
VAN_ANDER = "Alleen wie dit besluit vastlegde, kan het verbeteren."


def mag_verbeteren(besluit: Besluit, gebruiker: Gebruiker, nu: datetime) -> bool:
    """Whether `gebruiker` can still mend `besluit` at `nu`."""
    return (
        mag_besluiten(gebruiker)
        and besluit.vastgelegd_door_id == gebruiker.pk
        and nu < besluit.vastgelegd_op + VERBETEREN
    )


@transaction.atomic
def leg_vast(*, besluit: Besluit, door: Gebruiker) -> Besluit:
    """Save the new `besluit`.

    Raises RuleViolation for a day that is still to come, and for a themakeuze without a theme.
    """
    vereis_recht(mag_besluiten(door), NIET_BESLUITEN)
    _vereis_volledig(besluit)
    besluit.vastgelegd_door = door
    besluit.save(force_insert=True)
    Logregel.objects.schrijf(besluit, "besluit-vastgelegd", door=door)
    return besluit


@transaction.atomic
def verbeter(*, besluit: Besluit, waarden: Mapping[str, Any], door: Gebruiker) -> Besluit:
    """Write `waarden` of VELDEN in `besluit`.

    Raises RuleViolation for who did not record it, after a day, and when a traject follows from
    its theme already and that theme or the kind would change.
    """
    vereis_recht(mag_besluiten(door), NIET_BESLUITEN)
    besluit = is_er_nog(Besluit.objects.select_for_update(), besluit.pk)
    vereis(besluit.vastgelegd_door_id == door.pk, VAN_ANDER)
    vereis(mag_verbeteren(besluit, door, timezone.now()), TE_LAAT)
    gewijzigd = [naam for naam in VELDEN if getattr(besluit, naam) != waarden[naam]]
    vereis(
        not {"soort", "thema"} & set(gewijzigd) or not besluit.trajecten.exists(),
        "Er is al een traject gepland op dit besluit. Soort en thema kunnen niet meer anders.",
    )
    for naam in gewijzigd:
        setattr(besluit, naam, waarden[naam])
    _vereis_volledig(besluit)
    if gewijzigd:
        besluit.save(update_fields=gewijzigd)
        Logregel.objects.schrijf(besluit, "besluit-verbeterd", door=door, velden=gewijzigd)
    return besluit


def _vereis_volledig(besluit: Besluit) -> None:
    vereis(
        besluit.datum <= timezone.localdate(),
        "Deze datum is nog niet geweest. Vul in wanneer de stuurgroep dit besloot.",
    )
    vereis(
        besluit.soort != Besluitsoort.THEMAKEUZE or besluit.thema_id,
        "Kies over welk thema dit besluit gaat.",
    )
