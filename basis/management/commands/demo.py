"""`manage.py demo`: the whole site on this machine, with content and logins."""

import contextlib
import fcntl
import hashlib
import io
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from basis.local import VAR
from basis.server import HOST, serve, work

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
ORGANISATIE = "lentis"  # the indiener's
MARK = "KENNISBANK_DEMO"  # in the environment of the demo's server, to know it by


class Command(BaseCommand):
    """Fill the database, build the static files and serve the site until Ctrl-C."""

    requires_system_checks = ()  # `make check` runs them; here they only cost time
    help = "Vult de database, bouwt de statische bestanden en serveert de site tot Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the port from the command line."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **_options: Any) -> None:
        """Run the demo."""
        parent = os.getppid()
        # A shell that starts us in the background has Ctrl-C ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with only_demo(port):
                check_port(port)
                fill()
                collect_static()
                make_logins()
                logins = "\n                           ".join(f"{x}@example.nl" for x in LOGINS)
                environment = {MARK: str(VAR), "DEMO": "1", "SITE_URL": f"http://{HOST}:{port}"}
                with serve(port, environment) as server, work(environment) as worker:
                    self.stdout.write(
                        f"\n  Kennisbank Nieuwe wegen: http://{HOST}:{port}\n"
                        f"  Inloggen:                http://{HOST}:{port}/inloggen/\n"
                        f"  Als:                     {logins}\n"
                        f"  Wachtwoord, voor allen:  {PASSWORD}\n"
                        "  Stoppen:                 Ctrl-C\n"
                    )
                    self.stdout.flush()
                    wait_for_end({"server": server, "werker": worker}, parent)
        except KeyboardInterrupt:
            self.stdout.write("\nGestopt.")
        finally:  # the database still has to stop, undisturbed
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)


def fill() -> None:
    """Bring database and content up to date; at most starts there is nothing to migrate."""
    executor = MigrationExecutor(connection)
    new = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if new:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("laad_inhoud")
    if new:
        call_command("indexeer", stdout=io.StringIO())


@contextlib.contextmanager
def only_demo(port: int) -> Iterator[None]:
    """Refuse a second demo of this checkout; end what a killed one left."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "demo.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CommandError(f"De demo van deze map draait al: {file.read()}") from None
        file.truncate(0)
        print(f"http://{HOST}:{port}, proces {os.getpid()}", file=file, flush=True)
        end_orphans()
        yield


def end_orphans() -> None:
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
        raise CommandError(
            f"Poort {port} is niet vrij. Kies een andere, bijvoorbeeld: make demo PORT=8001"
        ) from None


def collect_static() -> None:
    """Build the static files when one of the sources has changed."""
    files = [
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    ]
    state = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files]
    digest = hashlib.sha256("\n".join(state).encode()).hexdigest()
    stamp = VAR / "static.stamp"
    built = Path(settings.STATIC_ROOT, "staticfiles.json").exists()
    if not (built and stamp.exists() and stamp.read_text() == digest):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest)


def make_logins() -> None:
    """Make the accounts that the demo names; the indiener writes for one organisation."""
    accounts = get_user_model().objects
    for name, role in LOGINS.items():
        email = f"{name}@example.nl"
        if not accounts.filter(email=email).exists():
            accounts.create_user(email, PASSWORD, naam=f"Demo {name}", rollen=[role])
    organisation = apps.get_model("organisaties", "Organisatie").objects.get(slug=ORGANISATIE)
    accounts.get(email="indiener@example.nl").organisaties.add(organisation)
    theirs = {"gepubliceerd__partijen__organisatie": organisation, "organisatie": None}
    apps.get_model("innovaties", "Innovatie").objects.filter(**theirs).update(
        organisatie=organisation
    )


def wait_for_end(processes: Mapping[str, subprocess.Popen[bytes]], parent: int) -> None:
    """Return when who started us is gone; complain when one of `processes` stops by itself."""
    while os.getppid() == parent:
        for name, process in processes.items():
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout=1)
                raise CommandError(f"De {name} is gestopt met code {code}.")
