"""Load `inhoud/masterclasses/`: one file a masterclass, with its programme and its verslag.

All or nothing, and only what changed since the last time; later work on the site stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from basis.tekst import een_regel
from gebruikers.models import Gebruiker
from masterclasses.keuzelijsten import Fase, Verslagstatus, Wijze
from masterclasses.models import (
    Inschrijfvraag,
    Lesmateriaal,
    Masterclass,
    Plek,
    Programmadeel,
    Spreker,
    Verslag,
)
from masterclasses.models.masterclass import MAXIMUM_PLEKKEN
from masterclasses.vindbaar import maak_vindbaar
from werkplek.inhoud.bestanden import (
    Bestand,
    Fout,
    Geweigerd,
    InhoudFout,
    als_fouten,
    als_lijst,
    als_waarde,
    bewaar,
    gewijzigd,
    op_negen_uur,
    vergrendelde_lader,
    zoek,
)

SCHRIJVER_EMAIL = "verslag@example.nl"
KOLOMMEN = (
    *("titel", "samenvatting", "inleiding", "publiek", "toelating"),
    *("locatie", "adres", "online_adres"),
)
LIJSTEN = ("regios", "innovaties", "elementen")
TABELLEN: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "programma": (Programmadeel, ("van", "tot", "titel", "toelichting", "sprekers")),
    "vragen": (Inschrijfvraag, ("vraag", "soort", "keuzes", "verplicht")),
    "materialen": (Lesmateriaal, ("naam", "url")),
}
SPREKER = ("functie", "organisatie")
VERSLAG = ("auteur", "tekst", "meer_weten", "geplaatst_op")
SLEUTELS = {*KOLOMMEN, *LIJSTEN, *TABELLEN, "thema", "dag", "begin", "einde", "plekken", "verslag"}
DONDERDAG = 3


def laad_masterclasses(map_: Path) -> int:
    """Load all changed files in `map_`/masterclasses; return how many there were.

    Raises InhoudFout, with every mistake in every file, and then changes nothing.
    """
    fouten: list[Fout] = []
    geladen = 0
    with transaction.atomic():
        lader = vergrendelde_lader()
        # In one order and before the stand: who registers meanwhile waits, and holds nothing.
        list(Masterclass.objects.select_for_update(no_key=True).order_by("pk"))
        schrijver, _ = Gebruiker.objects.get_or_create(
            email=SCHRIJVER_EMAIL,
            defaults={"naam": "Redacteur van het programma", "is_active": False},
        )
        for pad in sorted((map_ / "masterclasses").glob("*.yaml")):
            if bestand := gewijzigd(map_, pad):
                fouten += _Lader(bestand, lader, schrijver).laad()
                geladen += 1
        if fouten:
            raise InhoudFout(fouten)
    return geladen


class _Lader:
    """Loads one file, and collects every mistake in it.

    What people may have registered for (the day, the seats and the questions) is taken from the
    file only once.
    """

    def __init__(self, bestand: Bestand, lader: Gebruiker, schrijver: Gebruiker) -> None:
        self.bestand, self.lader, self.schrijver = bestand, lader, schrijver
        self.ruw: dict[str, Any] = {}
        self.fouten: list[Fout] = []
        bekend = Masterclass.objects.filter(slug=bestand.slug).first()
        self.nieuw = bekend is None
        self.heeft_dag = not self.nieuw
        self.masterclass = bekend or Masterclass(slug=bestand.slug, organisator=lader)

    def laad(self) -> list[Fout]:
        """Save what the file holds; return its mistakes, after which all must be undone."""
        try:
            self.ruw = self.bestand.lees(dict)
        except Geweigerd as geweigerd:
            return [Fout(self.bestand.naam, "bestand", str(geweigerd))]
        for naam in self.ruw.keys() - SLEUTELS:
            self._fout(str(naam), "onbekend veld")
        self._zet_kolommen()
        if self.nieuw:
            self._zet_dag()
            self.masterclass.fase = Fase.AANGEKONDIGD
            self.masterclass.aangekondigd_door = self.lader
        self.masterclass.gewijzigd_door = self.lader
        self._bewaar(self.masterclass)
        self._zet_lijsten()
        self._zet_rijen()
        self._zet_plekken()
        self._zet_verslag()
        if not self.fouten:
            maak_vindbaar(self.masterclass)
        return self.fouten

    def _fout(self, veld: str, reden: object) -> None:
        self.fouten.append(Fout(self.bestand.naam, veld, str(reden)))

    def _bewaar(self, rij: models.Model, bij: str = "") -> None:
        """Check `rij`, and save it when nothing was wrong yet; `bij` says which it is."""
        niet = {"masterclass", "deel"}
        if not self.heeft_dag:  # which is said already
            niet |= {"begin", "einde"}
        keur = rij.full_clean if self.fouten else partial(bewaar, rij)
        try:
            keur(exclude=niet)
        except ValidationError as fout:
            bekend = {melding.veld for melding in self.fouten}
            self.fouten += (
                melding
                for melding in als_fouten(self.bestand.naam, fout, bij)
                if melding.veld not in bekend
            )

    def _zet_kolommen(self) -> None:
        for naam in KOLOMMEN:
            kolom = Masterclass._meta.get_field(naam)
            ruw = self.ruw.get(naam, kolom.get_default())  # type: ignore[union-attr]
            try:
                setattr(self.masterclass, naam, _waarde(kolom, ruw))
            except Geweigerd as geweigerd:
                self._fout(naam, geweigerd)
        if "thema" in self.ruw:
            for (thema,) in self._gezocht("thema", [self.ruw["thema"]]):
                self.masterclass.thema = thema

    def _gezocht(self, naam: str, slugs: Any) -> Iterator[list[Any]]:
        """The rows that field `naam` names by their web names; nothing when one is unknown."""
        try:
            yield zoek(Masterclass._meta.get_field(naam).related_model, als_lijst(slugs))
        except Geweigerd as geweigerd:
            self._fout(naam, geweigerd)

    def _zet_dag(self) -> None:
        self.masterclass.aangekondigd_op = timezone.now()
        try:
            dag = _dag(self.ruw.get("dag"))
        except Geweigerd as geweigerd:
            self._fout("dag", geweigerd)
            return
        for naam in ("begin", "einde"):
            try:
                tijd = _tijd(self.ruw.get(naam))
            except Geweigerd as geweigerd:
                self._fout(naam, geweigerd)
                return
            setattr(self.masterclass, naam, timezone.make_aware(datetime.combine(dag, tijd)))
        self.masterclass.aangekondigd_op = min(timezone.now(), self.masterclass.begin)
        self.heeft_dag = True

    def _zet_lijsten(self) -> None:
        for naam in LIJSTEN:
            for rijen in self._gezocht(naam, self.ruw.get(naam, [])):
                if not self.fouten:
                    getattr(self.masterclass, naam).set(rijen)

    def _zet_rijen(self) -> None:
        for naam, (model, kolommen) in TABELLEN.items():
            if naam == "vragen" and not self.nieuw:
                continue
            if not self.nieuw:
                model._default_manager.filter(masterclass=self.masterclass).delete()
            for nummer, ruw in self._rijen(naam, self.ruw.get(naam, []), kolommen):
                bij = f"{naam}, regel {nummer + 1}"
                sprekers = ruw.pop("sprekers", [])
                al_fout = len(self.fouten)
                rij = model(masterclass=self.masterclass, **self._waarden(model, ruw, bij))
                if hasattr(rij, "volgorde"):
                    rij.volgorde = nummer
                if len(self.fouten) == al_fout:
                    self._bewaar(rij, bij)
                self._zet_sprekers(rij, bij, sprekers)

    def _zet_sprekers(self, deel: Any, bij: str, sprekers: Any) -> None:
        for nummer, ruw in self._rijen(f"{bij}, sprekers", sprekers, SPREKER):
            plek = f"{bij}, spreker {nummer + 1}"
            waarden = self._waarden(Spreker, ruw, plek)
            self._bewaar(Spreker(deel=deel, volgorde=nummer, **waarden), plek)

    def _rijen(
        self, bij: str, ruw: Any, kolommen: tuple[str, ...]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows of a list that have only these columns, with their numbers."""
        try:
            rijen = als_lijst(ruw)
        except Geweigerd as geweigerd:
            self._fout(bij, geweigerd)
            return
        for nummer, rij in enumerate(rijen):
            if not isinstance(rij, dict):
                self._fout(f"{bij}, regel {nummer + 1}", "verwacht velden met een waarde")
            elif onbekend := rij.keys() - set(kolommen):
                self._fout(
                    f"{bij}, regel {nummer + 1}", f"onbekend veld {', '.join(sorted(onbekend))}"
                )
            else:
                yield nummer, dict(rij)

    def _waarden(self, model: type[models.Model], ruw: dict[str, Any], bij: str) -> dict[str, Any]:
        waarden = {}
        for naam, een in ruw.items():
            try:
                waarden[naam] = _waarde(model._meta.get_field(naam), een)
            except Geweigerd as geweigerd:
                self._fout(f"{bij}, {naam}", geweigerd)
        return waarden

    def _zet_plekken(self) -> None:
        plekken = self.ruw.get("plekken", {}) if self.nieuw else {}
        for wijze, aantal in plekken.items() if isinstance(plekken, dict) else [("", "")]:
            if wijze not in Wijze.values or not isinstance(aantal, int) or aantal < 0:
                self._fout("plekken", "schrijf bijvoorbeeld {zaal: 20, online: 50}")
            elif aantal > MAXIMUM_PLEKKEN:
                self._fout("plekken", f"hoogstens {MAXIMUM_PLEKKEN}, hier staan er {aantal}")
            elif not self.fouten:
                Plek.objects.bulk_create(
                    Plek(masterclass=self.masterclass, wijze=wijze) for _ in range(aantal)
                )

    def _zet_verslag(self) -> None:
        """Show the verslag of the file when the page has none, or another one."""
        for _, ruw in self._rijen("verslag", [self.ruw.get("verslag", {})], VERSLAG):
            if not ruw:
                return
            try:
                op = op_negen_uur(ruw.pop("geplaatst_op", ""))
            except Geweigerd as geweigerd:
                self._fout("verslag, geplaatst_op", geweigerd)
                return
            verslag = Verslag(
                masterclass=self.masterclass,
                status=Verslagstatus.GEPUBLICEERD,
                gewijzigd_op=op,
                gewijzigd_door=self.schrijver,
                ingediend_op=op,
                ingediend_door=self.schrijver,
                geplaatst_op=op,
                geplaatst_door=self.lader,
                **self._waarden(Verslag, ruw, "verslag"),
            )
            for naam in ("auteur", "tekst"):
                if not getattr(verslag, naam):
                    self._fout(f"verslag, {naam}", "verplicht")
            live = Verslag.objects.filter(
                masterclass=self.masterclass.pk, status=Verslagstatus.GEPUBLICEERD
            )
            if not live.filter(tekst=verslag.tekst, meer_weten=verslag.meer_weten).exists():
                live.update(status=Verslagstatus.VERVANGEN)
                self._bewaar(verslag, "verslag")


def _waarde(kolom: Any, ruw: Any) -> Any:
    """`ruw` as `kolom` keeps it. Raises Geweigerd."""
    if isinstance(kolom, ArrayField):
        return [een_regel(str(een)) for een in als_lijst(ruw)]
    return _tijd(ruw) if isinstance(kolom, models.TimeField) else als_waarde(kolom, ruw)


def _dag(ruw: Any) -> date:
    """A day: '2017-09-14', or '+45' for the first Thursday from then on. Raises Geweigerd."""
    tekst = str(ruw)
    if tekst.startswith("+") and tekst[1:].isdecimal() and len(tekst) < 6:
        vanaf = timezone.localdate() + timedelta(days=int(tekst))
        return vanaf + timedelta(days=(DONDERDAG - vanaf.weekday()) % 7)
    try:
        return date.fromisoformat(tekst)
    except ValueError as fout:
        raise Geweigerd("schrijf een dag, bijvoorbeeld '2026-03-10' of '+45'") from fout


def _tijd(ruw: Any) -> time:
    """A time between quotes, since YAML reads 10:00 as a number. Raises Geweigerd."""
    try:
        return time.fromisoformat(ruw)
    except (TypeError, ValueError) as fout:
        raise Geweigerd("schrijf een tijd tussen aanhalingstekens, bijvoorbeeld '10:00'") from fout
