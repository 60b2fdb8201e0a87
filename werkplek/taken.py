"""The job of the workplace. It may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from werkplek.eenmalig import vergeet_sleutels


@app.periodic(cron="20 3 * * *")
@app.task(name="werkplek.vergeet_sleutels", queueing_lock="werkplek.vergeet_sleutels")
def vergeet(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Forget which forms were sent before yesterday."""
    vergeet_sleutels(timezone.now())
