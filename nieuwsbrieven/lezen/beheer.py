"""What the workplace reads of newsletters: where each one is, and who did what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.text import get_text_list

from gebruikers.models import Gebruiker
from nieuwsbrieven.keuzelijsten import (
    BEGONNEN,
    Editiesoort,
    Editiestatus,
    Frequentie,
)
from nieuwsbrieven.lezen.voorstellen import kwartaal_geleden
from nieuwsbrieven.models import Abonnee, Blok, Editie
from organisaties.keuzelijsten import Persoonsrol


@dataclass(frozen=True)
class Editieoverzicht:
    """The editions by where they are, and who would get the next."""

    concepten: list[Editie]
    gepland: list[Editie]
    onderweg: list[Editie]
    abonnees: int
    per_kwartaal: int
    overzicht_nodig: bool

    @property
    def gaat_weg(self) -> int:
        """How many are planned or being sent."""
        return len(self.gepland) + len(self.onderweg)


def stand(nu: datetime) -> Editieoverzicht:
    """What there is to do at `nu`. At most three queries."""
    edities = list(
        Editie.objects.exclude(status=Editiestatus.VERZONDEN)
        .select_related("gemaakt_door", "gewijzigd_door", "akkoord_door")
        .defer("stukken", "inleiding")
        .annotate(delen=Count("blokken"))
    )
    aantallen = Abonnee.objects.bereikbaar().aggregate(
        abonnees=Count("pk"), per_kwartaal=Count("pk", Q(frequentie=Frequentie.OVERZICHT))
    )
    in_de_maak = any(
        editie.soort == Editiesoort.OVERZICHT and not editie.begonnen for editie in edities
    )
    return Editieoverzicht(
        concepten=[editie for editie in edities if editie.status == Editiestatus.CONCEPT],
        gepland=[editie for editie in edities if editie.status == Editiestatus.GEPLAND],
        onderweg=[editie for editie in edities if editie.begonnen],
        overzicht_nodig=bool(aantallen["per_kwartaal"]) and not in_de_maak and _overzicht_nodig(nu),
        **aantallen,
    )


def mee_te_lezen(gebruiker: Gebruiker) -> QuerySet[Any]:
    """The concepts that `gebruiker` was asked to read, did not write in, and nobody approved."""
    wacht: QuerySet[Any] = Editie.objects.filter(
        meelezers=gebruiker, vier_ogen=True, status=Editiestatus.CONCEPT, akkoord_op=None
    )
    anders = wacht.exclude(schrijvers=gebruiker).select_related("gemaakt_door")
    return anders.defer("stukken", "inleiding").order_by("gewijzigd_op", "pk")


def met_opmerkingen(gebruiker: Gebruiker) -> QuerySet[Any]:
    """The concepts in which `gebruiker` wrote and a colleague wants something otherwise."""
    open_ = Q(blokken__opmerkingen__isnull=False, blokken__opmerkingen__afgehandeld_op=None)
    edities: QuerySet[Any] = Editie.objects.filter(
        open_, schrijvers=gebruiker, status=Editiestatus.CONCEPT
    )
    edities = edities.annotate(
        aantal=Count("blokken__opmerkingen"), sinds=Min("blokken__opmerkingen__geplaatst_op")
    )
    return edities.defer("stukken", "inleiding").order_by("sinds", "pk")


def _overzicht_nodig(nu: datetime) -> bool:
    """Whether there were newsletters, and no digest in the last three months. One query."""
    begonnen = Editie.objects.filter(status__in=BEGONNEN).aggregate(
        gewoon=Count("pk", Q(soort=Editiesoort.GEWOON)),
        kort_geleden=Count(
            "pk", Q(soort=Editiesoort.OVERZICHT, begonnen_op__gt=kwartaal_geleden(nu))
        ),
    )
    return bool(begonnen["gewoon"]) and not begonnen["kort_geleden"]


@dataclass(frozen=True)
class Blokregel:
    """One part as the compose page lists it. `focus` is the button that was used on it."""

    blok: Blok
    plaats: int
    aantal: int
    focus: str = ""

    @property
    def voor_wie(self) -> str:
        """Whom it is for, in words: 'Herstel en Wonen, heel Nederland, bestuurders'."""
        themas = "alle thema's" if self.blok.alle_themas else _opsomming(self.blok.themas.all())
        regios = "heel Nederland" if self.blok.alle_regios else _opsomming(self.blok.regios.all())
        rollen = _opsomming(str(Persoonsrol(wie).label).lower() for wie in self.blok.rollen)
        woorden = [themas or "geen enkel thema", regios or "geen enkele regio", rollen]
        return ", ".join(filter(None, woorden))

    @property
    def is_eerste(self) -> bool:
        return self.plaats == 1

    @property
    def is_laatste(self) -> bool:
        return self.plaats == self.aantal

    @property
    def ver_van_begin(self) -> bool:
        """Whether one step up does not bring it to the top."""
        return self.plaats > 2

    @property
    def ver_van_eind(self) -> bool:
        """Whether one step down does not bring it to the bottom."""
        return self.aantal - self.plaats > 1

    @property
    def knop(self) -> str:
        """The button that keeps the focus; at the end of the list the one that leads back."""
        if self.focus and self.is_eerste:
            return "omlaag"
        return "omhoog" if self.focus and self.is_laatste else self.focus


def delen(editie: Editie, verplaatst: str = "", focus: str = "") -> list[Blokregel]:
    """The parts of `editie` in order; `verplaatst` is the key of one that was just moved."""
    blokken = list(editie.blokken.prefetch_related("themas", "regios"))
    return [
        Blokregel(blok, plaats, len(blokken), focus if str(blok.pk) == verplaatst else "")
        for plaats, blok in enumerate(blokken, 1)
    ]


def _opsomming(rijen: Iterable[object]) -> str:
    return get_text_list([str(rij) for rij in rijen], "en")
