"""What was judged good once hides nothing that differs from it."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import gebreken

BLAD = """<!doctype html><html lang="nl"><head><title>Proef</title>
<meta name="viewport" content="width=device-width">
<style>body {{ background: #fff; color: #111; margin: 0; }} {stijl}</style></head>
<body><main><h1>Een kop</h1><p>Een eerste tekst.</p>{inhoud}</main></body></html>"""
TEKST = '<p class="t">Een tekst die ergens staat.</p>'
GRIJS = ".t { color: #ccc; }"
BREED = "@media (min-width: 60rem)"
DONKER = "@media (prefers-color-scheme: dark)"


def gevonden(page: Page, stijl: str, inhoud: str = TEKST) -> list[str]:
    page.set_content(BLAD.format(stijl=stijl, inhoud=inhoud))
    return [f"{waar}: {regel}" for waar, regel, *_ in (g.split(": ", 2) for g in gebreken(page))]


@pytest.mark.parametrize(
    ("stijl", "waar"),
    [
        (GRIJS, ["320", "320 donker", "1280", "1280 donker"]),
        (f"{BREED} {{ {GRIJS} }}", ["1280", "1280 donker"]),
        (f"{DONKER} {{ {GRIJS} }}", ["320 donker", "1280 donker"]),
        (f"{BREED} {{ {DONKER} {{ {GRIJS} }} }}", ["1280 donker"]),
        (".t { opacity: .3; }", ["320", "320 donker", "1280", "1280 donker"]),
        (f"{BREED} {{ main {{ background: #222; }} }}", None),
    ],
    ids=["grijs", "breed-grijs", "donker-grijs", "breed-donker-grijs", "doorzichtig", "op-zwart"],
)
def test_een_tekst_die_er_anders_uitziet_valt_op(
    page: Page, stijl: str, waar: list[str] | None
) -> None:
    assert gevonden(page, "") == []

    fouten = gevonden(page, stijl)

    if waar is None:  # every text of the page stands on it
        assert set(fouten) == {"1280: color-contrast", "1280 donker: color-contrast"}
        assert len(fouten) == 6
    else:
        assert fouten == [f"{plek}: color-contrast" for plek in waar]


def test_dezelfde_letters_over_een_ander_vlak_vallen_op(page: Page) -> None:
    """The look of the text and of all around it is the same; something else lies below it."""
    vlak = '<div style="height: 5rem; background: {}"></div>' + TEKST
    omhoog = ".t { margin-top: -4rem; position: relative; }"
    assert gevonden(page, omhoog, vlak.format("#eee")) == []

    fouten = gevonden(page, omhoog, vlak.format("#333"))

    assert len(fouten) == 4
    assert fouten[0] == "320: color-contrast"


def test_kleine_letters_vragen_meer_dan_grote_van_dezelfde_kleur(page: Page) -> None:
    grijs = ".t {{ color: #888; font-size: {}px; font-weight: {} }}"
    assert gevonden(page, grijs.format(24, 400)) == []
    assert gevonden(page, grijs.format(19, 700)) == []

    assert len(gevonden(page, grijs.format(23, 400))) == 4
    assert len(gevonden(page, grijs.format(18, 700))) == 4


def test_wat_axe_ergens_niet_beoordeelt_beoordeelt_het_elders_wel(page: Page) -> None:
    knop = '<button class="t" style="background: #fff; border: 0"{}>Een knop met tekst.</button>'
    assert gevonden(page, GRIJS, knop.format(" disabled")) == []
    assert gevonden(page, GRIJS, '<p class="t">–</p>') == []

    assert len(gevonden(page, GRIJS, knop.format(""))) == 4
    assert len(gevonden(page, GRIJS, '<p class="t">Een –</p>')) == 4


def test_een_link_die_in_het_donker_wegvalt_in_zijn_zin_valt_op(page: Page) -> None:
    zin = '<p>Een lange zin met <a href="#x">een link</a> erin die verder gaat.</p><p id="x">X</p>'
    kleur = "{} {{ body {{ background: #000; color: #fff; }} a {{ color: #eee; {} }} }}"
    weg, streep = "text-decoration: none", "text-decoration: underline"

    assert gevonden(page, kleur.format(DONKER, streep), zin) == []
    assert gevonden(page, kleur.format(DONKER, weg), zin) == [
        "320 donker: link-in-text-block",
        "1280 donker: link-in-text-block",
    ]


@pytest.mark.parametrize(
    "stijl",
    [
        "width: 12px; height: 12px",
        "width: 60px; height: 40px; margin-left: -52px; position: relative",
    ],
    ids=["klein", "over-een-ander"],
)
def test_een_doel_dat_te_klein_is_valt_op_elke_breedte_op(page: Page, stijl: str) -> None:
    kaal = "button { border: 0; padding: 0; width: 60px; height: 40px; vertical-align: top; }"
    ruim = '<button aria-label="een"></button>'
    krap = f'{ruim}<button aria-label="twee" style="{stijl}"></button>'
    assert gevonden(page, kaal, ruim) == []

    assert gevonden(page, kaal, krap) == ["320: target-size", "1280: target-size"]


def test_wat_een_balk_verbergt_tot_men_schuift_is_niet_te_klein(page: Page) -> None:
    knop = "button { display: block; width: 60px; height: 30px; border: 0; } "
    balk = knop + "div { position: sticky; bottom: 0; }"
    onder = f"{'<button>een</button>' * 40}<div><button>twee</button></div><p>drie</p>"

    assert not [een for een in gevonden(page, balk, onder) if "target-size" in een]


def test_een_fout_wordt_op_elke_bladzijde_weer_gemeld(page: Page) -> None:
    assert gevonden(page, GRIJS) == gevonden(page, GRIJS)


def test_wat_alleen_op_een_breed_scherm_te_zien_is_telt_mee(page: Page) -> None:
    knop = '<button class="t"></button>'

    fouten = gevonden(page, f".t {{ display: none; }} {BREED} {{ .t {{ display: block; }} }}", knop)

    assert fouten == ["1280: button-name"]


def test_wat_uitsteekt_valt_op(page: Page) -> None:
    fouten = gevonden(page, ".t { width: 40rem; }")

    assert fouten == ["320: 320 px te breed"]
