"""The matrix of werkzame elementen, an element's uses side by side, and the knelpunten."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from innovaties.models import Knelpunt, Succesfactor
from tests.maak import (
    maak_doelgroep,
    maak_element,
    maak_gepubliceerd,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
    met_element,
)
from vinden.keuzelijsten import Wegwijzersoort

pytestmark = pytest.mark.django_db


def _rij(html: str, element: str) -> list[str]:
    """The cells of an element in the matrix: what each says, a dot by its title."""
    rij = next(deel for deel in html.split("<tr>") if f">{element}</a>" in deel)
    cellen = re.findall(r"<td>(.*?)</td>", rij, re.DOTALL)
    titels = [re.findall(r'title="(.*?)"|(\+\d+)', cel) for cel in cellen]
    return [", ".join("".join(een) for een in cel) or "–" for cel in titels]


def test_een_stip_is_een_bestaande_innovatie_en_leidt_naar_hoe_hier(client: Client) -> None:
    groningen = maak_regio("groningen")
    oost = maak_regio("oost-groningen", ligt_in=[groningen])
    maak_regio("drenthe")
    maak_gepubliceerd(
        titel="Plan",
        slug="plan",
        regios=[oost],
        onderbouwing="ervaring",
        elementen=[met_element("een-plan")],
    )
    maak_gepubliceerd(titel="Land", schaal="landelijk", elementen=[met_element("een-plan")])
    maak_gepubliceerd(titel="Wens", soort="gewenst", elementen=[met_element("een-plan")])

    html = client.get("/elementen/").text

    koppen = re.findall(r'<th scope="col">(.*?)</th>', html)
    assert koppen == ["Element", "Drenthe", "Groningen", "Landelijk"]
    assert _rij(html, "Een plan") == ["–", "Plan: ervaring", "Land: onderbouwing niet bekend"]
    assert 'href="/element/een-plan/#plan"' in html
    assert 'id="plan"' in client.get("/element/een-plan/").text


@pytest.mark.parametrize(
    ("vraag", "koppen"),
    [
        ("?per=thema", ["Element", "Herstel"]),
        ("?per=doelgroep", ["Element", "Jongeren"]),
        ("?per=fase", ["Element", "Idee", "Ontwikkeling", "Pilot", "In uitvoering", "Verspreid"]),
        ("?per=onzin", ["Element", "Landelijk"]),
    ],
)
def test_de_lezer_kiest_de_kolommen(client: Client, vraag: str, koppen: list[str]) -> None:
    maak_gepubliceerd(doelgroepen=[maak_doelgroep("jongeren")], elementen=[met_element()])

    html = client.get(f"/elementen/{vraag}").text

    assert re.findall(r'<th scope="col">(.*?)</th>', html)[: len(koppen)] == koppen


def test_een_element_dat_op_meer_plekken_zit_staat_eerst(client: Client) -> None:
    een, ander = maak_regio("drenthe"), maak_regio("utrecht")
    for _ in range(3):
        maak_gepubliceerd(regios=[een], elementen=[met_element("vaak")])
    maak_gepubliceerd(regios=[een, ander], elementen=[met_element("breed")])
    maak_element("leeg")

    def volgorde(vraag: str) -> list[str]:
        return re.findall(r'"/element/(\w+)/">\w+</a>', client.get(f"/elementen/{vraag}").text)

    assert volgorde("") == ["breed", "vaak", "leeg"]
    assert volgorde("?sorteer=beschrijvingen") == ["vaak", "breed", "leeg"]
    assert volgorde("?sorteer=naam") == ["breed", "leeg", "vaak"]


def test_meer_dan_vier_stippen_worden_een_getal_dat_naar_alle_leidt(client: Client) -> None:
    for nummer in range(21):
        maak_gepubliceerd(
            titel=f"Nummer {nummer}", regios=[maak_regio()], elementen=[met_element()]
        )
    maak_gepubliceerd(titel="Ver weg", regios=[maak_regio("utrecht")], elementen=[met_element()])

    html = client.get("/elementen/").text

    assert _rij(html, "Een plan")[0].endswith("Nummer 17: onderbouwing niet bekend, +17")
    assert '"/element/een-plan/?regio=drenthe">+17' in html
    hier = client.get("/element/een-plan/?regio=drenthe")
    assert (hier.context["aantal"], "Ver weg" in hier.text) == (21, False)


@pytest.mark.parametrize("aantal", [1, 3])
def test_wat_werkt_kost_evenveel_vragen(
    aantal: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        maak_gepubliceerd(
            regios=[maak_regio()],
            elementen=[met_element()],
            knelpunten=[Knelpunt(knelpunt="Te weinig tijd")],
            succesfactoren=[Succesfactor(tekst="Vaste mensen")],
        )
    client.get("/elementen/")  # reads the index and the names

    for adres, queries in [("/elementen/?per=regio&pagina=1", 3), ("/knelpunten/?q=tijd", 6)]:
        with django_assert_num_queries(queries):
            client.get(adres)


def test_hoe_een_element_ergens_werkt_staat_naast_wat_het_vroeg(client: Client) -> None:
    maak_gepubliceerd(
        slug="plan",
        elementen=[met_element(hoe_hier="Op één vel papier.")],
        randvoorwaarden=["personeel"],
        kosten_per_jaar=12000,
        peildatum="2024",
        knelpunten=[Knelpunt(knelpunt="Te weinig tijd.", oplossing="Korter overleg.")],
        succesfactoren=[Succesfactor(tekst="Vaste mensen.")],
    )

    html = " ".join(client.get("/element/een-plan/").text.split())

    for tekst in (
        "<dd>Op één vel papier.</dd>",
        "<strong>Eerst geregeld:</strong> Personeel",
        "<strong>Kosten per jaar:</strong> 12.000 euro",
        "Te weinig tijd. <strong>Oplossing:</strong> Korter overleg.",
        "<dd>Vaste mensen.</dd>",
    ):
        assert tekst in html


def test_knelpunten_van_alle_beschrijvingen_op_thema_wet_en_woorden(client: Client) -> None:
    wonen = maak_thema("wonen")
    maak_gepubliceerd(knelpunten=[Knelpunt(knelpunt="Geen geld")], wetten=["wmo-2015"])
    maak_gepubliceerd(
        knelpunten=[Knelpunt(knelpunt="Geen huis", oplossing="Samen met de corporatie")],
        themas=[wonen],
        wetten=["wlz"],
    )
    les = maak_wegwijzer(soort=Wegwijzersoort.LES, titel="Begin klein", themas=[wonen])

    def gevonden(vraag: str) -> list[str]:
        rijen = client.get(f"/knelpunten/{vraag}").context["knelpunten"]
        return [rij.knelpunt for rij in rijen]

    assert gevonden("") == ["Geen huis", "Geen geld"]
    assert gevonden("?thema=wonen") == gevonden("?wet=wlz") == ["Geen huis"]
    assert gevonden("?q=GEEN+corporatie") == ["Geen huis"]
    assert gevonden("?q=corporaties+huizen") == ["Geen huis"]
    assert gevonden("?q=de") == ["Geen huis", "Geen geld"]
    assert gevonden("?wet=wmo-2015&q=huis") == []
    assert gevonden("?thema=onzin") == ["Geen huis", "Geen geld"]
    assert les.adres in client.get("/knelpunten/?thema=wonen").text
    assert les.adres not in client.get("/knelpunten/?thema=herstel").text
