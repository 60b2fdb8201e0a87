"""What a changed content file proposes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from innovaties.keuzelijsten import Status
from innovaties.models import Innovatie
from redactie.actions.schrijven import bewaar, nieuwe_versie
from redactie.actions.weggooien import gooi_weg
from redactie.inhoud import laad_inhoud
from redactie.models import Opmerking
from redactie.werk import _uit_bestand
from tests.innovaties.test_inhoud import BESCHRIJVING, LIJSTEN
from tests.maak import maak_gebruiker
from werkplek.inhoud.bestanden import InhoudFout

pytestmark = pytest.mark.django_db


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """The file of a description that was loaded."""
    for naam, tekst in LIJSTEN.items():
        (tmp_path / naam).write_text(tekst)
    pad = tmp_path / "innovaties" / "een-plek.yaml"
    pad.parent.mkdir()
    pad.write_text(BESCHRIJVING)
    laad_inhoud(tmp_path)
    return pad


def laad(bestand: Path, tekst: str) -> list[str]:
    bestand.write_text(tekst)
    gezegd: list[str] = []
    laad_inhoud(bestand.parent.parent, gezegd.append)
    return gezegd


def test_een_gewijzigd_bestand_wordt_een_concept_dat_zegt_waar_het_vandaan_komt(
    bestand: Path,
) -> None:
    laad(
        bestand,
        BESCHRIJVING.replace("- {indicator: Woningen", "- {indicator: Huizen") + "fase: pilot\n",
    )

    oud, nieuw = Innovatie.objects.get().versies.order_by("versie")
    assert Innovatie.objects.get().gepubliceerd == oud
    assert (oud.fase, nieuw.fase) == ("", "pilot")
    assert nieuw.status == Status.CONCEPT
    assert nieuw.cijfers.get().indicator == "Huizen"
    assert nieuw.partijen.get().organisatie.slug == "menzis"
    tekst = Opmerking.objects.get(versie=nieuw).tekst
    assert "innovaties/een-plek.yaml" in tekst
    assert "Kern" not in tekst


def test_alleen_wat_in_het_bestand_anders_werd_wordt_voorgesteld(bestand: Path) -> None:
    live = Innovatie.objects.get().gepubliceerd
    assert live
    type(live).objects.filter(pk=live.pk).update(kern="Beter verwoord op de site.")

    laad(bestand, BESCHRIJVING + "gemeenten: Veendam\n")

    voorstel = Innovatie.objects.get().versies.get(versie=2)
    assert (voorstel.kern, voorstel.gemeenten) == ("Beter verwoord op de site.", "Veendam")


def test_wat_uit_het_bestand_verdwijnt_wordt_leeg_voorgesteld(bestand: Path) -> None:
    laad(bestand, BESCHRIJVING.replace("trefwoorden: [huis, Wachten]\n", ""))

    voorstel = Innovatie.objects.get().versies.get(versie=2)
    assert list(voorstel.trefwoorden.names()) == []


def test_wat_de_site_al_zegt_wordt_niet_voorgesteld(bestand: Path) -> None:
    live = Innovatie.objects.get().gepubliceerd
    assert live
    type(live).objects.filter(pk=live.pk).update(gemeenten="Veendam")

    assert laad(bestand, BESCHRIJVING + "gemeenten: Veendam\n") == []

    assert Innovatie.objects.get().versies.count() == 1


def test_een_voorstel_wacht_zolang_een_collega_schrijft(bestand: Path) -> None:
    door = maak_gebruiker(rollen=["kennismakelaar"])
    versie = nieuwe_versie(innovatie=Innovatie.objects.get(), door=door)
    bewaar(versie=versie, waarden={"kern": "Van een collega."}, door=door)
    gewijzigd = BESCHRIJVING + "gemeenten: Veendam\n"

    (zin,) = laad(bestand, gewijzigd)
    gooi_weg(versie=versie, door=door)
    assert laad(bestand, gewijzigd) == []

    assert "schrijft aan een nieuwe versie" in zin
    voorstel = Innovatie.objects.get().versies.get(versie=3)
    assert (voorstel.kern, voorstel.gemeenten) == (
        "Wie wacht, woont ondertussen ergens.",
        "Veendam",
    )


def test_een_voorstel_staat_bij_de_redactie_totdat_iemand_ermee_verder_gaat(
    bestand: Path, client: Client
) -> None:
    laad(bestand, BESCHRIJVING + "gemeenten: Veendam\n")
    redacteur = maak_gebruiker(rollen=["kennismakelaar"])
    client.force_login(redacteur)

    pagina = client.get("/redactie/").content.decode()
    (voorstel,) = _uit_bestand(redacteur)
    bewaar(versie=voorstel, waarden={"gemeenten": "Veendam en Pekela"}, door=redacteur)

    assert "Voorgesteld bij een nieuwe uitgave" in pagina
    assert not _uit_bestand(redacteur)


@pytest.mark.parametrize(
    ("erbij", "verwacht"),
    [
        ("einde: ooit", "einde: "),
        ("contact_email: geen adres", "contact_email: "),
        ("duur_maanden: 99999", "duur_maanden"),
        ("stopreden: personeel", "geheel: Een stopreden hoort alleen bij de fase 'gestopt'"),
        ("succesfactoren: [{tekst: Rust}, {kleur: rood}]", "succesfactoren, regel 2: onbekend"),
        ("partijen: [{organisatie: menzis, rol: baas}]", "partijen, regel 1, rol: "),
        ("cijfers: [{indicator: W, soort: effect-gemeten}]", "cijfers, regel 1: Schrijf bij"),
    ],
)
def test_een_fout_in_een_voorstel_laadt_niets(bestand: Path, erbij: str, verwacht: str) -> None:
    with pytest.raises(InhoudFout, match=f"innovaties/een-plek.yaml: {verwacht}"):
        laad(bestand, BESCHRIJVING + erbij + "\n")

    assert Innovatie.objects.get().versies.count() == 1
