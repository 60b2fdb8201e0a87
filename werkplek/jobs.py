"""The job of the workplace. It may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from werkplek.eenmalig import vergeet_sleutels
from werkplek.klad import vergeet_kladden


@app.periodic(cron="20 3 * * *")
@app.task(name="werkplek.vergeet", queueing_lock="werkplek.vergeet")
def vergeet(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Forget which forms were sent before yesterday, and what was not sent for long."""
    nu = timezone.now()
    vergeet_sleutels(nu)
    vergeet_kladden(nu)
