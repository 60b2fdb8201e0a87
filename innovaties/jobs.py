"""The job of descriptions. It may run twice, late, or at once."""

from __future__ import annotations

from time import monotonic

from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from innovaties.actions.indexeren import INLEZEN
from innovaties.lezen.passages import passages_van
from innovaties.models import Zoekdocument
from post.actions.klaarzetten import wek
from vinden import encoder
from vinden.passages import als_enige, lees_volgende

LANGST = 50
"""Seconds that one job reads at most; then it asks for the next."""


@app.periodic(cron="* * * * *")
@app.task(name=INLEZEN, queueing_lock=INLEZEN, pass_context=True)
def lees_in(context: JobContext, timestamp: int = 0) -> None:  # noqa: ARG001
    """Read the passages of descriptions that came, changed or went; indexing asks for this too."""
    einde = monotonic() + LANGST
    with als_enige(INLEZEN) as vrij:
        if not vrij or not encoder.werkt():
            return
        while lees_volgende(Zoekdocument, passages_van, context.should_abort):
            if monotonic() > einde:
                break
        else:
            return
    wek(INLEZEN)
