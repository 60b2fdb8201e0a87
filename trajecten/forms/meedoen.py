"""'Wij doen mee': what an organisation says that answers the call of a tranche or a traject."""

from __future__ import annotations

from django import forms

from basis.forms import TEKSTVAK
from basis.tekst import een_regel
from trajecten.models import Meedoener
from werkplek.zonder_account import ZonderAccountForm, geen_adres, lengte


class OproepForm(ZonderAccountForm):
    """What each answer has: what the organisation wants, on one line, as it is shown."""

    wat = forms.CharField()

    def clean_wat(self) -> str:
        return een_regel(self.cleaned_data["wat"])


def _wat(label: str, hulp: str, leeg: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hulp,
        max_length=lengte(Meedoener, "wat"),
        widget=forms.Textarea(attrs={"rows": 4, "class": TEKSTVAK}),
        error_messages={"required": leeg},
    )


class MeedoenForm(OproepForm):
    """With a tranche: what it wants to describe."""

    wat = _wat(
        "Wat wilt u beschrijven?",
        "Een paar zinnen zijn genoeg. De kennismakelaar helpt u met de rest.",
        "Schrijf in een paar woorden wat u wilt beschrijven.",
    )
    field_order = ("organisatie", "naam", "email", "wat")


class AanvraagForm(OproepForm):
    """With a traject: what it wants to change, and who of the board stands behind it."""

    wat = _wat(
        "Wat wilt u veranderen of invoeren?",
        "Een paar zinnen zijn genoeg. De coach bespreekt de rest met u.",
        "Schrijf in een paar woorden wat u wilt veranderen.",
    )
    bestuur = forms.CharField(
        label="Wie van uw bestuur staat hierachter?",
        help_text="Noem de functie, bijvoorbeeld: voorzitter van de raad van bestuur.",
        max_length=lengte(Meedoener, "bestuur"),
        validators=[geen_adres],
        error_messages={
            "required": "Vul in wie van uw bestuur hierachter staat. Zonder bestuur begint een "
            "traject niet."
        },
    )
    field_order = ("organisatie", "naam", "email", "wat", "bestuur")
