"""What the worker does for questions: it reads those that wait, says it is there, and forgets."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from vinden import encoder
from vinden.models import Vraagvector
from vinden.passagetabel import bestaat

BEANTWOORDEN = "vinden.beantwoord"
"""The name of the job that reads questions, and of its lock."""

KANAAL = "vinden_vraagvector"
"""Where PostgreSQL tells which question was read."""

LEEFT = timedelta(minutes=1)
"""How long after its last sign a worker is taken to be there; it gives one every twenty seconds."""

BEWAREN = timedelta(days=90)
"""How long the vector of a question is kept after it was last asked."""

# Seldom enough that questions do not write. Its trigger raises the stand when a worker comes after
# there was none: what was answered by words alone may be answered better from then on.
_LEEF = """
    INSERT INTO vinden_encoder AS e (id, laatst_gezien) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET laatst_gezien = EXCLUDED.laatst_gezien
    WHERE e.laatst_gezien < EXCLUDED.laatst_gezien - interval '15 seconds'
"""


def beantwoord(nu: datetime) -> None:
    """Read the questions that wait, and say that there is a worker that does.

    Nothing where passages cannot be kept, or without an encoder.
    """
    if not (bestaat() and encoder.werkt()):
        return
    while _beantwoord_volgende():
        pass
    with connection.cursor() as cursor:
        cursor.execute(_LEEF, [nu])


@transaction.atomic
def _beantwoord_volgende() -> bool:
    """Read one question; False when none waits. Another worker takes another one."""
    wachtend = Vraagvector.objects.filter(vector="")
    rij = wachtend.select_for_update(skip_locked=True).first()
    if rij is None:
        return False
    rij.tekst, rij.vector = "", encoder.lees_vraag(rij.tekst)
    rij.save(update_fields=["tekst", "vector"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [KANAAL, rij.pk])
    return True


def vergeet(nu: datetime) -> None:
    """Forget questions that nobody asked for ninety days, and yesterday's that nobody read."""
    vandaag = timezone.localdate(nu)
    ongelezen = Q(vector="", laatst_gevraagd__lt=vandaag)
    Vraagvector.objects.filter(ongelezen | Q(laatst_gevraagd__lt=vandaag - BEWAREN)).delete()
