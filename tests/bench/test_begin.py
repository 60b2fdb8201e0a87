"""The bench begins without Django: what it measures runs in processes of its own."""

import subprocess
import sys

from kennisbank.server import ROOT


def test_de_bench_begint_en_noemt_haar_delen() -> None:
    gevraagd = subprocess.run(
        [sys.executable, "-m", "bench", "onzin"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert gevraagd.returncode == 1
    assert gevraagd.stderr.startswith("Onbekend: onzin. Kies uit: paginas,")
