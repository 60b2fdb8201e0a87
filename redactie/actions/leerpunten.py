"""What organisations learned in a traject, as suggestions to who writes the description."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from basis.fouten import RuleViolation, vereis, vereis_recht
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Knelpunt, Regel, Succesfactor
from logboek.models import Logregel
from redactie.actions.basis import vergrendel
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING, bewaar
from redactie.lezen.leerpunten import TABEL_VAN, leerpunten_voor
from redactie.rechten import mag_schrijven
from redactie.regels.overgangen import TE_SCHRIJVEN
from trajecten.keuzelijsten import Leerpuntsoort
from trajecten.models import Leerpunt

PAST = 300
"""Characters that a row of a description holds."""


@transaction.atomic
def verwerk_leerpunt(*, pk: int, versie: Beschrijving, overnemen: bool, door: Gebruiker) -> None:
    """Add leerpunt `pk` as a row to `versie`, or leave it aside; either way it is dealt with.

    The row is written as any other change, so `door` is one of the writers then. Raises
    RuleViolation when `door` may not write, the version stands still, or a colleague was first.
    """
    versie = vergrendel(versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    vereis(
        versie.status in TE_SCHRIJVEN,
        "Deze versie staat stil. Verwerk dit als er weer aan geschreven wordt.",
    )
    leerpunt = leerpunten_voor(versie).select_for_update(of=("self",)).filter(pk=pk).first()
    if leerpunt is None:
        raise RuleViolation("Een collega verwerkte dit al. U hoeft niets meer te doen.")
    if overnemen:
        tabel = TABEL_VAN[Leerpuntsoort(leerpunt.soort)]
        rijen = [*getattr(versie, tabel).all(), _als_regel(leerpunt)]
        bewaar(versie=versie, waarden={tabel: rijen}, door=door)
    leerpunt.overgenomen = overnemen
    leerpunt.afgehandeld_op, leerpunt.afgehandeld_door = timezone.now(), door
    leerpunt.save(update_fields=["overgenomen", "afgehandeld_op", "afgehandeld_door"])
    Logregel.objects.schrijf(
        leerpunt.deelname.traject,
        "leerpunt-overgenomen" if overnemen else "leerpunt-gelaten",
        door=door,
        toelichting=str(leerpunt.deelname.organisatie),
    )


def _als_regel(leerpunt: Leerpunt) -> Regel:
    """The unsaved row that `leerpunt` becomes; a row holds less text than a leerpunt may."""
    tekst, oplossing = (_kort(waarde) for waarde in (leerpunt.tekst, leerpunt.oplossing))
    if leerpunt.soort == Leerpuntsoort.SUCCESFACTOR:
        return Succesfactor(tekst=tekst)
    return Knelpunt(knelpunt=tekst, oplossing=oplossing)


def _kort(tekst: str) -> str:
    return Truncator(tekst).chars(PAST)
