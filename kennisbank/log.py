"""What the server writes down: a line an event, with time, level, request, role and duration.

Never a name, an address or a personal link: who reads a log need not know who somebody is. A page
is called by its name, and of a mistake that is mailed only where it was.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock, Thread
from time import monotonic
from typing import Any, override
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase

from basis.fouten import Opslagstoring
from kennisbank.tellers import tellers

NUMMER = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
"""What a proxy may have called a request."""

GEEN = "-"
PER_STORING = 60.0
"""Seconds for which one line is enough about a database that is away."""

PER_FOUT, MEESTE_MAILS = 3600.0, 20
"""Seconds for which one mail is enough about the same mistake, and the most mails in them."""

WEG = ("08", "57P")
"""Classes of SQLSTATE of a database that is away, or goes."""

logger = logging.getLogger(__name__)


@dataclass
class Logverzoek:
    """The request that this thread answers."""

    request: HttpRequest
    nummer: str
    begonnen: float = field(default_factory=monotonic)

    @property
    def duur(self) -> int:
        """How long already, in milliseconds."""
        return round((monotonic() - self.begonnen) * 1000)

    @property
    def rol(self) -> str:
        """What who asks may be here; of who was not asked for yet nothing is known."""
        wie = getattr(self.request, "_cached_user", None)
        return "+".join(getattr(wie, "rollen", None) or ["bezoeker"])

    @property
    def pagina(self) -> str:
        """The name of the page: an address may be a personal link."""
        gevonden = self.request.resolver_match
        return (gevonden and gevonden.view_name) or "onbekend"


_verzoek: ContextVar[Logverzoek | None] = ContextVar("verzoek", default=None)


class VerzoekMiddleware:
    """Give each request the number that all its lines have, and count it.

    The answer does not have it: that of a kept page would be of another request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        genoemd = request.META.get("HTTP_X_REQUEST_ID", "")
        verzoek = Logverzoek(request, genoemd if NUMMER.fullmatch(genoemd) else uuid4().hex)
        merk = _verzoek.set(verzoek)
        try:
            antwoord = self.get_response(request)
            duur = monotonic() - verzoek.begonnen
            tellers.tel_verzoek(verzoek.pagina, antwoord.status_code, duur)
            logger.info("%s %s %s", request.method, verzoek.pagina, antwoord.status_code)
        finally:
            _verzoek.reset(merk)
        return antwoord


class Verzoekfilter(logging.Filter):
    """Say in each line of which request it is, and name no address."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        verzoek = _verzoek.get()
        record.verzoek = verzoek.nummer if verzoek else GEEN
        record.rol = verzoek.rol if verzoek else GEEN
        record.duur = verzoek.duur if verzoek else None
        if verzoek and isinstance(record.args, tuple):
            pad = verzoek.request.path
            record.args = tuple(verzoek.pagina if een == pad else een for een in record.args)
        return True


class Storingsfilter(logging.Filter):
    """Let one line a minute say that what we need is away, instead of a traceback a request."""

    def __init__(self) -> None:
        super().__init__()
        self._slot, self._laatst, self._verzwegen = Lock(), -PER_STORING, 0

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        fout = record.exc_info[1] if record.exc_info else None
        if not is_storing(fout):
            return True
        with self._slot:
            if monotonic() - self._laatst < PER_STORING:
                self._verzwegen += 1
                return False
            verzwegen, self._verzwegen, self._laatst = self._verzwegen, 0, monotonic()
        wat = "De opslag" if isinstance(fout, Opslagstoring) else "De database"
        record.msg = "%s antwoordt niet (%s); %s keer eerder niet gemeld."
        record.args = (wat, type(fout).__name__, verzwegen)
        record.exc_info = record.exc_text = None
        return True


def is_storing(fout: BaseException | None) -> bool:
    """Whether `fout` says that the database or the store of uploads is away.

    Not that the database refused or took too long.
    """
    if isinstance(fout, Opslagstoring):
        return True
    if not isinstance(fout, (OperationalError, InterfaceError)):
        return False
    toestand = getattr(fout.__cause__, "sqlstate", None)
    return toestand is None or toestand.startswith(WEG)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class Logtekst(logging.Formatter):
    """A line for people."""

    @override
    def formatMessage(self, record: logging.LogRecord) -> str:
        duur = getattr(record, "duur", None)
        delen = [_moment(record), record.levelname, record.name]
        delen += [str(getattr(record, naam, GEEN)) for naam in ("verzoek", "rol")]
        return " ".join([*delen, GEEN if duur is None else f"{duur}ms", record.message])


class Jsonregel(logging.Formatter):
    """A line for programs."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        regel: dict[str, Any] = {
            "tijd": _moment(record),
            "niveau": record.levelname,
            "bron": record.name,
            **{naam: getattr(record, naam, None) for naam in ("verzoek", "rol", "duur")},
            "tekst": record.getMessage(),
        }
        if record.exc_info:
            regel["fout"] = self.formatException(record.exc_info)
        return json.dumps(regel, ensure_ascii=False, default=str)


class Foutmail(logging.Handler):
    """Mail where a mistake is to FOUTEN_EMAIL: no values, which may be somebody's.

    The same mistake once an hour, and from a thread of its own: a reader does not wait for it.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._gemaild: dict[str, float] = {}

    @override
    def emit(self, record: logging.LogRecord) -> None:
        plek = "".join(waar(record))
        nu = monotonic()
        self._gemaild = {een: op for een, op in self._gemaild.items() if nu - op < PER_FOUT}
        if plek not in self._gemaild and len(self._gemaild) < MEESTE_MAILS:
            self._gemaild[plek] = nu
            Thread(target=self._mail, args=[record, plek], daemon=True).start()

    def _mail(self, record: logging.LogRecord, plek: str) -> None:
        kop = [f"{naam}: {getattr(record, naam, GEEN)}" for naam in ("verzoek", "rol", "name")]
        tekst = "\n".join([_moment(record), *kop, "", plek])
        onderwerp = f"Fout op {settings.SITE_URL}: {record.name}"
        try:
            EmailMessage(onderwerp, tekst, to=[settings.FOUTEN_EMAIL]).send()
        except Exception:  # noqa: BLE001 (there is nobody left to tell)
            self.handleError(record)


def waar(record: logging.LogRecord) -> Iterator[str]:
    """What went wrong and where, without the values: those may be of a person."""
    yield f"{record.msg}\n"
    fout = record.exc_info[1] if record.exc_info else None
    while fout is not None:
        yield from traceback.format_tb(fout.__traceback__)
        yield f"{type(fout).__qualname__}\n"
        fout = fout.__cause__
