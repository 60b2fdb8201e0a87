"""The letterbox of the demo."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from post.actions import zet_klaar
from post.models import Bericht

pytestmark = pytest.mark.django_db


def test_buiten_de_demo_bestaat_het_postvak_niet(client: Client) -> None:
    zet_klaar(sleutel="een", aan="jan@example.nl", onderwerp="Dag", tekst="Geheim.")

    assert client.get("/postvak/").status_code == 404
    assert client.get(f"/postvak/{Bericht.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_postvak_toont_de_nieuwste_eerst(
    client: Client,
    settings: Settings,
    aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.DEMO = True
    for nummer in range(aantal):
        zet_klaar(sleutel=f"{nummer}", aan="a@example.nl", onderwerp=f"Nr {nummer}", tekst="Dag.")

    with django_assert_num_queries(1):
        response = client.get("/postvak/")

    assert [b.onderwerp for b in response.context["berichten"]] == [
        f"Nr {nummer}" for nummer in reversed(range(aantal))
    ]


def test_een_link_in_een_bericht_is_te_volgen_en_andere_tekens_zijn_tekst(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    link = "http://127.0.0.1:8000/elders/NQ:1wabc:dEf-_g/"
    zet_klaar(sleutel="1", aan="a@example.nl", onderwerp="Dag", tekst=f"Zie <b>\n\n{link}\n\nDag.")

    pagina = client.get(f"/postvak/{Bericht.objects.get().pk}/").content.decode()

    assert f'<a href="{link}" rel="nofollow">' in pagina
    assert "Zie &lt;b&gt;" in pagina
