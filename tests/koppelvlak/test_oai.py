"""Harvesting: others fetch all with their own programs, and later what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import etree
from oaipmh_scythe import Scythe, exceptions

from innovaties.actions.publiceren import zet_live
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from koppelvlak.lezen.oogst import GELDIG, PER_KEER, Oogst
from redactie.actions.beoordelen import archiveer
from tests.innovaties.vol import maak_volledig
from tests.maak import maak_beschrijving, maak_gebruiker, maak_gepubliceerd, maak_thema

pytestmark = pytest.mark.django_db
EIGEN = "{urn:kennisbank-nieuwe-wegen:innovatie:1}"


@pytest.fixture
def oogster(site_als_app: Any) -> Iterator[Any]:
    """A harvester, that asks our site without a network."""
    with Scythe("http://127.0.0.1:8000/oai") as scythe:
        scythe._client = httpx2.Client(transport=httpx2.WSGITransport(app=site_als_app))
        yield scythe


def namen(records: Iterator[Any]) -> list[str]:
    return [kop.identifier.rpartition(":")[2] for kop in (getattr(r, "header", r) for r in records)]


def publiceer(van: int, tot: int) -> None:
    """Many live descriptions at once, as the triggers see it: one after another."""
    door, op = maak_gebruiker(), timezone.now()
    rijen = [Innovatie(slug=f"nummer-{een:03}") for een in range(van, tot)]
    Innovatie.objects.bulk_create(rijen)
    versies = Beschrijving.objects.bulk_create(
        Beschrijving(
            innovatie=rij,
            titel=rij.slug,
            status=Status.GEPUBLICEERD,
            gepubliceerd_op=op,
            gepubliceerd_door=door,
        )
        for rij in rijen
    )
    for rij, versie in zip(rijen, versies, strict=True):
        rij.gepubliceerd = versie
    Innovatie.objects.bulk_update(rijen, ["gepubliceerd"])


def test_wie_oogst_krijgt_alles_precies_een_keer(oogster: Any) -> None:
    publiceer(0, 2 * PER_KEER + 3)
    maak_beschrijving(slug="klad")

    gekregen = namen(oogster.list_records())

    assert sorted(gekregen) == [f"nummer-{een:03}" for een in range(2 * PER_KEER + 3)]


def test_wat_er_bij_komt_of_weggaat_onder_het_oogsten_wordt_niet_gemist(oogster: Any) -> None:
    publiceer(0, PER_KEER + 5)
    laatste = f"nummer-{PER_KEER + 4:03}"
    lezen = oogster.list_identifiers()
    gezien = {next(lezen).identifier.rpartition(":")[2]: False for _ in range(10)}

    publiceer(900, 903)
    archiveer(innovatie=Innovatie.objects.get(slug="nummer-000"), reden="Samengevoegd.")
    archiveer(innovatie=Innovatie.objects.get(slug=laatste), reden="Samengevoegd.")
    for kop in lezen:
        gezien[kop.identifier.rpartition(":")[2]] = kop.deleted

    nu = Innovatie.objects.filter(gepubliceerd__isnull=False).values_list("slug", flat=True)
    assert {slug for slug, weg in gezien.items() if not weg} == set(nu)
    assert {slug for slug, weg in gezien.items() if weg} == {"nummer-000", laatste}


def test_een_set_is_een_thema_en_wat_weg_is_blijft_erin(oogster: Any) -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    maak_gepubliceerd(slug="een", themas=[herstel, wonen])
    oud = maak_gepubliceerd(slug="oud", themas=[wonen])
    maak_gepubliceerd(slug="ander", themas=[herstel])
    archiveer(innovatie=oud.innovatie, reden="Samengevoegd.")

    in_set = list(oogster.list_records(set_="thema:wonen"))

    assert [een.setSpec for een in oogster.list_sets()] == ["thema:herstel", "thema:wonen"]
    assert namen(iter(in_set)) == ["een", "oud"]
    assert [record.header.deleted for record in in_set] == [False, True]
    assert in_set[0].header.setSpecs == ["thema:herstel", "thema:wonen"]


def test_wie_een_set_oogst_hoort_wat_eruit_ging(oogster: Any) -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    versie = maak_gepubliceerd(slug="een", themas=[wonen])
    nieuw = maak_beschrijving(
        innovatie=versie.innovatie,
        versie=2,
        status=Status.GEPUBLICEERD,
        gepubliceerd_op=timezone.now(),
        gepubliceerd_door=maak_gebruiker(),
        themas=[herstel],
    )
    zet_live(versie=nieuw)

    (uit,) = oogster.list_records(set_="thema:wonen")
    (in_set,) = oogster.list_records(set_="thema:herstel")
    (alles,) = oogster.list_records()

    assert (uit.header.deleted, uit.header.setSpecs) == (True, ["thema:wonen"])
    assert not in_set.header.deleted
    assert (alles.header.deleted, alles.header.setSpecs) == (False, ["thema:herstel"])


def test_alle_delen_van_een_lijst_hebben_hetzelfde_moment() -> None:
    publiceer(0, PER_KEER + 1)
    oogst = Oogst.van_begin({"metadataPrefix": "oai_dc"})

    _, token = oogst.deel()

    assert Oogst.van_token(token).peil == oogst.peil


def test_later_haalt_men_alleen_wat_veranderde(oogster: Any) -> None:
    eerste = maak_gepubliceerd(slug="een").innovatie
    maak_gepubliceerd(slug="twee")
    gisteren = datetime(2026, 1, 1, 12, tzinfo=UTC)
    Innovatie.objects.filter(slug="een").update(veranderd_op=gisteren)

    def tussen(van: str, tot: str) -> list[str]:
        return namen(oogster.list_identifiers(from_=van, until=tot))

    assert tussen("2026-01-01", "2026-01-01") == ["een"]
    assert tussen("2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z") == ["een"]
    assert tussen("2026-01-01T12:00:01Z", "2099-01-01T12:00:00Z") == ["twee"]
    assert oogster.identify().earliestDatestamp == "2026-01-01T12:00:00Z"
    eerste.bevestigd_op = "2026-02-01"
    eerste.save(update_fields=["bevestigd_op"])
    assert tussen("2026-01-02", "2099-01-01") == ["twee", "een"]


def test_onze_eigen_vorm_klopt_met_haar_schema_en_heeft_wat_de_api_heeft(
    oogster: Any, client: Client
) -> None:
    slug = maak_volledig(contact_naam="Jo Contact").innovatie.slug
    schema = etree.XMLSchema(etree.parse(Path(settings.BASE_DIR) / "static/oai/nieuwewegen.xsd"))

    record: Any = oogster.get_record(f"oai:127.0.0.1:innovatie:{slug}", "nieuwewegen")

    (innovatie,) = record.xml.iter(f"{EIGEN}innovatie")
    schema.assertValid(innovatie)
    rij = json.loads(client.get(f"/api/v1/innovaties/{slug}").content)
    gevuld = [naam for naam, waarde in rij.items() if waarde not in (None, [])]
    assert [veld.get("naam") for veld in innovatie] == gevuld
    assert innovatie.findtext(f"{EIGEN}veld[@naam='kern']/{EIGEN}waarde") == rij["kern"]
    assert "Jo Contact" not in etree.tostring(innovatie, encoding="unicode")


def test_dublin_core_noemt_titel_adres_thema_en_licentie(oogster: Any) -> None:
    maak_gepubliceerd(slug="een", titel="Moestuin", themas=[maak_thema("wonen")])

    (record,) = oogster.list_records()

    assert record.metadata["title"] == ["Moestuin"]
    assert record.metadata["identifier"] == ["http://127.0.0.1:8000/innovaties/een/"]
    assert record.metadata["subject"] == ["Wonen"]
    assert record.metadata["rights"] == ["https://creativecommons.org/licenses/by/4.0/deed.nl"]


@pytest.mark.parametrize(
    ("vraag", "code"),
    [
        ("", "badVerb"),
        ("verb=Onzin", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&onzin=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=gisteren", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-03T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=onzin", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=onzin", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=x", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%01%EF%BF%BE", "idDoesNotExist"),
    ],
)
def test_een_vraag_die_niet_klopt_krijgt_de_fout_van_het_protocol(
    client: Client, vraag: str, code: str
) -> None:
    for antwoord in (
        client.get(f"/oai?{vraag}"),
        client.post("/oai", vraag, content_type="application/x-www-form-urlencoded"),
    ):
        (fout,) = etree.fromstring(antwoord.content).iter("{*}error")
        assert antwoord.status_code == 200
        assert fout.get("code") == code
        assert fout.text


def test_wat_geen_tekst_is_maakt_van_een_antwoord_geen_fout_van_ons(client: Client) -> None:
    naam = "oai:127.0.0.1:innovatie:%00"
    for vraag in (f"GetRecord&identifier={naam}", "ListRecords&set=%00"):
        gestuurd = f"verb={vraag}&metadataPrefix=oai_dc"

        antwoord = client.post("/oai", gestuurd, content_type="application/x-www-form-urlencoded")

        assert antwoord.status_code == 200
        assert len([*etree.fromstring(antwoord.content).iter("{*}error")]) == 1


def test_een_token_geldt_een_week_en_niemand_maakt_er_zelf_een(oogster: Any) -> None:
    publiceer(0, PER_KEER + 1)
    eerste = oogster.harvest({"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"})
    (token,) = (een.text for een in eerste.xml.iter("{*}resumptionToken"))

    with time_machine.travel(timezone.now() + GELDIG - timedelta(minutes=1)):
        assert len(namen(oogster.list_identifiers(resumption_token=token))) == 1
    for moment, een in ((timedelta(0), f"{token}x"), (GELDIG + timedelta(days=2), token)):
        with (
            time_machine.travel(timezone.now() + moment),
            pytest.raises(exceptions.BadResumptionToken),
        ):
            namen(oogster.list_identifiers(resumption_token=een))
