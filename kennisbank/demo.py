"""`make demo`: the whole site on this machine, with content and logins, until Ctrl-C.

Starts without Django: that takes seconds, which only a start with something to do has to spend.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import psutil
import psycopg

from basis.local import VAR, ensure_environment
from kennisbank.server import HOST, ROOT, serve, work

PASSWORD = "nieuwe-wegen-demo"  # noqa: S105 (for everyone to know)
LOGINS = {
    "indiener": "indiener",
    "kennismakelaar": "kennismakelaar",
    "kennismakelaar2": "kennismakelaar",
    "webredacteur": "webredacteur",
    "projectleider": "projectleider",
    "coach": "coach",
    "stuurgroep": "stuurgroep",
    "beheerder": "beheerder",
}
"""Who can log in, and in which role. Two kennismakelaars, since nobody reviews their own work."""

TABLE = "gebruikers_gebruiker"
DEMO_COMMENT = "Gemaakt door vul_demo: deze database is van de demo."
MARK = "KENNISBANK_DEMO"  # in the environment of the demo's servers, to know them by
SOURCES = ("*/**/*.py", "inhoud/**/*", "static/**/*", "requirements.lock")
"""What database and static files follow from."""


def main() -> None:
    """Fill what is not full yet, and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    parent = os.getppid()
    # A shell that starts us in the background has Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with only_demo(port):
            check_port(port)
            named = os.environ.get("DATABASE_URL", "")
            ensure_environment()
            environment = {MARK: str(VAR), "DEMO": "1", "SITE_URL": f"http://{HOST}:{port}"}
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings")
            with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
                check_database(connection.cursor())
            fill(named)
            with serve(port, environment) as server, work(environment) as worker:
                logins = "\n                           ".join(f"{x}@example.nl" for x in LOGINS)
                tell(
                    f"\n  Kennisbank Nieuwe wegen: http://{HOST}:{port}\n"
                    f"  Inloggen:                http://{HOST}:{port}/inloggen/\n"
                    f"  Als:                     {logins}\n"
                    f"  Wachtwoord, voor allen:  {PASSWORD}\n"
                    "  Stoppen:                 Ctrl-C"
                )
                wait_for_end({"server": server, "werker": worker}, parent)
    except KeyboardInterrupt:
        tell("\nGestopt.")
    finally:  # the database still has to stop, undisturbed
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)


def tell(text: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def only_demo(port: int) -> Iterator[None]:
    """Refuse a second demo of this checkout; end what a killed one left."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "demo.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            sys.exit(f"De demo van deze map draait al: {file.read()}")
        file.truncate(0)
        file.write(f"http://{HOST}:{port}, proces {os.getpid()}\n")
        file.flush()
        end_orphans()
        yield


def end_orphans() -> None:
    """End the servers that a killed demo left."""
    killed = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get(MARK) == str(VAR):
                process.kill()
                killed.append(process)
    psutil.wait_procs(killed, timeout=5)  # until then they hold the port


def check_port(port: int) -> None:
    """Say so when `port` cannot be had; granian would quietly share it."""
    try:
        socket.create_server((HOST, port)).close()
    except (OSError, OverflowError):
        sys.exit(f"Poort {port} is niet vrij. Kies een andere, bijvoorbeeld: make demo PORT=8001")


def check_database(cursor: Any) -> None:
    """Exit when the database of `cursor` has accounts, and is not one that the demo made.

    The demo makes accounts with a password that everyone knows, keeps all mail and asks nobody for
    a second factor. Its mark is in the database itself, since an address says nothing of that.
    """
    cursor.execute("SELECT to_regclass(%s), obj_description(to_regclass(%s))", [TABLE, TABLE])
    table, comment = cursor.fetchone()
    if table is None or comment == DEMO_COMMENT:
        return
    cursor.execute(f"SELECT EXISTS (SELECT FROM {TABLE})")  # noqa: S608 (a constant)
    if cursor.fetchone()[0]:
        sys.exit(
            "Deze database is niet van de demo: er staan accounts in die de demo niet maakte.\n"
            "Noem in DATABASE_URL een lege database, of laat DATABASE_URL weg. Is het de eigen "
            "database van deze map?\nGooi dan var/postgres weg: de demo maakt een nieuwe."
        )


def mark(cursor: Any) -> None:
    """Say in the database of `cursor`, which has its tables, that the demo made it."""
    cursor.execute(f"COMMENT ON TABLE {TABLE} IS '{DEMO_COMMENT}'")


def fill(database: str) -> None:
    """Bring `database` and the static files up to date, if a source changed since last time."""
    files = sorted(file for pattern in SOURCES for file in ROOT.glob(pattern) if file.is_file())
    state = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files]
    digest = hashlib.sha256("\n".join([database, *state]).encode()).hexdigest()
    stamp = VAR / "demo.stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    command = [sys.executable, "manage.py", "vul_demo"]
    filling = subprocess.run(command, cwd=ROOT, env={**os.environ, "DEMO": "1"}, check=False)
    if filling.returncode:
        sys.exit(filling.returncode)
    stamp.write_text(digest)


def wait_for_end(processes: Mapping[str, subprocess.Popen[bytes]], parent: int) -> None:
    """Return when who started us is gone; complain when one of `processes` stops by itself."""
    while os.getppid() == parent:
        for name, process in processes.items():
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout=1)
                sys.exit(f"De {name} is gestopt met code {code}.")


if __name__ == "__main__":
    main()
