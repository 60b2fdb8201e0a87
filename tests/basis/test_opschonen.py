"""Rich text keeps its small set and nothing else, whatever comes in."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from basis.velden import RijkeTekst

AANVALLEN = (Path(__file__).parent / "xss.txt").read_text().splitlines()
ATTRIBUTEN = {"a": {"href", "rel"}, "ol": {"start", "type", "data-type"}}
OVERAL = {"lang", "title"}
TAGS = {"a", "blockquote", "h3", "h4", "li", "ol", "p", "strong", "ul"}

GEWOON = [
    "<p>Iedereen doet mee, <strong>ook naasten</strong>.</p>",
    "<h3>Stap 1</h3><p>Bel eerst.</p><h4>Daarna</h4><p>Kom langs.</p>",
    "<ul><li><p>een</p></li><li><p>twee</p><ul><li><p>diep</p></li></ul></li></ul>",
    '<ol start="3"><li><p>drie</p></li></ol>',
    "<blockquote><p>Ik werd gehoord.</p></blockquote>",
    "<p>2 &lt; 3 &amp; 4 &gt; 3, € 5.000 – ‘klaar’</p>",
    '<p><a href="https://voorbeeld.example/a?b=1&amp;c=2#d">hier</a></p>',
    '<p><a href="mailto:vraag@voorbeeld.example">mail</a></p>',
]


class Lezer(HTMLParser):
    """What a browser would make of it: every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ander: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.ander.append(data)

    def handle_decl(self, decl: str) -> None:
        self.ander.append(decl)

    def handle_pi(self, data: str) -> None:
        self.ander.append(data)

    def unknown_decl(self, data: str) -> None:
        self.ander.append(data)


def schoon(html: str) -> str:
    waarde: str = RijkeTekst(blank=True).clean(html, None)
    return waarde


def test_de_lijst_van_aanvallen_is_lang_genoeg() -> None:
    assert len(set(AANVALLEN)) == len(AANVALLEN) >= 80


@pytest.mark.parametrize("aanval", AANVALLEN)
@pytest.mark.parametrize("om", ["{}", "<p>voor {} na</p>", "<ul><li>{}</li></ul>"])
def test_van_een_aanval_blijft_niets_over_dat_iets_doet(om: str, aanval: str) -> None:
    gelezen = Lezer(schoon(om.format(aanval)))

    assert gelezen.ander == []
    for tag, attributen in gelezen.tags:
        assert tag in TAGS
        assert attributen.keys() <= ATTRIBUTEN.get(tag, set()) | OVERAL
        href = attributen.get("href")
        assert href is None or href.lower().startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("aanval", AANVALLEN)
def test_opschonen_is_in_een_keer_klaar(aanval: str) -> None:
    eenmaal = schoon(aanval)

    assert schoon(eenmaal) == eenmaal


@pytest.mark.parametrize("html", GEWOON)
def test_gewone_tekst_komt_er_onveranderd_door(html: str) -> None:
    assert schoon(html) == html


@pytest.mark.parametrize("einde", ["<br>", "<br/>", "<BR />"])
def test_een_regeleinde_laat_een_spatie_tussen_de_woorden(einde: str) -> None:
    assert schoon(f"<p>een{einde}twee</p>") == "<p>een twee</p>"
