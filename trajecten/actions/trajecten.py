"""What happens with a traject and its organisations after planning: change, begin, end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.fouten import is_er_nog, vereis, vereis_recht
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from logboek.models import Logregel
from organisaties.models import Organisatie
from trajecten.actions.inschrijven import schrijf_in, vereis_looptijd, vergrendel_plekken
from trajecten.actions.uitnodigen import heet_welkom, neem_afscheid, zeg_alles_af
from trajecten.actions.uren import vereis_week_past, vergrendel_coaches
from trajecten.keuzelijsten import BEZIG, ORGANISATIES_MINSTENS, Deelnamestatus, Trajectstatus
from trajecten.models import Begeleidingsplan, Deelname, Traject, Trajectevaluatie, Urenweek
from trajecten.rechten import NIET_TRAJECT, mag_traject
from trajecten.vindbaar import maak_vindbaar
from werkplek.bewerken import vereis_ongewijzigd, zet
from werkplek.rechten import NIET_STUREN, mag_sturen

VOORBIJ = "Dit traject is voorbij. Er wijzigt niets meer aan."
DEELNAME_VELDEN = (
    *("coach", "uren_per_week", "innovatie", "projectleider", "projectleider_email"),
    *("inzet_uren", "inzet_euro"),
)
"""What may change while an organisation takes part."""


def vergrendel_traject(traject: Traject) -> Traject:
    """The row of `traject` as it is now, locked until the transaction ends."""
    return is_er_nog(Traject.objects.select_for_update(of=("self",)), traject.pk)


def vergrendel_deelname(deelname: Deelname, door: Gebruiker | None) -> Deelname:
    """The row of `deelname` as it is now, locked until the transaction ends.

    Without `door` it is the intern projectleider, who came by her own link. Raises RuleViolation
    unless `door` keeps its traject, and when the organisation does not take part any more.
    """
    rijen = Deelname.objects.select_for_update(of=("self",))
    deelname = rijen.select_related("traject", "organisatie", "coach").get(pk=deelname.pk)
    vereis_recht(door is None or mag_traject(door, deelname.traject), NIET_TRAJECT)
    vereis(
        deelname.status == Deelnamestatus.ACTIEF,
        "Deze deelname is voorbij. Er wijzigt niets meer aan.",
    )
    return deelname


@transaction.atomic
def bewerk_traject(
    *,
    traject: Traject,
    waarden: Mapping[str, Any],
    coaches: Iterable[Gebruiker],
    kenmerk: str,
    door: Gebruiker,
) -> Traject:
    """Write titel, samenvatting, begin, einde and coaches; the theme stands fixed.

    `kenmerk` is that of what the writer was shown. Raises RuleViolation when a colleague
    changed it since, when it lasts longer than fifteen months, when the begin of one that runs
    would change, or when a coach would leave who still has organisations in it.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    traject = vergrendel_traject(traject)
    vereis(traject.status in BEZIG, VOORBIJ)
    vereis_ongewijzigd(traject, kenmerk)
    vereis_looptijd(waarden["begin"], waarden["einde"])
    vereis(
        traject.status == Trajectstatus.VOORBEREIDING or waarden["begin"] == traject.begin,
        "Dit traject is al begonnen. De begindatum wijzigt niet meer.",
    )
    gewijzigd = zet(traject, waarden) + _zet_coaches(traject, list(coaches))
    if gewijzigd:
        traject.gewijzigd_door = door
        traject.save()
        Logregel.objects.schrijf(traject, "traject-gewijzigd", door=door, velden=gewijzigd)
        maak_vindbaar(traject)
    return traject


def _zet_coaches(traject: Traject, coaches: list[Gebruiker]) -> list[str]:
    waren = set(traject.coaches.all())
    vereis(
        all(coach.mag(Recht.BEGELEIDT) for coach in set(coaches) - waren),
        "Kies alleen mensen die coach zijn.",
    )
    actief = traject.deelnames.filter(status=Deelnamestatus.ACTIEF).select_related("coach")
    nodig = {deelname.coach for deelname in actief} - set(coaches)
    namen = ", ".join(sorted(map(str, nodig)))
    vereis(
        not nodig,
        f"{namen} begeleidt nog organisaties in dit traject. Geef die eerst een andere coach.",
    )
    if waren == set(coaches):
        return []
    traject.coaches.set(coaches)
    return ["coaches"]


def ontbreekt_voor_start(traject: Traject, vandaag: date) -> list[str]:
    """What `traject` still misses to begin, in words; empty when nothing. Two queries."""
    missend = []
    meedoend = traject.deelnames.filter(status=Deelnamestatus.ACTIEF).count()
    if nog := max(ORGANISATIES_MINSTENS - meedoend, 0):
        wat = "organisatie" if nog == 1 else "organisaties"
        missend.append(
            f"Nog {nog} {wat}. Er zijn er ten minste {ORGANISATIES_MINSTENS} nodig en er doen er "
            f"{meedoend} mee."
        )
    if not traject.coaches.exists():
        missend.append("Een coach. Kies die bij ‘Bewerken’.")
    if traject.einde <= vandaag:
        missend.append("Een periode die nog niet voorbij is. Wijzig die bij ‘Bewerken’.")
    return missend


@transaction.atomic
def open_oproep(*, traject: Traject, door: Gebruiker) -> Traject:
    """Put the page of `traject` on the site, and ask organisations to join it.

    Raises RuleViolation when that was done, when it began, and without a samenvatting or a coach:
    who applies must read what it is about, and somebody must answer.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    traject = vergrendel_traject(traject)
    vereis(traject.status == Trajectstatus.VOORBEREIDING, "Dit traject is al begonnen.")
    vereis(traject.geopend_op is None, "De oproep staat al op de site.")
    missend = ontbreekt_voor_oproep(traject)
    vereis(not missend, f"De oproep kan nog niet open. Nodig is: {' '.join(missend)}")
    traject.geopend_op, traject.geopend_door = timezone.now(), door
    traject.save(update_fields=["geopend_op", "geopend_door", "gewijzigd_op"])
    Logregel.objects.schrijf(traject, "traject-geopend", door=door)
    maak_vindbaar(traject)
    return traject


def ontbreekt_voor_oproep(traject: Traject) -> list[str]:
    """What `traject` still misses to ask who joins, in words; empty when nothing. One query."""
    missend = []
    if not traject.samenvatting:
        missend.append("Een samenvatting. Schrijf die bij ‘Bewerken’.")
    if not traject.coaches.exists():
        missend.append("Een coach. Kies die bij ‘Bewerken’.")
    return missend


@transaction.atomic
def start(*, traject: Traject, door: Gebruiker) -> Traject:
    """Begin with `traject`. Raises RuleViolation with what is missing (6 to 10 take part)."""
    vereis_recht(mag_sturen(door), NIET_STUREN)
    traject = vergrendel_traject(traject)
    vereis(traject.status == Trajectstatus.VOORBEREIDING, "Dit traject is al begonnen.")
    vergrendel_plekken()
    missend = ontbreekt_voor_start(traject, timezone.localdate())
    vereis(not missend, f"Dit traject kan nog niet beginnen. Nodig is: {' '.join(missend)}")
    return _zet_status(traject, Trajectstatus.LOPEND, "traject-gestart", door)


@transaction.atomic
def rond_traject_af(*, traject: Traject, door: Gebruiker) -> Traject:
    """End `traject`. Raises RuleViolation while an organisation still takes part."""
    vereis_recht(mag_sturen(door), NIET_STUREN)
    traject = vergrendel_traject(traject)
    vereis(traject.status == Trajectstatus.LOPEND, "Alleen een traject dat loopt, rondt u af.")
    bezig = nog_bezig(traject)
    vereis(
        not bezig,
        "Rond eerst elke deelname af, met een plan en een evaluatie. Nog bezig: "
        f"{', '.join(bezig)}.",
    )
    return _zet_status(traject, Trajectstatus.AFGEROND, "traject-afgerond", door)


def nog_bezig(traject: Traject) -> list[str]:
    """The organisations that still take part in `traject`, by name. One query."""
    actief = traject.deelnames.filter(status=Deelnamestatus.ACTIEF)
    return list(actief.order_by("organisatie").values_list("organisatie__naam", flat=True))


@transaction.atomic
def laat_vervallen(*, traject: Traject, reden: str, door: Gebruiker) -> Traject:
    """Call off a traject that did not begin: its place and those of its organisations are free.

    Raises RuleViolation without a reason, and once it began.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    traject = vergrendel_traject(traject)
    vereis(
        traject.status == Trajectstatus.VOORBEREIDING,
        "Dit traject is al begonnen. Laat organisaties stoppen, of rond het af.",
    )
    vereis(reden.strip(), "Schrijf in een zin waarom het traject niet doorgaat.")
    actief = traject.deelnames.filter(status=Deelnamestatus.ACTIEF)
    deelnames = list(actief.select_for_update().order_by("pk"))
    vergrendel_plekken()
    zeg_alles_af(traject)
    for deelname in deelnames:
        deelname.status, deelname.reden = Deelnamestatus.GESTOPT, "Het traject gaat niet door."
        deelname.plek = deelname.plek_in_alles = None
        deelname.gestopt_op, deelname.gestopt_door = timezone.now(), door
        deelname.save()
    traject.nummer = None
    return _zet_status(traject, Trajectstatus.VERVALLEN, "traject-vervallen", door, reden.strip())


def _zet_status(
    traject: Traject, naar: Trajectstatus, wat: str, door: Gebruiker, toelichting: str = ""
) -> Traject:
    van, traject.status, traject.gewijzigd_door = traject.status, naar, door
    traject.save()
    Logregel.objects.schrijf(traject, wat, door=door, van=van, naar=naar, toelichting=toelichting)
    maak_vindbaar(traject)
    return traject


@transaction.atomic
def laat_meedoen(*, deelname: Deelname, door: Gebruiker) -> Deelname:
    """`schrijf_in`, for an organisation that may be new: it is saved only with its place."""
    traject = vergrendel_traject(deelname.traject)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    organisatie = deelname.organisatie
    if not organisatie.pk:
        vergrendel_plekken()
        bezet = set(Organisatie.objects.values_list("slug", flat=True))
        organisatie.slug = vrije_slug(organisatie.naam, bezet, anders="organisatie", maximum=50)
        organisatie.save()
        deelname.organisatie = organisatie
    return schrijf_in(deelname=deelname, door=door)


@transaction.atomic
def wijzig_deelname(
    *, deelname: Deelname, waarden: Mapping[str, Any], kenmerk: str, door: Gebruiker
) -> Deelname:
    """Write the checked `waarden` of DEELNAME_VELDEN.

    Raises RuleViolation when a colleague changed them since `kenmerk`, for a coach of another
    traject, and when the hours made so far would give the new coach more than a working week.
    """
    vergrendel_traject(deelname.traject)
    deelname = vergrendel_deelname(deelname, door)
    vereis_ongewijzigd(deelname, kenmerk, velden=DEELNAME_VELDEN)
    coach = waarden["coach"]
    vereis(deelname.traject.coaches.filter(pk=coach.pk).exists(), "Kies een coach van dit traject.")
    gewijzigd = [naam for naam in DEELNAME_VELDEN if getattr(deelname, naam) != waarden[naam]]
    if "projectleider_email" in gewijzigd:
        neem_afscheid(deelname)
    for naam in gewijzigd:
        setattr(deelname, naam, waarden[naam])
    if not gewijzigd:
        return deelname
    deelname.save(update_fields=gewijzigd)
    if "coach" in gewijzigd:
        vergrendel_coaches([coach.pk])
        weken = Urenweek.objects.filter(deelname=deelname).values_list("week", flat=True)
        vereis_week_past([coach.pk], list(weken))
    Logregel.objects.schrijf(
        deelname.traject,
        "deelname-gewijzigd",
        door=door,
        velden=gewijzigd,
        toelichting=str(deelname.organisatie),
    )
    maak_vindbaar(deelname.traject)
    if "projectleider_email" in gewijzigd:
        heet_welkom(deelname)
    return deelname


@transaction.atomic
def rond_af(*, deelname: Deelname, door: Gebruiker) -> Deelname:
    """End a participation as it should: its leerpunten go to who writes the description.

    Raises RuleViolation before the traject began, and without a plan or an evaluatie.
    """
    deelname = vergrendel_deelname(deelname, door)
    vereis(
        deelname.traject.status == Trajectstatus.LOPEND,
        "Het traject is nog niet begonnen. Een deelname rondt u af als het loopt.",
    )
    missend = [
        naam
        for naam, model in (("begeleidingsplan", Begeleidingsplan), ("evaluatie", Trajectevaluatie))
        if not model.objects.filter(deelname=deelname).exists()
    ]
    vereis(not missend, f"Schrijf eerst: {' en '.join(missend)}.")
    deelname.status = Deelnamestatus.AFGEROND
    deelname.save(update_fields=["status"])
    neem_afscheid(deelname)
    Logregel.objects.schrijf(
        deelname.traject, "deelname-afgerond", door=door, toelichting=str(deelname.organisatie)
    )
    return deelname
