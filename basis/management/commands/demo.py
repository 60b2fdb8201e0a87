"""`manage.py demo`: the whole site on this machine, with content and logins."""

import contextlib
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from basis.local import VAR
from basis.server import HOST, serve

LOGIN, PASSWORD = "beheer@example.nl", "nieuwe-wegen-demo"
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
                call_command("migrate", interactive=False, verbosity=0)
                call_command("laad_inhoud")
                collect_static()
                make_login()
                with serve(port, {MARK: str(VAR)}) as granian:
                    self.stdout.write(
                        f"\n  Kennisbank Nieuwe wegen: http://{HOST}:{port}\n"
                        f"  Inloggen als beheerder:  http://{HOST}:{port}{reverse('admin:index')}\n"
                        f"                           {LOGIN} / {PASSWORD}\n"
                        "  Stoppen:                 Ctrl-C\n"
                    )
                    self.stdout.flush()
                    wait_for_end(granian, parent)
        except KeyboardInterrupt:
            self.stdout.write("\nGestopt.")
        finally:  # the database still has to stop, undisturbed
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)


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


def make_login() -> None:
    """Make the account that the demo names."""
    accounts = get_user_model().objects
    if not accounts.filter(email=LOGIN).exists():
        accounts.create_superuser(LOGIN, PASSWORD, naam="Demo beheer")


def wait_for_end(granian: subprocess.Popen[bytes], parent: int) -> None:
    """Return when who started us is gone; complain when the server stops by itself."""
    while os.getppid() == parent:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = granian.wait(timeout=1)
            raise CommandError(f"De server is gestopt met code {code}.")
