"""Who may do what with a description. Roles add up; the steps check again in `actions`."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Beschrijving, Innovatie

NIET_OVERDRAGEN = "Dit wijzigt een kennismakelaar of webredacteur."
NIET_BUREAU = "De beschrijvingen zijn voor wie ze schrijft of beoordeelt."


def zichtbaar_voor(gebruiker: Gebruiker) -> QuerySet[Beschrijving]:
    """The versions that `gebruiker` may see in the redactie; any other does not exist for them."""
    if gebruiker.mag(Recht.ZIET_BESCHRIJVINGEN):
        return Beschrijving.objects.all()
    if gebruiker.mag(Recht.BESCHRIJFT_EIGEN):
        return Beschrijving.objects.filter(
            Q(innovatie__organisatie__in=gebruiker.organisaties.all())
        )
    return Beschrijving.objects.none()


def mag_schrijven(gebruiker: Gebruiker, innovatie: Innovatie) -> bool:
    """Whether `gebruiker` may write in the open version of `innovatie`."""
    if gebruiker.mag(Recht.BESCHRIJFT):
        return True
    return (
        gebruiker.mag(Recht.BESCHRIJFT_EIGEN)
        and innovatie.organisatie_id is not None
        and gebruiker.organisaties.filter(pk=innovatie.organisatie_id).exists()
    )


def mag_archiveren(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` takes descriptions off the public side."""
    return gebruiker.mag(Recht.ARCHIVEERT)


def mag_beoordelen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` reviews; which version they may is for the step to say."""
    return gebruiker.mag(Recht.BEOORDEELT)


def mag_toewijzen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` chooses who reviews."""
    return gebruiker.mag(Recht.WIJST_TOE)


def mag_bureau(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` sees the table of descriptions; which rows, `zichtbaar_voor` says."""
    return gebruiker.schrijft or mag_toewijzen(gebruiker)


def mag_overdragen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` says of whom an innovatie is: its organisation, kennismakelaar, tranche.

    And when the work on it must be done.
    """
    return gebruiker.mag(Recht.BESCHRIJFT)


def mag_alles_overdragen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` hands over all of somebody who leaves."""
    return gebruiker.mag(Recht.VANGT_OP)
