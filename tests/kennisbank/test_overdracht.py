"""All of the site leaves in open formats, and is the same elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import time_machine
from django.apps import apps
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from innovaties.actions.indexeren import indexeer
from innovaties.keuzelijsten import Zichtbaarheid
from innovaties.models import Beschrijving, Innovatie, Materiaal
from kennisbank.overdracht.keuze import (
    AFGELEID,
    GEHEIM,
    VAN_PERSONEN,
    ZONDER_PERSONEN,
    bestandsnaam,
    kolommen,
    modellen,
)
from kennisbank.overdracht.schema import schema
from tests import databases
from tests.conftest import inhoud_van, vergeet_wat_bewaard_is
from tests.maak import maak_abonnee, maak_gebruiker, maak_gepubliceerd
from tests.test_personen import GEEN_PERSOON, VAN_IEMAND, _tekstvelden, _zet_overal

pytestmark = pytest.mark.django_db
NU = datetime(2026, 6, 1, 12, tzinfo=UTC)
VAN_NU = re.compile(b"<responseDate>.*?</responseDate>|(?<=>)[^<>]+(?=</resumptionToken>)")
"""What tells the moment, and where a harvest goes on: by the numbers of rows, which are others."""
LOC = re.compile(r"<loc>https?://[^/]+([^<]*)</loc>")
VERDER = (
    *("/", "/innovaties/", "/zoeken/?q=wonen", "/oai?verb=ListRecords&metadataPrefix=oai_dc"),
    *("/oai?verb=Identify", "/catalogus.jsonld", "/api/v1/openapi.json"),
    *("/redactie/doorlooptijd/", "/feeds/innovaties.atom"),
)
ADRES, NAAM = "noor.bakker@voorbeeld.example", "Noor Bakker"


def lees(client: Client) -> dict[str, bytes]:
    """What every page in the sitemap says, every set that programs read, and what lists them."""
    vergeet_wat_bewaard_is()
    kaarten = LOC.findall(client.get("/sitemap.xml").content.decode())
    adressen = [adres for kaart in kaarten for adres in LOC.findall(_tekst(client, kaart))]
    sets = client.get("/api/v1").json()
    adressen += [f"/api/v1/{naam}" for naam in re.findall(r"/api/v1/([a-z-]+)\"", json.dumps(sets))]
    paginas = {adres: client.get(adres) for adres in (*kaarten, *VERDER, *adressen)}
    assert {pagina.status_code for pagina in paginas.values()} == {200}
    return {adres: VAN_NU.sub(b"", een.getvalue()) for adres, een in paginas.items()}


def _tekst(client: Client, adres: str) -> str:
    return client.get(adres).content.decode()


@pytest.fixture
def elders() -> Iterator[str]:
    """The name of a database that has nothing yet."""
    naam = f"{connection.settings_dict['NAME']}_elders"
    databases.kopieer(databases.leeg(), naam)
    yield naam
    databases.verwijder(naam)


@time_machine.travel(NU, tick=False)
@pytest.mark.usefixtures("met_inhoud")
def test_wat_elders_is_ingelezen_geeft_dezelfde_site(
    tmp_path: Path, elders: str, settings: LazySettings, client: Client
) -> None:
    live = Beschrijving.objects.filter(gepubliceerd_als__isnull=False, soort="bestaand").first()
    assert live
    Materiaal.objects.create(
        beschrijving=live, titel="Een plan", bestand=ContentFile(b"%PDF-1.7 plan", "plan.pdf")
    )
    indexeer(Beschrijving.objects.filter(pk=live.pk))
    call_command("exporteer", str(tmp_path / "alles.zip"), verbosity=0)
    hier = lees(client)

    settings.MEDIA_ROOT = tmp_path / "elders"
    with inhoud_van(elders):
        call_command("importeer", str(tmp_path / "alles.zip"), verbosity=0)
        daar = lees(client)
        with Materiaal.objects.exclude(bestand="").get().bestand.open() as bestand:
            plan = bestand.read()

    assert len(hier) > 200
    assert hier.keys() == daar.keys()
    assert [adres for adres in hier if hier[adres] != daar[adres]] == []
    assert plan == b"%PDF-1.7 plan"


def test_zonder_vraag_gaan_er_geen_personen_mee(tmp_path: Path) -> None:
    live = maak_gepubliceerd(contact_naam=NAAM, contact_email=ADRES)
    assert live.contact_zichtbaarheid == Zichtbaarheid.REDACTIE
    maak_gebruiker(email="kim@voorbeeld.example", naam="Kim de Wit", rollen=["webredacteur"])
    maak_abonnee(email="lezer@voorbeeld.example")
    zonder, met = tmp_path / "zonder.zip", tmp_path / "met.zip"

    call_command("exporteer", str(zonder), verbosity=0)
    call_command("exporteer", str(met), met_personen=True, verbosity=0)

    namen = (ADRES, NAAM, "Kim de Wit", "kim@", "lezer@")
    assert [naam for naam in namen if naam in _alles(zonder)] == []
    assert [naam for naam in namen if naam not in _alles(met)] == []
    assert "pbkdf2" not in _alles(met) + _alles(zonder)
    assert oct(zonder.stat().st_mode)[-3:] == "600"


def _alles(pad: Path) -> str:
    with ZipFile(pad) as zip_:
        return "".join(zip_.read(naam).decode() for naam in zip_.namelist())


def test_van_elke_tabel_met_een_plek_voor_iemand_is_gezegd_wat_er_meegaat() -> None:
    mee = modellen(personen=False)

    open_ = {
        model._meta.label
        for model in mee
        if model._meta.label not in ZONDER_PERSONEN
        and any(map(VAN_IEMAND.search, _tekstvelden(model)))
    }

    bekend = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert open_ <= GEEN_PERSOON.keys()
    assert {*AFGELEID, *GEHEIM, *VAN_PERSONEN, *ZONDER_PERSONEN} <= bekend


@pytest.mark.usefixtures("met_inhoud")
def test_elke_regel_is_zoals_het_schema_zegt(tmp_path: Path) -> None:
    call_command("exporteer", str(tmp_path / "alles.zip"), met_personen=True, verbosity=0)

    with ZipFile(tmp_path / "alles.zip") as zip_:
        vormen = json.loads(zip_.read("schema.json"))["$defs"]
        assert vormen == json.loads(json.dumps(schema(modellen(personen=True))))["$defs"]
        for model in modellen(personen=True):
            naam = bestandsnaam(model)
            regels = zip_.read(f"gegevens/{naam}.jsonl").decode().splitlines()
            for regel in regels[:20]:
                _vereis_volgens(json.loads(regel), vormen[naam])


def _vereis_volgens(rij: dict[str, object], vorm: dict[str, object]) -> None:
    velden = vorm["properties"]
    assert isinstance(velden, dict)
    soorten: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    soorten |= {"array": list, "null": type(None), "object": dict}
    assert rij.keys() == velden.keys()
    for naam, waarde in rij.items():
        mag = velden[naam].get("type", [])
        mag = [mag] if isinstance(mag, str) else mag
        assert not mag or isinstance(waarde, tuple(soorten[een] for een in mag)), (naam, waarde)
        assert not velden[naam].get("enum") or waarde in (*velden[naam]["enum"], None)


def _verander(uit: Path, naam: str, vervang: bytes, door: bytes) -> Path:
    naar = uit.with_name(f"anders-{uit.name}")
    with ZipFile(uit) as bron, ZipFile(naar, "w", ZIP_DEFLATED) as doel:
        for een in bron.namelist():
            inhoud = bron.read(een)
            if een == naam:
                assert vervang in inhoud
                inhoud = inhoud.replace(vervang, door, 1)
            doel.writestr(een, inhoud)
    return naar


@pytest.mark.parametrize(
    ("naam", "vervang", "door", "verwacht"),
    [
        ("inhoudsopgave.json", b'"vorm": 1', b'"vorm": 2', "van versie .*, met andere tabellen"),
        ("inhoudsopgave.json", b'"post.0001_initial"', b'"post.0099_later"', "met andere tabellen"),
        ("inhoudsopgave.json", b"{", b"[", "geen inhoudsopgave.json van"),
        ("gegevens/innovaties-thema.jsonl", b"{", b"[", "innovaties-thema.jsonl is beschadigd"),
    ],
)
def test_een_ander_of_beschadigd_bestand_wordt_geweigerd(
    tmp_path: Path, naam: str, vervang: bytes, door: bytes, verwacht: str
) -> None:
    maak_gepubliceerd()
    pad = tmp_path / "alles.zip"
    call_command("exporteer", str(pad), verbosity=0)

    with pytest.raises(CommandError, match=f"^Niets ingelezen. .*{verwacht}"):
        call_command("importeer", str(_verander(pad, naam, vervang, door)))


def test_een_half_bestand_of_een_gevulde_database_wordt_geweigerd(tmp_path: Path) -> None:
    maak_gepubliceerd()
    pad, half = tmp_path / "alles.zip", tmp_path / "half.zip"
    call_command("exporteer", str(pad), verbosity=0)
    half.write_bytes(pad.read_bytes()[:-200])

    with pytest.raises(CommandError, match=r"half\.zip is beschadigd, of is geen zip"):
        call_command("importeer", str(half))
    with pytest.raises(CommandError, match=r"weg\.zip is er niet"):
        call_command("importeer", str(tmp_path / "weg.zip"))
    with pytest.raises(CommandError, match="Deze database is niet leeg"):
        call_command("importeer", str(pad))
    with pytest.raises(CommandError, match=r"alles\.zip is er al"):
        call_command("exporteer", str(pad))


def test_welke_byte_er_ook_anders_is_niets_wordt_ingelezen(tmp_path: Path) -> None:
    maak_gepubliceerd()
    pad, anders = tmp_path / "alles.zip", tmp_path / "anders.zip"
    call_command("exporteer", str(pad), verbosity=0)
    heel = pad.read_bytes()
    lijst = heel.index(b"PK\x01\x02")

    # In the list at the end each byte of the first entry, where it says how it is packed.
    for plek in (*range(0, lijst, lijst // 20), *range(lijst, lijst + 46)):
        anders.write_bytes(heel[:plek] + bytes([heel[plek] ^ 0xFF]) + heel[plek + 1 :])
        with pytest.raises(CommandError, match=r"^Niets ingelezen"):
            call_command("importeer", str(anders))


def test_gegevens_die_elkaar_tegenspreken_laten_niets_achter(tmp_path: Path, elders: str) -> None:
    live = maak_gepubliceerd()
    pad = tmp_path / "alles.zip"
    call_command("exporteer", str(pad), verbosity=0)
    rij, live_is = "gegevens/innovaties-innovatie.jsonl", f'"gepubliceerd_id":{live.pk}'
    anders = _verander(pad, rij, live_is.encode(), b'"gepubliceerd_id":0')
    with ZipFile(anders) as zip_:
        opgave = json.loads(zip_.read("inhoudsopgave.json"))
        inhoud = zip_.read(rij)
    oud = opgave["bestanden"][rij]["sha256"]
    nieuw = hashlib.sha256(inhoud).hexdigest()
    vals = _verander(anders, "inhoudsopgave.json", oud.encode(), nieuw.encode())

    with inhoud_van(elders):
        with pytest.raises(CommandError, match="De gegevens kloppen niet met elkaar"):
            call_command("importeer", str(vals))
        assert not Innovatie.objects.exists()


def test_met_personen_komt_elke_rij_heel_over(tmp_path: Path, elders: str) -> None:
    _zet_overal()
    pad = tmp_path / "alles.zip"
    call_command("exporteer", str(pad), met_personen=True, verbosity=0)
    hier = _rijen()

    with inhoud_van(elders):
        call_command("importeer", str(pad), verbosity=0)
        daar = _rijen()
        nieuw = maak_gebruiker()

    assert [naam for naam in hier if hier[naam] != daar[naam]] == []
    assert sum(map(len, hier.values())) > 30
    assert nieuw.pk > max(pk for pk, *_ in hier["gebruikers-gebruiker"])


def _rijen() -> dict[str, list[tuple[Any, ...]]]:
    return {
        bestandsnaam(model): list(
            model._default_manager.order_by("pk").values_list(
                "pk", *(naam for naam in kolommen(model, personen=True) if naam != "password")
            )
        )
        for model in modellen(personen=True)
    }
