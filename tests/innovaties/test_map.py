"""The map of a reader: its address is all there is of it."""

from __future__ import annotations

import io

import docx
import pytest
import typst
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving, Innovatie
from innovaties.uitvoer import pdf
from innovaties.uitvoer.document import als_map
from tests.maak import maak_beschrijving, maak_genoemd, maak_gepubliceerd, maak_regio, maak_thema

pytestmark = pytest.mark.django_db


def test_het_adres_toont_een_ander_dezelfde_map_in_dezelfde_volgorde(client: Client) -> None:
    for slug in "abc":
        maak_gepubliceerd(slug=slug, titel=f"Plan {slug}")

    pagina = client.get("/map/?i=c&i=a&i=b")

    titels = [rij["beschrijving"].titel for rij in pagina.context["rijen"]]
    assert titels == ["Plan c", "Plan a", "Plan b"]
    assert [rij["omhoog"] for rij in pagina.context["rijen"]] == [
        "",
        "?i=a&i=c&i=b",
        "?i=c&i=b&i=a",
    ]
    assert [rij["zonder"] for rij in pagina.context["rijen"]][1] == "?i=c&i=b"
    assert not pagina.cookies


def test_een_vreemde_map_legt_zichzelf_uit(client: Client) -> None:
    slugs = [f"plan-{nummer}" for nummer in range(22)]
    for slug in slugs:
        maak_gepubliceerd(slug=slug, titel=slug.capitalize())
    maak_beschrijving(slug="concept", titel="Geheim plan")
    maak_genoemd(slug="genoemd", titel="Alleen een naam")
    weg = maak_gepubliceerd(slug="weg")
    Innovatie.objects.filter(pk=weg.innovatie_id).update(gepubliceerd=None, archief_reden="Dubbel")

    pagina = client.get("/map/", {"i": ["weg", "concept", "genoemd", *slugs, *map(str, range(40))]})

    assert len(pagina.context["rijen"]) == 20
    assert "hoogstens 20 innovaties in een map zetten" in pagina.text
    assert [b.titel for b in pagina.context["keuze"].te_veel] == ["Plan-20", "Plan-21"]
    assert pagina.context["keuze"].weg == ["weg"]
    assert '<a href="/innovaties/genoemd/">Alleen een naam</a>' in pagina.text
    assert "genoemd" not in pagina.context["keuze"].onbekend
    assert "Deze innovaties kennen wij niet" in pagina.text
    assert "Geheim plan" not in pagina.text
    doel = client.get("/map.pdf?i=concept&i=weg").headers["Location"]
    assert doel == "/map/?i=concept&i=weg"


def test_een_bestand_heeft_van_elk_een_bladzijde_en_dan_de_bijlagen(client: Client) -> None:
    for slug in "ab":
        maak_gepubliceerd(slug=slug, titel=f"Plan {slug}", aanpak=f"<p>Zo gaat {slug}.</p>")
    gekozen = list(voor_weergave(Beschrijving.objects.zichtbaar().order_by("titel")))

    bladzijden = typst.compile(pdf.SJABLOON, format="svg", sys_inputs=pdf._invoer(als_map(gekozen)))
    papier = client.get("/map.pdf?i=a&i=b")
    word = docx.Document(io.BytesIO(client.get("/map.docx?i=a&i=b").content))

    koppen = [a.text for a in word.paragraphs if a.style and a.style.name == "Heading 1"]
    assert koppen == ["Plan a", "Plan b", "Bijlage 1: Plan a", "Bijlage 2: Plan b"]
    assert [a.text for a in word.paragraphs].count("Zo gaat a.") == 1
    assert len(bladzijden) == 4
    assert papier.content.startswith(b"%PDF-")
    assert papier.headers["Content-Disposition"] == 'attachment; filename="map.pdf"'


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_map_kost_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    slugs = [f"plan-{nummer}" for nummer in range(aantal)]
    for slug in slugs:
        maak_gepubliceerd(slug=slug, themas=[maak_thema()], regios=[maak_regio()])

    with django_assert_num_queries(1):
        client.get("/map/", {"i": slugs})
