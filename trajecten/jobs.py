"""The jobs of tranches and trajecten. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from trajecten.actions.meedoen import vergeet_meedoeners
from trajecten.actions.uitnodigen import herinner
from trajecten.actions.vergeten import vergeet_projectleiders


@app.periodic(cron="35 * * * *")
@app.task(name="trajecten.vergeet", queueing_lock="trajecten.vergeet")
def vergeet(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Erase who answered a call, and who led a participation, in time."""
    nu = timezone.now()
    vergeet_meedoeners(nu)
    vergeet_projectleiders(nu)


@app.periodic(cron="10 6 * * *")
@app.task(name="trajecten.herinner", queueing_lock="trajecten.herinner")
def herinner_aan_bijeenkomsten(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Remind who is invited of the meetings of the next days."""
    herinner(timezone.now())
