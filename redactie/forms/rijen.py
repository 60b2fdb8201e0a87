"""The tables of the format as rows of a form, that work without JavaScript."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from basis.tekst import een_regel, ruime_sleutel
from innovaties.formaat import soorten
from innovaties.lezen.namen_zoeken import NIEUW, Benoemd, Namen
from innovaties.models import Beschrijving, Regel
from redactie.forms.velden import maak_veld
from werkplek.rijen import Formulierrijen, RijForm


class Veldrij(RijForm):
    """One row of a table, and what a name in it that is not known yet may mean."""

    onbekend = ""
    """The typed name, when the writer must say what it means."""

    def __init__(self, soort: soorten.Rijen, **inhoud: Any) -> None:
        super().__init__(**inhoud)
        for kolom in soort.kolommen:
            veld = self.fields[kolom.naam] = maak_veld(kolom)
            veld.label = kolom.label
            veld.widget.attrs["aria-describedby"] = f"id_{self.prefix}-{kolom.naam}-fout"
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
    def bestandsnaam(self) -> str:
        """What the writer calls the file that is there now."""
        return soorten.bestandsnaam(self.bestand_nu)

    @property
    def leeg(self) -> bool:
        """Whether nothing was filled in: such a row is not kept."""
        bestand = any(self.add_prefix(naam) in self.files for naam in self.inhoud)
        return super().leeg and not (self.bestand_nu or bestand)


class Veldtabel(Formulierrijen[Veldrij]):
    """The rows of one table of the format."""

    terug_naar_vorige = True

    def __init__(
        self,
        versie: Beschrijving,
        soort: soorten.Rijen,
        data: QueryDict | None = None,
        bestanden: MultiValueDict[str, Any] | None = None,
    ) -> None:
        self.versie, self.soort = versie, soort
        self.namen: dict[str, Namen] = {}
        self._bestanden: set[str] | None = None
        super().__init__(
            soort.naam,
            partial(Veldrij, soort),
            map(self._waarden, soort.haal(versie)) if data is None else (),
            data,
            bestanden,
            enkelvoud=str(soort.model._meta.verbose_name),
        )

    def regels(self, *, maak_nieuw: bool) -> list[Regel]:
        """The rows that were posted, unsaved. Raises ValidationError when one is not right.

        Without `maak_nieuw` a name that nobody used yet is not right either.
        """
        self.namen = {kolom.naam: self._leer(kolom) for kolom in self.soort.verwijzingen}
        regels = [self._regel(rij, maak_nieuw=maak_nieuw) for rij in self.gevuld]
        if not self.is_valid():
            raise ValidationError("Kijk de regels hieronder na.")
        return [regel for regel in regels if regel]

    def onthoud_bestanden(self, regels: list[Regel]) -> None:
        """Let the rows refer to their files, now that these are stored."""
        for rij, regel in zip(self.gevuld, regels, strict=True):
            for kolom in self.soort.bestanden:
                rij.bestand_nu = kolom.haal(regel).name or ""

    def _leer(self, kolom: soorten.Veldsoort) -> Namen:
        """The table that `kolom` refers to, with the names in these rows."""
        namen = Namen(kolom.doel.related_model)
        getypt = (rij.data.get(rij.add_prefix(kolom.naam), "") for rij in self.rijen)
        namen.leer(map(een_regel, getypt))
        return namen

    def _regel(self, rij: Veldrij, *, maak_nieuw: bool) -> Regel | None:
        waarden = dict(rij.cleaned_data) if rij.is_valid() else {}
        for kolom in self.soort.verwijzingen:
            waarden[kolom.naam] = self._verwijzing(rij, kolom.naam, maak_nieuw=maak_nieuw)
        for kolom in self.soort.bestanden:
            waarden[kolom.naam] = self._bestand(rij, kolom)
        if rij.errors:
            return None
        regel: Regel = self.soort.model(**waarden)
        if rij.files:
            try:
                regel.validate_constraints(exclude={"beschrijving"})
            except ValidationError as fout:
                rij.add_error(None, fout.messages)
        return regel

    def _verwijzing(self, rij: Veldrij, naam: str, *, maak_nieuw: bool) -> Benoemd | None:
        namen, getypt = self.namen[naam], rij.cleaned_data.get(naam, "")
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

    def _bestand(self, rij: Veldrij, kolom: soorten.Bestand) -> Any:
        nieuw = rij.cleaned_data.get(kolom.naam)
        if nieuw:
            try:
                return kolom.ontvang(nieuw)
            except ValidationError as fout:
                rij.add_error(kolom.naam, fout)
                return ""
        if rij.bestand_nu and rij.bestand_nu not in self._eigen(kolom):
            rij.bestand_nu = ""
        return rij.bestand_nu

    def _eigen(self, kolom: soorten.Veldsoort) -> set[str]:
        """The files that this description holds already: another's are not for the asking."""
        if self._bestanden is None:
            self._bestanden = {kolom.haal(regel).name for regel in self.soort.haal(self.versie)}
        return self._bestanden

    def _waarden(self, regel: Regel) -> dict[str, Any]:
        """What the form of `regel` shows: of what it refers to, the name."""
        waarden = {kolom.naam: kolom.haal(regel) for kolom in self.soort.kolommen}
        return waarden | {kolom.naam: waarden[kolom.naam].naam for kolom in self.soort.verwijzingen}
