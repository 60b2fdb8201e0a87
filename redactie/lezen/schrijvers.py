"""Who wrote in a version, and what its status is called."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import ZICHTBAAR, Status
from innovaties.models import Beschrijving
from redactie.models import Schrijver


def schreef(versie: Beschrijving, gebruiker: Gebruiker) -> bool:
    """Whether a change by `gebruiker` is in `versie`."""
    return (
        versie.gewijzigd_door_id == gebruiker.pk
        or Schrijver.objects.filter(versie=versie, gebruiker=gebruiker, schreef=True).exists()
    )


def is_live(versie: Beschrijving) -> bool:
    return versie.pk == versie.innovatie.gepubliceerd_id


def status_naam(versie: Beschrijving) -> str:
    """The status in words; a version that was live and has a successor is 'vervangen'."""
    vervangen = versie.status in ZICHTBAAR and not is_live(versie)
    return "Vervangen" if vervangen else str(Status(versie.status).label)
