"""What the log says of people without an account is forgotten; that it happened is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from logboek.jobs import vergeet
from logboek.models import BEWAREN, GEWIST, Logregel, Vergeetbaar
from tests.maak import maak_beschrijving, maak_gebruiker

pytestmark = pytest.mark.django_db

LIJST = "/beheer/logboek/vergeetbaar/"


def gemeld() -> Logregel:
    return Logregel.objects.schrijf(
        maak_beschrijving(),
        "verouderd-gemeld",
        toelichting=Vergeetbaar(
            naam="Jan de Vries", email="jan@example.nl", tekst="Mijn zus woont hier."
        ),
    )


def test_de_naam_en_de_woorden_van_wie_geen_account_heeft_staan_naast_het_logboek() -> None:
    regel = gemeld()

    assert (regel.wie, regel.toelichting) == ("iemand zonder account", "")
    assert (regel.naam, regel.woorden) == ("Jan de Vries", "Mijn zus woont hier.")


def test_van_wie_een_account_heeft_gaan_alleen_de_woorden_apart() -> None:
    door = maak_gebruiker(naam="Kim de Wit")

    regel = Logregel.objects.schrijf(
        maak_beschrijving(), "gearchiveerd", door=door, toelichting=Vergeetbaar(tekst="Oud.")
    )

    assert (regel.wie, regel.naam, regel.toelichting) == ("Kim de Wit", "Kim de Wit", "")
    assert regel.woorden == "Oud."


def test_na_een_jaar_zijn_ze_gewist_en_staat_er_dat_het_gebeurde() -> None:
    oud, nieuw = gemeld(), gemeld()
    Vergeetbaar.objects.filter(regel=oud).update(vervalt_op=timezone.now() - timedelta(minutes=1))

    for _ in range(2):
        vergeet(timestamp=0)

    oud, nieuw = (Logregel.objects.get(pk=regel.pk) for regel in (oud, nieuw))
    assert (oud.naam, oud.woorden, oud.wat) == ("iemand zonder account", GEWIST, "verouderd-gemeld")
    assert nieuw.naam == "Jan de Vries"
    assert nieuw.vergeetbaar
    assert nieuw.vergeetbaar.vervalt_op > timezone.now() + BEWAREN - timedelta(hours=1)


def test_wat_gewist_is_krijgt_geen_woorden_terug() -> None:
    gemeld()
    Vergeetbaar.objects.all().wis()

    with pytest.raises(IntegrityError, match="vergeetbaar_gewist"), transaction.atomic():
        Vergeetbaar.objects.update(naam="Jan")


def test_een_beheerder_wist_wat_geen_adres_vindt(client: Client) -> None:
    gemeld(), gemeld()
    eerste = Vergeetbaar.objects.first()
    assert eerste
    client.force_login(maak_gebruiker(rollen=["beheerder"]))

    lijst = client.get(LIJST).text
    client.post(LIJST, {"action": "wis", "_selected_action": eerste.pk})

    assert lijst.count("Mijn zus woont hier.") == 2
    assert client.get(LIJST).text.count("Mijn zus woont hier.") == 1
    assert client.get(f"{LIJST}add/").status_code == 403
    assert client.post(f"{LIJST}{eerste.pk}/delete/", {"post": "yes"}).status_code == 403
