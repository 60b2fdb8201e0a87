"""What in the format looks like a personal detail: who may see that is chosen, never left open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models

from innovaties.formaat.onderdelen import Veld

VERDACHT = ("contact", "naam", "mail", "telefoon", "toestemming")
"""Words in a name or a label that tell of a person; asking once too often costs one word."""


def controleer(velden: Iterable[Veld]) -> None:
    """Raise ImproperlyConfigured when one of `velden` is personal and does not say who sees it."""
    zonder = [veld.naam for veld in velden if veld.zichtbaar is None and _is_persoonlijk(veld)]
    if zonder:
        raise ImproperlyConfigured(
            f"Who may see {', '.join(zonder)}? Declare it with the field: `zichtbaar=`."
        )


def _is_persoonlijk(veld: Veld) -> bool:
    kolommen = (kolom.doel for kolom in veld.soort.kolommen)
    return lijkt_persoonlijk(veld.label) or any(map(kolom_lijkt_persoonlijk, kolommen))


def kolom_lijkt_persoonlijk(kolom: models.Field[Any, Any]) -> bool:
    """Whether a column is about a person, by its kind, its name or what people read above it."""
    return (
        isinstance(kolom, models.EmailField)
        or lijkt_persoonlijk(kolom.name)
        or lijkt_persoonlijk(str(kolom.verbose_name))
    )


def lijkt_persoonlijk(woorden: str) -> bool:
    return any(verdacht in woorden.lower() for verdacht in VERDACHT)
