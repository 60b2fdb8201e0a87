"""The two fixed forms of a participation, and the hours of a traject."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format

from basis.forms import TEKSTVAK, HuisstijlForm
from trajecten.actions.uren import Uren, Urenvak
from trajecten.keuzelijsten import UREN_IN_WEEK, Leerpuntsoort, Oordeel
from trajecten.models import Begeleidingsplan, Deelname, Leerpunt, Trajectevaluatie
from werkplek.rijen import Formulierrijen, RijForm
from werkplek.velden import tekst as tekstveld

PAST = 300
"""A leerpunt is no longer than what a description takes of it."""


class PlanForm(HuisstijlForm):
    """The begeleidingsplan."""

    beginsituatie = tekstveld("beginsituatie", model=Begeleidingsplan, regels=4)
    doel = tekstveld("doel", model=Begeleidingsplan, regels=4)
    clientvraag = tekstveld("clientvraag", model=Begeleidingsplan, regels=4)
    aanpak = tekstveld("aanpak", model=Begeleidingsplan, regels=4)
    afspraken = tekstveld("afspraken", model=Begeleidingsplan, regels=4)

    def __init__(self, plan: Begeleidingsplan | None, data: QueryDict | None = None) -> None:
        begin = {naam: getattr(plan, naam) for naam in self.base_fields} if plan else {}
        super().__init__(data, initial=begin, use_required_attribute=False)


class SuccesfactorForm(RijForm):
    tekst = tekstveld("tekst", model=Leerpunt, regels=2, label="Wat hielp?", max_length=PAST)

    inhoud = ("tekst",)


class KnelpuntForm(RijForm):
    tekst = tekstveld(
        "tekst", model=Leerpunt, regels=2, label="Waar liep het vast?", max_length=PAST
    )
    oplossing = tekstveld(
        "oplossing",
        model=Leerpunt,
        regels=2,
        label="Wat hielp daarbij?",
        help_text="Mag leeg blijven als er nog geen oplossing is.",
        max_length=PAST,
    )

    inhoud = ("tekst", "oplossing")


JA_NEE = (("ja", "Ja"), ("nee", "Nee"))


class EvaluatiebladForm(HuisstijlForm):
    """What the intern projectleider says in the evaluatie too. Nothing is ticked beforehand."""

    oordeel = forms.ChoiceField(
        label="Is het doel gehaald?",
        choices=Oordeel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of het doel gehaald is."},
    )
    resultaat = tekstveld("resultaat", model=Trajectevaluatie, regels=5)
    gaat_door = forms.TypedChoiceField(
        label="Gaat de organisatie ermee door?",
        choices=JA_NEE,
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de organisatie ermee doorgaat."},
    )
    vervolg = tekstveld("vervolg", model=Trajectevaluatie, regels=3)

    def __init__(self, evaluatie: Trajectevaluatie | None, data: QueryDict | None = None) -> None:
        begin = {naam: getattr(evaluatie, naam) for naam in self.base_fields} if evaluatie else {}
        if evaluatie:
            begin["gaat_door"] = "ja" if evaluatie.gaat_door else "nee"
        super().__init__(data, initial=begin, use_required_attribute=False)


class TrajectevaluatieForm(EvaluatiebladForm):
    """The whole evaluatie, with what was learned in rows."""

    def __init__(
        self,
        evaluatie: Trajectevaluatie | None,
        leerpunten: Sequence[Leerpunt],
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(evaluatie, data)
        per = {
            soort: [punt for punt in leerpunten if punt.soort == soort] for soort in Leerpuntsoort
        }
        self.succesfactoren = Formulierrijen(
            "succesfactoren",
            SuccesfactorForm,
            [{"tekst": punt.tekst} for punt in per[Leerpuntsoort.SUCCESFACTOR]],
            data,
            enkelvoud="succesfactor",
        )
        self.knelpunten = Formulierrijen(
            "knelpunten",
            KnelpuntForm,
            [
                {"tekst": punt.tekst, "oplossing": punt.oplossing}
                for punt in per[Leerpuntsoort.KNELPUNT]
            ],
            data,
            enkelvoud="knelpunt",
        )

    def is_valid(self) -> bool:
        """Whether the fields and all rows are right."""
        return super().is_valid() and self.succesfactoren.is_valid() and self.knelpunten.is_valid()

    @property
    def leerpunten(self) -> list[Leerpunt]:
        """The posted rows, unsaved."""
        soorten = (
            (Leerpuntsoort.SUCCESFACTOR, self.succesfactoren.gevuld),
            (Leerpuntsoort.KNELPUNT, self.knelpunten.gevuld),
        )
        return [
            Leerpunt(soort=soort, **rij.cleaned_data) for soort, rijen in soorten for rij in rijen
        ]


class UrenForm(HuisstijlForm):
    """A box for each organisation and week; `gezien` says what stood in them."""

    def __init__(
        self,
        deelnames: Sequence[Deelname],
        weken: Sequence[date],
        gemaakt: Uren,
        data: QueryDict | None = None,
    ) -> None:
        self.vakken: dict[Urenvak, str] = {}
        self._staat = gemaakt
        velden: dict[str, forms.Field] = {}
        for deelname in deelnames:
            for week in weken:
                naam = f"u-{deelname.pk}-{week:%Y%m%d}"
                self.vakken[deelname.pk, week] = naam
                velden[naam] = _uurvak(deelname, week, gemaakt.get((deelname.pk, week)))
        super().__init__(data, use_required_attribute=False)
        self.fields.update(velden)

    @property
    def uren(self) -> dict[Urenvak, Decimal | None]:
        """The checked boxes."""
        return {vak: self.cleaned_data[naam] for vak, naam in self.vakken.items()}

    @property
    def gezien(self) -> dict[Urenvak, Decimal | None]:
        """What the writer was shown: of the posted form, else of the database."""
        if not self.is_bound:
            return dict(self._staat)
        gepost = _lees(self.data.get("gezien", ""))
        return {vak: _getal(gepost.get(naam)) for vak, naam in self.vakken.items()}

    def ververs(self, gemaakt: Uren) -> None:
        """Take `gemaakt` for what was shown: after a refusal the writer knows, and may go on."""
        self._staat = gemaakt

    def vak(self, deelname: Deelname, week: date) -> forms.BoundField:
        """The box of `deelname` in `week`."""
        return self[self.vakken[deelname.pk, week]]

    def als_gezien(self) -> str:
        """The hours of the database, for the hidden field."""
        staat = {
            self.vakken[vak]: str(uren) for vak, uren in self._staat.items() if vak in self.vakken
        }
        return json.dumps(staat, separators=(",", ":"))


def _uurvak(deelname: Deelname, week: date, uren: Decimal | None) -> forms.DecimalField:
    te_veel = f"Vul 0 tot en met {UREN_IN_WEEK} uur in."
    return forms.DecimalField(
        label=f"{deelname.organisatie}, week van {date_format(week, 'j F')}",
        required=False,
        initial=uren,
        min_value=0,
        max_value=UREN_IN_WEEK,
        max_digits=3,
        decimal_places=1,
        widget=forms.TextInput(
            attrs={
                "class": TEKSTVAK,
                "inputmode": "decimal",
                "autocomplete": "off",
                "size": 4,
            }
        ),
        error_messages={
            "invalid": "Schrijf een getal, zoals 2,5.",
            "min_value": te_veel,
            "max_value": te_veel,
            "max_digits": te_veel,
            "max_whole_digits": te_veel,
            "max_decimal_places": "Schrijf het met hoogstens één cijfer achter de komma: 2,5.",
        },
    )


def _lees(waarde: str) -> dict[str, Any]:
    try:
        gelezen = json.loads(waarde)
    except ValueError:
        return {}
    return gelezen if isinstance(gelezen, dict) else {}


def _getal(waarde: Any) -> Decimal | None:
    try:
        return Decimal(waarde) if isinstance(waarde, str) else None
    except InvalidOperation:
        return None
