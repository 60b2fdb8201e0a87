"""The site served the way production does, for the demo, the browser tests and the benchmark."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serve(port: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run granian on `port` with its settings from `environment`; stop it and its workers after."""
    granian = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", HOST, "--port", str(port), "--log-level", "error"),
            *("--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "3"),
            "kennisbank.wsgi:application",
        ],
        cwd=ROOT,
        # Fewer heaps for the threads to spread over: a worker stays tens of MiB smaller.
        env={
            **os.environ,
            "MALLOC_ARENA_MAX": "2",
            "DEBUG": "0",
            "SITE_URL": f"http://{HOST}:{port}",
            **environment,
        },
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches only us, and the workers can be ended as a group
    )
    try:
        _wait_until_ready(granian, port)
        yield granian
    finally:
        granian.terminate()
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                granian.wait(timeout=5)
        finally:  # also after a second Ctrl-C
            with contextlib.suppress(ProcessLookupError):
                os.killpg(granian.pid, signal.SIGKILL)


def _wait_until_ready(granian: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while granian.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://{HOST}:{port}/gezond", timeout=5).close()
            return
        time.sleep(0.05)  # it tells no one when it listens
    sys.exit(f"De server op poort {port} komt niet op.")
