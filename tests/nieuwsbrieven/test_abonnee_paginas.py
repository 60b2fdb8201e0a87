"""Subscribing: the form, the foot of every page, and what the form refuses."""

from __future__ import annotations

import re
from time import monotonic
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nieuwsbrieven.keuzelijsten import Frequentie
from nieuwsbrieven.models import Abonnee
from nieuwsbrieven.regels.toestemming import INSTEMMING, WAT_WIJ_DOEN
from post.models import Bericht
from tests.maak import maak_abonnee, maak_regio, maak_thema
from tests.nieuwsbrieven.bezoek import (
    FORMULIER,
    KEUZES,
    aangevinkt,
    afmelden,
    bezoeker,
    kop,
    tekst,
    voorkeuren,
)

pytestmark = pytest.mark.django_db

INGEVULD = {**KEUZES, "email": "Jan@Example.nl", "akkoord": "on", "website": ""}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_van_formulier_tot_uitschrijven_zonder_cookie() -> None:
    client = bezoeker()

    formulier = client.get(FORMULIER)
    verstuurd = client.post(FORMULIER, INGEVULD, follow=True)
    link = re.search(r"https?://\S+/bevestigen/\S+", Bericht.objects.get().tekst)
    assert link
    vraag = client.get(urlsplit(link[0]).path)
    bevestigd = client.post(urlsplit(link[0]).path, follow=True)
    abonnee = Abonnee.objects.get()

    assert WAT_WIJ_DOEN[0] in tekst(formulier)
    assert kop(verstuurd) == "Kijk in uw mail"
    assert kop(vraag) == "Bevestig dat u de nieuwsbrief wilt"
    assert INSTEMMING in tekst(vraag)
    assert "j…@example.nl" in tekst(vraag)
    assert kop(bevestigd) == "U krijgt de nieuwsbrief"
    assert voorkeuren(abonnee) in tekst(bevestigd)
    assert reverse("nieuwsbrieven:lijst") in tekst(bevestigd)
    assert abonnee.is_actief

    weg = client.post(afmelden(abonnee), ONE_CLICK)

    assert (weg.status_code, kop(weg)) == (200, "U bent afgemeld")
    assert not client.cookies


def test_het_antwoord_is_gelijk_of_het_adres_nu_bekend_is_of_niet() -> None:
    maak_abonnee(email="abonnee@example.nl")
    maak_abonnee(email="weg@example.nl", afgemeld_op=timezone.now())
    maak_abonnee(email="wacht@example.nl", bevestigd_op=None)

    antwoorden = []
    for naam in ("abonnee", "weg", "wacht", "vreemd", "abonnee"):
        gegevens = {**INGEVULD, "email": f"{naam}@example.nl"}
        antwoord = Client().post(FORMULIER, gegevens)
        antwoorden.append((antwoord.status_code, antwoord["Location"], antwoord.content))

    assert antwoorden[0][:2] == (302, f"{FORMULIER}?verstuurd")
    assert len(set(antwoorden)) == 1


def test_themas_en_regios_staan_aan_en_wat_wij_niet_kennen_doet_niets() -> None:
    for slug in ("herstel", "wonen"):
        maak_thema(slug)
    maak_regio("drenthe")

    vraag = "thema=herstel&thema=x&regio=drenthe&regio=%27&u=y"
    gekozen = Client().get(f"{FORMULIER}?{vraag}", follow=True)
    onbekend = Client().get(f"{FORMULIER}?thema=x")

    assert aangevinkt(gekozen, "welke_themas") == aangevinkt(gekozen, "welke_regios") == ["kies"]
    assert aangevinkt(gekozen, "themas") == ["herstel"]
    assert aangevinkt(gekozen, "regios") == ["drenthe"]
    assert aangevinkt(onbekend, "welke_themas") == ["alles"]
    assert aangevinkt(onbekend, "themas") == []


def test_thema_en_regio_leiden_naar_hun_nieuwsbrief() -> None:
    thema, regio = maak_thema("herstel"), maak_regio("drenthe")

    assert f'href="{FORMULIER}?thema=herstel"' in tekst(Client().get(f"/thema/{thema.slug}/"))
    assert f'href="{FORMULIER}?regio=drenthe"' in tekst(Client().get(f"/regio/{regio.slug}/"))


def test_de_voet_van_elke_pagina_geeft_het_adres_door_en_klaagt_nog_niet() -> None:
    voet = tekst(Client().get("/"))
    assert f'<form method="post" action="{FORMULIER}"' in voet

    antwoord = bezoeker().post(FORMULIER, {"adres": "jan@example.nl"})
    te_lang = bezoeker().post(FORMULIER, {"adres": "x" * 300 + '">\n<b>'})

    assert 'value="jan@example.nl"' in tekst(antwoord)
    assert "Nog niet alles" not in tekst(antwoord)
    assert "veld__fout" not in tekst(antwoord)
    assert f'value="{"x" * 254}"' in tekst(te_lang)
    assert not Abonnee.objects.exists()


def test_gekozen_is_wat_de_abonnee_krijgt() -> None:
    for slug in ("herstel", "wonen"):
        maak_thema(slug)
    maak_regio("drenthe")
    gekozen = {
        "welke_themas": "kies",
        "themas": ["wonen"],
        "welke_regios": "kies",
        "regios": ["drenthe"],
        "rollen": ["professional", "bestuurder"],
        "frequentie": "overzicht",
    }

    Client().post(FORMULIER, {**INGEVULD, **gekozen})

    abonnee = Abonnee.objects.get()
    assert [thema.slug for thema in abonnee.themas.all()] == ["wonen"]
    assert [regio.slug for regio in abonnee.regios.all()] == ["drenthe"]
    assert sorted(abonnee.rollen) == ["bestuurder", "professional"]
    assert (abonnee.alle_themas, abonnee.alle_regios) == (False, False)
    assert abonnee.frequentie == Frequentie.OVERZICHT


def test_wie_alles_kiest_krijgt_alles_ook_als_er_vinkjes_bleven_staan() -> None:
    maak_thema("herstel")

    Client().post(FORMULIER, {**INGEVULD, "themas": ["herstel"]})

    abonnee = Abonnee.objects.get()
    assert (abonnee.alle_themas, abonnee.themas.count()) == (True, 0)


@pytest.mark.parametrize(
    ("anders", "uitleg"),
    [
        pytest.param({"email": ""}, "Vul uw e-mailadres in", id="geen-adres"),
        pytest.param({"email": "jan"}, "geen geldig e-mailadres", id="half-adres"),
        pytest.param({"email": "a@b.nl\nBcc: x@y.nl"}, "geen geldig e-mailadres", id="regeleinde"),
        pytest.param({"email": "a@b.nl\r\n x"}, "geen geldig e-mailadres", id="vouw"),
        pytest.param({"email": f"{'a' * 290}@b.nl"}, "te lang", id="lang"),
        pytest.param({"email": "x" * 1_000_000}, "geen geldig", id="megabyte"),
        pytest.param({"akkoord": ""}, "Zet hier een vinkje", id="geen-akkoord"),
        pytest.param({"welke_themas": "kies"}, "Kies minstens één thema", id="geen-thema"),
        pytest.param({"welke_regios": "kies"}, "Kies minstens één regio", id="geen-regio"),
        pytest.param({"themas": "weg"}, "kennen wij niet", id="onbekend-thema"),
        pytest.param({"themas": "\x00"}, "kennen wij niet", id="nul-thema"),
        pytest.param({"rollen": "koning"}, "veld__fout", id="onbekende-rol"),
        pytest.param({"frequentie": "elk uur"}, "veld__fout", id="onbekende-frequentie"),
        pytest.param({"welke_themas": "geen"}, "veld__fout", id="onbekende-keuze"),
    ],
)
def test_wat_niet_klopt_zegt_het_formulier(anders: dict[str, str], uitleg: str) -> None:
    begin = monotonic()

    antwoord = Client().post(FORMULIER, {**INGEVULD, **anders})

    assert antwoord.status_code == 200
    assert "Nog niet alles is goed ingevuld" in tekst(antwoord)
    assert uitleg in tekst(antwoord)
    assert monotonic() - begin < 5
    assert not Abonnee.objects.exists()


def test_een_robot_merkt_niets_en_krijgt_niets() -> None:
    antwoord = Client().post(FORMULIER, {**INGEVULD, "website": "x"})

    assert antwoord["Location"] == f"{FORMULIER}?verstuurd"
    assert not Abonnee.objects.exists()
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("pad", ["/", "/privacy/", FORMULIER, f"{FORMULIER}?verstuurd"])
def test_geen_pagina_zet_een_cookie(pad: str) -> None:
    antwoord = Client().get(pad)

    assert antwoord.status_code == 200
    assert not antwoord.cookies


def test_de_privacypagina_noemt_de_nieuwsbrief() -> None:
    uitleg = tekst(Client().get("/privacy/"))

    assert "niet of u een nieuwsbrief opent" in uitleg
    assert "30 dagen na het afmelden" in uitleg
