"""What programs read of newsletters: each from the moment at which it went out."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from basis.adressen import absoluut
from nieuwsbrieven.models import Editie
from vinden.gegevens import ADRES, SLUG, TEKST, Gegeven, Gegevensset, moment, rijen, tekst

BLOK = (
    tekst("titel"),
    tekst("tekst", "HTML."),
    Gegeven("adres", TEKST, lambda blok: absoluut(blok.adres), uitleg="Waar de link heen gaat."),
)
EDITIE = (
    SLUG,
    tekst("titel", van="onderwerp"),
    tekst("samenvatting", van="preheader"),
    tekst("inleiding", "HTML."),
    rijen("blokken", *BLOK),
    moment("verzonden_op", van="begonnen_op"),
    ADRES,
)


def _edities() -> QuerySet[Any]:
    return Editie.objects.openbaar().defer("stukken").order_by("begonnen_op", "pk")


SETS = (
    Gegevensset(
        "nieuwsbrieven",
        "Een nieuwsbrief",
        "Wat er is verzonden, zoals iedereen het kan nalezen.",
        lambda: EDITIE,
        _edities,
        gewijzigd="begonnen_op",
    ),
)
