"""The jobs of masterclasses. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from masterclasses.actions.nadien import herinner, vergeet, vraag_evaluaties
from masterclasses.actions.plekken import laat_vervallen


@app.periodic(cron="* * * * *")
@app.task(name="masterclasses.laat_vervallen", queueing_lock="masterclasses.laat_vervallen")
def geef_plekken_door(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """End what was not answered in time, and offer the seats to the next in line."""
    laat_vervallen(timezone.now())


@app.periodic(cron="20 * * * *")
@app.task(name="masterclasses.herinner", queueing_lock="masterclasses.herinner")
def herinner_deelnemers(timestamp: int) -> None:  # noqa: ARG001
    """Remind who comes, and ask who came what they thought of it."""
    herinner(timezone.now())
    vraag_evaluaties(timezone.now())


@app.periodic(cron="40 * * * *")
@app.task(name="masterclasses.vergeet", queueing_lock="masterclasses.vergeet")
def vergeet_deelnemers(timestamp: int) -> None:  # noqa: ARG001
    """Erase personal data whose time is over."""
    vergeet(timezone.now())
