"""The site served the way production does, for the demo, the browser tests and the benchmark."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from basis.postgres import exit_on_signals

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"

KLEIN = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "PYTHONDONTWRITEBYTECODE": "",
}
"""Fewer heaps for threads to spread over, what is large given back at once, and no program compiled
by each process anew: a process stays tens of MiB smaller."""

MET_ONS_MEE = ("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()
"""What a command is begun with that must not outlive us, where Linux can see to that."""


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serve(
    port: int, environment: Mapping[str, str], workers: int = 2, host: str = HOST
) -> Iterator[subprocess.Popen[bytes]]:
    """Run granian on `port` with its settings from `environment`; stop it and its workers after.

    With 0.0.0.0 as `host` other machines reach it too.
    """
    granian = [
        *(sys.executable, "-m", "granian", "--interface", "rsgi", "--no-ws"),
        *("--host", host, "--port", str(port), "--log-level", "error"),
        *("--workers", str(workers), "--http", "1", "--workers-kill-timeout", "3"),
        "kennisbank.rsgi:application",
    ]
    with _run(granian, {"SITE_URL": f"http://{HOST}:{port}", **environment}) as server:
        _wait_until_ready(server, port)
        yield server


@contextlib.contextmanager
def work(environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker that sends mail and keeps time, with its settings from `environment`."""
    with _run([sys.executable, "manage.py", "procrastinate", "worker"], environment) as worker:
        yield worker


@contextlib.contextmanager
def _run(
    command: Sequence[str], environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` in a group of its own; end all of the group after, also after a signal.

    Where we are killed without a word, it is told to stop by itself.
    """
    exit_on_signals()
    process = subprocess.Popen(
        [*MET_ONS_MEE, *command],
        cwd=ROOT,
        env={**os.environ, **KLEIN, "DEBUG": "0", **environment},
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches only us, and children can be ended as a group
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)  # a worker reads its passage to the end
        finally:  # also after a second Ctrl-C
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_ready(granian: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 90
    while granian.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://{HOST}:{port}/gezond", timeout=5).close()
            return
        time.sleep(0.05)  # it tells no one when it listens
    sys.exit(f"De server op poort {port} komt niet op.")
