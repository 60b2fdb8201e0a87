"""The process beside this one: it answers, says what failed, and is there again after it went."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from basis.apart import ApartMisluktError, apart

WORDT_GEDOOD = """
import os, signal
import django
django.setup()
from basis.apart import apart
print(apart("os.getpid"), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


KLAAR = """
from django.conf import settings
settings.configure(BASE_DIR=".")
from basis.apart import apart
print(apart("os.getpid"))
"""


def test_het_werk_gebeurt_in_een_ander_proces_dat_blijft() -> None:
    eerste = apart("os.getpid")

    assert eerste != os.getpid()
    assert apart("os.getpid") == eerste


def test_wie_tegelijk_vraagt_krijgt_het_eigen_antwoord() -> None:
    with ThreadPoolExecutor(8) as pool:
        gemaakt = list(pool.map(lambda getal: apart("math.factorial", getal), range(40)))

    assert gemaakt[:6] == [1, 1, 2, 6, 24, 120]
    assert sorted(gemaakt) == gemaakt


def test_wat_daar_misgaat_zegt_het_en_houdt_niets_op() -> None:
    with pytest.raises(ApartMisluktError, match="ValueError"):
        apart("math.sqrt", -1)

    assert apart("math.sqrt", 4) == 2


def test_na_een_einde_komt_een_nieuw_proces() -> None:
    eerste = apart("os.getpid")
    os.kill(eerste, signal.SIGKILL)

    assert apart("os.getpid") != eerste


def test_werk_dat_het_proces_beeindigt_mislukt_en_het_volgende_lukt() -> None:
    with pytest.raises(EOFError):
        apart("os._exit", 1)

    assert apart("math.sqrt", 4) == 2


def test_het_eindigt_met_wie_het_begon() -> None:
    gedood = subprocess.run(
        [sys.executable, "-c", WORDT_GEDOOD],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "kennisbank.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert gedood.returncode == -signal.SIGKILL
    try:
        ernaast = os.pidfd_open(int(gedood.stdout))
    except ProcessLookupError:
        return
    assert select.select([ernaast], [], [], 30)[0]


def test_wie_klaar_is_laat_niets_achter() -> None:
    klaar = subprocess.run(
        [sys.executable, "-W", "always::ResourceWarning", "-c", KLAAR],
        capture_output=True,
        text=True,
        check=True,
    )

    assert klaar.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(klaar.stdout), 0)
