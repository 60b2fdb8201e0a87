"""What was sent and could not be taken is not lost: an old token, an ended session."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse

from basis.kopie import meld_ontvangen
from gebruikers.models import Gebruiker
from nieuwsbrieven.models import Editie
from tests.maak import maak_editie, maak_gebruiker
from werkplek.opnieuw import HOOGSTENS

pytestmark = pytest.mark.django_db

HIER = {"Sec-Fetch-Site": "same-origin"}
NUMMER = "c0" * 18
TEKST = "Zij zei: <b>“samen”</b> & 'thuis'.\r\nTweede regel."


def browser(door: Gebruiker | None = None) -> Client:
    """A browser whose forms need the token of the page that they stand on."""
    client = Client(enforce_csrf_checks=True)
    if door:
        client.force_login(door)
    return client


def redacteur() -> Gebruiker:
    return maak_gebruiker(rollen=["webredacteur"])


def velden(antwoord: Any) -> dict[str, str]:
    """What the form in the middle of the page sends."""
    formulier = re.search(r"<main.*?<form method=\"post\"(.*?)</form>", antwoord.text, re.DOTALL)
    assert formulier
    gevonden = re.findall(r'name="([^"]*)" value="([^"]*)"', formulier[1])
    return {unescape(naam): unescape(waarde) for naam, waarde in gevonden}


def test_met_een_oude_sleutel_is_een_druk_genoeg() -> None:
    client, adres = browser(redacteur()), reverse("nieuwsbrieven:begin")

    pagina = client.post(adres, {"onderwerp": "Herfst & <winter>"}, headers=HIER)
    antwoord = client.post(adres, velden(pagina), headers=HIER)

    assert pagina.status_code == 403
    assert "Druk nog één keer" in pagina.text
    assert "no-store" in pagina.headers["Cache-Control"]
    assert antwoord.status_code == 302
    assert Editie.objects.get().onderwerp == "Herfst & <winter>"


def test_de_pagina_houdt_elk_veld_zoals_het_was() -> None:
    adres = reverse("nieuwsbrieven:begin") + "?van=daar"
    data = {"tekst": TEKST, "keuze": "a", "kopie": NUMMER, "csrfmiddlewaretoken": "oud"}

    pagina = browser(redacteur()).post(adres, data, headers=HIER)

    gehouden = velden(pagina)
    assert gehouden.pop("csrfmiddlewaretoken") != "oud"
    assert gehouden == {"tekst": TEKST, "keuze": "a", "kopie": NUMMER}
    assert f'action="{adres}"' in pagina.text


def test_een_bestand_moet_opnieuw_gekozen() -> None:
    data = {"titel": "Een foto", "afbeelding": SimpleUploadedFile("wijk.png", b"x")}

    pagina = browser(redacteur()).post(reverse("nieuwsbrieven:begin"), data, headers=HIER)

    assert "Kies daarna opnieuw" in pagina.text
    assert "wijk.png" in pagina.text


@pytest.mark.parametrize(
    "koppen",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Referer": "https://evil.example/http://testserver/"},
        {"Referer": "http://[kapot/"},
        {},
    ],
)
@pytest.mark.parametrize("ingelogd", [True, False])
def test_wat_niet_van_onze_site_komt_wordt_niet_herhaald(
    *, koppen: dict[str, str], ingelogd: bool
) -> None:
    client = browser(redacteur() if ingelogd else None)

    pagina = client.post(reverse("nieuwsbrieven:begin"), {"onderwerp": "Kwaad"}, headers=koppen)

    assert pagina.status_code == 403
    assert "Dit formulier kunnen wij niet aannemen" in pagina.text
    assert "Kwaad" not in pagina.text


@pytest.mark.parametrize(
    "koppen", [{"Origin": "http://testserver"}, {"Referer": "http://testserver/redactie/"}]
)
def test_een_oude_browser_zegt_het_op_zijn_eigen_manier(koppen: dict[str, str]) -> None:
    adres = reverse("nieuwsbrieven:begin")

    pagina = browser(redacteur()).post(adres, {"onderwerp": "Herfst"}, headers=koppen)

    assert velden(pagina)["onderwerp"] == "Herfst"


@pytest.mark.parametrize(
    ("adres", "data"),
    [
        ("/inloggen/", {"login": "sam@example.nl", "password": "drie losse woorden"}),
        ("/inloggen/code/", {"code": "123456-geheim"}),
        ("/redactie/accounts/nieuw/", {"password1": "drie losse woorden"}),
        ("/wachtwoord/vergeten/", {"email": "sam@example.nl"}),
    ],
)
def test_wachtwoorden_en_codes_komen_nooit_in_een_pagina(adres: str, data: dict[str, str]) -> None:
    pagina = browser().post(adres, data, headers=HIER)

    assert pagina.status_code == 403
    assert "Vul dit nog één keer in" in pagina.text
    assert not any(waarde in pagina.text for waarde in data.values())
    assert f'href="{adres}"' in pagina.text


def test_wie_in_twee_tabbladen_inlogt_komt_waar_hij_heen_ging() -> None:
    client = browser(redacteur())
    data = {"login": "sam@example.nl", "password": "drie losse woorden", "next": "/redactie/nieuw/"}

    pagina = client.post("/inloggen/", data, headers=HIER)
    verder = client.get("/inloggen/?next=%2Fredactie%2Fnieuw%2F")

    assert 'href="/inloggen/?next=%2Fredactie%2Fnieuw%2F"' in pagina.text
    assert verder.headers["Location"] == "/redactie/nieuw/"


def test_een_te_lange_tekst_staat_niet_op_de_pagina() -> None:
    data = {"tekst": "x" * (HOOGSTENS + 1)}

    pagina = browser(redacteur()).post(reverse("nieuwsbrieven:begin"), data, headers=HIER)

    assert (pagina.status_code, "xxx" in pagina.text) == (403, False)
    assert "Ga terug in uw browser" in pagina.text


# --- the session ended ---


def stuur(data: dict[str, Any], **koppen: str) -> Any:
    adres = reverse("nieuwsbrieven:begin")
    return Client().post(adres, data, headers={"Referer": f"http://testserver{adres}", **koppen})


def test_na_de_sessie_staat_wat_u_typte_op_de_pagina_en_is_het_na_inloggen_te_sturen() -> None:
    adres = reverse("nieuwsbrieven:begin")

    pagina = stuur({"onderwerp": "Herfst"})
    client = Client()
    client.force_login(redacteur())
    client.post(adres, velden(pagina))

    assert pagina.status_code == 403
    assert "U bent niet meer ingelogd" in pagina.text
    assert f'href="/inloggen/?next={adres}"' in pagina.text
    assert Editie.objects.get().onderwerp == "Herfst"


@pytest.mark.parametrize(
    "data", [{"onderwerp": "Herfst", "kopie": NUMMER}, {"onderwerp": " ", "kenmerk": "abc"}]
)
def test_met_een_kopie_of_zonder_tekst_gaat_u_meteen_naar_het_inloggen(
    data: dict[str, str],
) -> None:
    antwoord = stuur(data)

    assert antwoord.headers["Location"] == f"/inloggen/?next={reverse('nieuwsbrieven:begin')}"


def test_een_script_gaat_naar_het_inloggen() -> None:
    antwoord = stuur({"onderwerp": "Herfst"}, **{"HX-Request": "true"})

    assert antwoord.status_code == 302


# --- the copy on the device ---


@pytest.mark.parametrize(
    ("naar", "met"),
    [
        ("/x/", "/x/#ontvangen-"),
        ("/x/?q=1", "/x/?q=1#ontvangen-"),
        ("/x/#deel", "/x/#deelontvangen-"),
    ],
)
def test_achter_het_adres_staat_welke_kopie_weg_kan(
    rf: RequestFactory, naar: str, met: str
) -> None:
    antwoord = HttpResponseRedirect(naar)

    meld_ontvangen(rf.post("/", {"kopie": NUMMER}), antwoord)

    assert antwoord.headers["Location"] == met + NUMMER


def test_alleen_wat_genomen_is_gaat_van_het_apparaat() -> None:
    client, adres = Client(), reverse("nieuwsbrieven:begin")
    client.force_login(redacteur())

    geweigerd = client.post(adres, {"onderwerp": "", "kopie": NUMMER})
    genomen = client.post(adres, {"onderwerp": "Herfst", "kopie": NUMMER})

    assert f'data-gepost="{NUMMER}"' in geweigerd.text
    assert genomen.headers["Location"].endswith(f"/voorstellen/#ontvangen-{NUMMER}")


def test_een_regel_die_weigert_laat_de_kopie_staan() -> None:
    client, editie = Client(), maak_editie(vier_ogen=True)
    client.force_login(redacteur())
    adres = reverse("nieuwsbrieven:stap", args=[editie.pk, "akkoord"])

    antwoord = client.post(adres, {"wijziging": "99", "kopie": NUMMER})

    assert NUMMER not in antwoord.headers.get("Location", "")


@pytest.mark.parametrize("nummer", ["", "c0", "Set-Cookie: x", "C0" * 18, "c0" * 18 + "\n"])
def test_alleen_een_nummer_komt_in_het_adres(nummer: str) -> None:
    client = Client()
    client.force_login(redacteur())

    antwoord = client.post(reverse("nieuwsbrieven:begin"), {"onderwerp": "Herfst", "kopie": nummer})

    assert (antwoord.status_code, "#" in antwoord.headers["Location"]) == (302, False)


@pytest.mark.parametrize("route", ["account_logout", "beheer_uitloggen"])
def test_uitloggen_wist_wat_op_het_apparaat_staat(route: str) -> None:
    client = Client()
    client.force_login(redacteur())

    antwoord = client.post(reverse(route))

    assert antwoord.headers["Clear-Site-Data"] == '"storage"'
