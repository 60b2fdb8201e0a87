"""The hours that coaches made: never more in a week than a working week has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import date_format, number_format

from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from trajecten.keuzelijsten import BEZIG, UREN_IN_WEEK
from trajecten.lezen.uren import maandag
from trajecten.models import Traject, Urenweek
from trajecten.rechten import NIET_TRAJECT, mag_traject

Urenvak = tuple[int, date]
"""One box of the page: a participation and the Monday of a week."""

Uren = Mapping[Urenvak, Decimal | None]


def vergrendel_coaches(coaches: Collection[int]) -> None:
    """Wait until nobody else counts the hours of these `coaches`; until the transaction ends.

    The lock leaves alone who only refers to their accounts.
    """
    rijen = Gebruiker.objects.filter(pk__in=coaches).order_by("pk")
    list(rijen.select_for_update(no_key=True).values_list("pk"))


def vereis_week_past(coaches: Collection[int], weken: Collection[date]) -> None:
    """Raise RuleViolation when one of the locked `coaches` has too many hours in one of `weken`."""
    te_veel = (
        Urenweek.objects.filter(deelname__coach__in=coaches, week__in=weken)
        .values("deelname__coach__naam", "week")
        .order_by("week", OpAlfabet("deelname__coach__naam"))
        .annotate(samen=Sum("uren"))
        .filter(samen__gt=UREN_IN_WEEK)
        .first()
    )
    if te_veel:
        samen = te_veel["samen"]
        raise RuleViolation(
            f"{te_veel['deelname__coach__naam']} komt in de week van "
            f"{date_format(te_veel['week'], 'j F')} op {_uur(samen)} uur, over alle organisaties "
            f"en trajecten samen. Een week heeft hoogstens {UREN_IN_WEEK} uur. Vul "
            f"{_uur(samen - UREN_IN_WEEK)} uur minder in."
        )


def _uur(uren: Decimal) -> str:
    return str(number_format(uren.normalize() if uren % 1 else int(uren)))


@transaction.atomic
def bewaar_uren(*, traject: Traject, uren: Uren, gezien: Uren, door: Gebruiker) -> int:
    """Write the checked `uren` that differ from what was `gezien`; return how many that are.

    An empty box takes the hours of its week away. Raises RuleViolation for a week that is no
    Monday or not there yet, when a colleague wrote something else in the same box meanwhile, and
    when a coach would have more hours than a working week, all trajecten together.
    """
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    traject = Traject.objects.get(pk=traject.pk)
    vereis(
        traject.status in BEZIG,
        "Dit traject is voorbij. Er komen geen uren meer bij.",
    )
    nieuw = {vak: waarde for vak, waarde in uren.items() if waarde != gezien.get(vak)}
    weken = {week for _pk, week in nieuw}
    vereis(all(week == maandag(week) for week in weken), "Een week begint op maandag.")
    vereis(
        all(week <= timezone.localdate() for week in weken),
        "Die week komt nog. Vul uren in als de week begonnen is.",
    )
    rijen = traject.deelnames.filter(pk__in={pk for pk, _week in nieuw}).order_by("pk")
    coach_van = dict(rijen.select_for_update(no_key=True).values_list("pk", "coach_id"))
    vereis(
        all(pk in coach_van for pk, _week in nieuw),
        "Deze organisatie doet niet mee aan dit traject. Laad de pagina opnieuw.",
    )
    coaches = set(coach_van.values())
    vergrendel_coaches(coaches)
    gewijzigd = _schrijf(nieuw, gezien, door)
    vereis_week_past(coaches, weken)
    if gewijzigd:
        Logregel.objects.schrijf(traject, "uren-ingevuld", door=door)
    return gewijzigd


def _schrijf(nieuw: Uren, gezien: Uren, door: Gebruiker) -> int:
    rijen = Urenweek.objects.filter(
        deelname__in={pk for pk, _week in nieuw}, week__in={week for _pk, week in nieuw}
    )
    nu = {(rij.deelname_id, rij.week): rij for rij in rijen}
    gewijzigd = 0
    for vak, waarde in nieuw.items():
        rij = nu.get(vak)
        staat = rij.uren if rij else None
        if staat == waarde:
            continue
        vereis(
            staat == gezien.get(vak),
            "Een collega vulde ondertussen ook uren in. Wat u invulde, staat hieronder nog. "
            "Bekijk in een ander venster wat er veranderde, en bewaar daarna opnieuw.",
        )
        gewijzigd += 1
        if waarde is None and rij:
            rij.delete()
        elif waarde is not None:
            rij = rij or Urenweek(deelname_id=vak[0], week=vak[1])
            rij.uren, rij.gewijzigd_door = waarde, door
            rij.save()
    return gewijzigd
