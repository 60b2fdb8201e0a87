"""What visitors asked in vain: counted without anybody in it, and made a name in one step."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from basis.data import einde_van_dag
from basis.fouten import Verboden
from innovaties.actions.gemiste_vragen import maak_naam, zet_opzij
from logboek.models import Logregel
from tests.maak import (
    maak_andere_naam,
    maak_gebruiker,
    maak_gemiste_vraag,
    maak_gepubliceerd,
    maak_thema,
)
from vinden import jobs, paginacache
from vinden.gemist import DAGEN_BEWAARD, MEESTE_PER_DAG, vergeet, zonder_persoon
from vinden.models import AndereNaam, GemisteVraag

pytestmark = pytest.mark.django_db

GEITEN = "geitenboerderij"


@pytest.fixture
def redacteur(client: Client) -> Client:
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))
    return client


def _zoek(tekst: str, **keuze: str) -> None:
    antwoord = Client().get("/innovaties/", {"q": tekst, **keuze})
    assert antwoord.status_code == 200


def _geteld() -> dict[str, int]:
    return dict(GemisteVraag.objects.values_list("tekst", "keren"))


def test_wat_niets_gaf_wordt_per_dag_geteld() -> None:
    maak_gepubliceerd()

    for _ in range(2):
        paginacache.bewaard.clear()
        _zoek("Geïtenboerderij")

    rij = GemisteVraag.objects.get()
    assert (rij.tekst, rij.keren, rij.dag) == (GEITEN, 2, timezone.localdate())


def test_een_bewaarde_pagina_telt_niet_en_blijft_hoogstens_vandaag() -> None:
    maak_gepubliceerd()
    morgen = einde_van_dag(timezone.localdate()) + timedelta(minutes=1)

    for moment in (morgen - timedelta(minutes=3), morgen - timedelta(minutes=2), morgen):
        with time_machine.travel(moment):
            _zoek(GEITEN)

    rijen = GemisteVraag.objects.order_by("dag").values_list("dag", "keren")
    assert list(rijen) == [(timezone.localdate(), 1), (timezone.localdate(morgen), 1)]


@pytest.mark.parametrize("tekst", ["samen", "", "de hoe wat", "-", '""', "!?"])
def test_wat_iets_gaf_of_niets_vroeg_telt_niet(tekst: str) -> None:
    maak_gepubliceerd(titel="Samen in de wijk")

    _zoek(tekst)

    assert _geteld() == {}


def test_een_keuze_die_niets_overlaat_is_geen_gemiste_vraag() -> None:
    maak_gepubliceerd(titel="Samen in de wijk")
    maak_thema("wonen")

    _zoek("samen", thema="wonen")
    _zoek(GEITEN, thema="wonen")

    assert _geteld() == {}


def test_wat_een_waarde_noemt_is_gevonden_ook_zonder_beschrijving() -> None:
    maak_gepubliceerd()
    maak_thema("dieren")

    _zoek("dieren")

    assert _geteld() == {}


@pytest.mark.parametrize(
    ("tekst", "bewaard"),
    [
        ("herstel met geiten", "herstel met geiten"),
        ("Clie\u0308nten en 24/7 zorg", "clienten en 24 7 zorg"),
        ("GGZ wonen 2026", ""),
        ("bel 06 12 34 56 78", ""),
        ("geboren 12-3-1980", ""),
        ("9712 AB", ""),
        ("iemand@example.nl", ""),
        ("Jan Jansen", ""),
        ("JAN JANSEN", ""),
        ("Jan van der Berg opname", ""),
        ("J.P. Jansen", ""),
        ("Fatima El Amrani", ""),
        ("mevrouw bakker", ""),
        ("xqvrtz brrplk", ""),
        ("Samen Wonen", "samen wonen"),
        ("GGZ Wonen", "ggz wonen"),
        ("POH-GGZ jeugd", "poh ggz jeugd"),
        ("geiten " * 12, ""),
        ("", ""),
    ],
)
def test_bewaard_wordt_niets_waarin_iemand_staat(tekst: str, bewaard: str) -> None:
    assert zonder_persoon(tekst, {"samen", "wonen", "clienten", "zorg"}) == bewaard


@pytest.mark.parametrize("tekst", ["", "bel 0612", "a@b"])
def test_de_database_weigert_wat_niet_bewaard_mag_worden(tekst: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_gemiste_vraag(tekst)


def test_op_een_dag_passen_zoveel_verschillende_vragen() -> None:
    maak_gepubliceerd()
    vandaag = timezone.localdate()
    GemisteVraag.objects.bulk_create(
        GemisteVraag(tekst=f"vraag {nummer}", dag=vandaag) for nummer in range(MEESTE_PER_DAG)
    )

    _zoek(GEITEN)

    assert GEITEN not in _geteld()


def test_na_negentig_dagen_is_een_vraag_vergeten() -> None:
    vandaag = timezone.localdate()
    for terug in (0, DAGEN_BEWAARD - 1, DAGEN_BEWAARD):
        GemisteVraag.objects.create(tekst=GEITEN, dag=vandaag - timedelta(days=terug))

    jobs.vergeet(timestamp=0)

    assert GemisteVraag.objects.count() == 2
    assert vergeet(vandaag) == 0


def test_wat_op_drie_dagen_gevraagd_is_staat_bij_het_werk_van_de_webredacteur(
    redacteur: Client,
) -> None:
    maak_gemiste_vraag("vaak gezocht")
    maak_gemiste_vraag("twee dagen", dagen=2)
    maak_gemiste_vraag("opzij gezet", opzij=True)

    pagina = redacteur.get("/redactie/").text

    assert "vaak gezocht" in pagina
    assert "3 keer gezocht, op 3 dagen" in pagina
    assert "twee dagen" not in pagina
    assert "opzij gezet" not in pagina


def test_een_stap_maakt_er_een_andere_naam_van(redacteur: Client) -> None:
    maak_gepubliceerd()
    maak_andere_naam("zelfregie")
    vraag = maak_gemiste_vraag(GEITEN)

    antwoord = redacteur.post(
        f"/redactie/zoekvragen/{vraag.pk}/", {"code": "thema:herstel", "naam": " Geitenboerderij "}
    )

    assert antwoord.status_code == 302
    namen = AndereNaam.objects.filter(facet="thema", slug="herstel").values_list("naam", flat=True)
    assert set(namen) == {"zelfregie", "Geitenboerderij"}
    assert _geteld() == {}
    assert Logregel.objects.get().wat == "naam-erbij"
    _zoek(GEITEN)
    assert _geteld() == {}


def test_wat_erop_lijkt_staat_bovenaan_en_een_keer(redacteur: Client) -> None:
    maak_thema("rust")
    maak_thema("herstel")
    maak_andere_naam("personen met verward gedrag")
    vraag = maak_gemiste_vraag("verwarde persoon")

    keuzes = (
        redacteur.get(f"/redactie/zoekvragen/{vraag.pk}/").context["form"]["code"].field.choices
    )

    assert keuzes[1] == ("Lijkt erop", [("thema:herstel", "Herstel")])
    assert dict(keuzes)["Thema"] == [("thema:rust", "Rust")]


@pytest.mark.parametrize("velden", [{}, {"code": "thema:onzin", "naam": "x"}, {"naam": "x"}])
def test_zonder_waarde_zegt_de_pagina_wat_er_mist(
    redacteur: Client, velden: dict[str, str]
) -> None:
    maak_thema()
    vraag = maak_gemiste_vraag()

    antwoord = redacteur.post(f"/redactie/zoekvragen/{vraag.pk}/", velden)

    assert antwoord.status_code == 200
    assert "veld__fout" in antwoord.text
    assert not AndereNaam.objects.exists()


def test_opzij_gezet_vraagt_niemand_er_meer_naar(redacteur: Client) -> None:
    vraag = maak_gemiste_vraag(GEITEN)

    antwoord = redacteur.post(f"/redactie/zoekvragen/{vraag.pk}/", {"opzij": "ja"})

    assert antwoord.status_code == 302
    assert not GemisteVraag.objects.vaker()
    regel = Logregel.objects.get()
    assert (regel.wat, regel.toelichting) == ("vraag-opzij", "")
    assert redacteur.get(f"/redactie/zoekvragen/{vraag.pk}/").status_code == 404


def test_alleen_de_webredacteur_zet_een_stap() -> None:
    vraag, door = maak_gemiste_vraag(), maak_gebruiker(rollen=["kennismakelaar"])

    with pytest.raises(Verboden):
        zet_opzij(vraag=vraag, door=door)
    with pytest.raises(Verboden):
        maak_naam(vraag=vraag, code="thema:herstel", naam="x", door=door)
