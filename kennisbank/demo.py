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

import psutil

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


def fill(database: str) -> None:
    """Bring `database` and the static files up to date, if a source changed since last time."""
    files = sorted(file for pattern in SOURCES for file in ROOT.glob(pattern) if file.is_file())
    state = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files]
    digest = hashlib.sha256("\n".join([database, *state]).encode()).hexdigest()
    stamp = VAR / "demo.stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    filling = subprocess.run([sys.executable, "manage.py", "vul_demo"], cwd=ROOT, check=False)
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
