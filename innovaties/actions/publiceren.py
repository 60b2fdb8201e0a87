"""Writes that reach beyond one row."""

from django.db import transaction
from django.db.models import Q

from basis.fouten import RuleViolation, is_er_nog
from innovaties.actions.indexeren import indexeer
from innovaties.keuzelijsten import OPEN, ZICHTBAAR
from innovaties.models import Beschrijving, Innovatie, ToepassingElders


@transaction.atomic
def zet_live(*, versie: Beschrijving) -> None:
    """Make `versie` the one that visitors read, in the same transaction as its search document.

    Raises RuleViolation when its status is not a visible one.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), versie.innovatie_id)
    if versie.status not in ZICHTBAAR:
        raise RuleViolation("Alleen een gepubliceerde beschrijving kan zichtbaar worden.")
    vorige = innovatie.gepubliceerd_id
    innovatie.gepubliceerd = versie
    innovatie.archief_reden, innovatie.archief_naar, innovatie.archief_op = "", None, None
    innovatie.save(update_fields=["gepubliceerd", "archief_reden", "archief_naar", "archief_op"])
    indexeer(Beschrijving.objects.filter(pk__in=[versie.pk, vorige or versie.pk]))


@transaction.atomic
def haal_weg(*, versie: Beschrijving, reden: str, naar: Innovatie | None) -> None:
    """Take the archived `versie` off the public side; its address says why, and where to read on.

    Raises RuleViolation when its status is still a visible one.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), versie.innovatie_id)
    if versie.status in ZICHTBAAR:
        raise RuleViolation("Zet de beschrijving eerst in het archief.")
    innovatie.gepubliceerd, innovatie.archief_op = None, None
    innovatie.archief_reden, innovatie.archief_naar = reden, naar
    innovatie.save(update_fields=["gepubliceerd", "archief_reden", "archief_naar", "archief_op"])
    indexeer(Beschrijving.objects.filter(pk=versie.pk))


@transaction.atomic
def voeg_elders_toe(*, innovatie: Innovatie, toepassing: ToepassingElders) -> None:
    """Add a report from elsewhere to the live version, and to the open one that will follow it.

    What they said of the same organisatie makes place. The only change to a live version: it is no
    part of what its writer says.
    """
    versies = Beschrijving.objects.select_for_update(of=("self",)).filter(
        Q(gepubliceerd_als=innovatie) | Q(innovatie=innovatie, status__in=OPEN)
    )
    for versie in versies:
        versie.elders.filter(organisatie=toepassing.organisatie).delete()
        toepassing.pk, toepassing.beschrijving = None, versie
        toepassing.volgorde = versie.elders.count()
        toepassing.save(force_insert=True)
    indexeer(Beschrijving.objects.filter(gepubliceerd_als=innovatie))
