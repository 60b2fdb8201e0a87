"""The forms of a tranche: its own, and those of its steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.forms import TEKSTVAK, HuisstijlForm
from basis.velden import OpAlfabet, RijkVeld
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Innovatie, Thema
from organisaties.models import Organisatie
from trajecten.actions.tranches import EINDE_VOOR_BEGIN
from trajecten.lezen.tranches import te_koppelen
from trajecten.models import Meedoener, Toezegging, Tranche
from werkplek.rechten import mag_sturen
from werkplek.velden import dag, tekst

WAARDEN = ("titel", "thema", "begin", "einde", "kennismakelaar", "doel", "samenvatting", "oproep")
"""The columns that the form holds."""


class TrancheForm(HuisstijlForm):
    """All of a tranche. Only who leads chooses the kennismakelaar."""

    use_required_attribute = False

    titel = tekst("titel", model=Tranche)
    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        empty_label="Kies een thema",
        error_messages={"required": "Kies een thema.", "invalid_choice": "Kies een thema."},
    )
    begin = dag(label="Eerste dag")
    einde = dag(label="Laatste dag", help_text="Tot en met deze dag kan iedereen meedoen.")
    kennismakelaar = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        empty_label="Kies een kennismakelaar",
        help_text="Deze persoon krijgt bericht als een organisatie mee wil doen.",
        error_messages={"required": "Kies een collega.", "invalid_choice": "Kies een collega."},
    )
    doel = forms.IntegerField(
        label="Hoeveel beschrijvingen moeten er komen?",
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Schrijf een heel getal.",
            "min_value": "Kies een aantal van 1 tot en met 100.",
            "max_value": "Kies een aantal van 1 tot en met 100.",
        },
    )
    samenvatting = tekst(
        "samenvatting",
        model=Tranche,
        regels=3,
        label="Samenvatting",
        help_text="Een of twee zinnen. Die staan bovenaan de pagina en in het zoeken.",
    )
    oproep = RijkVeld(
        Tranche._meta.get_field("oproep"),
        label="Oproep",
        help_text="Wie zoekt u? Wat vraagt het van een organisatie, en wat levert het op?",
    )

    def __init__(
        self, door: Gebruiker, tranche: Tranche | None = None, data: Any = None, **meer: Any
    ) -> None:
        self.tranche = tranche
        initial = {naam: getattr(tranche, naam) for naam in WAARDEN} if tranche else {"doel": 6}
        super().__init__(data, initial=initial, **meer)
        makelaars = Gebruiker.objects.met_recht(Recht.MAKELT).order_by(OpAlfabet("naam"), "pk")
        self.fields["kennismakelaar"].queryset = makelaars  # type: ignore[attr-defined]
        if not mag_sturen(door):
            del self.fields["kennismakelaar"]

    def clean(self) -> dict[str, Any]:
        """Refuse an end that does not come after the begin."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        begin, einde = gegevens.get("begin"), gegevens.get("einde")
        if begin and einde and einde <= begin:
            self.add_error("einde", EINDE_VOOR_BEGIN)
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns; the kennismakelaar stays whom it was for who may not choose."""
        vast = {"kennismakelaar": self.tranche.kennismakelaar} if self.tranche else {}
        return {**vast, **self.cleaned_data}


class HeropenForm(HuisstijlForm):
    """Until when it is open again."""

    use_required_attribute = False
    einde = dag(label="Nieuwe laatste dag", help_text="Tot en met deze dag kan iedereen meedoen.")

    def clean_einde(self) -> Any:
        """Raises ValidationError for a day that is past."""
        einde = self.cleaned_data["einde"]
        if einde < timezone.localdate():
            raise ValidationError("Kies een dag die nog komt.")
        return einde


class ToezeggingForm(HuisstijlForm):
    """Who will describe what."""

    use_required_attribute = False
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.all(),
        empty_label="Kies een organisatie",
        error_messages={
            "required": "Kies een organisatie.",
            "invalid_choice": "Kies een organisatie uit de lijst.",
        },
    )
    wat = tekst(
        "wat",
        model=Toezegging,
        label="Wat beschrijft deze organisatie? (mag leeg blijven)",
        help_text="Een paar woorden. Bezoekers lezen dit ook.",
    )


class OpnemenForm(ToezeggingForm):
    """What somebody without an account promised, as a toezegging."""

    def __init__(self, meedoener: Meedoener, data: Any = None) -> None:
        lengte = Toezegging._meta.get_field("wat").max_length
        bekend = Organisatie.genoemd(meedoener.organisatie)
        initial = {"organisatie": bekend, "wat": meedoener.wat[:lengte]}
        super().__init__(data, initial=initial)
        veld = self.fields["organisatie"]
        veld.required = False
        veld.empty_label = f"Nieuw: {meedoener.organisatie}"  # type: ignore[attr-defined]
        veld.help_text = f"Zij schreven: ‘{meedoener.organisatie}’. Staat die er al? Kies haar dan."


class NietNuForm(HuisstijlForm):
    """A line of one's own in the mail that says no."""

    toelichting = forms.CharField(
        label="Zin van uzelf (mag leeg blijven)",
        help_text="Bijvoorbeeld waarom het nu niet past, of wanneer wel. Dit staat in de mail.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": TEKSTVAK}),
    )


class InnovatieVeld(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Innovaties by the title of their newest version."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.titel)


class KoppelForm(HuisstijlForm):
    """Which description it became."""

    use_required_attribute = False
    innovatie = InnovatieVeld(
        Innovatie.objects.none(),
        label="Welke beschrijving is dit?",
        empty_label="Kies een beschrijving",
        error_messages={
            "required": "Kies een beschrijving.",
            "invalid_choice": "Kies een beschrijving uit de lijst.",
        },
    )

    def __init__(self, toezegging: Toezegging, data: Any = None) -> None:
        super().__init__(data, initial={"innovatie": toezegging.innovatie_id})
        self.fields["innovatie"].queryset = te_koppelen(toezegging)  # type: ignore[attr-defined]

    @property
    def heeft_keuze(self) -> bool:
        """Whether there is anything to choose."""
        return self.fields["innovatie"].queryset.exists()  # type: ignore[attr-defined,no-any-return]
