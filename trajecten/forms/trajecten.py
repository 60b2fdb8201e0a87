"""The forms of a traject, of taking part in it, and of a meeting of its group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from basis.forms import HuisstijlForm
from basis.fouten import RuleViolation
from basis.velden import OpAlfabet, RijkVeld
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Beschrijving, Innovatie, Thema
from organisaties.models import Organisatie
from trajecten.actions.inschrijven import vereis_looptijd, vereis_themakeuze
from trajecten.forms.samenkomst import SamenkomstForm
from trajecten.keuzelijsten import (
    INZET_HOOGSTENS,
    MAANDEN_HOOGSTENS,
    MAANDEN_MINSTENS,
    UREN_HOOGSTENS,
    UREN_MINSTENS,
    Besluitsoort,
    Deelnamestatus,
    Trajectstatus,
)
from trajecten.models import Besluit, Deelname, Groepsbijeenkomst, Meedoener, Traject
from werkplek.velden import dag, heel_getal, lijst, tekst

PERIODE = (
    f"Een traject duurt {MAANDEN_MINSTENS} tot {MAANDEN_HOOGSTENS} maanden: lang genoeg om iets "
    "in te voeren, kort genoeg om met een volgend thema te beginnen."
)
UREN = (
    f"Een coach is er {UREN_MINSTENS} tot {UREN_HOOGSTENS} uur per week per organisatie. "
    "Kies een getal daartussen."
)


class BesluitVeld(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Decisions by their day and theme."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.thema}: {obj.titel} ({date_format(obj.datum, 'j F Y')})"


class LiveInnovatieVeld(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Innovations by the title of their live description."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.gepubliceerd or obj)


def _innovaties(nu: int | None = None) -> QuerySet[Innovatie]:
    """Those that visitors read a description of, and the one that was chosen before."""
    zichtbaar = Beschrijving.objects.zichtbaar().beschreven()
    qs = Innovatie.objects.filter(Q(gepubliceerd__in=zichtbaar) | Q(pk=nu))
    qs = qs.select_related("gepubliceerd").only("slug", "gepubliceerd__titel")
    return qs.order_by(OpAlfabet("gepubliceerd__titel"), "pk")


def _coaches(traject: Traject | None = None) -> Any:
    """Boxes for all coaches, and for those of `traject` that no longer are."""
    kan = Q(pk__in=Gebruiker.objects.met_recht(Recht.BEGELEIDT).values("pk"))
    if traject:
        kan |= Q(pk__in=traject.coaches.values("pk"))
    return Gebruiker.objects.filter(kan).order_by(OpAlfabet("naam"), "pk")


class TrajectForm(HuisstijlForm):
    """What the projectleider says of a traject, at any time."""

    titel = tekst("titel", model=Traject)
    samenvatting = tekst("samenvatting", model=Traject, regels=3)
    begin = dag(label="Begint op")
    einde = dag(label="Eindigt op", help_text=PERIODE)
    coaches = lijst(Gebruiker.objects.none(), "Coaches", "Kies alleen mensen die coach zijn.")

    def __init__(self, data: Any = None, *, traject: Traject | None = None) -> None:
        begin = {naam: getattr(traject, naam) for naam in self.namen} if traject else {}
        if traject:
            begin["coaches"] = list(traject.coaches.values_list("pk", flat=True))
        super().__init__(data, initial=begin, use_required_attribute=False)
        self.fields["coaches"].queryset = _coaches(traject)  # type: ignore[attr-defined]
        if traject and traject.status != Trajectstatus.VOORBEREIDING:
            self.fields["begin"].disabled = True
            self.fields["begin"].help_text = "Het traject loopt. De begindatum wijzigt niet meer."

    namen = ("titel", "samenvatting", "begin", "einde")

    def clean(self) -> dict[str, Any]:
        """Say at the end of the period when it is too long, or over before it begins."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        if {"begin", "einde"} <= gegevens.keys():
            try:
                vereis_looptijd(gegevens["begin"], gegevens["einde"])
            except RuleViolation as reden:
                self.add_error("einde", str(reden))
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns."""
        return {naam: self.cleaned_data[naam] for naam in self.namen}


class NieuwTrajectForm(TrajectForm):
    """What the projectleider says once: the theme, and who chose it."""

    thema = forms.ModelChoiceField(
        Thema.objects.all(),
        empty_label="Kies een thema",
        error_messages={"required": "Kies een thema.", "invalid_choice": "Kies een thema."},
    )
    besluit = BesluitVeld(
        Besluit.objects.none(),
        label="Besluit van de stuurgroep",
        help_text=(
            "De stuurgroep kiest de thema’s. Alleen voor regionale samenwerking is dat niet "
            "nodig: dat thema staat vast."
        ),
        required=False,
        empty_label="Geen besluit",
        error_messages={"invalid_choice": "Kies een besluit uit de lijst."},
    )
    field_order = ("titel", "samenvatting", "thema", "besluit")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        besluiten = Besluit.objects.filter(soort=Besluitsoort.THEMAKEUZE).select_related("thema")
        self.fields["besluit"].queryset = besluiten  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at the decision when it is not about this theme."""
        gegevens = super().clean()
        if {"thema", "besluit"} <= gegevens.keys():
            try:
                vereis_themakeuze(Traject(thema=gegevens["thema"], besluit=gegevens["besluit"]))
            except RuleViolation as reden:
                self.add_error("besluit", str(reden))
        return gegevens

    @property
    def traject(self) -> Traject:
        """The unsaved row."""
        meer = {naam: self.cleaned_data[naam] for naam in ("thema", "besluit")}
        return Traject(**self.waarden, **meer)


class RedenForm(HuisstijlForm):
    """Why something ends before its time."""

    reden = forms.CharField(
        label="Waarom?",
        help_text="Een zin is genoeg. Collega’s lezen dit terug.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "schrijfvak"}),
        error_messages={"required": "Schrijf in een zin waarom."},
    )


def _coach() -> Any:
    return forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Coach",
        empty_label="Kies een coach",
        error_messages={
            "required": "Kies een coach van dit traject.",
            "invalid_choice": "Kies een coach van dit traject.",
        },
    )


class BegeleidingForm(HuisstijlForm):
    """What may change while an organisation takes part."""

    projectleider = tekst(
        "projectleider",
        model=Deelname,
        help_text="Wie trekt het in de organisatie? Alleen wie het programma ziet, leest dit.",
        error_messages={
            "required": "Een organisatie doet pas mee met een intern projectleider. Vul in wie."
        },
    )
    projectleider_email = forms.EmailField(
        label="E-mailadres van de projectleider",
        error_messages={
            "required": "Vul het e-mailadres van de projectleider in.",
            "invalid": "Dit is geen geldig e-mailadres. Een voorbeeld: naam@organisatie.nl.",
        },
    )
    coach = _coach()
    uren_per_week = forms.DecimalField(
        label="Uren van de coach per week",
        min_value=UREN_MINSTENS,
        max_value=UREN_HOOGSTENS,
        max_digits=3,
        decimal_places=1,
        help_text=f"{UREN_MINSTENS} tot {UREN_HOOGSTENS} uur.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            **dict.fromkeys(("required", "invalid", "min_value", "max_value"), UREN),
            "max_decimal_places": "Schrijf het met hoogstens één cijfer achter de komma: 2,5.",
        },
    )
    innovatie = LiveInnovatieVeld(
        Innovatie.objects.none(),
        label="Welke innovatie voert deze organisatie in?",
        help_text=(
            "Wat de organisatie ervan leert, gaat naar wie deze innovatie beschrijft. "
            "Weet u het nog niet, laat dit dan leeg."
        ),
        required=False,
        empty_label="Nog niet bekend",
        error_messages={"invalid_choice": "Kies een innovatie uit de lijst."},
    )

    inzet_uren = heel_getal("inzet_uren", model=Deelname, hoogstens=INZET_HOOGSTENS)
    inzet_euro = heel_getal("inzet_euro", model=Deelname, hoogstens=INZET_HOOGSTENS)

    def __init__(
        self, data: Any = None, *, traject: Traject, deelname: Deelname | None = None
    ) -> None:
        namen = BegeleidingForm.base_fields if deelname else ()
        begin = {naam: getattr(deelname, naam) for naam in namen}
        super().__init__(data, initial=begin, use_required_attribute=False)
        self.fields["coach"].queryset = traject.coaches.order_by(OpAlfabet("naam"), "pk")  # type: ignore[attr-defined]
        nu = deelname.innovatie_id if deelname else None
        self.fields["innovatie"].queryset = _innovaties(nu)  # type: ignore[attr-defined]


class DeelnemenForm(BegeleidingForm):
    """An organisation that takes part: one that we know by its name, or a new one."""

    organisatie = tekst(
        "naam",
        model=Organisatie,
        label="Organisatie",
        help_text="Typ de naam en kies uit de lijst.",
        widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}),
        error_messages={"required": "Vul in welke organisatie meedoet."},
    )
    nieuw = forms.BooleanField(label="Deze organisatie is nieuw in de kennisbank", required=False)
    commitment_van = tekst(
        "commitment_van",
        model=Deelname,
        help_text="Noem de functie, bijvoorbeeld: voorzitter van de raad van bestuur.",
        error_messages={
            "required": "Een organisatie doet pas mee als het bestuur heeft toegezegd. Vul in wie "
            "dat deed."
        },
    )
    commitment_datum = dag(
        label="Wanneer zegde het bestuur toe?",
        error_messages={
            "required": "Kies de dag waarop het bestuur toezegde.",
            "invalid": "Kies een dag die bestaat.",
        },
    )
    field_order = ("organisatie", "nieuw", "commitment_van", "commitment_datum")

    def __init__(
        self, data: Any = None, *, traject: Traject, meedoener: Meedoener | None = None
    ) -> None:
        super().__init__(data, traject=traject)
        if meedoener:
            self.initial = {
                "organisatie": meedoener.organisatie,
                "nieuw": Organisatie.genoemd(meedoener.organisatie) is None,
                "projectleider": meedoener.naam,
                "projectleider_email": meedoener.email,
                "commitment_van": meedoener.bestuur,
            }

    def clean_commitment_datum(self) -> Any:
        """Refuse a promise that is still to come."""
        datum = self.cleaned_data["commitment_datum"]
        if datum > timezone.localdate():
            raise forms.ValidationError("Deze dag komt nog. Wacht tot het bestuur heeft toegezegd.")
        return datum

    def clean(self) -> dict[str, Any]:
        """Find the organisation by its name, capitals and accents aside; or take it for new."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        naam = gegevens.get("organisatie", "")
        if not naam:
            return gegevens
        bekend = Organisatie.genoemd(naam)
        if bekend is None and not gegevens["nieuw"]:
            self.add_error(
                "organisatie",
                f"‘{naam}’ kennen wij nog niet. Kies een naam uit de lijst, of zet hieronder een "
                "vinkje als deze organisatie nieuw is.",
            )
        gegevens["organisatie"] = bekend or Organisatie(naam=naam)
        return gegevens

    def deelname(self, traject: Traject) -> Deelname:
        """The unsaved row."""
        namen = [naam for naam in self.cleaned_data if naam != "nieuw"]
        return Deelname(traject=traject, **{naam: self.cleaned_data[naam] for naam in namen})


class BijeenkomstForm(SamenkomstForm):
    """A meeting of the intern projectleiders: when, where, what was said, who came."""

    namen = (*SamenkomstForm.namen, "notities")

    notities = RijkVeld(
        Groepsbijeenkomst._meta.get_field("notities"),
        label="Notities",
        help_text="Wat is besproken, en wat is afgesproken?",
    )
    genodigden = lijst(
        Gebruiker.objects.none(),
        "Welke kennismakelaars nodigt u ook uit?",
        "Kies alleen kennismakelaars.",
    )
    aanwezig = lijst(
        Deelname.objects.none(),
        "Welke organisaties waren er?",
        "Kies alleen organisaties die meedoen.",
        "Vul dit in als de bijeenkomst is geweest.",
    )

    def __init__(self, data: Any = None, *, bijeenkomst: Groepsbijeenkomst) -> None:
        begin: dict[str, Any] = {naam: getattr(bijeenkomst, naam) for naam in self.namen}
        was_er, genodigd = [], []
        if bijeenkomst.pk:
            was_er = list(bijeenkomst.aanwezig.values_list("pk", flat=True))
            genodigd = list(bijeenkomst.genodigden.values_list("pk", flat=True))
        begin |= {"aanwezig": was_er, "genodigden": genodigd}
        super().__init__(data, initial=begin, use_required_attribute=False)
        makelt = Q(pk__in=Gebruiker.objects.met_recht(Recht.MAKELT).values("pk"))
        mensen = Gebruiker.objects.filter(makelt | Q(pk__in=genodigd))
        op_naam = mensen.order_by(OpAlfabet("naam"), "pk")
        self.fields["genodigden"].queryset = op_naam  # type: ignore[attr-defined]
        kan = bijeenkomst.traject.deelnames.filter(
            ~Q(status=Deelnamestatus.GESTOPT) | Q(pk__in=was_er)
        )
        veld: Any = self.fields["aanwezig"]
        veld.queryset = kan.select_related("organisatie").order_by("organisatie")
        veld.label_from_instance = lambda deelname: str(deelname.organisatie)
