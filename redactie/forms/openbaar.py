"""The forms on pages that need no account."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import HuisstijlForm
from innovaties.keuzelijsten import Toepassing
from innovaties.models import Innovatie
from organisaties.models import Organisatie, Regio
from redactie.models import EldersMelding
from redactie.namen_zoeken import Namen

JAAR = "Schrijf een jaartal, bijvoorbeeld 2021."
NIEUW = "nieuw"


class KloptForm(HuisstijlForm):
    """Who says that a description still holds."""

    naam = forms.CharField(
        label="Uw naam",
        max_length=100,
        error_messages={"required": "Vul uw naam in. Dan weten wij wie dit bevestigde."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
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
    field_order = ("tekst", "naam")


class EldersForm(HuisstijlForm, forms.ModelForm):  # type: ignore[type-arg]
    """An organisation runs an innovation too. `website` is for robots: nobody sees it."""

    jaar = forms.IntegerField(
        label="Sinds welk jaar? (mag leeg blijven)",
        required=False,
        min_value=1950,
        max_value=2100,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={"invalid": JAAR, "min_value": JAAR, "max_value": JAAR},
    )
    stand = forms.ChoiceField(
        label="Hoe ver bent u?",
        choices=[("", "Maak een keuze"), *Toepassing.choices],
        error_messages={"required": "Kies hoe ver u bent."},
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": -1}))

    class Meta:
        model = EldersMelding
        fields = ["organisatie", "stand", "jaar", "aanpassing", "naam", "email"]
        labels = {
            "organisatie": "Naam van uw organisatie",
            "aanpassing": "Wat paste u aan? (mag leeg blijven)",
            "naam": "Uw naam",
            "email": "Uw e-mailadres",
        }
        help_texts = {
            "aanpassing": "Hoogstens 300 tekens. Dit komt op de site te staan.",
            "email": "Wij sturen u een mail om uw melding te bevestigen. "
            "Het adres komt niet op de site.",
        }
        widgets = {
            "organisatie": forms.TextInput(attrs={"autocomplete": "organization"}),
            "aanpassing": forms.Textarea(attrs={"rows": 3}),
            "naam": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages = {
            "organisatie": {"required": "Vul de naam van uw organisatie in."},
            "naam": {"required": "Vul uw naam in."},
            "email": {
                "required": "Vul uw e-mailadres in. Daar sturen wij de bevestiging naartoe.",
                "invalid": "Dit is geen geldig e-mailadres. Een voorbeeld: naam@organisatie.nl.",
            },
        }

    def __init__(self, *args: Any, innovatie: Innovatie, **kwargs: Any) -> None:
        super().__init__(*args, instance=EldersMelding(innovatie=innovatie), **kwargs)

    @property
    def van_een_robot(self) -> bool:
        """Whether somebody filled in what nobody sees."""
        return bool(self.cleaned_data["website"])


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
