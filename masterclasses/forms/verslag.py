"""The forms of the verslag and of what there is to take along."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.bestanden import controleer
from basis.forms import HuisstijlForm
from basis.velden import RijkVeld
from masterclasses.models import Lesmateriaal, Verslag


def _rijk(naam: str, **kwargs: Any) -> RijkVeld:
    return RijkVeld(Verslag._meta.get_field(naam), **kwargs)  # type: ignore[arg-type]


class VerslagForm(HuisstijlForm):
    """What is written; what is missing is asked for at handing over."""

    auteur = forms.CharField(
        label="Verslag door",
        help_text="Een functie is genoeg, bijvoorbeeld: redacteur van het programma.",
        max_length=100,
        required=False,
    )
    tekst = _rijk("tekst", label="Verslag", help_text="Wat is er besproken, en wat is geleerd?")
    meer_weten = _rijk(
        "meer_weten", label="Meer weten", help_text="Waar kan de lezer terecht? Mag leeg blijven."
    )

    def __init__(self, *args: Any, verslag: Verslag | None = None, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {naam: getattr(verslag, naam, "") for naam in self.base_fields}
        )
        super().__init__(*args, **kwargs)
        self.fields["tekst"].widget.attrs["rows"] = 18


class AanvullingForm(HuisstijlForm):
    """What the reviewer asks for."""

    aanvulling = forms.CharField(
        label="Wat moet er nog bij of anders?",
        help_text="De schrijver krijgt dit in een mail.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf wat er nog nodig is."},
    )


class MateriaalForm(HuisstijlForm):
    """Something to take along: a name, and a file or a web address. Left empty it adds nothing."""

    naam = forms.CharField(
        label="Naam",
        help_text="Zo heet het op de pagina, bijvoorbeeld: presentatie over samenwerken.",
        max_length=120,
        error_messages={"required": "Geef het materiaal een naam."},
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text="Een pdf, docx, pptx, xlsx, png of jpg van hoogstens 20 MB.",
        required=False,
    )
    url = forms.URLField(
        label="Of een webadres",
        help_text="Bijvoorbeeld: https://organisatie.nl/filmpje.",
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"type": "url"}),
        max_length=Lesmateriaal._meta.get_field("url").max_length,
        error_messages={"invalid": "Dit is geen geldig webadres."},
    )

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        return controleer(bestand) if bestand else None

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or {}
        if self.errors:
            return gegevens
        if not gegevens["bestand"] and not gegevens["url"]:
            self.add_error("bestand", "Kies een bestand, of vul een webadres in.")
        elif gegevens["bestand"] and gegevens["url"]:
            self.add_error("url", "Kies een bestand of een webadres, niet allebei.")
        return gegevens
