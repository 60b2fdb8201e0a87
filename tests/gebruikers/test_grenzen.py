"""How often one may guess, over all workers and behind a proxy."""

import pytest
from allauth.account.adapter import get_adapter
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client, RequestFactory
from pytest_django import Settings

from post.models import Bericht
from tests.gebruikers.hulp import WACHTWOORD, log_in, maak_inlogger

pytestmark = pytest.mark.django_db

TE_VAAK = "Er is te vaak geprobeerd om in te loggen. Wacht vijf minuten"


def test_na_vijf_foute_wachtwoorden_helpt_ook_het_goede_niet(client: Client) -> None:
    gebruiker = maak_inlogger("indiener")
    ander = maak_inlogger("indiener")

    for _ in range(5):
        assert "klopt niet" in log_in(client, gebruiker.email, "fout wachtwoord")

    assert TE_VAAK in log_in(client, gebruiker.email)
    assert TE_VAAK in log_in(Client(REMOTE_ADDR="192.0.2.9"), gebruiker.email)
    assert log_in(client, ander.email) == "/redactie/"


def test_een_onbekend_adres_wordt_net_zo_geteld(client: Client) -> None:
    for _ in range(5):
        assert "klopt niet" in log_in(client, "onbekend@example.nl", "fout wachtwoord")

    assert TE_VAAK in log_in(client, "onbekend@example.nl")


def test_een_adres_op_internet_raadt_niet_alle_accounts(client: Client) -> None:
    for nummer in range(10):
        log_in(client, f"gok{nummer}@example.nl", "fout wachtwoord")
    gebruiker = maak_inlogger("indiener")

    assert TE_VAAK in log_in(client, gebruiker.email)
    assert log_in(Client(REMOTE_ADDR="192.0.2.9"), gebruiker.email) == "/redactie/"


def test_de_tellers_staan_in_de_database_en_dus_voor_alle_workers_samen() -> None:
    assert isinstance(caches["default"], DatabaseCache)


@pytest.mark.parametrize(
    ("proxies", "doorgestuurd", "adres"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "10.9.9.9, 198.51.100.7", "198.51.100.7"),
        (2, "10.9.9.9, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
        (1, None, "127.0.0.1"),
    ],
)
def test_achter_een_proxy_telt_het_adres_dat_de_proxy_zag(
    rf: RequestFactory,
    settings: Settings,
    proxies: int,
    doorgestuurd: str | None,
    adres: str,
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    koppen = {"x-forwarded-for": doorgestuurd} if doorgestuurd else {}

    assert get_adapter().get_client_ip(rf.get("/", headers=koppen)) == adres


def test_een_verzonnen_adres_omzeilt_de_grens_niet(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    gebruiker = maak_inlogger("indiener")

    for nummer in range(10):
        keten = f"10.0.0.{nummer}, 198.51.100.7"
        log_in(client, f"gok{nummer}@example.nl", "fout", **{"x-forwarded-for": keten})

    keten = "10.0.0.99, 198.51.100.7"
    assert TE_VAAK in log_in(client, gebruiker.email, WACHTWOORD, **{"x-forwarded-for": keten})


def test_niemand_krijgt_ongevraagd_een_stroom_van_mail(client: Client) -> None:
    antwoorden = [
        client.post("/wachtwoord/vergeten/", {"email": "iemand@example.nl"}) for _ in range(7)
    ]

    assert [antwoord.status_code for antwoord in antwoorden] == [302] * 6 + [429]
    assert "Probeer het opnieuw om" in antwoorden[-1].text
    assert Bericht.objects.count() == 6
