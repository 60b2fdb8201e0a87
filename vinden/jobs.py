"""The jobs of search. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from vinden import gemist, vraagvectoren
from vinden.vraagvectoren import BEANTWOORDEN

EERST = 10
"""A reader waits for it; nobody for the jobs beside it."""


@app.periodic(cron="* * * * * */20")  # the sixth field is seconds
@app.task(name=BEANTWOORDEN, queueing_lock=BEANTWOORDEN, priority=EERST)
def beantwoord(timestamp: int = 0) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Read the questions that wait. Each new question asks for this too."""
    vraagvectoren.beantwoord(timezone.now())


@app.periodic(cron="50 * * * *")
@app.task(name="vinden.vergeet", queueing_lock="vinden.vergeet")
def vergeet(timestamp: int) -> None:  # noqa: ARG001
    """Forget questions in time, also those that found nothing."""
    vraagvectoren.vergeet(timezone.now())
    gemist.vergeet(timezone.localdate())
