"""A beheerder makes accounts, invites, and switches them off."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as instellingen
from django.contrib.auth import tokens
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from gebruikers.actions import wijzig
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from post.models import Bericht
from tests.gebruikers.hulp import laatste_link, log_in
from tests.maak import maak_gebruiker, maak_organisatie

pytestmark = pytest.mark.django_db

NIEUW = "vier andere losse woorden"
LIJST = "/redactie/accounts/"


@pytest.fixture
def beheer(client: Client) -> Client:
    client.force_login(maak_gebruiker(rollen=["beheerder"]))
    return client


def _maak(beheer: Client, **velden: object) -> Gebruiker:
    gegevens = {"email": "Nieuw@Example.nl", "naam": "Nina Nieuw", "is_active": "on"} | velden
    antwoord = beheer.post(f"{LIJST}nieuw/", gegevens)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    return Gebruiker.objects.get(email="nieuw@example.nl")


def _doe(beheer: Client, stap: str, gebruiker: Gebruiker) -> str:
    return beheer.post(f"{LIJST}{gebruiker.pk}/stap/", {"stap": stap}, follow=True).text


def _met_kenmerk(beheer: Client, gebruiker: Gebruiker, **velden: object) -> dict[str, object]:
    return {"kenmerk": beheer.get(f"{LIJST}{gebruiker.pk}/").context["kenmerk"], **velden}


def test_een_nieuw_account_krijgt_een_uitnodiging_en_kiest_zelf_een_wachtwoord(
    beheer: Client,
) -> None:
    organisatie = maak_organisatie()
    gebruiker = _maak(beheer, rollen=["indiener", "coach"], organisaties=[organisatie.pk])

    assert gebruiker.rollen == ["indiener", "coach"]
    assert list(gebruiker.organisaties.all()) == [organisatie]
    assert not gebruiker.has_usable_password()
    bericht = Bericht.objects.get()
    assert bericht.aan == "nieuw@example.nl"
    assert bericht.onderwerp.startswith("U bent uitgenodigd")
    assert "Nina Nieuw" in bericht.tekst
    nieuw = Client()
    kiezen = nieuw.get(laatste_link(), follow=True)
    assert nieuw.post(kiezen.request["PATH_INFO"], {"password1": NIEUW}).status_code == 302
    assert "Nina Nieuw" in nieuw.get("/over/").text
    assert "Deze link werkt niet meer" in Client().get(_link_in(bericht)).text


def _link_in(bericht: Bericht) -> str:
    return next(
        regel for regel in bericht.tekst.splitlines() if "/wachtwoord/" in regel
    ).removeprefix("http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("dagen", "kop"), [(6.9, "Kies een wachtwoord"), (7.1, "Deze link werkt niet meer")]
)
def test_een_uitnodiging_verloopt_na_zeven_dagen(
    beheer: Client, monkeypatch: pytest.MonkeyPatch, dagen: float, kop: str
) -> None:
    assert instellingen.PASSWORD_RESET_TIMEOUT == 7 * 24 * 3600
    _maak(beheer)
    later = timezone.make_naive(timezone.now()) + timedelta(days=dagen)
    monkeypatch.setattr(tokens.PasswordResetTokenGenerator, "_now", lambda _self: later)

    pagina = Client().get(laatste_link(), follow=True).text

    assert f"<h1>{kop}</h1>" in pagina


def test_opnieuw_uitnodigen(beheer: Client) -> None:
    gebruiker = _maak(beheer)

    tekst = _doe(beheer, "uitnodigen", gebruiker)

    assert "krijgt een nieuwe uitnodiging" in tekst
    assert Bericht.objects.filter(aan=gebruiker.email).count() == 2


def test_wie_uit_staat_wordt_niet_uitgenodigd(beheer: Client) -> None:
    gebruiker = _maak(beheer, is_active="")

    tekst = _doe(beheer, "uitnodigen", gebruiker)

    assert "is niet actief" in tekst
    assert not Bericht.objects.exists()


def test_wie_zijn_telefoon_kwijt_is_begint_opnieuw(beheer: Client) -> None:
    gebruiker = maak_gebruiker(rollen=["webredacteur"])

    tekst = _doe(beheer, "tweede-stap", gebruiker)

    assert "kan een nieuwe tweede stap kiezen" in tekst
    assert not Authenticator.objects.filter(user=gebruiker).exists()
    assert Bericht.objects.get().aan == gebruiker.email
    assert "had geen tweede stap" in _doe(beheer, "tweede-stap", gebruiker)


def test_een_account_gaat_uit_en_nooit_weg(beheer: Client) -> None:
    gebruiker = maak_gebruiker()
    ingelogd = Client()
    ingelogd.force_login(gebruiker)

    velden = _met_kenmerk(beheer, gebruiker, email=gebruiker.email, naam="Nina")
    beheer.post(f"{LIJST}{gebruiker.pk}/", velden)

    assert ingelogd.get("/account/").headers["Location"].startswith("/inloggen/")
    gebruiker.refresh_from_db()
    assert not gebruiker.is_active


def test_een_adres_heeft_een_account(beheer: Client) -> None:
    maak_gebruiker(email="nieuw@example.nl")

    antwoord = beheer.post(f"{LIJST}nieuw/", {"email": "NIEUW@example.nl", "naam": "Nina"})

    assert antwoord.status_code == 200
    assert "Dit e-mailadres heeft al een account" in antwoord.text


def test_een_indiener_zonder_organisatie_wordt_niet_uitgenodigd(beheer: Client) -> None:
    gegevens = {"email": "iris@example.nl", "naam": "Iris", "is_active": "on"}

    antwoord = beheer.post(f"{LIJST}nieuw/", {**gegevens, "rollen": ["indiener"]})

    assert "Kies voor welke organisatie deze indiener schrijft" in antwoord.text
    assert not Gebruiker.objects.filter(email="iris@example.nl").exists()
    assert not Bericht.objects.exists()


def test_wie_later_een_account_wijzigt_leest_dat_een_ander_het_al_deed(beheer: Client) -> None:
    gebruiker = maak_gebruiker(rollen=["coach"])
    oud = _met_kenmerk(beheer, gebruiker, email=gebruiker.email, naam="Tweede", is_active="on")
    _wijzig(beheer, gebruiker, naam="Eerste")

    antwoord = beheer.post(f"{LIJST}{gebruiker.pk}/", {**oud, "rollen": ["coach"]})

    assert antwoord.status_code == 409
    gebruiker.refresh_from_db()
    assert gebruiker.naam == "Eerste"


def test_wie_de_organisaties_later_wijzigt_leest_dat_een_ander_het_al_deed(beheer: Client) -> None:
    een, ander = maak_organisatie(), maak_organisatie()
    gebruiker = maak_gebruiker(rollen=["indiener"])
    vast = {"email": gebruiker.email, "naam": "Iris", "is_active": "on", "rollen": ["indiener"]}
    oud = _met_kenmerk(beheer, gebruiker, **vast)
    _wijzig(beheer, gebruiker, organisaties=[een.pk])

    antwoord = beheer.post(f"{LIJST}{gebruiker.pk}/", {**oud, "organisaties": [ander.pk]})

    assert antwoord.status_code == 409
    assert list(gebruiker.organisaties.all()) == [een]


def test_wat_gelijk_blijft_staat_niet_in_het_logboek(beheer: Client) -> None:
    gebruiker = maak_gebruiker(rollen=["coach"])
    organisatie = maak_organisatie()

    _wijzig(beheer, gebruiker)
    _wijzig(beheer, gebruiker, organisaties=[organisatie.pk])

    regels = Logregel.objects.over(gebruiker)
    assert [(regel.wat, regel.velden) for regel in regels] == [
        ("account-gewijzigd", ["organisaties"])
    ]


def test_wijzigen_laat_het_wachtwoord_dat_iemand_net_koos() -> None:
    beheerder, gelezen = maak_gebruiker(rollen=["beheerder"]), maak_gebruiker()
    nu = Gebruiker.objects.get(pk=gelezen.pk)
    nu.set_password(NIEUW)
    nu.save()
    gelezen.naam = "Anders"

    wijzig(gebruiker=gelezen, organisaties=[], door=beheerder)

    nu.refresh_from_db()
    assert nu.naam == "Anders"
    assert nu.check_password(NIEUW)


def test_de_lijst_zeeft_op_rol(beheer: Client) -> None:
    maak_gebruiker(rollen=["coach"], email="coach@example.nl")

    assert "coach@example.nl" in beheer.get(f"{LIJST}?rol=coach&q=coach").text
    assert "coach@example.nl" not in beheer.get(f"{LIJST}?rol=stuurgroep").text


def test_een_webredacteur_maakt_geen_accounts(client: Client) -> None:
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))

    assert client.get(f"{LIJST}nieuw/").status_code == 403


def test_een_onbekende_rol_bestaat_niet() -> None:
    with pytest.raises(IntegrityError):
        maak_gebruiker(rollen=["koning"])


def test_een_beheerder_zonder_redactie_begint_in_het_beheer(client: Client) -> None:
    gebruiker = maak_gebruiker(rollen=["beheerder"])
    gebruiker.set_password(NIEUW)
    gebruiker.save()

    assert log_in(client, gebruiker.email, NIEUW) == "/inloggen/code/"


def _wijzig(beheer: Client, gebruiker: Gebruiker, **velden: object) -> None:
    gegevens = {
        "email": gebruiker.email,
        "naam": gebruiker.naam,
        "is_active": "on",
        "rollen": gebruiker.rollen,
        **velden,
    }
    adres = f"{LIJST}{gebruiker.pk}/"
    assert beheer.post(adres, _met_kenmerk(beheer, gebruiker, **gegevens)).status_code == 302


def test_een_ander_adres_of_andere_rollen_hoort_wie_het_aangaat(beheer: Client) -> None:
    collega = maak_gebruiker(email="collega@example.nl", rollen=["beheerder"])
    gebruiker = maak_gebruiker(email="oud@example.nl", rollen=["coach"])

    _wijzig(beheer, gebruiker, email="nieuw@example.nl", rollen=["beheerder"])

    aan = list(Bericht.objects.order_by("pk").values_list("aan", flat=True))
    assert aan == ["oud@example.nl", "nieuw@example.nl", collega.email]
    for bericht in Bericht.objects.all():
        assert "Nieuw e-mailadres: nieuw@example.nl" in bericht.tekst
        assert "Rollen: Beheerder" in bericht.tekst
        assert "haal het vinkje weg bij ‘actief’" in bericht.tekst
        assert f"{LIJST}{gebruiker.pk}/" in bericht.tekst


def test_wie_het_adres_en_de_rollen_laat_zoals_ze_zijn_stuurt_niemand_mail(beheer: Client) -> None:
    gebruiker = maak_gebruiker(rollen=["coach"])

    _wijzig(beheer, gebruiker, naam="Anders")

    assert not Bericht.objects.exists()
