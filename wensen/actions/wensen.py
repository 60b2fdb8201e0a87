"""Wishes: 'wij willen dit ook', and bringing together who want the same.

Who describes a wish counts as its first party: the organisation of the innovatie and the parties
of the description together, as they know each other. One other organisation that confirms then
makes a match; a wish that names no organisation (the redactie wrote it) needs two.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import mailadres
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel, Vergeetbaar
from wensen import berichten
from wensen.lezen.wens import beschrijvers, makelaars, open_wens, willen_ook, zelfde_organisatie
from wensen.models import Belangstelling, Match
from werkplek.onbevestigd import MEESTE_ONBEVESTIGD, TeVeelOnbevestigd
from werkplek.rechten import mag_wensen

GELDIG = timedelta(days=7)
"""How long somebody has to confirm; after that we forget that they asked."""

BEWAREN = timedelta(days=365)
"""How long after somebody withdrew, or after the match was closed, we know who it was."""

PARTIJEN = 2
"""From so many on somebody must bring them together."""

NIET_OPEN = "Deze wens staat niet meer open. Misschien is zij begonnen, of gearchiveerd."
EIGEN = "Uw organisatie beschreef deze wens zelf en telt al mee. U hoeft niets meer te doen."
STAAT_ERBIJ = "Uw organisatie staat al bij deze wens. U hoeft niets meer te doen."
VERLOPEN = "Deze link werkt niet meer. Vul het formulier bij de wens opnieuw in."
NIET_SAMENBRENGEN = "Partijen samenbrengen doet een kennismakelaar."


def is_verlopen(belangstelling: Belangstelling, nu: datetime) -> bool:
    """Whether it is too late at `nu` to confirm."""
    return belangstelling.bevestigd_op is None and belangstelling.gemeld_op <= nu - GELDIG


def _vereis_wens(innovatie: Innovatie) -> Beschrijving:
    wens = open_wens(innovatie)
    if wens is None:
        raise RuleViolation(NIET_OPEN)
    return wens


def _vereis_nieuwe_partij(wens: Beschrijving, organisatie: str) -> None:
    """Raise RuleViolation when `organisatie` counts already; its name is on the page anyway."""
    vereis(not any(zelfde_organisatie(organisatie, naam) for naam in beschrijvers(wens)), EIGEN)
    namen = willen_ook(wens.innovatie_id).values_list("organisatie", flat=True)
    vereis(not any(zelfde_organisatie(organisatie, naam) for naam in namen), STAAT_ERBIJ)


def _vergrendel(innovatie: int) -> Innovatie:
    """The row of the innovatie, locked: what is read after it stays true until commit."""
    return is_er_nog(Innovatie.objects.select_for_update(), innovatie)


@transaction.atomic
def meld_ook(*, belangstelling: Belangstelling) -> Belangstelling:
    """Keep the checked, unsaved `belangstelling`, and ask its address by mail to confirm.

    One address has one a wish: what it fills in again takes the place of what was not confirmed.
    It gets at most one mail an hour of it. Whoever filled in the form cannot tell whether the
    address was known. Raises RuleViolation when the wish is not open, or when this organisation
    counts already; TeVeelOnbevestigd for an address that leaves too many unconfirmed.
    """
    nu = timezone.now()
    belangstelling.innovatie = _vergrendel(belangstelling.innovatie_id)
    wens = _vereis_wens(belangstelling.innovatie)
    _vereis_nieuwe_partij(wens, belangstelling.organisatie)
    belangstelling.email = mailadres(belangstelling.email)
    een_tegelijk(f"wens {belangstelling.email}")
    lopend = Belangstelling.objects.filter(email=belangstelling.email, ingetrokken_op__isnull=True)
    hier = lopend.filter(innovatie=belangstelling.innovatie)
    if eerder := hier.bevestigd().first():
        berichten.wens_al_bevestigd(eerder, wens, nu)
        return eerder
    onbevestigd = lopend.filter(bevestigd_op__isnull=True, gemeld_op__gt=nu - timedelta(days=1))
    if onbevestigd.exclude(innovatie=belangstelling.innovatie).count() >= MEESTE_ONBEVESTIGD:
        raise TeVeelOnbevestigd("Op dit e-mailadres wachten al vijf wensen op een bevestiging.")
    if eerder := hier.first():
        belangstelling.pk = eerder.pk
    belangstelling.gemeld_op = nu
    belangstelling.save()
    berichten.vraag_bevestiging_wens(belangstelling, wens, nu)
    return belangstelling


@transaction.atomic
def bevestig(*, belangstelling: Belangstelling) -> Belangstelling:
    """It was them: now the organisation counts, shows, and may make a match.

    Who confirm one wish at the same moment wait for each other. Twice does no more than once.
    Raises RuleViolation when it is too late, when they withdrew, when the wish is not open, and
    when the organisation counts already.
    """
    nu = timezone.now()
    innovatie = _vergrendel(belangstelling.innovatie_id)
    belangstelling = _haal(belangstelling, innovatie)
    vereis(belangstelling.ingetrokken_op is None, VERLOPEN)
    if belangstelling.bevestigd_op:
        return belangstelling
    vereis(not is_verlopen(belangstelling, nu), VERLOPEN)
    wens = _vereis_wens(innovatie)
    _vereis_nieuwe_partij(wens, belangstelling.organisatie)
    belangstelling.bevestigd_op = nu
    belangstelling.save(update_fields=["bevestigd_op"])
    _maak_match(belangstelling, wens, nu)
    return belangstelling


def _haal(belangstelling: Belangstelling, innovatie: Innovatie) -> Belangstelling:
    """The row as it is now. Raises RuleViolation when it was forgotten meanwhile."""
    rij = Belangstelling.objects.select_for_update().filter(pk=belangstelling.pk).first()
    if rij is None:
        raise RuleViolation(VERLOPEN)
    rij.innovatie = innovatie
    return rij


def _maak_match(belangstelling: Belangstelling, wens: Beschrijving, nu: datetime) -> None:
    """At the second party: one match, one mail. A later party opens what was closed again.

    The caller holds the lock on the innovatie.
    """
    innovatie = belangstelling.innovatie
    aantal = willen_ook(innovatie.pk).count() + bool(beschrijvers(wens))
    if aantal < PARTIJEN:
        return
    match, is_nieuw = Match.objects.get_or_create(innovatie=innovatie, defaults={"ontstaan_op": nu})
    if is_nieuw:
        Logregel.objects.schrijf(innovatie, "match-ontstaan")
        berichten.match_ontstaan(innovatie, wens, makelaars(innovatie))
        return
    if match.afgerond_op:
        match.afgerond_op = match.afgerond_door = None
        match.save(update_fields=["afgerond_op", "afgerond_door"])
        Logregel.objects.schrijf(innovatie, "match-heropend")
    if match.uitgenodigd_op:
        berichten.nog_een_partij(belangstelling, wens, makelaars(innovatie))


@transaction.atomic
def trek_in(*, belangstelling: Belangstelling) -> None:
    """They do not want it any more, or never did. Twice does no more than once."""
    innovatie = _vergrendel(belangstelling.innovatie_id)
    belangstelling = _haal(belangstelling, innovatie)
    if belangstelling.ingetrokken_op is None:
        belangstelling.ingetrokken_op = timezone.now()
        belangstelling.save(update_fields=["ingetrokken_op"])


@transaction.atomic
def wis_belangstelling(*, email: str) -> None:
    """Withdraw what this address still wants, and forget who it was."""
    van_adres = Belangstelling.objects.filter(email=email)
    van_adres.filter(bevestigd_op__isnull=True).delete()
    for belangstelling in van_adres:
        trek_in(belangstelling=belangstelling)
    _vergeet(van_adres)


def _vergeet(rijen: QuerySet[Belangstelling]) -> None:
    rijen.update(naam="", rol="", email="", inbreng="")


def nog_uit_te_nodigen(match: Match) -> list[Belangstelling]:
    """Those who want it and got no invitation yet: they confirmed after the last one went out."""
    willen = willen_ook(match.innovatie_id).exclude(email="")
    if match.uitgenodigd_op:
        willen = willen.filter(bevestigd_op__gt=match.uitgenodigd_op)
    return list(willen)


@transaction.atomic
def nodig_uit(*, match: Match, onderwerp: str, tekst: str, door: Gebruiker) -> int:
    """Send the invitation to each party in a mail of its own; return to how many.

    The contactpersoon of the wish gets the first one too. Raises RuleViolation when all have it,
    when the match was closed, or when the wish is not open.
    """
    vereis_recht(mag_wensen(door), NIET_SAMENBRENGEN)
    innovatie = _vergrendel(match.innovatie_id)
    match = Match.objects.get(pk=match.pk)
    vereis(match.afgerond_op is None, "Deze match is al afgerond.")
    wens = _vereis_wens(innovatie)
    willen = nog_uit_te_nodigen(match)
    vereis(willen, "Iedereen die dit wil, kreeg de uitnodiging al.")
    regel = Logregel.objects.schrijf(innovatie, "match-uitgenodigd", door=door)
    for belangstelling in willen:
        berichten.uitnodiging_wens(
            belangstelling, nummer=regel.pk, onderwerp=onderwerp, tekst=tekst
        )
    aantal = len(willen)
    if match.uitgenodigd_op is None and wens.contact_email:
        berichten.nodig_uit_voor_wens(
            sleutel=f"match-{innovatie.pk}-contact-{regel.pk}",
            aan=wens.contact_email,
            naam=wens.contact_naam or "collega",
            onderwerp=onderwerp,
            tekst=tekst,
            onder=f"De wens staat hier:\n{settings.SITE_URL}{wens.get_absolute_url()}",
            knop="Lees de wens",
        )
        aantal += 1
    match.uitgenodigd_op, match.uitgenodigd_door = timezone.now(), door
    match.save(update_fields=["uitgenodigd_op", "uitgenodigd_door"])
    return aantal


@transaction.atomic
def rond_af(*, match: Match, uitkomst: str, door: Gebruiker) -> None:
    """Note what came of `match`, and close it. Raises RuleViolation when it was closed already."""
    vereis_recht(mag_wensen(door), NIET_SAMENBRENGEN)
    innovatie = _vergrendel(match.innovatie_id)
    match = Match.objects.get(pk=match.pk)
    vereis(match.afgerond_op is None, "Een collega rondde deze match al af.")
    vereis(uitkomst.strip(), "Schrijf in een paar woorden wat ervan kwam.")
    _sluit(match, uitkomst.strip(), door)
    _log_afgerond(innovatie, match, door)


def _log_afgerond(innovatie: Innovatie, match: Match, door: Gebruiker) -> None:
    uitkomst = Vergeetbaar(tekst=match.uitkomst)
    Logregel.objects.schrijf(innovatie, "match-afgerond", door=door, toelichting=uitkomst)


def _sluit(match: Match, uitkomst: str, door: Gebruiker) -> None:
    match.uitkomst = uitkomst
    match.afgerond_op, match.afgerond_door = timezone.now(), door
    match.save(update_fields=["uitkomst", "afgerond_op", "afgerond_door"])


@transaction.atomic
def meld_begonnen(*, innovatie: Innovatie, door: Gebruiker) -> None:
    """If the version that `door` just published made a bestaande innovatie of a wish: tell it.

    Who wanted it too get one mail; a match that is still open is closed. For any other
    publication this does nothing, after two queries at most.
    """
    innovatie = _vergrendel(innovatie.pk)
    nu_live = innovatie.gepubliceerd
    if nu_live is None or nu_live.soort != Soort.BESTAAND:
        return
    vorige = (
        innovatie.versies.filter(gepubliceerd_op__isnull=False, versie__lt=nu_live.versie)
        .order_by("-versie")
        .first()
    )
    if vorige is None or vorige.soort != Soort.GEWENST:
        return
    for belangstelling in willen_ook(innovatie.pk).exclude(email=""):
        berichten.wens_begonnen(belangstelling, nu_live)
    match = Match.objects.filter(innovatie=innovatie, afgerond_op__isnull=True).first()
    if match:
        _sluit(match, match.uitkomst or "De wens is begonnen.", door)
        _log_afgerond(innovatie, match, door)


def vergeet_belangstelling(nu: datetime) -> None:
    """Delete what nobody confirmed in time, and erase who it was where that time is over.

    That is twelve months after they withdrew, after the match was closed, and for a wish that is
    none any more, after they confirmed. The organisation stays: that is no person.
    """
    Belangstelling.objects.filter(bevestigd_op__isnull=True, gemeld_op__lt=nu - GELDIG).delete()
    lang_geleden = nu - BEWAREN
    is_wens = Innovatie.objects.filter(pk=OuterRef("innovatie"), gepubliceerd__soort=Soort.GEWENST)
    bekend = Belangstelling.objects.exclude(naam="", email="", inbreng="").filter(
        Q(ingetrokken_op__lt=lang_geleden)
        | Q(innovatie__match__afgerond_op__lt=lang_geleden)
        | Q(~Exists(is_wens), bevestigd_op__lt=lang_geleden)
    )
    _vergeet(bekend)
