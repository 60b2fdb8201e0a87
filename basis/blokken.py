"""Rich text as blocks, so that PDF and Word read it in the same way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from typing import Literal

from basis.tekst import schoon

Tekstbloksoort = Literal["alinea", "kop", "label", "citaat", "opsomming", "nummering", "punt"]

_HOUDERS: dict[str, Tekstbloksoort] = {
    "ul": "opsomming",
    "ol": "nummering",
    "li": "punt",
    "blockquote": "citaat",
}
_KOPPEN = {"h1": 3, "h2": 3, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_LIJSTEN = ("opsomming", "nummering")
_VEILIG = ("https://", "http://", "mailto:")
_MAXIMUM_DIEPTE = 12
"""Deeper lists and quotes stay on this level: Word and the reader stop following long before."""


@dataclass(frozen=True)
class Stuk:
    """Some words in one style; a newline in `tekst` is a line break."""

    tekst: str
    vet: bool = False
    url: str = ""


@dataclass(frozen=True)
class Tekstblok:
    """A paragraph or heading with words, or a list, list item or quote with blocks."""

    soort: Tekstbloksoort
    stukken: tuple[Stuk, ...] = ()
    blokken: tuple[Tekstblok, ...] = ()
    niveau: int = 0
    """Of a heading: 1 is the highest inside this text."""


def lees_html(html: str) -> tuple[Tekstblok, ...]:
    """Parse rich text once. Unknown tags are ignored, their words stay."""
    lezer = _Bloklezer()
    lezer.feed(schoon(html))
    lezer.close()
    return lezer.klaar()


@dataclass
class _Open:
    soort: Tekstbloksoort
    blokken: list[Tekstblok] = field(default_factory=list)


class _Bloklezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stapel = [_Open("citaat")]
        self._stukken: list[Stuk] = []
        self._kop = 0
        self._hoogste_kop = 0
        self._vet = 0
        self._url = ""

    def klaar(self) -> tuple[Tekstblok, ...]:
        while len(self._stapel) > 1:
            self._sluit()
        self._zet_alinea()
        return tuple(self._stapel[0].blokken)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HOUDERS:
            self._zet_alinea()
            if len(self._stapel) < _MAXIMUM_DIEPTE:
                self._stapel.append(_Open(_HOUDERS[tag]))
        elif tag == "p" or tag in _KOPPEN:
            self._zet_alinea()
            self._kop = _KOPPEN.get(tag, 0)
        elif tag in ("strong", "b"):
            self._vet += 1
        elif tag == "a":
            href = (dict(attrs).get("href") or "").strip()
            self._url = href if href.lower().startswith(_VEILIG) else ""
        elif tag == "br":
            self._stukken.append(Stuk("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HOUDERS:
            self._zet_alinea()
            if any(open_.soort == _HOUDERS[tag] for open_ in self._stapel[1:]):
                while self._sluit() != _HOUDERS[tag]:
                    pass
        elif tag == "p" or tag in _KOPPEN:
            self._zet_alinea()
        elif tag in ("strong", "b"):
            self._vet = max(0, self._vet - 1)
        elif tag == "a":
            self._url = ""

    def handle_data(self, data: str) -> None:
        # A no-break space is the writer's own; other white space is one space, as in a browser.
        self._stukken.append(Stuk(re.sub(r"[ \t\r\n]+", " ", data), bool(self._vet), self._url))

    def _sluit(self) -> Tekstbloksoort:
        """Close the innermost list, item or quote and hand its blocks to the one around it."""
        self._zet_alinea()
        open_ = self._stapel.pop()
        boven = self._stapel[-1]
        blokken = tuple(open_.blokken)
        if open_.soort in _LIJSTEN:
            blokken = tuple(
                b if b.soort == "punt" else Tekstblok("punt", (), (b,)) for b in blokken
            )
        if open_.soort == "punt" and boven.soort not in _LIJSTEN:
            boven.blokken += blokken
        elif blokken:
            boven.blokken.append(Tekstblok(open_.soort, (), blokken))
        return open_.soort

    def _zet_alinea(self) -> None:
        stukken, self._stukken = _netjes(self._stukken), []
        kop, self._kop = self._kop, 0
        if not stukken:
            return
        if not kop:
            self._stapel[-1].blokken.append(Tekstblok("alinea", stukken))
            return
        # The first heading is the highest: a document that skips a level is hard to walk.
        self._hoogste_kop = min(self._hoogste_kop or kop, kop)
        self._stapel[-1].blokken.append(
            Tekstblok("kop", stukken, niveau=kop - self._hoogste_kop + 1)
        )


def _netjes(stukken: list[Stuk]) -> tuple[Stuk, ...]:
    """Join neighbours in one style and drop white space at the ends and around line breaks."""
    samen = [
        Stuk("".join(stuk.tekst for stuk in groep), vet, url)
        for (vet, url), groep in groupby(stukken, key=lambda stuk: (stuk.vet, stuk.url))
    ]
    netjes: list[Stuk] = []
    for stuk in samen:
        tekst = re.sub(r" *\n *", "\n", re.sub(r" +", " ", stuk.tekst))
        if not netjes:
            tekst = tekst.lstrip(" \n")
        elif netjes[-1].tekst[-1] in " \n":
            tekst = tekst.lstrip(" ")
        if tekst:
            netjes.append(Stuk(tekst, stuk.vet, stuk.url))
    while netjes and not (eind := netjes[-1].tekst.rstrip(" \n")):
        netjes.pop()
    if netjes:
        netjes[-1] = Stuk(eind, netjes[-1].vet, netjes[-1].url)
    return tuple(netjes)
