"""All pages that a visitor can reach, and what is wrong with the HTML of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

from django.conf import settings
from django.test import Client
from tinyhtml5 import inputstream
from tinyhtml5.parser import HTMLParser

from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST

TE_ZWAAR = re.compile(rf"\.({'|'.join((*VAN_BESCHRIJVING, *VAN_LIJST))})(\?|$)")
MET_DOWNLOADS = ("/innovaties/optimaal-leven/", "/innovaties/grijs-fonds/", "/innovaties/")
"""Of the downloads, those of two descriptions and of the list stand for all."""

BLAD = re.compile(r"/innovaties/\?pagina=\d+$")
NAV = re.compile(r"<(header class=\"kop\"|footer|nav)\b.*?</(header|footer|nav)>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*? href="([^"]*)"')
VERWIJZINGEN = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
KOP = re.compile(r"h[1-6]")
MATEN = ("x", "y", "width", "height", "cx", "cy", "r")


class _Tekens(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """What a run of characters is made of, written once.

    The parser asks its own dict, but keeps it there under another key: it writes each anew, which
    is a quarter of its time.
    """

    def __missing__(self, sleutel: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        tekens, alleen_deze = sleutel
        klasse = "".join(map(re.escape, sorted(tekens)))
        self[sleutel] = re.compile(f"[{'' if alleen_deze else '^'}{klasse}]+")
        return self[sleutel]


inputstream.characters_until_regex = _Tekens()


@dataclass(frozen=True)
class Htmlpagina:
    """What the server answered at `adres`, an absolute path."""

    adres: str
    status: int
    soort: str
    tekst: str

    @cached_property
    def ontleed(self) -> tuple[Element, list[str]]:
        """The tree of elements, and each place where the parser had to guess."""
        parser = HTMLParser(namespace_html_elements=False)
        boom: Element = parser.parse(self.tekst)
        return boom, [
            f"regel {plek[0]}: {code} {gegevens}" for plek, code, gegevens in parser.errors
        ]

    @property
    def boom(self) -> Element:
        return self.ontleed[0]

    @cached_property
    def koppelingen(self) -> set[str]:
        """The addresses on our own host that the page links to, without their fragment."""
        return _adressen(self.adres, self.tekst)

    @cached_property
    def verwijst(self) -> set[str]:
        """The pages that its own text links to, beside the menus that each page has."""
        return {urlsplit(een).path for een in _adressen(self.adres, NAV.sub("", self.tekst))}


def _adressen(pad: str, html: str) -> set[str]:
    gevonden = set()
    for href in LINK.findall(html):
        volledig = urljoin(f"{settings.SITE_URL}{pad}", href.replace("&amp;", "&"))
        delen = urlsplit(urldefrag(volledig).url)
        if f"{delen.scheme}://{delen.netloc}" == settings.SITE_URL:
            adres = delen._replace(scheme="", netloc="").geturl()
            gevonden.add(quote(adres, safe="%/?=&+,;:@"))
    return gevonden


def bezoek(client: Client, adressen: list[str]) -> dict[str, Htmlpagina]:
    """All pages that links lead to from `adressen`, by address.

    A question is asked but not followed: each facet value leads to others. The leaves of the list
    are followed, and what a question is asked of is read too.
    """
    bezocht: dict[str, Htmlpagina] = {}
    wachtrij = [*adressen]
    while wachtrij:
        adres = wachtrij.pop()
        if adres in bezocht:
            continue
        bezocht[adres] = pagina = haal(client, adres)
        if "?" in adres and not BLAD.match(adres):
            continue
        downloads = {doel for doel in pagina.koppelingen if TE_ZWAAR.search(doel)}
        doelen = pagina.koppelingen - (set() if adres in MET_DOWNLOADS else downloads)
        wachtrij += doelen | {doel.partition("?")[0] for doel in doelen}
    return bezocht


def haal(client: Client, adres: str) -> Htmlpagina:
    """What the site answers at `adres`; of a file only its kind."""
    antwoord = client.get(adres)
    soort = antwoord.headers.get("Content-Type", "").partition(";")[0]
    inhoud = antwoord.getvalue()
    return Htmlpagina(
        adres, antwoord.status_code, soort, inhoud.decode() if soort == "text/html" else ""
    )


def verwijsfouten(pagina: Htmlpagina) -> Iterator[str]:
    ids = Counter(el.get("id") for el in pagina.boom.iter() if el.get("id") is not None)
    yield from (f"id {id_} staat er {aantal} keer" for id_, aantal in ids.items() if aantal > 1)
    for el in pagina.boom.iter():
        for naam in VERWIJZINGEN:
            for doel in (el.get(naam) or "").split():
                if doel not in ids:
                    yield f"{naam}={doel} wijst nergens heen"
        href = el.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            yield f"{href} wijst nergens heen"


def kommafouten(pagina: Htmlpagina) -> Iterator[str]:
    """A number with a Dutch comma is two numbers to a drawing: the second letter is elsewhere."""
    for el in pagina.boom.iter():
        maten = {naam: str(el.get(naam)) for naam in MATEN if "," in str(el.get(naam) or "")}
        if maten:
            yield f"{el.tag}: {maten}"


def kopfouten(pagina: Htmlpagina) -> Iterator[str]:
    koppen = [el for el in pagina.boom.iter() if KOP.fullmatch(str(el.tag))]
    niveaus = [int(str(kop.tag)[1]) for kop in koppen]
    if niveaus.count(1) != 1:
        yield f"{niveaus.count(1)} keer h1"
    for (vorige, _), (niveau, kop) in pairwise(zip(niveaus, koppen, strict=True)):
        if niveau > vorige + 1:
            yield f"h{niveau} na h{vorige}: {''.join(kop.itertext())}"
    yield from (f"lege {kop.tag}" for kop in koppen if not "".join(kop.itertext()).strip())
