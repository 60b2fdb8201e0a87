"""Log rows are only ever added."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from logboek.models import Logregel
from tests.maak import maak_beschrijving, maak_gebruiker, maak_traject
from trajecten.models import Deelname
from werkplek.logzinnen import logzinnen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wijzig", [lambda r: r.update(wat="anders"), lambda r: r.delete()], ids=["update", "delete"]
)
def test_een_logregel_blijft_staan(wijzig: Callable[..., object]) -> None:
    Logregel.objects.schrijf(maak_beschrijving(), "ingediend", door=maak_gebruiker())

    with pytest.raises(IntegrityError, match="niet gewijzigd"), transaction.atomic():
        wijzig(Logregel.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM logboek_logregel")
        assert cursor.fetchone() == (1,)


def test_een_veld_van_een_deel_heet_zoals_het_formulier_het_noemt() -> None:
    traject = maak_traject()
    velden = ["projectleider_email", "coaches", "commitment_van"]
    Logregel.objects.schrijf(traject, "deelname-gewijzigd", velden=velden)

    (zin,) = logzinnen(traject, {}, Deelname)

    assert zin.velden == [
        "e-mailadres van de projectleider",
        "coaches",
        "wie van het bestuur zegde toe",
    ]


def test_dezelfde_stap_van_dezelfde_persoon_staat_er_eenmaal() -> None:
    innovatie, door = maak_beschrijving(), maak_gebruiker(naam="Kim de Wit")
    schrijf = Logregel.objects.schrijf
    schrijf(innovatie, "begonnen", door=door)
    for _ in range(2):
        schrijf(innovatie, "gewijzigd", door=door, velden=["titel"])
    schrijf(innovatie, "gewijzigd", door=door, velden=["iets_van_vroeger"])
    schrijf(innovatie, "net-bedacht")

    stappen = logzinnen(innovatie, {"begonnen": "begon", "gewijzigd": "wijzigde"})

    assert [(stap.regel.wie, stap.zin, stap.velden) for stap in stappen] == [
        ("de kennisbank", "net bedacht", []),
        ("Kim de Wit", "wijzigde", ["iets van vroeger"]),
        ("Kim de Wit", "wijzigde", ["titel"]),
        ("Kim de Wit", "begon", []),
    ]
