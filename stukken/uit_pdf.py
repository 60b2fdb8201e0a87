"""The blocks of a PDF: by its tags where it has them, else by where and how large its words stand.

Word, LibreOffice and browsers tag what they export: this is a heading, that a cell. An older PDF
only says where each letter goes. PDFium reads both, and finds spaces and broken words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from basis.blokken import Stuk
from stukken.blokken import StukGeweigerd, Verzamelaar
from stukken.pdf_letters import Woorden, aantal_letters, heel, regels_van
from stukken.pdf_tags import Paginadeel, delen_van
from word.opmaak import DIEPSTE, Alinea, Lijstplek

MEESTE_PAGINAS = 500
GETAGD = 0.6
"""What part of the words of a page its tags must name before we believe them."""
BESCHADIGD = "Deze pdf is beschadigd. Open haar, bewaar haar opnieuw en kies haar nog eens."
BEVEILIGD = (
    "Deze pdf is beveiligd met een wachtwoord. Haal het wachtwoord weg en kies de pdf nog eens."
)
GEEN_TEKST = (
    "In deze pdf staan alleen beelden, bijvoorbeeld een scan. Daar kunnen wij geen tekst uit "
    "halen. Zoek het bestand waarvan de pdf is gemaakt, of laat uw scanner de tekst herkennen."
)
TE_DIK = (
    f"Deze pdf heeft meer dan {MEESTE_PAGINAS} pagina's. Maak een kopie met alleen het deel dat "
    "over de innovatie gaat."
)

_PUNT = re.compile(
    r"(?P<los>[•●▪■◦‣∙·–-]|o(?= ))\s*(?=\S)|(?P<nummer>\d{1,2}[.)]|[a-z][.)])\s+(?=\S)"
)
_VERWIJST = re.compile(r"(\.\s?){5,}\d+$")
"""A line of a table of contents, which says what a heading says."""


@dataclass(frozen=True)
class Tekstregel:
    """One line of a page, in cells where there is much room between."""

    cellen: list[str]
    hoogte: float
    vet: bool
    links: float
    onder: float

    @property
    def tekst(self) -> str:
        return " ".join(self.cellen)

    @property
    def kaal(self) -> str:
        """What it says without its numbers, as the foot of each page does."""
        return re.sub(r"\d+", "#", self.tekst)


@dataclass(frozen=True)
class Bladzijde:
    """The lines of a page, and its blocks by its tags, where those say nearly all of it."""

    regels: list[Tekstregel]
    delen: list[Paginadeel]
    gelooft_tags: bool


def lees(inhoud: bytes, uit: Verzamelaar) -> None:
    """Read all pages. Raises StukGeweigerd."""
    try:
        document = pdfium.PdfDocument(inhoud)
        if len(document) > MEESTE_PAGINAS:
            raise StukGeweigerd(TE_DIK)
        paginas = [_lees_pagina(document, nummer) for nummer in range(len(document))]
    except pdfium.PdfiumError as fout:
        code = getattr(fout, "err_code", None)
        raise StukGeweigerd(BEVEILIGD if code == pdf.FPDF_ERR_PASSWORD else BESCHADIGD) from fout
    if not any(pagina.regels for pagina in paginas):
        raise StukGeweigerd(GEEN_TEKST if paginas else BESCHADIGD)
    for deel in _over_de_pagina(_delen(paginas)):
        _geef(deel, uit)


def _lees_pagina(document: pdfium.PdfDocument, nummer: int) -> Bladzijde:
    pagina = document[nummer]
    regels = list(regels_van(pagina))
    per_deel: dict[int, str] = {}
    for regel in regels:
        for woorden in regel:
            deel = woorden.letter.deel
            per_deel[deel] = per_deel.get(deel, "") + woorden.tekst
        per_deel[regel[-1].letter.deel] += " "
    alles = sum(map(aantal_letters, per_deel.values()))
    getagd = alles - aantal_letters(per_deel.pop(-1, ""))
    delen, gezegd = delen_van(pagina, per_deel) if getagd > alles * GETAGD else ([], 0)
    als_regels = [_regel(regel) for regel in regels]
    return Bladzijde(als_regels, delen, gelooft_tags=gezegd > alles * GETAGD)


def _geef(deel: Paginadeel, uit: Verzamelaar) -> None:
    if deel.soort == "kop":
        uit.kop([Stuk(deel.tekst)], deel.niveau)
    elif deel.soort == "tabel":
        uit.tabel(deel.rijen)
    elif deel.soort == "punt":
        plek = Lijstplek("ol" if deel.genummerd else "ul", 1, min(deel.niveau, DIEPSTE))
        uit.alinea(Alinea((Stuk(deel.tekst),), plek=plek))
    else:
        uit.tekst(deel.tekst)


def _delen(paginas: list[Bladzijde]) -> Iterator[Paginadeel]:
    """The blocks of all pages: what its tags say, else what its lines look like."""
    lezer = _Regellezer([regel for pagina in paginas for regel in pagina.regels])
    overal = Counter(regel.kaal for pagina in paginas for regel in _buitenste(pagina.regels))
    gezien: set[str] = set()
    for pagina in paginas:
        if pagina.gelooft_tags:
            yield from pagina.delen
            continue
        buiten = _buitenste(pagina.regels)
        # The head and foot of each page say the same; once is enough.
        yield from lezer.delen(
            [
                regel
                for regel in pagina.regels
                if not (regel in buiten and overal[regel.kaal] > 2 and regel.kaal in gezien)
                and not _VERWIJST.search(regel.tekst)
            ]
        )
        gezien |= {regel.kaal for regel in buiten}


def _buitenste(regels: list[Tekstregel]) -> list[Tekstregel]:
    """The two lowest and the two highest lines of a page."""
    op_hoogte = sorted(regels, key=lambda regel: regel.onder)
    return op_hoogte[:2] + op_hoogte[2:][-2:]


def _over_de_pagina(delen: Iterable[Paginadeel]) -> Iterator[Paginadeel]:
    """Join a sentence that runs on over the end of a page or column, or around a picture."""
    vorige: Paginadeel | None = None
    for deel in delen:
        if (
            vorige
            and vorige.soort in ("alinea", "punt")
            and deel.soort == "alinea"
            and deel.tekst[:1].islower()
            and vorige.tekst[-1:] not in ".!?:;"
        ):
            vorige.tekst = heel(f"{vorige.tekst} {deel.tekst}")
            continue
        if vorige:
            yield vorige
        vorige = deel
    if vorige:
        yield vorige


def _regel(woorden: list[Woorden]) -> Tekstregel:
    """The line that these words make; what stands far from the rest is a cell of its own."""
    cellen: list[str] = []
    rechts = 0.0
    for deel in woorden:
        if cellen and deel.links - rechts < deel.letter.hoogte:
            cellen[-1] += deel.tekst
        else:
            cellen.append(deel.tekst)
        rechts = deel.rechts
    langste = max(woorden, key=lambda deel: len(deel.tekst))
    return Tekstregel(
        [heel(cel) for cel in cellen if cel.strip()],
        langste.letter.hoogte,
        all(deel.letter.vet for deel in woorden if deel.tekst.strip()),
        woorden[0].links,
        woorden[-1].onder,
    )


class _Regellezer:
    """Makes blocks of lines: of their height, their weight, the room between, and their marks."""

    def __init__(self, regels: list[Tekstregel]) -> None:
        hoogten = Counter[float]()
        for regel in regels:
            hoogten[regel.hoogte] += len(regel.tekst)
        self.gewoon = hoogten.most_common(1)[0][0] if hoogten else 0.0
        groter = sorted({r.hoogte for r in regels if r.hoogte > self.gewoon * 1.12}, reverse=True)
        self.niveaus = {hoogte: min(plek + 1, 4) for plek, hoogte in enumerate(groter)}
        stappen = [een.onder - ander.onder for een, ander in pairwise(regels)]
        self.stap = median([s for s in stappen if 0 < s < self.gewoon * 3] or [self.gewoon])

    def delen(self, regels: list[Tekstregel]) -> Iterator[Paginadeel]:
        """The blocks of the lines of one page."""
        nu: list[Tekstregel] = []
        for regel in regels:
            if nu and self._begint(nu[-1], regel):
                yield self._deel(nu)
                nu = []
            nu.append(regel)
        if nu:
            yield self._deel(nu)

    def _begint(self, vorige: Tekstregel, regel: Tekstregel) -> bool:
        """Whether `regel` begins another block than that of the line before it."""
        if len(vorige.cellen) > 1 or len(regel.cellen) > 1:
            return len(vorige.cellen) != len(regel.cellen)
        return bool(
            not 0 <= vorige.onder - regel.onder < self.stap * 1.25
            or self._kopniveau(vorige) != self._kopniveau(regel)
            or regel.links - vorige.links > self.gewoon
            or _PUNT.match(regel.tekst)
        )

    def _deel(self, regels: list[Tekstregel]) -> Paginadeel:
        eerste = regels[0]
        if len(eerste.cellen) > 1 and len(regels) > 1:
            return Paginadeel("tabel", rijen=[regel.cellen for regel in regels])
        tekst = heel(" ".join(regel.tekst for regel in regels))
        niveau = self._kopniveau(eerste)
        if niveau and len(tekst) <= 150:
            return Paginadeel("kop", tekst, niveau)
        if punt := _PUNT.match(tekst):
            return Paginadeel("punt", tekst[punt.end() :], 0, bool(punt["nummer"]))
        return Paginadeel("alinea", tekst)

    def _kopniveau(self, regel: Tekstregel) -> int:
        """Of a line that looks like a heading its level: larger letters, or bold and short."""
        if niveau := self.niveaus.get(regel.hoogte):
            return niveau
        return 5 if regel.vet and len(regel.tekst) <= 90 and regel.tekst[-1:] not in ".,;" else 0
