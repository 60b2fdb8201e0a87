"""What a coach writes of one organisation and of the group: plan, evaluatie, meetings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from trajecten import berichten
from trajecten.actions.trajecten import VOORBIJ, vergrendel_deelname, vergrendel_traject
from trajecten.actions.uitnodigen import nodig_uit, verzet, zeg_af
from trajecten.keuzelijsten import BEZIG
from trajecten.models import (
    Begeleidingsplan,
    Deelname,
    Groepsbijeenkomst,
    Leerpunt,
    Traject,
    Trajectevaluatie,
)
from trajecten.rechten import NIET_TRAJECT, mag_traject
from werkplek.bewerken import vereis_ongewijzigd, zet
from werkplek.rechten import NIET_STUREN, mag_sturen

AL_WEG = "Deze bijeenkomst is er niet meer."
AL_GEWEEST = "Deze bijeenkomst is geweest. Schrijf erbij wie er was."

Deelnameblad = Begeleidingsplan | Trajectevaluatie
"""One of the two fixed forms."""


@transaction.atomic
def bewaar_plan(
    *, deelname: Deelname, waarden: Mapping[str, Any], kenmerk: str, door: Gebruiker | None
) -> Begeleidingsplan:
    """Write the plan of `deelname`; a plan that changed is to be discussed anew.

    Without `door` it is the intern projectleider, by her own link: the coach hears of it.
    `kenmerk` is that of what the writer was shown. Raises RuleViolation when a colleague
    changed it since, and once the participation ended.
    """
    deelname = vergrendel_deelname(deelname, door)
    was = Begeleidingsplan.objects.filter(deelname=deelname).first()
    vereis_ongewijzigd(was, kenmerk)
    plan = was or Begeleidingsplan(deelname=deelname)
    if _zet(plan, waarden, door, ook=was is None):
        plan.save()
        _log(deelname, "plan-geschreven", door)
    return plan


@transaction.atomic
def bewaar_evaluatie(
    *,
    deelname: Deelname,
    waarden: Mapping[str, Any],
    leerpunten: Sequence[Leerpunt] | None,
    kenmerk: str,
    door: Gebruiker | None,
) -> Trajectevaluatie:
    """Write the evaluatie of `deelname` with its unsaved `leerpunten`, as `bewaar_plan` does.

    Without `leerpunten` those that there are stay.
    """
    deelname = vergrendel_deelname(deelname, door)
    was = Trajectevaluatie.objects.filter(deelname=deelname).first()
    vereis_ongewijzigd(was, kenmerk)
    evaluatie = was or Trajectevaluatie(deelname=deelname)
    anders = leerpunten is not None and _zet_leerpunten(deelname, leerpunten)
    if _zet(evaluatie, waarden, door, ook=anders or was is None):
        evaluatie.save()
        _log(deelname, "evaluatie-geschreven", door)
    return evaluatie


def _zet(
    blad: Deelnameblad, waarden: Mapping[str, Any], door: Gebruiker | None, *, ook: bool = False
) -> bool:
    """Put `waarden` in `blad`; return whether anything differs, or `ook` something else does."""
    if not zet(blad, waarden) and not ook:
        return False
    blad.gewijzigd_door = door
    blad.besproken_op = blad.besproken_door = None
    return True


def _zet_leerpunten(deelname: Deelname, leerpunten: Sequence[Leerpunt]) -> bool:
    open_punten = deelname.leerpunten.filter(overgenomen=None)
    waren = [(punt.soort, punt.tekst, punt.oplossing) for punt in open_punten]
    if waren == [(punt.soort, punt.tekst, punt.oplossing) for punt in leerpunten]:
        return False
    open_punten.delete()
    for volgorde, punt in enumerate(leerpunten):
        punt.pk, punt.deelname, punt.volgorde = None, deelname, volgorde
    Leerpunt.objects.bulk_create(leerpunten)
    return True


@transaction.atomic
def bespreek(*, blad: Deelnameblad, kenmerk: str, door: Gebruiker) -> None:
    """Record that a projectleider discussed `blad` with the coach.

    Raises RuleViolation for who is none, and when it changed since `kenmerk`.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    bladen: Any = type(blad).objects.select_for_update(of=("self",))
    blad = is_er_nog(bladen, blad.pk)
    vereis_ongewijzigd(
        blad,
        kenmerk,
        uitleg="Een collega wijzigde dit ondertussen. Lees het opnieuw voordat u vastlegt dat het "
        "besproken is.",
    )
    if blad.besproken_op:
        return
    blad.besproken_op, blad.besproken_door = timezone.now(), door
    blad.save(update_fields=["besproken_op", "besproken_door"])
    naam = "plan" if isinstance(blad, Begeleidingsplan) else "evaluatie"
    _log(blad.deelname, f"{naam}-besproken", door)


def _log(deelname: Deelname, wat: str, door: Gebruiker | None) -> None:
    Logregel.objects.schrijf(
        deelname.traject,
        wat,
        door=door,
        wie="" if door else "een interne projectleider",
        toelichting=str(deelname.organisatie),
    )
    if door is None:
        berichten.geschreven(deelname, wat.partition("-")[0], timezone.now())


@transaction.atomic
def bewaar_bijeenkomst(
    *,
    bijeenkomst: Groepsbijeenkomst,
    waarden: Mapping[str, Any],
    aanwezig: Collection[Deelname],
    kenmerk: str,
    door: Gebruiker,
    genodigden: Collection[Gebruiker] = (),
) -> Groepsbijeenkomst:
    """Write the columns of a meeting of the group, new or known, and who came.

    All that take part, and `genodigden`, are invited to one that comes and has a time, with a
    calendar file; when it moves, they hear of that. Raises RuleViolation when a colleague changed
    it since `kenmerk`, for a day outside the period of the traject or with a meeting already, and
    for who came to a day that is still to come.
    """
    traject = vergrendel_traject(bijeenkomst.traject)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    vereis(traject.status in BEZIG, VOORBIJ)
    nu = Groepsbijeenkomst.objects.filter(pk=bijeenkomst.pk or 0).first()
    vereis_ongewijzigd(nu, kenmerk)
    datum = waarden["datum"]
    _vereis_dag(traject, bijeenkomst, datum)
    vereis(
        datum <= timezone.localdate() or not aanwezig,
        "De bijeenkomst is nog niet geweest. Vul daarna in wie er was.",
    )
    bijeenkomst = nu or Groepsbijeenkomst(traject=traject)
    was = verzet(bijeenkomst, waarden)
    bijeenkomst.gewijzigd_door = door
    bijeenkomst.save()
    bijeenkomst.aanwezig.set(aanwezig)
    nodig_uit(bijeenkomst, genodigden, was)
    wat = date_format(datum, "j F Y")
    Logregel.objects.schrijf(traject, "bijeenkomst-bewaard", door=door, toelichting=wat)
    return bijeenkomst


@transaction.atomic
def zeg_bijeenkomst_af(*, groepsbijeenkomst: Groepsbijeenkomst, door: Gebruiker) -> Traject:
    """Take a meeting that is still to come away, and tell who was invited; return its traject.

    Raises RuleViolation for one that was, and for a traject that is over.
    """
    traject = vergrendel_traject(groepsbijeenkomst.traject)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    vereis(traject.status in BEZIG, VOORBIJ)
    nu = traject.bijeenkomsten.filter(pk=groepsbijeenkomst.pk).first()
    if nu is None:
        raise RuleViolation(AL_WEG)
    vereis(nu.datum >= timezone.localdate(), AL_GEWEEST)
    zeg_af(nu)
    wat = date_format(nu.datum, "j F Y")
    Logregel.objects.schrijf(traject, "bijeenkomst-afgezegd", door=door, toelichting=wat)
    nu.delete()
    return traject


def _vereis_dag(traject: Traject, bijeenkomst: Groepsbijeenkomst, datum: Any) -> None:
    vereis(
        traject.begin <= datum <= traject.einde,
        f"Een bijeenkomst valt binnen het traject: van {date_format(traject.begin, 'j F Y')} tot "
        f"en met {date_format(traject.einde, 'j F Y')}.",
    )
    zelfde_dag = traject.bijeenkomsten.filter(datum=datum).exclude(pk=bijeenkomst.pk or 0)
    vereis(
        not zelfde_dag.exists(),
        "Op die dag is er al een bijeenkomst van dit traject. Open die, of kies een andere dag.",
    )
