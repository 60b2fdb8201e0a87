"""Every sheet of the site: numbers and days to count with, and no text that is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from innovaties.uitvoer import tabel as innovaties
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.models import Antwoord, Behoefte, Inschrijfvraag
from masterclasses.uitvoer import tabel as masterclasses
from rapportage.lezen.cijfers import stand_van
from rapportage.regels.halfjaar import Halfjaar
from rapportage.uitvoer import tabel as rapportage
from redactie import uitvoer as redactie
from tests.cellen import Bladcel, alle_cellen
from tests.innovaties.vol import als_bytes, haal
from tests.maak import (
    maak_aanmelding,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_uitvraag,
)
from trajecten.models import Besluit
from wensen.models import Antwoordregel
from wensen.uitvoer import antwoordtabel

pytestmark = pytest.mark.django_db

EIGEN = Path(settings.BASE_DIR)


class Tabelbestand(NamedTuple):
    """One file: its cells, how many of them hold the text at least, and what is to be counted."""

    cellen: list[Bladcel]
    teksten: int
    telbaar: set[Bladcel]


def beschrijvingen(gevaar: str) -> list[Tabelbestand]:
    rij = haal(
        maak_gepubliceerd(
            titel=gevaar, kern=gevaar, gemeenten=gevaar, bereik=470, uren_per_week="7.5",
            start="2026-02-03",
        )
    )  # fmt: skip
    tekst = io.StringIO(als_bytes(innovaties.als_csv, rij).decode("utf-8-sig"), newline="")
    in_csv: list[Bladcel] = [cel for regel in csv.reader(tekst, delimiter=";") for cel in regel]
    vandaag = timezone.localdate()
    return [
        Tabelbestand(in_csv, 3, {"470", "7,5", "2026-02-03", vandaag.isoformat()}),
        Tabelbestand(
            alle_cellen(als_bytes(innovaties.als_xlsx, rij)),
            3,
            {470.0, 7.5, date(2026, 2, 3), vandaag},
        ),
    ]


def deelnemers(gevaar: str) -> list[Tabelbestand]:
    masterclass = maak_masterclass(titel=gevaar)
    vraag = Inschrijfvraag.objects.create(masterclass=masterclass, vraag=gevaar)
    komt = maak_aanmelding(masterclass, naam=gevaar, organisatie=gevaar, functie=gevaar)
    maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    Antwoord.objects.create(aanmelding=komt, vraag=vraag, tekst=gevaar)
    Behoefte.objects.create(aanmelding=komt, tekst=gevaar)
    gelezen = alle_cellen(masterclasses.als_xlsx(masterclass))
    return [Tabelbestand(gelezen, 7, {1.0, _minuut(komt.aangemeld_op)})]


def antwoorden(gevaar: str) -> list[Tabelbestand]:
    uitvraag = maak_uitvraag(opmerking=gevaar, steun_anders=gevaar, ingediend_op=timezone.now())
    gebied = uitvraag.inventarisatie.gebieden.all()[0]
    Antwoordregel.objects.create(uitvraag=uitvraag, gebied=gebied, bestaand=gevaar, gewenst=gevaar)
    inhoud = antwoordtabel.als_xlsx(uitvraag.inventarisatie)
    return [Tabelbestand(alle_cellen(inhoud), 4, {timezone.localdate()})]


def rapport(gevaar: str) -> list[Tabelbestand]:
    nu = timezone.now()
    halfjaar = Halfjaar.van(timezone.localdate())
    eerder = halfjaar.vorige.periode(nu).begin + timedelta(days=1)
    for _ in range(3):
        maak_gepubliceerd(titel=gevaar, gepubliceerd_op=eerder)
    Besluit.objects.create(
        datum=timezone.localdate(),
        soort="prioriteit",
        titel=gevaar,
        toelichting=gevaar,
        vastgelegd_door=maak_gebruiker(rollen=["stuurgroep"]),
    )
    inhoud = rapportage.als_xlsx(halfjaar, stand_van(halfjaar, nu), None)
    return [Tabelbestand(alle_cellen(inhoud), 5, {3.0, -3.0, timezone.localdate()})]


def bureau(gevaar: str) -> list[Tabelbestand]:
    maak_gepubliceerd(titel=gevaar)
    client = Client()
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    blad, tekst = (client.get(f"/redactie/beschrijvingen.{een}").content for een in ("xlsx", "csv"))
    regels = csv.reader(io.StringIO(tekst.decode("utf-8-sig"), newline=""), delimiter=";")
    in_csv: list[Bladcel] = [cel for regel in regels for cel in regel]
    return [Tabelbestand(alle_cellen(blad), 1, {1.0}), Tabelbestand(in_csv, 1, {"1"})]


def _minuut(op: datetime) -> datetime:
    return timezone.make_naive(op).replace(second=0, microsecond=0)


Export = Callable[[str], list[Tabelbestand]]
"""Makes each file of one module, with a text wherever people can write one."""

EXPORTS: dict[str, Export] = {
    innovaties.__name__: beschrijvingen,
    masterclasses.__name__: deelnemers,
    antwoordtabel.__name__: antwoorden,
    rapportage.__name__: rapport,
    redactie.__name__: bureau,
}


def _modules_met(zoek: str) -> set[str]:
    """The modules of ours, but those of the tests, in which `zoek` stands."""
    paden = (pad for map_ in EIGEN.glob("*/__init__.py") for pad in map_.parent.rglob("*.py"))
    return {
        ".".join(pad.relative_to(EIGEN).with_suffix("").parts)
        for pad in paden
        if not pad.is_relative_to(EIGEN / "tests")
        and re.search(zoek, pad.read_text(), re.MULTILINE)
    }


def test_elke_tabel_van_de_site_wordt_hier_getoetst() -> None:
    assert _modules_met(r"(maak|schrijf)_(csv|xlsx)\(") == {"basis.tabel", *EXPORTS}
    assert _modules_met(r"\bcsv\.(w|DictW)riter\(|^\s*(from|import) xlsxwriter\b") == {
        "basis.tabel"
    }


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", " ="])
@pytest.mark.parametrize("export", EXPORTS)
def test_getallen_zijn_getallen_en_geen_tekst_is_een_formule(export: str, begin: str) -> None:
    for bestand in EXPORTS[export](f"{begin}HYPERLINK(1)"):
        teksten = [cel for cel in bestand.cellen if isinstance(cel, str) and "HYPERLINK" in cel]

        assert len(teksten) >= bestand.teksten
        assert [tekst for tekst in teksten if not tekst.startswith("'")] == []
        assert bestand.telbaar <= set(bestand.cellen)
