"""Other names of the values of facets: kept in one form, and read by search."""

from __future__ import annotations

import unicodedata

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from vinden.models import AndereNaam


def nette_naam(tekst: str) -> str:
    """`tekst` as one line of text: composed letters, single spaces, no control characters."""
    woorden = unicodedata.normalize("NFC", tekst).split()
    schoon = ("".join(t for t in woord if unicodedata.category(t)[0] != "C") for woord in woorden)
    return " ".join(filter(None, schoon))


def andere_namen() -> list[tuple[str, str]]:
    """Every other name with the code of the value that it leads to. One query."""
    code = Concat(F("facet"), Value(":"), F("slug"), output_field=CharField())
    return list(AndereNaam.objects.order_by("pk").values_list("naam", code))
