"""The public figures: working days, medians, months, the queue; and no names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from basis.data import werkdagen
from innovaties.keuzelijsten import Status
from redactie.lezen.doorlooptijd import Versieloop, cijfers, grafiek, metingen
from redactie.models import Beoordeling
from tests.maak import maak_gebruiker, maak_volledig

pytestmark = pytest.mark.klok

VANDAAG = date(2026, 3, 18)
"""A Wednesday."""


def om(dag: str, uur: int = 10) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{dag}T{uur:02}:00"))


def gepubliceerd(ingediend: str, op: str) -> Versieloop:
    return Versieloop(om(ingediend), om(ingediend), om(op), Status.GEPUBLICEERD)


@pytest.mark.parametrize(
    ("van", "tot", "dagen"),
    [
        ("2026-03-16", "2026-03-16", 0),
        ("2026-03-13", "2026-03-16", 1),
        ("2026-03-14", "2026-03-15", 0),
        ("2026-03-14", "2026-03-16", 1),
        ("2026-03-13", "2026-03-14", 0),
        ("2026-03-16", "2026-03-30", 10),
        ("2026-02-27", "2026-03-02", 1),
        ("2025-12-31", "2026-01-01", 1),
    ],
)
def test_werkdagen_zijn_maandag_tot_en_met_vrijdag(van: str, tot: str, dagen: int) -> None:
    assert werkdagen(date.fromisoformat(van), date.fromisoformat(tot)) == dagen


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_werkdagen_zijn_wat_de_kalender_telt(van: date, dagen: int) -> None:
    geteld = sum((van + timedelta(days=n)).weekday() < 5 for n in range(1, dagen + 1))

    assert werkdagen(van, van + timedelta(days=dagen)) == geteld


def test_de_mediaan_van_een_even_aantal_ligt_ertussen() -> None:
    rijen = [gepubliceerd("2026-03-02", dag) for dag in ("2026-03-03", "2026-03-06")]

    assert cijfers(rijen, VANDAAG).publicatie.mediaan == 2.5
    assert cijfers(rijen[:1], VANDAAG).publicatie.mediaan == 1


def test_wat_niet_gepubliceerd_is_telt_alleen_voor_de_reactie() -> None:
    rijen = [
        Versieloop(om("2026-03-02"), om("2026-03-04"), None, Status.AFGEWEZEN),
        gepubliceerd("2026-03-02", "2026-03-05"),
    ]

    stand = cijfers(rijen, VANDAAG)

    assert (stand.reactie.aantal, stand.publicatie.aantal) == (2, 1)
    assert (stand.publicatie.mediaan, stand.wachtend) == (3, 0)


def test_een_maand_en_een_dag_zijn_die_van_amsterdam() -> None:
    vlak_na_middernacht = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    rij = Versieloop(
        om("2026-02-27"), vlak_na_middernacht, vlak_na_middernacht, Status.GEPUBLICEERD
    )
    maandag = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    februari, maart = cijfers([rij], VANDAAG).maanden[-2:]

    assert (februari.eerste, februari.publicatie.aantal) == (date(2026, 2, 1), 0)
    assert (maart.eerste, maart.publicatie.aantal) == (date(2026, 3, 1), 1)
    assert cijfers([rij], VANDAAG).publicatie.mediaan == 0
    later = rij._replace(gepubliceerd_op=maandag)
    assert cijfers([later], VANDAAG).publicatie.mediaan == 1


def test_twaalf_maanden_ook_over_de_jaargrens() -> None:
    oud = gepubliceerd("2025-03-03", "2025-03-31")
    net = gepubliceerd("2025-03-28", "2025-04-01")

    stand = cijfers([oud, net], VANDAAG)

    assert [m.eerste for m in stand.maanden][:: len(stand.maanden) - 1] == [
        date(2025, 4, 1),
        date(2026, 3, 1),
    ]
    assert (stand.publicatie.aantal, stand.publicatie.mediaan) == (1, 2)


def test_de_rij_telt_wie_op_de_redactie_wacht() -> None:
    rijen = [
        Versieloop(om("2026-03-02"), None, None, Status.INGEDIEND),
        Versieloop(om("2026-03-12"), om("2026-03-13"), None, Status.IN_BEOORDELING),
        Versieloop(om("2026-01-12"), om("2026-01-13"), None, Status.AANVULLING),
    ]

    stand = cijfers(rijen, VANDAAG)

    assert (stand.wachtend, stand.zonder_reactie, stand.langst) == (2, 1, 12)


def test_de_grafiek_past_in_haar_vak() -> None:
    rijen = [gepubliceerd("2025-03-03", "2026-03-02"), gepubliceerd("2026-02-09", "2026-02-09")]

    beeld = grafiek(cijfers(rijen, VANDAAG).maanden)

    assert {staaf.y + staaf.hoogte for staaf in beeld.staven} == {150}
    assert min(staaf.y for staaf in beeld.staven) == 14
    assert all(14 < beeld.streef_y < 150 and 0 <= staaf.x <= 334 for staaf in beeld.staven)


def _beoordeling(dagen: int, status: str = Status.INGEDIEND) -> Beoordeling:
    versie = maak_volledig(status=status, titel="Geheim plan")
    toen = timezone.now() - timedelta(days=dagen)
    return Beoordeling.objects.create(
        versie=versie, ingediend_op=toen, ingediend_door=maak_gebruiker(naam="Mevrouw Jansen")
    )


@pytest.mark.django_db
def test_zonder_cijfers_zegt_de_pagina_dat(client: Client) -> None:
    pagina = client.get("/redactie/doorlooptijd/")

    assert pagina.status_code == 200
    assert "Nog geen cijfers" in pagina.content.decode()
    assert '<svg class="grafiek' not in pagina.content.decode()


@pytest.mark.django_db
def test_de_pagina_is_openbaar_en_noemt_niemand(
    client: Client, django_assert_num_queries: Any
) -> None:
    for aantal in (1, 3):
        for _ in range(aantal):
            beoordeling = _beoordeling(dagen=20)
            beoordeling.eerste_reactie_op = timezone.now()
            beoordeling.eerste_reactie_door = beoordeling.ingediend_door
            beoordeling.save()
        with django_assert_num_queries(1):
            pagina = client.get("/redactie/doorlooptijd/").content.decode()

    assert "<strong>4</strong> beschrijvingen" in pagina
    assert "Langer dan 10 werkdagen" in pagina
    assert "Geheim" not in pagina
    assert "Jansen" not in pagina
    assert "Gebruiker" not in pagina


@pytest.mark.django_db
def test_metingen_haalt_wat_telt_en_niet_wat_lang_klaar_is() -> None:
    wacht = _beoordeling(dagen=900)
    klaar = _beoordeling(dagen=900, status=Status.AFGEWEZEN)
    klaar.eerste_reactie_op = klaar.ingediend_op
    klaar.eerste_reactie_door = klaar.ingediend_door
    klaar.save()

    assert [rij.ingediend_op for rij in metingen(timezone.localdate())] == [wacht.ingediend_op]
