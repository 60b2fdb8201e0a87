"""What everyone fills in who answers us without an account, and how we take it in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.db import models

from basis.forms import HuisstijlForm
from werkplek.onbevestigd import TeVeelOnbevestigd

geen_webadres = RegexValidator(
    r"(?i)://|www\.|@", "Vul hier alleen een naam in, zonder webadres.", inverse_match=True
)

LENGTES = {"organisatie": 120, "naam": 100, "email": 254}
"""The most characters of each column that says who somebody is."""


def lengte(model: type[models.Model], naam: str) -> int:
    """The most characters that column `naam` holds. Raises TypeError where there is no most."""
    veld = model._meta.get_field(naam)
    if not isinstance(veld, models.CharField) or veld.max_length is None:
        raise TypeError("Only for text that has a longest length.")
    return veld.max_length


def regel(label: str, autocomplete: str, **meer: Any) -> forms.CharField:
    """One line of text that a browser may know; `meer` are arguments of the field."""
    vak = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=vak, **meer)


def naamveld(**anders: Any) -> forms.CharField:
    """Who somebody is: a name without an address in it, since our mail repeats it."""
    vast = {
        "max_length": LENGTES["naam"],
        "validators": [geen_webadres],
        "error_messages": {"required": "Vul uw naam in."},
    }
    return regel("Uw naam", "name", **{**vast, **anders})


def organisatieveld(label: str = "Naam van uw organisatie", **anders: Any) -> forms.CharField:
    """For which organisation somebody speaks. Some have an address or an @ in their name."""
    vast = {
        "max_length": LENGTES["organisatie"],
        "error_messages": {"required": "Vul de naam van uw organisatie in."},
    }
    return regel(label, "organization", **{**vast, **anders})


def emailveld(hulp: str, leeg: str = "de bevestiging") -> forms.EmailField:
    """Where we write to; `leeg` is what we send there."""
    return forms.EmailField(
        label="Uw e-mailadres",
        max_length=LENGTES["email"],
        help_text=hulp,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": f"Vul uw e-mailadres in. Daar sturen wij {leeg} naartoe.",
            "invalid": "Dit is geen geldig e-mailadres. Een voorbeeld: naam@organisatie.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
    )


def akkoordveld(
    zonder: str, label: str = "Ik vind het goed dat u mijn gegevens hiervoor gebruikt"
) -> forms.BooleanField:
    """Consent; `zonder` is what does not happen without it."""
    leeg = f"Zet hier een vinkje. Zonder uw toestemming {zonder}."
    return forms.BooleanField(label=label, error_messages={"required": leeg})


class ZonderAccountForm(HuisstijlForm):
    """Who somebody is and what we may do with that. `website` is for robots: nobody sees it.

    A form adds fields, declares one anew, or leaves those out that are named in `weglaten`.
    """

    weglaten: ClassVar[tuple[str, ...]] = ()

    organisatie = organisatieveld(validators=[geen_webadres])
    naam = naamveld()
    email = emailveld("Wij sturen u een mail om dit te bevestigen.")
    akkoord = akkoordveld("kunnen wij u niet noteren")
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": -1}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in self.weglaten:
            del self.fields[naam]

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns."""
        return {
            naam: waarde
            for naam, waarde in self.cleaned_data.items()
            if naam not in ("akkoord", "website")
        }

    @property
    def van_een_robot(self) -> bool:
        """Whether somebody filled in what nobody sees."""
        return bool(self.cleaned_data["website"])


def neem_aan[**P](
    form: ZonderAccountForm, actie: Callable[P, object], *args: P.args, **wat: P.kwargs
) -> None:
    """Keep what was filled in, by `actie`. A robot, or one address too often, notices nothing.

    Raises RuleViolation for any other refusal.
    """
    if form.van_een_robot:
        return
    with suppress(TeVeelOnbevestigd):
        actie(*args, **wat)
