"""Read a table of rows: columns by their heading, each row checked on its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from basis.tekst import een_regel
from innovaties.lezen.weergave import kolommen
from innovaties.models import Regel
from word import vorm
from word.document import Cel, Rij
from word.tekens import Onleesbaar
from word.waarden import Antwoord, bestandsnaam, reden_van, typ

MAXIMUM_RIJEN = 100
type Kolom = models.Field[Any, Any]


class _Weiger(Exception):
    """A row that cannot be taken over."""


class RijenLezer:
    """Reads the rows of one answer; what does not fit goes to its `problemen`.

    A row that cannot be read leaves the row of now that it stands for as it is.
    """

    def __init__(self, antwoord: Antwoord) -> None:
        self.antwoord = antwoord
        self.model: type[Regel] = antwoord.doel.related_model
        self.kolommen = kolommen(self.model)
        self.over: dict[int, dict[str, Any]] = dict(enumerate(antwoord.oud))
        """The rows of now that no row of the file was matched with yet, by their place."""

    def lees(self) -> list[dict[str, Any]]:
        """The rows that can be taken over, in the order of the file."""
        namen: Sequence[Kolom] = self.kolommen
        gelezen: list[dict[str, Any] | None] = []
        for rij in self.antwoord.blok.rijen:
            if (koppen := self._koprij(rij)) is not None:
                namen = koppen
            elif any(rij):
                gelezen.append(self._probeer(rij, namen, gelezen))
        gevuld = (
            self.over.pop(plek, None) if rij is None else rij for plek, rij in enumerate(gelezen)
        )
        return [rij for rij in gevuld if rij is not None]

    def _koprij(self, rij: Rij) -> list[Kolom] | None:
        """The columns, when `rij` holds nothing but their headings."""
        op_kop = {vorm.sleutel(vorm.kolomkop(kolom)): kolom for kolom in self.kolommen}
        teksten = [vorm.sleutel(_tekst(cel)) for cel in rij]
        bekend = [op_kop[tekst] for tekst in teksten if tekst in op_kop]
        # One heading alone could be an answer; in a table of one column it is the first row.
        eerste = len(self.kolommen) > 1 or self.antwoord.blok.rijen[0] is rij
        return bekend if eerste and bekend and len(bekend) == len(teksten) else None

    def _probeer(
        self, rij: Rij, namen: Sequence[Kolom], gelezen: Sequence[dict[str, Any] | None]
    ) -> dict[str, Any] | None:
        for cel in rij[len(namen) :]:
            if tekst := _tekst(cel):
                self.antwoord.meld(tekst, "Deze cel hoort niet bij een kolom.")
        cellen = {kolom.name: _tekst(cel) for kolom, cel in zip(namen, rij, strict=False)}
        try:
            if len(gelezen) >= MAXIMUM_RIJEN:
                raise _Weiger(f"Hoogstens {MAXIMUM_RIJEN} regels kan.")  # noqa: TRY301
            return self._lees_rij(cellen, gelezen)
        except _Weiger as reden:
            self.antwoord.meld(" | ".join(filter(None, cellen.values())), str(reden))
            return None

    def _lees_rij(
        self, cellen: dict[str, str], gelezen: Sequence[dict[str, Any] | None]
    ) -> dict[str, Any]:
        plek = self._plek_van_nu(cellen)
        nu = {} if plek is None else self.over[plek]
        waarden = {kolom.name: self._waarde(kolom, cellen, nu) for kolom in self.kolommen}
        regel = self.model(volgorde=len(gelezen), **self._als_velden(waarden))
        try:
            regel.validate_constraints(exclude={"beschrijving"})
        except ValidationError as fout:
            raise _Weiger(reden_van(fout)) from fout
        for regel_ in self.model._meta.constraints:
            if isinstance(regel_, models.UniqueConstraint):
                namen = [naam for naam in regel_.fields if naam != "beschrijving"]
                if any(r and all(r[n] == waarden[n] for n in namen) for r in gelezen):
                    raise _Weiger(str(regel_.violation_error_message))
        if plek is not None:
            del self.over[plek]
        return waarden

    def _als_velden(self, waarden: dict[str, Any]) -> dict[str, Any]:
        return {k.name: waarden[k.name] for k in self.kolommen if not k.is_relation}

    def _plek_van_nu(self, cellen: dict[str, str]) -> int | None:
        """The place of the row of now that begins the same, and is alike most."""
        proef: dict[str, Any] = {}
        for kolom in self.kolommen:
            try:
                proef[kolom.name] = self._lees_cel(kolom, cellen.get(kolom.name, ""))
            except (Onleesbaar, ValidationError):
                continue
        eerste = self.kolommen[0].name
        bestand = {k.name for k in self.kolommen if isinstance(k, models.FileField)}
        gelijk = {
            plek: sum(vorm.genormaliseerd_tekst(rij[n]) == proef[n] for n in proef)
            for plek, rij in self.over.items()
            if (eerste in proef and vorm.genormaliseerd_tekst(rij[eerste]) == proef[eerste])
            or any(proef.get(naam) and rij[naam] == proef[naam] for naam in bestand)
        }
        return max(gelijk, key=lambda plek: (gelijk[plek], -plek)) if gelijk else None

    def _waarde(self, kolom: Kolom, cellen: dict[str, str], nu: dict[str, Any]) -> Any:
        """The value of one cell, else what stands there now. Raises _Weiger without either."""
        leeg = None if kolom.null else ""
        blijft = nu.get(kolom.name, leeg)
        tekst = cellen.get(kolom.name)
        reden = "Deze kolom ontbreekt."
        if tekst is not None:
            if isinstance(blijft, str) and tekst and tekst == een_regel(blijft):
                return blijft
            try:
                return self._lees_cel(kolom, tekst)
            except (Onleesbaar, ValidationError) as fout:
                reden = f"{vorm.kolomkop(kolom)}: {reden_van(fout)}"
        if not kolom.blank and blijft in ("", None):
            raise _Weiger(reden)
        if tekst is not None:
            self.antwoord.meld(tekst or "Leeg", reden)
        return blijft

    def _lees_cel(self, kolom: Kolom, tekst: str) -> Any:
        """The raw value of a cell. Raises Onleesbaar or ValidationError."""
        if not tekst and not kolom.blank:
            raise Onleesbaar("Vul dit in.")
        if kolom.is_relation:
            lijst: Any = kolom.related_model
            if (rij := self.antwoord.lijsten.vind(lijst, tekst)) is None:
                raise Onleesbaar(f"‘{tekst}’ staat niet in de lijst. Voeg die op de site toe.")
            return rij.slug
        if isinstance(kolom, models.FileField):
            return self._bestand(tekst)
        if kolom.choices:
            codes = {vorm.sleutel(str(label)): code for code, label in kolom.choices}
            if (code := codes.get(vorm.sleutel(tekst))) is None:
                raise Onleesbaar(
                    f"Kies uit: {', '.join(str(label) for _, label in kolom.choices)}."
                )
            return code
        waarde = typ(kolom, tekst)
        if isinstance(waarde, str) and kolom.max_length and len(waarde) > kolom.max_length:
            raise Onleesbaar(
                f"Deze tekst heeft {len(waarde)} tekens. Hoogstens {kolom.max_length} kan."
            )
        kolom.clean(waarde, None)
        return waarde

    def _bestand(self, tekst: str) -> str:
        """The file of a row of now; a file cannot come along in Word."""
        if not tekst:
            return ""
        for rij in self.over.values():
            pad = next(str(rij[k.name]) for k in self.kolommen if isinstance(k, models.FileField))
            if pad and vorm.sleutel(bestandsnaam(pad)) == vorm.sleutel(tekst):
                return pad
        raise Onleesbaar("Dit bestand staat niet bij deze beschrijving. Voeg het op de site toe.")


def _tekst(cel: Cel) -> str:
    return een_regel(" ".join(alinea.tekst for alinea in cel))
