"""Writes that reach beyond one row."""

from django.db import transaction

from basis.fouten import RuleViolation
from innovaties.indexeren import indexeer
from innovaties.keuzelijsten import ZICHTBAAR
from innovaties.models import Beschrijving, Innovatie


@transaction.atomic
def zet_live(*, versie: Beschrijving) -> None:
    """Make `versie` the one that visitors read, in the same transaction as its search document.

    Raises RuleViolation when its status is not a visible one.
    """
    innovatie = Innovatie.objects.select_for_update().get(pk=versie.innovatie_id)
    if versie.status not in ZICHTBAAR:
        raise RuleViolation("Alleen een gepubliceerde beschrijving kan zichtbaar worden.")
    vorige = innovatie.gepubliceerd_id
    innovatie.gepubliceerd = versie
    innovatie.save(update_fields=["gepubliceerd"])
    indexeer(Beschrijving.objects.filter(pk__in=[versie.pk, vorige or versie.pk]))
