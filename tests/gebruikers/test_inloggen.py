"""In and out by the one door, without telling who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from gebruikers.templatetags.gebruikers import browser
from post.models import Bericht
from tests.gebruikers.hulp import WACHTWOORD, laatste_link, log_in, maak_inlogger
from tests.maak import maak_gebruiker

pytestmark = pytest.mark.django_db

NIEUW = "vier andere losse woorden"
MOZILLA = "Mozilla/5.0"
"""How every browser begins to say what it is."""


def test_wie_inlogt_gaat_aan_het_werk_en_logt_weer_uit(client: Client) -> None:
    gebruiker = maak_inlogger("kennismakelaar")

    naar = log_in(client, gebruiker.email.upper())

    assert naar == "/redactie/"
    tekst = client.get("/over/").text
    assert str(gebruiker) in tekst
    assert "Uitloggen" in tekst
    assert client.get("/uitloggen/").status_code == 200
    assert client.session.get("_auth_user_id")
    assert client.post("/uitloggen/").headers["Location"] == "/"
    assert "Inloggen" in client.get("/over/").text


@pytest.mark.parametrize(
    ("rol", "naar"),
    [("indiener", "/redactie/"), ("coach", "/redactie/"), ("stuurgroep", "/redactie/")],
)
def test_ieder_begint_waar_die_iets_kan_doen(client: Client, rol: str, naar: str) -> None:
    gebruiker = maak_inlogger(rol)

    assert log_in(client, gebruiker.email) == naar


def test_wie_ergens_heen_wilde_komt_daar(client: Client) -> None:
    gebruiker = maak_inlogger("kennismakelaar")
    gegevens = {"login": gebruiker.email, "password": WACHTWOORD}

    hier = client.post("/inloggen/", {**gegevens, "next": "/over/"})
    client.post("/uitloggen/")
    elders = client.post("/inloggen/", {**gegevens, "next": "https://elders.example/"})

    assert hier.headers["Location"] == "/over/"
    assert elders.headers["Location"] == "/redactie/"


def test_inloggen_verklapt_niet_wie_een_account_heeft(client: Client) -> None:
    maak_inlogger("indiener", email="bekend@example.nl")
    maak_inlogger("indiener", email="uit@example.nl", is_active=False)

    paginas = {
        _kaal(log_in(client, email, "een verkeerd wachtwoord")).replace(email, "")
        for email in ("bekend@example.nl", "onbekend@example.nl", "uit@example.nl")
    }

    assert len(paginas) == 1
    assert "Het e-mailadres of het wachtwoord klopt niet" in paginas.pop()


def _kaal(pagina: str) -> str:
    """A page without its tokens, which differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", pagina)


def test_wachtwoord_vergeten_antwoordt_iedereen_hetzelfde(client: Client) -> None:
    maak_inlogger("indiener", email="bekend@example.nl")

    antwoorden = set()
    for email in ("bekend@example.nl", "onbekend@example.nl"):
        antwoord = client.post("/wachtwoord/vergeten/", {"email": email})
        pagina = client.get(antwoord.headers["Location"])
        antwoorden.add((antwoord.status_code, antwoord.headers["Location"], _kaal(pagina.text)))

    assert len(antwoorden) == 1
    berichten = dict(Bericht.objects.values_list("aan", "tekst"))
    assert set(berichten) == {"bekend@example.nl", "onbekend@example.nl"}
    assert "/wachtwoord/kiezen/" in berichten["bekend@example.nl"]
    assert "geen account" in berichten["onbekend@example.nl"]


def test_een_nieuw_wachtwoord_logt_in_en_de_link_werkt_een_keer(client: Client) -> None:
    gebruiker = maak_inlogger("indiener")
    client.post("/wachtwoord/vergeten/", {"email": gebruiker.email})
    link = laatste_link()

    kiezen = client.get(link, follow=True)
    kort = client.post(kiezen.request["PATH_INFO"], {"password1": "kort"})
    vaak = client.post(kiezen.request["PATH_INFO"], {"password1": "qwerty123456"})
    klaar = client.post(kiezen.request["PATH_INFO"], {"password1": NIEUW})

    assert link not in kiezen.request["PATH_INFO"]
    assert "Dit wachtwoord is te kort" in kort.text
    assert "Dit wachtwoord is te algemeen" in vaak.text
    assert klaar.headers["Location"] == "/redactie/"
    assert Bericht.objects.filter(onderwerp="Uw wachtwoord is gewijzigd").count() == 1
    nog_eens = Client().get(link)
    assert "Deze link werkt niet meer" in nog_eens.text
    assert "/wachtwoord/vergeten/" in nog_eens.text
    assert log_in(Client(), gebruiker.email, NIEUW) == "/redactie/"


def test_een_wachtwoord_wijzigen(client: Client) -> None:
    gebruiker = maak_inlogger("indiener")
    log_in(client, gebruiker.email)

    fout = client.post("/account/wachtwoord/", {"oldpassword": "anders", "password1": NIEUW})
    goed = client.post("/account/wachtwoord/", {"oldpassword": WACHTWOORD, "password1": NIEUW})

    assert "Dit is niet uw huidige wachtwoord" in fout.text
    assert goed.headers["Location"] == "/account/"
    assert "Uw wachtwoord is gewijzigd" in client.get("/account/").text
    assert log_in(Client(), gebruiker.email, NIEUW) == "/redactie/"


def test_wie_uitgezet_is_komt_er_niet_in(client: Client) -> None:
    gebruiker = maak_inlogger("indiener", is_active=False)

    assert log_in(client, gebruiker.email) == "/inloggen/niet-actief/"
    assert "Dit account is uitgezet" in client.get("/inloggen/niet-actief/").text
    assert "_auth_user_id" not in client.session


def test_niemand_maakt_zelf_een_account() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_er_is_een_lijst_van_adressen_en_geen_tweede(client: Client) -> None:
    gebruiker = maak_inlogger("indiener")
    log_in(client, gebruiker.email)
    client.post("/wachtwoord/vergeten/", {"email": gebruiker.email})
    client.get("/account/")

    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "woorden"),
    [
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36",
            "Chrome op Windows",
        ),
        (f"{MOZILLA} (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari op iPhone"),
        (f"{MOZILLA} (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox op Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "Onbekende browser"),
    ],
)
def test_een_browser_is_te_herkennen(user_agent: str, woorden: str) -> None:
    assert browser(user_agent) == woorden


def test_apparaten_tonen_waar_iemand_is_ingelogd(client: Client) -> None:
    gebruiker = maak_inlogger("indiener")
    elders = Client()
    log_in(elders, gebruiker.email, user_agent="Andere browser")
    log_in(client, gebruiker.email)

    pagina = client.get("/account/apparaten/").text
    client.post("/account/apparaten/")

    assert "Andere browser" in pagina
    assert "Dit apparaat" in pagina
    assert elders.get("/account/").headers["Location"].startswith("/inloggen/")
    assert "op alle andere apparaten uitgelogd" in client.get("/account/apparaten/").text


@pytest.mark.parametrize("pad", ["/beheer/", "/beheer/login/", "/beheer/logboek/vergeetbaar/"])
def test_het_beheer_heeft_geen_eigen_deur(client: Client, pad: str) -> None:
    antwoord = client.get(pad, follow=True)

    assert antwoord.request["PATH_INFO"] == "/inloggen/"


def test_het_beheer_weigert_wie_er_niets_te_doen_heeft(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    assert client.get("/beheer/", follow=True).status_code == 403


def test_het_beheer_gebruikt_de_uitgang_van_de_site(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["beheerder"]))

    assert client.get("/beheer/password_change/").status_code == 302  # no password to change yet
    assert client.post("/beheer/logout/").headers["Location"] == "/"


def test_de_demo_zegt_dat_het_een_demo_is(client: Client, settings: Settings) -> None:
    gewoon = client.get("/inloggen/").text
    settings.DEMO = True

    assert "Dit is een demo" not in gewoon
    assert "Dit is een demo" in client.get("/inloggen/").text
