"""When an edition goes out: planning it, taking that back, and stopping and resuming it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import na_maanden
from basis.fouten import is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from nieuwsbrieven.actions.opstellen import TELLER
from nieuwsbrieven.actions.verzenden import VERSTUREN
from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus
from nieuwsbrieven.models import Editie
from nieuwsbrieven.rechten import NIET_MAKEN, mag_maken
from nieuwsbrieven.uitvoer import controle
from post.actions.klaarzetten import wek, zet_klaar
from werkplek.bewerken import vereis_ongewijzigd

SPELING = timedelta(minutes=5)
"""Who takes this long to confirm still means now."""

OPNIEUW = timedelta(days=7)
"""So long after an edition was sent it may go to whom it failed."""

TOEKOMST = "Kies een moment in de toekomst."
TE_VER = "Kies een moment binnen een jaar."
MEELEZEN = "Een collega moet deze nieuwsbrief eerst lezen."
ANDERE_STAND = (
    "Een collega wijzigde deze nieuwsbrief net. Bekijk eerst het voorbeeld, en verstuur daarna "
    "opnieuw."
)
AL_GEPLAND = (
    "Deze nieuwsbrief is al gepland, voor {}. Maak er eerst weer een concept van als u een ander "
    "moment wilt."
)
AL_BEGONNEN = "Het verzenden van deze nieuwsbrief is al begonnen."
NIET_TERUG = (
    "Het verzenden is al begonnen. Terugtrekken kan niet meer. Stoppen kan wel: dan krijgt wie nog "
    "wacht geen mail."
)


@transaction.atomic
def plan(
    *, editie: Editie, moment: datetime, door: Gebruiker, kenmerk: str | None = None
) -> Editie:
    """Have `editie` go out at `moment`; a moment of now or just past is at once.

    `kenmerk` is that of the edition that `door` looked at. The same by the same person twice is
    once. Raises RuleViolation for a moment long past or more than a year ahead, when something in
    the edition must be mended or read by a colleague first, and when it is no concept any more.
    """
    editie = _vergrendel(editie, door)
    nu = timezone.now()
    if editie.status != Editiestatus.CONCEPT:
        eerder = cast(datetime, editie.verzendmoment)
        dubbel = abs(eerder - moment) < SPELING and editie.gepland_door == door
        vereis(dubbel, AL_BEGONNEN if editie.begonnen else AL_GEPLAND.format(wanneer(eerder)))
        return editie
    if kenmerk is not None:
        vereis_ongewijzigd(editie, kenmerk, velden=TELLER, uitleg=ANDERE_STAND)
    vereis(moment > nu - SPELING, TOEKOMST)
    vereis(timezone.localdate(moment) <= na_maanden(timezone.localdate(nu), 12), TE_VER)
    vereis(not editie.vier_ogen or editie.akkoord_op, MEELEZEN)
    fouten = controle.fouten(editie, nu)
    vereis(not fouten, "Verbeter eerst: " + " ".join(fout.tekst for fout in fouten))
    editie.status, editie.verzendmoment, editie.reden = Editiestatus.GEPLAND, moment, ""
    editie.gepland_op, editie.gepland_door = nu, door
    editie.save(update_fields=["status", "verzendmoment", "gepland_op", "gepland_door", "reden"])
    _log(editie, "gepland", door, Editiestatus.CONCEPT, f"Voor {wanneer(moment)}.")
    if moment <= nu:
        transaction.on_commit(partial(wek, VERSTUREN), robust=True)
    return editie


@transaction.atomic
def trek_terug(*, editie: Editie, door: Gebruiker) -> Editie:
    """A concept again, that can be changed; for a concept nothing happens.

    Raises RuleViolation when sending began meanwhile.
    """
    editie = _vergrendel(editie, door)
    if editie.status == Editiestatus.CONCEPT:
        return editie
    vereis(editie.status == Editiestatus.GEPLAND, NIET_TERUG)
    editie.status, editie.verzendmoment = Editiestatus.CONCEPT, None
    editie.gepland_op, editie.gepland_door = None, None
    editie.save(update_fields=["status", "verzendmoment", "gepland_op", "gepland_door"])
    _log(editie, "teruggetrokken", door, Editiestatus.GEPLAND)
    return editie


@transaction.atomic
def stop(*, editie: Editie, door: Gebruiker, reden: str = "") -> Editie:
    """Send no more of `editie` for now, from the next mail on; when it stopped already, nothing.

    Raises RuleViolation when it is not being sent.
    """
    editie = _vergrendel(editie, door)
    if editie.status == Editiestatus.GESTOPT:
        return editie
    vereis(editie.status == Editiestatus.BEZIG, "Deze nieuwsbrief wordt nu niet verzonden.")
    editie.status, editie.reden = Editiestatus.GESTOPT, reden[:300]
    editie.gestopt_op, editie.gestopt_door = timezone.now(), door
    editie.save(update_fields=["status", "reden", "gestopt_op", "gestopt_door"])
    _log(editie, "gestopt", door, Editiestatus.BEZIG, reden)
    return editie


@transaction.atomic
def hervat(*, editie: Editie, door: Gebruiker) -> Editie:
    """Go on with who waits; when it is being sent already, nothing happens.

    Raises RuleViolation when it was not stopped.
    """
    editie = _vergrendel(editie, door)
    if editie.status == Editiestatus.BEZIG:
        return editie
    vereis(editie.status == Editiestatus.GESTOPT, "Deze nieuwsbrief is niet gestopt.")
    editie.status, editie.reden = Editiestatus.BEZIG, ""
    editie.gestopt_op, editie.gestopt_door = None, None
    editie.save(update_fields=["status", "reden", "gestopt_op", "gestopt_door"])
    nu = timezone.now()  # what waited meanwhile did not lie still
    editie.leveringen.wachtend().filter(volgende_op__lt=nu).update(volgende_op=nu)
    _log(editie, "hervat", door, Editiestatus.GESTOPT)
    transaction.on_commit(partial(wek, VERSTUREN), robust=True)
    return editie


@transaction.atomic
def probeer_opnieuw(*, editie: Editie, door: Gebruiker) -> int:
    """Send to whom it failed, but who did not say no; return to how many.

    Raises RuleViolation when there is nobody, and for an edition of longer than a week ago.
    """
    editie, nu = _vergrendel(editie, door), timezone.now()
    vereis(editie.begonnen, "Deze nieuwsbrief is nog niet verzonden.")
    vereis(
        editie.klaar_op is None or editie.klaar_op > nu - OPNIEUW,
        "Deze nieuwsbrief ging langer dan een week geleden uit. Opnieuw proberen kan niet meer.",
    )
    aantal = editie.leveringen.te_herhalen().update(
        status=Leveringstatus.WACHT, pogingen=0, volgende_op=nu, reden="", fout=""
    )
    vereis(aantal, "Er is niemand bij wie opnieuw proberen kan helpen.")
    van = editie.status
    if editie.status == Editiestatus.VERZONDEN:
        editie.status, editie.klaar_op = Editiestatus.BEZIG, None
        editie.save(update_fields=["status", "klaar_op"])
    _log(editie, "opnieuw", door, van, f"Bij {aantal}.")
    transaction.on_commit(partial(wek, VERSTUREN), robust=True)
    return aantal


def wanneer(moment: datetime) -> str:
    """`moment` as an editor reads it."""
    return date_format(timezone.localtime(moment), "l j F Y, G.i") + " uur"


def _vergrendel(editie: Editie, door: Gebruiker) -> Editie:
    vereis_recht(mag_maken(door), NIET_MAKEN)
    return is_er_nog(Editie.objects.select_for_update(), editie.pk)


def _log(editie: Editie, wat: str, door: Gebruiker, van: str, toelichting: str = "") -> None:
    Logregel.objects.schrijf(
        editie, wat, door=door, van=van, naar=editie.status, toelichting=toelichting
    )


@transaction.atomic
def stuur_proef(*, editie: Editie, aan: Gebruiker, tekst: str, html: str) -> None:
    """Mail `aan` how `editie` looks to one reader; each time anew."""
    zet_klaar(
        sleutel=f"nieuwsbrief-proef-{editie.pk}-{secrets.token_hex(8)}",
        aan=aan.email,
        onderwerp=f"Proef: {editie.onderwerp}",
        tekst=tekst,
        html=html,
    )
