"""The second step: forced for some roles, by app, passkey or recovery code."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from gebruikers.middleware import VRIJ
from gebruikers.rollen import Rol
from post.models import Bericht
from tests.gebruikers.hulp import WACHTWOORD, code, log_in, maak_inlogger
from tests.maak import maak_gebruiker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rol", list(Rol))
def test_alleen_wie_veel_mag_moet_een_tweede_stap_instellen(client: Client, rol: Rol) -> None:
    client.force_login(maak_gebruiker(rollen=[rol], tweede_stap=False))

    antwoorden = [client.get(pad) for pad in ("/over/", "/account/wachtwoord/")]

    naar = {antwoord.headers.get("Location") for antwoord in antwoorden}
    assert (naar == {"/account/"}) is (rol in ("beheerder", "webredacteur", "projectleider"))


def test_tot_die_tijd_kan_alleen_wat_ervoor_nodig_is(client: Client) -> None:
    gebruiker = maak_inlogger("webredacteur", tweede_stap=False)

    assert log_in(client, gebruiker.email) == "/redactie/"
    assert client.get("/redactie/").headers["Location"] == "/account/"
    assert client.post("/account/wachtwoord/", {}).headers["Location"] == "/account/"
    assert "Stel eerst een tweede stap in" in client.get("/account/").text
    assert client.get("/uitloggen/").status_code == 200
    assert "mfa_deactivate_totp" not in VRIJ


def test_een_code_app_koppelen_opent_de_rest(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    gebruiker = maak_inlogger("beheerder", tweede_stap=False)
    log_in(client, gebruiker.email)

    bevestigen = client.get("/account/app/").headers["Location"]
    fout = client.post(bevestigen, {"password": "anders"})
    terug = client.post(bevestigen, {"password": WACHTWOORD, "next": "/account/app/"})
    geheim = client.get(terug.headers["Location"]).context["form"].secret
    mis = client.post("/account/app/", {"code": "000000"})
    with django_capture_on_commit_callbacks(execute=True):
        klaar = client.post("/account/app/", {"code": code(geheim)})

    assert "Dit is niet uw wachtwoord" in fout.text
    assert mis.status_code == 200
    assert mis.context["form"].errors
    assert klaar.headers["Location"] == "/account/herstelcodes/"
    assert client.get("/account/herstelcodes/").text.count("<code>") == 10
    assert client.get("/over/").status_code == 200
    assert Bericht.objects.get().onderwerp == "Er is een code-app gekoppeld aan uw account"


def test_inloggen_met_een_code(client: Client) -> None:
    gebruiker = maak_inlogger("webredacteur")

    assert log_in(client, gebruiker.email) == "/inloggen/code/"
    assert "_auth_user_id" not in client.session
    fout = client.post("/inloggen/code/", {"code": "000000"})
    goed = client.post("/inloggen/code/", {"code": code()})

    assert "aria-invalid" in fout.text
    assert goed.headers["Location"] == "/redactie/"


def test_een_code_werkt_een_keer(client: Client) -> None:
    gebruiker = maak_inlogger("webredacteur")
    gebruikt = code()
    log_in(client, gebruiker.email)
    client.post("/inloggen/code/", {"code": gebruikt})
    ander = Client()
    log_in(ander, gebruiker.email)

    assert ander.post("/inloggen/code/", {"code": gebruikt}).status_code == 200


def test_een_herstelcode_werkt_een_keer(client: Client) -> None:
    gebruiker = maak_inlogger("projectleider")
    client.force_login(gebruiker)
    client.post("/account/bevestigen/", {"password": WACHTWOORD})
    client.post("/account/herstelcodes/nieuw/")
    herstelcode = client.get("/account/herstelcodes/").context["unused_codes"][0]

    eerste, tweede = Client(), Client()
    for ander in (eerste, tweede):
        assert log_in(ander, gebruiker.email) == "/inloggen/code/"

    assert eerste.post("/inloggen/code/", {"code": herstelcode}).headers["Location"] == "/redactie/"
    assert tweede.post("/inloggen/code/", {"code": herstelcode}).status_code == 200


def test_ook_codes_raden_houdt_op(client: Client) -> None:
    gebruiker = maak_inlogger("webredacteur")
    log_in(client, gebruiker.email)

    for _ in range(5):
        client.post("/inloggen/code/", {"code": "000000"})

    laatste = client.post("/inloggen/code/", {"code": code()})
    assert "Er is te vaak geprobeerd" in laatste.text


def test_wie_de_app_loskoppelt_moet_opnieuw_kiezen(client: Client) -> None:
    gebruiker = maak_inlogger("webredacteur")
    client.force_login(gebruiker)
    client.post("/account/bevestigen/", {"password": WACHTWOORD})

    client.post("/account/app/verwijderen/")

    assert not Authenticator.objects.exists()
    assert client.get("/over/").headers["Location"] == "/account/"


def test_in_de_demo_hoeft_niemand(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    gebruiker = maak_inlogger("beheerder", tweede_stap=False)

    assert log_in(client, gebruiker.email) == "/redactie/accounts/"
    assert client.get("/redactie/accounts/").status_code == 200


def test_de_bewaking_kost_een_bezoeker_niets(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/over/")

    with django_assert_num_queries(0):
        client.get("/over/?anders")


def test_passkeys_mogen_van_de_koppen(client: Client) -> None:
    gebruiker = maak_inlogger("indiener")
    log_in(client, gebruiker.email)
    client.post("/account/bevestigen/", {"password": WACHTWOORD})

    pagina = client.get("/account/passkey/")

    assert "publickey-credentials" not in pagina["Permissions-Policy"]
    assert 'id="passkey-gegevens" type="application/json"' in pagina.text
