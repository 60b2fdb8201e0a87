"""The forms about wishes: 'wij willen dit ook', the invitation, and what came of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import CharField

from basis.forms import TEKSTVAK, HuisstijlForm
from basis.rijk import TekstVeld
from programma.models import Belangstelling, Match

_een_regel = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029]",
    "Schrijf dit op één regel, zonder bijzondere tekens.",
    inverse_match=True,
)
_geen_webadres = RegexValidator(
    r"(?i)://|www\.|@", "Vul hier alleen een naam in, zonder webadres.", inverse_match=True
)


def _lengte(model: type[Belangstelling | Match], naam: str) -> int:
    veld = model._meta.get_field(naam)
    if not isinstance(veld, CharField) or veld.max_length is None:
        raise TypeError("Only for text that has a longest length.")
    return veld.max_length


def _regel(naam: str, label: str, autocomplete: str, leeg: str, hulp: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hulp,
        max_length=_lengte(Belangstelling, naam),
        validators=[_een_regel, _geen_webadres],
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": leeg},
    )


class WensForm(HuisstijlForm):
    """'Wij willen dit ook', without account. `website` is for robots: nobody sees it."""

    organisatie = _regel(
        "organisatie",
        "Naam van uw organisatie",
        "organization",
        "Vul de naam van uw organisatie in.",
        "Deze naam komt op de pagina van de wens te staan.",
    )
    naam = _regel("naam", "Uw naam", "name", "Vul uw naam in.")
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=_lengte(Belangstelling, "email"),
        help_text="Wij sturen u een mail om dit te bevestigen.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in. Daar sturen wij de bevestiging naartoe.",
            "invalid": "Dit is geen geldig e-mailadres. Een voorbeeld: naam@organisatie.nl.",
        },
    )
    inbreng = forms.CharField(
        label="Wat kunt u inbrengen? (mag leeg blijven)",
        help_text="Bijvoorbeeld: een locatie, ervaring, tijd of geld. De andere partijen lezen dit "
        "als de kennismakelaar u samenbrengt.",
        required=False,
        max_length=_lengte(Belangstelling, "inbreng"),
        widget=forms.Textarea(attrs={"rows": 3, "class": TEKSTVAK}),
    )
    akkoord = forms.BooleanField(
        label="Ik vind het goed dat u mijn gegevens hiervoor gebruikt",
        error_messages={
            "required": "Zet hier een vinkje. Zonder uw toestemming kunnen wij u niet vermelden."
        },
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": -1}))

    def clean_organisatie(self) -> str:
        """With single spaces, so that one name stays one name."""
        return " ".join(str(self.cleaned_data["organisatie"]).split())

    def clean_inbreng(self) -> str:
        """On one line, as it is shown."""
        return " ".join(str(self.cleaned_data["inbreng"]).split())

    def clean_email(self) -> str:
        """In lower case, as we know people by it."""
        email = str(self.cleaned_data["email"]).lower()
        if len(email) > _lengte(Belangstelling, "email"):
            raise ValidationError("Dit e-mailadres is te lang.")
        return email

    @property
    def waarden(self) -> dict[str, str]:
        """The checked fields of a Belangstelling."""
        return {
            naam: self.cleaned_data[naam] for naam in ("organisatie", "naam", "email", "inbreng")
        }

    @property
    def van_een_robot(self) -> bool:
        """Whether somebody filled in what nobody sees."""
        return bool(self.cleaned_data["website"])


class UitnodigingForm(HuisstijlForm):
    """The prepared invitation, to finish and send."""

    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=120,
        validators=[_een_regel],
        error_messages={"required": "Schrijf waar de uitnodiging over gaat."},
    )
    tekst = TekstVeld(
        label="Uitnodiging",
        help_text="Boven uw tekst komt ‘Beste’ met de naam te staan.",
        max_length=8000,
        error_messages={"required": "Schrijf de uitnodiging."},
        widget=forms.Textarea(attrs={"rows": 22, "class": TEKSTVAK}),
    )

    def clean_tekst(self) -> str:
        """Raises ValidationError while something between square brackets is left to fill in."""
        tekst = str(self.cleaned_data["tekst"])
        if open_ := re.findall(r"\[[^\]\n]*\]", tekst):
            raise ValidationError(f"Vul nog in wat tussen haken staat: {', '.join(open_)}.")
        return tekst


class UitkomstForm(HuisstijlForm):
    """What came of bringing people together."""

    uitkomst = forms.CharField(
        label="Wat kwam ervan?",
        help_text="Een paar zinnen. Alleen collega’s en de stuurgroep lezen dit.",
        max_length=_lengte(Match, "uitkomst"),
        error_messages={"required": "Schrijf in een paar woorden wat ervan kwam."},
        widget=forms.Textarea(attrs={"rows": 4, "class": TEKSTVAK}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "uitkomst")
        super().__init__(*args, **kwargs)
