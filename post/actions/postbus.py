"""The mailbox that failures and complaints come back to."""

from __future__ import annotations

import imaplib
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from email.utils import getaddresses, parseaddr
from itertools import islice, product
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from flufl.bounce import all_failures
from imap_tools.consts import MailMessageFlags
from imap_tools.errors import ImapToolsError, MailboxFetchError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.message import MailMessage
from imap_tools.query import AND

from basis.tekst import een_regel
from post.actions.terugmeldingen import meld, weeg
from post.keuzelijsten import Terugmeldsoort
from post.regels.kenmerk import zending_van

BRON = "postbus"
WACHTTIJD = 30
"""Seconds that the server may think."""

GROOTSTE, PER_KEER, SINDS = 1_000_000, 500, timedelta(days=30)
"""How much of a mail we read, how many in one go, and how far back."""

_HOEVEEL = 20
"""Reports that one mail may hold, and Message-IDs that each may be about. Ours have one."""

_REGEL, _TEKST = 998, 200_000
"""The longest line that a mail may have (RFC 5322), and more text than a failure comes with."""

_MISLUKT = ("failed", "error")
"""What begins the Action of a failure; a delay is none. 'error' is OpenSMTPD's."""

_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")
_KOPREGEL = re.compile(r"^(?:> ?)?Message-ID:\s*(<\S+>)", re.IGNORECASE | re.MULTILINE)
_AAN = re.compile(r"^(?:> ?)?To:[ \t]*(.+)$", re.IGNORECASE | re.MULTILINE)
_KOPIE = re.compile(
    r"^(?:> ?)?(?:Return-Path|Received|DKIM-Signature|Message-ID|MIME-Version):",
    re.IGNORECASE | re.MULTILINE,
)
"""Where a server that does so in its text begins to copy the mail."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Melding:
    """One address that a mail tells something of; without `soort` it is nothing that counts."""

    adressen: tuple[str, ...]
    soort: Terugmeldsoort | None
    code: str = ""
    tekst: str = ""


@dataclass(frozen=True)
class Post:
    """A mail of ours."""

    message_id: str
    adres: str
    zending: str


def lees(nu: datetime, verwerk_overig: Callable[[MailMessage], bool]) -> int:
    """Handle what came into the mailbox of settings.IMAP_URL; return how many mails that were.

    A report about a mail that we sent is counted. Other mail goes to `verwerk_overig`, which says
    whether it was for us. What was handled is thrown away; the rest stays there, as read. A mail
    that we fail on is flagged for a person, and holds up nothing. When the mailbox or the
    database is away, mail waits for the next time.
    """
    if not settings.IMAP_URL:
        return 0
    try:
        with _open(settings.IMAP_URL) as bus:
            return _lees_alles(bus, nu, verwerk_overig)
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as fout:
        logger.warning("De postbus is niet te lezen: %s: %s", type(fout).__name__, fout)
        return 0


@contextmanager
def _open(adres: str) -> Iterator[BaseMailBox]:
    """The mailbox at `adres`, as imaps://name:password@host/INBOX; imap:// is without TLS."""
    delen = urlsplit(adres)
    soort, poort = {"imaps": (MailBox, 993), "imap": (MailBoxUnencrypted, 143)}[delen.scheme]
    bus = soort(delen.hostname or "", delen.port or poort, timeout=WACHTTIJD)
    try:
        bus.login(
            unquote(delen.username or ""),
            unquote(delen.password or ""),
            unquote(delen.path.strip("/")) or "INBOX",
        )
        yield bus
    finally:
        with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
            bus.logout()
        with suppress(OSError):
            bus.client.shutdown()


def _lees_alles(
    bus: BaseMailBox, nu: datetime, verwerk_overig: Callable[[MailMessage], bool]
) -> int:
    vanaf = (nu - SINDS).date()
    groot = set(bus.uids(AND(seen=False, date_gte=vanaf, size_gt=GROOTSTE)))
    uids = bus.uids(AND(seen=False, date_gte=vanaf))[:PER_KEER]
    return sum(_verwerk(bus, uid, verwerk_overig, groot=uid in groot) for uid in uids)


def _verwerk(
    bus: BaseMailBox, uid: str, verwerk_overig: Callable[[MailMessage], bool], *, groot: bool
) -> bool:
    """Handle one mail; True when it was for us. Of a large one only the headers are read."""
    if groot:
        logger.warning("Een bericht in de postbus is te groot: alleen de kopregels zijn gelezen.")
    try:
        brief = next(bus.fetch(uid_list=uid, mark_seen=False, headers_only=groot), None)
    except MailboxFetchError:
        logger.warning("De postbus geeft een bericht niet af.", exc_info=True)
        return False
    if brief is None:  # somebody took it away meanwhile
        return False
    try:
        voor_ons = _is_voor_ons(brief, verwerk_overig)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Een bericht in de postbus is niet te verwerken.")
        bus.flag(uid, (MailMessageFlags.SEEN, MailMessageFlags.FLAGGED), value=True)
        return False
    if voor_ons:
        bus.delete(uid)
    else:
        logger.info("Een bericht in de postbus gaat niet over post van ons en blijft liggen.")
        bus.flag(uid, MailMessageFlags.SEEN, value=True)
    return voor_ons


def _is_voor_ons(brief: MailMessage, verwerk_overig: Callable[[MailMessage], bool]) -> bool:
    """Whether `brief` was something for us, which is then done. Heuristics come last."""
    if meldingen := [*_klachten(brief.obj), *_mislukkingen(brief.obj)]:
        return _verwerk_meldingen(brief.obj, meldingen)
    if verwerk_overig(brief):
        return True
    return _verwerk_meldingen(brief.obj, _vreemde_mislukkingen(brief.obj))


def _verwerk_meldingen(bericht: Message, meldingen: Iterable[Melding]) -> bool:
    """Count those of `meldingen` about a mail that we sent to that address; True when one is."""
    message_ids = _message_ids(bericht)
    return sum(_meld(melding, message_ids) for melding in islice(meldingen, _HOEVEEL)) > 0


def _meld(melding: Melding, message_ids: list[str]) -> bool:
    post = _post_van_ons(message_ids, melding.adressen)
    if post is None:
        return False
    if melding.soort:
        meld(
            kenmerk=f"{BRON}:{melding.soort}:{post.message_id}",
            email=post.adres,
            soort=melding.soort,
            bron=BRON,
            zending=post.zending,
            code=melding.code,
            tekst=melding.tekst,
        )
    return True


def _post_van_ons(message_ids: Iterable[str], adressen: Iterable[str]) -> Post | None:
    """The first of `message_ids` that we sent to one of `adressen`."""
    for message_id, adres in product(message_ids, islice(adressen, _HOEVEEL)):
        if zending := zending_van(message_id, adres):
            return Post(message_id, adres, zending)
    return None


def _klachten(bericht: Message) -> Iterator[Melding]:
    """Complaints that a reader made with their provider (ARF, RFC 5965)."""
    for velden in _blokken(bericht, "message/feedback-report"):
        soort = _kopregel(velden, "Feedback-Type").lower()
        genoemd = getaddresses(_kopregels(velden, "Original-Rcpt-To"))
        yield Melding(
            (*(adres for _, adres in genoemd), *_terug_aan(bericht)),
            None if soort == "not-spam" else Terugmeldsoort.KLACHT,
            soort,
        )


def _mislukkingen(bericht: Message) -> Iterator[Melding]:
    """What could not be delivered, as mail servers tell each other (RFC 3464)."""
    for velden in _blokken(bericht, "message/delivery-status", "message/global-delivery-status"):
        actie = _kopregel(velden, "Action").lower()
        if not actie:  # the block about the mail as a whole
            continue
        ontvangers = [
            *_kopregels(velden, "Original-Recipient"),
            *_kopregels(velden, "Final-Recipient"),
        ]
        status = _kopregel(velden, "Status")
        uitleg = _kopregel(velden, "Diagnostic-Code").partition(";")[2]
        yield Melding(
            tuple(parseaddr(regel.rpartition(";")[2])[1] for regel in ontvangers),
            _weeg(f"{uitleg} {status}") if actie.startswith(_MISLUKT) else None,
            status,
            uitleg.strip(),
        )


def _vreemde_mislukkingen(bericht: Message) -> Iterator[Melding]:
    """The same of servers that tell it in their own way. Mere warnings are not counted.

    The patterns that find those take long for text that no server writes. So they only get what
    comes with a mail of ours, in lines and a length as servers write.
    """
    if not _post_van_ons(_message_ids(bericht), _terug_aan(bericht)):
        return
    delen = [deel.get_payload() for deel in bericht.walk()]
    regels = [regel for deel in delen if isinstance(deel, str) for regel in deel.splitlines()]
    lengtes = [len(regel) for regel in regels]
    if max(lengtes, default=0) > _REGEL or sum(lengtes) > _TEKST:
        return
    waarschuwingen, mislukt = all_failures(bericht)
    soort = _weeg(_eerste_tekst(bericht))
    for adressen, betekenis in ((waarschuwingen, None), (mislukt, soort)):
        for adres in sorted(adressen):
            yield Melding((adres.decode(),), betekenis)


def _weeg(antwoord: str) -> Terugmeldsoort:
    """What a failure means; one without a code is what its sender calls it: permanent."""
    return weeg(antwoord) or Terugmeldsoort.HARD


def _message_ids(bericht: Message) -> list[str]:
    """Every Message-ID that a report may be about, in its headers and what came back with it."""
    regels = []
    for deel in bericht.walk():
        for naam in ("Message-ID", "In-Reply-To", "References"):
            regels += _kopregels(deel, naam)
        if deel.get_content_maintype() == "text":
            regels += _KOPREGEL.findall(_tekst(deel))
    gevonden = dict.fromkeys(_MESSAGE_ID.findall(" ".join(regels)))
    return list(islice(gevonden, _HOEVEEL))


def _terug_aan(bericht: Message) -> Iterator[str]:
    """To whom the mail that came back was sent."""
    for deel in bericht.walk():
        regels = [] if deel is bericht else _kopregels(deel, "To")
        if deel.get_content_maintype() == "text":
            regels += _AAN.findall(_tekst(deel))
        yield from (adres for _, adres in getaddresses(regels))


def _blokken(bericht: Message, *soorten: str) -> Iterator[Message]:
    """The blocks of fields in the parts of these kinds."""
    for deel in bericht.walk():
        if deel.get_content_type() in soorten and deel.is_multipart():
            yield from (blok for blok in deel.get_payload() if isinstance(blok, Message))


def _kopregels(deel: Message, naam: str) -> list[str]:
    return [str(regel) for regel in deel.get_all(naam, [])]


def _kopregel(deel: Message, naam: str) -> str:
    """The first header of that name, on one line."""
    return een_regel(str(deel.get(naam, "")))


def _eerste_tekst(bericht: Message) -> str:
    """What the server itself wrote, before the mail that it sends back."""
    teksten = (_tekst(deel) for deel in bericht.walk() if deel.get_content_maintype() == "text")
    return _KOPIE.split(next(teksten, ""), maxsplit=1)[0]


def _tekst(deel: Message) -> str:
    inhoud = deel.get_payload(decode=True)
    return inhoud.decode(errors="replace") if isinstance(inhoud, bytes) else ""
