"""The preview, the check and the test mail."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nieuwsbrieven.forms.voorbeeld import ProefForm
from nieuwsbrieven.keuzelijsten import Editiesoort, Editiestatus, Frequentie
from nieuwsbrieven.models import Abonnee, Editie
from nieuwsbrieven.uitvoer.opmaak import maak
from nieuwsbrieven.views.voorbeeld import GEEN_MAIL
from post.models import Bericht
from tests.maak import (
    maak_abonnee,
    maak_blok,
    maak_editie,
    maak_gebruiker,
    maak_regio,
    maak_thema,
)

pytestmark = pytest.mark.django_db


def ingelogd(*rollen: str, **velden: Any) -> Client:
    client = Client()
    client.force_login(maak_gebruiker(rollen=list(rollen or ("webredacteur",)), **velden))
    return client


def adres(route: str, editie: Editie, **vraag: object) -> str:
    return reverse(f"nieuwsbrieven:{route}", args=[editie.pk], query=vraag or None)


def toon(client: Client, route: str, editie: Editie, **vraag: object) -> str:
    antwoord = client.get(adres(route, editie, **vraag))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.mark.parametrize("route", ["voorbeeld", "voorbeeld_mail", "controle"])
def test_alleen_wie_nieuwsbrieven_ziet_komt_hier(route: str) -> None:
    editie = maak_editie()
    waar = adres(route, editie)

    assert Client().get(waar).status_code == 302
    assert ingelogd("indiener").get(waar).status_code == 403
    assert ingelogd("kennismakelaar").get(waar).status_code == 200


@pytest.mark.parametrize("route", ["voorbeeld", "voorbeeld_mail", "controle", "proef"])
def test_een_editie_die_er_niet_is_geeft_404(route: str) -> None:
    waar = reverse(f"nieuwsbrieven:{route}", args=[999_999])

    antwoord = ingelogd().post(waar) if route == "proef" else ingelogd().get(waar)

    assert antwoord.status_code == 404


def test_het_voorbeeld_toont_wat_een_postvak_toont_en_de_tekst() -> None:
    editie = maak_editie(onderwerp="Zorg & <wonen>", preheader="Kijk snel")
    maak_abonnee()

    pagina = toon(ingelogd(), "voorbeeld", editie)

    assert "Zorg &amp; &lt;wonen&gt;" in pagina
    assert "Kijk snel" in pagina
    assert "Kennisbank Nieuwe wegen</strong>" in pagina
    assert "1 abonnee krijgt deze mail." in pagina
    assert re.search(r"<pre[^>]*>Zorg &amp; &lt;wonen&gt;\n={14}", pagina)


def test_een_gekozen_lezer_ziet_alleen_de_eigen_delen() -> None:
    herstel, drenthe = maak_thema("herstel"), maak_regio("drenthe")
    editie = maak_editie(blokken=0)
    maak_blok(editie, titel="Voor herstel", themas=[herstel])
    maak_blok(editie, titel="Voor wonen", themas=[maak_thema("wonen")])
    maak_blok(editie, titel="Uit Utrecht", regios=[maak_regio("utrecht")])
    maak_blok(editie, titel="Voor bestuur", rollen=["bestuurder"])
    client = ingelogd()

    alles = toon(client, "voorbeeld_mail", editie)
    gekozen = toon(
        client,
        "voorbeeld_mail",
        editie,
        wie=Frequentie.ELKE,
        themas=herstel.pk,
        regio=drenthe.pk,
        rollen="professional",
    )

    titels = ["Voor herstel", "Voor wonen", "Uit Utrecht", "Voor bestuur"]
    assert [titel in alles for titel in titels] == [True] * 4
    assert [titel in gekozen for titel in titels] == [True, False, False, False]


@pytest.mark.parametrize(
    ("soort", "wie", "krijgt"),
    [
        (Editiesoort.GEWOON, Frequentie.ELKE, True),
        (Editiesoort.GEWOON, Frequentie.OVERZICHT, False),
        (Editiesoort.OVERZICHT, Frequentie.OVERZICHT, True),
        (Editiesoort.OVERZICHT, Frequentie.ELKE, False),
    ],
)
def test_een_editie_is_voor_lezers_van_haar_soort(soort: str, wie: str, *, krijgt: bool) -> None:
    editie = maak_editie(soort=soort)

    pagina = toon(ingelogd(), "voorbeeld", editie, wie=wie)

    assert ("Deze lezer krijgt geen mail" not in pagina) == krijgt
    assert ("<iframe" in pagina) == krijgt


def test_een_onbekende_keuze_krijgt_uitleg_en_toont_alles() -> None:
    editie = maak_editie()

    pagina = toon(ingelogd(), "voorbeeld", editie, wie=Frequentie.ELKE, themas="onzin", regio="x")

    assert "veld__fout" in pagina
    assert "<iframe" in pagina


def test_per_deel_staat_hoeveel_lezers_het_krijgen() -> None:
    herstel = maak_thema("herstel")
    editie = maak_editie(blokken=0)
    maak_blok(editie, titel="Smal", themas=[herstel])
    maak_blok(editie, titel="Breed")
    maak_abonnee(themas=[herstel])
    maak_abonnee(themas=[])
    maak_abonnee()

    pagina = " ".join(re.sub("<[^>]+>", " ", toon(ingelogd(), "voorbeeld", editie)).split())

    assert "Smal 2 lezers" in pagina
    assert "Breed 3 lezers" in pagina


def test_de_mail_staat_achter_een_eigen_beleid_en_alleen_in_ons_raam() -> None:
    editie = maak_editie()
    client = ingelogd()

    mail = client.get(adres("voorbeeld_mail", editie))
    pagina = client.get(adres("voorbeeld", editie))

    beleid = mail["Content-Security-Policy"]
    assert "default-src 'none'" in beleid
    assert "frame-ancestors 'self'" in beleid
    assert "script-src" not in beleid
    assert mail["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-src 'self'" in pagina["Content-Security-Policy"]
    assert "script-src 'self'" in pagina["Content-Security-Policy"]
    assert pagina["X-Frame-Options"] == "DENY"


def test_het_voorbeeld_en_de_proef_lekken_geen_link_van_een_lezer() -> None:
    editie = maak_editie()
    maak_abonnee()
    client = ingelogd()

    client.post(adres("proef", editie))

    bericht = Bericht.objects.get()
    for vorm in (toon(client, "voorbeeld_mail", editie), bericht.tekst, bericht.html):
        assert "/afmelden/" not in vorm
        assert "/voorkeuren/" not in vorm
        assert f"{adres('voorbeeld', editie)}#persoonlijk" in vorm


def test_een_proef_gaat_naar_het_eigen_adres_met_de_gekozen_delen() -> None:
    herstel = maak_thema("herstel")
    editie = maak_editie(blokken=0, onderwerp="Nieuws")
    maak_blok(editie, titel="Voor herstel", themas=[herstel])
    maak_blok(editie, titel="Voor wonen", themas=[maak_thema("wonen")])
    client = ingelogd(email="ik@example.nl")
    keuze = {"wie": Frequentie.ELKE, "themas": herstel.pk}

    antwoord = client.post(adres("proef", editie, **keuze))

    assert antwoord["Location"] == adres("voorbeeld", editie, **keuze)
    bericht = Bericht.objects.get()
    assert (bericht.aan, bericht.onderwerp) == ("ik@example.nl", "Proef: Nieuws")
    assert [titel in bericht.html for titel in ("Voor herstel", "Voor wonen")] == [True, False]
    assert "Voor herstel" in bericht.tekst


def test_een_proef_gaat_ook_naar_een_collega_en_naar_niemand_anders() -> None:
    collega, vreemde = maak_gebruiker(rollen=["projectleider"]), maak_gebruiker(rollen=["coach"])
    editie, client = maak_editie(), ingelogd()

    maak_gebruiker(rollen=["webredacteur"], naam="Ädne Eerst")
    keuze = ProefForm(door=collega)["aan"][0]
    for aan in (collega.pk, vreemde.pk, "ander@example.nl"):
        client.post(adres("proef", editie), {"aan": aan})

    assert keuze.choice_label.startswith("Ädne Eerst (")
    assert [b.aan for b in Bericht.objects.all()] == [collega.email]


def test_een_proef_voor_wie_niets_krijgt_wordt_niet_verstuurd() -> None:
    editie = maak_editie(blokken=0)
    client = ingelogd()
    waar = f"http://testserver{adres('voorbeeld', editie)}"

    antwoord = client.post(adres("proef", editie), follow=True, headers={"Referer": waar})

    assert GEEN_MAIL in antwoord.content.decode()
    assert not Bericht.objects.exists()


def test_kijken_en_proberen_verandert_niets_aan_de_editie() -> None:
    editie = maak_editie()
    client = ingelogd()
    voor = Editie.objects.values().get()

    for route in ("voorbeeld", "voorbeeld_mail", "controle"):
        toon(client, route, editie)
    assert not Bericht.objects.exists()
    client.post(adres("proef", editie))

    assert Editie.objects.values().get() == voor
    assert not Abonnee.objects.exists()


def test_van_een_verzonden_editie_is_te_zien_wat_er_uitging() -> None:
    editie = maak_editie(blokken=0)
    blok = maak_blok(editie, titel="Zoals verzonden")
    stukken = maak(editie)
    Editie.objects.filter(pk=editie.pk).update(stukken=stukken)
    blok.titel = "Later gewijzigd"
    blok.save()

    pagina = toon(ingelogd(), "voorbeeld_mail", editie)

    assert "Zoals verzonden" in pagina
    assert "Later gewijzigd" not in pagina


def test_wie_niet_meeschreef_geeft_akkoord_op_wat_er_nu_staat() -> None:
    schrijver = maak_gebruiker(rollen=["webredacteur"])
    editie = maak_editie(vier_ogen=True, gemaakt_door=schrijver, wijziging=4)
    zelf = Client()
    zelf.force_login(schrijver)
    knop = f'action="{reverse("nieuwsbrieven:stap", args=[editie.pk, "akkoord"])}"'

    van_collega, van_zelf = (
        toon(client, "voorbeeld", editie) for client in (ingelogd("kennismakelaar"), zelf)
    )

    assert knop in van_collega
    assert 'name="wijziging" value="4"' in van_collega
    assert knop not in van_zelf
    assert "geen akkoord geven" in van_zelf


def test_de_controle_zegt_wat_er_mis_is_en_leidt_erheen() -> None:
    maak_abonnee()
    editie = maak_editie(blokken=0, preheader="", inleiding="<p>Welkom.</p>")
    blok = maak_blok(editie, tekst="", titel="Niets")

    pagina = toon(ingelogd(), "controle", editie)

    assert "leeg deel" in pagina
    assert reverse("nieuwsbrieven:blok", args=[editie.pk, blok.pk]) in pagina
    assert f"{adres('bewerken', editie)}#preheader" in pagina
    assert "Naar het verzenden" not in pagina


def test_van_een_goede_editie_zegt_de_controle_dat_alles_in_orde_is() -> None:
    maak_abonnee()
    editie = maak_editie(inleiding="<p>Welkom.</p>")

    assert "Alles in orde" in toon(ingelogd(), "controle", editie)


def test_een_geplande_editie_kan_ook_worden_bekeken() -> None:
    editie = maak_editie(status=Editiestatus.GEPLAND)

    assert "<iframe" in toon(ingelogd(), "voorbeeld", editie)
