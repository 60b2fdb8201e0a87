"""What loaders share: a file into rows, and every mistake with its place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from basis.tekst import een_regel
from gebruikers.models import Gebruiker
from werkplek.inhoud.bestanden import (
    Fout,
    Geweigerd,
    InhoudFout,
    Inhoudsbestand,
    afdruk,
    als_dag,
    als_lijst,
    als_waarde,
    bewaar,
    gewijzigd,
    onthoud,
    op_negen_uur,
    vergrendelde_lader,
    zoek,
)

Inhoudsrij = tuple[str, dict[str, Any]]
"""The place of a row, for who must mend it, and its fields."""

VAN_DE_SITE = "staat al op de site of is daar weggehaald. Wijzig het op de site."


def zwijg(_zin: str) -> None:
    """Tell nobody what was not taken from a file."""


class Lader(ABC):
    """Loads one file. After a mistake the rest is tried too, so that each mistake is named."""

    vorm: ClassVar[type] = dict
    """What the file holds: fields with a value, or a list."""

    velden: ClassVar[tuple[str, ...] | None] = None
    """The fields that the file may have; None when it names them itself, or has none."""

    sleutels: ClassVar[Mapping[str, str]] = {}
    """By which column rows of a model (by its name) are named in a file, where not by web name."""

    def __init__(self, bestand: Inhoudsbestand, door: Gebruiker) -> None:
        self.bestand, self.door = bestand, door
        self.fouten: list[Fout] = []
        self.gezegd: list[str] = []
        self.wacht = False
        """Whether the file has something that cannot be taken yet: it is read again next time."""

    @abstractmethod
    def zet(self, ruw: Any) -> None:
        """Save what the file holds."""

    def laad(self) -> list[Fout]:
        """Save what the file holds; return its mistakes, after which all must be undone."""
        try:
            ruw = self.bestand.lees(self.vorm)
        except Geweigerd as geweigerd:
            self.fout("bestand", geweigerd)
            return self.fouten
        if self.velden is not None:
            for naam in sorted(map(str, ruw.keys() - set(self.velden))):
                self.fout(naam, "onbekend veld")
        self.zet(ruw)
        return self.fouten

    def fout(self, plek: str, reden: object) -> None:
        """Note a mistake, one for each place."""
        if plek not in {fout.veld for fout in self.fouten}:
            self.fouten.append(Fout(self.bestand.naam, plek, str(reden)))

    def rijen(
        self, ruw: Mapping[str, Any], naam: str, velden: tuple[str, ...], bij: str = ""
    ) -> Iterator[Inhoudsrij]:
        """The rows in the list `naam` of `ruw` that have only these fields."""
        plek = _plek(bij, naam)
        try:
            rijen = als_lijst(ruw.get(naam, []))
        except Geweigerd as geweigerd:
            self.fout(plek, geweigerd)
            return
        for nummer, rij in enumerate(rijen):
            hier = _plek(plek, f"regel {nummer + 1}")
            if not isinstance(rij, dict):
                self.fout(hier, "verwacht velden met een waarde")
            elif onbekend := rij.keys() - set(velden):
                self.fout(hier, f"onbekend veld {', '.join(sorted(map(str, onbekend)))}")
            else:
                yield hier, dict(rij)

    def een(
        self, ruw: Mapping[str, Any], naam: str, velden: tuple[str, ...], bij: str
    ) -> Iterator[Inhoudsrij]:
        """The fields of the row in field `naam` of `ruw`, when it is there."""
        yield from self.rijen({naam: [ruw[naam]] if naam in ruw else []}, naam, velden, bij)

    def per_naam(self, ruw: Mapping[str, Any], naam: str, bij: str) -> Iterator[tuple[str, Any]]:
        """The names and values in field `naam` of `ruw`."""
        waarden = ruw.get(naam, {})
        if isinstance(waarden, dict):
            yield from waarden.items()
        else:
            self.fout(_plek(bij, naam), "verwacht velden met een waarde")

    def lijst(self, ruw: Any, plek: str) -> list[Any]:
        """`ruw`, or an empty list when it is none."""
        try:
            return als_lijst(ruw)
        except Geweigerd as geweigerd:
            self.fout(plek, geweigerd)
            return []

    def moment(self, ruw: Mapping[str, Any], naam: str, bij: str = "") -> datetime | None:
        """The morning of the day in field `naam`, when it is there; now, where that is to come."""
        if naam not in ruw:
            return None
        try:
            return min(op_negen_uur(ruw[naam]), timezone.now())
        except Geweigerd as geweigerd:
            self.fout(_plek(bij, naam), geweigerd)
            return None

    def zeg(self, plek: str, zin: str) -> None:
        """Note what was not taken from the file, for who loads it."""
        self.gezegd.append(f"{_plek(self.bestand.naam, plek)}: {zin}")

    def begin(
        self, model: Any, ruw: Mapping[str, Any], plek: str, /, *, per: str = "slug", **nieuw: Any
    ) -> Any | None:
        """An unsaved row that `ruw` names in its column `per`, with the values of `nieuw`.

        None when the site has it, or when this file brought it before and the site has it no more:
        a file is a beginning, and what was loaded belongs to the site.
        """
        naam = een_regel(str(ruw.get(per, "")))
        eerder = self.bestand.neem(f"{model.__name__} {naam}", ruw)
        waar = f"{per}__slug" if model._meta.get_field(per).is_relation else per
        if eerder is None and not model.objects.filter(**{waar: naam}).exists():
            return model(**nieuw)
        if eerder != afdruk(ruw):
            self.zeg(plek, VAN_DE_SITE)
        return None

    def bewaar(
        self, rij: Any, ruw: Mapping[str, Any], kolommen: tuple[str, ...], plek: str = ""
    ) -> None:
        """Give `rij` the values of `ruw` by the names of its `kolommen`, check it, and save it.

        A column that `ruw` does not name gets its default; a relation names rows by web name.
        """
        goed, lijsten = True, dict[str, list[Any]]()
        for naam in kolommen:
            kolom, waarde = rij._meta.get_field(naam), ruw.get(naam)
            try:
                if kolom.many_to_many:
                    namen = als_lijst([] if waarde is None else waarde)
                    lijsten[naam] = self.zoek_rijen(kolom.related_model, namen)
                else:
                    leeg = kolom.get_default()
                    setattr(rij, naam, leeg if waarde is None else self._waarde(kolom, waarde))
            except Geweigerd as geweigerd:
                self.fout(_plek(plek, naam), geweigerd)
                goed = False
        if hasattr(rij, "gewijzigd_door_id"):
            rij.gewijzigd_door = self.door
        onbewaard = _onbewaarde_relaties(rij)
        bewaren = goed and not onbewaard
        stap = partial(bewaar, rij) if bewaren else rij.full_clean
        if self.keur(partial(stap, exclude=onbewaard), plek) and bewaren:
            for naam, rijen in lijsten.items():
                getattr(rij, naam).set(rijen)

    def keur(self, stap: Callable[[], object], plek: str = "") -> bool:
        """Whether `stap`, which checks or saves the row at `plek`, finds nothing wrong there."""
        try:
            stap()
        except ValidationError as fout:
            for veld, redenen in fout.message_dict.items():
                naam = "" if veld == "__all__" else veld
                self.fout(_plek(plek, naam) or "geheel", " ".join(redenen))
            return False
        return True

    def voeg_toe(
        self,
        model: Any,
        ouder: Mapping[str, Any],
        rijen: Iterable[Inhoudsrij],
        kolommen: tuple[str, ...],
    ) -> None:
        """Give `ouder`, which is new, these `rijen` in their order."""
        for volgorde, (plek, ruw) in enumerate(rijen):
            self.bewaar(model(**ouder), {**ruw, "volgorde": volgorde}, kolommen, plek)

    def zoek_rijen(self, model: Any, namen: list[Any]) -> list[Any]:
        """The rows with these web names, or what `sleutels` says. Raises Geweigerd."""
        kolom = self.sleutels.get(model.__name__, "slug")
        return zoek(model, [str(naam) for naam in namen], kolom)

    def _waarde(self, kolom: Any, ruw: Any) -> Any:
        """`ruw` as `kolom` keeps it. Raises Geweigerd."""
        if kolom.is_relation:
            return self.zoek_rijen(kolom.related_model, [ruw])[0]
        if isinstance(kolom, ArrayField):
            return [een_regel(str(een)) for een in als_lijst(ruw)]
        if isinstance(kolom, models.TimeField):
            return als_tijd(ruw)
        return als_dag(ruw) if isinstance(kolom, models.DateField) else als_waarde(kolom, ruw)


def laad_bestanden(
    map_: Path,
    bestanden: Iterable[tuple[Path, Callable[[Inhoudsbestand, Gebruiker], Lader]]],
    zeg: Callable[[str], object] = zwijg,
) -> int:
    """Load those of `bestanden`, each with its loader, that changed; return how many there were.

    What was not taken, since it belongs to the site now, is told to `zeg`. Raises InhoudFout, with
    every mistake in every file, and then changes nothing.
    """
    fouten: list[Fout] = []
    gezegd: list[str] = []
    geladen = 0
    with transaction.atomic():
        door = vergrendelde_lader()
        for pad, maak in bestanden:
            if bestand := gewijzigd(map_, pad):
                lader = maak(bestand, door)
                fouten += lader.laad()
                gezegd += lader.gezegd
                if not lader.wacht:
                    onthoud(bestand)
                    geladen += 1
        if fouten:
            raise InhoudFout(fouten)
    for zin in gezegd:
        zeg(zin)
    return geladen


def als_tijd(ruw: Any) -> time:
    """A time between quotes, since YAML reads 10:00 as a number. Raises Geweigerd."""
    try:
        return time.fromisoformat(ruw)
    except (TypeError, ValueError) as fout:
        raise Geweigerd("schrijf een tijd tussen aanhalingstekens, bijvoorbeeld '10:00'") from fout


def _plek(*delen: str) -> str:
    return ", ".join(filter(None, delen))


def _onbewaarde_relaties(rij: models.Model) -> set[str]:
    """The relations of `rij` to a row that was not saved, because of a mistake noted already."""
    return {
        kolom.name
        for kolom in rij._meta.concrete_fields
        if isinstance(kolom, models.ForeignKey)
        and (ander := kolom.get_cached_value(rij, default=None)) is not None
        and ander.pk is None
    }
