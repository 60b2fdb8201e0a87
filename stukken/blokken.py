"""What every reader of documents hands over: headings, paragraphs, lists and tables, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from itertools import dropwhile
from typing import Any, Literal

from basis.blokken import Stuk
from basis.fouten import RuleViolation
from basis.tekst import een_regel
from word.opmaak import Alinea, als_html

MEESTE_BLOKKEN = 10_000
MEESTE_TEKENS = 2_000_000
LAAGSTE_KOP = 6

TE_VEEL = (
    "In dit stuk staat te veel tekst om te lezen. Maak een kopie met alleen het deel dat over de "
    "innovatie gaat, en kies die."
)

Leesbloksoort = Literal["kop", "alinea", "lijst", "tabel"]


class StukGeweigerd(RuleViolation):
    """The document is not read at all; the message says why and what to do."""


@dataclass(frozen=True)
class Leesblok:
    """One block: its words as the HTML that a description may have, or the cells of a table."""

    soort: Leesbloksoort
    html: str = ""
    niveau: int = 0
    """Of a heading, 1 is the highest."""
    rijen: list[list[str]] = field(default_factory=list)


def _is_kop(alinea: Alinea) -> bool:
    """Whether it is one short line in bold letters, as many write a heading."""
    tekst = alinea.tekst.strip()
    vet = all(stuk.vet for stuk in alinea.stukken if stuk.tekst.strip())
    return vet and not alinea.plek and 0 < len(tekst) <= 90 and tekst[-1] not in ".,;?!"


def _regels(alinea: Alinea) -> list[Alinea]:
    """`alinea` with a paragraph for each line, since we keep no line breaks in one."""
    regels: list[list[Stuk]] = [[]]
    for stuk in alinea.stukken:
        eerste, *rest = stuk.tekst.split("\n")
        regels[-1].append(replace(stuk, tekst=eerste))
        regels += ([replace(stuk, tekst=deel)] for deel in rest)
    alineas = []
    for regel in regels:
        # After a break stands the white space of the file, perhaps on its own.
        vol = list(dropwhile(lambda stuk: not stuk.tekst.strip(), regel))
        if vol:
            vol[0] = replace(vol[0], tekst=vol[0].tekst.lstrip())
            alineas.append(replace(alinea, stukken=tuple(vol)))
    for verder in range(1, len(alineas)):
        if plek := alineas[verder].plek:
            alineas[verder] = replace(alineas[verder], plek=replace(plek, begint=False))
    return alineas


class Verzamelaar:
    """Takes what a reader meets; the points of one list become one block.

    Raises StukGeweigerd when it is more than anybody would put into fields.
    """

    def __init__(self) -> None:
        self._blokken: list[Leesblok] = []
        self._lijst: list[Alinea] = []
        self._tekens = 0

    def kop(self, stukken: Iterable[Stuk], niveau: int) -> None:
        tekst = een_regel("".join(stuk.tekst for stuk in stukken))
        self._tel(tekst)
        if tekst:
            html = als_html([Alinea((Stuk(tekst),), "h3")])
            self._zet(Leesblok("kop", html, min(max(niveau, 1), LAAGSTE_KOP)))

    def alinea(self, alinea: Alinea) -> None:
        """A paragraph, a point of a list, or what somebody made a heading by hand."""
        if _is_kop(alinea):
            self.kop(alinea.stukken, LAAGSTE_KOP)
            return
        self._tel(alinea.tekst)
        regels = _regels(alinea)
        if alinea.plek:
            self._lijst.extend(regels)
        elif regels:
            self._zet(Leesblok("alinea", als_html(regels)))

    def tekst(self, tekst: str) -> None:
        """A paragraph without marks."""
        self.alinea(Alinea((Stuk(een_regel(tekst)),)))

    def tabel(self, rijen: Iterable[list[str]]) -> None:
        """The cells of a table; one of a single column is the frame of paragraphs."""
        gevuld = [[een_regel(cel) for cel in rij] for rij in rijen]
        gevuld = [rij for rij in gevuld if any(rij)]
        for rij in gevuld:
            for cel in rij:
                self._tel(cel)
        if max(map(len, gevuld), default=0) > 1:
            self._zet(Leesblok("tabel", rijen=gevuld))
        else:
            for rij in gevuld:
                self._zet(Leesblok("alinea", als_html([Alinea((Stuk(rij[0]),))])))

    def klaar(self) -> list[dict[str, Any]]:
        """All blocks, as JSON carries them."""
        self._sluit_lijst()
        return [asdict(blok) for blok in self._blokken]

    def _tel(self, tekst: str) -> None:
        self._tekens += len(tekst)
        if self._tekens > MEESTE_TEKENS or len(self._lijst) > MEESTE_BLOKKEN:
            raise StukGeweigerd(TE_VEEL)

    def _zet(self, blok: Leesblok) -> None:
        self._sluit_lijst()
        self._blokken.append(blok)
        if len(self._blokken) > MEESTE_BLOKKEN:
            raise StukGeweigerd(TE_VEEL)

    def _sluit_lijst(self) -> None:
        punten, self._lijst = self._lijst, []
        if punten:
            self._blokken.append(Leesblok("lijst", als_html(punten)))
