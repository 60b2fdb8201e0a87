"""The forms of networks, werkagenda's and lessons: one for each kind of row, short and apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from basis.forms import HuisstijlForm
from basis.tekst import platte_tekst
from basis.velden import OpAlfabet, RijkVeld
from innovaties.models import Beschrijving, Innovatie
from opgaven.models import (
    Actie,
    Actiepunt,
    Agendathema,
    Doel,
    Indicator,
    Indicatormeting,
    Inspanning,
    Kennisvoorstel,
    Les,
    Lestaak,
    Netwerk,
    Project,
    Randvoorwaarde,
    Regioervaring,
    Standgever,
    Werkagenda,
)
from werkplek.velden import KolommenForm, tekstvak
from werkplek.velden import tekst as tekstveld

MEERVOUD = {"themas": "Thema’s", "regios": "Regio’s"}
"""How these are written, which a name in the code cannot be."""

LANGER = range(200, 1000)
"""Signs that do not fit on a line of a form."""

STAND = ("stand", "stand_volgens", "stand_peil")


class KennisForm(KolommenForm):
    """One row of these pages. Innovaties have a title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            if isinstance(veld.widget, forms.Textarea):
                veld.widget.attrs["rows"] = 5
            elif getattr(veld, "max_length", None) in LANGER:
                veld.widget = tekstvak(2)
                veld.widget.attrs |= veld.widget_attrs(veld.widget)
            if naam in MEERVOUD:
                veld.label = MEERVOUD[naam]
            if naam in ("innovaties", "innovatie"):
                self._met_titels(naam, veld)

    def _met_titels(self, naam: str, veld: Any) -> None:
        """Only those that have a page, or were chosen before, by their last title."""
        kan = Q(gepubliceerd__in=Beschrijving.objects.zichtbaar())
        if self.instance.pk:
            eerder = type(self.instance)._default_manager.filter(pk=self.instance.pk)
            kan |= Q(pk__in=eerder.values(naam))
        laatste = Beschrijving.objects.filter(innovatie=OuterRef("pk")).order_by("-versie")
        titel = Coalesce("gepubliceerd__titel", Subquery(laatste.values("titel")[:1]))
        veld.queryset = (
            Innovatie.objects.filter(kan).annotate(titel=titel).order_by(OpAlfabet("titel"), "pk")
        )
        veld.label_from_instance = lambda een: een.titel or str(een)


class DoelForm(KennisForm):
    """A goal serves another of its own network, and never itself."""

    class Meta:
        model = Doel
        fields = ("titel", "boven", "tekst", "soort", "volgorde")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boven: Any = self.fields["boven"]
        boven.queryset = Doel.objects.filter(netwerk=self.instance.netwerk_id).exclude(
            pk=self.instance.pk
        )
        boven.empty_label = "Geen ander doel"


class ProjectForm(KennisForm):
    """A project serves goals of its own network only."""

    class Meta:
        model = Project
        fields = (
            *("titel", "samenvatting", "doelen", "doel", "resultaat", "tijdpad", "begin", "einde"),
            *("financien", "bron", "themas", "innovaties", "volgorde"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        doelen: Any = self.fields["doelen"]
        doelen.queryset = Doel.objects.filter(netwerk=self.instance.netwerk_id)
        if not doelen.queryset.exists():
            doelen.error_messages["required"] = "Maak eerst een doel. Daar hoort een project bij."


class ActieForm(KennisForm):
    class Meta:
        model = Actie
        fields = ("tekst", "wie", "wanneer", *STAND, "innovatie", "volgorde")
        labels = {"wie": "Wie doet dit?", "wanneer": "Wanneer moet het klaar zijn?"}


class IndicatorForm(KennisForm):
    """An indicator of the network, or of one of its projects."""

    class Meta:
        model = Indicator
        fields = (
            *("naam", "project", "eenheid", "definitie", "start", "start_peil"),
            *("streven", "streven_woorden", "streven_peil", "bron", "volgorde"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project: Any = self.fields["project"]
        project.queryset = Project.objects.filter(netwerk=self.instance.netwerk_id)
        project.empty_label = "Het hele netwerk"


class StandgeverForm(KennisForm):
    """Who is mailed for a party of the network, about actions and indicators of that network."""

    class Meta:
        model = Standgever
        fields = ("organisatie", "naam", "email", "acties", "indicatoren")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        netwerk = self.instance.netwerk
        velden: dict[str, Any] = dict(self.fields)
        velden["organisatie"].queryset = netwerk.organisaties.all()
        velden["organisatie"].help_text = "Staat zij er niet bij? Zet haar eerst bij het netwerk."
        velden["acties"].queryset = Actie.objects.filter(project__netwerk=netwerk)
        velden["indicatoren"].queryset = netwerk.indicatoren.all()


class LesForm(KennisForm):
    essentie = RijkVeld(Les._meta.get_field("essentie"), label="Waar komt het op neer?")

    class Meta:
        model = Les
        fields = (
            *("nummer", "titel", "samenvatting", "essentie", "bron", "themas", "elementen"),
            *("innovaties", "openbaar"),
        )


def _form(model: type[models.Model], *velden: str) -> Any:
    """The form of these columns, where it has nothing of its own."""
    return forms.modelform_factory(model, KennisForm, velden)


@dataclass(frozen=True)
class Kennissoort:
    """A kind of row: its form, the row that it is a part of, and the kinds that are parts of it."""

    form: type[KennisForm]
    bij: str = ""
    delen: tuple[str, ...] = ()

    @property
    def model(self) -> type[models.Model]:
        return self.form._meta.model

    @property
    def naam(self) -> str:
        return str(self.model._meta.verbose_name)

    def leeg(self, bij: int | None) -> models.Model:
        """A new row, a part of the row `bij`. Raises DoesNotExist when that is not there."""
        if not self.bij:
            return self.model()
        boven = self.model._meta.get_field(self.bij).related_model
        return self.model(**{self.bij: boven._default_manager.get(pk=bij)})  # type: ignore[union-attr]


SOORTEN = {
    "netwerk": Kennissoort(
        _form(
            Netwerk,
            *("titel", "samenvatting", "tekst", "begin", "einde", "bron", "regios"),
            *("organisaties", "openbaar"),
        ),
        delen=("doel", "project", "indicator", "standgever"),
    ),
    "doel": Kennissoort(DoelForm, "netwerk"),
    "project": Kennissoort(ProjectForm, "netwerk", ("inspanning", "actie")),
    "inspanning": Kennissoort(_form(Inspanning, "partij", "tekst"), "project"),
    "actie": Kennissoort(ActieForm, "project"),
    "indicator": Kennissoort(IndicatorForm, "netwerk", ("indicatormeting",)),
    "indicatormeting": Kennissoort(
        _form(Indicatormeting, "peil", "waarde", "volgens"), "indicator"
    ),
    "standgever": Kennissoort(StandgeverForm, "netwerk"),
    "werkagenda": Kennissoort(
        _form(Werkagenda, "titel", "samenvatting", "datum", "tekst", "bron", "openbaar"),
        delen=("agendathema",),
    ),
    "agendathema": Kennissoort(
        _form(Agendathema, "titel", "probleem", "gevolg", "themas", "volgorde"),
        "werkagenda",
        ("actiepunt", "randvoorwaarde"),
    ),
    "actiepunt": Kennissoort(
        _form(
            Actiepunt,
            *("soort", "tekst", "eigenaar", *STAND, "bron", "lessen", "innovaties", "volgorde"),
        ),
        "agendathema",
    ),
    "randvoorwaarde": Kennissoort(_form(Randvoorwaarde, "tekst", "volgorde"), "agendathema"),
    "les": Kennissoort(LesForm, delen=("lestaak",)),
    "lestaak": Kennissoort(_form(Lestaak, "lezer", "tekst", "volgorde"), "les"),
    "regioervaring": Kennissoort(_form(Regioervaring, "regio", "tekst", "bron", "lessen")),
}
"""Each kind by its name in the address, which is that of its model."""


class ToelichtingForm(HuisstijlForm):
    """Why somebody proposes this."""

    toelichting = tekstveld("toelichting", model=Kennisvoorstel, regels=3)


class AfwijzingForm(HuisstijlForm):
    """Why a proposal is not taken over."""

    reden = tekstveld("reden", model=Kennisvoorstel, regels=3, required=True)


@dataclass(frozen=True)
class Verschil:
    """One field of a proposal: what it says now, and what it would say."""

    label: str
    nu: str
    straks: str


def verschillen(rij: models.Model, voorstel: Kennisvoorstel) -> list[Verschil]:
    """What `voorstel` changes in `rij` as it is now, or fills in when that is new."""
    form = SOORTEN[voorstel.soort].form
    nu, straks = form(instance=rij), form(instance=rij, initial=voorstel.waarden)
    return [
        Verschil(str(straks[naam].label), _in_woorden(nu[naam]), _in_woorden(straks[naam]))
        for naam in straks.fields
        if naam in voorstel.waarden
    ]


def _in_woorden(veld: forms.BoundField) -> str:
    waarde = veld.value()
    keuzes = getattr(veld.field, "choices", None)
    if keuzes is not None:
        gekozen = {str(een) for een in (waarde if isinstance(waarde, list) else [waarde])}
        namen = [str(label) for een, label in keuzes if str(een) in gekozen]
        return ", ".join(namen) or "niets"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return platte_tekst(str("" if waarde is None else waarde)) or "leeg"
