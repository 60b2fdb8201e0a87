"""The jobs of the programme. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from programma.actions.inventarisatie import herinner_vanzelf
from programma.actions.meedoen import vergeet_meedoeners
from programma.actions.vergeten import vergeet_contactpersonen
from programma.actions.wensen import vergeet_belangstelling


@app.periodic(cron="35 * * * *")
@app.task(name="programma.vergeet", queueing_lock="programma.vergeet")
def vergeet(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Erase who wanted something, who answered a call, and with whom we had contact, in time."""
    nu = timezone.now()
    vergeet_belangstelling(nu)
    vergeet_meedoeners(nu)
    vergeet_contactpersonen(nu)


@app.periodic(cron="10 7 * * *")
@app.task(name="programma.herinner_vragenlijsten", queueing_lock="programma.herinner_vragenlijsten")
def herinner_vragenlijsten(timestamp: int) -> None:  # noqa: ARG001
    """Remind who did not hand in a questionnaire that ends within a week."""
    herinner_vanzelf(timezone.now())
