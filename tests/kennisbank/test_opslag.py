"""Uploads in an object store: the same site and commands, and an honest page when it is away."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from innovaties.models import Beschrijving, Materiaal
from kennisbank.nazien import nazien
from kennisbank.server import HOST, free_port
from kennisbank.uploads import zonder_rij
from tests.kennisbank.conftest import StelIn
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    om_tien,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" * 9999


def met_plan() -> Materiaal:
    return Materiaal(titel="Een plan", bestand=ContentFile(PDF, "ab12/plan.pdf"))


def adres(versie: Beschrijving) -> str:
    return f"/{versie.materialen.get().bestand.name}"


@pytest.mark.usefixtures("emmer")
def test_een_bestand_komt_langs_de_site_met_de_rechten_en_koppen_van_altijd(client: Client) -> None:
    live = maak_gepubliceerd(materialen=[met_plan()])
    klad = maak_beschrijving(materialen=[met_plan()])

    antwoord = client.get(adres(live))

    assert (antwoord.status_code, antwoord.getvalue()) == (200, PDF)
    assert antwoord["Content-Length"] == str(len(PDF))
    assert antwoord["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert live.materialen.get().bestand.url == adres(live)
    assert client.get(adres(klad)).status_code == 404
    assert adres(klad) != adres(live)  # none in the place of another
    live.materialen.get().bestand.delete(save=False)
    assert client.get(adres(live)).status_code == 404


@pytest.mark.usefixtures("emmer")
def test_wat_erin_ligt_gaat_mee_wordt_nagekeken_en_opgeruimd(tmp_path: Path) -> None:
    weg, er = (maak_gepubliceerd(materialen=[met_plan()]) for _ in range(2))
    los = default_storage.save("materialen/los.pdf", ContentFile(b"%PDF"))
    call_command("exporteer", str(tmp_path / "alles.zip"), verbosity=0)
    default_storage.delete(adres(weg)[1:])

    nagekeken = dict(nazien())["bestanden"]
    over_twee_dagen = [naam for _, naam in zonder_rij(timezone.now() + timedelta(days=2))]

    with ZipFile(tmp_path / "alles.zip") as zip_:
        assert zip_.read(f"bestanden{adres(er)}") == PDF
    assert nagekeken == [f"{adres(weg)[1:]} is weg"]
    assert over_twee_dagen == [los]


def test_zonder_antwoord_zegt_elke_pagina_en_opdracht_dat(
    opslag_bij: StelIn, client: Client
) -> None:
    versie = maak_gepubliceerd(materialen=[met_plan()])
    opslag_bij(f"s3+http://a:b@{HOST}:{free_port()}/emmer")
    client.raise_request_exception = False

    antwoord = client.get(adres(versie))

    assert (antwoord.status_code, antwoord["Retry-After"]) == (503, "10")
    assert "Wij kunnen nu niet bij de gegevens" in antwoord.text
    assert "opslag: niet te zien (Opslagstoring)" in client.get("/gezond/klaar").text


class VolleSchijf(FileSystemStorage):
    """A disk without any room."""

    def _save(self, name: str, _content: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)


@pytest.mark.parametrize("vol", [True, False], ids=["vol", "weg"])
def test_wie_dan_iets_toevoegt_leest_dat_het_even_niet_kan(
    settings: Settings, opslag_bij: StelIn, client: Client, *, vol: bool
) -> None:
    opslag_bij(f"s3+http://a:b@{HOST}:{free_port()}/emmer")
    if vol:
        zo = {"BACKEND": f"{__name__}.VolleSchijf"}
        settings.STORAGES = {**settings.STORAGES, "default": zo}
    masterclass = maak_masterclass(begin=om_tien(-1))
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    client.raise_request_exception = False
    foto = BytesIO()
    Image.new("RGB", (4, 4)).save(foto, "PNG")
    bestand = SimpleUploadedFile("foto.png", foto.getvalue())

    antwoord = client.post(
        f"/redactie/masterclasses/{masterclass.slug}/verslag/",
        {"actie": "materiaal", "materiaal-naam": "Foto", "materiaal-bestand": bestand},
    )

    assert antwoord.status_code == 503
    assert "wat u invulde, staat er nog" in antwoord.text
    assert not masterclass.materialen.exists()


@pytest.mark.parametrize("adres", ["https://a:b@opslag.nl/emmer", "s3://a:b@opslag.nl", "s3:///e"])
def test_een_ander_adres_weigert_de_controle_vooraf(opslag_bij: StelIn, adres: str) -> None:
    opslag_bij(adres)

    assert [fout.id for fout in run_checks()] == ["kennisbank.E001"]
