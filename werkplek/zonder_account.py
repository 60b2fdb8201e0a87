"""What everyone fills in who answers us without an account."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from basis.forms import HuisstijlForm

een_regel = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029]",
    "Schrijf dit op één regel, zonder bijzondere tekens.",
    inverse_match=True,
)
_geen_webadres = RegexValidator(
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


def _regel(naam: str, label: str, autocomplete: str, leeg: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LENGTES[naam],
        validators=[een_regel, _geen_webadres],
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": leeg},
    )


class ZonderAccountForm(HuisstijlForm):
    """Who somebody is and what we may do with that. `website` is for robots: nobody sees it."""

    organisatie = _regel(
        "organisatie",
        "Naam van uw organisatie",
        "organization",
        "Vul de naam van uw organisatie in.",
    )
    naam = _regel("naam", "Uw naam", "name", "Vul uw naam in.")
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=LENGTES["email"],
        help_text="Wij sturen u een mail om dit te bevestigen.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in. Daar sturen wij de bevestiging naartoe.",
            "invalid": "Dit is geen geldig e-mailadres. Een voorbeeld: naam@organisatie.nl.",
        },
    )
    akkoord = forms.BooleanField(
        label="Ik vind het goed dat u mijn gegevens hiervoor gebruikt",
        error_messages={
            "required": "Zet hier een vinkje. Zonder uw toestemming kunnen wij u niet noteren."
        },
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": -1}))

    def clean_organisatie(self) -> str:
        """With single spaces, so that one name stays one name."""
        return " ".join(str(self.cleaned_data["organisatie"]).split())

    def clean_email(self) -> str:
        """In lower case, as we know people by it."""
        email = str(self.cleaned_data["email"]).lower()
        if len(email) > LENGTES["email"]:
            raise ValidationError("Dit e-mailadres is te lang.")
        return email

    @property
    def waarden(self) -> dict[str, str]:
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
