"""The planning of the whole programme: its months, where its promises have a gap, its limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import na_maanden
from basis.ritme import Gat, gaten
from innovaties.models import Thema
from masterclasses.keuzelijsten import Masterclassfase
from masterclasses.models import Masterclass
from trajecten.keuzelijsten import (
    ORGANISATIES_HOOGSTENS,
    ORGANISATIES_IN_ALLES,
    ORGANISATIES_MINSTENS,
    TRAJECTTHEMAS,
    Deelnamestatus,
    Trajectstatus,
)
from trajecten.models import Deelname, Overleg, Traject, Tranche

TRANCHE, TRAJECT = "Tranche", "Traject"

TERUG, VOORUIT, HOOGSTENS = 3, 15, 36
"""Months that the planning looks back, ahead when nothing is planned later, and ahead at most."""

BANEN = 12
"""How many periods are drawn beside each other; what is more has its words only."""

BELOFTE = (
    "Het programma belooft er elke twee maanden één: een thematranche, een traject, of allebei."
)


@dataclass(frozen=True)
class Moment:
    """Something on one day; `wat` says whether a period begins or ends, `thema` of which theme."""

    dag: date
    soort: str
    titel: str
    adres: str
    stand: str = ""
    wat: str = ""
    thema: Thema | None = None


Momentbron = Callable[[date, date], Iterable[Moment]]

_bronnen: list[Momentbron] = []


def meld_bron(bron: Momentbron) -> None:
    """Let an app above this one put its days in the planning; once, when it is ready.

    `bron` takes the first and the last day that are shown.
    """
    if bron not in _bronnen:
        _bronnen.append(bron)


@dataclass(frozen=True)
class Planperiode:
    """A tranche or traject: from when until when; `baan` is the lane in which it is drawn."""

    soort: str
    titel: str
    adres: str
    begin: date
    einde: date
    thema: Thema
    stand: str
    baan: int = 0


@dataclass(frozen=True)
class Baanvak:
    """What is drawn of one lane in one month; without a theme nothing."""

    thema: Thema | None = None
    begint: bool = False
    eindigt: bool = False


@dataclass(frozen=True)
class Planmaand:
    """One month: what is drawn, what runs, and what happens."""

    eerste: date
    is_nu: bool
    vakken: list[Baanvak]
    loopt: list[Planperiode]
    gebeurt: list[Moment]


@dataclass(frozen=True)
class Planning:
    """All that the page shows of time."""

    maanden: list[Planmaand]
    tranches: list[Planperiode]
    trajecten: list[Planperiode]
    eerder: list[Planperiode]
    gaten: list[str]


def planning(vandaag: date) -> Planning:
    """The months around `vandaag` and what is planned in them.

    Four queries, and those of the sources of other apps.
    """
    perioden = [*_tranches(vandaag), *_trajecten()]
    eerste, deze = na_maanden(vandaag.replace(day=1), -TERUG), vandaag.replace(day=1)
    te_zien = _met_baan(periode for periode in perioden if periode.einde >= eerste)
    momenten = [*_masterclasses(eerste), *_overleggen(eerste)]
    verste = max([*(p.einde for p in te_zien), *(m.dag for m in momenten)], default=vandaag)
    laatste = min(max(na_maanden(deze, VOORUIT), verste), na_maanden(deze, HOOGSTENS))
    for bron in _bronnen:
        momenten += bron(eerste, na_maanden(laatste.replace(day=1), 1))
    return Planning(
        [_maand(maand, vandaag, te_zien, momenten) for maand in _reeks(eerste, laatste)],
        [periode for periode in te_zien if periode.soort == TRANCHE],
        [periode for periode in te_zien if periode.soort == TRAJECT],
        [periode for periode in reversed(perioden) if periode.einde < eerste],
        [_zin(gat, vandaag) for gat in gaten((p.begin for p in perioden), vandaag)],
    )


def _tranches(vandaag: date) -> Iterator[Planperiode]:
    for tranche in Tranche.objects.select_related("thema"):
        stand = "" if tranche.loopt(vandaag) else "Gesloten"
        if tranche.geopend_op is None:
            stand = "Nog niet open"
        adres = reverse("trajecten:tranche_beheer", args=[tranche.pk])
        yield _periode(TRANCHE, tranche, adres, stand)


def _trajecten() -> Iterator[Planperiode]:
    for traject in Traject.objects.gekozen().select_related("thema"):
        stand = "" if traject.status == Trajectstatus.LOPEND else traject.get_status_display()
        adres = reverse("trajecten:traject_beheer", args=[traject.pk])
        yield _periode(TRAJECT, traject, adres, stand)


def _periode(soort: str, rij: Tranche | Traject, adres: str, stand: str) -> Planperiode:
    return Planperiode(soort, rij.titel, adres, rij.begin, rij.einde, rij.thema, stand)


def _masterclasses(vanaf: date) -> list[Moment]:
    """Those that are announced, and the concepts, from the day `vanaf` on."""
    rijen = Masterclass.objects.exclude(fase=Masterclassfase.AFGELAST).filter(
        begin__date__gte=vanaf
    )
    return [
        Moment(
            timezone.localdate(masterclass.begin),
            "Masterclass",
            masterclass.titel,
            reverse("masterclasses:beheer", args=[masterclass.slug]),
            "Concept" if masterclass.fase == Masterclassfase.CONCEPT else "",
        )
        for masterclass in rijen.order_by("begin", "pk").only("slug", "titel", "begin", "fase")
    ]


def _overleggen(vanaf: date) -> list[Moment]:
    """Those of the stuurgroep and with others, from the day `vanaf` on."""
    return [
        Moment(een.datum, een.get_soort_display(), een.titel, een.get_absolute_url())
        for een in Overleg.objects.filter(datum__gte=vanaf)
    ]


def _met_baan(perioden: Iterable[Planperiode]) -> list[Planperiode]:
    """In the order of their begin, each in the first lane that is free in all of its months."""
    vrij_vanaf: list[date] = []
    gelegd = []
    for periode in sorted(perioden, key=lambda p: (p.begin, p.einde, p.adres)):
        maand, na = periode.begin.replace(day=1), na_maanden(periode.einde.replace(day=1), 1)
        baan = next((i for i, vrij in enumerate(vrij_vanaf) if vrij <= maand), len(vrij_vanaf))
        vrij_vanaf[baan : baan + 1] = [na]
        gelegd.append(replace(periode, baan=baan))
    return gelegd


def _reeks(eerste: date, laatste: date) -> Iterator[date]:
    """The first day of each month from that of `eerste` until that of `laatste`."""
    maand = eerste.replace(day=1)
    while maand <= laatste:
        yield maand
        maand = na_maanden(maand, 1)


def _maand(
    eerste: date, vandaag: date, perioden: list[Planperiode], momenten: list[Moment]
) -> Planmaand:
    volgende = na_maanden(eerste, 1)
    loopt = [p for p in perioden if p.begin < volgende and p.einde >= eerste]
    gebeurt = list(momenten)
    for p in perioden:
        gebeurt.append(Moment(p.begin, p.soort, p.titel, p.adres, p.stand, "begint", p.thema))
        gebeurt.append(Moment(p.einde, p.soort, p.titel, p.adres, "", "eindigt", p.thema))
    hier = [een for een in gebeurt if eerste <= een.dag < volgende]
    banen = min(max((p.baan for p in perioden), default=-1) + 1, BANEN)
    vakken = [Baanvak() for _ in range(banen)]
    for p in loopt:
        if p.baan < banen:
            vakken[p.baan] = Baanvak(p.thema, p.begin >= eerste, p.einde < volgende)
    return Planmaand(
        eerste,
        eerste == vandaag.replace(day=1),
        vakken,
        loopt,
        sorted(hier, key=lambda een: (een.dag, een.soort, een.titel)),
    )


def _zin(gat: Gat, vandaag: date) -> str:
    """What the page says of a stretch in which no theme begins."""
    if gat.tot is None:
        vanaf = "Na vandaag" if gat.van == vandaag else f"Na {date_format(gat.van, 'j F Y')}"
        return f"{vanaf} begint nog geen thema. {BELOFTE}"
    van = date_format(gat.van, "j F" if gat.van.year == gat.tot.year else "j F Y")
    return f"Tussen {van} en {date_format(gat.tot, 'j F Y')} begint geen thema. {BELOFTE}"


@dataclass(frozen=True)
class Bezetting:
    """How many of the places of one thing are taken."""

    wat: str
    adres: str
    bezet: int
    hoogstens: int
    minstens: int = 0

    @property
    def over(self) -> int:
        return max(self.hoogstens - self.bezet, 0)

    @property
    def nog_nodig(self) -> int:
        """How many more there must be before it is worth it."""
        return max(self.minstens - self.bezet, 0)


@dataclass(frozen=True)
class Grenzen:
    """The limits of the plan: themes, organisations in all, and in each traject."""

    themas: Bezetting
    organisaties: Bezetting
    per_traject: list[Bezetting]


def grenzen() -> Grenzen:
    """How much room is left. Two queries."""
    doet_mee = ~Q(deelnames__status=Deelnamestatus.GESTOPT)
    gekozen = Traject.objects.gekozen().annotate(bezet=Count("deelnames", filter=doet_mee))
    trajecten: list[Any] = list(gekozen)
    in_alles = Deelname.objects.exclude(status=Deelnamestatus.GESTOPT).count()
    return Grenzen(
        Bezetting("Trajectthema's", "", len(trajecten), TRAJECTTHEMAS),
        Bezetting("Organisaties in alles", "", in_alles, ORGANISATIES_IN_ALLES),
        [
            Bezetting(
                traject.titel,
                reverse("trajecten:traject_beheer", args=[traject.pk]),
                traject.bezet,
                ORGANISATIES_HOOGSTENS,
                ORGANISATIES_MINSTENS,
            )
            for traject in trajecten
        ],
    )
