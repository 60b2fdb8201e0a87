"""Reading what people have: the same report in each kind of file gives the same blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stukken.blokken import Leesblok
from stukken.lees import lees_stuk
from tests.stukken.papieren import als_docx, als_html, als_mhtml, als_odt, als_pdf, oude_pdf

VERSLAG = [
    ("kop", 1, "<h3>Jaarverslag</h3>", []),
    ("kop", 1, "<h3>Aanleiding</h3>", []),
    ("alinea", 0, "<p>Mensen wachtten lang op een plek.</p>", []),
    ("kop", 2, "<h3>Werkwijze</h3>", []),
    ("lijst", 0, "<ul><li><p>Wij bellen.</p></li><li><p>Wij komen langs.</p></li></ul>", []),
    ("tabel", 0, "", [["Wat", "Wie"], ["Bellen", "Het team"]]),
]


def kort(blokken: list[Leesblok]) -> list[tuple[str, int, str, list[list[str]]]]:
    return [(blok.soort, blok.niveau, blok.html, blok.rijen) for blok in blokken]


@pytest.mark.parametrize("maak", [als_docx, als_odt, als_pdf, als_html, als_mhtml])
def test_hetzelfde_verslag_geeft_in_elke_soort_dezelfde_blokken(maak: Callable[[], bytes]) -> None:
    assert kort(lees_stuk(maak())) == VERSLAG


def test_een_pdf_zonder_tags_leest_naar_hoe_haar_woorden_staan() -> None:
    voet = [(72, 40, 9, "Herstelhuis"), (500, 40, 9, "pagina")]
    blokken = lees_stuk(
        oude_pdf(
            [
                *(
                    (72, 800, 10, "Aanleiding ........ 1"),
                    (72, 788, 10, "Werkwijze . . . . . . 12"),
                ),
                *((72, 770, 20, "Jaarverslag"), (72, 740, 14, "Aanleiding")),
                *((72, 715, 10, "Mensen wachtten lang op bege-"), (72, 702, 10, "leiding, ook de")),
                *((72, 689, 10, "ggz-instelling."), (72, 660, 10, "- Wij bellen.")),
                *((72, 647, 10, "- Wij komen"), (72, 634, 10, "langs."), *voet),
            ],
            [
                *((72, 780, 10, "Wat"), (300, 780, 10, "Wie")),
                *((72, 767, 10, "Bellen"), (300, 767, 10, "Het team")),
                *((72, 730, 10, "Dit gaat verder op"), *voet),
            ],
            [(72, 780, 10, "de volgende pagina."), *voet],
        )
    )

    assert kort(blokken) == [
        ("kop", 1, "<h3>Jaarverslag</h3>", []),
        ("kop", 2, "<h3>Aanleiding</h3>", []),
        (
            *("alinea", 0),
            "<p>Mensen wachtten lang op begeleiding, ook de ggz-instelling.</p>",
            [],
        ),
        ("lijst", 0, "<ul><li><p>Wij bellen.</p></li><li><p>Wij komen langs.</p></li></ul>", []),
        ("alinea", 0, "<p>Herstelhuis pagina</p>", []),
        ("tabel", 0, "", [["Wat", "Wie"], ["Bellen", "Het team"]]),
        ("alinea", 0, "<p>Dit gaat verder op de volgende pagina.</p>", []),
    ]


@pytest.mark.parametrize(
    "stuk",
    [
        b"<html><body><p>Postbus 12<br>\n8000 AB</p><ul><li>Bel<br>of kom</li></ul></body></html>",
        als_odt(
            "<text:p>Postbus 12<text:line-break/>8000 AB</text:p><text:list><text:list-item>"
            "<text:p>Bel<text:line-break/>of kom</text:p></text:list-item></text:list>"
        ),
    ],
)
def test_een_regeleinde_plakt_geen_woorden_aan_elkaar(stuk: bytes) -> None:
    alinea, lijst = lees_stuk(stuk)

    assert alinea.html == "<p>Postbus 12</p><p>8000 AB</p>"
    assert lijst.html == "<ul><li><p>Bel</p><p>of kom</p></li></ul>"


def test_een_webpagina_houdt_veilige_links_en_verder_niets() -> None:
    blokken = lees_stuk(
        b"<html><body><p onclick=x>Lees <a href='https://voorbeeld.nl' onclick=x>dit</a>, niet "
        b"<a href='javascript:alert(1)'>dat</a> of <img src=x onerror=alert(1)>.<style>p{}</style>"
        b"<p>caf\xe9</p></body></html>"
    )

    assert [blok.html for blok in blokken] == [
        '<p>Lees <a href="https://voorbeeld.nl">dit</a>, niet dat of .</p>',
        "<p>café</p>",
    ]


def test_wat_in_een_odt_geschrapt_is_blijft_weg_en_een_noot_staat_na_haar_alinea() -> None:
    blokken = lees_stuk(
        als_odt(
            "<text:tracked-changes><text:p>Geschrapt.</text:p></text:tracked-changes>"
            "<text:p>Wij bellen<text:note><text:note-body><text:p>Elke week.</text:p>"
            "</text:note-body></text:note> mensen.</text:p>"
        )
    )

    assert [blok.html for blok in blokken] == ["<p>Wij bellen mensen.</p>", "<p>Elke week.</p>"]
