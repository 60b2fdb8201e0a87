"""How often the public side changed: what anything that is kept in memory is checked against."""

from __future__ import annotations

import asyncio
import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial, wraps
from itertools import chain, count
from sys import intern
from typing import Any, NamedTuple

import psycopg
from django.db import Error, InterfaceError, OperationalError, connection
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

_LEES = "SELECT nummer, meedoen, documenten, namen FROM vinden_stand"
_DATABASE = """
    SELECT system_identifier, d.oid FROM pg_control_system(), pg_database d
    WHERE datname = current_database()
"""
_TABELLEN = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    WHERE tgfoid = 'verhoog_stand'::regproc AND tgargs = coalesce(%b::bytea, tgargs)
"""
MEEDOEN = b"meedoen\0"
"""The argument of a trigger, as PostgreSQL keeps it."""

_VERHOOGT = "SELECT current_setting('vinden.verhoogt', true) <> ''"

GEDULD = 1.0
"""Seconds after which a database that does not answer is away, and between two tries after it."""


class Standen(NamedTuple):
    """How often anything changed: what visitors see, what they do, a document, and a name."""

    nummer: int
    meedoen: int
    documenten: int
    namen: int

    @property
    def eigen(self) -> bool:
        """Whether it is of a transaction that changed something, which nobody else may see yet.

        Then all numbers are below 0 and never the same twice: nothing that is kept is of them, and
        what is kept with them nobody asks for.
        """
        return self.nummer < 0


_eigen = count(1)

ALLES = "nummer"
"""The number that rises with all that visitors see."""

_gelezen: ContextVar[dict[Any, Any] | None] = ContextVar("gelezen", default=None)
"""What was read in this request; None outside of one."""


@contextmanager
def een_stand() -> Iterator[None]:
    """Within this the stand is asked once, and then remains what it was; so does `eenmaal`.

    For a request that only reads: what it keeps under an older number, nobody asks for again.
    """
    teken = _gelezen.set({})
    try:
        yield
    finally:
        _gelezen.reset(teken)


def eenmaal[T](lees: Callable[[], T], *wat: Any) -> T:
    """What `lees` gives; read once in a request that only reads, by `wat`, and never changed.

    To look whether a page still holds is half of making it, where it does not.
    """
    gelezen = _gelezen.get()
    if gelezen is None:
        return lees()
    if wat not in gelezen:
        gelezen[wat] = lees()
    gegeven: T = gelezen[wat]
    return gegeven


def stand(*waarvan: str) -> Standen:
    """The present numbers; database triggers raise them with every change.

    A page that is made with it holds until one of `waarvan` rises, or else until `nummer` does.

    The first query of nearly every request: a connection that died since the last one is replaced
    here, so that no page fails on it. Raises django.db.Error when there is no database.
    """
    if kijker := _kijkt.get():
        kijker.nummers.update(waarvan or (ALLES,))
    return eenmaal(_lees_nu, _lees_nu)


def _lees_nu() -> Standen:
    try:
        nu = _lees()
    except (InterfaceError, OperationalError):
        connection.close()
        nu = _lees()
    # It answered: nothing need ask once more whether it lives.
    connection.health_check_done = True  # type: ignore[attr-defined]
    return nu


class Bewaard[T](NamedTuple):
    """What was read once."""

    nummer: int
    """The number of the stand at which."""
    versie: str
    """Tells what was read from anything else, and keeps no old rows alive in who remembers it."""
    waarde: T


bewaard: dict[Callable[[], Any], Bewaard[Any]] = {}
_versies: dict[str, Callable[..., str]] = {}
"""What is not asked of the database itself, by a name that is the same in each process: a function
of the arguments that tells what it is now from anything else."""


def per_stand[T](van: str) -> Callable[[Callable[[], T]], Callable[[], T]]:
    """Keep what a function reads until the number `van` of the stand rises.

    `nummer` does with all that visitors see.
    """

    def merk(lees: Callable[[], T]) -> Callable[[], T]:
        def nu() -> Bewaard[T]:
            with ongezien():
                return _zoals_bewaard(lees, getattr(stand(), van))

        naam = _naam(lees)
        _versies[naam] = lambda: nu().versie

        @wraps(lees)
        def gelezen() -> T:
            daar = nu()
            if kijker := _kijkt.get():
                kijker.gelezen.add((naam, (), daar.versie))
            return daar.waarde

        return gelezen

    return merk


def na_te_vragen[*A, T](vraag: Callable[[*A], T]) -> Callable[[*A], T]:
    """Let a page hold as long as `vraag` gives what it gave when the page was made.

    For what is read of something that a worker keeps by a rule of its own, and costs much less than
    a page. Its arguments are text, numbers and tuples of these; what it gives says by its `repr`
    all that it is.
    """
    naam = _naam(vraag)

    def antwoord(*vragen: Any) -> T:
        with ongezien():
            return eenmaal(partial(vraag, *vragen), naam, *vragen)

    _versies[naam] = lambda *vragen: _in_tekst(antwoord(*vragen))

    @wraps(vraag)
    def gevraagd(*vragen: *A) -> T:
        gegeven = antwoord(*vragen)
        noteer(vraag, vragen, gegeven)
        return gegeven

    return gevraagd


def noteer(vraag: Callable[..., Any], vragen: tuple[Any, ...], gegeven: object) -> None:
    """Tell who watches that the page shows what `vraag`, which is `na_te_vragen`, would give."""
    if kijker := _kijkt.get():
        kijker.gelezen.add((_naam(vraag), vragen, _in_tekst(gegeven)))


@contextmanager
def ongezien() -> Iterator[None]:
    """Within this nobody watches: what comes of it is noted, or kept for all pages."""
    teken = _kijkt.set(None)
    try:
        yield
    finally:
        _kijkt.reset(teken)


def _naam(lees: Callable[..., Any]) -> str:
    return f"{lees.__module__}.{lees.__qualname__}"


def _in_tekst(gegeven: object) -> str:
    return hashlib.sha256(repr(gegeven).encode()).hexdigest()


def _zoals_bewaard[T](lees: Callable[[], T], nummer: int) -> Bewaard[T]:
    """What `lees` reads at `nummer`; the very object from before where it says the same."""
    toen = bewaard.get(lees)
    if toen is None or toen.nummer != nummer:
        waarde = lees()
        versie = _kenmerk(waarde)
        zelfde = toen is not None and toen.versie == versie
        toen = Bewaard(nummer, versie, toen.waarde if toen and zelfde else waarde)
        bewaard[lees] = toen
    return toen


def _kenmerk(waarde: object) -> str:
    """Tells `waarde` from any other, in each process; to `==` a row is its key."""
    return hashlib.sha256(pickle.dumps(waarde)).hexdigest()


def _lees() -> Standen:
    # With the driver's own cursor: that of Django is as slow again, on each page.
    connection.ensure_connection()
    with connection.wrap_database_errors:
        vraag = connection.connection.execute
        if connection.in_atomic_block and vraag(_VERHOOGT).fetchone()[0]:
            return Standen(*[-next(_eigen)] * 4)
        return Standen(*(vraag(_LEES).fetchone() or (0, 0, 0, 0)))


def _als_stand(resultaat: PGresult) -> Standen:
    if resultaat.status != ExecStatus.TUPLES_OK:
        raise OperationalError(resultaat.error_message.decode(errors="replace"))
    if not resultaat.ntuples:
        return Standen(0, 0, 0, 0)
    return Standen(*(int(resultaat.get_value(0, kolom) or 0) for kolom in range(4)))


class Toekijker:
    """Watches what a page is made of: the queries with what they gave, and what was read before.

    With the same of all that the page would be the same: to ask again costs a part of making it.
    What is kept in memory by another rule than `per_stand` or `na_te_vragen` asks for the stand by
    itself; of a page that shows it, only the number says whether it still holds.
    """

    def __init__(self) -> None:
        self.meedoen = False
        """Whether it shows what visitors do themselves: tables that raise `meedoen` alone."""
        self.nummers: set[str] = set()
        """Those that may not have risen."""
        self.vragen: list[tuple[Any, Any, str]] = []
        self.gelezen: set[tuple[str, tuple[Any, ...], str]] = set()

    def __call__(
        self, voer_uit: Callable[..., Any], sql: Any, params: Any, many: object, bij: Any
    ) -> Any:
        tekst = str(sql)
        self.meedoen |= any(tabel in tekst for tabel in _tabellen(MEEDOEN))
        uitkomst = voer_uit(sql, params, many, bij)
        if _kijkt.get() is self and not _zegt_niets(tekst, bij["cursor"]):
            gegeven = _gegeven(bij["cursor"])
            if gegeven is None:
                self.nummers.add(ALLES)
            self.vragen.append(
                (intern(tekst) if isinstance(sql, str) else sql, params, gegeven or "")
            )
        return uitkomst

    @contextmanager
    def kijkt(self) -> Iterator[None]:
        """Within this the page is made."""
        teken = _kijkt.set(self)
        try:
            with connection.execute_wrapper(self):
                yield
        finally:
            _kijkt.reset(teken)
        if ALLES in self.nummers:
            self.vragen.clear()
            self.gelezen.clear()

    def op_schrift(self) -> dict[str, Any]:
        """It, for another process; what JSON would give back otherwise, the number vouches for."""
        plat = all(isinstance(sql, str) and _is_plat(params) for sql, params, _ in self.vragen)
        if ALLES in self.nummers or not plat:
            return {"meedoen": self.meedoen, "nummers": [ALLES], "vragen": [], "gelezen": []}
        return {
            "meedoen": self.meedoen,
            "nummers": sorted(self.nummers),
            "vragen": self.vragen,
            "gelezen": list(self.gelezen),
        }

    @classmethod
    def van_schrift(cls, geschreven: Mapping[str, Any]) -> Toekijker:
        """What `op_schrift` told of."""
        kijker = cls()
        kijker.meedoen = geschreven["meedoen"]
        kijker.nummers = set(geschreven["nummers"])
        kijker.vragen = [(intern(sql), *rest) for sql, *rest in geschreven["vragen"]]
        kijker.gelezen = set(_vast(geschreven["gelezen"]))
        return kijker

    @property
    def gewicht(self) -> int:
        """About how many bytes it takes to ask all this again."""
        vragen = (vragen for _, vragen, _ in (*self.vragen, *self.gelezen))
        return sum(len(repr(een)) for een in vragen)

    def ziet_hetzelfde(self, toen: Standen, nu: Standen) -> bool:
        """Whether all that the page was made of `toen` is `nu` as it was."""
        if ALLES in self.nummers or any(
            getattr(toen, nummer) != getattr(nu, nummer) for nummer in self.nummers
        ):
            return False
        for sql, params, gegeven in self.vragen:
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                if _gegeven(cursor) != gegeven:
                    return False
        return all(
            naam in _versies and _versies[naam](*vragen) == versie
            for naam, vragen, versie in self.gelezen
        )


_kijkt: ContextVar[Toekijker | None] = ContextVar("kijkt", default=None)
"""Who watches what is read now; nobody while something is read to be kept for all pages."""


def _zegt_niets(tekst: str, cursor: Any) -> bool:
    """Whether this wrote what no visitor sees, such as a count of who asks, and gave no rows."""
    resultaat = cursor.pgresult
    klaar = resultaat is not None and resultaat.status == ExecStatus.COMMAND_OK
    return klaar and not any(tabel in tekst for tabel in _tabellen())


def _gegeven(cursor: Any) -> str | None:
    """Tells all rows that `cursor` gave from others.

    None when it gives them bit by bit, or when it wrote: that is not done once more to see.
    """
    resultaat = cursor.pgresult
    if resultaat is None or hasattr(cursor.cursor, "name"):
        return None
    if not (resultaat.command_status or b"").startswith(b"SELECT"):
        return None
    kolommen = range(resultaat.nfields)
    rijen = range(resultaat.ntuples)
    return _kenmerk([resultaat.get_value(rij, kolom) for rij in rijen for kolom in kolommen])


def kenmerk_per_rij(cursor: Any) -> dict[int, str]:
    """Tells each row that `cursor` gave from others, by the key that it begins with."""
    resultaat = cursor.pgresult
    kolommen = range(resultaat.nfields)
    rijen = ([resultaat.get_value(rij, k) for k in kolommen] for rij in range(resultaat.ntuples))
    return {int(rij[0]): _kenmerk(rij) for rij in rijen}


def _is_plat(params: Any) -> bool:
    """Whether these come back from JSON as they were."""
    waarden = chain.from_iterable(p if isinstance(p, list) else [p] for p in params or ())
    return all(isinstance(waarde, str | int | float | None) for waarde in waarden)


def _vast(gelezen: Any) -> Any:
    """What JSON gives back as lists, as the tuples that these were."""
    return tuple(map(_vast, gelezen)) if isinstance(gelezen, list) else gelezen


@cache
def database() -> str:
    """Which database this is: another one has another stand, a restored backup an older one."""
    rij = connection.connection.execute(_DATABASE).fetchone()
    return ":".join(map(str, rij))


@cache
def _tabellen(van: bytes | None = None) -> tuple[str, ...]:
    """The tables that raise the stand, or of these the ones that raise `van` alone."""
    rijen = connection.connection.execute(_TABELLEN, [van])
    return tuple(tabel for (tabel,) in rijen)


class Standlezer:
    """The stand for one event loop, asked over a connection of its own, through libpq.

    Who comes while a question is under way shares the next one: each gets an answer to a question
    that was asked after they came, and many of them cost one.
    """

    def __init__(self) -> None:
        self._verbinding: psycopg.Connection | None = None
        self._fd = -1
        self.weg = False
        """Whether the database did not answer when it was asked last."""
        self._opbouw: asyncio.Task[None] | None = None
        self._gevraagd: list[asyncio.Future[Standen | None]] = []
        self._wachtend: list[asyncio.Future[Standen | None]] = []
        self._antwoord: Standen | None = None
        self._wekker: asyncio.TimerHandle | None = None

    async def stand(self) -> Standen | None:
        """The present numbers; None at once when there is no connection yet, or no longer.

        Raises OperationalError as long as the database is away: after `GEDULD`, or at once.
        """
        lus = asyncio.get_running_loop()
        if self._verbinding is None:
            self.verbind()
            if self.weg:
                raise OperationalError("The database is away.")
            return None
        wie: asyncio.Future[Standen | None] = lus.create_future()
        self._wachtend.append(wie)
        if not self._gevraagd:
            self._vraag()
        nu = await wie
        if nu is None and self.weg:
            raise OperationalError("The database does not answer.")
        return nu

    def verbind(self) -> asyncio.Task[None]:
        """Begin to connect where there is no connection, and return what ends when that is done."""
        if self._opbouw is None:
            self._opbouw = asyncio.get_running_loop().create_task(self._verbind())
        return self._opbouw

    async def _verbind(self) -> None:
        while self._verbinding is None:
            belt = _beller.submit(_nieuwe_verbinding)
            lijn = asyncio.wrap_future(belt)
            try:
                if not (await asyncio.wait({lijn}, timeout=GEDULD))[0]:
                    self.weg = True  # it may be frozen halfway, which no time-out of it ends
                self._verbinding = await lijn
            except asyncio.CancelledError:
                belt.add_done_callback(_hang_op)
                raise
            except (Error, psycopg.Error):  # a thread says what is the matter
                self.weg = True
                await asyncio.sleep(GEDULD)
        self._fd = self._verbinding.fileno()
        asyncio.get_running_loop().add_reader(self._fd, self._lees)
        self.weg, self._opbouw = False, None

    def _vraag(self) -> None:
        if self._verbinding and self._wachtend:
            self._gevraagd, self._wachtend = self._wachtend, []
            self._wekker = asyncio.get_running_loop().call_later(GEDULD, self._mis)
            try:
                self._verbinding.pgconn.send_query(_LEES.encode())
                self._verbinding.pgconn.flush()
            except psycopg.Error:
                self.sluit()

    def _lees(self) -> None:
        """Take in what the server says; after the end of an answer comes the next question."""
        if self._verbinding is None:
            return
        pgconn = self._verbinding.pgconn
        try:
            pgconn.consume_input()
            while not pgconn.is_busy():
                if resultaat := pgconn.get_result():
                    self._antwoord = _als_stand(resultaat)
                    continue
                self._geef(self._gevraagd)
                self._vraag()
                return
        except (psycopg.Error, Error):
            self.sluit()

    def _geef(self, wie: list[asyncio.Future[Standen | None]]) -> None:
        if self._wekker:
            self._wekker.cancel()
        for een in wie:
            if not een.done():  # who left meanwhile
                een.set_result(self._antwoord)
        wie.clear()
        self._antwoord = None

    def _mis(self) -> None:
        """Nothing came in time: who waits need not wait for a thread to find that too."""
        self.weg = True
        self.sluit()
        self.verbind()

    def sluit(self) -> None:
        """Hang up; who waits gets nothing, and who comes next makes a new connection."""
        if self._opbouw:
            self._opbouw.cancel()
            self._opbouw = None
        if self._verbinding:
            asyncio.get_running_loop().remove_reader(self._fd)
            self._verbinding.close()
            self._verbinding = None
        self._antwoord = None
        self._geef(self._gevraagd)
        self._geef(self._wachtend)


_beller = ThreadPoolExecutor(1, thread_name_prefix="stand")


def _hang_op(belt: Future[psycopg.Connection]) -> None:
    """Let go of a connection that nobody waits for any more."""
    if not belt.cancelled() and not belt.exception():
        belt.result().close()


def _nieuwe_verbinding() -> psycopg.Connection:
    django = connection.copy()
    django.connect()
    verbinding: psycopg.Connection = django.connection
    return verbinding
