"""The jobs of search. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from vinden.gemist import vergeet


@app.periodic(cron="25 * * * *")
@app.task(name="vinden.vergeet_vragen", queueing_lock="vinden.vergeet_vragen")
def vergeet_vragen(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Forget what was not found long ago. Every hour, for machines that sleep at night."""
    vergeet(timezone.localdate())
