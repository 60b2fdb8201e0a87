"""Pages of values and fixed pages as answers: found by what they say, not by their name alone."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from innovaties.jobs import gezien, lees_een, ververs_ingangen
from innovaties.lezen.zoeken import WEGWIJZERS
from innovaties.models import Methodiek
from innovaties.vindbaar import maak_ingangen_vindbaar
from kennisbank.urls import PAGINAS as IN_DE_SITEMAP
from tests.maak import (
    maak_andere_naam,
    maak_gepubliceerd,
    maak_methodiek,
    maak_organisatie,
    maak_plaats,
    maak_regio,
    maak_wegwijzer,
)
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Leesopdracht, Wegwijzer
from vinden.paginas import PAGINAS
from vinden.passages import passages_van_pagina
from vinden.vraagvectoren import beantwoord
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db

INGANGEN = Wegwijzer.objects.filter(soort=Wegwijzersoort.INGANG)


def vooraan(client: Client, vraag: str) -> list[tuple[str, str]]:
    antwoord = client.get("/zoeken/", {"q": vraag}).context["antwoord"]
    return [(naam.soort, naam.titel) for naam in antwoord.kaarten]


def test_een_ingang_is_te_vinden_op_haar_uitleg_en_staat_in_geen_deel(client: Client) -> None:
    maak_methodiek("cti", naam="CTI", uitleg="Van de opvang naar een woning. Met begeleiding.")
    maak_gepubliceerd(titel="Opvang in de wijk")
    maak_ingangen_vindbaar()

    response = client.get("/zoeken/", {"q": "van opvang naar woning"})

    antwoord = response.context["antwoord"]
    assert [(naam.soort, naam.titel) for naam in antwoord.kaarten] == [("Methodiek", "CTI")]
    assert [deel.soort for deel in antwoord.delen] == ["innovaties"]
    assert response.context["aantal"] == 1
    assert response.text.count('href="/methodiek/cti/"') == 1
    assert client.get("/zoeken/?q=woning&soort=ingang").context["zonder_resultaten"]


def test_de_werker_schrijft_wat_in_de_lijsten_veranderde() -> None:
    fact = maak_methodiek("fact", naam="FACT", uitleg="Een team komt langs.")
    weg = maak_methodiek("weg", naam="Gaat weg")
    ververs_ingangen()
    eerder = dict(INGANGEN.values_list("adres", "pk"))

    Methodiek.objects.filter(pk=fact.pk).update(naam="F-ACT")
    Methodiek.objects.filter(pk=weg.pk).delete()
    gezien.clear()
    ververs_ingangen()

    nu = dict(INGANGEN.values_list("adres", "pk"))
    assert INGANGEN.get(adres="/methodiek/fact/").titel == "F-ACT"
    assert {adres for adres, pk in nu.items() if eerder.get(adres) != pk} == {"/methodiek/fact/"}
    assert eerder.keys() - nu.keys() == {"/methodiek/weg/"}


def test_indexeren_laat_alle_paginas_lezen() -> None:
    maak_methodiek()
    maak_ingangen_vindbaar()
    Leesopdracht.objects.all().delete()

    call_command("indexeer")

    gemeld = Leesopdracht.objects.filter(soort=Wegwijzer._meta.label_lower)
    assert set(gemeld.values_list("sleutel", flat=True)) == set(
        Wegwijzer.objects.values_list("pk", flat=True)
    )


def test_een_ingang_is_te_vinden_op_wat_zij_betekent() -> None:
    maak_methodiek("respijt", naam="Respijthuis", uitleg="Een huis om een paar nachten te slapen.")
    for nummer, uitleg in enumerate(("Een plan bij crisis.", "Sport met een coach.", "Een baan.")):
        maak_methodiek(f"m{nummer}", naam=f"Aanpak {nummer}", uitleg=uitleg)
    maak_ingangen_vindbaar()
    while lees_een(lambda: False):
        pass
    beantwoord(timezone.now())  # says that there is a worker
    vraag = Vraag("tijdelijk ergens kunnen overnachten als het thuis niet gaat")
    assert WEGWIJZERS.zoek(vraag).gezocht.laat
    beantwoord(timezone.now())

    uitslag = WEGWIJZERS.zoek(vraag)

    assert uitslag.op_volgorde("relevantie")[:1] == [INGANGEN.get(titel="Respijthuis").pk]


def test_van_een_organisatie_leest_de_werker_passages_als_er_iets_van_is_verteld() -> None:
    maak_organisatie("Lister", toelichting="Biedt beschermd wonen.")
    maak_organisatie("Oase")
    maak_ingangen_vindbaar()

    verteld, kaal = (INGANGEN.get(titel=titel) for titel in ("Lister", "Oase"))

    assert passages_van_pagina(verteld.pk)
    assert passages_van_pagina(kaal.pk) == {}
    assert passages_van_pagina(verteld.pk + 10_000) is None


def test_andere_namen_tellen_mee_als_woorden(client: Client) -> None:
    maak_methodiek("iht", naam="IHT", uitleg="Een team behandelt thuis.")
    maak_andere_naam("opname voorkomen", "methodiek:iht")
    maak_ingangen_vindbaar()

    assert vooraan(client, "voorkomen van een opname") == [("Methodiek", "IHT")]


def test_elke_vaste_pagina_staat_vooraan_bij_haar_eigen_titel(client: Client) -> None:
    maak_ingangen_vindbaar()

    eerst = {pagina.titel: vooraan(client, pagina.titel)[:1] for pagina in PAGINAS}

    assert len(eerst) > 20
    assert {titel: [naam for _, naam in eerst[titel]] for titel in eerst} == {
        titel: [titel] for titel in eerst
    }


def test_elke_pagina_van_de_sitemap_is_te_vinden() -> None:
    """But the home page, which has the search field itself."""
    bekend = {pagina.adres for pagina in PAGINAS}

    assert {adres for adres in IN_DE_SITEMAP if adres not in bekend} == {"home"}


def test_wie_een_plaats_noemt_krijgt_vooraan_wat_daar_is(client: Client) -> None:
    noord = maak_regio("noord", ligt_in=[maak_regio("holland")])
    maak_plaats("Alkmaar", ligt_in=[noord])
    maak_gepubliceerd(titel="Ggz")
    maak_organisatie("Ggz Noord").regios.add(noord)
    for nummer in range(3):
        maak_organisatie(f"Ggz {nummer}", toelichting="Ggz en nog eens ggz.")
    maak_wegwijzer("Ggz leren", tekst="Ggz.")
    maak_ingangen_vindbaar()

    assert vooraan(client, "Alkmaar ggz") == [("Organisatie", "Ggz Noord")]
    assert ("Organisatie", "Ggz 0") in vooraan(client, "ggz")


def test_waar_een_organisatie_werkt_verandert_met_haar_mee_en_maakt_haar_geen_buur() -> None:
    noord = maak_regio("noord", ligt_in=[maak_regio("holland")])
    organisatie = maak_organisatie("Ggz Noord")
    maak_ingangen_vindbaar()

    organisatie.regios.add(noord)
    maak_ingangen_vindbaar()

    ingang = INGANGEN.get(titel="Ggz Noord")
    assert {"regio:noord", "regio:holland"} <= set(ingang.facetten)
    assert Wegwijzer.objects.in_regio("noord").als_buur() == []
