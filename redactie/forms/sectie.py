"""The form of one section: what stands in it, what was changed, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from gebruikers.models import Gebruiker
from innovaties.actions.versies import lees_rijen
from innovaties.formaat import BIJ_FORMAAT, FORMAAT, VELD
from innovaties.formaat.onderdelen import Onderdeel, Sectie, Veld
from innovaties.formaat.soorten import Rijen
from innovaties.models import Beschrijving
from redactie.actions.schrijven import OnderdeelGewijzigd, bewaar
from redactie.forms.rijen import Veldtabel
from redactie.forms.velden import maak_veld
from werkplek.bewerken import lees_kenmerken

SECTIES = {sectie.slug: sectie for sectie in FORMAAT}


def onderdelen_van(sectie: Sectie, soort: str) -> list[Onderdeel]:
    """The parts of `sectie` that someone can write in a description of this soort."""
    ook = [BIJ_FORMAAT] if sectie is FORMAAT[0] else []
    return [o for o in [*sectie.onderdelen, *ook] if o.velden and o.geldt_voor(soort)]


def secties_van(soort: str) -> list[Sectie]:
    """The sections in which someone can write something of a description of this soort."""
    return [sectie for sectie in FORMAAT if onderdelen_van(sectie, soort)]


def velden_van(sectie: Sectie, soort: str) -> list[Veld]:
    """The fields of `sectie` that someone can write in a description of this soort."""
    delen = onderdelen_van(sectie, soort)
    return [veld for onderdeel in delen for veld in onderdeel.velden_voor(soort)]


class SectieFormulier(forms.Form):
    """The fields and rows of one section of `versie`: to show, or with what was posted.

    Each field carries its own kenmerk, so that only what the writer changed is written, and only
    a change of the same field by someone else stands in its way.
    """

    use_required_attribute = False

    def __init__(
        self,
        sectie: Sectie,
        versie: Beschrijving,
        data: QueryDict | None = None,
        bestanden: MultiValueDict[str, Any] | None = None,
    ) -> None:
        self.sectie, self.versie = sectie, versie
        self.velden = velden_van(sectie, versie.soort)
        self.fouten: dict[str, str] = {}
        self.conflicten: dict[str, Beschrijving] = {}
        self.bewaard: dict[str, Any] = {}
        """What `bewaar` wrote, by field name."""
        soorten = [veld.soort for veld in self.velden]
        nu: dict[str, Any] = {}
        self.kenmerken = lees_kenmerken(data)
        if data is None:
            lees_rijen([versie], (soort.naam for soort in soorten))
            nu = {soort.naam: soort.haal(versie) for soort in soorten}
            self.kenmerken = {soort.naam: soort.kenmerk(nu[soort.naam]) for soort in soorten}
        super().__init__(data, initial=nu)
        self.tabellen = dict[str, Veldtabel]()
        for soort in soorten:
            if isinstance(soort, Rijen):
                self.tabellen[soort.naam] = Veldtabel(versie, soort, data, bestanden)
            else:
                veld = self.fields[soort.naam] = maak_veld(soort)
                veld.widget.attrs["aria-describedby"] = f"id_{soort.naam}-fout"

    @property
    def kenmerk(self) -> str:
        """The kenmerk of every field, for the hidden field of the page."""
        return json.dumps(self.kenmerken, separators=(",", ":"))

    def _gewijzigd(self, *, maak_nieuw: bool) -> dict[str, Any]:
        """What the writer changed and is right; what is wrong stands in `fouten`."""
        for naam, fouten in self.errors.items():
            self.fouten[naam] = " ".join(str(fout) for fout in fouten)
        gepost, was, waarden = self.cleaned_data, self.kenmerken, dict[str, Any]()
        for veld in (veld for veld in self.velden if veld.naam in (was or VELD)):
            naam, soort = veld.naam, veld.soort
            try:
                if naam in self.tabellen:
                    waarden[naam] = self.tabellen[naam].regels(maak_nieuw=maak_nieuw)
                elif naam in gepost and soort.kenmerk(gepost[naam]) != was.get(naam):
                    waarden[naam] = soort.uit_formulier(gepost[naam])
            except ValidationError as fout:
                self.fouten[naam] = " ".join(fout.messages)
        return {n: w for n, w in waarden.items() if VELD[n].soort.kenmerk(w) != was.get(n)}

    def meldingen(self) -> dict[str, str]:
        """What is wrong, by the id of the place on the page where it is said."""
        fouten = {f"id_{naam}-fout": fout for naam, fout in self.fouten.items()}
        for naam in self.tabellen.keys() & self.fouten.keys():
            for rij in self.tabellen[naam].rijen:
                for kolom, regels in rij.errors.items():
                    plek = "rij" if kolom == "__all__" else kolom
                    fouten[f"id_{rij.prefix}-{plek}-fout"] = " ".join(str(fout) for fout in regels)
        return fouten

    def bewaar(self, *, door: Gebruiker, maak_nieuw: bool) -> None:
        """Write all that was changed and is right; that stands in `bewaard` afterwards.

        What is wrong stands in `fouten`, what a colleague changed meanwhile in `conflicten`.
        Raises RuleViolation when nobody may write here now.
        """
        waarden = self._gewijzigd(maak_nieuw=maak_nieuw)
        while waarden:
            gelezen = {naam: self.kenmerken[naam] for naam in waarden if naam in self.kenmerken}
            try:
                bewaar(versie=self.versie, waarden=waarden, door=door, kenmerken=gelezen)
            except OnderdeelGewijzigd as fout:
                self._leg_naast_elkaar(waarden, fout.versie)
            except IntegrityError as fout:
                self._leg_uit(waarden, fout)
                for tabel in self.tabellen.values():
                    for namen in tabel.namen.values():
                        namen.vergeet()
            else:
                break
        self.bewaard = waarden
        for naam, waarde in waarden.items():
            self.kenmerken[naam] = VELD[naam].soort.kenmerk(waarde)
            if naam in self.tabellen:
                self.tabellen[naam].onthoud_bestanden(waarde)

    def _leg_naast_elkaar(self, waarden: dict[str, Any], nu: Beschrijving) -> None:
        for naam in list(waarden):
            soort = VELD[naam].soort
            actueel = soort.kenmerk(soort.haal(nu))
            if naam in self.kenmerken and actueel != self.kenmerken[naam]:
                if actueel != soort.kenmerk(waarden[naam]):
                    self.conflicten[naam] = nu
                self.kenmerken[naam] = actueel
                del waarden[naam]

    def _leg_uit(self, waarden: dict[str, Any], fout: IntegrityError) -> None:
        """Explain at its fields which rule of the database refused, and leave these out."""
        naam = getattr(getattr(fout.__cause__, "diag", None), "constraint_name", "") or ""
        namen, uitleg = _regel_van(naam, waarden)
        for veld in namen:
            self.fouten[veld] = uitleg
            del waarden[veld]


def _regel_van(constraint: str, waarden: Mapping[str, Any]) -> tuple[list[str], str]:
    """The fields among `waarden` that a rule of the database is about, and what it says."""
    for naam in waarden:
        soort = VELD[naam].soort
        for regel in soort.model._meta.constraints if isinstance(soort, Rijen) else ():
            if regel.name == constraint:
                return [naam], str(regel.violation_error_message)
    for regel in Beschrijving._meta.constraints:
        if regel.name == constraint:
            namen = [naam for naam in waarden if naam in _gaat_over(regel)]
            return namen or list(waarden), str(regel.violation_error_message)
    return list(waarden), "Dit kon niet bewaard worden. Bewaar nog een keer."


def _gaat_over(regel: BaseConstraint) -> set[str]:
    if isinstance(regel, UniqueConstraint):
        return set(regel.fields)
    if isinstance(regel, CheckConstraint) and isinstance(regel.condition, Q):
        return set(regel.condition.referenced_base_fields)
    return set()
