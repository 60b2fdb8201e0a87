"""The tables of the format as rows of a form, that work without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from basis.bestanden import controleer
from basis.forms import TEKSTVAK
from basis.rijen import aantal_rijen
from basis.rijk import TekstVeld
from innovaties.models import Beschrijving, Element, Regel
from innovaties.weergave import kolommen, modelveld
from organisaties.models import Organisatie
from redactie.forms.velden import maak_veld
from redactie.namen_zoeken import Benoemd, Namen, naamsleutel

NIEUW = "nieuw"
"""The answer that a name is none of those that resemble it."""


@dataclass
class Rij:
    """One row: its form, and what a name that is not known yet may mean."""

    formulier: forms.Form
    bestand_nu: str = ""
    keuze: str = ""
    kandidaten: list[Benoemd] = field(default_factory=list)
    onbekend: str = ""
    """The typed name, when the writer must say what it means."""
    gekozen: dict[str, str] = field(default_factory=dict)
    """The name that the writer chose instead of what was typed, by the id of its field."""

    def noem(self, kolom: str, naam: str) -> None:
        """Put the chosen `naam` in the place of what was typed."""
        vak = self.formulier[kolom]
        data: Any = self.formulier.data
        data = data.copy()
        data[vak.html_name] = naam
        self.formulier.data = data
        self.gekozen[vak.id_for_label] = naam

    @property
    def leeg(self) -> bool:
        """Whether nothing was filled in: such a row is not kept."""
        namen = [self.formulier.add_prefix(naam) for naam in self.formulier.fields]
        gevuld = any(str(self.formulier.data.get(naam, "")).strip() for naam in namen)
        return not (gevuld or self.bestand_nu or any(n in self.formulier.files for n in namen))


class Rijen:
    """The rows of one table: as the database has them, or as they were posted."""

    def __init__(
        self,
        versie: Beschrijving,
        naam: str,
        data: QueryDict | None = None,
        bestanden: MultiValueDict[str, Any] | None = None,
    ) -> None:
        self.versie, self.naam = versie, naam
        self.model: type[Regel] = modelveld(naam).related_model
        self.data, self.bestanden = data, bestanden
        self.namen: Namen | None = None
        self._bestanden: set[str] | None = None
        if data is None:
            regels = getattr(versie, naam).all()
            self.rijen = [self._van_regel(nummer, regel) for nummer, regel in enumerate(regels)]
        else:
            aantal = aantal_rijen(data, naam)
            self.rijen = [self._van_post(nummer, data) for nummer in range(aantal)]

    @property
    def enkelvoud(self) -> str:
        return str(self.model._meta.verbose_name)

    def regels(self, *, maak_nieuw: bool) -> list[Regel]:
        """The rows that were posted, unsaved. Raises ValidationError when one is not right.

        Without `maak_nieuw` a name that nobody used yet is not right either.
        """
        self.namen = namen = self._namen()
        regels = [self._regel(rij, namen, maak_nieuw=maak_nieuw) for rij in self.rijen]
        if any(rij.formulier.errors for rij in self.rijen if not rij.leeg):
            raise ValidationError("Kijk de regels hieronder na.")
        return [regel for regel in regels if regel]

    def onthoud_bestanden(self, regels: list[Regel]) -> None:
        """Let the rows refer to their files, now that these are stored."""
        gevuld = [rij for rij in self.rijen if not rij.leeg]
        for rij, regel in zip(gevuld, regels, strict=True):
            for kolom in kolommen(self.model):
                if isinstance(kolom, models.FileField):
                    rij.bestand_nu = getattr(regel, kolom.name).name or ""

    def _van_regel(self, nummer: int, regel: Regel) -> Rij:
        waarden = {kolom.name: getattr(regel, kolom.name) for kolom in kolommen(self.model)}
        bestanden = [w.name or "" for w in waarden.values() if hasattr(w, "storage")]
        waarden |= {n: w.naam for n, w in waarden.items() if isinstance(w, Benoemd)}
        formulier = self._formulier(nummer, initial=waarden)
        return Rij(formulier, bestand_nu="".join(bestanden))

    def _van_post(self, nummer: int, data: QueryDict) -> Rij:
        formulier = self._formulier(nummer, data=data, files=self.bestanden)
        rij = Rij(
            formulier,
            bestand_nu=data.get(formulier.add_prefix("bestand_nu"), ""),
            keuze=data.get(formulier.add_prefix("naam_keuze"), ""),
        )
        formulier.empty_permitted = rij.leeg
        return rij

    def _formulier(self, nummer: int, **inhoud: Any) -> forms.Form:
        formulier = forms.Form(
            prefix=f"{self.naam}-{nummer}", use_required_attribute=False, **inhoud
        )
        for kolom in kolommen(self.model):
            veld = self._veld(kolom)
            veld.label = str(kolom.verbose_name).capitalize()
            if isinstance(kolom, models.CharField) and kolom.blank:
                veld.required = False
            formulier.fields[kolom.name] = veld
            veld.widget.attrs["aria-describedby"] = f"id_{self.naam}-{nummer}-{kolom.name}-fout"
        return formulier

    def _veld(self, kolom: Any) -> forms.Field:
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
            return TekstVeld(
                max_length=maximum,
                widget=widget,
                error_messages={"required": "Schrijf hier de naam."},
            )
        if isinstance(kolom, models.FileField):
            return forms.FileField(required=False, max_length=100)
        return maak_veld(kolom)

    def _namen(self) -> Namen | None:
        """The table that one of the columns refers to, with the names in these rows."""
        for kolom in kolommen(self.model):
            if kolom.is_relation:
                namen = Namen(Element if kolom.related_model is Element else Organisatie)
                getypt = (
                    rij.formulier.data.get(rij.formulier.add_prefix(kolom.name), "")
                    for rij in self.rijen
                )
                namen.leer(" ".join(naam.split()) for naam in getypt)
                return namen
        return None

    def _regel(self, rij: Rij, namen: Namen | None, *, maak_nieuw: bool) -> Regel | None:
        if rij.leeg:
            return None
        waarden = dict(rij.formulier.cleaned_data) if rij.formulier.is_valid() else {}
        for kolom in kolommen(self.model):
            if kolom.is_relation and namen:
                waarden[kolom.name] = self._verwijzing(rij, kolom.name, namen, maak_nieuw)
            elif isinstance(kolom, models.FileField):
                waarden[kolom.name] = self._bestand(rij, kolom.name)
        if rij.formulier.errors:
            return None
        regel = self.model(**waarden)
        if rij.formulier.files:
            try:
                regel.validate_constraints(exclude={"beschrijving"})
            except ValidationError as fout:
                rij.formulier.add_error(None, fout.messages)
        return regel

    def _verwijzing(self, rij: Rij, naam: str, namen: Namen, maak_nieuw: bool) -> Benoemd | None:  # noqa: FBT001
        getypt = " ".join(rij.formulier.cleaned_data.get(naam, "").split())
        if not naamsleutel(getypt):
            if getypt:
                rij.formulier.add_error(naam, "Schrijf hier een naam.")
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
            rij.formulier.add_error(
                naam, f"‘{getypt}’ kennen wij nog niet. Bedoelt u een naam hieronder?"
            )
        else:
            rij.formulier.add_error(
                naam, f"‘{getypt}’ kennen wij nog niet. Kies ‘Bewaren’ om deze naam toe te voegen."
            )
        return None

    def _bestand(self, rij: Rij, naam: str) -> Any:
        nieuw = rij.formulier.cleaned_data.get(naam)
        if nieuw:
            try:
                return controleer(nieuw)
            except ValidationError as fout:
                rij.formulier.add_error(naam, fout)
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
