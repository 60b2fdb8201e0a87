"""The form of a masterclass; what stands fixed once it is announced is not in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from basis.velden import OpAlfabet, RijkVeld
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Element, Innovatie, Thema
from masterclasses.actions.organiseren import LIJSTEN, MOMENT, DeelMetSprekers, plekken_nu
from masterclasses.forms.rijen import programma_van, vragen_van
from masterclasses.forms.velden import MomentForm, uren, webadres
from masterclasses.keuzelijsten import Masterclassfase, Publiek, Toelating, Wijze
from masterclasses.models import Inschrijfvraag, Masterclass
from masterclasses.models.masterclass import MAXIMUM_PLEKKEN
from organisaties.models import Regio
from werkplek.velden import lijst, moment, tekst

EIGEN = (
    *("titel", "samenvatting", "inleiding", "thema", "publiek", "toelating", "aanmelden_van"),
    *("aanmelden_tot", "organisator"),
)
"""The columns that the form always holds."""

UREN = ("dag", "begint", "eindigt")


class InnovatiesVeld(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Innovations by the title of their live description."""

    def label_from_instance(self, obj: Any) -> str:
        versie = obj.gepubliceerd
        return f"{versie.titel} (gewenst)" if versie.soort == Soort.GEWENST else str(versie.titel)


def _innovaties(masterclass: Masterclass) -> QuerySet[Innovatie]:
    """Those that visitors read a description of, and what was chosen before."""
    gekozen = masterclass.innovaties.values("pk")
    zichtbaar = Q(gepubliceerd__in=Beschrijving.objects.zichtbaar().beschreven())
    qs = Innovatie.objects.filter(zichtbaar | Q(pk__in=gekozen), gepubliceerd__isnull=False)
    qs = qs.select_related("gepubliceerd").only("gepubliceerd__titel", "gepubliceerd__soort")
    return qs.order_by(OpAlfabet("gepubliceerd__titel"), "pk")


def _aantal(wijze: Wijze) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"Plekken: {wijze.label.lower()}",
        min_value=0,
        max_value=MAXIMUM_PLEKKEN,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Schrijf een heel getal.",
            "min_value": "Kies 0 of meer plekken.",
            "max_value": f"Kies hoogstens {MAXIMUM_PLEKKEN} plekken.",
        },
    )


class MasterclassForm(MomentForm):
    """All of a masterclass that its organiser fills in, with its rows."""

    titel = tekst("titel", model=Masterclass)
    samenvatting = tekst("samenvatting", model=Masterclass, regels=3)
    inleiding = RijkVeld(
        Masterclass._meta.get_field("inleiding"),
        label="Inleiding",
        help_text="Waarom komt iemand? Wat neemt die mee naar huis?",
    )
    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        empty_label=None,
        error_messages={"required": "Kies een thema.", "invalid_choice": "Kies een thema."},
    )
    publiek = forms.MultipleChoiceField(
        label="Voor wie is de masterclass?",
        choices=Publiek.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies alleen waarden uit de lijst."},
    )
    toelating = forms.ChoiceField(
        label="Wie mag komen?",
        choices=Toelating.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Maak een keuze.", "invalid_choice": "Maak een keuze."},
    )
    regios = lijst(Regio.objects.all(), "Regio's")
    innovaties = InnovatiesVeld(
        Innovatie.objects.none(),
        label="Innovaties",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies alleen waarden uit de lijst."},
    )
    elementen = lijst(Element.objects.all(), "Werkzame elementen")
    locatie = tekst("locatie", model=Masterclass)
    adres = tekst("adres", model=Masterclass)
    online_adres = webadres()
    zaal, online = _aantal(Wijze.ZAAL), _aantal(Wijze.ONLINE)
    aanmelden_van = moment("Aanmelden kan vanaf", "Leeg: zodra u aankondigt.")
    aanmelden_tot = moment("Aanmelden kan tot", "Leeg: tot het begin van de masterclass.")
    organisator = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        empty_label=None,
        help_text="Deze persoon krijgt bericht als er iets te beslissen is.",
        error_messages={"required": "Kies een collega.", "invalid_choice": "Kies een collega."},
    )

    def __init__(self, masterclass: Masterclass, data: QueryDict | None = None) -> None:
        self.masterclass = masterclass
        self.vast = masterclass.fase != Masterclassfase.CONCEPT
        initial = uren(masterclass) | {w.value: n or "" for w, n in plekken_nu(masterclass).items()}
        initial |= {naam: getattr(masterclass, naam) for naam in (*EIGEN, *MOMENT[2:])}
        for naam in LIJSTEN:
            initial[naam] = list(getattr(masterclass, naam).values_list("pk", flat=True))
        super().__init__(
            data, initial=initial, begin_nu=masterclass.begin, use_required_attribute=False
        )
        self.fields["innovaties"].queryset = _innovaties(masterclass)  # type: ignore[attr-defined]
        organisatoren = Gebruiker.objects.met_recht(Recht.ORGANISEERT)
        op_naam = organisatoren.order_by(OpAlfabet("naam"), "pk")
        self.fields["organisator"].queryset = op_naam  # type: ignore[attr-defined]
        if self.vast:
            for naam in (*UREN, *MOMENT[2:]):
                del self.fields[naam]
        self.programma = programma_van(masterclass, data)
        self.vragen = vragen_van(masterclass, data)

    def clean(self) -> dict[str, Any]:
        """Refuse a time to register that lies after the begin, or ends before it starts."""
        gegevens = super().clean()
        van, tot = gegevens.get("aanmelden_van"), gegevens.get("aanmelden_tot")
        begin = gegevens.get("begin", self.masterclass.begin)
        if tot and tot > begin:
            self.add_error("aanmelden_tot", "Aanmelden kan uiterlijk tot het begin.")
        if van and van >= (tot or begin):
            self.add_error("aanmelden_van", "Aanmelden moet eerder beginnen dan het eindigt.")
        return gegevens

    def is_valid(self) -> bool:
        """Whether the fields and all rows are right."""
        return super().is_valid() and self.programma.is_valid() and self.vragen.is_valid()

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns and lists."""
        namen = [*EIGEN, *LIJSTEN, *(() if self.vast else MOMENT)]
        return {naam: self.cleaned_data[naam] for naam in namen}

    @property
    def aantallen(self) -> dict[Wijze, int]:
        """How many seats of each wijze."""
        return {wijze: self.cleaned_data[wijze.value] or 0 for wijze in Wijze}

    @property
    def delen(self) -> list[DeelMetSprekers]:
        """The posted programme, unsaved."""
        return [rij.deel for rij in self.programma.gevuld]

    @property
    def inschrijfvragen(self) -> list[Inschrijfvraag]:
        """The posted questions, unsaved."""
        return [rij.rij for rij in self.vragen.gevuld]

    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, for the top of the page: the place and the words."""
        return super().fouten() + self.programma.fouten() + self.vragen.fouten()
