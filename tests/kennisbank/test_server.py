"""What serves the site for the demo, the browser tests and the benchmark."""

import signal
import subprocess
import sys

import psutil
import pytest

from kennisbank.server import ROOT

BEGIN = """
import sys, time
from kennisbank.server import _run
with _run([sys.executable, "-c", "import time; time.sleep(60)"], {}) as server:
    print(server.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("signaal", [signal.SIGTERM, signal.SIGHUP])
def test_wie_door_een_signaal_eindigt_laat_geen_server_achter(signaal: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as begonnen:
        assert begonnen.stdout
        server = psutil.Process(int(begonnen.stdout.readline()))
        begonnen.send_signal(signaal)

    assert not server.is_running()
