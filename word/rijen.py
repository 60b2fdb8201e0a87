"""Read a table of rows: columns by their heading, each row checked on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from basis.getypt import sleutel
from basis.tekst import een_regel, ruime_sleutel
from innovaties.formaat import soorten
from innovaties.lezen.namen_zoeken import Namen
from word import vorm
from word.blad import Wordcel, Wordrij
from word.waarden import Wordantwoord, reden_van, te_lang

MAXIMUM_RIJEN = 100


class _Weiger(Exception):
    """A row that cannot be taken over."""


class RijenLezer:
    """Reads the rows of one answer; what does not fit goes to its `problemen`.

    A row that cannot be read leaves the row of now that it stands for as it is.
    """

    def __init__(self, antwoord: Wordantwoord) -> None:
        self.antwoord = antwoord
        self.soort: soorten.Rijen = antwoord.soort
        self.kolommen = self.soort.kolommen
        self.over: dict[int, dict[str, Any]] = dict(enumerate(antwoord.oud))
        """The rows of now that no row of the file was matched with yet, by their place."""

    def lees(self) -> list[dict[str, Any]]:
        """The rows that can be taken over, in the order of the file."""
        namen: Sequence[soorten.Veldsoort] = self.kolommen
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

    def _koprij(self, rij: Wordrij) -> list[soorten.Veldsoort] | None:
        """The columns, when `rij` holds nothing but their headings."""
        op_kop = {sleutel(kolom.label): kolom for kolom in self.kolommen}
        teksten = [sleutel(_tekst(cel)) for cel in rij]
        bekend = [op_kop[tekst] for tekst in teksten if tekst in op_kop]
        # One heading alone could be an answer; in a table of one column it is the first row.
        eerste = len(self.kolommen) > 1 or self.antwoord.blok.rijen[0] is rij
        return bekend if eerste and bekend and len(bekend) == len(teksten) else None

    def _probeer(
        self,
        rij: Wordrij,
        namen: Sequence[soorten.Veldsoort],
        gelezen: Sequence[dict[str, Any] | None],
    ) -> dict[str, Any] | None:
        for cel in rij[len(namen) :]:
            if tekst := _tekst(cel):
                self.antwoord.meld(tekst, "Deze cel hoort niet bij een kolom.")
        cellen = {kolom.naam: _tekst(cel) for kolom, cel in zip(namen, rij, strict=False)}
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
        waarden = {kolom.naam: self._waarde(kolom, cellen, nu) for kolom in self.kolommen}
        los = {k.naam: waarden[k.naam] for k in self.kolommen if k not in self.soort.verwijzingen}
        regel = self.soort.model(volgorde=len(gelezen), **los)
        try:
            regel.validate_constraints(exclude={"beschrijving"})
        except ValidationError as fout:
            raise _Weiger(reden_van(fout)) from fout
        for regel_ in self.soort.model._meta.constraints:
            if isinstance(regel_, models.UniqueConstraint):
                namen = [naam for naam in regel_.fields if naam != "beschrijving"]
                if any(r and all(r[n] == waarden[n] for n in namen) for r in gelezen):
                    raise _Weiger(str(regel_.violation_error_message))
        if plek is not None:
            del self.over[plek]
        return waarden

    def _plek_van_nu(self, cellen: dict[str, str]) -> int | None:
        """The place of the row of now that begins the same, and is alike most."""
        proef: dict[str, Any] = {}
        for kolom in self.kolommen:
            try:
                proef[kolom.naam] = self._lees_cel(kolom, cellen.get(kolom.naam, ""))
            except ValidationError:
                continue
        eerste = self.kolommen[0].naam
        bestand = {kolom.naam for kolom in self.soort.bestanden}
        gelijk = {
            plek: sum(vorm.genormaliseerd_tekst(rij[n]) == proef[n] for n in proef)
            for plek, rij in self.over.items()
            if (eerste in proef and vorm.genormaliseerd_tekst(rij[eerste]) == proef[eerste])
            or any(proef.get(naam) and rij[naam] == proef[naam] for naam in bestand)
        }
        return max(gelijk, key=lambda plek: (gelijk[plek], -plek)) if gelijk else None

    def _waarde(self, kolom: soorten.Veldsoort, cellen: dict[str, str], nu: dict[str, Any]) -> Any:
        """The value of one cell, else what stands there now. Raises _Weiger without either."""
        blijft = nu.get(kolom.naam, None if kolom.doel.null else "")
        tekst = cellen.get(kolom.naam)
        reden = "Deze kolom ontbreekt."
        if tekst is not None:
            if isinstance(blijft, str) and tekst and tekst == een_regel(blijft):
                return blijft
            if weg := kolom.valt_weg(tekst):
                self.antwoord.meld(tekst, weg)
            try:
                return self._lees_cel(kolom, tekst)
            except ValidationError as fout:
                reden = f"{kolom.label}: {reden_van(fout)}"
        if not kolom.doel.blank and blijft in ("", None):
            raise _Weiger(reden)
        if tekst is not None:
            self.antwoord.meld(tekst or "Leeg", reden)
        return blijft

    def _lees_cel(self, kolom: soorten.Veldsoort, tekst: str) -> Any:
        """The raw value of a cell. Raises ValidationError."""
        if not tekst and not kolom.doel.blank:
            raise ValidationError("Vul dit in.")
        return LEZERS_CEL.van(kolom)(self, kolom, tekst)

    def waarde(self, kolom: soorten.Veldsoort, tekst: str) -> Any:
        """What its kind reads in the words."""
        waarde = kolom.lees(tekst)
        if isinstance(waarde, str) and (reden := te_lang(kolom, len(waarde))):
            raise ValidationError(reden)
        kolom.doel.clean(waarde, None)
        return waarde

    def verwijzing(self, kolom: soorten.Veldsoort, tekst: str) -> str:
        """The row of a list that goes by this name; the name itself where none does yet."""
        lijst = kolom.doel.related_model
        namen = self.antwoord.bekend.setdefault(lijst, Namen(lijst))
        if rij := namen.zoek(tekst) or namen.zoek(tekst.strip(" .;,:")):
            return rij.slug
        if not ruime_sleutel(tekst):
            raise ValidationError("Schrijf hier een naam.")
        lijst._meta.get_field("naam").clean(tekst, None)
        return soorten.NOG_ONBEKEND + namen.nieuw(tekst).naam

    def bestand(self, kolom: soorten.Veldsoort, tekst: str) -> str:
        """The file of a row of now; a file cannot come along in Word."""
        if not tekst:
            return ""
        for rij in self.over.values():
            pad = str(rij[kolom.naam])
            if pad and sleutel(soorten.bestandsnaam(pad)) == sleutel(tekst):
                return pad
        raise ValidationError(
            "Dit bestand staat niet bij deze beschrijving. Voeg het op de site toe."
        )


LEZERS_CEL: soorten.PerSoort[Callable[..., Any]] = soorten.PerSoort(
    {
        soorten.Veldsoort: RijenLezer.waarde,
        soorten.Verwijzing: RijenLezer.verwijzing,
        soorten.Bestand: RijenLezer.bestand,
    }
)
"""How a cell of each kind is read."""


def _tekst(cel: Wordcel) -> str:
    return een_regel(" ".join(alinea.tekst for alinea in cel))
