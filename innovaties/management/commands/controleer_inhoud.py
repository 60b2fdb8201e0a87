"""`manage.py controleer_inhoud`: what is doubtful in the content files, without a database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from basis.taal import LANGSTE_ZIN, lange_zinnen, lix
from innovaties.regels import twijfels

MEESTE_LIX = 36
BRONNEN = "bronnen.yaml"
_GEEN_ZINNEN = {"andere_namen.yaml", BRONNEN}
"""Files with names and no sentences."""

_GEEN_PROZA = {"bron", "bronnen"}

_PLAATS = re.compile(r"\b(?:19|20)\d\d\)? – \S")
"""Where in the document: what stands behind its year."""

_AFGEBROKEN = re.compile(r"(?<=\S)[ \t]*\n(?=[^\s\-\d*#])")


class Command(BaseCommand):
    """Name each doubt with file and field; fail when there is one."""

    help = "Zegt per bestand en veld wat er in inhoud/ niet klopt of niet na te gaan is."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("map", nargs="?", default=settings.BASE_DIR / "inhoud", type=Path)

    def handle(self, *_args: Any, **opties: Any) -> None:
        regels = [": ".join(regel) for regel in controleer(opties["map"])]
        if regels:
            raise CommandError("\n".join([*regels, f"{len(regels)} keer iets om na te kijken."]))
        self.stdout.write("Er is niets om na te kijken.")


def controleer(map_: Path) -> Iterator[tuple[str, str, str]]:
    """The file, the field and what is doubtful there, of all content below `map_`.

    Raises CommandError without the list of documents.
    """
    gelezen = {pad: _lees(pad) for pad in sorted(map_.rglob("*.yaml"))}
    if map_ / BRONNEN not in gelezen:
        raise CommandError(f"{map_}: zet hier {BRONNEN} in, met de organisaties van elke bron.")
    bronnen = {str(een["titel"]): set(een["organisaties"]) for een in gelezen[map_ / BRONNEN]}
    vandaag = timezone.localdate().isoformat()
    gemiddeld = []
    for pad, ruw in gelezen.items():
        naam = str(pad.relative_to(map_))
        if naam in _GEEN_ZINNEN:
            continue
        teksten = dict(_teksten(ruw))
        if teksten:
            gemiddeld.append(lix(teksten.values()))
        if pad.parent.name == "innovaties" and isinstance(ruw, dict):
            # A file says what its source did: of later it knows nothing.
            dag = str(ruw.get("brondatum") or vandaag)
            yield from ((naam, een.veld, een.zin) for een in twijfels(ruw, dag))
            yield from ((naam, veld, zin) for veld, zin in _zonder_bron(ruw, bronnen))
            continue
        for plek, tekst in teksten.items():
            for zin in lange_zinnen(tekst):
                yield naam, plek, f"een zin van meer dan {LANGSTE_ZIN} woorden: {zin}"
    if gemiddeld and (lengte := sum(gemiddeld) / len(gemiddeld)) > MEESTE_LIX:
        yield str(map_), "alles", f"gemiddeld LIX {lengte:.1f}, hoogstens {MEESTE_LIX}"


def _lees(pad: Path) -> Any:
    """What a file holds, with the lines that YAML broke off joined."""
    try:
        return _heel(yaml.load(pad.read_text(encoding="utf-8"), yaml.CSafeLoader))
    except yaml.YAMLError as fout:
        raise CommandError(f"{pad.name}: bestand: geen geldige YAML: {fout}") from fout


def _heel(ruw: Any) -> Any:
    if isinstance(ruw, str):
        return _AFGEBROKEN.sub(" ", ruw)
    if isinstance(ruw, dict):
        return {str(naam): _heel(waarde) for naam, waarde in ruw.items()}
    return [_heel(een) for een in ruw] if isinstance(ruw, list) else ruw


def _teksten(ruw: Any, plek: str = "") -> Iterator[tuple[str, str]]:
    """All text with a space, by where it stands."""
    if isinstance(ruw, str) and " " in ruw:
        yield plek, ruw
    elif isinstance(ruw, Mapping):
        for naam, waarde in ruw.items():
            if naam in _GEEN_PROZA:
                continue
            yield from _teksten(waarde, f"{plek}, {naam}".removeprefix(", "))
    elif isinstance(ruw, list):
        for nummer, waarde in enumerate(ruw, start=1):
            yield from _teksten(waarde, f"{plek} {nummer}".strip())


def _zonder_bron(
    ruw: Mapping[str, Any], bronnen: Mapping[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """The organisations that no document of this description names, and what misses at these."""
    titels = [str(bron["titel"]) for bron in ruw.get("bronnen", [])]
    genoemd = {
        slug
        for titel in titels
        for begin, organisaties in bronnen.items()
        if titel.startswith(begin)
        for slug in organisaties
    }
    if not titels or not ruw.get("brondatum"):
        yield "bronnen", "noem het document, en in brondatum wanneer het uitkwam"
    for titel in titels:
        if titel.startswith(tuple(bronnen)) and not _PLAATS.search(titel):
            yield "bronnen", f"noem na het jaar waar het staat, zoals een hoofdstuk: {titel}"
    for veld in ("partijen", "elders"):
        for rij in ruw.get(veld, []):
            if (organisatie := rij.get("organisatie")) not in genoemd:
                yield veld, f"geen van de bronnen noemt {organisatie}"
