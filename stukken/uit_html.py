"""The blocks of a web page that somebody saved: one file of HTML, or with all in it (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any

from lxml import etree
from lxml.html import HTMLParser

from basis.blokken import Stuk
from basis.tekst import schoon
from stukken.blokken import StukGeweigerd, Verzamelaar
from word.opmaak import DIEPSTE, Alinea, Lijstplek

BESCHADIGD = (
    "Deze webpagina kunnen wij niet lezen. Open haar in uw browser, druk haar af naar een pdf en "
    "kies die."
)

_NIET_VAN_DE_TEKST = {
    *("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "form"),
    *("nav", "header", "footer", "aside", "button", "select", "textarea", "head"),
}
_KOPPEN = {f"h{niveau}": niveau for niveau in range(1, 7)}
_IN_EEN_REGEL = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del"),
    *("dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small"),
    *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_MHTML = re.compile(rb"[\w-]+:[^\0]{0,2000}multipart/related", re.IGNORECASE)
_VERBORGEN = re.compile(r"display:\s*none", re.IGNORECASE)
_VEILIG = ("https://", "http://", "mailto:")


def lees(inhoud: bytes, uit: Verzamelaar) -> None:
    """Read the main part of the page where it says which that is. Raises StukGeweigerd."""
    html, codering = _uit_mhtml(inhoud) if _MHTML.match(inhoud) else (inhoud, _codering(inhoud))
    try:
        lezer = HTMLParser(encoding=codering, no_network=True, huge_tree=True, remove_comments=True)
        wortel = etree.fromstring(html, lezer)
    except (etree.XMLSyntaxError, LookupError, ValueError) as fout:
        raise StukGeweigerd(BESCHADIGD) from fout
    # What nests too deep is left out without a word: then nothing is better than half.
    if wortel is None or any("depth" in fout.message.lower() for fout in lezer.error_log):
        raise StukGeweigerd(BESCHADIGD)
    hoofd = list(wortel.iter("main")) or list(wortel.iter("article")) or [wortel]
    _Paginalezer(uit).loop(hoofd[0])


def _uit_mhtml(inhoud: bytes) -> tuple[bytes, str]:
    for deel in email.message_from_bytes(inhoud, policy=email.policy.default).walk():
        if deel.get_content_type() == "text/html":
            html = deel.get_payload(decode=True)
            if isinstance(html, bytes):
                return html, deel.get_content_charset() or _codering(html)
    raise StukGeweigerd(BESCHADIGD)


def _codering(html: bytes) -> str:
    """What the page says of itself; else UTF-8 where it is, or what Windows wrote before that."""
    if gezegd := re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", html[:4000]):
        return gezegd[1].decode("ascii")
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


class _Paginalezer:
    """Walks a page without recursion: one may nest as deep as it likes."""

    def __init__(self, uit: Verzamelaar) -> None:
        self.uit = uit
        self.stukken: list[Stuk] = []
        self.lijsten: list[Any] = []
        self.begint = False
        self.vet = 0
        self.url = ""

    def loop(self, wortel: Any) -> None:
        wandeling = etree.iterwalk(wortel, events=("start", "end"))
        for gebeurt, element in wandeling:
            if gebeurt == "start":
                if element.tag in _NIET_VAN_DE_TEKST or _is_verborgen(element):
                    wandeling.skip_subtree()
                elif element.tag == "table" and not any(element.iter("h1", "h2", "h3")):
                    self._sluit()
                    self.uit.tabel(_rij(rij) for rij in element.iter("tr"))
                    wandeling.skip_subtree()
                else:
                    self._begin(element)
            else:
                self._eind(element)
                if element is not wortel:
                    self._zeg(element.tail)
        self._sluit()

    def _begin(self, element: Any) -> None:
        tag = element.tag
        if tag not in _IN_EEN_REGEL:
            self._sluit()
        if tag in ("ul", "ol"):
            self.lijsten.append(tag)
        elif tag == "li":
            self.begint = True
        elif tag in ("strong", "b"):
            self.vet += 1
        elif tag == "br":
            self.stukken.append(Stuk("\n"))
        elif tag == "a":
            doel = (element.get("href") or "").strip()
            self.url = doel if doel.lower().startswith(_VEILIG) else ""
        self._zeg(element.text)

    def _eind(self, element: Any) -> None:
        tag = element.tag
        if tag in _KOPPEN:
            stukken, self.stukken = self.stukken, []
            self.uit.kop(stukken, _KOPPEN[tag])
        elif tag not in _IN_EEN_REGEL:
            self._sluit()
        if tag in ("ul", "ol") and self.lijsten:
            self.lijsten.pop()
        elif tag in ("strong", "b"):
            self.vet -= 1
        elif tag == "a":
            self.url = ""

    def _zeg(self, tekst: str | None) -> None:
        if tekst:
            kaal = re.sub(r"[ \t\r\n]+", " ", schoon(tekst))
            self.stukken.append(Stuk(kaal, self.vet > 0, self.url))

    def _sluit(self) -> None:
        stukken, self.stukken = tuple(self.stukken), []
        if not "".join(stuk.tekst for stuk in stukken).strip():
            return
        plek = None
        if self.lijsten:
            niveau = min(len(self.lijsten) - 1, DIEPSTE)
            plek = Lijstplek(self.lijsten[-1], len(self.lijsten), niveau, begint=self.begint)
        self.begint = False
        self.uit.alinea(Alinea(stukken, plek=plek))


def _is_verborgen(element: Any) -> bool:
    """Whether the page itself says that nobody sees it."""
    return "hidden" in element.attrib or bool(_VERBORGEN.search(element.get("style") or ""))


def _rij(rij: Any) -> list[str]:
    return [" ".join(cel.itertext()) for cel in rij.iterchildren("td", "th")]
