"""What costs much is made once, one at a time, and kept within bounds."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest
from django.test import Client
from pytest_django import Settings

from basis import download
from basis.download import bewaard, kenmerk
from basis.middleware import TE_DRUK


@pytest.fixture(autouse=True)
def map_(settings: Settings, tmp_path: Path) -> Path:
    settings.BEWAARD_ROOT = tmp_path / "bewaard"
    return tmp_path / "bewaard"


def test_wat_bewaard_is_wordt_niet_opnieuw_gemaakt() -> None:
    keren: list[int] = []

    def schrijf(doel: IO[bytes]) -> None:
        keren.append(doel.write(b"inhoud"))

    paden = {bewaard(kenmerk("lijst", 1), schrijf) for _ in range(3)}

    assert [pad.read_bytes() for pad in paden] == [b"inhoud"]
    assert len(keren) == 1


@pytest.mark.parametrize("soort", ["py", "typ", "html", "css"])
def test_wat_een_ander_programma_of_sjabloon_maakte_is_niet_van_ons(
    settings: Settings, tmp_path: Path, soort: str
) -> None:
    bron = tmp_path / "app" / f"een.{soort}"
    bron.parent.mkdir()
    for pad in (bron, tmp_path / "requirements.lock"):
        pad.touch()
    settings.BASE_DIR = tmp_path
    eerst = download._programma.__wrapped__()

    os.utime(bron, (1, 1))

    assert download._programma.__wrapped__() != eerst


def test_wie_tegelijk_hetzelfde_vraagt_wacht_erop() -> None:
    bezig, door = threading.Event(), threading.Event()
    keren: list[int] = []

    def schrijf(doel: IO[bytes]) -> None:
        bezig.set()
        door.wait(30)
        keren.append(doel.write(b"inhoud"))

    with ThreadPoolExecutor(2) as pool:
        eerste = pool.submit(bewaard, "een", schrijf)
        bezig.wait(30)
        tweede = pool.submit(bewaard, "een", schrijf)
        door.set()
        assert eerste.result() == tweede.result()

    assert len(keren) == 1


def test_wat_mislukt_laat_niets_achter(map_: Path) -> None:
    def schrijf(doel: IO[bytes]) -> None:
        doel.write(b"half")
        raise ValueError("Half.")

    for _ in range(2):
        with pytest.raises(ValueError, match="Half"):
            bewaard("een", schrijf)

    assert [pad.name for pad in map_.iterdir()] == ["slot"]


def test_de_map_blijft_binnen_haar_grenzen(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAXIMUM_BYTES", 25)
    nu = time.time()
    van_een_ander = map_ / "paginas" / "een"
    van_een_ander.mkdir(parents=True)
    os.utime(van_een_ander.parent, (nu, 0))
    for naam, dagen in (("oud", 8), ("eerder", 2), ("net", 1)):
        pad = bewaard(naam, lambda doel: doel.write(b"0123456789"))
        os.utime(pad, (nu, nu - dagen * 24 * 3600))

    bewaard("nieuw", lambda doel: doel.write(b"0123456789"))

    assert {pad.name for pad in map_.iterdir()} == {"slot", "net", "nieuw", "paginas"}
    assert van_een_ander.exists()

    assert bewaard("te veel", lambda doel: doel.write(b"0" * 26)).exists()
    assert {pad.name for pad in map_.iterdir()} == {"slot", "te veel", "paginas"}


@pytest.mark.django_db
def test_wie_te_laat_komt_hoort_wanneer_het_weer_kan(client: Client) -> None:
    van_de_server: dict[str, Any] = {TE_DRUK: True}

    antwoord = client.get("/innovaties.json", **van_de_server)

    assert antwoord.status_code == 503
    assert antwoord["Retry-After"] == "10"
    assert "no-store" in antwoord["Cache-Control"]
    assert "Wacht 10 seconden en probeer het opnieuw." in antwoord.text
