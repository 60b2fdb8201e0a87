"""Writing and delivering a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from rapportage.berichten import meld_oplevering
from rapportage.lezen.cijfers import stand_van
from rapportage.lezen.stand import als_json
from rapportage.models import VERHAAL, Begrotingspost, Rapport
from rapportage.rechten import NIET_OPLEVEREN, mag_opleveren
from rapportage.regels.halfjaar import Halfjaar
from werkplek.bewerken import vereis_ongewijzigd

BEGROTING = ("posten",)
"""What stands in the budget of a half-year."""


def _vergrendeld(
    halfjaar: Halfjaar,
    kenmerk: str,
    velden: Iterable[str] = VERHAAL,
    wat: str = "dit verhaal",
) -> Rapport:
    """The row of `halfjaar`, made when there is none, in which nobody wrote since `kenmerk`.

    Raises RuleViolation when somebody did, and once delivered.
    """
    _rij, nieuw = Rapport.objects.get_or_create(jaar=halfjaar.jaar, helft=halfjaar.helft)
    rapport = Rapport.objects.select_for_update(of=("self",)).get(
        jaar=halfjaar.jaar, helft=halfjaar.helft
    )
    vereis(
        rapport.opgeleverd_op is None,
        f"{rapport.opgeleverd_door} leverde dit rapport al op. Er verandert niets meer aan.",
    )
    vereis_ongewijzigd(None if nieuw else rapport, kenmerk, velden=velden, wat=wat)
    return rapport


@transaction.atomic
def schrijf_verhaal(
    *, halfjaar: Halfjaar, verhaal: Mapping[str, str], kenmerk: str, door: Gebruiker
) -> Rapport:
    """Keep the parts of VERHAAL in `verhaal` as a draft, which only who delivers reads.

    Raises RuleViolation once delivered, and when a colleague wrote since `kenmerk`.
    """
    vereis_recht(mag_opleveren(door), NIET_OPLEVEREN)
    rapport = _vergrendeld(halfjaar, kenmerk)
    anders = _neem_over(rapport, verhaal)
    if anders:
        rapport.save(update_fields=anders)
        Logregel.objects.schrijf(rapport, "rapport-geschreven", door=door, velden=anders)
    return rapport


def _neem_over(rapport: Rapport, verhaal: Mapping[str, str]) -> list[str]:
    """Write `verhaal` in `rapport`; the parts that differ."""
    nieuw = {naam: tekst.strip() for naam, tekst in verhaal.items()}
    anders = [naam for naam, tekst in nieuw.items() if getattr(rapport, naam) != tekst]
    for naam in anders:
        setattr(rapport, naam, nieuw[naam])
    return anders


@transaction.atomic
def lever_op(
    *, halfjaar: Halfjaar, verhaal: Mapping[str, str], door: Gebruiker, kenmerk: str = ""
) -> Rapport:
    """Freeze `verhaal` and the figures of `halfjaar` as they are now, with their rows, for good.

    The stuurgroep gets a mail. What `verhaal` does not name stays as it was drafted. Of two at
    once the second waits, and reads who was first. Raises RuleViolation then, when a colleague
    wrote since `kenmerk`, and while the half-year is not over.
    """
    vereis_recht(mag_opleveren(door), NIET_OPLEVEREN)
    nu = timezone.now()
    vereis(halfjaar.is_voorbij(nu), te_vroeg(halfjaar))
    rapport = _vergrendeld(halfjaar, kenmerk)
    _neem_over(rapport, verhaal)
    rapport.cijfers = als_json(stand_van(halfjaar, nu))
    rapport.opgeleverd_op, rapport.opgeleverd_door = nu, door
    rapport.save()
    Logregel.objects.schrijf(rapport, "rapport-opgeleverd", door=door)
    meld_oplevering(rapport)
    return rapport


@transaction.atomic
def bewaar_begroting(
    *,
    halfjaar: Halfjaar,
    posten: Sequence[Mapping[str, Any]],
    kenmerk: str,
    door: Gebruiker,
) -> None:
    """Write the whole budget of `halfjaar`, in place of what it was.

    Raises RuleViolation once its report was delivered, for an activity that stands in it twice,
    and when a colleague wrote since `kenmerk`.
    """
    vereis_recht(mag_opleveren(door), NIET_OPLEVEREN)
    rapport = _vergrendeld(halfjaar, kenmerk, BEGROTING, "de begroting")
    namen = [post["activiteit"] for post in posten]
    vereis(len({*namen}) == len(namen), "Een activiteit staat er twee keer. Voeg ze samen.")
    rapport.posten.all().delete()
    Begrotingspost.objects.bulk_create(Begrotingspost(rapport=rapport, **post) for post in posten)
    Logregel.objects.schrijf(rapport, "begroting-bewaard", door=door)


def te_vroeg(halfjaar: Halfjaar) -> str:
    """Why `halfjaar` cannot be delivered yet."""
    return (
        f"Het {halfjaar.kort} loopt nog. U kunt het rapport opleveren vanaf "
        f"{date_format(halfjaar.volgende.eerste, 'j F Y')}."
    )
