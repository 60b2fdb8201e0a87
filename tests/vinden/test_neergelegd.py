"""Pages on disk: what is too old or too much goes, and a disk that is full hinders nobody."""

import os
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from vinden import neergelegd

KOPPEN = {"Content-Type": "text/html"}


def test_wat_te_oud_of_te_veel_is_gaat_weg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neergelegd, "MAXIMUM_BYTES", 250)
    for adres in ("/oud/", "/een/", "/twee/", "/drie/"):
        neergelegd.leg_neer((adres, "br"), KOPPEN, b"x" * 80)
    nu = time.time()
    for leeftijd, adres in enumerate(("/drie/", "/twee/", "/een/")):
        os.utime(neergelegd._pad(adres, "br") or "", (nu, nu - leeftijd))
    os.utime(neergelegd._pad("/oud/", "br") or "", (nu, nu - neergelegd.OUDST - 1))

    neergelegd.ruim_op()

    blijft = [bool(neergelegd.haal_op((a, "br"))) for a in ("/oud/", "/een/", "/twee/", "/drie/")]
    assert blijft == [False, False, True, True]


def test_wat_vanzelf_vervalt_is_er_daarna_niet_meer() -> None:
    nu = time.time()
    for adres, vervalt in (("/straks/", nu + 3600), ("/voorbij/", nu - 1)):
        neergelegd.leg_neer((adres,), KOPPEN, b"x", vervalt)

    assert neergelegd.haal_op(("/straks/",))
    assert neergelegd.haal_op(("/voorbij/",)) is None


def test_een_schijf_die_vol_is_houdt_niemand_op(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "vol").touch()
    settings.BEWAARD_ROOT = tmp_path / "vol"

    neergelegd.leg_neer(("/over/",), KOPPEN, b"x")
    neergelegd.klopt(("/over/",))
    neergelegd.haal_weg(("/over/",))

    assert neergelegd.haal_op(("/over/",)) is None
