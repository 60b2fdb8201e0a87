"""What is written with the figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from basis.forms import TEKSTVAK, HuisstijlForm
from rapportage.models import Begrotingspost, Rapport
from werkplek.rijen import Formulierrijen, RijForm
from werkplek.velden import VERPLICHT, tekst


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


MEEST = 1_000_000_000


def _euro(naam: str, *, required: bool) -> forms.IntegerField:
    kolom: Any = Begrotingspost._meta.get_field(naam)
    heel = "Schrijf een bedrag in hele euro's, zonder punt of komma."
    return forms.IntegerField(
        label=str(kolom.verbose_name).capitalize(),
        help_text="" if required else "Nog niet bekend? Laat dit dan leeg.",
        required=required,
        min_value=0,
        max_value=MEEST,
        widget=forms.TextInput(
            attrs={"class": TEKSTVAK, "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": VERPLICHT,
            **dict.fromkeys(("invalid", "min_value", "max_value"), heel),
        },
    )


class PostForm(RijForm):
    activiteit = tekst("activiteit", model=Begrotingspost)
    gepland = _euro("gepland", required=True)
    besteed = _euro("besteed", required=False)

    inhoud = ("activiteit", "gepland", "besteed")


def begrotingsrijen(
    posten: Iterable[Begrotingspost], data: QueryDict | None
) -> Formulierrijen[PostForm]:
    """The budget of a half-year, a row for each activity."""
    begin: list[dict[str, Any]] = [
        {naam: getattr(een, naam) for naam in PostForm.base_fields} for een in posten
    ]
    return Formulierrijen("posten", PostForm, begin, data, enkelvoud="activiteit")
