"""Personal pages: what each link opens and shows, and that only POST changes anything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nieuwsbrieven import links
from nieuwsbrieven.actions.abonneren import wis
from nieuwsbrieven.keuzelijsten import Frequentie
from nieuwsbrieven.models import Abonnee, Toestemming
from nieuwsbrieven.regels.toestemming import INSTEMMING
from post.actions import terugmeldingen
from post.keuzelijsten import Poststopreden
from post.models import Postadres
from tests.maak import maak_abonnee, maak_thema
from tests.nieuwsbrieven.bezoek import (
    FORMULIER,
    KEUZES,
    aangevinkt,
    afmelden,
    bevestigen,
    bezoeker,
    kop,
    tekst,
    voorkeuren,
)

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def alles() -> list[dict[str, Any]]:
    return [
        rij
        for app in ("nieuwsbrieven", "post", "logboek")
        for model in apps.get_app_config(app).get_models()
        for rij in model._default_manager.order_by("pk").values()
    ]


def test_kijken_verandert_niets() -> None:
    wacht = maak_abonnee(bevestigd_op=None)
    actief, weg = maak_abonnee(), maak_abonnee(afgemeld_op=timezone.now())
    client = bezoeker()
    paden = [
        FORMULIER,
        bevestigen(wacht),
        *(maak(abonnee) for maak in (afmelden, voorkeuren) for abonnee in (wacht, actief, weg)),
    ]
    eerst = alles()

    antwoorden = [
        getattr(client, methode)(f"{pad}?stap=wissen&List-Unsubscribe=One-Click", follow=True)
        for pad in paden
        for methode in ("get", "head")
    ]

    assert {antwoord.status_code for antwoord in antwoorden} == {200}
    assert alles() == eerst
    assert not client.cookies


@pytest.mark.parametrize("maak", [afmelden, voorkeuren, bevestigen])
def test_een_persoonlijke_pagina_blijft_bij_wie_haar_kreeg(maak: Any) -> None:
    abonnee = maak_abonnee(email="anna.de.vries@example.nl")

    antwoord = Client().get(maak(abonnee))

    assert antwoord["Referrer-Policy"] == "no-referrer"
    assert "noindex" in antwoord["X-Robots-Tag"]
    assert "no-store" in antwoord["Cache-Control"]
    assert "a…@example.nl" in tekst(antwoord)
    assert "anna" not in tekst(antwoord)


def test_een_adres_is_te_herkennen_en_niet_te_lezen() -> None:
    assert links.gemaskeerd("anna@example.nl") == "a…@example.nl"


@pytest.mark.parametrize("soort", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_een_mailprogramma_meldt_af_zonder_iets_van_een_browser(soort: str) -> None:
    abonnee = maak_abonnee()
    multipart = soort.startswith("multipart")
    body: dict[str, Any] = (
        {"data": ONE_CLICK}
        if multipart
        else {"data": "List-Unsubscribe=One-Click", "content_type": soort}
    )

    for _ in range(2):
        antwoord = bezoeker().post(afmelden(abonnee), **body)

        assert (antwoord.status_code, kop(antwoord)) == (200, "U bent afgemeld")
        assert not antwoord.cookies

    wis(abonnee=abonnee)
    gewist = bezoeker().post(afmelden(abonnee), **body)

    assert (gewist.status_code, kop(gewist)) == (200, "Uw gegevens zijn gewist")
    assert list(Toestemming.objects.values_list("stap", flat=True)) == ["ingetrokken", "gewist"]


def test_ook_een_lege_of_vreemde_post_meldt_af() -> None:
    for body in ("", "onzin", '{"a": 1}'):
        abonnee = maak_abonnee()

        bezoeker().post(afmelden(abonnee), body, content_type="text/plain")

        abonnee.refresh_from_db()
        assert not abonnee.is_actief


@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize("naam", ["afmelden", "voorkeuren", "bevestigen"])
def test_een_vreemde_sleutel_opent_niets_en_zegt_wat_te_doen(naam: str, methode: str) -> None:
    abonnee = maak_abonnee()
    eigen = {
        "afmelden": links.AFMELDEN,
        "voorkeuren": links.VOORKEUREN,
        "bevestigen": links.BEVESTIGEN,
    }
    vals = [
        *(links.sleutel(signer, abonnee.pk) for soort, signer in eigen.items() if soort != naam),
        links.sleutel(eigen[naam], abonnee.pk)[:-1],
        f"{abonnee.pk}:vals",
        str(abonnee.pk),
        "x" * 3000,
        "é",
    ]
    eerst = alles()

    for sleutel in vals:
        antwoord = getattr(bezoeker(), methode)(reverse(f"nieuwsbrieven:{naam}", args=[sleutel]))

        assert antwoord.status_code == 404
        assert "mailto:redactie@example.nl" in tekst(antwoord)
    assert alles() == eerst


def test_een_oude_link_legt_uit_en_biedt_aan_om_opnieuw_te_beginnen() -> None:
    abonnee = maak_abonnee(bevestigd_op=None)
    pad = bevestigen(abonnee)
    na = timezone.now() + links.GELDIG + timedelta(seconds=2)

    with pytest.MonkeyPatch.context() as klok:
        klok.setattr("django.core.signing.time.time", na.timestamp)
        antwoord = bezoeker().post(pad)

    abonnee.refresh_from_db()
    assert kop(antwoord) == "Deze link werkt niet meer"
    assert f'href="{FORMULIER}"' in tekst(antwoord)
    assert not abonnee.is_actief


def test_afmelden_biedt_een_pauze_en_de_weg_terug() -> None:
    abonnee = maak_abonnee()
    client = bezoeker()

    vraag = client.get(afmelden(abonnee))
    pauze = client.post(afmelden(abonnee), {"stap": "pauze"})
    weg = client.post(afmelden(abonnee))
    weer = client.post(afmelden(abonnee), {"stap": "weer"})

    abonnee.refresh_from_db()
    assert kop(vraag) == "Wilt u zich afmelden?"
    assert "/voorkeuren/" not in tekst(vraag)
    assert kop(pauze) == "U hebt een pauze"
    assert INSTEMMING in tekst(weg)
    assert kop(weer) == "U krijgt de nieuwsbrief weer"
    assert abonnee.is_actief
    assert abonnee.pauze_tot is None


def test_de_link_om_af_te_melden_wist_en_wijzigt_niets() -> None:
    abonnee = maak_abonnee()

    bezoeker().post(afmelden(abonnee), {"stap": "wissen"})
    bezoeker().post(afmelden(abonnee), {**KEUZES, "stap": "bewaren", "frequentie": "overzicht"})

    abonnee.refresh_from_db()
    assert abonnee.frequentie == Frequentie.ELKE


def test_voorkeuren_wijzigen() -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    abonnee = maak_abonnee(themas=[herstel], rollen=["bestuurder"])
    client = bezoeker()

    eerst = client.get(voorkeuren(abonnee))
    gekozen = {**KEUZES, "welke_themas": "kies", "themas": ["wonen"], "stap": "bewaren"}
    bewaard = client.post(voorkeuren(abonnee), gekozen, follow=True)

    abonnee.refresh_from_db()
    assert aangevinkt(eerst, "themas") == ["herstel"]
    assert aangevinkt(eerst, "rollen") == ["bestuurder"]
    assert "Uw keuzes zijn bewaard." in tekst(bewaard)
    assert list(abonnee.themas.all()) == [wonen]
    assert abonnee.rollen == []


def test_wat_niet_klopt_verandert_geen_voorkeuren() -> None:
    herstel = maak_thema("herstel")
    abonnee = maak_abonnee(themas=[herstel])

    fout = bezoeker().post(
        voorkeuren(abonnee), {**KEUZES, "welke_themas": "kies", "stap": "bewaren"}
    )
    vreemd = bezoeker().post(voorkeuren(abonnee), {"stap": "onzin"})

    assert "Kies minstens één thema" in tekst(fout)
    assert vreemd.status_code == 400
    assert list(abonnee.themas.all()) == [herstel]


def test_pauze_afmelden_terugkomen_en_wissen_op_een_pagina() -> None:
    abonnee = maak_abonnee()
    client, pad = bezoeker(), voorkeuren(abonnee)

    pauze = client.post(pad, {"stap": "pauze"}, follow=True)
    verder = client.post(pad, {"stap": "verder"}, follow=True)
    weg = client.post(pad, {"stap": "afmelden"}, follow=True)
    te_laat = client.post(pad, {"stap": "pauze"}, follow=True)
    terug = client.post(pad, {"stap": "weer"}, follow=True)
    gewist = client.post(pad, {"stap": "wissen"}, follow=True)

    assert "U hebt een pauze tot" in tekst(pauze)
    assert "De pauze is voorbij." in tekst(verder)
    assert "U hebt een pauze tot" not in tekst(verder)
    assert kop(weg) == kop(te_laat) == "U krijgt geen nieuwsbrief"
    assert "Fijn dat u er weer bent." in tekst(terug)
    assert kop(gewist) == "Uw gegevens zijn gewist"
    assert not Abonnee.objects.exists()
    assert not client.cookies


def test_een_thema_dat_er_niet_meer_is_wordt_uitgelegd() -> None:
    thema, wonen = maak_thema("weg"), maak_thema("wonen")
    abonnee = maak_abonnee(themas=[thema])
    ander = maak_abonnee(themas=[thema, wonen])
    thema.delete()

    antwoord = Client().get(voorkeuren(abonnee))

    assert "U koos een thema dat er niet meer is" in tekst(antwoord)
    assert aangevinkt(antwoord, "welke_themas") == ["kies"]
    assert "dat er niet meer is" not in tekst(Client().get(voorkeuren(ander)))


def test_wie_geen_post_meer_krijgt_leest_dat_en_kan_het_opheffen() -> None:
    abonnee = maak_abonnee(email="anna@example.nl")
    terugmeldingen.stop(email="anna@example.nl", reden=Poststopreden.DRIE_KEER)
    client = bezoeker()

    eerst = client.get(voorkeuren(abonnee))
    daarna = client.post(voorkeuren(abonnee), {"stap": "mail"}, follow=True)

    assert "Wij sturen u nu geen nieuwsbrief" in tekst(eerst)
    assert "Wij sturen u weer mail." in tekst(daarna)
    assert not Postadres.objects.gestopt().exists()
