"""How well a document answers a question: its terms, what may stand for them, their weight."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from vinden.vraag import Term
from vinden.wegen import Weegschaal
from vinden.woorden import DEEL, KERN, STAM, TITEL, VAAK, splits, stammen, vormen
from vinden.woordenboek import gebruik
from vinden.woordenschat import Woordenschat
from vinden.zoekindex import Bits

EENHEID = 64
"""How finely weights are counted."""

PRECIES, AANEEN, NAAM, TIKFOUT, VERWANT, ALS_DEEL, DELEN, ALS_TEKST = (
    *(1.0, 0.95, 0.7, 0.8, 0.75),
    *(0.65, 0.5, 0.5),
)
"""How much it counts that a document has the word itself, or what may stand for it."""

EEN_DEEL = 0.4
"""What a part of a word that nobody has counts, as part of a typing error."""

PLEKKEN = {TITEL: 1.7, VAAK: 1.5, KERN: 1.4, "": 1.0}
"""How much it counts where a word stands, and that it comes often."""

OOK_ZO = 0.05
"""What each further way in which a document has a term counts, as part of its weight."""

ALLES_EROP = 0.35
"""What a document that holds every term gets on top, as part of what all terms weigh."""

NAAST_ELKAAR = 0.5
"""What two terms get on top that stand beside each other, as part of what the lighter weighs."""

IN_EEN_NAAM = 0.5
"""What the words of a longer name still say by themselves."""

OOK_EEN_WOORD = 0.5
"""What a place says whose name texts use too: perhaps as a word, such as Huizen and Best."""

AFWIJKING, PER_AFWIJKING = 0.4, 1.8
"""From how many standard deviations nearer in meaning a document counts, and how much each does."""

KORT, DICHT_GENOEG = 3, 0.855
"""To a question of so few words, one of which no text has, nothing is near by a lower cosine."""

ZWAKST, ZWAKST_ACHTERAAN = 0.15, 0.3
"""What weighs less than this part of the best is no answer; what is `achteraan` must weigh more."""

VOORRANG, MET_ALLES, IN_TITEL = 1.3, 2.5, 0.2
"""What it counts not to be `achteraan`, and to be in front with each word itself.

What is `achteraan` with each word in its title is behind by `IN_TITEL` alone.
"""

ONBEKEND = 3.5
"""The weight of a term that no document has: it makes the others say less, and not nothing."""

Of = tuple[str, ...]
"""Lexemes of which one is enough."""


@dataclass(frozen=True)
class Alternatief:
    """What may stand for a term: of each of `en` one lexeme; `factor` is how much it counts."""

    factor: float
    en: tuple[Of, ...]

    def lexemen(self) -> Iterator[str]:
        """All that must be looked up."""
        for of in self.en:
            for lexeem in of:
                yield from (lexeem + plek for plek in PLEKKEN)

    def in_titel(self, bits: Mapping[str, Bits]) -> Bits:
        """The documents that have it in their title."""
        return reduce(and_, (reduce(or_, (bits[een + TITEL] for een in of), 0) for of in self.en))

    def met(self, bits: Mapping[str, Bits]) -> Alternatief | None:
        """The same with only the lexemes that some document has; None when that is not enough."""
        en = tuple(tuple(een for een in of if bits[een]) for of in self.en)
        return Alternatief(self.factor, en) if all(en) else None

    def treffers(self, bits: Mapping[str, Bits]) -> Iterator[tuple[float, Bits]]:
        """The documents that have it, with how much that counts, by where it stands."""
        for plek, telt in PLEKKEN.items():
            met = reduce(and_, (reduce(or_, (bits[een + plek] for een in of), 0) for of in self.en))
            if met:
                yield self.factor * telt, met


def alternatieven(delen: Sequence[str]) -> Iterator[Alternatief]:
    """What may stand for words that belong together."""
    heel = "".join(delen)
    if len(delen) > 1:
        yield Alternatief(PRECIES, tuple(vormen(deel) for deel in delen))
    yield Alternatief(PRECIES, (vormen(heel),))
    if stam := stammen(heel):
        yield Alternatief(VERWANT, (tuple(STAM + een for een in stam),))
    yield Alternatief(ALS_DEEL, (_als_deel(heel),))
    if parts := splits(heel):
        ruim = (
            (*vormen(deel), *(STAM + een for een in stammen(deel)), *_als_deel(deel))
            for deel in parts
        )
        yield Alternatief(DELEN, tuple(ruim))


def _als_deel(woord: str) -> Of:
    stam = (DEEL + STAM + een for een in stammen(woord))
    return (*(DEEL + een for een in vormen(woord)), *stam)


def als_tikfout(woord: str, *bekend: Woordenschat) -> list[str]:
    """The words of the content that `woord` may be a typing error of, the nearest.

    Only of a word that no Dutch list has. Of a short one a single sign may differ, and of the
    shortest none be another: 'zrog' is 'zorg', and 'plmk' could be any word.
    """
    if len(woord) < KORTST or not woord.isalpha() or gebruik(woord) > GEWOON_GENOEG:
        return []
    hoogstens = 1 if len(woord) < LANG else 2
    afstanden = reduce(or_, (schat.rond(woord, hoogstens) for schat in bekend), dict[str, int]())
    if len(woord) == KORTST:
        afstanden = {een: n for een, n in afstanden.items() if _anders_dan_een_letter(woord, een)}
    beste = min(afstanden.values(), default=0)
    return sorted(een for een, afstand in afstanden.items() if afstand == beste)[:MEESTE_TIKFOUTEN]


def _anders_dan_een_letter(woord: str, een: str) -> bool:
    """Whether signs were swapped, left out or added, and none became another."""
    return len(woord) != len(een) or sorted(woord) == sorted(een)


KORTST, LANG = 4, 8
"""How long a word must be to hold a typing error, and to hold two."""

MEESTE_TIKFOUTEN = 5
GEWOON_GENOEG = 15
"""Zipf times ten: what people write more often than this is no typing error."""


@dataclass
class Termgroep:
    """One term, with the documents that each of its alternatives finds and what that counts."""

    term: Term
    treffers: list[tuple[float, Bits]] = field(default_factory=list)
    beste: float = 0.0
    """How much the best alternative counts that some document has."""
    zelf: Bits = 0
    """The documents that have the word itself or a relative, not only a part or another name."""
    in_titel: Bits = 0
    """Those of them that have it in their title."""
    plaats: bool = False
    """Whether it is the name of a place."""
    gewicht: float = ONBEKEND
    """What it weighs beside the other terms."""

    @property
    def bits(self) -> Bits:
        return reduce(or_, (bits for _, bits in self.treffers), 0)


@dataclass(frozen=True)
class Rangorde:
    """What goes before what, whatever it weighs.

    The documents `achteraan` make no term less rare and come behind the others, unless their title
    holds the question (`in_titel`). What is called as the question (`als_titel`) goes before all.
    """

    achteraan: Bits = 0
    in_titel: Bits = 0
    als_titel: Bits = 0

    def tel_op(self, schaal: Weegschaal, raak: Bits, zelf: Sequence[Bits], vol: int) -> None:
        """Add to the scores of the documents `raak`, where all terms weigh `vol`.

        `zelf` are, of each term, the documents that have the word itself. The order of what is in
        front remains: to have each of them is weighed already, and 'helder' is no Den Helder.
        """
        if self.achteraan:
            voor = raak & ~self.achteraan
            telt = MET_ALLES if reduce(and_, zelf, voor) else VOORRANG
            schaal.tel_op(voor, round(vol * telt))
            schaal.tel_op(self.in_titel & self.achteraan, round(vol * (telt - IN_TITEL)))
        schaal.tel_op(self.als_titel, round(vol * MET_ALLES))


@dataclass(frozen=True)
class Weging:
    """The score of each document: `bits` are those that answer, `alles` those with every term.

    `woorden` is the score by words alone, and `vol` what all terms weigh: a document that has each
    of them somewhere scores that, and answers of two collections can be compared by it.
    """

    schaal: Weegschaal
    bits: Bits
    alles: Bits
    woorden: Weegschaal
    vol: int


def weeg(
    groepen: Sequence[Termgroep],
    aantal: int,
    paren: Iterable[tuple[int, Bits]] = (),
    dichtbij: Sequence[tuple[float, Bits]] = (),
    orde: Rangorde = Rangorde(),
) -> Weging:
    """Score `aantal` documents by how rare the terms are that they hold, and where these stand.

    `paren` are documents in which the term of that number stands beside the next. `dichtbij` are
    documents near in meaning, with what that counts for (a rare term weighs about 3.5). What weighs
    less than ZWAKST of the best is left out.
    """
    aantal -= orde.achteraan.bit_count()
    schaal, raak = Weegschaal(), 0
    for groep in groepen:
        if groep.bits:
            groep.gewicht = _zeldzaam(_dragend(groep) & ~orde.achteraan, aantal)
        raak |= groep.bits
        _tel_term_op(schaal, groep, EENHEID * groep.gewicht)
    gewichten = [groep.gewicht for groep in groepen]
    vol = round(EENHEID * sum(gewichten))
    alles = reduce(and_, (groep.bits for groep in groepen)) if groepen else 0
    schaal.tel_op(alles, round(vol * ALLES_EROP))
    for nummer, bits in paren:
        samen = min(gewichten[nummer : nummer + 2])
        schaal.tel_op(bits, round(EENHEID * samen * NAAST_ELKAAR))
    woorden = Weegschaal(schaal.vlakken)
    for telt, bits in dichtbij:
        schaal.tel_op(bits, round(EENHEID * telt))
        raak |= bits
    bits = _goed_genoeg(schaal, raak, orde.achteraan)
    orde.tel_op(schaal, raak, [groep.zelf for groep in groepen], vol)
    return Weging(schaal, bits, alles, woorden, vol)


def _tel_term_op(schaal: Weegschaal, groep: Termgroep, gewicht: float) -> None:
    """Add what each document gets for one term: its best way, and something for each other."""
    al = 0
    for telt, met in sorted(groep.treffers, key=lambda paar: -paar[0]):
        schaal.tel_op(met & ~al, round(gewicht * telt))
        schaal.tel_op(met & al, round(gewicht * telt * OOK_ZO))
        al |= met


def _goed_genoeg(schaal: Weegschaal, raak: Bits, achteraan: Bits) -> Bits:
    """Those of `raak` that weigh enough beside the best to be an answer."""
    beste = schaal.hoogste(raak & ~achteraan or raak)
    voor = schaal.vanaf(round(beste * ZWAKST), raak & ~achteraan)
    return voor | schaal.vanaf(round(beste * ZWAKST_ACHTERAAN), raak & achteraan)


def _dragend(groep: Termgroep) -> Bits:
    """The documents by which a term is rare or not: those with the word itself, where there are."""
    precies = reduce(or_, (bits for telt, bits in groep.treffers if telt >= PRECIES), 0)
    return precies or groep.bits


def _zeldzaam(bits: Bits, aantal: int) -> float:
    met = bits.bit_count()
    return math.log(1 + (aantal - met + 0.5) / (met + 0.5)) + 0.15
