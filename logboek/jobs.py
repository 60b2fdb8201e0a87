"""The job of the log. It may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from logboek.models import Vergeetbaar


@app.periodic(cron="55 * * * *")
@app.task(name="logboek.vergeet", queueing_lock="logboek.vergeet")
def vergeet(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Blank the names and words whose time is over; what happened stays."""
    Vergeetbaar.objects.filter(vervalt_op__lt=timezone.now()).wis()
