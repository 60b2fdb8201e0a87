"""The jobs of the outbox. The rows hold the truth: each may run twice, late, or at once."""

from __future__ import annotations

from time import monotonic

from django.utils import timezone
from procrastinate.builtin_tasks import remove_old_jobs
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status

from post.actions import terugmeldingen, terugzetten
from post.actions.klaarzetten import VERSTUREN, meld_wat_blijft_liggen, ruim_op, verstuur_volgende

LANGST = 50
"""Seconds that one job sends at most; the next minute's job goes on."""

BANEN_BEWAREN = 7 * 24
"""Hours after which a failed job is forgotten; one that went well is deleted at once."""


@app.periodic(cron="* * * * *")
@app.task(name=VERSTUREN, queueing_lock=VERSTUREN)
def verstuur(timestamp: int = 0) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Send what is due. Each commit that queues mail asks for this too."""
    einde = monotonic() + LANGST
    while monotonic() < einde and verstuur_volgende(timezone.now()):
        pass


@app.periodic(cron="15 * * * *")
@app.task(name="post.bewaak", queueing_lock="post.bewaak")
def bewaak(timestamp: int) -> None:  # noqa: ARG001
    """Complain when mail does not get away."""
    meld_wat_blijft_liggen(timezone.now())


@app.periodic(cron="40 * * * *")
@app.task(name="post.ruim_op", queueing_lock="post.ruim_op")
def ruim_berichten_op(timestamp: int) -> None:  # noqa: ARG001
    """Forget old mail, and what was told about it. Every hour, for machines that sleep at night."""
    nu = timezone.now()
    ruim_op(nu)
    terugmeldingen.ruim_op(nu)
    terugzetten.vergeet(nu)


@app.periodic(cron="45 * * * *")
@app.task(name="post.ruim_banen_op", queueing_lock="post.ruim_banen_op", pass_context=True)
async def ruim_banen_op(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Forget jobs that failed, and those that a killed worker had in hand."""
    for baan in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.finish_job(baan, Status.FAILED, delete_job=True)
    await remove_old_jobs(context, max_hours=BANEN_BEWAREN, remove_failed=True)
