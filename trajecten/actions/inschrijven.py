"""Places in trajecten: the six themes, the ten organisations of each, the forty in all.

A place is a number that the database gives out once. Who takes or gives back a place waits here
for one lock, so that a free number is found and never fought for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import na_maanden
from basis.fouten import is_er_nog, vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from logboek.models import Logregel
from trajecten.actions.uitnodigen import heet_welkom, neem_afscheid
from trajecten.keuzelijsten import (
    BEZIG,
    MAANDEN_HOOGSTENS,
    ORGANISATIES_HOOGSTENS,
    ORGANISATIES_IN_ALLES,
    TRAJECTTHEMAS,
    VASTE_THEMA,
    Besluitsoort,
    Deelnamestatus,
    Trajectstatus,
)
from trajecten.models import Deelname, Traject
from trajecten.rechten import NIET_TRAJECT, mag_traject
from trajecten.vindbaar import maak_vindbaar
from werkplek.rechten import NIET_STUREN, mag_sturen

VOL_THEMAS = (
    f"Er zijn al {TRAJECTTHEMAS} trajectthema's. Laat eerst een traject dat nog niet begon, "
    "vervallen."
)
VOL_THEMA = (
    f"Aan dit traject doen al {ORGANISATIES_HOOGSTENS} organisaties mee. Kies een ander traject, "
    "of wacht tot er een stopt."
)
VOL_PROGRAMMA = (
    f"In alle trajecten samen doen al {ORGANISATIES_IN_ALLES} organisaties mee. Voor meer is er "
    "in het programma geen plaats."
)


def vergrendel_plekken() -> None:
    """Wait until nobody else takes or gives back a place; until the transaction ends."""
    een_tegelijk("programma_plekken")


def _vrij(bezet: Iterable[int | None], hoogstens: int) -> int | None:
    """The lowest number up to `hoogstens` that is not taken."""
    genomen = set(bezet)
    return next((nummer for nummer in range(1, hoogstens + 1) if nummer not in genomen), None)


@transaction.atomic
def plan_traject(*, traject: Traject, coaches: Iterable[Gebruiker], door: Gebruiker) -> Traject:
    """Save the new `traject` on a free place among the themes; its slug follows from its title.

    Raises RuleViolation when there are six, when its theme has one already, when it lasts longer
    than fifteen months, or when the stuurgroep did not choose its theme.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    vereis_looptijd(traject.begin, traject.einde)
    vereis_themakeuze(traject)
    coaches = list(coaches)
    vereis(
        all(coach.mag(Recht.BEGELEIDT) for coach in coaches),
        "Kies alleen mensen die coach zijn.",
    )
    vergrendel_plekken()
    vereis(
        not Traject.objects.gekozen().filter(thema=traject.thema).exists(),
        "Er is al een traject over dit thema.",
    )
    nummer = _vrij(Traject.objects.gekozen().values_list("nummer", flat=True), TRAJECTTHEMAS)
    vereis(nummer, VOL_THEMAS)
    bezet = set(Traject.objects.values_list("slug", flat=True))
    traject.slug = traject.slug or vrije_slug(traject.titel, bezet, anders="traject", maximum=70)
    traject.nummer, traject.gemaakt_door = nummer, door
    traject.status = Trajectstatus.VOORBEREIDING
    traject.save(force_insert=True)
    traject.coaches.set(coaches)
    Logregel.objects.schrijf(traject, "traject-gepland", door=door)
    return traject


def vereis_looptijd(begin: date, einde: date) -> None:
    """Raise RuleViolation unless a traject may last so long (programme plan, 2.2)."""
    vereis(einde > begin, "Het traject eindigt vóór het begint. Kies een latere einddatum.")
    laatste = na_maanden(begin, MAANDEN_HOOGSTENS)
    vereis(
        einde <= laatste,
        f"Een traject duurt hoogstens {MAANDEN_HOOGSTENS} maanden. Kies een einde tot en met "
        f"{date_format(laatste, 'j F Y')}.",
    )


def vereis_themakeuze(traject: Traject) -> None:
    """Raise RuleViolation unless the plan or the stuurgroep chose the theme of `traject`."""
    if traject.thema.slug == VASTE_THEMA:
        return
    besluit = traject.besluit
    vereis(
        besluit and besluit.soort == Besluitsoort.THEMAKEUZE and besluit.thema == traject.thema,
        "De stuurgroep kiest de thema's. Leg eerst haar besluit vast en kies het hier.",
    )


@transaction.atomic
def schrijf_in(*, deelname: Deelname, door: Gebruiker) -> Deelname:
    """Give the organisation of the unsaved `deelname` a place in its traject.

    Raises RuleViolation without intern projectleider or commitment, at the 11th of the theme or
    the 41st of all, when it takes part already, and when the traject is over.
    """
    traject = is_er_nog(Traject.objects.select_for_update(), deelname.traject_id)
    vereis_recht(mag_traject(door, traject), NIET_TRAJECT)
    _vereis_toegezegd(deelname, traject)
    vergrendel_plekken()
    meedoend = Deelname.objects.exclude(status=Deelnamestatus.GESTOPT)
    in_thema = meedoend.filter(traject=traject)
    vereis(
        not in_thema.filter(organisatie=deelname.organisatie).exists(),
        "Deze organisatie doet al mee aan dit traject.",
    )
    plek = _vrij(in_thema.values_list("plek", flat=True), ORGANISATIES_HOOGSTENS)
    vereis(plek, VOL_THEMA)
    in_alles = _vrij(meedoend.values_list("plek_in_alles", flat=True), ORGANISATIES_IN_ALLES)
    vereis(in_alles, VOL_PROGRAMMA)
    deelname.plek, deelname.plek_in_alles = plek, in_alles
    deelname.status = Deelnamestatus.ACTIEF
    deelname.begonnen_op, deelname.begonnen_door = timezone.now(), door
    deelname.save(force_insert=True)
    Logregel.objects.schrijf(
        traject, "deelname-begonnen", door=door, toelichting=str(deelname.organisatie)
    )
    maak_vindbaar(traject)
    heet_welkom(deelname)
    return deelname


def _vereis_toegezegd(deelname: Deelname, traject: Traject) -> None:
    vereis(
        traject.status in BEZIG,
        "Dit traject is voorbij. Er kan niemand meer bij.",
    )
    vereis(
        deelname.projectleider and deelname.projectleider_email and deelname.commitment_van,
        "Een organisatie doet pas mee als er een intern projectleider is, en iemand van het "
        "bestuur heeft toegezegd. Vul beide in.",
    )
    vereis(
        deelname.commitment_datum <= timezone.localdate(),
        "De toezegging van het bestuur ligt in de toekomst. Wacht tot zij er is.",
    )
    vereis(traject.coaches.filter(pk=deelname.coach_id).exists(), "Kies een coach van dit traject.")


@transaction.atomic
def stop_deelname(*, deelname: Deelname, reden: str, door: Gebruiker) -> None:
    """End a participation before its time: its places are free for others.

    Raises RuleViolation without a reason, and when it ended already.
    """
    is_er_nog(Traject.objects.select_for_update(), deelname.traject_id)
    deelname = (
        Deelname.objects.select_for_update(of=("self",))
        .select_related("traject")
        .get(pk=deelname.pk)
    )
    vereis_recht(mag_traject(door, deelname.traject), NIET_TRAJECT)
    vereis(deelname.status == Deelnamestatus.ACTIEF, "Deze deelname was al voorbij.")
    vereis(reden.strip(), "Schrijf in een zin waarom de organisatie stopt.")
    vergrendel_plekken()
    deelname.status, deelname.reden = Deelnamestatus.GESTOPT, reden.strip()
    deelname.plek = deelname.plek_in_alles = None
    deelname.gestopt_op, deelname.gestopt_door = timezone.now(), door
    deelname.save()
    neem_afscheid(deelname)
    Logregel.objects.schrijf(
        deelname.traject, "deelname-gestopt", door=door, toelichting=str(deelname.organisatie)
    )
    maak_vindbaar(deelname.traject)
