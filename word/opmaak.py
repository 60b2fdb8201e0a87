"""Rich text as a row of paragraphs, which is all that Word knows, and back to HTML.

Headings inside lists and quotes, and quotes inside lists, become plain paragraphs there. Two lists
of one kind with nothing in between are one list: programs split and join those as they like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import count, groupby
from typing import Literal

from basis.blokken import Stuk, Tekstblok, lees_html

LIJSTEN: dict[str, Literal["ul", "ol"]] = {"opsomming": "ul", "nummering": "ol"}
DIEPSTE = 8
"""The deepest level of a list in Word, counted from 0."""
VERVOLG = {False: "Lijst vervolg", True: "Citaat vervolg"}
"""Our styles for a further paragraph in a list item, outside and inside a quote, by level."""


@dataclass(frozen=True)
class Lijstplek:
    """Where in a list a paragraph stands; `begint` when it opens an item."""

    soort: Literal["ul", "ol"]
    lijst: int
    niveau: int
    begint: bool = True


@dataclass(frozen=True)
class Alinea:
    """One paragraph: its words, its kind and what it stands in."""

    stukken: tuple[Stuk, ...]
    soort: Literal["p", "h3", "h4"] = "p"
    citaat: bool = False
    plek: Lijstplek | None = None
    nadruk: frozenset[tuple[str, str]] = frozenset()
    """How someone made (a part of) it bold, coloured, underlined or struck through."""

    @property
    def tekst(self) -> str:
        return "".join(stuk.tekst for stuk in self.stukken)


def alineas(html: str) -> list[Alinea]:
    """The paragraphs of rich text."""
    # The reader counts headings from the first one it meets: with this one 1 is h3 and 2 is h4.
    return list(_vlak(lees_html(f"<h3>.</h3>{html}")[1:], count(1)))


def _vlak(
    blokken: Iterable[Tekstblok],
    nummers: Iterator[int],
    *,
    citaat: bool = False,
    om: Lijstplek | None = None,
) -> Iterator[Alinea]:
    for blok in blokken:
        if blok.soort == "citaat":
            yield from _vlak(blok.blokken, nummers, citaat=om is None or citaat, om=om)
        elif blok.soort in LIJSTEN:
            niveau = min(om.niveau + 1, DIEPSTE) if om else 0
            lijst = next(nummers)
            for punt in blok.blokken:
                plek = Lijstplek(LIJSTEN[blok.soort], lijst, niveau)
                yield from _vlak((punt,), nummers, citaat=citaat, om=plek)
        elif blok.soort == "punt":
            yield from _punt(blok, nummers, citaat=citaat, om=om)
        elif blok.soort == "kop" and not citaat and om is None:
            yield Alinea(_gewoon(blok.stukken), "h3" if blok.niveau == 1 else "h4")
        else:
            yield Alinea(blok.stukken, "p", citaat, om)


def _gewoon(stukken: Iterable[Stuk]) -> tuple[Stuk, ...]:
    """The words of a heading, which is bold by itself whatever someone did by hand."""
    per_link = groupby(stukken, key=lambda stuk: stuk.url)
    return tuple(Stuk("".join(stuk.tekst for stuk in deel), url=url) for url, deel in per_link)


def _punt(
    punt: Tekstblok, nummers: Iterator[int], *, citaat: bool, om: Lijstplek | None
) -> Iterator[Alinea]:
    for blok in punt.blokken:
        yield from _vlak((blok,), nummers, citaat=citaat, om=om)
        if om:
            om = Lijstplek(om.soort, om.lijst, om.niveau, begint=False)


def als_html(regels: Iterable[Alinea]) -> str:
    """The HTML of paragraphs, in the small set of `basis.velden.OPMAAK`."""
    schrijver = _Html()
    for regel in regels:
        schrijver.zet(regel)
    return schrijver.klaar()


def canoniek(html: str) -> str:
    """`html` as it would come back from Word; equal for texts that read the same."""
    return als_html(alineas(html))


class _Html:
    def __init__(self) -> None:
        self.uit: list[str] = []
        self.open: list[str] = []
        self.citaat = False

    def zet(self, regel: Alinea) -> None:
        if regel.citaat != self.citaat:
            self._sluit_tot(0)
            self.uit.append("<blockquote>" if regel.citaat else "</blockquote>")
            self.citaat = regel.citaat
        if regel.plek is None:
            self._sluit_tot(0)
        elif regel.plek.begint:
            self._begin_punt(regel.plek)
        else:
            self._sluit_tot(regel.plek.niveau + 1)
        self.uit.append(f"<{regel.soort}>{_inhoud(regel.stukken)}</{regel.soort}>")

    def _begin_punt(self, plek: Lijstplek) -> None:
        niveau = min(plek.niveau, len(self.open))
        self._sluit_tot(niveau + 1)
        if len(self.open) > niveau and self.open[-1] == plek.soort:
            self.uit.append("</li><li>")
            return
        self._sluit_tot(niveau)
        self.open.append(plek.soort)
        self.uit.append(f"<{plek.soort}><li>")

    def _sluit_tot(self, aantal: int) -> None:
        while len(self.open) > aantal:
            self.uit.append(f"</li></{self.open.pop()}>")

    def klaar(self) -> str:
        self._sluit_tot(0)
        return "".join(self.uit) + ("</blockquote>" if self.citaat else "")


def _inhoud(stukken: Iterable[Stuk]) -> str:
    delen = []
    for stuk in stukken:
        tekst = escape(stuk.tekst, quote=False).replace("\n", "<br>")
        if stuk.vet:
            tekst = f"<strong>{tekst}</strong>"
        delen.append(f'<a href="{escape(stuk.url)}">{tekst}</a>' if stuk.url else tekst)
    return "".join(delen)
