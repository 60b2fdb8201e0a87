"""For which reader an edition is shown, who gets a proef of it, and what should be otherwise."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.forms import HuisstijlForm
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Thema
from nieuwsbrieven.keuzelijsten import Frequentie
from nieuwsbrieven.lezen.kiezen import Profiel, profiel_uit
from nieuwsbrieven.models import Blok, Blokopmerking, Editie
from organisaties.keuzelijsten import Persoonsrol
from organisaties.models import Regio
from werkplek.velden import tekst

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
        Regio.objects.all(),
        label="Regio",
        required=False,
        empty_label="Heel Nederland",
    )
    rollen = forms.MultipleChoiceField(
        label="Wie is de lezer?",
        help_text="Kies niets voor een lezer die dit niet zei.",
        choices=Persoonsrol.choices,
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
        return keuze["wie"], profiel_uit(themas, regios, keuze["rollen"])


class CollegaVeld(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague by name and address."""

    def label_from_instance(self, obj: Gebruiker) -> str:
        return f"{obj} ({obj.email})"


class ProefForm(HuisstijlForm):
    """To which colleague a proef goes; to who sends it when none is named."""

    aan = CollegaVeld(
        Gebruiker.objects.none(),
        label="Stuur een proef naar",
        empty_label=None,
        required=False,
    )

    def __init__(self, *args: Any, door: Gebruiker) -> None:
        super().__init__(*args, initial={"aan": door.pk})
        collegas = Gebruiker.objects.met_recht(Recht.ZIET_NIEUWSBRIEVEN)
        op_naam = collegas.order_by(OpAlfabet("naam"), "pk")
        self.fields["aan"].queryset = op_naam  # type: ignore[attr-defined]


class BlokopmerkingForm(HuisstijlForm):
    """What a colleague wants otherwise, and in which part."""

    blok = forms.ModelChoiceField(
        Blok.objects.none(),
        label="Bij welk bericht?",
        empty_label="Kies een bericht",
        error_messages={
            "required": "Kies bij welk bericht dit hoort.",
            "invalid_choice": "Dit bericht staat niet meer in de nieuwsbrief. Kies een ander.",
        },
    )
    tekst = tekst("tekst", model=Blokopmerking, regels=3, label="Uw opmerking")

    def __init__(self, *args: Any, editie: Editie) -> None:
        super().__init__(*args)
        self.fields["blok"].queryset = editie.blokken.all()  # type: ignore[attr-defined]
