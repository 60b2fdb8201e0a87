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


class Taglezer(HTMLParser):
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


def wat_nog_iets_doet(html: str) -> list[object]:
    """What in `html` may not be in rich text: other than text, a tag, an attribute, an address."""
    gelezen = Taglezer(html)
    fout: list[object] = [*gelezen.ander]
    for tag, attributen in gelezen.tags:
        href = attributen.get("href")
        if (
            tag not in TAGS
            or not attributen.keys() <= ATTRIBUTEN.get(tag, set()) | OVERAL
            or not (href is None or href.lower().startswith(("http://", "https://", "mailto:")))
        ):
            fout.append((tag, attributen))
    return fout


@pytest.mark.parametrize("om", ["{}", "<p>voor {} na</p>", "<ul><li>{}</li></ul>"])
def test_van_een_aanval_blijft_niets_over_dat_iets_doet(om: str) -> None:
    over = {aanval: wat_nog_iets_doet(schoon(om.format(aanval))) for aanval in AANVALLEN}

    assert {aanval: fout for aanval, fout in over.items() if fout} == {}


@pytest.mark.parametrize(
    "kwaad",
    [
        "<script>x</script>",
        '<p onclick="x">x</p>',
        '<a href="javascript:x">x</a>',
        '<p href="https://voorbeeld.example">x</p>',
        "<!-- x -->",
        "<!DOCTYPE x>",
        "<?x?>",
    ],
)
def test_wat_bleef_staan_zou_opvallen(kwaad: str) -> None:
    assert wat_nog_iets_doet(kwaad)


def test_opschonen_is_in_een_keer_klaar() -> None:
    eenmaal = {aanval: schoon(aanval) for aanval in AANVALLEN}

    tweemaal = {aanval: schoon(schoon(aanval)) for aanval in AANVALLEN}

    assert tweemaal == eenmaal


@pytest.mark.parametrize("html", GEWOON)
def test_gewone_tekst_komt_er_onveranderd_door(html: str) -> None:
    assert schoon(html) == html


@pytest.mark.parametrize("einde", ["<br>", "<br/>", "<BR />"])
def test_een_regeleinde_laat_een_spatie_tussen_de_woorden(einde: str) -> None:
    assert schoon(f"<p>een{einde}twee</p>") == "<p>een twee</p>"
