"""Warnings beside a field while someone writes. They never stop anyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from time import time

from django.utils import timezone

from innovaties.models import Element, Methodiek, Thema
from innovaties.models.beschrijving import RIJK
from organisaties.models import Organisatie, Regio
from redactie.regels.voornamen import VOORNAMEN

CONTACT = frozenset({"contact_naam", "contact_email", "contact_toestemming_door"})
"""Fields that ask for a person, with consent."""

MET_NAMEN = CONTACT | {"bronnen", "partijen", "elders", "regios", "methodieken", "trefwoorden"}
"""Fields in which a name is no surprise: of a writer, an organisation or a list."""

PROZA = frozenset({"kern", "in_een_zin", "gewone_taal", *RIJK})
"""Fields that hold sentences; in a row or a name, counting them says nothing."""

VAN_MENSEN = frozenset({"van der", "van den", "van 't", "de", "den", "der", "ter", "el", "ben"})
"""Particles that seldom stand between two names of things."""

LANGSTE_VOORNAAM = 9

# Douma (1960) calls 60-70 'normal', about B1, and below 50 'difficult'; Björnsson (1968) calls a
# LIX of 40-50 'standard' and above 50 'difficult'. Both count syllables or long words, which the
# names of this field drive up ('ervaringsdeskundige'), so only 'difficult' is worth a warning.
MINSTE_FLESCH_DOUMA = 50
MEESTE_LIX = 50
MINSTE_WOORDEN = 40
LANGE_ZIN = 18

JONGSTE_GEBOORTEJAAR = 10
"""How many years back a full date in a story can be somebody's birthday."""

_TUSSEN = r"(?:van der|van den|van de|van 't|van|de|den|der|ten|ter|te|'t|in 't|op de|el|al|ben)"
_WOORD = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?"
_INITIALEN = r"(?:[A-Z]\.\s?)*"
_AANHEF = (
    r"(?:[Mm]evrouw|[Mm]evr\.|[Mm]w\.|[Mm]eneer|[Mm]ijnheer|[Dd]hr\.|(?:[Dd]e )?[Hh]eer|"
    r"[Dd]okter|[Dd]rs?\.|[Pp]rof\.|[Zz]uster|[Bb]roeder)"
)
_MET_AANHEF = re.compile(
    rf"\b{_AANHEF}\s+{_INITIALEN}(?:{_TUSSEN}\s+|(?:De|Van|Van de[rn]?)\s+)?{_WOORD}"
)
_VOOR_EN_ACHTER = re.compile(rf"(?<![-\w])({_WOORD})\s+(?:((?i:{_TUSSEN}))\s+)?{_WOORD}")
_EIND_VAN_ZIN = re.compile(r"(^|[.!?:\n•–])[\s'\"‘“(]*$")

_BSN = re.compile(
    r"(?<![\w.,€-])(?<!€ )(\d{8,9}|\d{2,3}([ .])\d{3}\2\d{3}|\d{4}([ .])\d{2}\3\d{2,3})"
    r"(?![\w-])(?![.,]\d)(?! (?:euro|miljoen))"
)
_TELEFOON = re.compile(
    r"(?<![\w+])(?:(?:\+|00)31[\s.-]?(?:\(0\))?[\s.-]?|\(?0)[1-9](?:[\s.()-]{0,2}\d){8}(?!\d)"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MAAND = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DATUM = re.compile(
    rf"\b(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]((?:19|20)\d\d)|\d{{1,2}} (?:{_MAAND}) ((?:19|20)\d\d)|"
    r"((?:19|20)\d\d)-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_GEBOREN = re.compile(r"\b(?:geboren|geboorte\w*|geb\.)", re.IGNORECASE)

_AFKORTING = re.compile(r"\b((?:[a-z]\.){2,}|(?:bijv|bv|ca|enz|etc|nr|incl|excl|evt|resp)\.)")
_PUNT_IN_GETAL = re.compile(r"(?<=\d)[.](?=\d)")


def waarschuwingen(naam: str, tekst: str) -> list[str]:
    """What a writer may want to look at in `tekst`, the plain words of field `naam`.

    Line breaks in `tekst` count as ends of sentences. Returns Dutch sentences, none when all
    is well.
    """
    gevonden = [
        *_nummers(tekst),
        *([] if naam in CONTACT else _adressen(tekst)),
        *_geboortedatum(tekst, is_verhaal=naam == "praktijkverhaal"),
        *([] if naam in MET_NAMEN else _namen(tekst)),
    ]
    if naam in PROZA and (tip := _moeilijk(tekst)):
        gevonden.append(tip)
    return gevonden


def _noem(woorden: list[str]) -> str:
    """At most three of them, each once."""
    uniek = list(dict.fromkeys(" ".join(woord.split()) for woord in woorden))
    return ", ".join(f"‘{woord}’" for woord in uniek[:3]) + (" en meer" if len(uniek) > 3 else "")


def _nummers(tekst: str) -> Iterator[str]:
    bsn = [getal for treffer in _BSN.finditer(tekst) if _is_bsn(getal := treffer[1])]
    if bsn:
        yield (
            f"{_noem(bsn)} kan een burgerservicenummer (bsn) zijn. "
            "Dat mag nooit op de site staan: haal het weg."
        )
    zonder_datums = _DATUM.sub(" ", tekst)
    telefoon = [treffer[0] for treffer in _TELEFOON.finditer(zonder_datums)]
    if telefoon:
        yield (
            f"{_noem(telefoon)} lijkt een telefoonnummer. Iedereen kan dit lezen: "
            "noem alleen een algemeen nummer, of zet het bij Contactpersoon."
        )


def _is_bsn(getal: str) -> bool:
    """Whether the digits pass the 11-proef and are no date or pair of years."""
    if re.fullmatch(r"(?:19|20)\d\d[ .]?(?:19|20)\d\d", getal):
        return False
    cijfers = [int(teken) for teken in getal if teken.isdigit()]
    cijfers = [0] * (9 - len(cijfers)) + cijfers
    som = sum(cijfer * (9 - plek) for plek, cijfer in enumerate(cijfers[:8])) - cijfers[8]
    return any(cijfers) and som % 11 == 0


def _adressen(tekst: str) -> Iterator[str]:
    if adressen := _EMAIL.findall(tekst):
        yield (
            f"{_noem(adressen)} is een e-mailadres. Iedereen kan dit lezen: "
            "zet het bij Contactpersoon, daar kiest u wie het ziet."
        )


def _geboortedatum(tekst: str, *, is_verhaal: bool) -> Iterator[str]:
    laatste = timezone.localdate().year - JONGSTE_GEBOORTEJAAR
    gevonden = [
        treffer[0]
        for treffer in _DATUM.finditer(tekst)
        if _GEBOREN.search(tekst[max(treffer.start() - 40, 0) : treffer.end() + 20])
        or (is_verhaal and int(treffer[1] or treffer[2] or treffer[3]) <= laatste)
    ]
    if gevonden:
        yield (
            f"{_noem(gevonden)} kan een geboortedatum zijn. Daarmee is iemand te herkennen: "
            "schrijf liever een leeftijd, zoals ‘rond de veertig’."
        )


def _namen(tekst: str) -> Iterator[str]:
    namen = [treffer[0] for treffer in _MET_AANHEF.finditer(tekst)]
    rest = _MET_AANHEF.sub(" . ", tekst)
    kandidaten = [t[0] for t in _VOOR_EN_ACHTER.finditer(rest) if _is_persoon(t, rest)]
    if kandidaten:
        bekend = bekende_namen()
        namen += [naam for naam in kandidaten if " ".join(naam.lower().split()) not in bekend]
    if namen:
        yield (
            f"{_noem(namen)} lijkt de naam van een persoon. Mensen mogen niet herkenbaar zijn "
            "zonder hun toestemming: noem liever een functie of een verzonnen voornaam."
        )


def _is_persoon(treffer: re.Match[str], tekst: str) -> bool:
    """Whether a common first name leads, or a short word before 'van der' inside a sentence."""
    voornaam, tussen = treffer[1].lower(), treffer[2]
    if voornaam in VOORNAMEN:
        return True
    return (
        tussen in VAN_MENSEN
        and len(voornaam) <= LANGSTE_VOORNAAM
        and not _EIND_VAN_ZIN.search(tekst[: treffer.start()])
    )


def bekende_namen() -> str:
    """Every name in our lists, a line each, read again after five minutes."""
    return _lees_namen(int(time() // 300))


@lru_cache(maxsize=1)
def _lees_namen(_wanneer: int) -> str:
    lijsten = Organisatie.objects.values_list("naam").union(
        Regio.objects.values_list("naam"),
        Methodiek.objects.values_list("naam"),
        Element.objects.values_list("naam"),
        Thema.objects.values_list("name"),
    )
    return "\n".join(naam.lower() for (naam,) in lijsten.order_by())


@lru_cache(maxsize=512)
def _moeilijk(tekst: str) -> str:
    """One tip when both long sentences or long words make `tekst` hard; nothing otherwise."""
    # A dot that ends no sentence would make the sentences look short.
    kaal = _AFKORTING.sub(lambda treffer: treffer[0].replace(".", ""), tekst)
    kaal = _PUNT_IN_GETAL.sub("", kaal)
    kaal = re.sub(r"(?<![.!?:\s])\s*\n", ".\n", kaal)
    woorden = re.findall(r"[^\W\d_][\w'’-]*", kaal)
    if len(woorden) < MINSTE_WOORDEN:
        return ""
    # Two seconds and 40 MB, for the one worker that needs it.
    from textstat import textstat  # type: ignore[import-untyped]  # noqa: PLC0415

    textstat.set_lang("nl")
    if (
        textstat.flesch_reading_ease(kaal) >= MINSTE_FLESCH_DOUMA
        and textstat.lix(kaal) <= MEESTE_LIX
    ):
        return ""
    per_zin = round(textstat.words_per_sentence(kaal))
    if per_zin >= LANGE_ZIN:
        return (
            f"Deze tekst leest moeilijk: gemiddeld {per_zin} woorden per zin. "
            "Probeer kortere zinnen."
        )
    langste = sorted(dict.fromkeys(woorden), key=len, reverse=True)
    return (
        "Deze tekst leest moeilijk: er staan veel lange woorden in, "
        f"zoals {_noem(langste[:2])}. Kunt u gewonere woorden kiezen?"
    )
