"""The jobs of newsletters. The rows hold the truth: each may run twice, late, or at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone
from procrastinate.contrib.django import app

from nieuwsbrieven.actions.abonneren import vergeet
from nieuwsbrieven.actions.stoppen import stop_wie_niet_te_bereiken_is
from nieuwsbrieven.actions.verzenden import (
    VERSTUREN,
    begin_wat_moet,
    lever_volgende,
    vergeet_leveringen,
)
from post.actions.klaarzetten import wek
from post.regels.antwoorden import Onbereikbaar
from post.uitvoer.verzender import Verzender, mailer_voor

LANGST = 50
"""Seconds that one job sends at most; then it asks for the next."""

_LIJN = "SELECT pg_try_advisory_lock(hashtext(%s), %s)"
_LIJN_VRIJ = "SELECT pg_advisory_unlock(hashtext(%s), %s)"

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * * */20")  # the sixth field is seconds
@app.task(name=VERSTUREN, queueing_lock=VERSTUREN)
def verstuur(timestamp: int = 0) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Begin and send what is due. Planning for now and resuming ask for this too.

    A job that has something to send asks for one more, which takes the next line, and so on until
    all are in use.
    """
    with vrije_lijn() as vrij:
        if not vrij:
            return
        begin_wat_moet(timezone.now())
        meer = _verstuur(monotonic() + LANGST)
    if meer:
        wek(VERSTUREN)


def _verstuur(einde: float) -> bool:
    """Send until `einde`; whether there may be more to send then."""
    try:
        with Verzender(mailer_voor("nieuwsbrieven")) as verzender:
            if lever_volgende(verzender, timezone.now()):
                wek(VERSTUREN)
                while monotonic() < einde:
                    if not lever_volgende(verzender, timezone.now()):
                        return False
                return True
    except Onbereikbaar as fout:
        logger.warning("De nieuwsbrief wacht: %s", fout)
    return False


@contextmanager
def vrije_lijn() -> Iterator[bool]:
    """Take one of the lines to the mail server; False when all are in use.

    PostgreSQL frees the line of a connection that dies, and so of a worker that is killed.
    """
    lijnen = range(1, settings.MAIL_VERBINDINGEN + 1)
    nummer = next((lijn for lijn in lijnen if _vraag(_LIJN, lijn)), None)
    try:
        yield nummer is not None
    finally:
        if nummer is not None:
            # Without the connection the line is free; procrastinate replaces a dead connection
            # before the next job in this thread, where it was one of Django's that failed.
            with suppress(Error):
                _vraag(_LIJN_VRIJ, nummer)


def _vraag(sql: str, lijn: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [VERSTUREN, lijn])
        (antwoord,) = cursor.fetchone()
    return bool(antwoord)


@app.periodic(cron="*/5 * * * *")
@app.task(name="nieuwsbrieven.actions.postbus", queueing_lock="nieuwsbrieven.actions.postbus")
def lees_postbus(timestamp: int) -> None:  # noqa: ARG001
    """Read what came back by mail."""
    # Only the worker reads it: for a web worker the libraries are 1 MiB of no use.
    from nieuwsbrieven.actions.postbus import verwerk_postbus  # noqa: PLC0415

    verwerk_postbus(timezone.now())


@app.periodic(cron="25 * * * *")
@app.task(name="nieuwsbrieven.vergeet", queueing_lock="nieuwsbrieven.vergeet")
def vergeet_abonnees(timestamp: int) -> None:  # noqa: ARG001
    """Stop who cannot be reached, and erase what its time is over of."""
    nu = timezone.now()
    stop_wie_niet_te_bereiken_is()
    vergeet(nu)
    vergeet_leveringen(nu)
