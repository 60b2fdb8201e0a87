"""For which reader an edition is shown."""

from __future__ import annotations

from django import forms

from basis.forms import HuisstijlForm
from innovaties.models import Thema
from masterclasses.keuzelijsten import Publiek
from nieuwsbrieven.keuzelijsten import Frequentie
from nieuwsbrieven.lezen.kiezen import Profiel, profiel_uit
from organisaties.models import Regio

ALLE_DELEN = "alles"
WIE = [
    (ALLE_DELEN, "Alle delen"),
    (Frequentie.ELKE, "Een lezer van elke nieuwsbrief"),
    (Frequentie.OVERZICHT, "Een lezer van het kwartaaloverzicht"),
]


class VoorbeeldlezerForm(HuisstijlForm):
    """A made-up reader. What is left open is everything, as when subscribing."""

    wie = forms.ChoiceField(
        label="Wat wilt u zien?", choices=WIE, initial=ALLE_DELEN, widget=forms.RadioSelect
    )
    themas = forms.ModelMultipleChoiceField(
        Thema.objects.all(),
        label="Thema's",
        help_text="Kies niets voor een lezer van alle thema's.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regio = forms.ModelChoiceField(
        Regio.objects.order_by("naam"),
        label="Regio",
        required=False,
        empty_label="Heel Nederland",
    )
    publiek = forms.MultipleChoiceField(
        label="Wie is de lezer?",
        help_text="Kies niets voor een lezer die dit niet zei.",
        choices=Publiek.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def lezer(self) -> tuple[str, Profiel]:
        """How often the chosen reader wants mail (`ALLE_DELEN`: whoever), and about what."""
        if not self.is_valid() or self.cleaned_data["wie"] == ALLE_DELEN:
            return ALLE_DELEN, Profiel()
        keuze = self.cleaned_data
        themas = [thema.pk for thema in keuze["themas"]] or None
        regios = [keuze["regio"].pk] if keuze["regio"] else None
        return keuze["wie"], profiel_uit(themas, regios, keuze["publiek"])
