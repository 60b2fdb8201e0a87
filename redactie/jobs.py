"""The jobs of the redactie. Each may run twice, late, or at once."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from redactie.actions.beginstuk import wis_beginstukken
from redactie.actions.beoordelen import publiceer_geplande
from redactie.actions.indexeren import lees_bij, ruim_werkdocumenten_op
from redactie.actions.meldingen import ruim_meldingen_op
from redactie.actions.navragen import loop_na
from redactie.actions.nieuws import ruim_nieuws_op, vertel_nieuws
from redactie.actions.opmerkingen import vergeet_meelezers
from redactie.actions.weggooien import wis_weggegooid


@app.periodic(cron="* * * * *")
@app.task(name="redactie.publiceer_geplande", queueing_lock="redactie.publiceer_geplande")
def publiceer_wat_gepland_is(timestamp: int) -> None:  # noqa: ARG001 (procrastinate passes it)
    """Publish what was planned for this minute, or for one that was missed."""
    publiceer_geplande(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="redactie.lees_bij", queueing_lock="redactie.lees_bij")
def lees_versies_bij(timestamp: int) -> None:  # noqa: ARG001
    """Let the search of the workplace know the versions that changed."""
    while lees_bij():
        pass


@app.periodic(cron="0 5-20 * * *")
@app.task(name="redactie.loop_na", queueing_lock="redactie.loop_na")
def loop_alles_na(timestamp: int) -> None:  # noqa: ARG001
    """Ask and remind, at six in the morning (the cron is in UTC); every hour for who was off."""
    loop_na(timezone.localdate())


@app.periodic(cron="30 5-20 * * *")
@app.task(name="redactie.vertel_nieuws", queueing_lock="redactie.vertel_nieuws")
def vertel_wat_nieuw_is(timestamp: int) -> None:  # noqa: ARG001
    """Mail what was new yesterday, in the morning; every hour for who was off."""
    vertel_nieuws(timezone.localdate())


@app.periodic(cron="50 * * * *")
@app.task(name="redactie.ruim_meldingen_op", queueing_lock="redactie.ruim_meldingen_op")
def ruim_op(timestamp: int) -> None:  # noqa: ARG001
    """Forget reports that nobody confirmed, who sent the old ones, who read along long ago.

    And what the search of the workplace knew of old versions, old news, concepts thrown away, and
    documents beside versions that are finished.
    """
    ruim_meldingen_op(timezone.now())
    vergeet_meelezers(timezone.now())
    ruim_werkdocumenten_op()
    ruim_nieuws_op(timezone.now())
    wis_weggegooid(timezone.now())
    wis_beginstukken(timezone.now())
