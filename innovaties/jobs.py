"""The job that reads pages. It may run twice, late, or at once."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from innovaties.lezen.passages import passages_van
from innovaties.models import Zoekdocument
from innovaties.vindbaar import maak_ingangen_vindbaar
from post.actions.klaarzetten import wek
from vinden import encoder
from vinden.models import Document, Wegwijzer
from vinden.passages import INLEZEN, Teksten, als_enige, lees_volgende, passages_van_pagina
from vinden.stand import stand

LEZERS: tuple[tuple[type[Document], Callable[[int], Teksten | None]], ...] = (
    (Zoekdocument, passages_van),
    (Wegwijzer, passages_van_pagina),
)
"""Which documents are read, and what of them."""

gezien: list[int] = []
"""The number of the stand at which this worker last looked at the lists."""

LANGST = 50
"""Seconds that one job reads at most; then it asks for the next."""


@app.periodic(cron="* * * * *")
@app.task(name=INLEZEN, queueing_lock=INLEZEN, pass_context=True)
def lees_in(context: JobContext, timestamp: int = 0) -> None:  # noqa: ARG001
    """Read the passages of pages that came, changed or went; who writes one asks for this too."""
    einde = monotonic() + LANGST
    ververs_ingangen()
    with als_enige(INLEZEN) as vrij:
        if not vrij or not encoder.werkt():
            return
        while lees_een(context.should_abort):
            if monotonic() > einde:
                break
        else:
            return
    wek(INLEZEN)


def lees_een(stop: Callable[[], bool]) -> bool:
    """Read what waits longest, descriptions first; False when nothing does, or on `stop`."""
    return any(lees_volgende(model, teksten_van, stop) for model, teksten_van in LEZERS)


def ververs_ingangen() -> None:
    """Let search know what changed in the lists, when something did since this worker looked."""
    nu = stand().namen
    if gezien != [nu]:
        maak_ingangen_vindbaar()
        gezien[:] = [nu]
