"""The small forms of reviewing: each asks what one step needs."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.data import op_de_klok
from basis.forms import HuisstijlForm
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving, Innovatie
from redactie.lezen.schrijvers import mogelijke_beoordelaars
from redactie.models import Opmerking


def eerste_fout(formulier: forms.Form) -> str:
    """The first thing to mend in `formulier`."""
    return next(str(fouten[0]) for fouten in formulier.errors.values())


class ToewijzenForm(HuisstijlForm):
    """Who reviews: someone with that role who did not write in the version."""

    aan = forms.ModelChoiceField(
        label="Wie beoordeelt deze versie?",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een collega",
        error_messages={
            "required": "Kies wie deze versie beoordeelt.",
            "invalid_choice": "Deze collega kan deze versie niet beoordelen. Kies een ander.",
        },
    )

    def __init__(self, *args: Any, versie: Beschrijving, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aan"].queryset = mogelijke_beoordelaars(versie)  # type: ignore[attr-defined]


class PlannenForm(HuisstijlForm):
    """When a version goes live by itself."""

    dag = forms.DateField(
        label="Dag",
        error_messages={"required": "Kies een dag.", "invalid": "Schrijf een dag als 2026-03-31."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    tijd = forms.TimeField(
        label="Tijd",
        initial=time(9),
        error_messages={"required": "Kies een tijd.", "invalid": "Schrijf een tijd als 9:00."},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """The chosen moment in Dutch time, as `op`."""
        gekozen = super().clean() or {}
        if self.errors:
            return gekozen
        try:
            return {"op": op_de_klok(gekozen["dag"], gekozen["tijd"])}
        except ValidationError as fout:
            self.add_error("tijd", fout)
            return gekozen


class AfwijzenForm(HuisstijlForm):
    """Why a version is not placed."""

    reden = forms.CharField(
        label="Waarom komt deze beschrijving niet in de kennisbank?",
        help_text="De schrijver krijgt deze tekst per mail.",
        max_length=2000,
        error_messages={"required": "Schrijf waarom u de beschrijving afwijst."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def stapformulier(stap: str, versie: Beschrijving, gegevens: Any = None) -> forms.Form | None:
    """What `stap` asks about `versie`; None where a button is enough. Its data are the step's."""
    if stap == "toewijzen":
        return ToewijzenForm(gegevens, versie=versie)
    soort = {"plannen": PlannenForm, "afwijzen": AfwijzenForm}.get(stap)
    return soort(gegevens) if soort else None


class OpmerkingForm(forms.Form):
    """A comment, or a reply to one; a comment may propose a wording, and then needs no more.

    `kenmerk` is of the text that the box of the proposal was filled with.
    """

    voorstel = forms.CharField(required=False, max_length=20000, widget=forms.Textarea)
    kenmerk = forms.CharField(required=False, max_length=40)
    tekst = forms.CharField(
        required=False,
        max_length=Opmerking._meta.get_field("tekst").max_length,
        widget=forms.Textarea,
        error_messages={
            "max_length": "Maak uw opmerking korter: zij heeft %(show_value)d tekens, en hoogstens "
            "%(limit_value)d kan.",
        },
    )


class MeelezerForm(HuisstijlForm):
    """Whom to ask to read along."""

    naam = forms.CharField(
        label="Naam",
        max_length=100,
        error_messages={"required": "Schrijf hoe deze persoon heet."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Wij sturen een link die veertien dagen werkt.",
        error_messages={
            "required": "Schrijf het e-mailadres.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class GehoordForm(HuisstijlForm):
    """Who told, and when, that a description still holds."""

    wie = forms.CharField(
        label="Van wie hoorde u dit?",
        max_length=100,
        error_messages={"required": "Schrijf van wie u dit hoorde."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    op = forms.DateField(
        label="Op welke dag?",
        initial=timezone.localdate,
        error_messages={"required": "Kies een dag.", "invalid": "Schrijf een dag als 2026-03-31."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ArchiverenForm(HuisstijlForm):
    """Why a description goes to the archive, and what to read instead."""

    reden = forms.CharField(
        label="Waarom gaat deze beschrijving naar het archief?",
        help_text="Bezoekers lezen deze tekst op het oude adres.",
        max_length=2000,
        error_messages={"required": "Schrijf waarom deze beschrijving naar het archief gaat."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    naar = forms.ModelChoiceField(
        label="Wat kunnen bezoekers in plaats hiervan lezen?",
        help_text="Dit mag leeg blijven.",
        queryset=Innovatie.objects.none(),
        required=False,
        empty_label="Geen andere innovatie",
        error_messages={"invalid_choice": "Deze innovatie is niet zichtbaar. Kies een andere."},
    )

    def __init__(self, *args: Any, innovatie: Innovatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["naar"]
        veld.queryset = (  # type: ignore[attr-defined]
            Innovatie.objects.filter(gepubliceerd__isnull=False)
            .exclude(pk=innovatie.pk)
            .select_related("gepubliceerd")
            .only("slug", "gepubliceerd__titel")
            .order_by("gepubliceerd__zoekdocument__sorteersleutel", "pk")
        )
        veld.label_from_instance = lambda rij: f"{rij.gepubliceerd} ({rij.slug})"  # type: ignore[attr-defined]
