"""What is drawn of a description says the same in words."""

import re

import pytest
from django.test import Client

from tests.maak import maak_gepubliceerd, maak_regio, met_partij

pytestmark = pytest.mark.django_db


def _pagina(client: Client) -> str:
    return client.get("/innovaties/plan/").text


def test_de_kring_noemt_elke_rol_eenmaal_en_zegt_dat_ook_in_woorden(client: Client) -> None:
    rollen = [("A", "welzijn"), ("B", "gemeente"), ("C", "gemeente"), ("D", "huisarts")]
    maak_gepubliceerd(slug="plan", partijen=[met_partij(naam, rol) for naam, rol in rollen])

    html = _pagina(client)

    assert '<desc id="kring-tekst">Gemeente (2), Welzijn, Huisarts.</desc>' in html
    assert html.count('class="kring__rol"') == 3
    _, boven, midden, onder = re.findall(r'<circle class="kring__\w+" cx="(\d+)"', html)
    assert int(boven) == int(onder) < int(midden)


def test_van_twee_rollen_is_er_geen_tekening(client: Client) -> None:
    rollen = [("A", "welzijn"), ("B", "gemeente")]
    maak_gepubliceerd(slug="plan", partijen=[met_partij(naam, rol) for naam, rol in rollen])

    assert "kring" not in _pagina(client)


@pytest.mark.parametrize(
    ("regio", "schaal", "titel", "vol"),
    [
        ("oost-groningen", "regio", "Waar: Oost Groningen", 1),
        ("", "landelijk", "Waar: heel Nederland", 2),
        ("", "wijk", None, 0),
    ],
)
def test_de_kaart_kleurt_de_provincies_waarin_het_is(
    client: Client, regio: str, schaal: str, titel: str | None, vol: int
) -> None:
    groningen, _ = maak_regio("groningen"), maak_regio("drenthe")
    regios = [maak_regio(regio, ligt_in=[groningen])] if regio else []
    maak_gepubliceerd(slug="plan", regios=regios, schaal=schaal)

    html = _pagina(client)

    gevonden = re.search(r'<title id="plekkaart-titel">(.*?)</title>', html)
    assert (gevonden and gevonden[1]) == titel
    assert html.count("kaart__vlak--4") == vol
