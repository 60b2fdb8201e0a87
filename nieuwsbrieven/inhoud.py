"""Load `inhoud/nieuwsbrieven/`, one file an edition, and the subscribers in `inhoud/abonnees.yaml`.

All or nothing, and each only once: what was sent never changes, a concept belongs to who makes it,
and a subscriber to the one who has the address.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from basis.tekst import mailadres
from innovaties.models import Innovatie
from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus, Toestemmingsstap
from nieuwsbrieven.lezen.bereik import kandidaten
from nieuwsbrieven.lezen.kiezen import lezers
from nieuwsbrieven.models import Abonnee, Blok, Editie, Levering
from nieuwsbrieven.regels import toestemming
from nieuwsbrieven.uitvoer import opmaak
from nieuwsbrieven.vindbaar import maak_vindbaar
from werkplek.inhoud.lezen import Lader, laad_bestanden, zwijg

VERZONNEN = "@example.nl"
"""What addresses in content end on: of a real reader nobody may say that they had mail."""

PAUZE = timedelta(days=60)
EDITIE = ("onderwerp", "preheader", "soort", "inleiding")
BLOK = (
    *("soort", "titel", "tekst", "adres", "linktekst", "rollen"),
    *("themas", "regios", "innovatie", "volgorde"),
)
ABONNEE = ("email", "rollen", "frequentie", "themas", "regios")


def laad_nieuwsbrieven(map_: Path, zeg: Callable[[str], object] = zwijg) -> int:
    """Read all changed files in `map_`; return how many there were.

    What belongs to the site already is told to `zeg`. Raises InhoudFout, with every mistake in
    every file, and then changes nothing.
    """
    edities = sorted((map_ / "nieuwsbrieven").glob("*.yaml"))
    return laad_bestanden(
        map_,
        [
            *((pad, _AbonneesLader) for pad in map_.glob("abonnees.yaml")),
            *((pad, _EditieLader) for pad in edities),
        ],
        zeg,
    )


def _voor_wie(ruw: dict[str, Any]) -> dict[str, bool]:
    """What is not named is for, or from, all of it."""
    return {"alle_themas": "themas" not in ruw, "alle_regios": "regios" not in ruw}


class _AbonneesLader(Lader):
    """Subscribers with their preferences; without a day they did not confirm yet."""

    vorm = list

    def zet(self, ruw: list[Any]) -> None:
        for plek, rij in self.rijen({"": ruw}, "", (*ABONNEE, "aangemeld_op", "gepauzeerd")):
            rij["email"] = mailadres(str(rij.get("email", "")))
            abonnee = self.begin(Abonnee, rij, plek, per="email", **_voor_wie(rij))
            if abonnee is not None:
                self._zet_abonnee(abonnee, rij, plek)

    def _zet_abonnee(self, abonnee: Abonnee, ruw: dict[str, Any], plek: str) -> None:
        op = self.moment(ruw, "aangemeld_op", plek)
        abonnee.aangemeld_op, abonnee.bevestigd_op = op or timezone.now(), op
        if ruw.get("gepauzeerd"):
            abonnee.pauze_tot = timezone.localdate() + PAUZE
        self.bewaar(abonnee, ruw, ABONNEE, plek)
        if op and not self.fouten:
            toestemming.leg_vast(email=abonnee.email, stap=Toestemmingsstap.GEGEVEN, op=op)


class _EditieLader(Lader):
    """One edition: a concept, or with `verzonden_op` one that went to the loaded subscribers."""

    velden = (*EDITIE, "blokken", "verzonden_op", "mislukt")

    def zet(self, ruw: dict[str, Any]) -> None:
        sleutel = {"slug": self.bestand.slug}
        nieuw: dict[str, Any] = {"gemaakt_door": self.door, "gewijzigd_op": timezone.now()}
        editie = self.begin(Editie, {**ruw, **sleutel}, "", **sleutel, **nieuw)
        if editie is None:
            return
        self.bewaar(editie, ruw, EDITIE)
        if editie.pk:
            editie.schrijvers.set([self.door])
        for nummer, (plek, rij) in enumerate(self.rijen(ruw, "blokken", BLOK[:-1])):
            rij["volgorde"] = nummer
            if innovatie := Innovatie.objects.filter(slug=str(rij.get("innovatie"))).first():
                rij["adres"] = innovatie.get_absolute_url()
            self.bewaar(Blok(editie=editie, **_voor_wie(rij)), rij, BLOK, plek)
        op = self.moment(ruw, "verzonden_op")
        if op and not self.fouten:
            self._verzend(editie, op, ruw.get("mislukt", {}))

    def _verzend(self, editie: Editie, op: datetime, mislukt: dict[str, str]) -> None:
        """As if it was sent at `op`, to who was a subscriber then; `mislukt` has who missed it."""
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
        self.bewaar(editie, {}, ())
        maak_vindbaar(editie)
