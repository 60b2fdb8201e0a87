"""The jobs of wishes and questionnaires. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wensen.actions.inventarisatie import herinner_vanzelf
from wensen.actions.vergeten import vergeet_adressen
from wensen.actions.wensen import vergeet_belangstelling


@app.periodic(cron="40 * * * *")
@app.task(name="wensen.vergeet", queueing_lock="wensen.vergeet")
def vergeet(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Erase who wanted something, and whom a questionnaire went to, in time."""
    nu = timezone.now()
    vergeet_belangstelling(nu)
    vergeet_adressen(nu)


@app.periodic(cron="10 7 * * *")
@app.task(name="wensen.herinner_vragenlijsten", queueing_lock="wensen.herinner_vragenlijsten")
def herinner_vragenlijsten(timestamp: int) -> None:  # noqa: ARG001
    """Remind who did not hand in a questionnaire that ends within a week."""
    herinner_vanzelf(timezone.now())
