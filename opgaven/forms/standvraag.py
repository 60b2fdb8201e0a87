"""What a party fills in behind its link: how far its actions are, and what it measured."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone

from basis.forms import TEKSTVAK, HuisstijlForm
from basis.velden import deeldatum_tekst
from opgaven.keuzelijsten import GEEN_WERK_MEER, Actiestand
from opgaven.models import Actie, Indicator, Indicatormeting, Standgever

KEUZES = [
    ("", "Geen nieuws, of dat weet ik niet"),
    *(keuze for keuze in Actiestand.choices if keuze[0] != Actiestand.ONBEKEND),
]
NIETS = "Vul ten minste één ding in. Is er geen nieuws? Sluit dan deze pagina."


class StandvraagForm(HuisstijlForm):
    """A choice for each action that is not done, and a number with its day for each indicator.

    Nothing is chosen beforehand: what stays empty says nothing.
    """

    def __init__(self, standgever: Standgever, data: QueryDict | None = None) -> None:
        super().__init__(data, use_required_attribute=False)
        open_ = standgever.acties.exclude(stand__in=GEEN_WERK_MEER).select_related("project")
        self._acties, self._indicatoren = list(open_), list(standgever.indicatoren.all())
        self.fields.update({f"actie-{een.pk}": _standvak(een) for een in self._acties})
        for een in self._indicatoren:
            self.fields.update({f"getal-{een.pk}": _getalvak(een), f"peil-{een.pk}": _peilvak()})

    def clean(self) -> dict[str, Any]:
        waarden = super().clean() or {}
        for een in self._indicatoren:
            getal, peil = waarden.get(f"getal-{een.pk}"), waarden.get(f"peil-{een.pk}")
            if getal is not None and not (peil or self.errors.get(f"peil-{een.pk}")):
                self.add_error(f"peil-{een.pk}", "Vul in van wanneer dit getal is.")
        if not self.errors and not (self.standen or self.metingen):
            raise ValidationError(NIETS)
        return waarden

    @property
    def standen(self) -> dict[int, str]:
        """What is known now of each action, by its number."""
        gekozen = ((een.pk, self.cleaned_data[f"actie-{een.pk}"]) for een in self._acties)
        return {pk: stand for pk, stand in gekozen if stand}

    @property
    def metingen(self) -> dict[int, tuple[Decimal, str]]:
        """What was measured, and of when that is, by the number of the indicator."""
        gemeten = {
            een.pk: (self.cleaned_data[f"getal-{een.pk}"], self.cleaned_data[f"peil-{een.pk}"])
            for een in self._indicatoren
        }
        return {pk: (getal, peil) for pk, (getal, peil) in gemeten.items() if getal is not None}

    @property
    def acties(self) -> list[tuple[Actie, BoundField]]:
        """Each action with its choice."""
        return [(een, self[f"actie-{een.pk}"]) for een in self._acties]

    @property
    def indicatoren(self) -> list[tuple[Indicator, BoundField, BoundField]]:
        """Each indicator with the two boxes of its measurement."""
        return [(een, self[f"getal-{een.pk}"], self[f"peil-{een.pk}"]) for een in self._indicatoren]


def _standvak(actie: Actie) -> forms.ChoiceField:
    nu = actie.get_stand_display().lower()
    peil = f", {deeldatum_tekst(actie.stand_peil)}" if actie.stand_peil else ""
    return forms.ChoiceField(
        label=actie.tekst,
        help_text=f"Bij ons staat: {nu}{peil}.",
        choices=KEUZES,
        required=False,
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
    )


def _getalvak(indicator: Indicator) -> forms.DecimalField:
    past = Indicatormeting._meta.get_field("waarde")
    te_lang = "Schrijf het korter, met hoogstens twee cijfers achter de komma."
    return forms.DecimalField(
        label=f"{indicator.naam}: getal",
        help_text=f"In {indicator.eenheid}. Weet u het niet? Laat het dan leeg.",
        required=False,
        max_digits=past.max_digits,
        decimal_places=past.decimal_places,
        widget=forms.TextInput(
            attrs={"class": TEKSTVAK, "inputmode": "decimal", "autocomplete": "off"}
        ),
        error_messages={
            "max_digits": te_lang,
            "max_whole_digits": te_lang,
            "max_decimal_places": te_lang,
        },
    )


def _peilvak() -> forms.Field:
    peil: Any = Indicatormeting._meta.get_field("peil")
    veld: forms.Field = peil.formfield(
        required=False,
        validators=peil.validators,
        initial=deeldatum_tekst(f"{timezone.localdate():%Y-%m}"),
        help_text="Een jaar, maand of dag: 2026, oktober 2026 of 1 oktober 2026.",
        widget=forms.TextInput(attrs={"class": TEKSTVAK}),
    )
    return veld
