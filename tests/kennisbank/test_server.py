"""What serves the site for the demo, the browser tests and the benchmark."""

import signal
import subprocess
import sys

import psutil
import pytest

from kennisbank.server import ROOT

SERVER = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
BEGIN = f"""
import sys, time
from kennisbank.server import _run
with _run([sys.executable, "-c", {SERVER!r}], {{}}):
    time.sleep(60)
"""


@pytest.mark.parametrize("signaal", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_wie_door_een_signaal_eindigt_laat_geen_server_achter(signaal: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as begonnen:
        assert begonnen.stdout
        server = psutil.Process(int(begonnen.stdout.readline()))
        begonnen.send_signal(signaal)

    server.wait(timeout=30)
