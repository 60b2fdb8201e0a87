"""How long what is kept of people stays: each app says it of its own, and what erases it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from basis.register import Register

JAAR = 365
WOORDEN = {7: "zeven dagen", 180: "een half jaar", JAAR: "een jaar"}
JAREN = {2: "twee jaar", 5: "vijf jaar"}
MAANDEN_IN_JAAR = 12


@dataclass(frozen=True)
class Bewaartermijn:
    """One rule: `wat` is erased by `wis` so long after the moment that `vanaf` names.

    `lang` is the constant that `wis` itself goes by, in time or in whole months; `wis` takes the
    moment that it is now, and may run twice. The texts are Dutch, and stand on the privacy page.
    """

    wat: str
    lang: timedelta | int
    vanaf: str
    wis: Callable[[datetime], object]

    @property
    def termijn(self) -> str:
        """How long, in Dutch: '90 dagen na het inloggen'."""
        dagen = self.lang.days if isinstance(self.lang, timedelta) else _dagen(self.lang)
        jaren, rest = divmod(dagen, JAAR)
        anders = f"{dagen} dagen" if dagen > 1 else "een dag"
        duur = WOORDEN.get(dagen) or (not rest and JAREN.get(jaren)) or anders
        return f"{duur} {self.vanaf}"


def _dagen(maanden: int) -> int:
    """Days in whole years of months, which is what we say in years."""
    return maanden // MAANDEN_IN_JAAR * JAAR


BEWAARTERMIJNEN: Register[Bewaartermijn] = Register()
"""In the order of the apps. The privacy page shows them, the command `opruimen` does them."""
