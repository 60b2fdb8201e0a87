"""What waits for a coach or the projectleider: each thing for one of the two, never for both.

What a coach looks after is hers; it is for who leads once she left or is no coach any more. What
concerns a whole traject is for its coaches, and for who leads when it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import zorg_van
from trajecten.keuzelijsten import (
    ORGANISATIES_MINSTENS,
    Besluitsoort,
    Deelnamestatus,
    Trajectstatus,
)
from trajecten.lezen.uren import laatste_weken, telt_in
from trajecten.models import Afspraak, Besluit, Deelname, Groepsbijeenkomst, Traject
from werkplek.rechten import mag_sturen

EVALUATIE_VOOR, PLAATSEN_VOOR = timedelta(weeks=4), timedelta(weeks=8)
"""How long before the end an evaluatie is due, and before the begin the seats are to be filled."""


def _van(gebruiker: Gebruiker) -> Q:
    """The participations that `gebruiker` looks after."""
    return zorg_van(gebruiker, "coach", Recht.BEGELEIDT, vangt_op=mag_sturen(gebruiker))


def _lopend(gebruiker: Gebruiker) -> QuerySet[Any]:
    """Her participations that are under way, the longest first, with what a task says."""
    actief = Deelname.objects.filter(
        _van(gebruiker), status=Deelnamestatus.ACTIEF, traject__status=Trajectstatus.LOPEND
    )
    return actief.select_related("traject", "organisatie").order_by("begonnen_op", "pk")


def zonder_plan(gebruiker: Gebruiker) -> QuerySet[Any]:
    """Participations under way for which no begeleidingsplan was written."""
    return _lopend(gebruiker).filter(plan=None)


def zonder_evaluatie(gebruiker: Gebruiker, vandaag: date) -> QuerySet[Any]:
    """Participations of which the traject is over, or almost, without an evaluatie."""
    bijna = _lopend(gebruiker).filter(traject__einde__lte=vandaag + EVALUATIE_VOOR, evaluatie=None)
    return bijna.order_by("traject__einde", "pk")


@dataclass(frozen=True)
class Urengat:
    """Weeks that are over, and can still be filled in, for which a coach gave no hours."""

    deelname: Deelname
    weken: list[date]


def zonder_uren(gebruiker: Gebruiker, vandaag: date) -> list[Urengat]:
    """The participations with such weeks; a week of zero hours was filled in. One query."""
    voorbij = laatste_weken(vandaag)[:-1]
    deelnames = _lopend(gebruiker).select_related("traject", "organisatie", "evaluatie")
    gevuld = ArrayAgg("urenweken__week", filter=Q(urenweken__week__in=voorbij))

    def gaten() -> Iterator[Urengat]:
        for deelname in deelnames.annotate(gevuld=gevuld):
            weken = [
                week
                for week in voorbij
                if telt_in(deelname, deelname.traject, week) and week not in (deelname.gevuld or ())
            ]
            if weken:
                yield Urengat(deelname, weken)

    return sorted(gaten(), key=lambda gat: (gat.weken[0], gat.deelname.pk))


def _trajecten_van(gebruiker: Gebruiker) -> QuerySet[Traject]:
    """The trajecten that `gebruiker` is a coach of; for who leads those without a coach too."""
    coaches = Gebruiker.objects.met_recht(Recht.BEGELEIDT).filter(trajecten=OuterRef("pk"))
    mijn = Exists(coaches.filter(pk=gebruiker.pk))
    return Traject.objects.filter(mijn | ~Exists(coaches) if mag_sturen(gebruiker) else mijn)


def met_aanvragen(gebruiker: Gebruiker) -> QuerySet[Any]:
    """The trajecten of `gebruiker` whose call somebody answered: `aantal` of them, `sinds` when."""
    wacht = {"meedoeners__bevestigd_op__isnull": False, "meedoeners__afgehandeld_op": None}
    rijen = _trajecten_van(gebruiker).filter(**wacht)
    return rijen.annotate(
        aantal=Count("meedoeners"), sinds=Min("meedoeners__bevestigd_op")
    ).order_by("sinds", "pk")


def zonder_bijeenkomst(gebruiker: Gebruiker, vandaag: date) -> QuerySet[Any]:
    """Trajecten under way without a next meeting; `sinds` is the day of the last, or the begin."""
    komend = Groepsbijeenkomst.objects.filter(traject=OuterRef("pk"), datum__gte=vandaag)
    lopend = _trajecten_van(gebruiker).filter(
        ~Exists(komend), status=Trajectstatus.LOPEND, einde__gt=vandaag
    )
    gevonden: QuerySet[Any] = lopend.annotate(
        sinds=Coalesce(Max("bijeenkomsten__datum"), F("begin"))
    )
    return gevonden.order_by("sinds", "pk")


def te_vullen(vandaag: date) -> QuerySet[Any]:
    """Trajecten that begin within weeks, or should have begun, with `bezet` places: too few."""
    straks = Traject.objects.filter(
        status=Trajectstatus.VOORBEREIDING, begin__lte=vandaag + PLAATSEN_VOOR
    )
    return straks.met_bezet().filter(bezet__lt=ORGANISATIES_MINSTENS).order_by("begin", "pk")


def zonder_traject() -> QuerySet[Besluit]:
    """Decisions on a theme for which no traject was planned, the oldest first."""
    gekozen = Traject.objects.gekozen().filter(thema=OuterRef("thema"))
    keuzes = Besluit.objects.filter(~Exists(gekozen), soort=Besluitsoort.THEMAKEUZE)
    return keuzes.select_related("thema").order_by("datum", "pk")


def afgesproken(gebruiker: Gebruiker) -> QuerySet[Any]:
    """What she agreed to do; the projectleider has what was agreed with who left."""
    van = zorg_van(gebruiker, "wie", Recht.ZIET_PROGRAMMA, vangt_op=mag_sturen(gebruiker))
    return Afspraak.objects.filter(van, gedaan_op=None).select_related("overleg")
