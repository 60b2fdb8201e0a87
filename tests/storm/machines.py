"""Five machines in network namespaces, as docs/beheer/schaal.md has them: nothing leaves this one.

Two for the site, each with its worker and its pgbouncer; two for the database, of which one follows
the other; and a proxy before all. As root, with the programs `ip`, `caddy` and `pgbouncer`.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import psycopg

from basis import postgres
from bench.verzendproef import wacht_tot
from kennisbank.server import HOST, serve, work
from tests.storm.storing import Cluster

ADRESSEN = {
    "proxy": "10.9.0.1",
    "web1": "10.9.0.11",
    "web2": "10.9.0.12",
    "db1": "10.9.0.21",
    "db2": "10.9.0.22",
}
POORT, PGBOUNCER = 8000, 6432
GEDULD = 30.0
DRAAD = "net"
"""Where the cables come together."""

PGBOUNCER_INI = """
[databases]
postgres = host={database} connect_query='SET lock_timeout = ''5s'''
[pgbouncer]
listen_addr = {hier}
listen_port = {poort}
unix_socket_dir =
auth_type = trust
auth_file = {map}/gebruikers
pool_mode = transaction
default_pool_size = 20
server_login_retry = 1
"""
CADDYFILE = f"""
{{
    admin off
}}
http://{HOST}:{POORT} {{
    reverse_proxy {ADRESSEN["web1"]}:{POORT} {ADRESSEN["web2"]}:{POORT} {{
        lb_try_duration 5s
        health_uri /gezond
        trusted_proxies private_ranges
        health_headers {{
            Host {HOST}
        }}
        health_interval 1s
    }}
}}
"""


@contextmanager
def netwerk() -> Iterator[None]:
    """Within this the machines are there, and reach each other and nobody else."""
    with ExitStack() as weg:
        for naam in (DRAAD, *ADRESSEN):
            _ip("netns", "add", _ns(naam))
            weg.callback(_ip, "netns", "delete", _ns(naam))
        _ip("-n", _ns(DRAAD), "link", "add", "brug", "type", "bridge")
        _ip("-n", _ns(DRAAD), "link", "set", "brug", "up")
        for naam, adres in ADRESSEN.items():
            _sluit_aan(naam, adres)
        yield


def _sluit_aan(naam: str, adres: str) -> None:
    kabel = ("type", "veth", "peer", "name", "eth0", "netns", _ns(naam))
    _ip("-n", _ns(DRAAD), "link", "add", naam, *kabel)
    _ip("-n", _ns(DRAAD), "link", "set", naam, "master", "brug", "up")
    _ip("-n", _ns(naam), "address", "add", f"{adres}/24", "dev", "eth0")
    for kaart in ("lo", "eth0"):
        _ip("-n", _ns(naam), "link", "set", kaart, "up")


def _ns(naam: str) -> str:
    return f"kb-{os.getpid()}-{naam}"


def _ip(*opdracht: str) -> None:
    subprocess.run(["ip", *opdracht], check=True)


@contextmanager
def op(machine: str) -> Iterator[None]:
    """Within this our thread, and what it starts, is on that machine."""
    hier, daar = Path("/proc/thread-self/ns/net"), Path("/run/netns", _ns(machine))
    with hier.open() as terug, daar.open() as naar:
        os.setns(naar.fileno(), os.CLONE_NEWNET)
        try:
            yield
        finally:
            os.setns(terug.fileno(), os.CLONE_NEWNET)


class Databases:
    """A database on db1, and on db2 a copy that has all that was promised and may take over."""

    def __init__(self, map_: Path) -> None:
        self._kopie = map_ / "kopie"
        with op("db1"):
            luistert = f"listen_addresses={ADRESSEN['db1']}"
            self.hoofd = Cluster(map_, [luistert, "wal_level=replica"])
        hba = self.hoofd.data / "pg_hba.conf"
        hba.write_text(f"{hba.read_text()}host all,replication all 10.9.0.0/24 trust\n")
        self.adres = self.hoofd.adres
        self.vraag("SELECT pg_reload_conf()")
        with op("db2"):
            van = ("-h", ADRESSEN["db1"], "-U", "postgres")
            postgres._run("pg_basebackup", *van, "-D", self._kopie, "-R", "-c", "fast")
        self.begin_kopie()

    def vraag(self, sql: str) -> list[tuple[object, ...]]:
        """Ask the database that is the main one now."""
        with psycopg.connect(self.adres, autocommit=True) as verbinding:
            rijen = verbinding.execute(sql)
            return rijen.fetchall() if rijen.description else []

    def begin_kopie(self) -> None:
        """Let the copy follow; from then on nothing is promised that it does not have."""
        with op("db2"):
            luistert = f"listen_addresses={ADRESSEN['db2']}"
            self._adres_kopie = postgres.start(self._kopie, ["fsync=off", luistert])
        volgt = "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"
        wacht_tot(lambda: self.vraag(volgt), GEDULD, "de kopie volgt")
        self._vereis_kopie("*")

    def _vereis_kopie(self, wie: str) -> None:
        self.vraag(f"ALTER SYSTEM SET synchronous_standby_names = '{wie}'")
        self.vraag("SELECT pg_reload_conf()")

    def dood_kopie(self) -> None:
        """Kill the copy, and do without as who keeps it does: else each form waits for it."""
        _dood(_postgres(self._kopie))
        self._vereis_kopie("")

    @contextmanager
    def loopt_achter(self) -> Iterator[None]:
        """Within this the copy shows what was."""
        with psycopg.connect(self._adres_kopie, autocommit=True) as kopie:
            kopie.execute("SELECT pg_wal_replay_pause()")
            yield
            kopie.execute("SELECT pg_wal_replay_resume()")

    def neem_over(self) -> None:
        """Kill the main one; the copy is it from then on, without a copy of its own."""
        _dood(_postgres(self.hoofd.data))
        self.adres = self._adres_kopie
        with op("db2"):
            postgres._run("pg_ctl", "promote", "-D", self._kopie, "-w")
        self._vereis_kopie("")


def _postgres(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "postmaster.pid").read_text().splitlines()[0]))


def _dood(proces: psutil.Process) -> None:
    alle = [proces, *proces.children(recursive=True)]
    for een in alle:
        een.kill()
    psutil.wait_procs(alle, timeout=10)


class Webmachine:
    """The site with its pgbouncer, and a worker, which talks to the database without it."""

    def __init__(self, naam: str, map_: Path) -> None:
        self.naam, self._map = naam, map_ / naam
        self._map.mkdir()
        self._site, self._werker = ExitStack(), ExitStack()
        self._omgeving = {
            "DEMO": "1",
            "PROXIES": "2",  # the other is what a reader of ours says that stands before
            "LOG_LEVEL": "CRITICAL",
            "SITE_URL": f"http://{HOST}:{POORT}",
            "BEWAARD_ROOT": str(self._map / "bewaard"),
        }

    def begin(self) -> None:
        """Begin the site."""
        hier = f"postgresql://postgres@{HOST}:{PGBOUNCER}/postgres"
        adres = f"{hier}?DISABLE_SERVER_SIDE_CURSORS=true"
        with op(self.naam):
            self._bouncer = self._site.enter_context(self._pgbouncer())
            site = serve(POORT, {**self._omgeving, "DATABASE_URL": adres}, host="0.0.0.0")
            self._granian = self._site.enter_context(site)

    def begin_werker(self) -> None:
        """Begin its worker; it looks for the database that takes what it writes."""
        beide = f"{ADRESSEN['db1']},{ADRESSEN['db2']}"
        adres = f"postgresql://postgres@{beide}/postgres?target_session_attrs=read-write"
        with op(self.naam):
            werkt = work({**self._omgeving, "DATABASE_URL": adres})
            self._proces = self._werker.enter_context(werkt)

    def houd_werker_draaiend(self) -> None:
        """Begin it again where it ended, as its service does: losing the database may end it."""
        if self._proces.poll() is not None:
            self._werker.close()
            self.begin_werker()

    def dood(self) -> None:
        """Kill the site and its pgbouncer."""
        for proces in (self._granian, self._bouncer):
            _dood(psutil.Process(proces.pid))
        self._site.close()

    def dood_werker(self) -> None:
        """Kill the worker."""
        _dood(psutil.Process(self._proces.pid))
        self._werker.close()

    def wijs_naar(self, database: str) -> None:
        """Tell pgbouncer where the database is, as the name of the service would."""
        self._schrijf_ini(database)
        self._bouncer.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """End all."""
        self._werker.close()
        self._site.close()

    @contextmanager
    def _pgbouncer(self) -> Iterator[subprocess.Popen[bytes]]:
        self._schrijf_ini("db1")
        opdracht = ["pgbouncer", "-q", str(self._map / "pgbouncer.ini")]
        with subprocess.Popen([*postgres.AS_NOBODY, *opdracht]) as proces:
            try:
                yield proces
            finally:
                proces.kill()

    def _schrijf_ini(self, database: str) -> None:
        (self._map / "gebruikers").write_text('"postgres" ""\n')
        waar = {"database": ADRESSEN[database], "map": self._map, "hier": HOST, "poort": PGBOUNCER}
        (self._map / "pgbouncer.ini").write_text(PGBOUNCER_INI.format(**waar))


@contextmanager
def proxy(map_: Path) -> Iterator[None]:
    """Caddy before both, which readers reach on its own machine."""
    bestand = map_ / "Caddyfile"
    bestand.write_text(CADDYFILE)
    opdracht = ["caddy", "run", "--config", str(bestand), "--adapter", "caddyfile"]
    with op("proxy"), subprocess.Popen(opdracht, stderr=subprocess.DEVNULL) as proces:
        try:
            yield
        finally:
            proces.terminate()
