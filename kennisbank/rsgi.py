"""The entry point that granian serves: a request is taken in whole before a thread works on it.

Django works in a few threads, each with its connection to the database. What a visitor sends or
fetches slowly waits here, where waiting costs a socket and no thread: who dribbles is dropped, and
who sends too much reads so. A proxy that does the same may stand before it, and need not.

What is sent and what is taken along as a file have lanes of their own to the threads: however many
come, who reads a page finds one.
"""

from __future__ import annotations

import asyncio
import ctypes
import fcntl
import gc
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from itertools import count, islice
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error, OperationalError, close_old_connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, resolve
from granian._granian import RSGIProtocolClosed, RSGIProtocolError

from kennisbank.wsgi import application as django  # first: it makes Django ready

# isort: split

from basis.bestanden import MAXIMUM_VERZOEK
from basis.geheime_link import Poort
from basis.middleware import OPNIEUW, TE_DRUK, TE_GROOT, PermissionsPolicyMiddleware
from basis.probleem import VOOR_PROGRAMMAS
from basis.queryplan import onthoud_plannen
from innovaties.lezen.gids import gids
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST
from kennisbank.tellers import tellers
from kennisbank.views import fout_503
from vinden.paginacache import bewaard, gevraagd, van_eerder
from vinden.stand import Standlezer, stand
from vinden.woordenboek import woordenboek
from vinden.woordenschat import woordenschat

DRADEN = 4
"""Threads of a worker that do the work; one more only says whether the worker lives."""

GEDULD = 2.0
"""Seconds after which who waits for an answer is told that the database is away, if it is."""

MET_INHOUD, BESTANDEN = 2, 1
"""How many of them at most work on what was sent, and on files to take along or data to read."""

BESTAND = {f".{soort}" for soort in (*VAN_LIJST, *VAN_BESCHRIJVING)}
GEGEVENS = (VOOR_PROGRAMMAS, "/oai")
ZONDER_INHOUD = ("GET", "HEAD", "OPTIONS")
EERSTE_PAGINAS = ("/", "/innovaties/", "/masterclasses/", "/nieuwsbrieven/aanmelden/")
"""What a worker has shown to itself before it answers anyone."""

GEHEUGEN = (gids, woordenboek, woordenschat, BESCHRIJVINGEN.namen)
"""What it has read into its memory by then."""

KLEIN = 64 * 1024
"""The most bytes in a form of somebody without account."""

SECONDEN, SECONDEN_GROOT = 10.0, 300.0
"""How long a body may take, and one of an account, of which a piece comes each `SECONDEN`."""

WACHT_OP_LEZER = 60.0
"""Seconds in which a reader takes something of the answer, or is dropped."""

STUK = 64 * 1024
"""The most bytes that go at once, and that wait for a reader who takes none."""

VAKER = (2_000, 10, 3)
"""When rings of objects are looked for; by default the oldest wait three times as long, and up to
3 MiB of them lie about. What was there before a worker answered anyone is not looked through."""

TERUG_NA = 50
"""Answers of threads after which the machine gets back the memory that none of them needs now."""

MELDINGEN = "/post/terug/"
"""Where mail providers report: they have no account, and send many reports at once."""

logger = logging.getLogger(__name__)


class Scope(Protocol):
    """What granian tells of a request."""

    client: str
    server: str
    http_version: str
    scheme: str
    method: str
    path: str
    query_string: str

    @property
    def headers(self) -> Any: ...


class Verbinding(Protocol):
    """The body of a request that comes in, and the way back."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None: ...
    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None: ...
    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None: ...


def _bak(in_geheugen: int = 1024 * 1024) -> IO[bytes]:
    """Room for bytes: in memory as long as they are few, else on disk."""
    return cast(IO[bytes], SpooledTemporaryFile(max_size=in_geheugen))


@dataclass
class HttpAntwoord:
    """What Django answered, whole."""

    status: int = 500
    koppen: list[tuple[str, str]] = field(default_factory=list)
    inhoud: IO[bytes] = field(default_factory=_bak)

    def begin(self, status: str, koppen: list[tuple[str, str]], _fout: object = None) -> None:
        """`start_response` of WSGI."""
        self.status, self.koppen = int(status.split(" ", 1)[0]), koppen


class TeGroot(Exception):
    """More than this person may send."""


class NiemandWacht(BaseException):
    """Who sent this read that the database is away; no page of error can be made of it."""


@dataclass
class Lichaam:
    """What was sent, for a thread: `bestand` is closed when nobody waits for its answer."""

    bestand: IO[bytes]

    def read(self, *hoeveel: int) -> bytes:
        """As a file does. Raises NiemandWacht: what was not begun with is not done."""
        return self._open().read(*hoeveel)

    def readline(self, *hoeveel: int) -> bytes:
        """As `read` does."""
        return self._open().readline(*hoeveel)

    def _open(self) -> IO[bytes]:
        if self.bestand.closed:
            raise NiemandWacht
        return self.bestand


GRENZEN = {
    "lock_timeout": "5s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}
"""How long a request may wait in the database. Loaders and the worker, which are no request, may
take longer."""


@receiver(connection_created)
def begrens(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Give a connection of this process its limits, and have it remember what was planned."""
    onthoud_plannen(connection)
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET {naam} = '{duur}'" for naam, duur in GRENZEN.items()))


_werk = ThreadPoolExecutor(DRADEN, thread_name_prefix="django")
_toezicht = ThreadPoolExecutor(1, thread_name_prefix="gezond")


@dataclass
class Baan:
    """Where requests of one kind wait for a thread, so that those of another find one."""

    plaatsen: asyncio.Semaphore | None = None
    geduld: float | None = None
    """For how many seconds a request waits."""

    @asynccontextmanager
    async def in_de_rij(self) -> AsyncIterator[bool]:
        """Wait for a place and have it; False, and go on without, when that takes too long."""
        if self.plaatsen is None:
            yield True
            return
        try:
            async with asyncio.timeout(self.geduld):
                await self.plaatsen.acquire()
        except TimeoutError:
            yield False
            return
        try:
            yield True
        finally:
            self.plaatsen.release()


_beantwoord = count(1)
_met_inhoud = Baan(asyncio.Semaphore(MET_INHOUD))
_bestanden = Baan(asyncio.Semaphore(BESTANDEN), OPNIEUW)
_lezen = Baan()
_stand = Standlezer()


async def application(scope: Scope, verbinding: Verbinding) -> None:
    """Answer one request."""
    omgeving = _omgeving(scope)
    if antwoord := await _uit_geheugen(omgeving):
        tellers.tel_bewaarde()
        await _geef(scope, verbinding, antwoord)
        return
    with closing(_bak(KLEIN)) as lichaam:
        if scope.method not in ZONDER_INHOUD:
            try:
                await _neem_in(omgeving, verbinding, lichaam)
            except TeGroot:
                lichaam.truncate(0)
                omgeving[TE_GROOT] = True
            except (TimeoutError, ConnectionError, RSGIProtocolError, RSGIProtocolClosed):
                kop = ("content-type", "text/plain; charset=utf-8")
                verbinding.response_bytes(408, [kop], b"Dit duurde te lang.\n")
                return
        omgeving["CONTENT_LENGTH"] = str(lichaam.seek(0, 2))
        lichaam.seek(0)
        omgeving["wsgi.input"] = Lichaam(lichaam)
        async with _baan(scope).in_de_rij() as aan_de_beurt:
            omgeving[TE_DRUK] = not aan_de_beurt
            antwoord = await _laat_antwoorden(omgeving)
    with closing(antwoord.inhoud):
        await _geef(scope, verbinding, antwoord)


async def _uit_geheugen(omgeving: Mapping[str, Any]) -> HttpAntwoord | None:
    """The kept page that is asked for when nothing changed since: it needs no thread.

    Also when the database is away, and cannot say so.

    All else, and whatever is the matter with a request, is for Django.
    """
    if omgeving["REQUEST_METHOD"] not in ZONDER_INHOUD:
        return None
    request = WSGIRequest({**omgeving})  # a copy: it writes the path anew
    try:
        wat = gevraagd(request)
    except SuspiciousOperation:
        return None
    pagina = bewaard.geef(wat) if wat else None
    if wat is None or (pagina is None and not _stand.weg):
        return None
    antwoord: HttpResponse | None
    try:
        nu = await _stand.stand()
        antwoord = pagina.antwoord(request, wat) if pagina and nu and pagina.klopt(nu) else None
    except OperationalError:
        antwoord = van_eerder(wat)
    return None if antwoord is None else _heel(antwoord)


def _heel(antwoord: HttpResponse) -> HttpAntwoord:
    return HttpAntwoord(antwoord.status_code, list(antwoord.items()), BytesIO(antwoord.content))


async def _laat_antwoorden(omgeving: dict[str, Any]) -> HttpAntwoord:
    """Have a thread answer; who waits for a database that is away reads so instead.

    A thread cannot be taken from its work: it goes on when the database does, until it wants to
    know what was sent. Had it read that, nobody sees what comes of it, and the page says to look
    first whether it arrived. What no thread has begun with is not begun any more.
    """
    draden = _toezicht if omgeving["PATH_INFO"] == "/gezond" else _werk
    taak = draden.submit(_antwoord, omgeving)
    werk = asyncio.wrap_future(taak)
    while not (await asyncio.wait({werk}, timeout=GEDULD))[0]:
        try:
            await _stand.stand()
        except OperationalError:
            werk.cancel()
            taak.add_done_callback(_gooi_weg)
            if eerder := await _uit_geheugen(omgeving):  # not yet known to be away when it came
                return eerder
            return _heel(_geen_database(WSGIRequest({**omgeving, "wsgi.input": BytesIO()})))
    return werk.result()


def _gooi_weg(taak: Future[HttpAntwoord]) -> None:
    if not taak.cancelled() and not taak.exception():
        taak.result().inhoud.close()


_beschermd: Any = XFrameOptionsMiddleware(fout_503)
for _laag in (PermissionsPolicyMiddleware, ContentSecurityPolicyMiddleware, SecurityMiddleware):
    _beschermd = _laag(_beschermd)


def _geen_database(request: HttpRequest) -> HttpResponse:
    """The page that the database is away, with the headers of each page; asks no database."""
    return cast(HttpResponse, _beschermd(request))


def _baan(scope: Scope) -> Baan:
    """Where this request waits for a thread."""
    if scope.method not in ZONDER_INHOUD:
        return _met_inhoud
    if PurePosixPath(scope.path).suffix in BESTAND or scope.path.startswith(GEGEVENS):
        return _bestanden
    return _lezen


def word_warm(_lus: asyncio.AbstractEventLoop | None = None) -> None:
    """Load what first pages need; the server calls it before a worker takes any request.

    Without a database, or when it goes meanwhile, a worker begins cold: it has to say that it is
    not well.
    """
    with suppress(Error):
        if _werk.submit(_er_is_een_database).result():
            list(_werk.map(vraag_zelf, EERSTE_PAGINAS))
            list(_werk.map(lambda laad: laad(), GEHEUGEN))
            _werk.submit(_toon_nieuwste).result()
    gc.collect()
    _geef_geheugen_terug()
    gc.freeze()  # looking through all this again and again would make a page wait
    gc.set_threshold(*VAKER)


def _geef_geheugen_terug() -> None:
    """Return what is free between pieces in use: by itself glibc returns only what lies at the end.

    It costs a millisecond at most, and is 5 MiB of a worker. Another library of C has no such call.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _er_is_een_database() -> bool:
    try:
        stand()
    except Error:
        return False
    return True


def _toon_nieuwste() -> None:
    """Show a description, which needs what no list does."""
    for naam in islice(gids().titels.innovaties.values(), 1):
        vraag_zelf(naam.adres)


def vraag_zelf(pad: str) -> int:
    """Ask for a page as a visitor does, and return its status."""
    adres = urlsplit(settings.SITE_URL)
    omgeving = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": pad,
        "QUERY_STRING": "",
        "SERVER_NAME": adres.hostname,
        "SERVER_PORT": str(adres.port or 80),
        "HTTP_HOST": adres.netloc,
        "HTTP_X_FORWARDED_PROTO": adres.scheme,
        "HTTP_ACCEPT_ENCODING": "br",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": adres.scheme,
        "wsgi.input": BytesIO(),
    }
    with closing((antwoord := _antwoord(omgeving)).inhoud):
        return antwoord.status


application.__rsgi_init__ = word_warm  # type: ignore[attr-defined]  # where granian looks


def _omgeving(scope: Scope) -> dict[str, Any]:
    """The request as WSGI has it (PEP 3333), without its body."""
    # Granian decodes the path and leaves this sign for what is no UTF-8: Django refuses the byte.
    pad = scope.path.encode().replace("\ufffd".encode(), b"\xff").decode("latin-1")
    naam, _, poort = scope.server.rpartition(":")
    omgeving: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": pad,
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "SERVER_NAME": naam.strip("[]"),
        "SERVER_PORT": poort,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": _Fouten(),
        "wsgi.input": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for kop, waarde in scope.headers.items():
        if "_" in kop:  # it would pass for the one with hyphens, which a proxy of ours sets
            continue
        sleutel = kop.upper().replace("-", "_")
        if sleutel not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            sleutel = f"HTTP_{sleutel}"
        tussen = "; " if sleutel == "HTTP_COOKIE" else ","
        eerder = omgeving.get(sleutel)
        omgeving[sleutel] = waarde if eerder is None else f"{eerder}{tussen}{waarde}"
    return omgeving


class _Fouten:
    """`wsgi.errors`: to the log."""

    def write(self, tekst: str) -> None:
        logger.error(tekst.rstrip())

    def flush(self) -> None:
        """Each line goes out by itself."""


async def _neem_in(omgeving: Mapping[str, Any], verbinding: Verbinding, lichaam: IO[bytes]) -> None:
    """Read the body into `lichaam`.

    Raises TeGroot beyond what this person may send, TimeoutError for who is too slow, and
    ConnectionError for who left halfway.
    """
    beloofd = omgeving.get("CONTENT_LENGTH", "")
    verwacht = int(beloofd) if beloofd.isdecimal() and len(beloofd) < 16 else 0
    grens, lus = KLEIN, asyncio.get_running_loop()
    uiterlijk = lus.time() + SECONDEN_GROOT
    async with asyncio.timeout(SECONDEN) as wekker:
        async for stuk in verbinding:
            omvang = max(verwacht, lichaam.tell() + len(stuk))
            if omvang > grens == KLEIN:
                grens = await lus.run_in_executor(_werk, _mag_sturen, omgeving)
            if omvang > grens:
                raise TeGroot
            lichaam.write(stuk)
            if grens == MAXIMUM_VERZOEK:
                wekker.reschedule(min(uiterlijk, lus.time() + SECONDEN))
    if verwacht and lichaam.tell() != verwacht:
        raise ConnectionError("The body ended before its end.")


def _mag_sturen(omgeving: Mapping[str, Any]) -> int:
    """The most bytes in a request of this person, who sends more than most do."""
    if _mag_veel_tekst(omgeving["PATH_INFO"].encode("latin-1").decode(errors="replace")):
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or MAXIMUM_VERZOEK)
    close_old_connections()  # as at the begin of each request: one that failed is replaced
    koekje = parse_cookie(omgeving.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
    sessies = import_module(settings.SESSION_ENGINE)
    return MAXIMUM_VERZOEK if koekje and SESSION_KEY in sessies.SessionStore(koekje) else KLEIN


def _mag_veel_tekst(pad: str) -> bool:
    """Whether what comes in here may be long without an account: a questionnaire, or reports."""
    if pad.startswith(MELDINGEN):
        return bool(settings.ANYMAIL)
    try:
        return getattr(resolve(pad).func, "poort", None) is Poort.LINK
    except Resolver404:
        return False


def _antwoord(omgeving: dict[str, Any]) -> HttpAntwoord:
    """Have Django work on the request, in this thread from its begin to its end."""
    if next(_beantwoord) % TERUG_NA == 0:
        _geef_geheugen_terug()
    antwoord = HttpAntwoord()
    app = cast(Callable[..., Iterable[bytes]], django)
    try:
        stukken = app(omgeving, antwoord.begin)
    except NiemandWacht:
        antwoord.inhoud.close()
        close_old_connections()  # as at the end of each request, which this one does not reach
        raise
    try:
        for stuk in stukken:
            antwoord.inhoud.write(stuk)
    finally:
        if sluit := getattr(stukken, "close", None):
            sluit()
    return antwoord


async def _geef(scope: Scope, verbinding: Verbinding, antwoord: HttpAntwoord) -> None:
    """Send the answer. Who takes nothing of it for long is dropped."""
    omvang = antwoord.inhoud.seek(0, 2)
    antwoord.inhoud.seek(0)
    if not omvang or scope.method == "HEAD":
        verbinding.response_empty(antwoord.status, antwoord.koppen)
    elif omvang <= STUK:
        verbinding.response_bytes(antwoord.status, antwoord.koppen, antwoord.inhoud.read())
    else:
        if not any(kop.lower() == "content-length" for kop, _ in antwoord.koppen):
            antwoord.koppen.append(("Content-Length", str(omvang)))  # or a part would pass for all
        with suppress(OSError):  # who left, or waited too long
            await _laat_stromen(verbinding, antwoord)


async def _laat_stromen(verbinding: Verbinding, antwoord: HttpAntwoord) -> None:
    """Send more than fits in `STUK`, as fast as the reader takes it.

    Through a pipe, that granian takes for a file: of a file it reads what the reader has room for,
    while its own stream would keep in memory all that a slow one did not take yet.
    """
    lees, schrijf = os.pipe()
    with os.fdopen(lees, "rb", 0) as uit, os.fdopen(schrijf, "wb", 0) as in_:
        os.set_blocking(schrijf, False)
        with suppress(AttributeError, OSError):  # elsewhere than on Linux it is no larger
            fcntl.fcntl(schrijf, fcntl.F_SETPIPE_SZ, STUK)
        verbinding.response_file(antwoord.status, antwoord.koppen, f"/dev/fd/{lees}")
        verstuurd = 0
        while rest := memoryview(antwoord.inhoud.read(STUK)):
            while rest:
                if genomen := in_.write(rest):
                    rest = rest[genomen:]
                    verstuurd += genomen
                    if verstuurd > STUK:  # more than it holds: granian opened it
                        uit.close()  # now it shows who left
                    continue
                async with asyncio.timeout(WACHT_OP_LEZER):
                    await _weer_ruimte(schrijf)


async def _weer_ruimte(schrijf: int) -> None:
    """Wait until the pipe behind `schrijf` takes something again."""
    lus = asyncio.get_running_loop()
    ruimte = asyncio.Event()
    lus.add_writer(schrijf, ruimte.set)
    try:
        await ruimte.wait()
    finally:
        lus.remove_writer(schrijf)
