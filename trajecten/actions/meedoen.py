"""'Wij doen mee': answering a call without an account, and what a colleague says to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from basis.data import na_maanden
from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import een_regel, mailadres, vrije_slug
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from organisaties.models import Organisatie
from trajecten import berichten
from trajecten.actions.trajecten import laat_meedoen, vergrendel_traject
from trajecten.actions.tranches import maak_toezegging, vergrendel
from trajecten.lezen.trajectpagina import plaatsen
from trajecten.models import Deelname, Meedoener, Traject, Tranche
from trajecten.rechten import NIET_TRAJECT, NIET_TRANCHE, mag_traject, mag_tranche
from werkplek.onbevestigd import MEESTE_ONBEVESTIGD, TeVeelOnbevestigd

GELDIG = timedelta(days=7)
"""How long somebody has to confirm; after that we forget that they asked."""

BEWAREN = 12
"""Months after the last day of a tranche or traject that we know who answered its call."""

GESLOTEN = "Deze tranche is gesloten. Meedoen kan niet meer."
VOL = "Dit traject is vol of al begonnen. Meedoen kan niet meer."
VERLOPEN = "Deze link werkt niet meer. Vul het formulier opnieuw in."
AFGEHANDELD = "Een collega gaf hier al antwoord op."


def is_verlopen(meedoener: Meedoener, nu: datetime) -> bool:
    """Whether it is too late at `nu` to confirm."""
    return meedoener.bevestigd_op is None and meedoener.gemeld_op <= nu - GELDIG


def is_open(oproep: Tranche | Traject, nu: datetime) -> bool:
    """Whether organisations can join at `nu`; for a traject while there is a place. Two queries."""
    if isinstance(oproep, Tranche):
        return oproep.loopt(timezone.localdate(nu))
    return oproep.roept_op and plaatsen(oproep).vrij > 0


def _vereis_open(oproep: Tranche | Traject, nu: datetime) -> None:
    vereis(is_open(oproep, nu), GESLOTEN if isinstance(oproep, Tranche) else VOL)


def _vergrendel(meedoener: Meedoener) -> Tranche | Traject:
    """Lock the call that `meedoener` answers, which then has it as it is now."""
    if meedoener.tranche:
        meedoener.tranche = vergrendel(meedoener.tranche)
    elif meedoener.traject:
        meedoener.traject = vergrendel_traject(meedoener.traject)
    return meedoener.oproep


@transaction.atomic
def meld_mee(*, meedoener: Meedoener) -> Meedoener:
    """Keep the checked, unsaved `meedoener`, and ask its address by mail to confirm.

    One address answers a call once: what it fills in again takes the place of what was not
    confirmed. It gets at most one mail an hour of it. Whoever filled in the form cannot tell
    whether the address was known. Raises RuleViolation when it is closed or full;
    TeVeelOnbevestigd for an address that leaves too many unconfirmed.
    """
    nu = timezone.now()
    _vereis_open(_vergrendel(meedoener), nu)
    meedoener.email = mailadres(meedoener.email)
    een_tegelijk(f"meedoen {meedoener.email}")
    hier = Q(tranche=meedoener.tranche, traject=meedoener.traject)
    van_adres = Meedoener.objects.filter(email=meedoener.email)
    eerder = van_adres.filter(hier).select_related("tranche", "traject").first()
    if eerder and eerder.bevestigd_op:
        berichten.meedoen_al_bevestigd(eerder, nu)
        return eerder
    open_ = van_adres.filter(bevestigd_op__isnull=True, gemeld_op__gt=nu - timedelta(days=1))
    if open_.exclude(hier).count() >= MEESTE_ONBEVESTIGD:
        raise TeVeelOnbevestigd("Op dit e-mailadres wachten al vijf meldingen op een bevestiging.")
    meedoener.pk, meedoener.gemeld_op = eerder.pk if eerder else None, nu
    meedoener.save()
    berichten.vraag_bevestiging_meedoen(meedoener, nu)
    return meedoener


def _haal(meedoener: Meedoener) -> Meedoener:
    """The locked row as it is now. Raises RuleViolation when it was forgotten meanwhile."""
    rijen = Meedoener.objects.select_for_update(of=("self",))
    rij = rijen.select_related("tranche__kennismakelaar", "traject").filter(pk=meedoener.pk).first()
    if rij is None:
        raise RuleViolation(VERLOPEN)
    return rij


@transaction.atomic
def bevestig(*, meedoener: Meedoener) -> None:
    """It was them: the kennismakelaar or the coach hears of it. Twice does no more than once.

    Raises RuleViolation when it is too late, or no organisation can join any more.
    """
    nu = timezone.now()
    meedoener = _haal(meedoener)
    if meedoener.bevestigd_op:
        return
    vereis(not is_verlopen(meedoener, nu), VERLOPEN)
    _vereis_open(meedoener.oproep, nu)
    meedoener.bevestigd_op = nu
    meedoener.save(update_fields=["bevestigd_op"])
    berichten.nieuwe_meedoener(meedoener)


@transaction.atomic
def trek_in(*, meedoener: Meedoener) -> None:
    """They do not want to, or never did: we forget who it was. A toezegging stays."""
    Meedoener.objects.filter(pk=meedoener.pk).delete()


def _te_beantwoorden(meedoener: Meedoener, door: Gebruiker) -> Meedoener:
    oproep = _vergrendel(meedoener)
    if isinstance(oproep, Tranche):
        vereis_recht(mag_tranche(door, oproep), NIET_TRANCHE)
    else:
        vereis_recht(mag_traject(door, oproep), NIET_TRAJECT)
    meedoener = _haal(meedoener)
    vereis(meedoener.bevestigd_op, "Deze organisatie heeft nog niet bevestigd.")
    vereis(meedoener.afgehandeld_op is None, AFGEHANDELD)
    return meedoener


def _handel_af(meedoener: Meedoener, door: Gebruiker, *, toegezegd: bool) -> None:
    meedoener.afgehandeld_op, meedoener.afgehandeld_door = timezone.now(), door
    meedoener.toegezegd = toegezegd
    meedoener.save(update_fields=["afgehandeld_op", "afgehandeld_door", "toegezegd"])


@transaction.atomic
def neem_op(
    *, meedoener: Meedoener, organisatie: Organisatie | None, wat: str, door: Gebruiker
) -> None:
    """Note the answer as a toezegging of `organisatie`, and tell them; None makes a new one.

    Raises RuleViolation when somebody answered already.
    """
    meedoener = _te_beantwoorden(meedoener, door)
    tranche = meedoener.tranche
    if tranche is None:
        raise RuleViolation("Een organisatie doet mee aan een traject als u haar inschrijft.")
    gekozen = organisatie or _organisatie(meedoener.organisatie)
    maak_toezegging(tranche, gekozen, wat, door)
    _handel_af(meedoener, door, toegezegd=True)
    Logregel.objects.schrijf(tranche, "meedoener-toegezegd", door=door)
    berichten.meedoener_opgenomen(meedoener)


@transaction.atomic
def schrijf_meedoener_in(*, meedoener: Meedoener, deelname: Deelname, door: Gebruiker) -> Deelname:
    """`laat_meedoen`, for who answered the call of the traject; they hear of it.

    Raises RuleViolation when somebody answered already.
    """
    meedoener = _te_beantwoorden(meedoener, door)
    deelname = laat_meedoen(deelname=deelname, door=door)
    _handel_af(meedoener, door, toegezegd=True)
    berichten.meedoener_opgenomen(meedoener)
    return deelname


def _organisatie(naam: str) -> Organisatie:
    """The organisation of that name, made when there is none."""
    if bekend := Organisatie.genoemd(naam):
        return bekend
    slugs = set(Organisatie.objects.values_list("slug", flat=True))
    slug = vrije_slug(naam, slugs, anders="organisatie", maximum=70)
    nieuw = {"slug": slug}
    return Organisatie.objects.get_or_create(naam=een_regel(naam), defaults=nieuw)[0]


@transaction.atomic
def niet_nu(*, meedoener: Meedoener, toelichting: str, door: Gebruiker) -> None:
    """Say kindly that it does not fit now.

    Raises RuleViolation when somebody answered already.
    """
    meedoener = _te_beantwoorden(meedoener, door)
    _handel_af(meedoener, door, toegezegd=False)
    Logregel.objects.schrijf(meedoener.oproep, "meedoener-niet-nu", door=door)
    berichten.meedoener_niet_nu(meedoener, toelichting.strip())


def vergeet_meedoeners(nu: datetime) -> None:
    """Delete what nobody confirmed in a week, and everybody a year after the last day of it."""
    onbevestigd = Q(bevestigd_op__isnull=True, gemeld_op__lt=nu - GELDIG)
    grens = na_maanden(timezone.localdate(nu), -BEWAREN)
    voorbij = Q(tranche__einde__lt=grens) | Q(traject__einde__lt=grens)
    Meedoener.objects.filter(onbevestigd | voorbij).delete()
