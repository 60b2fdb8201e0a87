"""What people type outside a form: names, numbers, dates and web addresses."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS

from basis.tekst import een_regel, sorteersleutel
from basis.velden import DEELDATUM


@cache
def _maanden() -> dict[str, int]:
    """The number of each month by its name, in full and in short."""
    maanden = {str(naam).lower(): nummer for nummer, naam in MONTHS.items()}
    return maanden | {naam[:3]: nummer for naam, nummer in maanden.items()} | {"mrt": 3}


def sleutel(tekst: str) -> str:
    """What two names have in common that differ in capitals, accents, spaces, dashes or quotes."""
    gelijk = tekst.translate(str.maketrans("–—\u2011‘’“”\xa0", "---''\"\" "))
    return " ".join(sorteersleutel(gelijk).split()).strip(" .;,:")


def lees_getal(tekst: str, eenheid: str = "", *, cijfers: int = 0) -> str:
    """The number in `tekst`, as a database writes it, with `cijfers` decimals.

    Raises ValidationError.
    """
    kaal = een_regel(tekst).casefold().replace("\xa0", " ").removeprefix("ca.")
    for woord in ("€", "euro", *eenheid.split()):
        kaal = re.sub(rf"(?<![a-z]){re.escape(woord)}(?![a-z])", "", kaal)
    kaal = re.sub(r",-$", "", kaal.replace(" ", ""))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", kaal):
        kaal = kaal.replace(".", "")
    kaal = kaal.replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", kaal):
        raise ValidationError(
            "Schrijf een getal, bijvoorbeeld 12500" + (" of 2,5." if cijfers else ".")
        )
    geheel, _, achter = kaal.partition(".")
    if len(achter.rstrip("0")) > cijfers:
        hoe = "één cijfer achter de komma" if cijfers else "een heel getal, zonder komma"
        raise ValidationError(f"Schrijf {hoe}.")
    return f"{int(geheel)}" + (f".{achter[:cijfers].ljust(cijfers, '0')}" if cijfers else "")


def lees_deeldatum(tekst: str) -> str:
    """A year, month or day as '2015', '2015-10' or '2015-10-01'. Raises ValidationError."""
    kaal = een_regel(tekst).casefold().replace("\xa0", " ").strip(" .")
    if re.fullmatch(DEELDATUM, kaal):
        deel = kaal
    elif m := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", kaal):
        deel = f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"
    elif m := re.fullmatch(r"(\d{1,2})[-/](\d{4})", kaal):
        deel = f"{m[2]}-{int(m[1]):02}"
    elif (m := re.fullmatch(r"(?:(\d{1,2}) )?([a-z]+)\.? (\d{4})", kaal)) and m[2] in _maanden():
        dag = f"-{int(m[1]):02}" if m[1] else ""
        deel = f"{m[3]}-{_maanden()[m[2]]:02}{dag}"
    else:
        deel = ""
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


def lees_url(tekst: str) -> str:
    """A web address, with https:// where someone left that out."""
    kaal = een_regel(tekst).replace("\xa0", "")
    return f"https://{kaal}" if kaal.lower().startswith("www.") else kaal
