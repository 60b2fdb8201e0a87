"""A document as Word, with real headings, lists and tables.

For the process beside a worker (`basis.apart`): python-docx stays as large as its largest document.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from basis.blokken import Stuk, Tekstblok
from innovaties.uitvoer import word_stijl as stijl
from innovaties.uitvoer.uitdraai import Bundel, Papierblok, Plaatjesblok, Tabel, Uitdraai

LIJSTEN = {"opsomming": "List Bullet", "nummering": "List Number"}
DIEPSTE_LIJST = 3
"""Word's own list styles go three levels deep."""


def schrijf(bundel: Bundel, moment: datetime) -> bytes:
    """All of `bundel` in one document, made at `moment`, each on pages of its own."""
    word = stijl.nieuw(bundel.titel, bundel.site, moment)
    schrijver = _Wordschrijver(word)
    for nummer, document in enumerate(bundel.stukken):
        if nummer:
            word.add_section()
        schrijver.schrijf(document)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


class _Wordschrijver:
    def __init__(self, word: WordDocument) -> None:
        self.word = word

    def schrijf(self, document: Uitdraai) -> None:
        self._kop_en_voet(document)
        self.word.add_heading(document.titel, level=1)
        self.word.add_paragraph(document.kern, style="Subtitle")
        for naam, tekst in document.samenvatting:
            self._alinea((Stuk(f"{naam}: ", vet=True), Stuk(tekst)), stijl.KADER)
        if document.melding:
            self._alinea(
                (Stuk(document.melding, vet=True),)
            ).paragraph_format.space_before = 120_000
        for hoofdstuk in document.hoofdstukken:
            self.word.add_heading(hoofdstuk.titel, level=2)
            for paragraaf in hoofdstuk.paragrafen:
                if paragraaf.titel:
                    self.word.add_heading(paragraaf.titel, level=3)
                self._blokken(paragraaf.blokken)
        self._alinea((), "No Spacing")
        self._alinea(document.slot, stijl.KADER)

    def _kop_en_voet(self, document: Uitdraai) -> None:
        blad = self.word.sections[-1]
        if document.liggend:
            stijl.leg_neer(blad)
        # A further section takes the head of the one before, and has a foot of its own.
        if len(self.word.sections) == 1:
            blad.header.paragraphs[0].add_run(document.site)
        blad.footer.is_linked_to_previous = False
        voet = blad.footer.paragraphs[0]
        voet.add_run(f"{document.adres}\n{document.versie}, bladzijde ")
        stijl.zet_veld(voet, "PAGE")
        voet.add_run(" van ")
        stijl.zet_veld(voet, "NUMPAGES")

    def _alinea(self, stukken: Iterable[Stuk], naam: str = "Normal") -> Paragraph:
        alinea = self.word.add_paragraph(style=naam)
        _zet(alinea, stukken)
        return alinea

    def _blokken(
        self, blokken: Iterable[Papierblok], diepte: int = 0, naam: str = "Normal"
    ) -> None:
        for blok in blokken:
            if isinstance(blok, Tabel):
                self._tabel(blok)
            elif isinstance(blok, Plaatjesblok):
                self._plaatje(blok)
            elif blok.soort == "kop":
                _zet(self.word.add_heading(level=3 + blok.niveau), blok.stukken)
            elif blok.soort == "citaat":
                self._blokken(blok.blokken, diepte, "Quote")
            elif blok.soort in LIJSTEN:
                self._lijst(blok, diepte + 1)
            else:
                alinea = self._alinea(blok.stukken, naam)
                alinea.paragraph_format.keep_with_next = blok.soort == "label" or None

    def _lijst(self, lijst: Tekstblok, diepte: int) -> None:
        niveau = f" {min(diepte, DIEPSTE_LIJST)}" if diepte > 1 else ""
        nummering: int | None = None
        for punt in lijst.blokken:
            naam = LIJSTEN[lijst.soort] + niveau
            for blok in punt.blokken:
                if not blok.stukken:
                    self._blokken((blok,), diepte)
                    continue
                alinea = self._alinea(blok.stukken, naam)
                if naam.startswith(LIJSTEN["nummering"]):
                    nummering = stijl.nummer_opnieuw(self.word, alinea, nummering)
                naam = f"List Continue{niveau}"

    def _plaatje(self, blok: Plaatjesblok) -> None:
        stijl.zet_plaatje(self._alinea(()), blok.inhoud, blok.alt)
        self._alinea((Stuk(blok.bijschrift),))

    def _tabel(self, tabel: Tabel) -> None:
        word = self.word.add_table(1 + len(tabel.rijen), len(tabel.kop), "Table Grid")
        kop = tuple(Stuk(tekst, vet=True) for tekst in tabel.kop)
        for rij, stukken in zip(word.rows, (kop, *tabel.rijen), strict=True):
            for cel, stuk in zip(rij.cells, stukken, strict=True):
                _zet(cel.paragraphs[0], (stuk,))
        stijl.maak_kop(word, tabel.titel)
        self._alinea((), "No Spacing")


def _zet(alinea: Paragraph, stukken: Iterable[Stuk]) -> None:
    for stuk in stukken:
        if stuk.url:
            stijl.zet_link(alinea, stuk.tekst, stuk.url)
        else:
            run = alinea.add_run(stuk.tekst)
            if stuk.vet:
                run.bold = True
