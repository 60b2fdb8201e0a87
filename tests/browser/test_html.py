"""Every page that a visitor can reach is sound HTML, and no link leads nowhere."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPConnection
from itertools import pairwise
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from tinyhtml5.parser import HTMLParser

from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST
from tests.browser.paginas import TOESTANDEN

TE_ZWAAR = re.compile(rf"\.({'|'.join((*VAN_BESCHRIJVING, *VAN_LIJST))})(\?|$)")
VERWIJZINGEN = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
KOP = re.compile(r"h[1-6]")
SVG = "{http://www.w3.org/2000/svg}"


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
        gevonden = set()
        for href in re.findall(r'<a\b[^>]*? href="([^"]*)"', self.tekst):
            volledig = urljoin(f"http://hier{self.adres}", href.replace("&amp;", "&"))
            delen = urlsplit(urldefrag(volledig).url)
            if delen.scheme == "http" and delen.netloc == "hier":
                gevonden.add(
                    quote(delen._replace(scheme="", netloc="").geturl(), safe="%/?=&+,;:@")
                )
        return gevonden


@pytest.fixture(scope="module")
def bezochte_site(site: str) -> dict[str, Htmlpagina]:
    """All pages that links lead to from the home page, and those of `TOESTANDEN`.

    A question on the list is asked but not followed: each facet value leads to others. Of the
    downloads, two descriptions stand for all.
    """
    verbinding = HTTPConnection(urlsplit(site).netloc, timeout=30)
    bezocht: dict[str, Htmlpagina] = {}
    wachtrij = [toestand.adres for toestand in TOESTANDEN]
    while wachtrij:
        adres = wachtrij.pop()
        if adres in bezocht:
            continue
        bezocht[adres] = pagina = haal(verbinding, adres)
        if "?" in adres:
            continue
        downloads = {doel for doel in pagina.koppelingen if TE_ZWAAR.search(doel)}
        if adres not in ("/innovaties/optimaal-leven/", "/innovaties/grijs-fonds/", "/innovaties/"):
            wachtrij += pagina.koppelingen - downloads
        else:
            wachtrij += pagina.koppelingen
    verbinding.close()
    return bezocht


def haal(verbinding: HTTPConnection, adres: str) -> Htmlpagina:
    verbinding.request("GET", adres)
    antwoord = verbinding.getresponse()
    soort = antwoord.headers.get_content_type()
    inhoud = antwoord.read()
    return Htmlpagina(
        adres, antwoord.status, soort, inhoud.decode() if soort == "text/html" else ""
    )


@pytest.fixture(scope="module")
def paginas(bezochte_site: dict[str, Htmlpagina]) -> list[Htmlpagina]:
    """The HTML pages, of the questions on the list only those of `TOESTANDEN`."""
    bekend = {toestand.adres for toestand in TOESTANDEN}
    return [
        pagina
        for pagina in bezochte_site.values()
        if pagina.soort == "text/html" and ("?" not in pagina.adres or pagina.adres in bekend)
    ]


def test_geen_koppeling_loopt_dood(bezochte_site: dict[str, Htmlpagina]) -> None:
    verwacht = {toestand.adres: toestand.status for toestand in TOESTANDEN}

    dood = {
        adres: pagina.status
        for adres, pagina in bezochte_site.items()
        if pagina.status != verwacht.get(adres, 200)
    }

    assert dood == {}
    soorten = Counter(adres.split("/")[1] for adres in bezochte_site if "?" not in adres)
    assert soorten["innovaties"] > 30, soorten
    assert soorten["thema"] == 7, soorten
    assert sum(soorten.values()) > 200, soorten


def test_html_is_geldig(paginas: list[Htmlpagina]) -> None:
    fouten = {pagina.adres: pagina.ontleed[1] for pagina in paginas if pagina.ontleed[1]}

    assert fouten == {}


def test_elk_id_is_uniek_en_elke_verwijzing_komt_aan(paginas: list[Htmlpagina]) -> None:
    fouten = [f"{pagina.adres}: {fout}" for pagina in paginas for fout in verwijsfouten(pagina)]

    assert fouten == []


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


def test_fragment_van_elke_koppeling_bestaat(
    paginas: list[Htmlpagina], bezochte_site: dict[str, Htmlpagina]
) -> None:
    """A link to a place on another page, such as the themes on the home page."""
    doelen = {
        urldefrag(urljoin(pagina.adres, el.get("href", "")))
        for pagina in paginas
        for el in pagina.boom.iter("a")
        if "#" in el.get("href", "")
    }

    assert doelen
    assert [
        doel for doel in doelen if f'id="{doel.fragment}"' not in bezochte_site[doel.url].tekst
    ] == []


def test_koppen_vormen_een_boom(paginas: list[Htmlpagina]) -> None:
    fouten = [f"{pagina.adres}: {fout}" for pagina in paginas for fout in kopfouten(pagina)]

    assert fouten == []


def kopfouten(pagina: Htmlpagina) -> Iterator[str]:
    koppen = [el for el in pagina.boom.iter() if KOP.fullmatch(str(el.tag))]
    niveaus = [int(str(kop.tag)[1]) for kop in koppen]
    if niveaus.count(1) != 1:
        yield f"{niveaus.count(1)} keer h1"
    for (vorige, _), (niveau, kop) in pairwise(zip(niveaus, koppen, strict=True)):
        if niveau > vorige + 1:
            yield f"h{niveau} na h{vorige}: {''.join(kop.itertext())}"
    yield from (f"lege {kop.tag}" for kop in koppen if not "".join(kop.itertext()).strip())


def test_beelden_hebben_een_tekst_of_zijn_versiering(paginas: list[Htmlpagina]) -> None:
    zonder = [
        f"{pagina.adres}: {el.tag} {el.attrib}"
        for pagina in paginas
        for el in pagina.boom.iter()
        if (el.tag == "img" and el.get("alt") is None)
        or (
            el.tag == f"{SVG}svg"
            and el.get("aria-hidden") != "true"
            and not (el.get("role") and (el.get("aria-label") or el.get("aria-labelledby")))
        )
    ]

    assert zonder == []


def test_niets_staat_in_de_pagina_dat_de_csp_weigert(paginas: list[Htmlpagina]) -> None:
    """No inline style, script or handler; data in JSON is no script."""
    fouten = [
        f"{pagina.adres}: {el.tag} {el.attrib}"
        for pagina in paginas
        for el in pagina.boom.iter()
        if el.tag == "style"
        or (el.tag == "script" and not el.get("src") and el.get("type") != "application/ld+json")
        or any(naam == "style" or naam.startswith("on") for naam in el.attrib)
        or str(el.get("href")).startswith("javascript:")
    ]

    assert fouten == []


def test_elke_pagina_zegt_wat_zij_is(paginas: list[Htmlpagina]) -> None:
    """A language, a description, and a title of its own to tell it from the others."""
    titels: dict[str, list[str]] = {}
    for pagina in paginas:
        titel = pagina.boom.findtext("head/title") or ""
        titels.setdefault(titel, []).append(pagina.adres)
        omschrijving = pagina.boom.find("head/meta[@name='description']")

        assert pagina.boom.get("lang") == "nl"
        assert omschrijving is not None, pagina.adres
        assert omschrijving.get("content"), pagina.adres

    dubbel = {
        titel: adressen
        for titel, adressen in titels.items()
        if len({adres.partition("?")[0] for adres in adressen}) > 1
    }
    assert set(dubbel) <= {"Deze pagina is er niet – Kennisbank Nieuwe wegen"}, dubbel
