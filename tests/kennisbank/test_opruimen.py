"""What is kept goes in time, by one list that the privacy page shows."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from innovaties.models import Materiaal
from tests.maak import maak_gebruiker, maak_gepubliceerd

pytestmark = pytest.mark.django_db


def ruim_op(*opties: str) -> str:
    uit = StringIO()
    call_command("opruimen", *opties, stdout=uit)
    return uit.getvalue()


@pytest.mark.eigen_klok
def test_de_privacypagina_en_de_opdracht_lezen_dezelfde_lijst(client: Client) -> None:
    pagina = unescape(client.get("/privacy/").content.decode())

    rijen = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', pagina)
    assert [f"{wat}: {termijn}." for wat, termijn in rijen] == ruim_op("--proef").splitlines()
    assert len(rijen) > 20
    assert len({wat for wat, _ in rijen}) == len(rijen)


@pytest.mark.parametrize(
    ("lang", "verwacht"),
    [
        (timedelta(days=7), "zeven dagen"),
        (timedelta(days=30), "30 dagen"),
        (timedelta(days=1), "een dag"),
        (timedelta(days=180), "een half jaar"),
        (timedelta(days=365), "een jaar"),
        (12, "een jaar"),
        (timedelta(days=730), "twee jaar"),
        (timedelta(days=5 * 365), "vijf jaar"),
    ],
)
def test_een_termijn_staat_er_in_woorden(lang: timedelta | int, verwacht: str) -> None:
    regel = Bewaartermijn("Iets", lang, "daarna", lambda _nu: None)

    assert regel.termijn == f"{verwacht} daarna"


def test_opruimen_wist_wat_te_lang_is_bewaard_en_een_proef_niets() -> None:
    oud = UserSession.objects.create(user=maak_gebruiker(), ip="10.0.0.1", session_key="a")
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=91))
    nieuw = UserSession.objects.create(user=oud.user, ip="10.0.0.1", session_key="b")

    ruim_op("--proef")
    assert UserSession.objects.count() == 2
    ruim_op()

    assert UserSession.objects.get() == nieuw


@pytest.mark.eigen_klok
def test_een_bestand_van_geen_rij_gaat_weg_na_een_dag() -> None:
    live = maak_gepubliceerd()
    genoemd = Materiaal.objects.create(
        beschrijving=live, titel="Een plan", bestand=ContentFile(b"%PDF", "plan.pdf")
    )
    opslag = genoemd.bestand.storage
    los = opslag.save("materialen/los.pdf", ContentFile(b"%PDF"))
    net = opslag.save("materialen/net.pdf", ContentFile(b"%PDF"))
    elders = opslag.save("aantekeningen/van-een-ander.txt", ContentFile(b"Blijf af."))
    gisteren = (timezone.now() - timedelta(days=2)).timestamp()
    for naam in (los, elders, str(genoemd.bestand)):
        os.utime(Path(settings.MEDIA_ROOT) / naam, (gisteren, gisteren))

    gezegd = [regel for regel in ruim_op().splitlines() if regel.startswith("Bestand")]

    assert gezegd == [f"Bestand zonder rij: {los}"]
    assert [opslag.exists(een) for een in (los, net, elders, str(genoemd.bestand))] == [
        *(False, True, True, True)
    ]
    assert len(list(BEWAARTERMIJNEN)) == len(ruim_op().splitlines())
