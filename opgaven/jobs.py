"""The jobs of networks. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from opgaven.actions.standvraag import vergeet_standgevers, vraag_rond


@app.periodic(cron="25 6 * * *")
@app.task(name="opgaven.vraag_standen", queueing_lock="opgaven.vraag_standen")
def vraag_standen(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Ask parties how it stands, remind them, and forget them in time."""
    nu = timezone.now()
    vergeet_standgevers(nu)
    vraag_rond(nu)
