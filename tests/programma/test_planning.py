"""The planning page: the months, where a promise has a gap, and the limits."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gebruikers.models import Gebruiker
from nieuwsbrieven.keuzelijsten import Editiestatus
from programma.lezen.planning import BELOFTE, Planmaand, grenzen, planning
from tests.maak import (
    maak_editie,
    maak_gebruiker,
    maak_masterclass,
    maak_traject,
    maak_tranche,
    nieuwe_deelname,
    om_tien,
)
from trajecten.actions.inschrijven import schrijf_in
from trajecten.keuzelijsten import Trajectstatus
from trajecten.models import Traject

pytestmark = pytest.mark.django_db

ADRES = "/redactie/programma/"
VANDAAG = date(2026, 11, 22)


def maand(vandaag: date, jaar: int, nummer: int) -> Planmaand:
    return next(m for m in planning(vandaag).maanden if m.eerste == date(jaar, nummer, 1))


def regels(gevonden: Planmaand) -> list[tuple[int, str, str]]:
    return [(een.dag.day, f"{een.soort} {een.wat}".strip(), een.titel) for een in gevonden.gebeurt]


def test_de_planning_loopt_van_drie_maanden_terug_tot_vijftien_vooruit() -> None:
    maanden = planning(VANDAAG).maanden

    assert (maanden[0].eerste, maanden[-1].eerste) == (date(2026, 8, 1), date(2028, 2, 1))
    assert [m.eerste for m in maanden if m.is_nu] == [date(2026, 11, 1)]


@pytest.mark.parametrize(
    ("einde", "laatste"),
    [(date(2028, 5, 3), date(2028, 5, 1)), (date(2099, 1, 1), date(2029, 11, 1))],
)
def test_wat_later_is_gepland_rekt_de_planning_op_tot_drie_jaar(einde: date, laatste: date) -> None:
    maak_tranche(begin=date(2026, 10, 1), einde=einde)

    assert planning(VANDAAG).maanden[-1].eerste == laatste


def test_een_maand_zegt_wat_begint_eindigt_loopt_en_wordt_gehouden() -> None:
    maak_tranche(titel="Wonen", begin=date(2026, 12, 3), einde=date(2027, 2, 3))
    maak_traject(titel="Herstel", begin=date(2026, 10, 1))
    moment = datetime(2026, 12, 15, 10, tzinfo=UTC)
    maak_masterclass(titel="Een dag", begin=moment)
    maak_editie(status=Editiestatus.GEPLAND, onderwerp="Winter", verzendmoment=moment)

    december, januari = maand(VANDAAG, 2026, 12), maand(VANDAAG, 2027, 1)

    assert regels(december) == [
        (3, "Tranche begint", "Wonen"),
        (15, "Masterclass", "Een dag"),
        (15, "Nieuwsbrief", "Winter"),
    ]
    assert [periode.titel for periode in december.loopt] == ["Herstel", "Wonen"]
    assert regels(januari) == []
    assert len(januari.loopt) == 2


def test_perioden_na_elkaar_staan_in_een_baan_en_naast_elkaar_in_twee() -> None:
    maak_tranche(titel="Een", begin=date(2026, 9, 1), einde=date(2026, 10, 20))
    maak_tranche(titel="Twee", begin=date(2026, 11, 1), einde=date(2026, 12, 20))
    maak_tranche(titel="Naast", begin=date(2026, 10, 10), einde=date(2026, 11, 5))

    banen = {periode.titel: periode.baan for periode in planning(VANDAAG).tranches}

    assert banen == {"Een": 0, "Naast": 1, "Twee": 0}
    assert [bool(vak.thema) for vak in maand(VANDAAG, 2026, 12).vakken] == [True, False]


def test_een_vervallen_traject_en_een_concept_van_de_nieuwsbrief_staan_er_niet_in() -> None:
    weg = maak_traject(begin=date(2026, 12, 1))
    Traject.objects.filter(pk=weg.pk).update(status=Trajectstatus.VERVALLEN, nummer=None)
    maak_editie()

    assert not any(m.loopt or m.gebeurt for m in planning(VANDAAG).maanden)


def test_zonder_start_in_twee_maanden_zegt_de_planning_waar() -> None:
    maak_tranche(begin=date(2026, 11, 1), einde=date(2026, 12, 30))
    maak_traject(begin=date(2027, 3, 1))

    eerste, tweede = planning(VANDAAG).gaten

    assert eerste == f"Tussen 1 november 2026 en 1 maart 2027 begint geen thema. {BELOFTE}"
    assert tweede.startswith("Na 1 maart 2027 begint nog geen thema.")


def test_elke_twee_maanden_een_thema_is_geen_gat() -> None:
    for jaar, nummer in ((2026, 11), *((2027, n) for n in (1, 3, 5, 7, 9, 11))):
        maak_tranche(begin=date(jaar, nummer, 1), einde=date(jaar, nummer, 28))

    assert planning(VANDAAG).gaten == []


def test_de_grenzen_zeggen_wat_er_over_is() -> None:
    projectleider = maak_gebruiker(rollen=["projectleider"])
    traject, leeg = maak_traject(titel="Een"), maak_traject(titel="Leeg")
    for _ in range(7):
        schrijf_in(deelname=nieuwe_deelname(traject), door=projectleider)

    stand = grenzen()

    assert (stand.themas.bezet, stand.themas.over) == (2, 4)
    assert (stand.organisaties.bezet, stand.organisaties.over) == (7, 33)
    per_traject = {een.wat: (een.bezet, een.over, een.nog_nodig) for een in stand.per_traject}
    assert per_traject == {traject.titel: (7, 3, 0), leeg.titel: (0, 10, 6)}


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_heeft_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        maak_tranche()
        maak_traject()
        maak_masterclass()
        maak_editie(status=Editiestatus.VERZONDEN)
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    with django_assert_num_queries(10):
        antwoord = client.get(ADRES)

    tekst = antwoord.content.decode()
    assert tekst.count("Tranche begint") == aantal
    assert tekst.count("Traject begint") == aantal
    assert tekst.count(">Nieuwsbrief</span>") == aantal
    assert len(antwoord.context["planning"].tranches) == aantal


def test_de_pagina_waarschuwt_ook_voor_masterclasses(client: Client) -> None:
    maak_tranche(begin=timezone.localdate() - timedelta(days=5))
    client.force_login(maak_gebruiker(rollen=["projectleider"]))

    zonder = client.get(ADRES).content.decode()
    maak_masterclass(begin=om_tien(40))
    met = client.get(ADRES).content.decode()

    assert "Na vandaag is nog geen masterclass gepland" in zonder
    assert "Na vandaag is nog geen masterclass gepland" not in met


@pytest.mark.parametrize(
    ("rol", "lijsten"),
    [
        ("projectleider", {"besluiten", "wensen", "inventarisaties"}),
        ("kennismakelaar", {"besluiten", "wensen", "inventarisaties"}),
        ("coach", {"besluiten", "wensen"}),
        ("stuurgroep", {"besluiten", "wensen"}),
    ],
)
def test_de_planning_leidt_alleen_naar_wat_de_lezer_mag_zien(
    client: Client, rol: str, lijsten: set[str]
) -> None:
    maak_tranche()
    schrijf_in(
        deelname=nieuwe_deelname(maak_traject()), door=maak_gebruiker(rollen=["projectleider"])
    )
    maak_masterclass()
    client.force_login(maak_gebruiker(rollen=[rol]))

    tekst = client.get(ADRES).content.decode()

    paden = set(re.findall(r'href="(/redactie/[^"#]*)"', tekst))
    assert {f"{ADRES}{naam}/" for naam in lijsten} <= paden
    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, 200)


@pytest.mark.parametrize("rol", ["coach", "stuurgroep", "kennismakelaar", "webredacteur"])
def test_wie_niet_leidt_leest_de_planning_maar_plant_niet(client: Client, rol: str) -> None:
    client.force_login(maak_gebruiker(rollen=[rol]))

    antwoord = client.get(ADRES)

    assert antwoord.status_code == 200
    assert reverse("trajecten:tranche_nieuw") not in antwoord.content.decode()


def test_een_coach_krijgt_geen_link_naar_wat_zij_niet_mag_zien(client: Client) -> None:
    masterclass = maak_masterclass()
    client.force_login(maak_gebruiker(rollen=["coach"]))

    tekst = client.get(ADRES).content.decode()

    assert masterclass.titel in tekst
    assert reverse("masterclasses:beheer", args=[masterclass.slug]) not in tekst


@pytest.mark.parametrize("rollen", [["indiener"], ["beheerder"]])
def test_anderen_zien_de_planning_niet(client: Client, rollen: list[str]) -> None:
    client.force_login(maak_gebruiker(rollen=rollen))

    assert client.get(ADRES).status_code == 403


@pytest.mark.parametrize(
    ("rol", "binnen", "programma"),
    [
        ("coach", True, True),
        ("stuurgroep", True, True),
        ("kennismakelaar", True, True),
        ("indiener", True, False),
        ("beheerder", False, False),
    ],
)
def test_wie_in_de_redactie_komt_en_wie_het_programma_ziet(
    *, rol: str, binnen: bool, programma: bool
) -> None:
    gebruiker = Gebruiker(rollen=[rol])

    assert (gebruiker.in_redactie, gebruiker.ziet_programma) == (binnen, programma)


def test_de_link_naar_het_programma_staat_waar_hij_hoort(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["coach"]))
    werk = client.get(reverse("werkplek:mijn_werk")).content.decode()
    client.force_login(maak_gebruiker(rollen=["indiener"]))
    van_indiener = client.get(reverse("werkplek:mijn_werk")).content.decode()

    assert f'href="{ADRES}"' in werk
    assert f'href="{ADRES}"' not in van_indiener
    assert 'href="/programma/"' in van_indiener
