"""What somebody typed, taken apart: words, phrases, what may be absent, what must be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vinden.tekens import Brok, brokken
from vinden.woorden import STOPWOORDEN

_AANHALING = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'))
# A dash that follows a space and has a word behind it, and no space.
_STUK = re.compile(
    r'(?P<niet>(?<!\S)[-\u2212\u2013](?=[\w"]))?(?:"(?P<zin>[^"]*)"|(?P<los>[^\s"]+))'
)
OF = {"of", "or"}


@dataclass(frozen=True)
class Term:
    """One thing asked for: words that belong together, or others that will do as well.

    `zin` is whether the words must follow each other.
    """

    delen: tuple[str, ...]
    zin: bool = False
    anders: tuple[tuple[str, ...], ...] = ()
    stop: bool = False


@dataclass(frozen=True)
class Ontleed:
    """A question: `termen` in their order, and what must not be there."""

    termen: tuple[Term, ...] = ()
    niet: tuple[tuple[str, ...], ...] = ()

    @property
    def gevraagd(self) -> tuple[Term, ...]:
        """The terms that tell something; when all are stop words there are none."""
        return tuple(term for term in self.termen if not term.stop)


def ontleed(tekst: str) -> Ontleed:
    """Take the question of a reader apart. Whatever it holds, this gives an answer."""
    termen, niet = list[Term](), list[tuple[str, ...]]()
    of = False
    for stuk in _STUK.finditer(tekst.translate(_AANHALING)):
        if stuk["zin"] is not None:
            delen = tuple(deel for brok in brokken(stuk["zin"]) for deel in brok.delen)
            gevonden = [Term(delen, zin=len(delen) > 1)] if delen else []
        else:
            if stuk["los"].casefold() in OF and termen:
                of = True
                continue
            gevonden = [_term(brok) for brok in brokken(stuk["los"])]
        if stuk["niet"]:
            niet += [term.delen for term in gevonden]
            continue
        if of and gevonden and termen:
            eerste = termen.pop()
            anders = (*eerste.anders, gevonden[0].delen)
            gevonden[0] = Term(eerste.delen, eerste.zin, anders, eerste.stop and gevonden[0].stop)
        of = False
        termen += gevonden
    return Ontleed(tuple(termen), tuple(niet))


def zonder_niet(tekst: str) -> str:
    """What a question asks for, without what must not be there."""
    return _STUK.sub(lambda stuk: "" if stuk["niet"] else stuk[0], tekst.translate(_AANHALING))


def _term(brok: Brok) -> Term:
    # A single letter says nothing beside others: the e of e-health.
    return Term(brok.delen, stop=all(d in STOPWOORDEN or len(d) == 1 for d in brok.delen))
