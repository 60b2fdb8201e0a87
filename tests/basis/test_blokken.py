"""Rich text becomes blocks, whatever it looks like."""

import pytest

from basis.blokken import Stuk, Tekstblok, lees_html
from basis.tekst import schoon


def alinea(tekst: str) -> Tekstblok:
    return Tekstblok("alinea", (Stuk(tekst),))


def test_alinea_met_vet_link_en_regeleinde() -> None:
    html = '<p>Een <strong>vet</strong> woord,<br>\n en <a href="https://a.example">daar</a>.</p>'

    assert lees_html(html) == (
        Tekstblok(
            "alinea",
            (
                Stuk("Een "),
                Stuk("vet", vet=True),
                Stuk(" woord,\nen "),
                Stuk("daar", url="https://a.example"),
                Stuk("."),
            ),
        ),
    )


def test_lijst_in_lijst() -> None:
    html = "<ol>\n<li><p>een</p><ul><li>diep</li></ul></li>\n<li>twee</li></ol>"

    diep = Tekstblok("opsomming", (), (Tekstblok("punt", (), (alinea("diep"),)),))
    assert lees_html(html) == (
        Tekstblok(
            "nummering",
            (),
            (
                Tekstblok("punt", (), (alinea("een"), diep)),
                Tekstblok("punt", (), (alinea("twee"),)),
            ),
        ),
    )


def test_eerste_kop_is_de_hoogste() -> None:
    niveaus = [blok.niveau for blok in lees_html("<h4>a</h4><h3>b</h3><h4>c</h4>")]

    assert niveaus == [1, 1, 2]


@pytest.mark.parametrize("adres", ["javascript:alert(1)", "data:text/html,x", "/pad", ""])
def test_ander_adres_wordt_gewone_tekst(adres: str) -> None:
    assert lees_html(f'<p><a href="{adres}">hier</a></p>') == (alinea("hier"),)


@pytest.mark.parametrize(
    ("html", "tekst"),
    [
        ("los", "los"),
        ("<p>niet <em>dicht", "niet dicht"),
        ("<li>zwerft</li>", "zwerft"),
        ("</ul></li>achter", "achter"),
        ("<p>&lt;b&gt; &amp; &eacute;</p>", "<b> & é"),
    ],
)
def test_gebroken_html_houdt_zijn_woorden(html: str, tekst: str) -> None:
    assert lees_html(html) == (alinea(tekst),)


def test_los_blok_in_een_lijst_wordt_een_punt() -> None:
    assert lees_html("<ul><p>x</p></ul>") == (
        Tekstblok("opsomming", (), (Tekstblok("punt", (), (alinea("x"),)),)),
    )


def test_heel_diepe_lijst_loopt_niet_vast() -> None:
    html = "<blockquote><ul><li>" * 3000 + "diep" + "</li></ul></blockquote>" * 3000

    assert "diep" in str(lees_html(html))


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> <br> </p>", "<ul><li></li></ul>"])
def test_leeg_geeft_geen_blokken(html: str) -> None:
    assert lees_html(html) == ()


def test_schoon_laat_gewone_tekst_staan() -> None:
    assert schoon("a\x00b\x1f\tc\nd\u00a0é\ufffe") == "ab\tc\nd\u00a0é"
