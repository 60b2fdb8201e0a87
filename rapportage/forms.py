"""What is written with the figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from basis.forms import HuisstijlForm
from rapportage.models import Begrotingspost, Rapport
from werkplek.rijen import Formulierrijen, RijForm
from werkplek.velden import heel_getal, tekst


class VerhaalForm(HuisstijlForm):
    """What the projectleider tells the stuurgroep. All of it may stay empty."""

    gebeurd = tekst(
        "gebeurd",
        model=Rapport,
        regels=8,
        help_text="Wat was belangrijk dit halfjaar, en wie droeg eraan bij?",
    )
    komt = tekst("komt", model=Rapport, regels=5, help_text="Wat staat er te gebeuren?")
    gevraagd = tekst(
        "gevraagd",
        model=Rapport,
        regels=4,
        help_text="Waarover moet de stuurgroep besluiten? Dit staat ook in de mail aan haar leden.",
    )
    toelichting = tekst(
        "toelichting",
        model=Rapport,
        regels=4,
        help_text="Wat moet iemand weten om de cijfers goed te lezen?",
    )


EUROS_HOOGSTENS = 1_000_000_000


class PostForm(RijForm):
    activiteit = tekst("activiteit", model=Begrotingspost)
    gepland = heel_getal("gepland", model=Begrotingspost, hoogstens=EUROS_HOOGSTENS)
    besteed = heel_getal("besteed", model=Begrotingspost, hoogstens=EUROS_HOOGSTENS)

    inhoud = ("activiteit", "gepland", "besteed")


def begrotingsrijen(
    posten: Iterable[Begrotingspost], data: QueryDict | None
) -> Formulierrijen[PostForm]:
    """The budget of a half-year, a row for each activity."""
    begin: list[dict[str, Any]] = [
        {naam: getattr(een, naam) for naam in PostForm.base_fields} for een in posten
    ]
    return Formulierrijen("posten", PostForm, begin, data, enkelvoud="activiteit")
