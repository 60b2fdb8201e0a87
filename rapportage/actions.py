"""Delivering a report."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from rapportage.lezen.cijfers import stand_van
from rapportage.lezen.stand import als_json
from rapportage.models import Rapport
from rapportage.rechten import NIET_OPLEVEREN, mag_opleveren
from rapportage.regels.halfjaar import Halfjaar


@transaction.atomic
def lever_op(*, halfjaar: Halfjaar, toelichting: str, door: Gebruiker) -> Rapport:
    """Freeze the figures of `halfjaar` as they are now, with their rows, for good.

    Of two at once the second waits, and reads who was first. Raises RuleViolation then, and while
    the half-year is not over.
    """
    vereis_recht(mag_opleveren(door), NIET_OPLEVEREN)
    nu = timezone.now()
    vereis(halfjaar.is_voorbij(nu), te_vroeg(halfjaar))
    Rapport.objects.get_or_create(jaar=halfjaar.jaar, helft=halfjaar.helft)
    rapport = Rapport.objects.select_for_update(of=("self",)).get(
        jaar=halfjaar.jaar, helft=halfjaar.helft
    )
    vereis(
        rapport.opgeleverd_op is None,
        f"{rapport.opgeleverd_door} leverde dit rapport al op. Er verandert niets meer aan.",
    )
    rapport.cijfers = als_json(stand_van(halfjaar, nu))
    rapport.toelichting = toelichting.strip()
    rapport.opgeleverd_op, rapport.opgeleverd_door = nu, door
    rapport.save()
    Logregel.objects.schrijf(rapport, "rapport-opgeleverd", door=door)
    return rapport


def te_vroeg(halfjaar: Halfjaar) -> str:
    """Why `halfjaar` cannot be delivered yet."""
    return (
        f"Het {halfjaar.kort} loopt nog. U kunt het rapport opleveren vanaf "
        f"{date_format(halfjaar.volgende.eerste, 'j F Y')}."
    )
