"""Queueing mail with the step that it tells about, and sending it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from basis.tekst import een_regel
from post.actions.terugzetten import ging_eerder, noteer_verzonden
from post.models import Bericht, Postvakmail
from post.regels.antwoorden import Definitief, duid
from post.regels.kenmerk import message_id
from post.uitvoer.opmaak import adres_in, als_html, als_tekst

COLLEGA = "U werkt mee aan de Kennisbank Nieuwe wegen."
"""Why a colleague gets a mail."""

VERSTUREN = "post.verstuur"
"""The name of the job that sends, and of the lock that keeps one of it in the queue."""

_WORDT_AL_GEWEKT = "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'"

PAUZES = (
    *(timedelta(minutes=minuten) for minuten in (1, 5, 30)),
    *(timedelta(hours=uren) for uren in (2, 12, 24, 48)),
)
"""How long to wait after each failure; after the last pause a mail is given up."""

HOOGSTENS_EENS_PER = timedelta(hours=1)

TEKST_BEWAREN, BEWAREN = timedelta(days=90), timedelta(days=365)
"""How long a mail keeps its text, and how long we know that it was sent."""

logger = logging.getLogger(__name__)


def zet_klaar(
    *,
    sleutel: str,
    aan: str,
    onderwerp: str,
    tekst: str,
    knop: str = "",
    waarom: str = COLLEGA,
    agenda: str = "",
    html: str = "",
) -> None:
    """Queue one mail with the caller's commit; a known `sleutel` is skipped.

    `knop` is what its one button says; the button leads to the last address of this site that
    stands alone on a line of `tekst`. `waarom` is why somebody gets this. `agenda` is a calendar
    file that goes along, as an invitation; `html` is a layout of its own.

    Raises RuntimeError outside a transaction: the mail must stand or fall with its step; and
    ValueError for a mail without layout of its own that has no button.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A mail is queued in the transaction of its step.")
    if not html and not (knop and adres_in(tekst)):
        raise ValueError("A mail has one button: its words, and an address alone on a line.")
    bericht = Bericht(
        sleutel=sleutel,
        aan=aan,
        onderwerp=een_regel(onderwerp)[:200],
        tekst=tekst,
        knop=knop,
        waarom=waarom,
        html=html,
        agenda=agenda,
        volgende_op=timezone.now(),
    )
    Bericht.objects.bulk_create([bericht], ignore_conflicts=True)
    transaction.on_commit(partial(wek, VERSTUREN), robust=True)


def schrijf_aan(
    *,
    naam: str,
    alineas: Iterable[str],
    sleutel: str,
    aan: str,
    onderwerp: str,
    knop: str,
    waarom: str,
    agenda: str = "",
) -> None:
    """Queue one mail to somebody, as `zet_klaar`; empty `alineas` are left out.

    Without `naam` for an address that is not confirmed: a stranger may have typed them.
    """
    tekst = "\n\n".join([f"Beste {naam or 'lezer'},", *filter(None, alineas)])
    zet_klaar(
        sleutel=sleutel,
        aan=aan,
        onderwerp=onderwerp,
        tekst=tekst,
        knop=knop,
        waarom=waarom,
        agenda=agenda,
    )


def kreeg_pas(begin: str, nu: datetime, *, sinds: datetime | None = None) -> bool:
    """Whether a mail whose key begins with `begin` was queued in the hour before `nu`.

    Anyone may fill in an address of another, who should not drown in mail. What was queued before
    `sinds`, when its owner last did something, is over.
    """
    vanaf = max(filter(None, [nu - HOOGSTENS_EENS_PER, sinds]))
    return Bericht.objects.filter(sleutel__startswith=begin, klaargezet_op__gt=vanaf).exists()


def wek(taak: str) -> None:
    """Have a worker do job `taak` now, which is also the name of its lock.

    Call it after the commit. When it fails, the mail goes when the job's own time comes.

    A job that still waits to begin will see what was committed before; then reading is enough.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WORDT_AL_GEWEKT, [taak])
        if cursor.fetchone():
            return
    try:
        with transaction.atomic():
            app.configure_task(taak, queueing_lock=taak).defer()
    except AlreadyEnqueued:
        pass


@transaction.atomic
def verstuur_volgende(nu: datetime) -> bool:
    """Send the Bericht that is due longest at `nu`; False when none is.

    The row stays locked until commit: other workers skip it, and after a crash it still waits.
    At worst one mail goes out twice, with the same Message-ID, never not at all. What went before
    the database was restored does not go again.
    """
    wachtend = Bericht.objects.verzendbaar(nu)
    bericht = wachtend.select_for_update(skip_locked=True).first()
    if bericht is None:
        return False
    if eerder := ging_eerder(bericht.sleutel):
        bericht.verzonden_op = eerder
        bericht.save(update_fields=["verzonden_op"])
        return True
    bericht.pogingen += 1
    try:
        als_mail(bericht).send()
    except Exception as fout:
        logger.warning("Bericht %s is niet verzonden.", bericht.pk, exc_info=True)
        _plan_opnieuw(bericht, fout, nu)
    else:
        noteer_verzonden(bericht.sleutel)
        bericht.verzonden_op, bericht.fout = nu, ""
    bericht.save(update_fields=["pogingen", "volgende_op", "verzonden_op", "opgegeven_op", "fout"])
    return True


def _plan_opnieuw(bericht: Bericht, fout: Exception, nu: datetime) -> None:
    bericht.fout = f"{type(fout).__name__}: {fout}"
    if isinstance(duid(fout), Definitief) or bericht.pogingen > len(PAUZES):
        bericht.opgegeven_op = nu
        logger.error("Bericht %s is opgegeven: %s", bericht.pk, bericht.fout)
    else:
        bericht.volgende_op = nu + PAUZES[bericht.pogingen - 1]


def hervat(bericht: Bericht, nu: datetime) -> None:
    """Let a locked `bericht` that was given up wait for its turn again, from the first try."""
    bericht.opgegeven_op, bericht.pogingen, bericht.volgende_op = None, 0, nu
    bericht.save(update_fields=["opgegeven_op", "pogingen", "volgende_op"])
    transaction.on_commit(partial(wek, VERSTUREN), robust=True)


def als_mail(bericht: Bericht) -> EmailMultiAlternatives:
    """`bericht` as it goes out: plain text, its HTML, else that of all mail, and its `agenda`.

    The calendar file goes along twice: as one more form of the message, which mail programs show
    as an invitation, and as a file for those that do not (RFC 6047, 4).
    """
    mail = EmailMultiAlternatives(
        bericht.onderwerp,
        als_tekst(bericht),
        to=[bericht.aan],
        headers={
            "Auto-Submitted": "auto-generated",
            "Message-ID": message_id("bericht", bericht.pk, bericht.aan),
        },
    )
    mail.attach_alternative(bericht.html or als_html(bericht), "text/html")
    if bericht.agenda:
        methode = _methode(bericht.agenda)
        mail.attach_alternative(bericht.agenda, f"text/calendar; method={methode}")
        mail.attach(agenda_naam(bericht), bericht.agenda, "application/ics")
    return mail


def agenda_naam(bericht: Bericht) -> str:
    """What the calendar file of `bericht` is called."""
    return "afzegging.ics" if _methode(bericht.agenda) == "CANCEL" else "uitnodiging.ics"


def _methode(agenda: str) -> str:
    """The METHOD in a calendar file, which the mail must repeat (RFC 6047, 2.4)."""
    gevonden = re.search(r"^METHOD:([A-Z]+)\r?$", agenda, re.MULTILINE)
    if gevonden is None:
        raise ValueError("A calendar file without METHOD is no invitation.")
    return gevonden[1]


def meld_wat_blijft_liggen(nu: datetime) -> int:
    """Log an error when mail waits too long; return how many do."""
    aantal = Bericht.objects.blijft_liggen(nu).count()
    if aantal:
        logger.error("Er wachten %s berichten langer dan een uur op verzending.", aantal)
    return aantal


def ruim_op(nu: datetime) -> None:
    """Forget what mails said, and later that they were sent; in the demo, what it kept."""
    Postvakmail.objects.filter(ontvangen_op__lt=nu - TEKST_BEWAREN).delete()
    Bericht.objects.afgehandeld_voor(nu - BEWAREN).delete()
    oud = Bericht.objects.afgehandeld_voor(nu - TEKST_BEWAREN)
    leeg = {"tekst": "", "html": "", "agenda": "", "fout": ""}
    oud.exclude(**leeg).update(**leeg)
