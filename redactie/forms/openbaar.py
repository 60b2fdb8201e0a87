"""The forms on pages that need no account."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import HuisstijlForm
from innovaties.keuzelijsten import GEMELD
from innovaties.lezen.namen_zoeken import Namen
from organisaties.models import Organisatie, Regio
from redactie.models import Lezersmelding
from werkplek.zonder_account import (
    ZonderAccountForm,
    emailveld,
    lengte,
    naamveld,
    organisatieveld,
)

JAAR = "Schrijf een jaartal, bijvoorbeeld 2021."
NIEUW = "nieuw"


class KloptForm(HuisstijlForm):
    """Who says that a description still holds."""

    naam = naamveld(
        validators=[],  # we gave out the link: an address behind the name helps
        error_messages={"required": "Vul uw naam in. Dan weten wij wie dit bevestigde."},
    )


class VerouderdForm(KloptForm):
    """What no longer holds, and who says so."""

    tekst = forms.CharField(
        label="Wat is er veranderd?",
        help_text="Een paar woorden zijn genoeg. De redactie neemt daarna contact met u op.",
        max_length=2000,
        error_messages={"required": "Schrijf in een paar woorden wat er niet meer klopt."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    naam = naamveld(
        validators=[],
        error_messages={"required": "Vul uw naam in. Dan weten wij wie dit meldde."},
    )
    field_order = ("tekst", "naam")


class EldersForm(ZonderAccountForm):
    """An organisation runs an innovation too."""

    weglaten = ("akkoord",)

    organisatie = organisatieveld()
    stand = forms.ChoiceField(
        label="Hoe ver bent u?",
        choices=[("", "Maak een keuze"), *((een.value, een.label) for een in GEMELD)],
        error_messages={"required": "Kies hoe ver u bent."},
    )
    jaar = forms.IntegerField(
        label="Sinds welk jaar? (mag leeg blijven)",
        required=False,
        min_value=1950,
        max_value=2100,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={"invalid": JAAR, "min_value": JAAR, "max_value": JAAR},
    )
    aanpassing = forms.CharField(
        label="Wat paste u aan? (mag leeg blijven)",
        help_text="Hoogstens 300 tekens. Dit komt op de site te staan.",
        required=False,
        max_length=lengte(Lezersmelding, "aanpassing"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = emailveld(
        "Wij sturen u een mail om uw melding te bevestigen. Het adres komt niet op de site."
    )
    field_order = ("organisatie", "stand", "jaar", "aanpassing", "naam", "email")


class WeetMeerForm(ZonderAccountForm):
    """Somebody knows more of what a source only names; only a kennismakelaar reads it."""

    weglaten = ("akkoord",)

    tekst = forms.CharField(
        label="Wat weet u hiervan?",
        help_text="Een paar zinnen zijn genoeg: wie doet dit, waar, en sinds wanneer? "
        "Dit komt niet op de site.",
        max_length=lengte(Lezersmelding, "tekst"),
        error_messages={"required": "Schrijf in een paar woorden wat u hiervan weet."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    organisatie = organisatieveld("Naam van uw organisatie (mag leeg blijven)", required=False)
    email = emailveld(
        "Wij sturen u een mail om dit te bevestigen. Daarna neemt een kennismakelaar contact op."
    )
    field_order = ("tekst", "naam", "organisatie", "email")


class OvernemenForm(HuisstijlForm):
    """As which organisation a report goes on the page: one that we know, or a new one."""

    keuze = forms.ChoiceField(
        label="Welke organisatie is dit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een organisatie, of kies ‘een nieuwe organisatie’."},
    )
    naam = forms.CharField(label="Naam van de nieuwe organisatie", max_length=120, required=False)
    regios = forms.ModelMultipleChoiceField(
        Regio.objects.all(),
        label="Waar werkt de nieuwe organisatie?",
        help_text="Hiermee vinden bezoekers wat in hun regio draait.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, gezocht: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namen = Namen(Organisatie)
        gevonden = self.namen.voorstellen(gezocht)
        self.fields["keuze"].choices = [  # type: ignore[attr-defined]
            *((rij.slug, rij.naam) for rij in gevonden),
            (NIEUW, "Een nieuwe organisatie"),
        ]
        self.initial.setdefault("naam", gezocht)

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        naam = gegevens.get("naam", "")
        if gegevens.get("keuze") != NIEUW:
            return gegevens
        if not naam:
            self.add_error("naam", "Vul de naam van de nieuwe organisatie in.")
        elif bestaand := self.namen.zoek(naam):
            self.add_error("naam", f"‘{bestaand.naam}’ bestaat al. Zoek die hierboven op.")
        return gegevens

    @property
    def organisatie(self) -> Organisatie:
        """The chosen one; a new one is not saved yet."""
        keuze = self.cleaned_data["keuze"]
        naam = self.cleaned_data["naam"]
        gekozen = self.namen.nieuw(naam) if keuze == NIEUW else self.namen.met_slug(keuze)
        if not isinstance(gekozen, Organisatie):
            raise TypeError("The choices are organisations.")
        return gekozen
