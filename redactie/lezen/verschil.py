"""What changed between two versions: word by word, block by block, row by row.

Both texts become a list of tokens; the longest common subsequence says which ones stayed. No
shorter marking exists, so what did not change is never marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq, Opcode

from innovaties.formaat import BIJ_FORMAAT, onderdelen
from innovaties.formaat.onderdelen import Veld
from innovaties.formaat.waarden import Cel, Waarde

GELIJK, WEG, NIEUW, GEWIJZIGD = "gelijk", "weg", "nieuw", "gewijzigd"

LIJKT_OP = 0.5
"""From this share of equal words on, a row that went and a row that came are one changed row."""

BLOKKEN = {
    "p": "alinea",
    "h3": "kop",
    "h4": "tussenkop",
    "punt": "punt",
    "nummer": "genummerd punt",
    "vervolg": "vervolg van een punt",
    "citaat": "citaat",
}


class Tekstwoord(NamedTuple):
    """One word, whether it is bold, and whether a space follows."""

    tekst: str
    vet: bool = False
    spatie: bool = True


class Blokgrens(NamedTuple):
    """Where a block of rich text begins."""

    soort: str
    diepte: int = 0


Brokje = Tekstwoord | Blokgrens


@dataclass(frozen=True)
class Verschilstuk:
    """A run of tokens that all stayed, went or came."""

    soort: str
    tekens: tuple[Brokje, ...]

    @property
    def delen(self) -> Iterator[tuple[str, bool, bool]]:
        """Text to show, whether it is bold, and whether it names the start of a block."""
        laatste = len(self.tekens) - 1
        for nummer, teken in enumerate(self.tekens):
            wit = " " * (nummer < laatste and _spatie(teken))
            if isinstance(teken, Blokgrens):
                yield f"¶ {BLOKKEN[teken.soort]}{wit}", False, True
            else:
                yield teken.tekst + wit, teken.vet, False

    @property
    def spatie(self) -> bool:
        """Whether a space follows."""
        return _spatie(self.tekens[-1])


def _spatie(teken: Brokje) -> bool:
    return isinstance(teken, Blokgrens) or teken.spatie


@dataclass(frozen=True)
class Verschilblok:
    """A paragraph, heading or list item with its runs; `soort` is empty for plain text."""

    soort: str
    diepte: int
    stukken: tuple[Verschilstuk, ...]


@dataclass(frozen=True)
class RijVerschil:
    """A row: `cellen` are its labels with their runs; `van` and `naar` count from one."""

    soort: str
    cellen: tuple[tuple[str, tuple[Verschilblok, ...]], ...]
    van: int = 0
    naar: int = 0
    verplaatst: bool = False

    @property
    def verschilt(self) -> bool:
        return self.soort != GELIJK or self.verplaatst


@dataclass(frozen=True)
class VeldVerschil:
    """What changed in one field: blocks of text, or items of a list, or rows."""

    veld: Veld
    blokken: tuple[Verschilblok, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    rijen: tuple[RijVerschil, ...] = ()

    @property
    def andere_rijen(self) -> list[RijVerschil]:
        """The rows to show; the others only count."""
        return [rij for rij in self.rijen if rij.verschilt]

    @property
    def gelijke_rijen(self) -> int:
        return len(self.rijen) - len(self.andere_rijen)


@dataclass(frozen=True)
class OnderdeelVerschil:
    """One part of the format; `velden` are those that changed, `waarden` what the new one says."""

    naam: str
    label: str
    velden: tuple[VeldVerschil, ...]
    waarden: tuple[Waarde, ...]


def vergelijk(oud: Mapping[str, Waarde], nieuw: Mapping[str, Waarde]) -> list[OnderdeelVerschil]:
    """Every part of which both know a field, in the order of the format, the trefwoorden last."""
    verschillen = []
    for deel in (o for o in [*onderdelen(), BIJ_FORMAAT] if o.velden):
        namen = [v.naam for v in deel.velden if v.naam in oud and v.naam in nieuw]
        if not namen:
            continue
        paren = [(oud[naam], nieuw[naam]) for naam in namen]
        anders = tuple(verschil for paar in paren if (verschil := veldverschil(*paar)))
        waarden = tuple(na for _, na in paren if na)
        verschillen.append(OnderdeelVerschil(deel.naam, deel.label, anders, waarden))
    return verschillen


def veldverschil(oud: Waarde, nieuw: Waarde) -> VeldVerschil | None:
    """What changed in one field; None when nothing did."""
    veld = nieuw.veld
    if oud.rijen or nieuw.rijen:
        rijen = rijverschil(oud.rijen, nieuw.rijen)
        return VeldVerschil(veld, rijen=rijen) if any(rij.verschilt for rij in rijen) else None
    if oud.lijst or nieuw.lijst:
        items = _items(oud.lijst, nieuw.lijst)
        return VeldVerschil(veld, items=items) if {s for s, _ in items} != {GELIJK} else None
    blokken = _in_blokken(_tekens(oud), _tekens(nieuw))
    return VeldVerschil(veld, blokken=blokken) if _verschilt(blokken) else None


def _tekens(van: Waarde) -> list[Brokje]:
    """The tokens of a field; a choice from a list is one."""
    if van.html:
        return rijke_tekens(van.html)
    is_heel = van.tekst and van.veld.soort.is_heel
    return [Tekstwoord(van.tekst)] if is_heel else gewone_tekens(van.tekst)


def gewone_tekens(tekst: str) -> list[Brokje]:
    """The words of plain text."""
    return [Tekstwoord(woord) for woord in tekst.split()]


def rijke_tekens(html: str) -> list[Brokje]:
    """The words of rich text, with a `Blokgrens` where each block begins."""
    lezer = _Tekenlezer()
    lezer.feed(html)
    lezer.close()
    return lezer.tekens


class _Tekenlezer(HTMLParser):
    """Reads the small set of `basis.velden.OPMAAK`."""

    def __init__(self) -> None:
        super().__init__()
        self.tekens: list[Brokje] = []
        self._open: list[str] = []
        self._adres = ""
        self._begin = True
        self._punt_begonnen = False
        self._plakt = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        if tag == "a":
            self._adres = dict(attrs).get("href") or ""
        elif tag in ("p", "h3", "h4", "li", "blockquote"):
            self._begin = True
            self._punt_begonnen = self._punt_begonnen and tag != "li"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._adres:
            self._voeg_toe([f"({self._adres})"], plakt=False)
            self._plakt, self._adres = True, ""
        if tag in self._open:
            while self._open.pop() != tag:
                continue
        if tag in ("p", "h3", "h4", "li", "blockquote"):
            self._begin = True

    def handle_data(self, data: str) -> None:
        if woorden := data.split():
            self._voeg_toe(woorden, plakt=self._plakt and not data[0].isspace())
        self._plakt = bool(data) and not data[-1].isspace()

    def _voeg_toe(self, woorden: list[str], *, plakt: bool) -> None:
        if self._begin:
            self.tekens.append(self._grens())
            self._begin = False
        elif plakt and isinstance(vorige := self.tekens[-1], Tekstwoord):
            self.tekens[-1] = vorige._replace(spatie=False)
        vet = "strong" in self._open or "b" in self._open
        self.tekens += [Tekstwoord(woord, vet) for woord in woorden]

    def _grens(self) -> Blokgrens:
        lijsten = [tag for tag in self._open if tag in ("ul", "ol")]
        if "li" in self._open:
            soort = "punt" if lijsten[-1:] == ["ul"] else "nummer"
            soort, self._punt_begonnen = ("vervolg" if self._punt_begonnen else soort), True
        elif "blockquote" in self._open:
            soort = "citaat"
        else:
            soort = next((tag for tag in reversed(self._open) if tag in ("h3", "h4")), "p")
        return Blokgrens(soort, len(lijsten))


def opcodes(oud: Sequence[object], nieuw: Sequence[object]) -> list[Opcode]:
    """The steps from `oud` to `nieuw` that mark the fewest tokens; the rest is 'equal'."""
    nummers: dict[object, int] = {}
    # Numbers, since what rapidfuzz compares is the hash.
    a, b = ([nummers.setdefault(teken, len(nummers)) for teken in rij] for rij in (oud, nieuw))
    return list(LCSseq.opcodes(a, b))


def stukken[T](oud: Sequence[T], nieuw: Sequence[T]) -> Iterator[tuple[str, Sequence[T]]]:
    """The runs that stayed, went and came, in the order to read them; what went comes first."""
    for gelijk, groep in groupby(opcodes(oud, nieuw), key=lambda stap: stap.tag == "equal"):
        stappen = list(groep)
        eerste, laatste = stappen[0], stappen[-1]
        weg = oud[eerste.src_start : laatste.src_end]
        bij = nieuw[eerste.dest_start : laatste.dest_end]
        if gelijk:
            yield GELIJK, bij
            continue
        if weg:
            yield WEG, weg
        if bij:
            yield NIEUW, bij


def _in_blokken(oud: list[Brokje], nieuw: list[Brokje]) -> tuple[Verschilblok, ...]:
    """The runs, cut where a block begins in either text."""
    blokken: list[tuple[Blokgrens, list[tuple[str, Brokje]]]] = []
    for soort, tekens in _langs_grenzen(stukken(oud, nieuw)):
        for teken in tekens:
            if isinstance(teken, Blokgrens):
                if blokken and all(isinstance(t, Blokgrens) for _, t in blokken[-1][1]):
                    blokken[-1] = (teken, blokken[-1][1])
                else:
                    blokken.append((teken, []))
            elif not blokken:
                blokken.append((Blokgrens(""), []))
            blokken[-1][1].append((soort, teken))
    return tuple(
        Verschilblok(grens.soort, grens.diepte, tuple(_groepeer(_zonder_overbodige_grens(tekens))))
        for grens, tekens in blokken
    )


def _langs_grenzen(
    runs: Iterable[tuple[str, Sequence[Brokje]]],
) -> list[tuple[str, list[Brokje]]]:
    """The same runs, each slid to begin where a block begins if that marks the same tokens."""
    langs = [(soort, list(tekens)) for soort, tekens in runs] + [(GELIJK, list[Brokje]())]
    for (voor_soort, voor), (_, run), (na_soort, na) in zip(
        langs, langs[1:], langs[2:], strict=False
    ):
        if (voor_soort, na_soort) != (GELIJK, GELIJK) or isinstance(run[0], Blokgrens):
            continue
        for k in range(1, min(len(voor), len(run)) + 1):
            if voor[-k] != run[-k]:
                break
            if isinstance(voor[-k], Blokgrens):
                na[:0], run[:], voor[-k:] = run[-k:], voor[-k:] + run[:-k], []
                break
    return langs


def _zonder_overbodige_grens(
    tekens: list[tuple[str, Brokje]],
) -> Iterable[tuple[str, Brokje]]:
    """A start that stayed needs no name, nor one whose whole block went or came."""
    soorten = {soort for soort, _ in tekens}
    return [
        (soort, teken)
        for soort, teken in tekens
        if not isinstance(teken, Blokgrens) or (soort != GELIJK and len(soorten) > 1)
    ]


def _groepeer(tekens: Iterable[tuple[str, Brokje]]) -> Iterator[Verschilstuk]:
    stuk: Verschilstuk | None = None
    for soort, teken in tekens:
        if stuk and stuk.soort == soort:
            stuk = replace(stuk, tekens=(*stuk.tekens, teken))
            continue
        if stuk:
            yield stuk
        stuk = Verschilstuk(soort, (teken,))
    if stuk:
        yield stuk


def _verschilt(blokken: Iterable[Verschilblok]) -> bool:
    return any(stuk.soort != GELIJK for blok in blokken for stuk in blok.stukken)


def _items(oud: Sequence[Cel], nieuw: Sequence[Cel]) -> tuple[tuple[str, str], ...]:
    """The items of a list, which stand in the order of that list in both versions."""
    runs = stukken([cel.tekst for cel in oud], [cel.tekst for cel in nieuw])
    return tuple((soort, tekst) for soort, run in runs for tekst in run)


Celrij = tuple[Cel, ...]


def rijverschil(oud: Sequence[Celrij], nieuw: Sequence[Celrij]) -> tuple[RijVerschil, ...]:
    """The rows in their new order, those that went where they stood."""
    paren = _koppel(oud, nieuw)
    oude_plaatsen = [paren[j] for j in sorted(paren)]
    bleef: set[int] = set()
    for stap in opcodes(sorted(oude_plaatsen), oude_plaatsen):
        if stap.tag == "equal":
            bleef.update(oude_plaatsen[stap.dest_start : stap.dest_end])
    op_plaats: list[tuple[tuple[int, int], RijVerschil]] = []
    for j, rij in enumerate(nieuw):
        i = paren.get(j)
        if i is None:
            op_plaats.append(((j, 0), RijVerschil(NIEUW, _cellen((), rij), naar=j + 1)))
            continue
        soort = GELIJK if _tekst(oud[i]) == _tekst(rij) else GEWIJZIGD
        verschil = RijVerschil(soort, _cellen(oud[i], rij), i + 1, j + 1, i not in bleef)
        op_plaats.append(((j, 0), verschil))
    nieuwe_plaats = {i: j for j, i in paren.items() if i in bleef}
    anker = -1
    for i, rij in enumerate(oud):
        anker = nieuwe_plaats.get(i, anker)
        if i not in oude_plaatsen:
            op_plaats.append(((anker, i + 1), RijVerschil(WEG, _cellen(rij, ()), van=i + 1)))
    return tuple(rij for _, rij in sorted(op_plaats, key=lambda paar: paar[0]))


def _koppel(oud: Sequence[Celrij], nieuw: Sequence[Celrij]) -> dict[int, int]:
    """Which new row is which old one: equal ones in order, equal ones elsewhere, then alike."""
    paren: dict[int, int] = {}
    for stap in opcodes([_tekst(rij) for rij in oud], [_tekst(rij) for rij in nieuw]):
        if stap.tag == "equal":
            nieuwe = range(stap.dest_start, stap.dest_end)
            paren.update(zip(nieuwe, range(stap.src_start, stap.src_end), strict=True))
    over = [i for i in range(len(oud)) if i not in paren.values()]
    kandidaten = sorted(
        (-_gelijkenis(oud[i], nieuw[j]), j, i)
        for j in range(len(nieuw))
        if j not in paren
        for i in over
    )
    for min_gelijkenis, j, i in kandidaten:
        if -min_gelijkenis >= LIJKT_OP and j not in paren and i not in paren.values():
            paren[j] = i
    return paren


def _tekst(rij: Celrij) -> tuple[str, ...]:
    return tuple(" ".join(cel.tekst.split()) for cel in rij)


def _gelijkenis(oud: Celrij, nieuw: Celrij) -> float:
    """1 and more for rows about the same thing, else the share of words that they share."""
    a, b = ([woord for cel in rij for woord in cel.tekst.split()] for rij in (oud, nieuw))
    return Indel.normalized_similarity(a, b) + (oud[0].tekst == nieuw[0].tekst)


def _cellen(oud: Celrij, nieuw: Celrij) -> tuple[tuple[str, tuple[Verschilblok, ...]], ...]:
    voor = {cel.naam: cel.tekst for cel in oud}
    na = {cel.naam: cel.tekst for cel in nieuw}
    return tuple(
        (cel.label, _in_blokken(gewone_tekens(voor.get(cel.naam, "")), gewone_tekens(tekst)))
        for cel in nieuw or oud
        if (tekst := na.get(cel.naam, "")) or voor.get(cel.naam)
    )
