"""Who wrote in a version, and what its status is called."""

from __future__ import annotations

from django.db.models import QuerySet

from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.keuzelijsten import ZICHTBAAR, Status
from innovaties.models import Beschrijving
from redactie.models import Schrijver


def schreef(versie: Beschrijving, gebruiker: Gebruiker) -> bool:
    """Whether a change by `gebruiker` is in `versie`."""
    return (
        versie.gewijzigd_door_id == gebruiker.pk
        or Schrijver.objects.filter(versie=versie, gebruiker=gebruiker, schreef=True).exists()
    )


def is_beschreven(versie: Beschrijving) -> bool:
    """Whether anyone changed something in `versie`; what was only opened is a copy."""
    return versie.gewijzigd_door_id is not None


def mogelijke_beoordelaars(versie: Beschrijving) -> QuerySet[Gebruiker]:
    """Those who review and wrote nothing in `versie`, by name."""
    schreven = versie.schrijvers.filter(schreef=True).values("gebruiker")
    return (
        Gebruiker.objects.met_recht(Recht.BEOORDEELT)
        .exclude(pk__in=schreven)
        .exclude(pk=versie.gewijzigd_door_id or 0)
        .order_by(OpAlfabet("naam"), "pk")
    )


def is_live(versie: Beschrijving) -> bool:
    return versie.pk == versie.innovatie.gepubliceerd_id


def status_naam(versie: Beschrijving) -> str:
    """The status in words; a version that was live and has a successor is 'vervangen'."""
    vervangen = versie.status in ZICHTBAAR and not is_live(versie)
    return "Vervangen" if vervangen else str(Status(versie.status).label)
