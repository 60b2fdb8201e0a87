"""What people paste: from Word, Excel, Google Docs and web pages, with its structure."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Page, expect

from innovaties.models import Beschrijving, Succesfactor
from tests.browser.werkplaats import Werkplaats, bewaar, open_sectie, rijk
from tests.maak import maak_volledig

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style>
</head><body><!--StartFragment--><h1>Aanpak<o:p></o:p></h1><h2>Stap</h2><h3>Klein</h3>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·
<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>Een
<b>vet</b><o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'>
<span style='mso-list:Ignore'>o&nbsp;</span>Dieper</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·</span>Twee</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>
<span style='mso-list:Ignore'>1.</span>Eerst</p>
<p class=MsoNormal>Regel een<br>Regel twee<a href="#_ftn1" name="_ftnref1">[1]</a> en
<a href="https://example.nl/">een link</a></p><!--EndFragment--></body></html>"""

EXCEL = """<table><col width=64><tr><td>Jaar</td><td>Mensen</td><td></td></tr>
<tr><td>2019</td><td align=right>1.200</td><td></td></tr><tr><td><br></td><td></td></tr></table>"""

GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1">
<p dir="ltr"><span style="font-weight:700">Vet</span><span style="font-weight:400"> en niet</span>
</p><ul><li aria-level="1"><p>Een</p></li><ul><li aria-level="2"><p>Dieper</p></li></ul></ul>
<p><a href="https://www.google.com/url?q=https://example.nl/x&amp;sa=D">link</a></p></b>"""

WEB = """<div>Los<br>Nog los</div><p style="display:none">Weg</p><img src="https://example.nl/x.png">
<ul><li>Een<br>vervolg</li></ul><table><tr><th>Naam</th><td>Jan<br>Piet</td></tr></table>
<p><a href="javascript:alert(1)">geen link</a>
<a href="https://example.nl/x#fn-1"><sup>[1]</sup></a> <a href="https://example.nl/x#deel">deel</a></p><script>alert(1)</script>"""

GEPLAKT = {
    "Word": (
        WORD,
        (
            "<h3>Aanpak</h3><h3>Stap</h3><h4>Klein</h4><ul><li><p>Een <strong>vet</strong></p>"
            "<ul><li><p>Dieper</p></li></ul></li><li><p>Twee</p></li></ul><ol><li><p>Eerst</p></li></ol>"
            '<p>Regel een</p><p>Regel twee[1] en <a href="https://example.nl/">een link</a></p>'
        ),
    ),
    "Excel": (EXCEL, "<p>Jaar | Mensen</p><p>2019 | 1.200</p>"),
    "Google Docs": (
        GOOGLE,
        (
            "<p><strong>Vet</strong> en niet</p><ul><li><p>Een</p><ul><li><p>Dieper</p></li></ul>"
            '</li></ul><p><a href="https://example.nl/x">link</a></p>'
        ),
    ),
    "een webpagina": (
        WEB,
        (
            "<p>Los</p><p>Nog los</p><ul><li><p>Een</p><p>vervolg</p></li></ul>"
            "<p>Naam | Jan Piet</p><p>geen link [1] "
            '<a href="https://example.nl/x#deel">deel</a></p>'
        ),
    ),
}

PLAK = """(vak, html) => {
  const klembord = new DataTransfer();
  klembord.setData("text/html", html);
  const opties = { clipboardData: klembord, bubbles: true, cancelable: true };
  vak.focus();
  vak.dispatchEvent(new ClipboardEvent("paste", opties));
}"""


def _zonder_soort(html: str) -> str:
    """`html` without what the server adds to each link, and the editor to each list."""
    return re.sub(' (rel="noopener( noreferrer)?"|data-type="decimal")', "", html)


@pytest.fixture
def versie(werkplaats: Werkplaats) -> Beschrijving:
    with werkplaats.database():
        return maak_volledig(schrijver=werkplaats.gebruiker(), aanpak="", kern="")


@pytest.fixture
def page(werkplaats: Werkplaats) -> Page:
    return werkplaats.ingelogd(werkplaats.gebruiker())


@pytest.mark.parametrize("bron", GEPLAKT)
def test_wat_geplakt_wordt_houdt_zijn_structuur(
    werkplaats: Werkplaats, versie: Beschrijving, page: Page, bron: str
) -> None:
    html, verwacht = GEPLAKT[bron]
    klachten: list[str] = []

    def hoor(bericht: ConsoleMessage) -> None:
        if bericht.type == "error":
            klachten.append(bericht.text)

    page.on("console", hoor)
    open_sectie(page, versie.pk, "wat-u-doet")

    rijk(page, "aanpak").evaluate(PLAK, html)
    bewaar(page)

    with werkplaats.database():
        bewaard = Beschrijving.objects.get(pk=versie.pk).aanpak
    assert _zonder_soort(bewaard) == verwacht
    assert klachten == []


def test_een_gewoon_vak_knipt_niets_af_en_zegt_hoeveel_te_veel(
    werkplaats: Werkplaats, versie: Beschrijving, page: Page
) -> None:
    open_sectie(page, versie.pk, "in-het-kort")
    kern = page.locator("#id_kern")
    kern.focus()

    page.keyboard.insert_text("a" * 1119)

    assert len(kern.input_value()) == 1119
    expect(page.locator("#id_kern-teller")).to_have_text("619 tekens te veel")
    expect(page.locator("#id_kern-fout")).to_have_text(
        "Deze tekst heeft 1119 tekens. Hoogstens 500 kan."
    )
    expect(page.locator("[data-status]")).to_contain_text("op de gemarkeerde velden na")
    with werkplaats.database():
        assert Beschrijving.objects.get(pk=versie.pk).kern == ""


def test_wie_weggaat_met_een_gekozen_bestand_wordt_het_gevraagd(
    versie: Beschrijving, page: Page
) -> None:
    gevraagd: list[str] = []

    def blijf(vraag: Dialog) -> None:
        gevraagd.append(vraag.type)
        vraag.dismiss()

    page.on("dialog", blijf)
    open_sectie(page, versie.pk, "zelf-beginnen")
    page.get_by_role("button", name="Materiaal toevoegen").click()
    vak = page.locator("input[type=file]").first
    vak.set_input_files({"name": "Folder.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"})

    page.get_by_role("link", name="Overzicht en indienen").click()

    expect(vak).to_be_visible()
    assert gevraagd == ["beforeunload"]


def test_een_rij_is_te_slepen(werkplaats: Werkplaats, page: Page) -> None:
    with werkplaats.database():
        factoren = [Succesfactor(tekst=tekst) for tekst in ("Een", "Twee", "Drie")]
        versie = maak_volledig(schrijver=werkplaats.gebruiker(), succesfactoren=factoren)
    open_sectie(page, versie.pk, "wat-werkt")
    page.set_viewport_size({"width": 1280, "height": 2400})  # so that nothing scrolls meanwhile
    page.evaluate("document.body.dataset.dezelfde = 'ja'")

    page.locator("#succesfactoren-0 legend").drag_to(page.locator("#succesfactoren-2 legend"))

    expect(page.locator("[data-verplaatst]")).to_have_text("Verplaatst naar plaats 3.")
    expect(page.locator("#succesfactoren-2")).to_be_focused()
    assert page.evaluate("document.body.dataset.dezelfde") == "ja"
    bewaar(page)
    with werkplaats.database():
        volgorde = [een.tekst for een in versie.succesfactoren.order_by("volgorde")]
    assert volgorde == ["Twee", "Drie", "Een"]
