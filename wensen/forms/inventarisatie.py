"""The forms of the projectleider: an inventory with its areas, and who gets the questionnaire."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from basis.forms import KEUZEVAK, HuisstijlForm
from basis.tekst import als_nummer, ruime_sleutel
from innovaties.models import Thema
from organisaties.keuzelijsten import Partijrol
from organisaties.models import Organisatie, Regio
from wensen.actions.inventarisatie import VELDEN
from wensen.keuzelijsten import Gebiedsoort
from wensen.lezen.ontvangers import HOOGSTENS, lees_cellen
from wensen.models import Gebied, Inventarisatie
from werkplek.rijen import Formulierrijen, RijForm, aantal_rijen
from werkplek.velden import dag, tekst, tekstvak

EINDE_VOOR_BEGIN = "Kies een dag na het begin."


class InventarisatieBeginForm(HuisstijlForm):
    """A title and a period: the rest comes after."""

    titel = tekst("titel", model=Inventarisatie)
    begin = dag(label="Begint op")
    einde = dag(label="Invullen kan tot en met")

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the begin."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        begin, einde = gegevens.get("begin"), gegevens.get("einde")
        if begin and einde and einde < begin:
            self.add_error("einde", EINDE_VOOR_BEGIN)
        return gegevens


class GebiedForm(RijForm):
    """One area that is asked about."""

    naam = tekst("naam", model=Gebied, label="Gebied of eigen vraag")
    uitleg = tekst("uitleg", model=Gebied, label="Uitleg (mag leeg blijven)")
    soort = forms.ChoiceField(
        label="Wat vraagt u?",
        choices=Gebiedsoort.choices,
        initial=Gebiedsoort.GEBIED,
        required=False,
        error_messages={"invalid_choice": "Maak een keuze."},
    )
    thema = forms.ChoiceField(label="Hoort bij thema", required=False)

    inhoud = ("naam", "uitleg")


class InventarisatieForm(InventarisatieBeginForm):
    """All of an inventory; its areas only before it is sent."""

    inleiding = tekst(
        "inleiding",
        model=Inventarisatie,
        regels=5,
        help_text="Staat in de mail en boven de vragenlijst.",
    )
    uitkomst = tekst(
        "uitkomst",
        model=Inventarisatie,
        regels=6,
        label="Uitkomst in het kort (mag leeg blijven)",
    )

    def __init__(self, inventarisatie: Inventarisatie, data: QueryDict | None) -> None:
        self.inventarisatie = inventarisatie
        self.vast = inventarisatie.geopend_op is not None
        initial = {naam: getattr(inventarisatie, naam) for naam in VELDEN}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.order_fields(["titel", "inleiding", "begin", "einde", "uitkomst"])
        if self.vast:
            del self.fields["begin"]
        if inventarisatie.van_elders:
            del self.fields["einde"]
        themas = {str(thema.pk): thema for thema in Thema.objects.order_by("volgorde", "pk")}
        self.themas = themas
        rijen = inventarisatie.gebieden.values("naam", "uitleg", "soort", "thema")
        self.gebieden = Formulierrijen("gebieden", GebiedForm, rijen, data, enkelvoud="gebied")
        keuzes = [("", "Geen thema"), *((pk, thema.name) for pk, thema in themas.items())]
        for rij in self.gebieden.rijen:
            rij.fields["thema"].choices = keuzes  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        """Whether the fields and all rows are right, and no area stands there twice."""
        goed = super().is_valid()
        if self.vast:
            return goed
        goed = self.gebieden.is_valid() and goed
        gezien: set[str] = set()
        for rij in self.gebieden.gevuld:
            naam = "" if rij.errors else ruime_sleutel(rij.cleaned_data["naam"])
            if naam and naam in gezien:
                rij.add_error("naam", "Dit gebied staat er al. Geef een andere naam.")
                goed = False
            gezien.add(naam)
        return goed

    @property
    def waarden(self) -> dict[str, Any]:
        """The checked columns."""
        return {naam: self.cleaned_data[naam] for naam in VELDEN if naam in self.fields}

    @property
    def nieuwe_gebieden(self) -> list[Gebied] | None:
        """The posted areas, unsaved; None when they stand fixed."""
        if self.vast:
            return None
        return [
            Gebied(
                naam=rij.cleaned_data["naam"],
                uitleg=rij.cleaned_data["uitleg"],
                soort=rij.cleaned_data["soort"] or Gebiedsoort.GEBIED,
                thema=self.themas.get(rij.cleaned_data["thema"]),
            )
            for rij in self.gebieden.gevuld
        ]

    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, for the top of the page: the place and the words."""
        return super().fouten() + self.gebieden.fouten()


class OntvangersForm(HuisstijlForm):
    """Lines to add; and a filter that finds organisations to put in them."""

    regels = forms.CharField(
        label="Wie krijgen de vragenlijst?",
        help_text="Eén per regel: organisatie; e-mailadres. U kunt ook cellen uit Excel plakken. "
        "Werkt de organisatie in meer regio’s? "
        "Zet er dan de regio achter: organisatie; e-mailadres; regio.",
        required=False,
        max_length=HOOGSTENS * 500,
        widget=tekstvak(10),
    )
    soort = forms.ChoiceField(
        label="Soort organisatie",
        required=False,
        choices=[("", "Alle soorten"), *Partijrol.choices],
    )
    regio = forms.ModelChoiceField(
        Regio.objects.all(),
        label="Regio",
        required=False,
        empty_label="Alle regio’s",
        to_field_name="slug",
    )

    def gevonden(self, inventarisatie: Inventarisatie) -> list[Organisatie]:
        """The organisations of the chosen kind and region that did not get it yet. One query."""
        rijen = Organisatie.objects.exclude(uitvragen__inventarisatie=inventarisatie)
        if soort := self.cleaned_data.get("soort"):
            rijen = rijen.filter(soort=soort)
        if regio := self.cleaned_data.get("regio"):
            rijen = rijen.filter(regios=regio)
        return list(rijen[:HOOGSTENS])

    def met_gekozen(self) -> str:
        """The lines, with one more for each ticked organisation: its address is still to fill in.

        One query.
        """
        nummers = [als_nummer(nr) for nr in self._data.getlist("organisatie")]
        tekst = str(self.cleaned_data.get("regels", "")).rstrip()
        staat_er = {
            ruime_sleutel(lees_cellen(regel)[0]) for regel in tekst.splitlines() if regel.strip()
        }
        namen = Organisatie.objects.filter(pk__in=nummers[:HOOGSTENS])
        nieuw = [
            f"{naam}; "
            for naam in namen.values_list("naam", flat=True)
            if ruime_sleutel(naam) not in staat_er
        ]
        return "\n".join([*([tekst] if tekst else []), *nieuw])

    @property
    def _data(self) -> QueryDict:
        if not isinstance(self.data, QueryDict):
            raise TypeError("Only for what was posted.")
        return self.data

    @property
    def nieuw(self) -> dict[str, str]:
        """The kind that was chosen for each organisation that is to be made, by its name."""
        nummers = range(aantal_rijen(self._data, "nieuw"))
        rijen = ((self._data.get(f"nieuw-{nr}-naam", ""), nr) for nr in nummers)
        return {naam: self._data.get(f"nieuw-{nr}-soort", "") for naam, nr in rijen if naam}


def nieuwe_namen(namen: list[str], gekozen: dict[str, str]) -> list[dict[str, Any]]:
    """A row for each unknown organisation: make it as this kind, or do not."""
    keuzes = [("", "Niet aanmaken"), *((k, f"Aanmaken als: {n}") for k, n in Partijrol.choices)]
    velden = [
        forms.ChoiceField(
            label=naam,
            choices=keuzes,
            initial=gekozen.get(naam, ""),
            widget=forms.Select(attrs={"class": KEUZEVAK}),
        )
        for naam in namen
    ]
    form = forms.Form()
    form.fields = {f"nieuw-{nr}-soort": veld for nr, veld in enumerate(velden)}
    return [
        {"naam": naam, "veld": form[f"nieuw-{nr}-soort"], "nummer": nr}
        for nr, naam in enumerate(namen)
    ]
