"""Load `inhoud/nieuwsbrieven/`, one file an edition, and the subscribers in `inhoud/abonnees.yaml`.

All or nothing, and each only once: what was sent never changes, a concept belongs to who makes it,
and a subscriber to the one who has the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from innovaties.models import Innovatie, Thema
from nieuwsbrieven.keuzelijsten import (
    Editiestatus,
    Leveringstatus,
    Toestemmingsstap,
)
from nieuwsbrieven.lezen.bereik import kandidaten
from nieuwsbrieven.lezen.kiezen import lezers
from nieuwsbrieven.models import Abonnee, Blok, Editie, Levering
from nieuwsbrieven.regels import toestemming
from nieuwsbrieven.uitvoer import opmaak
from nieuwsbrieven.vindbaar import maak_vindbaar
from organisaties.models import Regio
from werkplek.inhoud.bestanden import (
    Fout,
    Geweigerd,
    InhoudFout,
    Inhoudsbestand,
    als_fouten,
    als_lijst,
    als_waarde,
    bewaar,
    gewijzigd,
    op_negen_uur,
    vergrendelde_lader,
    zoek,
)

ABONNEES = "abonnees.yaml"
VERZONNEN = "@example.nl"
"""What addresses in content end on: of a real reader nobody may say that they had mail."""

PAUZE = timedelta(days=60)
KOLOMMEN = {
    Editie: ("onderwerp", "preheader", "soort", "inleiding"),
    Blok: ("soort", "titel", "tekst", "adres", "linktekst", "publiek"),
    Abonnee: ("email", "publiek", "frequentie"),
}
LIJSTEN: dict[str, type[models.Model]] = {"themas": Thema, "regios": Regio}
SLEUTELS = {
    Editie: {*KOLOMMEN[Editie], "blokken", "verzonden_op", "mislukt"},
    Blok: {*KOLOMMEN[Blok], *LIJSTEN, "innovatie"},
    Abonnee: {*KOLOMMEN[Abonnee], *LIJSTEN, "aangemeld_op", "gepauzeerd"},
}


def laad_nieuwsbrieven(map_: Path) -> int:
    """Load what is new in `map_`; return how many editions there were.

    Raises InhoudFout, with every mistake in every file, and then changes nothing.
    """
    fouten: list[Fout] = []
    geladen = 0
    with transaction.atomic():
        lader = vergrendelde_lader()
        if (pad := map_ / ABONNEES).exists() and (bestand := gewijzigd(map_, pad)):
            fouten += _AbonneeLader(bestand).laad()
        for pad in sorted((map_ / "nieuwsbrieven").glob("*.yaml")):
            bestand = gewijzigd(map_, pad)
            if bestand and not Editie.objects.filter(slug=bestand.slug).exists():
                fouten += _EditieLader(bestand, lader).laad()
                geladen += 1
        if fouten:
            raise InhoudFout(fouten)
    return geladen


class _Lader:
    """Reads one file, and collects every mistake in it."""

    def __init__(self, bestand: Inhoudsbestand) -> None:
        self.bestand = bestand
        self.fouten: list[Fout] = []

    def laad(self) -> list[Fout]:
        """Save what the file holds; return its mistakes, after which all must be undone."""
        try:
            self._laad()
        except Geweigerd as geweigerd:
            self._fout("bestand", geweigerd)
        return self.fouten

    def _laad(self) -> None:
        raise NotImplementedError

    def _fout(self, veld: str, reden: object) -> None:
        self.fouten.append(Fout(self.bestand.naam, veld, str(reden)))

    def _vul(self, rij: models.Model, ruw: Any, bij: str = "") -> dict[str, list[Any]]:
        """Set the columns of `rij`, and return the rows of its lists; `bij` says which it is."""
        if not isinstance(ruw, dict):
            self._fout(bij, "verwacht velden met een waarde")
            return {}
        voor = f"{bij}, " if bij else ""
        for naam in sorted(ruw.keys() - SLEUTELS[type(rij)]):
            self._fout(f"{voor}{naam}", "onbekend veld")
        lijsten = {}
        for naam in ruw.keys() & {*KOLOMMEN[type(rij)], *LIJSTEN}:
            try:
                waarde = als_lijst(ruw[naam]) if naam in (*LIJSTEN, "publiek") else ruw[naam]
                if naam in LIJSTEN:
                    lijsten[naam] = zoek(LIJSTEN[naam], waarde)
                else:
                    setattr(rij, naam, als_waarde(rij._meta.get_field(naam), waarde))
            except Geweigerd as geweigerd:
                self._fout(f"{voor}{naam}", geweigerd)
        for naam in LIJSTEN if hasattr(rij, "alle_themas") else ():
            setattr(rij, f"alle_{naam}", naam not in ruw)
        return lijsten

    def _moment(self, naam: str, ruw: Any, bij: str = "") -> datetime | None:
        try:
            return op_negen_uur(ruw)
        except Geweigerd as geweigerd:
            self._fout(f"{bij}, {naam}" if bij else naam, geweigerd)
            return None

    def _bewaar(self, rij: Any, bij: str = "", **lijsten: list[Any]) -> None:
        """Check `rij`, and save it when nothing was wrong yet."""
        keur = rij.full_clean if self.fouten else partial(bewaar, rij)
        try:
            keur(exclude={"editie"})
        except ValidationError as fout:
            bekend = {melding.veld for melding in self.fouten}
            self.fouten += (
                melding
                for melding in als_fouten(self.bestand.naam, fout, bij)
                if melding.veld not in bekend
            )
        if not self.fouten:
            for naam, rijen in lijsten.items():
                getattr(rij, naam).set(rijen)


class _AbonneeLader(_Lader):
    """Subscribers with their preferences; without a day they did not confirm yet."""

    def _laad(self) -> None:
        for nummer, ruw in enumerate(self.bestand.lees(list), 1):
            self._zet(ruw, f"regel {nummer}")

    def _zet(self, ruw: Any, bij: str) -> None:
        nu = timezone.now()
        abonnee = Abonnee(aangemeld_op=nu)
        lijsten = self._vul(abonnee, ruw, bij)
        if Abonnee.objects.filter(email=abonnee.email).exists():
            return
        if isinstance(ruw, dict) and "aangemeld_op" in ruw:
            op = self._moment("aangemeld_op", ruw["aangemeld_op"], bij)
            abonnee.aangemeld_op = abonnee.bevestigd_op = op or nu
        if isinstance(ruw, dict) and ruw.get("gepauzeerd"):
            abonnee.pauze_tot = timezone.localdate() + PAUZE
        self._bewaar(abonnee, bij, **lijsten)
        if abonnee.bevestigd_op and not self.fouten:
            toestemming.leg_vast(
                email=abonnee.email, stap=Toestemmingsstap.GEGEVEN, op=abonnee.bevestigd_op
            )


class _EditieLader(_Lader):
    """One edition: a concept, or with `verzonden_op` one that went to the loaded subscribers."""

    def __init__(self, bestand: Inhoudsbestand, lader: Gebruiker) -> None:
        super().__init__(bestand)
        self.editie = Editie(slug=bestand.slug, gemaakt_door=lader)

    def _laad(self) -> None:
        ruw = self.bestand.lees(dict)
        self._vul(self.editie, ruw)
        self._bewaar(self.editie, schrijvers=[self.editie.gemaakt_door])
        for nummer, blok in self._rijen("blokken", ruw.get("blokken", [])):
            self._zet_blok(nummer, blok)
        if "verzonden_op" in ruw:
            op = self._moment("verzonden_op", ruw["verzonden_op"])
            if op and not self.fouten:
                self._verzend(op, ruw.get("mislukt", {}))

    def _rijen(self, naam: str, ruw: Any) -> Iterator[tuple[int, Any]]:
        try:
            yield from enumerate(als_lijst(ruw))
        except Geweigerd as geweigerd:
            self._fout(naam, geweigerd)

    def _zet_blok(self, nummer: int, ruw: Any) -> None:
        bij = f"blokken, regel {nummer + 1}"
        blok = Blok(editie=self.editie, volgorde=nummer)
        lijsten = self._vul(blok, ruw, bij)
        if isinstance(ruw, dict) and "innovatie" in ruw:
            try:
                (blok.innovatie,) = zoek(Innovatie, [ruw["innovatie"]])
                blok.adres = blok.innovatie.get_absolute_url()
            except Geweigerd as geweigerd:
                self._fout(f"{bij}, innovatie", geweigerd)
        self._bewaar(blok, bij, **lijsten)

    def _verzend(self, op: datetime, mislukt: dict[str, str]) -> None:
        """As if it was sent at `op`, to who was a subscriber then; `mislukt` has who missed it."""
        editie = self.editie
        toen = kandidaten(editie, op).filter(bevestigd_op__lte=op, email__endswith=VERZONNEN)
        leveringen = [
            Levering(
                editie=editie,
                abonnee=abonnee,
                email=abonnee.email,
                blokken=list(blokken),
                status=Leveringstatus.MISLUKT,
                pogingen=1,
                volgende_op=op,
                reden=mislukt.get(abonnee.email, ""),
            )
            for abonnee, blokken in lezers(toen, editie)
        ]
        for nummer, levering in enumerate(leveringen):
            if not levering.reden:
                levering.status = Leveringstatus.VERZONDEN
                levering.verzonden_op = op + timedelta(seconds=nummer)
        Levering.objects.bulk_create(leveringen)
        editie.verzonden = sum(not levering.reden for levering in leveringen)
        editie.mislukt = len(leveringen) - editie.verzonden
        editie.stukken = opmaak.maak(editie)
        editie.status = Editiestatus.VERZONDEN
        editie.gepland_op = editie.verzendmoment = editie.begonnen_op = op
        editie.klaar_op = op + timedelta(minutes=1)
        editie.gepland_door = editie.gemaakt_door
        self._bewaar(editie)
        maak_vindbaar(editie)
