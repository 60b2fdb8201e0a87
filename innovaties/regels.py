"""What a description says that its own words contradict, or that nobody can check.

One set of rules for who writes on the site and for the content files. They warn, and stop nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from basis.taal import lange_zinnen, woorden, zinnen
from innovaties.keuzelijsten import NOG_NIET, Fase, Meetsoort, Onderbouwing, Soort

LOPEND = {fase for fase in Fase if fase is not Fase.GESTOPT}

_BRON = r"\b(?:bron|rapport|programma|verslag|werkagenda|plan)\w*\b"
_ONTKENT = re.compile(rf"(?=.*(?:{_BRON}|bekend)).*\b(?:niet|niets|geen|onbekend)\b", re.IGNORECASE)
_ONDERZOCHT = {Onderbouwing.GEEVALUEERD, Onderbouwing.ELDERS, Onderbouwing.HIER}
_TEGENSPRAAK: dict[str, tuple[str, str]] = {
    "doelgroepen": ("doelgroep_toelichting", r"\bvoor wie\b|\bwelke (?:groep|mensen)"),
    "methodieken": ("methodiek_toelichting", r"\b(?:welke|geen) (?:methodiek|methode)"),
    "ervaring": ("ervaring_toelichting", r"\brol\b|\bof zij\b(?!.*\bbetaald\b)"),
    "randvoorwaarden": ("randvoorwaarden_toelichting", r"\b(?:welke|geen) (?:rand)?voorwaarden"),
    "financiering": (
        "financiering_toelichting",
        r"\bwie\b.*\bbetaalt?\b|\bhoe\b.*\bbetaald\b|\bvorm van betaling\b",
    ),
    "onderbouwing": ("resultaten", r"\bgemeten\b|\bmeting|\bonderzo\w+|\bof\b.*\bwerkt\b"),
    "gezochte_partners": ("gezochte_partners_toelichting", r"\b(?:welke|geen) partners\b"),
}
"""Of what is chosen: where it is explained, and its words where a source is said to be silent."""

_PLAN = re.compile(
    r"\b(?:wil|willen|wilden?|zou|zouden|moet|moeten|moest|wens|doel|idee|plan|gepland|straks)\b",
    re.IGNORECASE,
)
_GETOOND = {
    "kern": "de kern",
    "in_een_zin": "‘in één zin’",
    "gewone_taal": "‘in gewone taal’",
    "elementen": "een werkzaam element",
}
"""What cards, lists and pages of many descriptions show, where nothing says that it is a plan."""
_JAAR = re.compile(r"\b(?:19|20)\d\d\b")
_NIET_ALS_FEIT = re.compile(
    rf"{_BRON}|{_JAAR.pattern}|\b(?:vroeger|nu|soms|vaak|was|waren|had|hadden|kreeg|kregen|werd|werden)\b",
    re.IGNORECASE,
)
"""A sentence of a plan that is about then, about what is now, or about who says it."""

_NU = re.compile(
    r"\b(?:nu|inmiddels|tegenwoordig|momenteel|sindsdien|op dit moment)\b(?! en (?:voor )?later)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Twijfel:
    """What somebody may want to look at in a field, in a Dutch sentence."""

    veld: str
    zin: str


def twijfels(gegevens: Mapping[str, Any], vandaag: str) -> Iterator[Twijfel]:
    """What is doubtful in `gegevens`: plain text, lists of codes and rows, by field.

    A field that is not in it is not looked at. `vandaag` is an ISO date.
    """
    yield from _tegenspraak(gegevens)
    yield from _cijfers(gegevens.get("cijfers") or [])
    yield from _einde(gegevens, vandaag)
    yield from _start(gegevens)
    yield from _plannen(gegevens)
    yield from _van_toen(gegevens)
    for veld, tekst in _teksten(gegevens):
        for zin in lange_zinnen(tekst):
            begin = " ".join(zin.split()[:5])
            lengte = f"De zin ‘{begin} …’ heeft {len(woorden(zin))} woorden. Maak er twee van."
            yield Twijfel(veld, lengte)


def _tegenspraak(gegevens: Mapping[str, Any]) -> Iterator[Twijfel]:
    for veld, (waar, woord) in _TEGENSPRAAK.items():
        gekozen = gegevens.get(veld)
        if not gekozen or (veld == "onderbouwing" and gekozen not in _ONDERZOCHT):
            continue
        for zin in zinnen(str(gegevens.get(waar) or "")):
            if _ONTKENT.search(zin) and re.search(woord, zin, re.IGNORECASE):
                waarom = f"U koos hier iets, maar de toelichting zegt: ‘{zin}’"
                yield Twijfel(veld, f"{waarom} Kies dan niets: dat heet ‘niet bekend’.")


def _cijfers(rijen: list[Mapping[str, Any]]) -> Iterator[Twijfel]:
    for rij in rijen:
        naam, bron = rij.get("indicator") or "een cijfer", str(rij.get("bron") or "")
        if rij.get("soort") == Meetsoort.EFFECT and not (rij.get("n") and rij.get("hoe")):
            yield Twijfel("cijfers", f"‘{naam}’ heet een effect. Schrijf er n bij, en hoe u mat.")
        if not bron:
            yield Twijfel("cijfers", f"‘{naam}’ noemt geen bron. Waar staat dit?")
        elif not rij.get("datum") and not _JAAR.search(bron):
            yield Twijfel("cijfers", f"‘{naam}’ zegt niet van wanneer het is. Schrijf een datum.")


def _einde(gegevens: Mapping[str, Any], vandaag: str) -> Iterator[Twijfel]:
    """What should have ended still runs only when it was seen to, after that day.

    All as precisely as the end is known. `redactie.werk` asks the same of the database.
    """
    einde = str(gegevens.get("einde") or "")
    voorbij = einde and einde < vandaag[: len(einde)] and gegevens.get("fase") in LOPEND
    if voorbij and str(gegevens.get("fase_peildatum") or "")[: len(einde)] <= einde:
        yield Twijfel("fase", "De einddatum is voorbij. Kies ‘gestopt’, of schrijf een peildatum.")


def _start(gegevens: Mapping[str, Any]) -> Iterator[Twijfel]:
    """What began after its source came out had not begun then, unless it was seen to later."""
    start, bron = str(gegevens.get("start") or ""), str(gegevens.get("brondatum") or "")
    samen = min(len(start), len(bron))
    if not samen or start[:samen] <= bron[:samen] or gegevens.get("fase") in NOG_NIET:
        return
    if str(gegevens.get("fase_peildatum") or "") < start:
        yield Twijfel(
            "start",
            "De start ligt na de datum van de bron: toen was dit nog een plan. Kies de fase "
            "‘ontwikkeling’, of schrijf een peildatum.",
        )


def _plannen(gegevens: Mapping[str, Any]) -> Iterator[Twijfel]:
    """What is shown of a plan must not sound as if it were there."""
    if gegevens.get("fase") not in NOG_NIET and gegevens.get("soort") != Soort.GEWENST:
        return
    for veld, naam in _GETOOND.items():
        for zin in _uitspraken(gegevens.get(veld)):
            if not (zin.endswith("?") or _PLAN.search(zin) or _NIET_ALS_FEIT.search(zin)):
                begin = " ".join(zin.split()[:8])
                waarom = f"Dit is nog een plan, maar {naam} zegt alsof het er is: ‘{begin} …’"
                yield Twijfel(veld, f"{waarom} Schrijf ‘zou’ of ‘wil’.")
                break


def _uitspraken(waarde: Any) -> list[str]:
    """The sentences of a text, or how each element of a table works here."""
    if isinstance(waarde, list):
        return [hoe for rij in waarde if (hoe := str(rij.get("hoe_hier") or ""))]
    return zinnen(str(waarde or ""))


def _van_toen(gegevens: Mapping[str, Any]) -> Iterator[Twijfel]:
    """What a document calls 'now' is about the day on which it came out."""
    if not (bron := str(gegevens.get("brondatum") or "")):
        return
    for veld in ("kern", "in_een_zin", "gewone_taal"):
        for zin in zinnen(str(gegevens.get(veld) or "")):
            if (nu := _NU.search(zin)) and not _JAAR.search(zin):
                waarom = f"Uw bron is van {bron[:4]}, dus dit was toen zo. Noem het jaar"
                yield Twijfel(veld, f"{waarom} in plaats van ‘{nu.group().lower()}’.")
                break


def _teksten(gegevens: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The sentences of each field, and of the rows of a table."""
    for veld, waarde in gegevens.items():
        if isinstance(waarde, str):
            yield veld, waarde
        elif isinstance(waarde, list) and veld != "bronnen":
            for rij in waarde:
                if isinstance(rij, Mapping):
                    yield from (
                        (veld, str(cel))
                        for naam, cel in rij.items()
                        if naam != "bron" and isinstance(cel, str)
                    )
