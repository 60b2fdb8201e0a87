"""What an edition looks like in the mail, and what each reader gets of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from pytest_django.fixtures import DjangoAssertNumQueries
from tinyhtml5.parser import HTMLParser as Ontleder

from nieuwsbrieven import links
from nieuwsbrieven.models import Blok, Editie
from nieuwsbrieven.uitvoer.opmaak import (
    AFMELDEN,
    TEKSTBREEDTE,
    VOORKEUREN,
    als_tekst,
    maak,
    voor,
    zonder_lezer,
)
from tests.maak import (
    maak_beschrijving,
    maak_blok,
    maak_doelgroep,
    maak_editie,
    maak_gepubliceerd,
    maak_thema,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


class Maillezer(HTMLParser):
    """The tags of a mail, and its text as a mail program reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tekst = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags[-1][0] != "style":
            self.tekst += data

    def alle(self, naam: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == naam]


def mail(editie: Editie, blokken: Sequence[Blok] | None = None) -> tuple[str, str]:
    gekozen = list(editie.blokken.all()) if blokken is None else blokken
    return voor(maak(editie), [blok.pk for blok in gekozen], 7)


def plaatje(breedte: int, hoogte: int) -> ContentFile[bytes]:
    bytes_ = BytesIO()
    Image.new("RGB", (breedte, hoogte)).save(bytes_, "PNG")
    return ContentFile(bytes_.getvalue(), "zon.png")


def test_een_lezer_krijgt_de_gekozen_delen_in_volgorde_en_de_eigen_links() -> None:
    editie = maak_editie(blokken=0)
    een, twee, drie = (maak_blok(editie, titel=titel) for titel in ("Eén", "Twee", "Drie"))

    html, tekst = voor(maak(editie), [drie.pk, een.pk], 7)

    assert [html.find(titel) < html.find("Eén</h2>") for titel in ("Drie</h2>",)] == [True]
    assert twee.titel not in html + tekst
    assert tekst.index("Drie\n----") < tekst.index("Eén\n---")
    for vorm in (html, tekst):
        assert vorm.count(links.afmelden(7)) == 1
        assert vorm.count(links.voorkeuren(7)) == 1
        assert ".invalid" not in vorm


def test_stukken_overleven_de_kolom_waar_ze_in_staan() -> None:
    editie = maak_editie(onderwerp="Kop € 😀")
    stukken = maak(editie)
    blokken = [blok.pk for blok in editie.blokken.all()]

    bewaard = json.loads(json.dumps(stukken))

    assert voor(bewaard, blokken, 1) == voor(stukken, blokken, 1)


def test_wat_een_redacteur_schrijft_breekt_de_mail_niet_en_lekt_geen_link() -> None:
    kwaad = f"%% </td></tr> {{{{ x }}}} <!--0--> {AFMELDEN} {VOORKEUREN} %(a)s \\1"
    editie = maak_editie(
        blokken=0,
        onderwerp=kwaad[:120],
        preheader=kwaad[:150],
        inleiding=f'<p>{kwaad}</p><p><a href="{AFMELDEN}">weg</a></p>',
    )
    maak_blok(editie, titel=kwaad[:120], tekst=f"</td></tr></table><div>{kwaad}", linktekst="<b>")
    maak_blok(editie, titel="Erna", adres="/over/")

    html, tekst = mail(editie)

    assert html.count(links.afmelden(7)) == tekst.count(links.afmelden(7)) == 1
    assert "Erna" in Maillezer(html).tekst
    assert fouten_in(html) == []
    assert Maillezer(html).alle("h1") == [Maillezer(html).alle("h1")[0]]
    assert [attrs["role"] for attrs in Maillezer(html).alle("table")] == ["presentation"] * 6


def fouten_in(html: str) -> list[Any]:
    ontleder = Ontleder()
    ontleder.parse(html)
    return list(ontleder.errors)


@pytest.mark.parametrize("onderwerp", ["Zorg < wonen & meer", "Feest 🎉 voor é", "%% {x} {{ y }}"])
def test_een_onderwerp_met_vreemde_tekens_staat_er_zo(onderwerp: str) -> None:
    html, tekst = mail(maak_editie(onderwerp=onderwerp))

    assert Maillezer(html).tekst.count(onderwerp) == 2
    assert tekst.splitlines()[0] == onderwerp


def test_een_mail_heeft_een_h1_en_koppen_die_geen_niveau_overslaan() -> None:
    editie = maak_editie(blokken=0, inleiding="<h4>Diep</h4><p>Welkom.</p>")
    maak_blok(editie, tekst="<h4>Ook diep</h4><p>Tekst.</p>")
    maak_blok(editie, tekst="<h3>Een</h3><p>Tekst.</p><h4>Twee</h4><p>Meer.</p>")

    html, _tekst = mail(editie)

    niveaus = [int(tag[1]) for tag, _ in Maillezer(html).tags if re.fullmatch(r"h\d", tag)]
    assert niveaus == [1, 2, 2, 3, 2, 3, 4, 2]


def test_stijlen_staan_in_de_tags_en_alleen_schermregels_in_de_kop() -> None:
    html, _tekst = mail(maak_editie())
    lezer = Maillezer(html)

    assert [attrs for attrs in lezer.alle("p") + lezer.alle("h1") if not attrs["style"]] == []
    (stijl,) = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    assert "prefers-color-scheme: dark" in stijl
    assert "var(" not in html
    assert {"name": "color-scheme", "content": "light dark"} in lezer.alle("meta")
    assert not re.search(r"<(script|link|iframe|form|input)\b|javascript:|@import|url\(", html)


def test_alle_links_werken_buiten_de_site() -> None:
    editie = maak_editie(
        blokken=0, inleiding='<p><a href="/over/">a</a> <a href="mailto:x@example.nl">b</a></p>'
    )
    maak_blok(editie, tekst='<p><a href="https://a.nl/?x=1&amp;y=2">c</a></p>', adres="/privacy/")

    html, tekst = mail(editie)

    adressen = [attrs["href"] or "" for attrs in Maillezer(html).alle("a")]
    assert [adres for adres in adressen if not re.match("https?://|mailto:", adres)] == []
    verwacht = {
        *(f"{SITE}/over/", "https://a.nl/?x=1&y=2", f"{SITE}/privacy/"),
        *(f"{SITE}{editie.get_absolute_url()}", links.afmelden(7), links.voorkeuren(7)),
    }
    assert verwacht <= set(adressen)
    assert verwacht <= {regel.split("] ")[-1] for regel in tekst.splitlines()}


@pytest.mark.parametrize("adres", ["javascript:alert(1)", "http://[", "https://", "http://℀.nl/"])
def test_een_link_die_geen_webadres_is_komt_niet_in_de_mail(adres: str) -> None:
    editie = maak_editie(blokken=0, inleiding='<p><a href="http://[">kapot</a></p>')
    maak_blok(editie, adres=adres, linktekst="Klik")

    html, tekst = mail(editie)

    assert "kapot" in html
    assert "Klik" not in html + tekst


def test_themas_en_de_soort_staan_bij_een_deel() -> None:
    editie = maak_editie(blokken=0)
    themas = [maak_thema("herstel"), maak_thema("wonen")]
    maak_blok(editie, soort="nieuw", adres="/over/", titel="Nieuw ding", themas=themas)

    html, tekst = mail(editie)

    assert "Nieuw in de kennisbank: Herstel, Wonen" in tekst
    assert 'thema--herstel" style="' in html
    assert "Lees de beschrijving: Nieuw ding" in html


def test_een_deel_over_een_beschrijving_heeft_haar_band_in_beide_vormen() -> None:
    editie = maak_editie(blokken=0)
    live = maak_gepubliceerd(financiering=["subsidie", "wmo", "zvw"], onderbouwing="ervaring")
    maak_blok(editie, soort="nieuw", adres="/innovaties/x/", innovatie=live.innovatie)
    maak_blok(editie, soort="eigen")
    weg = maak_beschrijving().innovatie  # nothing of it is public
    maak_blok(editie, soort="bijgewerkt", adres="/innovaties/y/", innovatie=weg)

    html, tekst = mail(editie)

    assert html.count("<b>Wie betaalt:</b> Wmo, Zvw en nog 1") == 1
    assert "* Wie betaalt: Wmo, Zvw en nog 1\n* Hoe zeker: Ervaring\n" in tekst
    assert "* Voor wie: niet bekend\n" in tekst
    assert html.count("Hoe zeker") == tekst.count("Hoe zeker") == 1


def test_een_afbeelding_heeft_maten_een_alt_en_een_volledig_adres() -> None:
    editie = maak_editie(blokken=0)
    blok = maak_blok(editie, alt='Een "zon" < maan')
    blok.afbeelding.save("zon.png", plaatje(1072, 400))

    html, tekst = mail(editie)

    (img,) = Maillezer(html).alle("img")
    naam = str(blok.afbeelding.name).rpartition("/")[2]
    assert img["src"] == f"{SITE}/nieuwsbrieven/beeld/{blok.pk}/{naam}"
    assert (img["width"], img["height"], img["alt"]) == ("536", "200", 'Een "zon" < maan')
    assert '[Afbeelding: Een "zon" < maan]' in tekst


def test_een_afbeelding_waarvan_het_bestand_weg_is_breekt_niets() -> None:
    editie = maak_editie(blokken=0)
    maak_blok(editie, afbeelding="nieuwsbrieven/weg.png", alt="Weg")

    html, _tekst = mail(editie)

    assert "<img" not in html


def test_zonder_delen_en_zonder_voorproefje_is_het_nog_een_mail() -> None:
    html, tekst = mail(maak_editie(blokken=0, preheader="", inleiding=""))

    assert fouten_in(html) == []
    assert "voorproef" not in html
    assert links.afmelden(7) in tekst


def test_een_heel_lange_editie_blijft_heel() -> None:
    editie = maak_editie(blokken=0)
    woord = "donaudampfschifffahrt" * 10
    for _ in range(60):
        maak_blok(editie, tekst=f"<p>{'Een zin met woorden. ' * 60}{woord}</p>")

    html, tekst = mail(editie)

    assert html.count("<h2") == 61
    assert fouten_in(html) == []
    assert tekst.count(woord) == 60


def test_platte_tekst_heeft_korte_regels_lijsten_en_links_op_een_eigen_regel() -> None:
    html = (
        f"<p>{'Een lange zin. ' * 12}<strong>Lees</strong> <a href='x'>dit</a>.</p>".replace(
            "'x'", '"https://example.nl/een/?a=1&amp;b=2"'
        )
        + f"<ul><li><p>{'punt ' * 30}</p></li><li><p>twee</p></li></ul>"
        '<ol><li><p>eerst</p></li></ol><p><a href="https://b.nl/">https://b.nl/</a></p>'
    )

    regels = als_tekst(html).splitlines()

    assert max(map(len, regels)) <= TEKSTBREEDTE
    assert "Lees dit [1]." in " ".join(regels)
    assert regels[-1] == "[1] https://example.nl/een/?a=1&b=2"
    assert [regel[:8] for regel in regels if "punt" in regel] == [
        "  * punt",
        "    punt",
        "    punt",
    ]
    assert "  * twee" in regels
    assert " 1. eerst" in regels
    assert "https://b.nl/" in regels


def test_de_hele_tekst_heeft_nergens_opmaak_of_lange_regels() -> None:
    editie = maak_editie(blokken=0, inleiding="<p>Welkom &amp; &lt;hallo&gt;. " + "Tekst. " * 40)
    maak_blok(editie, soort="verslag", titel="Een verslag " * 9, adres="/over/")

    _html, tekst = mail(editie)

    lang = [regel for regel in tekst.splitlines() if len(regel) > 73 and "http" not in regel]
    assert lang == []
    assert "Welkom & <hallo>." in tekst
    assert "\n\n\n" not in tekst
    assert f"Lees het verslag:\n{SITE}/over/\n" in tekst


def test_een_proef_heeft_geen_links_van_een_lezer() -> None:
    editie = maak_editie()
    blokken = [blok.pk for blok in editie.blokken.all()]

    html, tekst = zonder_lezer(maak(editie), blokken, "https://uitleg.example/")

    for vorm in (html, tekst):
        assert vorm.count("https://uitleg.example/") == 2
        assert "/afmelden/" not in vorm
        assert "/voorkeuren/" not in vorm


@pytest.mark.parametrize("aantal", [1, 3])
def test_maken_kost_evenveel_vragen(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editie = maak_editie(blokken=0)
    for nummer in range(aantal):
        over = maak_gepubliceerd(doelgroepen=[maak_doelgroep()])
        maak_blok(editie, themas=[maak_thema()], adres=f"/x/{nummer}/", innovatie=over.innovatie)

    with django_assert_num_queries(3):
        maak(editie)
