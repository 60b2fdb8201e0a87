"""Where the planning misses a masterclass: the programme promises one every two months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format

from basis.ritme import Gat, gaten

BELOFTE = "Het programma belooft er elke twee maanden één."


def waarschuwingen(
    gepland: Iterable[date], concepten: Iterable[tuple[str, date]], vandaag: date
) -> list[str]:
    """A sentence for each of the `gaten`, with the concepts (title and day) that could fill it."""
    concepten = sorted(concepten, key=lambda concept: concept[1])
    return [
        _zin(gat, [c for c in concepten if gat.bevat(c[1])], vandaag)
        for gat in gaten(gepland, vandaag)
    ]


def _zin(gat: Gat, concepten: list[tuple[str, date]], vandaag: date) -> str:
    if gat.tot is None:
        vanaf = "Na vandaag" if gat.van == vandaag else f"Na {date_format(gat.van, 'j F Y')}"
        zinnen = [f"{vanaf} is nog geen masterclass gepland. {BELOFTE}"]
    else:
        van = date_format(gat.van, "j F" if gat.van.year == gat.tot.year else "j F Y")
        tot = date_format(gat.tot, "j F Y")
        zinnen = [f"Tussen {van} en {tot} is geen masterclass gepland. {BELOFTE}"]
    zinnen += [
        f"Het concept ‘{titel}’ ({date_format(dag, 'j F Y')}) telt mee zodra u het aankondigt."
        for titel, dag in concepten
    ]
    return " ".join(zinnen)
