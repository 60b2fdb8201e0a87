"""The jobs of the programme. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from programma.actions.inventarisatie import herinner_vanzelf
from programma.actions.meedoen import vergeet_meedoeners
from programma.actions.wensen import vergeet_belangstelling


@app.periodic(cron="35 * * * *")
@app.task(name="programma.vergeet_belangstelling", queueing_lock="programma.vergeet_belangstelling")
def vergeet_wie_iets_wilde(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Erase who wanted something, once that time is over."""
    vergeet_belangstelling(timezone.now())


@app.periodic(cron="50 * * * *")
@app.task(name="programma.vergeet_meedoeners", queueing_lock="programma.vergeet_meedoeners")
def vergeet_wie_mee_wilde_doen(timestamp: int) -> None:  # noqa: ARG001
    """Erase who answered a call, once that time is over."""
    vergeet_meedoeners(timezone.now())


@app.periodic(cron="10 7 * * *")
@app.task(name="programma.herinner_vragenlijsten", queueing_lock="programma.herinner_vragenlijsten")
def herinner_vragenlijsten(timestamp: int) -> None:  # noqa: ARG001
    """Remind who did not hand in a questionnaire that ends within a week."""
    herinner_vanzelf(timezone.now())
