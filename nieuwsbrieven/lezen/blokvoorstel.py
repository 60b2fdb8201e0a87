"""Something that an edition can take up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html_join

from innovaties.models import Thema
from nieuwsbrieven.keuzelijsten import Bloksoort
from nieuwsbrieven.models import Editie
from organisaties.models import Regio

LENGTE = 300
"""How many characters of a text a part shows."""


@dataclass(frozen=True)
class Blokvoorstel:
    """Something an edition can take up. `adres` tells it from the others; `tekst` is plain."""

    soort: Bloksoort
    titel: str
    tekst: str
    adres: str
    linktekst: str
    datum: datetime | None
    themas: tuple[Thema, ...]
    regios: tuple[Regio, ...]
    alle_regios: bool
    rollen: tuple[str, ...] = ()
    innovatie: int | None = None
    opgenomen: bool = False
    stond_in: Editie | None = None

    @property
    def html(self) -> str:
        """The text as a part keeps it."""
        return format_html_join("", "<p>{}</p>", ([regel] for regel in self.tekst.splitlines()))


def kort(tekst: str) -> str:
    """The first sentences of `tekst` that fit; of one that is too long, whole words."""
    tekst = " ".join(tekst.split())
    if len(tekst) <= LENGTE:
        return tekst
    zinnen = list(re.finditer(r"[.!?](?=\s)", tekst[: LENGTE + 1]))
    if zinnen:
        return tekst[: zinnen[-1].end()]
    return f"{tekst[: LENGTE - 1].rsplit(' ', 1)[0]}…"
