"""Descriptions side by side: where they differ, strange addresses, and the files."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

import docx
import pytest
import typst
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from innovaties.formaat import onderdelen
from innovaties.formaat.soorten import Dag, Deeldatum, Getal, Keuze, Keuzes, Trefwoorden
from innovaties.keuzelijsten import Status
from innovaties.lezen.vergelijking import vergelijking, verschillende
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving, Innovatie
from innovaties.uitvoer import pdf
from innovaties.uitvoer.naast import LANGSTE_CEL, als_vergelijkblad, op_papier
from tests.cellen import cellen
from tests.maak import (
    maak_beschrijving,
    maak_gepubliceerd,
    maak_regio,
    maak_thema,
    met_element,
    met_partij,
)

pytestmark = pytest.mark.django_db


def vergelijk(client: Client, *slugs: str, **bij: str) -> Any:
    return client.get("/vergelijk/", {"i": slugs, **bij})


def verschilt(client: Client, *slugs: str) -> dict[str, bool]:
    delen = vergelijk(client, *slugs).context["delen"]
    return {rij.onderdeel.naam: rij.verschilt for deel in delen for rij in deel.rijen}


def test_alleen_keuzes_getallen_en_datums_verschillen(client: Client) -> None:
    herstel = maak_thema("herstel")
    maak_gepubliceerd(
        slug="a",
        titel="Aa",
        fase="pilot",
        schaal="wijk",
        bereik=12,
        start="2015",
        themas=[herstel],
        aanleiding="<p>Wachten</p>",
        trefwoorden=["thuis"],
    )
    maak_gepubliceerd(
        slug="b",
        titel="Bb",
        fase="idee",
        schaal="wijk",
        bereik=30,
        start="2015-10",
        themas=[herstel],
        aanleiding="<p>Druk</p>",
        trefwoorden=["wijk"],
    )

    rijen = verschilt(client, "b", "a")

    assert (rijen["fase"], rijen["kosten"]) == (True, True)
    assert not any(rijen[naam] for naam in ("themas", "gebied", "aanleiding", "trefwoorden"))


def test_wat_niemand_weet_verschilt_van_niets(client: Client) -> None:
    maak_gepubliceerd(slug="a", bereik=12, fase="", start="2015", cijfers_onbekend=["kosten"])
    maak_gepubliceerd(slug="b", bereik=None, fase="pilot", start="2015-10", cijfers_onbekend=[])
    maak_gepubliceerd(slug="c", start="2016", fase="")

    rijen, met_derde = verschilt(client, "a", "b"), verschilt(client, "a", "b", "c")

    assert not rijen["kosten"]
    assert not rijen["fase"]
    assert met_derde["fase"]


@pytest.mark.usefixtures("met_inhoud")
def test_elke_rij_die_verschilt_heeft_twee_verschillende_waarden() -> None:
    alle = list(voor_weergave(Beschrijving.objects.zichtbaar().beschreven()))
    soorten = (Keuze, Keuzes, Getal, Dag, Deeldatum)
    gemerkt = 0

    for een, ander in combinations(alle, 2):
        for onderdeel in onderdelen():
            for veld in verschillende(onderdeel, (een, ander)):
                gemerkt += 1
                assert isinstance(veld.soort, soorten)
                assert not isinstance(veld.soort, Trefwoorden)
                teksten = [veld.soort.waarde(b).plat for b in (een, ander)]
                assert all(teksten)
                assert teksten[0] != teksten[1]

    assert gemerkt > 100


def test_alleen_verschillen_laat_de_rest_weg(client: Client) -> None:
    maak_gepubliceerd(slug="a", fase="pilot", schaal="wijk")
    maak_gepubliceerd(slug="b", fase="idee", schaal="wijk")

    pagina = vergelijk(client, "a", "b", alleen="verschil")

    assert [r.onderdeel.naam for deel in pagina.context["delen"] for r in deel.rijen] == ["fase"]
    assert "Toon alle onderdelen" in pagina.text


def test_de_pagina_legt_uit_wat_zij_niet_toont(client: Client) -> None:
    for slug in "abcde":
        maak_gepubliceerd(slug=slug, titel=f"Plan {slug}")
    maak_beschrijving(slug="concept", titel="Geheim plan")
    weg = maak_gepubliceerd(slug="weg")
    Innovatie.objects.filter(pk=weg.innovatie_id).update(gepubliceerd=None, archief_reden="Dubbel")

    een, vijf = vergelijk(client, "a"), vergelijk(client, *"abcde")
    vreemd = vergelijk(client, "a", "b", "concept", "<i>", "weg")

    assert "nog minstens één bij" in een.text
    assert "hoogstens 4" in vijf.text
    assert [b.titel for b in vijf.context["keuze"].te_veel] == ["Plan e"]
    assert vreemd.context["keuze"].onbekend == ["concept", "<i>"]
    assert 'href="/innovaties/weg/"' in vreemd.text
    assert "Geheim plan" not in vreemd.text
    assert vreemd.context["delen"]
    doel = client.get("/vergelijk.pdf?i=a&i=weg").headers["Location"]
    assert doel == "/vergelijk/?i=a&i=weg"


def test_erbij_zoeken_en_weghalen_gaat_op_de_pagina(client: Client) -> None:
    maak_gepubliceerd(slug="a", titel="Herstelhuis")
    maak_gepubliceerd(slug="b", titel="Crisiskaart")

    pagina = vergelijk(client, "a", q="crisiskaart").text

    assert 'href="?i=a&amp;i=b"' in pagina
    assert "Zet erbij: Herstelhuis" not in pagina
    assert 'href="?i=b"' in vergelijk(client, "a", "b").text


@pytest.mark.parametrize("aantal", [3, 30])
def test_de_pagina_groeit_niet_met_de_inhoud(client: Client, aantal: int) -> None:
    for nummer in range(aantal):
        maak_gepubliceerd(slug=f"plan-{nummer}", titel=f"Plan voor wonen {nummer}")

    lang = len(vergelijk(client, "plan-0", q="wonen").context["gevonden"])

    assert lang == min(aantal - 1, 6)
    assert vergelijk(client, "plan-0").text.count("Plan voor wonen") == 1


@pytest.mark.parametrize("aantal", [2, 4])
def test_vergelijken_kost_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    slugs = [f"plan-{nummer}" for nummer in range(aantal)]
    for slug in slugs:
        maak_gepubliceerd(
            slug=slug, partijen=[met_partij()], elementen=[met_element()], regios=[maak_regio()]
        )

    with django_assert_num_queries(1):
        vergelijk(client, *slugs)


@pytest.mark.usefixtures("met_inhoud")
def test_drie_naast_elkaar_passen_op_vier_bladzijden(client: Client) -> None:
    alle = voor_weergave(Beschrijving.objects.zichtbaar().filter(status=Status.TE_BEVESTIGEN))
    langste = sorted(alle, key=lambda b: sum(len(d.rijen) for d in vergelijking([b])))[-3:]
    vraag = "&".join(f"i={b.innovatie.slug}" for b in langste)

    invoer = pdf._invoer(op_papier(als_vergelijkblad(langste)))
    bladzijden = typst.compile(pdf.SJABLOON, format="svg", sys_inputs=invoer)
    papier = client.get(f"/vergelijk.pdf?{vraag}").content
    word = docx.Document(io.BytesIO(client.get(f"/vergelijk.docx?{vraag}").content))
    blad = cellen(client.get(f"/vergelijk.xlsx?{vraag}").content)

    titels = [b.titel for b in langste]
    assert papier.startswith(b"%PDF-")
    assert 1 < len(bladzijden) <= 4
    assert [cel.text for cel in word.tables[0].rows[0].cells] == ["Onderdeel", *titels]
    assert blad[0] == ["Onderdeel", "Verschilt", *titels]
    assert [rij[0] for rij in blad[1:3]] == ["Voor wie", "Wat verandert er"]
    assert max(len(str(cel)) for rij in blad for cel in rij) > LANGSTE_CEL
