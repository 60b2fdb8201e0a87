"""What participants do: register, confirm, take a seat that came free, change, withdraw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from basis.fouten import vereis
from basis.journaal import Journaalregel, code_van, laatste, noteer
from basis.tekst import mailadres
from masterclasses import berichten
from masterclasses.actions.plekken import (
    BEVESTIGEN,
    MEESTE_VASTGEHOUDEN,
    PLEK,
    Aankomst,
    bied_aan,
    bij_aankomst,
    haal,
    houd_vast_tot,
    laat_los,
    verhoog_volgnummer,
    vertel_wisseling,
    ververs,
    vrije_plek,
    zet_over,
)
from masterclasses.keuzelijsten import LOPEND, Aanmeldstatus, Masterclassfase, Toelating
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Aanmelding, Antwoord, Behoefte, Inschrijfvraag, Masterclass
from werkplek.onbevestigd import MEESTE_ONBEVESTIGD, TeVeelOnbevestigd

GESLOTEN = "Aanmelden voor deze masterclass kan nu niet."
TE_LAAT = "De tijd om te antwoorden is voorbij. Meld u opnieuw aan als u wilt komen."
NIET_MEER = "Deze aanmelding geldt niet meer. Meld u opnieuw aan als u wilt komen."
GEEN_ANDERE_PLEK = (
    "Daar is geen plek vrij. In die rij komt u zodra uw eigen plek vaststaat, of als u zich "
    "afmeldt en opnieuw aanmeldt."
)
BEGONNEN = "De masterclass is al begonnen. Hier kunt u niets meer wijzigen."
AFGELAST = "Deze masterclass gaat niet door."

INGETROKKEN = "ingetrokken"
"""The kind of a line in the journal for who will not come."""

ZELFDE = timedelta(minutes=10)
"""Within this time a second registration is the same click."""


@transaction.atomic
def meld_aan(
    *,
    aanmelding: Aanmelding,
    antwoorden: Mapping[Inschrijfvraag, str] | None = None,
    behoefte: str = "",
) -> Aanmelding:
    """Register the checked, unsaved `aanmelding`. Where one is free, a seat is held for a while.

    Who is registered already keeps what they have and reads so in their own mail; whoever filled
    in the form cannot tell. Returns the registration that counts. Raises RuleViolation when
    registering is closed, or this wijze is not offered; TeVeelOnbevestigd for an address that
    leaves too many unconfirmed.
    """
    masterclass, nu = vergrendel(aanmelding.masterclass), timezone.now()
    vereis(masterclass.aanmelden_open(nu), GESLOTEN)
    aanmelding.masterclass, aanmelding.email = masterclass, mailadres(aanmelding.email)
    aankomst = bij_aankomst(aanmelding, nu)
    if aankomst.verlopen:
        ververs(masterclass, nu)
        aankomst = bij_aankomst(aanmelding, nu)
    if aankomst.eerder:
        return _al_aangemeld(aankomst.eerder, masterclass, nu)
    if aankomst.onbevestigd >= MEESTE_ONBEVESTIGD:
        raise TeVeelOnbevestigd(
            "Op dit e-mailadres wachten al vijf aanmeldingen. Bevestig die eerst."
        )
    aanmelding.akkoord_op = aanmelding.aangemeld_op = nu
    aanmelding.verloopt = houd_vast_tot(masterclass, nu, BEVESTIGEN)
    _plaats(aanmelding, aankomst)
    aanmelding.save(force_insert=True)
    _bewaar_erbij(aanmelding, antwoorden or {}, behoefte)
    if aanmelding.status == Aanmeldstatus.TE_BEOORDELEN:
        berichten.vraag_bevestiging_goedkeuring(aanmelding)
    elif aanmelding.plek_id:
        berichten.vraag_bevestiging(aanmelding)
    else:
        berichten.vraag_bevestiging_zonder_plek(aanmelding)
    return aanmelding


def _al_aangemeld(pk: int, masterclass: Masterclass, nu: datetime) -> Aanmelding:
    """The registration that is there, told in a mail unless this is the same click."""
    eerder = Aanmelding.objects.get(pk=pk)
    eerder.masterclass = masterclass
    if eerder.bevestigd_op or nu - eerder.aangemeld_op > ZELFDE:
        berichten.al_aangemeld(eerder, nu)
    return eerder


def _plaats(aanmelding: Aanmelding, aankomst: Aankomst) -> None:
    """Held a seat, or none yet; or first the organiser's approval."""
    masterclass = aanmelding.masterclass
    if not (
        masterclass.toelating == Toelating.OPEN
        or aanmelding.uitgenodigd
        or aanmelding.rol in masterclass.rollen
    ):
        aanmelding.status, aanmelding.netwerk = Aanmeldstatus.TE_BEOORDELEN, ""
        return
    vereis(aankomst.plekken, "Zo kunt u niet meedoen aan deze masterclass. Kies een andere manier.")
    wachten_voor = aankomst.wachtend and masterclass.biedt_aan(aanmelding.aangemeld_op)
    te_veel = wachten_voor or aankomst.vastgehouden >= MEESTE_VASTGEHOUDEN
    aanmelding.plek_id = None if te_veel else aankomst.vrij
    aanmelding.status = Aanmeldstatus.TE_BEVESTIGEN


def _bewaar_erbij(
    aanmelding: Aanmelding, antwoorden: Mapping[Inschrijfvraag, str], behoefte: str
) -> None:
    gegeven = [
        Antwoord(aanmelding=aanmelding, vraag=vraag, tekst=tekst)
        for vraag, tekst in antwoorden.items()
        if tekst
    ]
    if gegeven:
        Antwoord.objects.bulk_create(gegeven)
    if behoefte:
        Behoefte.objects.create(aanmelding=aanmelding, tekst=behoefte)


@transaction.atomic
def bevestig(*, aanmelding: Aanmelding) -> Aanmelding:
    """The person says yes: to their registration, or to the seat that was offered to them.

    Who has no seat yet gets one that is free, else a place in line from this moment; in the last
    two hours who waits may take one too. Twice does no more than once. Raises RuleViolation when
    it is too late.
    """
    aanmelding, nu = haal(aanmelding)
    if aanmelding.status == Aanmeldstatus.BEVESTIGD:
        return aanmelding
    vereis(aanmelding.masterclass.fase == Masterclassfase.AANGEKONDIGD, AFGELAST)
    vereis(aanmelding.status in LOPEND, TE_LAAT)
    vereis(nu < aanmelding.masterclass.begin, BEGONNEN)
    eerste_keer = aanmelding.bevestigd_op is None
    aanmelding.bevestigd_op, aanmelding.verloopt = aanmelding.bevestigd_op or nu, None
    aanmelding.netwerk = ""
    wacht = (Aanmeldstatus.TE_BEVESTIGEN, Aanmeldstatus.WACHTLIJST)
    if aanmelding.status in wacht and not aanmelding.plek_id:
        aanmelding.plek = vrije_plek(aanmelding.masterclass, aanmelding.wijze, nu)
        aanmelding.status = Aanmeldstatus.WACHTLIJST
    if aanmelding.plek_id:
        aanmelding.status = Aanmeldstatus.BEVESTIGD
    aanmelding.save(update_fields=["status", "plek", "bevestigd_op", "verloopt", "netwerk"])
    if aanmelding.status == Aanmeldstatus.BEVESTIGD:
        berichten.bevestigd(aanmelding)
    elif eerste_keer and aanmelding.status == Aanmeldstatus.WACHTLIJST:
        berichten.op_wachtlijst(aanmelding)
    elif eerste_keer:
        berichten.wacht_op_goedkeuring(aanmelding)
        _vraag_goedkeuring(aanmelding)
    return aanmelding


def _vraag_goedkeuring(aanmelding: Aanmelding) -> None:
    masterclass = aanmelding.masterclass
    pad = reverse("masterclasses:deelnemers", args=[masterclass.slug])
    berichten.aan_organisator(
        masterclass,
        f"te-beoordelen-{aanmelding.pk}",
        f"Aanmelding wacht op u: {masterclass}",
        f"{aanmelding.naam} ({aanmelding.van_waar or aanmelding.get_rol_display()}) wil komen, en "
        f"valt buiten het publiek van deze masterclass. Laat u deze persoon toe?\n\n"
        f"{settings.SITE_URL}{pad}",
    )


@transaction.atomic
def trek_in(*, aanmelding: Aanmelding) -> Aanmelding:
    """The person will not come; their seat is offered to the next in line at once.

    Twice does no more than once. Raises RuleViolation after the begin.
    """
    aanmelding, nu = haal(aanmelding)
    if aanmelding.status not in LOPEND:
        return aanmelding
    masterclass = aanmelding.masterclass
    vereis(nu < masterclass.begin, BEGONNEN)
    neem_plek_af(aanmelding, nu)
    bied_aan(masterclass, nu)
    return aanmelding


def neem_plek_af(aanmelding: Aanmelding, nu: datetime) -> None:
    """They will not come, and read so before the begin; the caller sees who gets their seat."""
    masterclass = aanmelding.masterclass
    noteer(INGETROKKEN, code_van(INGETROKKEN, aanmelding.pk))
    in_agenda = aanmelding.status == Aanmeldstatus.BEVESTIGD
    laat_los(aanmelding, Aanmeldstatus.INGETROKKEN, nu)
    if masterclass.begin <= nu:
        return
    if in_agenda:  # newer than what their calendar has, and older than what it may get after this
        verhoog_volgnummer(masterclass)
    berichten.ingetrokken(aanmelding, in_agenda=in_agenda)
    if in_agenda:
        verhoog_volgnummer(masterclass)


@transaction.atomic
def kom_na(regels: Sequence[Journaalregel], _bekend: Mapping[str, str]) -> int:
    """Let who withdrew since the back-up be gone again; return how many. Their mail went."""
    weg, aantal = laatste(regels), 0
    nu = timezone.now()
    for aanmelding in Aanmelding.objects.filter(status__in=LOPEND, masterclass__begin__gt=nu):
        if code_van(INGETROKKEN, aanmelding.pk) in weg:
            trek_in(aanmelding=aanmelding)
            aantal += 1
    return aantal


@transaction.atomic
def wijzig(
    *,
    aanmelding: Aanmelding,
    waarden: Mapping[str, str],
    antwoorden: Mapping[Inschrijfvraag, str],
    behoefte: str,
) -> Aanmelding:
    """Change what somebody filled in; `waarden` are checked fields, among which maybe `wijze`.

    Who holds a seat or waits for one takes another wijze when that has a seat free. Else who has a
    seat keeps it and stands in line, until they choose their own wijze again. Who must confirm yet
    without a seat may choose. Raises RuleViolation for who waits, or was only offered a seat, when
    the other wijze has none free; and when the registration does not count any more.
    """
    aanmelding, nu = haal(aanmelding)
    masterclass = aanmelding.masterclass
    vereis(masterclass.fase == Masterclassfase.AANGEKONDIGD, AFGELAST)
    vereis(aanmelding.status in LOPEND, NIET_MEER)
    vereis(nu < masterclass.begin, BEGONNEN)
    vertel = _kies_wijze(aanmelding, waarden.get("wijze", aanmelding.wijze), nu)
    rest = {naam: waarde for naam, waarde in waarden.items() if naam != "wijze"}
    for naam, waarde in rest.items():
        setattr(aanmelding, naam, waarde)
    aanmelding.save(update_fields=["status", *PLEK, *rest])
    aanmelding.antwoorden.all().delete()
    Behoefte.objects.filter(aanmelding=aanmelding).delete()
    _bewaar_erbij(aanmelding, antwoorden, behoefte)
    if vertel:
        vertel(aanmelding)
    bied_aan(masterclass, nu)
    return Aanmelding.objects.get(pk=aanmelding.pk)


def _kies_wijze(
    aanmelding: Aanmelding, naar: str, nu: datetime
) -> Callable[[Aanmelding], None] | None:
    """Set how they take part, or would rather; return how to tell who has another seat by that."""
    status = aanmelding.status
    if naar == aanmelding.wijze:
        aanmelding.liever, aanmelding.liever_op = "", None
        return None
    if not aanmelding.plek_id and status != Aanmeldstatus.WACHTLIJST:
        aanmelding.wijze = naar
        return None
    plek = vrije_plek(aanmelding.masterclass, naar, nu)
    if plek:
        aanmelding.plek, aanmelding.wijze = plek, naar
        aanmelding.liever, aanmelding.liever_op = "", None
        if status == Aanmeldstatus.WACHTLIJST:
            aanmelding.status = Aanmeldstatus.BEVESTIGD
            return berichten.bevestigd
        return vertel_wisseling if status == Aanmeldstatus.BEVESTIGD else None
    if naar != aanmelding.liever:
        vereis(status == Aanmeldstatus.BEVESTIGD, GEEN_ANDERE_PLEK)
        aanmelding.liever, aanmelding.liever_op = naar, nu
    return None


@transaction.atomic
def wissel(*, aanmelding: Aanmelding) -> Aanmelding:
    """In the last two hours: take a free seat of the wijze in whose line this person stands.

    Twice does no more than once. Raises RuleViolation when somebody was first.
    """
    aanmelding, nu = haal(aanmelding)
    masterclass = aanmelding.masterclass
    if aanmelding.status == Aanmeldstatus.BEVESTIGD and not aanmelding.liever:
        return aanmelding
    vereis(aanmelding.liever, NIET_MEER)
    vereis(nu < masterclass.begin, BEGONNEN)
    plek = vrije_plek(masterclass, aanmelding.liever, nu)
    vereis(plek, "Een ander nam deze plek net. U houdt uw eigen plek.")
    aanmelding.plek = plek
    zet_over(aanmelding, aanmelding.liever)
    return aanmelding
