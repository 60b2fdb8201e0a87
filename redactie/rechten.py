"""Who may do what with a description. Roles add up; the steps check again in `actions`."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gebruikers.models import Gebruiker
from gebruikers.rollen import ZIET_ALLES, Rol
from innovaties.models import Beschrijving, Innovatie

BEOORDELAARS = (Rol.KENNISMAKELAAR, Rol.WEBREDACTEUR)


def zichtbaar_voor(gebruiker: Gebruiker) -> QuerySet[Beschrijving]:
    """The versions that `gebruiker` may see in the redactie; any other does not exist for them."""
    if gebruiker.heeft(*ZIET_ALLES):
        return Beschrijving.objects.all()
    if gebruiker.heeft(Rol.INDIENER):
        return Beschrijving.objects.filter(
            Q(innovatie__organisatie__in=gebruiker.organisaties.all())
        )
    return Beschrijving.objects.none()


def mag_schrijven(gebruiker: Gebruiker, innovatie: Innovatie) -> bool:
    """Whether `gebruiker` may write in the open version of `innovatie`."""
    if gebruiker.heeft(Rol.KENNISMAKELAAR, Rol.WEBREDACTEUR):
        return True
    return (
        gebruiker.heeft(Rol.INDIENER)
        and innovatie.organisatie_id is not None
        and gebruiker.organisaties.filter(pk=innovatie.organisatie_id).exists()
    )


def mag_archiveren(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` takes descriptions off the public side."""
    return gebruiker.heeft(Rol.WEBREDACTEUR)


def mag_beoordelen(gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` reviews; which version they may is for the step to say."""
    return gebruiker.heeft(*BEOORDELAARS)
