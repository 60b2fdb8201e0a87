"""What everyone fills in who answers us without an account, and how we take it in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from basis.forms import HuisstijlForm
from gebruikers.actions import tel_persoon
from werkplek.onbevestigd import TeVeelOnbevestigd

_ADRES = re.compile(
    r"""(?xi)
    ://  |  \bwww\b  |  \bh(tt|xx)ps?\b  |  \bxn--        # said outright
    |  \S@                                                # '@ease' is a name
    |  [.。][^\W\d_]{2,}                                  # evil.nl, evil .nl
    |  [\[({]\s*([.。]|dot|punt)\s*[\])}]               # evil[.]nl
    |  ([.。]|\b(dot|punt)\b)\s*(nl|com|org|net|eu|be|io|info|biz|site|online|xyz|app|ru|cn)\b
    |  \d{1,3}(\.\d{1,3}){3}
    """
)


def geen_adres(tekst: str) -> None:
    """Raise ValidationError for a name with an address in it, however it is spelled."""
    zichtbaar = "".join(teken for teken in tekst if unicodedata.category(teken) != "Cf")
    if _ADRES.search(unicodedata.normalize("NFKC", zichtbaar)):
        raise ValidationError(
            "Vul hier alleen een naam in, zonder webadres. Staat er een punt in de naam? Zet "
            "daar dan een spatie achter."
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
    """Who somebody is: a name, without an address in it."""
    vast = {
        "max_length": LENGTES["naam"],
        "validators": [geen_adres],
        "error_messages": {"required": "Vul uw naam in."},
    }
    return regel("Uw naam", "name", **{**vast, **anders})


def organisatieveld(label: str = "Naam van uw organisatie", **anders: Any) -> forms.CharField:
    """For which organisation somebody speaks: a name, without an address in it."""
    vast = {
        "max_length": LENGTES["organisatie"],
        "validators": [geen_adres],
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

    Until the address is confirmed, our mail to it repeats nothing of what was typed here.

    A form adds fields, declares one anew, or leaves those out that are named in `weglaten`.
    """

    weglaten: ClassVar[tuple[str, ...]] = ()

    organisatie = organisatieveld()
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

    Raises TeVaak when one person, or everyone together, gets too much mail of it, and RuleViolation
    for any other refusal.
    """
    if form.van_een_robot:
        return
    tel_persoon(form.cleaned_data["email"])
    with suppress(TeVeelOnbevestigd):
        actie(*args, **wat)
