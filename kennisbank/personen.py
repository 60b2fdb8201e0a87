"""Who was erased is erased again in a restored database, after all else was done there."""

from __future__ import annotations

from basis.journaal import NAKOMINGEN, Nakoming
from basis.personen import GEWIST, wis_opnieuw

NAKOMINGEN.meld(Nakoming(GEWIST, "personen die gewist werden", wis_opnieuw))
