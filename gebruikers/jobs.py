"""The job of accounts. It may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from gebruikers import actions


@app.periodic(cron="35 * * * *")
@app.task(name="gebruikers.vergeet_tellers", queueing_lock="gebruikers.vergeet_tellers")
def vergeet_tellers(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Forget the counters of what strangers sent."""
    actions.vergeet_tellers(timezone.now())


@app.periodic(cron="5 * * * *")
@app.task(name="gebruikers.vergeet", queueing_lock="gebruikers.vergeet")
def vergeet(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Forget from where people logged in, once that is long ago."""
    actions.vergeet_inloggen(timezone.now())
