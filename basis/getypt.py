"""What people type: names, numbers, dates and web addresses, in whatever way they write them.

Forms (by the door, `basis/deur.py`), Word files and content files read by these, so that none of
them refuses what another takes.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS

from basis.data import DEELDATUM
from basis.tekst import een_regel, sorteersleutel

_ONGEVEER = re.compile(
    r"(?:(?:ca|circa|ongeveer|plusminus|rond de|rond)\b\.?|±|~|\+/-)\s*", re.IGNORECASE
)
_DAG_VAN_DE_WEEK = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)\.?,? "
)
_MOMENT = re.compile(
    r"(.+?)[,t]?(?: om)?(?: |(?<=\dt))(\d{1,2})[:.](\d\d)(:\d\d(?:\.\d+)?)?(?: ?uur)?"
)


@cache
def _maanden() -> dict[str, int]:
    """The number of each month by its name, in full and in short."""
    maanden = {str(naam).lower(): nummer for nummer, naam in MONTHS.items()}
    return maanden | {naam[:3]: nummer for naam, nummer in maanden.items()} | {"mrt": 3, "sept": 9}


def sleutel(tekst: str) -> str:
    """What two names have in common that differ in capitals, accents, spaces, dashes or quotes."""
    gelijk = tekst.translate(str.maketrans("–—\u2011‘’“”\xa0", "---''\"\" "))
    return " ".join(sorteersleutel(gelijk).split()).strip(" .;,:")


def _kaal(tekst: str) -> str:
    return re.sub(r"[\xa0\u202f\u2009]", " ", een_regel(tekst)).casefold()


def splits_ongeveer(tekst: str) -> tuple[str, str]:
    """The word that makes of a number an estimate ('ca.'; empty without), and the number."""
    regel = een_regel(tekst)
    woord = _ONGEVEER.match(regel)
    return (woord[0].strip(), regel[woord.end() :]) if woord else ("", regel)


def lees_getal(tekst: str, eenheid: str = "", *, cijfers: int = 0) -> str:
    """The number in `tekst`, as a database writes it, with `cijfers` decimals.

    Raises ValidationError; for an estimate too, as a number cannot say that it is one.
    """
    ongeveer, kaal = splits_ongeveer(_kaal(tekst))
    if ongeveer:
        raise ValidationError(f"Schrijf het getal zonder ‘{ongeveer}’.")
    for woord in ("€", "eur", "euro", *eenheid.casefold().split()):
        kaal = re.sub(rf"(?<![a-z]){re.escape(woord)}(?![a-z])", "", kaal)
    kaal = re.sub(r"[,.][-=–—]+$", "", kaal.strip())
    if re.fullmatch(r"\d{1,3}([. ])\d{3}(\1\d{3})*(,\d+)?", kaal):
        kaal = re.sub("[. ]", "", kaal)
    kaal = kaal.replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", kaal):
        raise ValidationError(
            "Schrijf een getal, bijvoorbeeld 12500" + (" of 2,5." if cijfers else ".")
        )
    geheel, _, achter = kaal.partition(".")
    if len(achter.rstrip("0")) > cijfers:
        hoe = "een heel getal, zonder komma"
        if cijfers:
            hoe = f"hoogstens {cijfers} cijfer{'s' * (cijfers > 1)} achter de komma"
        raise ValidationError(f"Schrijf {hoe}.")
    return f"{int(geheel)}" + (f".{achter[:cijfers].ljust(cijfers, '0')}" if cijfers else "")


def lees_deeldatum(tekst: str) -> str:
    """A year, month or day as '2015', '2015-10' or '2015-10-01'. Raises ValidationError."""
    kaal = _DAG_VAN_DE_WEEK.sub("", _kaal(tekst).strip(" ."), count=1)
    if m := re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?", kaal):
        jaar, maand, dag = m.groups()
    elif m := re.fullmatch(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})", kaal):
        dag, maand, jaar = m.groups()
    elif m := re.fullmatch(r"(?:(\d{1,2})[-. ]+)?([a-z]+)[-.,]* ?(\d{4})", kaal):
        dag, maand, jaar = m[1], str(_maanden().get(m[2], "?")), m[3]
    else:
        dag = maand = jaar = ""
    deel = "-".join([jaar, *(f"{een:0>2}" for een in (maand, dag) if een)])
    if not deel.isascii() or not re.fullmatch(DEELDATUM, deel):
        raise ValidationError(
            "Schrijf een jaar, maand of dag: 2015, oktober 2015 of 1 oktober 2015."
        )
    return deel


def lees_dag(tekst: str) -> str:
    """A whole date as '2015-10-01'. Raises ValidationError."""
    try:
        return date.fromisoformat(lees_deeldatum(tekst).ljust(10, "?")).isoformat()
    except (ValidationError, ValueError) as fout:
        raise ValidationError("Schrijf een dag die bestaat, bijvoorbeeld 1 oktober 2015.") from fout


def lees_moment(tekst: str) -> str:
    """A whole date with a time as '2015-10-01 14:00'. Raises ValidationError."""
    if not (delen := _MOMENT.fullmatch(_kaal(tekst))):
        raise ValidationError("Schrijf een dag en een tijd: 1 oktober 2015 14.00.")
    return f"{lees_dag(delen[1])} {delen[2]:0>2}:{delen[3]}{delen[4] or ''}"


def lees_url(tekst: str) -> str:
    """A web address, with https:// where someone left that out."""
    kaal = een_regel(tekst).replace("\xa0", "")
    return f"https://{kaal}" if kaal.lower().startswith("www.") else kaal
