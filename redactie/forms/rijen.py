"""The tables of the format as rows of a form, that work without JavaScript."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from basis.bestanden import controleer
from basis.forms import TEKSTVAK
from basis.tekst import een_regel, ruime_sleutel
from innovaties.lezen.weergave import kolommen, modelveld
from innovaties.models import Beschrijving, Element, Regel
from organisaties.models import Organisatie
from redactie.forms.velden import maak_veld
from redactie.lezen.namen_zoeken import Benoemd, Namen
from werkplek.rijen import Rijen, RijForm

NIEUW = "nieuw"
"""The answer that a name is none of those that resemble it."""


class Rij(RijForm):
    """One row of a table, and what a name in it that is not known yet may mean."""

    onbekend = ""
    """The typed name, when the writer must say what it means."""

    def __init__(self, model: type[Regel], **inhoud: Any) -> None:
        super().__init__(**inhoud)
        for kolom in kolommen(model):
            veld = self.fields[kolom.name] = _veld(kolom)
            veld.label = str(kolom.verbose_name).capitalize()
            if isinstance(kolom, models.CharField) and kolom.blank:
                veld.required = False
            veld.widget.attrs["aria-describedby"] = f"id_{self.prefix}-{kolom.name}-fout"
        self.inhoud = tuple(self.fields)
        bestanden = [w.name or "" for w in self.initial.values() if hasattr(w, "storage")]
        self.bestand_nu = self.data.get(self.add_prefix("bestand_nu"), "".join(bestanden))
        self.keuze = self.data.get(self.add_prefix("naam_keuze"), "")
        self.kandidaten: list[Benoemd] = []
        self.gekozen: dict[str, str] = {}
        """The name that the writer chose instead of what was typed, by the id of its field."""

    def noem(self, kolom: str, naam: str) -> None:
        """Put the chosen `naam` in the place of what was typed."""
        vak = self[kolom]
        data: Any = self.data
        data = data.copy()
        data[vak.html_name] = naam
        self.data = data
        self.gekozen[vak.id_for_label] = naam

    @property
    def leeg(self) -> bool:
        """Whether nothing was filled in: such a row is not kept."""
        bestand = any(self.add_prefix(naam) in self.files for naam in self.inhoud)
        return super().leeg and not (self.bestand_nu or bestand)


def _veld(kolom: Any) -> forms.Field:
    if kolom.is_relation:
        lijst = kolom.related_model._meta.model_name
        widget = forms.TextInput(
            attrs={
                "class": TEKSTVAK,
                "data-zoek": lijst,
                "list": f"lijst-{lijst}",
                "autocomplete": "off",
            }
        )
        maximum = kolom.related_model._meta.get_field("naam").max_length
        return forms.CharField(
            max_length=maximum,
            widget=widget,
            error_messages={"required": "Schrijf hier de naam."},
        )
    if isinstance(kolom, models.FileField):
        return forms.FileField(required=False, max_length=100)
    return maak_veld(kolom)


class Tabel(Rijen[Rij]):
    """The rows of one table of the format."""

    terug_naar_vorige = True

    def __init__(
        self,
        versie: Beschrijving,
        naam: str,
        data: QueryDict | None = None,
        bestanden: MultiValueDict[str, Any] | None = None,
    ) -> None:
        self.versie = versie
        self.model: type[Regel] = modelveld(naam).related_model
        self.namen: Namen | None = None
        self._bestanden: set[str] | None = None
        super().__init__(
            naam,
            partial(Rij, self.model),
            map(_waarden, getattr(versie, naam).all()) if data is None else (),
            data,
            bestanden,
            enkelvoud=str(self.model._meta.verbose_name),
        )

    def regels(self, *, maak_nieuw: bool) -> list[Regel]:
        """The rows that were posted, unsaved. Raises ValidationError when one is not right.

        Without `maak_nieuw` a name that nobody used yet is not right either.
        """
        self.namen = namen = self._namen()
        regels = [self._regel(rij, namen, maak_nieuw=maak_nieuw) for rij in self.gevuld]
        if not self.is_valid():
            raise ValidationError("Kijk de regels hieronder na.")
        return [regel for regel in regels if regel]

    def onthoud_bestanden(self, regels: list[Regel]) -> None:
        """Let the rows refer to their files, now that these are stored."""
        for rij, regel in zip(self.gevuld, regels, strict=True):
            for kolom in kolommen(self.model):
                if isinstance(kolom, models.FileField):
                    rij.bestand_nu = getattr(regel, kolom.name).name or ""

    def _namen(self) -> Namen | None:
        """The table that one of the columns refers to, with the names in these rows."""
        for kolom in kolommen(self.model):
            if kolom.is_relation:
                namen = Namen(Element if kolom.related_model is Element else Organisatie)
                getypt = (rij.data.get(rij.add_prefix(kolom.name), "") for rij in self.rijen)
                namen.leer(map(een_regel, getypt))
                return namen
        return None

    def _regel(self, rij: Rij, namen: Namen | None, *, maak_nieuw: bool) -> Regel | None:
        waarden = dict(rij.cleaned_data) if rij.is_valid() else {}
        for kolom in kolommen(self.model):
            if kolom.is_relation and namen:
                waarden[kolom.name] = self._verwijzing(rij, kolom.name, namen, maak_nieuw)
            elif isinstance(kolom, models.FileField):
                waarden[kolom.name] = self._bestand(rij, kolom.name)
        if rij.errors:
            return None
        regel = self.model(**waarden)
        if rij.files:
            try:
                regel.validate_constraints(exclude={"beschrijving"})
            except ValidationError as fout:
                rij.add_error(None, fout.messages)
        return regel

    def _verwijzing(self, rij: Rij, naam: str, namen: Namen, maak_nieuw: bool) -> Benoemd | None:  # noqa: FBT001
        getypt = rij.cleaned_data.get(naam, "")
        if not ruime_sleutel(getypt):
            if getypt:
                rij.add_error(naam, "Schrijf hier een naam.")
            return None
        if gevonden := namen.zoek(getypt):
            return gevonden
        if rij.keuze and rij.keuze != NIEUW and (gekozen := namen.met_slug(rij.keuze)):
            rij.noem(naam, gekozen.naam)
            return gekozen
        gelijkend = namen.gelijkend(getypt)
        if maak_nieuw and not gelijkend:
            return namen.nieuw(getypt)
        rij.kandidaten, rij.onbekend = gelijkend, getypt
        if rij.keuze == NIEUW:
            return namen.nieuw(getypt)
        if gelijkend:
            rij.add_error(naam, f"‘{getypt}’ kennen wij nog niet. Bedoelt u een naam hieronder?")
        else:
            rij.add_error(
                naam, f"‘{getypt}’ kennen wij nog niet. Kies ‘Bewaren’ om deze naam toe te voegen."
            )
        return None

    def _bestand(self, rij: Rij, naam: str) -> Any:
        nieuw = rij.cleaned_data.get(naam)
        if nieuw:
            try:
                return controleer(nieuw)
            except ValidationError as fout:
                rij.add_error(naam, fout)
                return ""
        if rij.bestand_nu and rij.bestand_nu not in self._eigen(naam):
            rij.bestand_nu = ""
        return rij.bestand_nu

    def _eigen(self, naam: str) -> set[str]:
        """The files that this description holds already: another's are not for the asking."""
        if self._bestanden is None:
            regels = getattr(self.versie, self.naam).all()
            self._bestanden = {getattr(regel, naam).name for regel in regels}
        return self._bestanden


def _waarden(regel: Regel) -> dict[str, Any]:
    """What the form of `regel` shows: of what it refers to, the name."""
    waarden = {kolom.name: getattr(regel, kolom.name) for kolom in kolommen(type(regel))}
    return waarden | {n: w.naam for n, w in waarden.items() if isinstance(w, Benoemd)}
