"""The forms that say of whom an innovatie is, and hand over all of somebody."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from basis.forms import HuisstijlForm
from basis.tekst import ruime_sleutel
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import RECHTEN, Recht
from innovaties.lezen.namen_zoeken import NIEUW, Benoemd, Namen
from organisaties.models import Organisatie
from redactie.lezen.gegevens import Gegevens
from trajecten.models import Tranche


class GegevensForm(HuisstijlForm):
    """Organisation, kennismakelaar, tranche and deadline of an innovatie.

    A name that no organisation has is new, after the writer said that it is none of `lijken`.
    """

    organisatie = forms.CharField(
        label="Organisatie",
        help_text="Staat zij nog niet in de lijst? Schrijf dan haar volledige naam.",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kennismakelaar = forms.ModelChoiceField(
        label="Kennismakelaar",
        queryset=Gebruiker.objects.none(),
        required=False,
        empty_label="Nog niemand",
    )
    tranche = forms.ModelChoiceField(
        label="Tranche",
        queryset=Tranche.objects.order_by("-begin", "-pk"),
        required=False,
        empty_label="Geen tranche",
    )
    deadline = forms.DateField(
        label="Deadline",
        help_text="Wanneer moet de open versie klaar zijn? Dit mag leeg blijven.",
        required=False,
        error_messages={"invalid": "Schrijf een dag als 2027-03-31."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any, nu: Gegevens) -> None:
        begin = {**vars(nu), "organisatie": str(nu.organisatie or "")}
        super().__init__(data, initial=begin)
        self.lijken: list[Benoemd] = []
        veld: Any = self.fields["kennismakelaar"]
        makelt = Gebruiker.objects.met_recht(Recht.MAKELT)
        ook = Gebruiker.objects.filter(pk=nu.kennismakelaar.pk if nu.kennismakelaar else 0)
        veld.queryset = (makelt | ook).order_by(OpAlfabet("naam"), "pk")

    def clean_organisatie(self) -> Organisatie | None:
        """The organisation of that name, or a new one, unsaved."""
        naam, namen = self.cleaned_data["organisatie"], Namen(Organisatie)
        if not ruime_sleutel(naam):
            return None
        keuze = self.data.get("bedoelt", "")
        gevonden = namen.zoek(naam) or (keuze and namen.met_slug(keuze))
        if not gevonden and keuze != NIEUW:
            self.lijken = namen.gelijkend(naam)
            raise ValidationError(
                f"‘{naam}’ kennen wij nog niet. Zeg hieronder wat u bedoelt, en bewaar opnieuw."
            )
        return cast(Organisatie, gevonden or namen.nieuw(naam))


class OverdragenForm(HuisstijlForm):
    """Whose work goes to whom."""

    van = forms.ModelChoiceField(
        label="Van wie",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies wie weggaat",
        error_messages={"required": "Kies van wie u het werk overdraagt."},
    )
    aan = forms.ModelChoiceField(
        label="Aan wie",
        queryset=Gebruiker.objects.none(),
        empty_label="Kies een kennismakelaar",
        error_messages={"required": "Kies aan wie u het werk overdraagt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        rollen = {*RECHTEN[Recht.MAKELT], *RECHTEN[Recht.BEOORDEELT]}
        heeft = Q(innovaties__isnull=False) | Q(tranches__isnull=False)
        werkt = Gebruiker.objects.filter(Q(rollen__overlap=list(rollen)) | heeft)
        velden["van"].queryset = werkt.distinct().order_by(OpAlfabet("naam"), "pk")
        velden["aan"].queryset = Gebruiker.objects.met_recht(Recht.MAKELT).order_by(
            OpAlfabet("naam"), "pk"
        )
