"""The steps that others hear of: announce, move, call off, invite; and throwing a concept away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.fouten import vereis, vereis_recht
from basis.tekst import mailadres
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses import berichten
from masterclasses.actions.organiseren import KOMT_NOG, MOMENT
from masterclasses.actions.plekken import (
    AANBOD,
    bied_aan,
    houd_vast_tot,
    laat_los,
    verhoog_volgnummer,
    ververs,
)
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase, Wijze
from masterclasses.lezen import woorden
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Masterclass, Uitnodiging
from masterclasses.rechten import NIET_ORGANISEREN, mag_organiseren
from masterclasses.vindbaar import maak_vindbaar

NIET_ZICHTBAAR = "Deze masterclass is niet aangekondigd."
BEGONNEN = "Deze masterclass is al begonnen of voorbij."
WAAR = "Er zijn plekken op locatie. Noem de naam en het adres van de locatie."


def ontbreekt(masterclass: Masterclass) -> list[tuple[str, str]]:
    """What `masterclass` misses to be announced: a label, and its place on the form."""
    zaal = masterclass.plekken.filter(wijze=Wijze.ZAAL).exists()
    nu = timezone.now()
    onderdelen = [
        ("een dag die nog komt", "id_dag", masterclass.begin > nu),
        (
            "een tijd om aan te melden die nog niet voorbij is",
            "id_aanmelden_tot",
            masterclass.aanmelden_tot is None or masterclass.aanmelden_tot > nu,
        ),
        ("een samenvatting", "id_samenvatting", masterclass.samenvatting),
        ("voor wie de masterclass is", "veld-publiek", masterclass.publiek),
        ("plekken", "id_zaal", masterclass.plekken.exists()),
        ("de naam van de locatie", "id_locatie", masterclass.locatie or not zaal),
        ("het adres van de locatie", "id_adres", masterclass.adres or not zaal),
        ("het programma", "veld-programma", masterclass.programma.exists()),
    ]
    return [(label, plaats) for label, plaats, aanwezig in onderdelen if not aanwezig]


@transaction.atomic
def kondig_aan(*, masterclass: Masterclass, door: Gebruiker) -> Masterclass:
    """Show `masterclass` to visitors; registering opens with its window. Twice does no more.

    Raises RuleViolation when parts are missing, for one that was called off or for who does not
    organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass = vergrendel(masterclass)
    if masterclass.fase == Masterclassfase.AANGEKONDIGD:
        return masterclass
    vereis(
        masterclass.fase == Masterclassfase.CONCEPT, "Een afgelaste masterclass komt niet terug."
    )
    missend = ", ".join(label for label, _ in ontbreekt(masterclass))
    vereis(not missend, f"Vul dit nog in voordat u aankondigt: {missend}.")
    masterclass.fase = Masterclassfase.AANGEKONDIGD
    masterclass.aangekondigd_op, masterclass.aangekondigd_door = timezone.now(), door
    masterclass.save(update_fields=["fase", "aangekondigd_op", "aangekondigd_door"])
    _noteer_fase(masterclass, "aangekondigd", van=Masterclassfase.CONCEPT, door=door)
    maak_vindbaar(masterclass)
    return masterclass


def _noteer_fase(
    masterclass: Masterclass,
    wat: str,
    *,
    van: Masterclassfase,
    door: Gebruiker,
    toelichting: str = "",
) -> None:
    Logregel.objects.schrijf(
        masterclass, wat, door=door, van=van, naar=masterclass.fase, toelichting=toelichting
    )


def _komend(masterclass: Masterclass, door: Gebruiker, nu: datetime) -> Masterclass:
    """`masterclass`, locked. Raises RuleViolation unless it is announced and has yet to begin."""
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass = vergrendel(masterclass)
    vereis(masterclass.fase == Masterclassfase.AANGEKONDIGD, NIET_ZICHTBAAR)
    vereis(masterclass.begin > nu, BEGONNEN)
    return masterclass


@transaction.atomic
def verplaats(
    *,
    masterclass: Masterclass,
    begin: datetime,
    einde: datetime,
    locatie: str,
    adres: str,
    online_adres: str,
    toelichting: str,
    door: Gebruiker,
) -> Masterclass:
    """Give `masterclass` another time or place; tell all who may come, with `toelichting`.

    The same again does nothing. What would close registering after the new begin, or hold a seat
    past it, ends earlier. Raises RuleViolation when it is not to come, when the new day is past,
    when seats in the room have no place, or for who does not organise.
    """
    nu = timezone.now()
    masterclass = _komend(masterclass, door, nu)
    straks = dict(zip(MOMENT, (begin, einde, locatie, adres, online_adres), strict=True))
    gewijzigd = [naam for naam, waarde in straks.items() if getattr(masterclass, naam) != waarde]
    if not gewijzigd:
        return masterclass
    _vereis_verplaatsbaar(masterclass, straks, nu)
    ververs(masterclass, nu)
    was = f"{woorden.dag(masterclass)}, {masterclass.locatie or 'online'}."
    lazen = _wat_wij_vertelden(masterclass)
    for naam in gewijzigd:
        setattr(masterclass, naam, straks[naam])
    if masterclass.aanmelden_tot and masterclass.aanmelden_tot > begin:
        masterclass.aanmelden_tot = None
    masterclass.gewijzigd_op, masterclass.gewijzigd_door = nu, door
    masterclass.save(update_fields=[*gewijzigd, "aanmelden_tot", "gewijzigd_op", "gewijzigd_door"])
    verhoog_volgnummer(masterclass)
    _vertel_verplaatsing(masterclass, toelichting, lazen, nu)
    Logregel.objects.schrijf(
        masterclass, "verplaatst", door=door, velden=gewijzigd, toelichting=f"Was: {was}"
    )
    maak_vindbaar(masterclass)
    return masterclass


def _vereis_verplaatsbaar(
    masterclass: Masterclass, straks: Mapping[str, Any], nu: datetime
) -> None:
    vereis(straks["begin"] > nu, KOMT_NOG)
    vereis(
        masterclass.aanmelden_van is None or masterclass.aanmelden_van < straks["begin"],
        "Aanmelden begint dan pas na de masterclass. Wijzig eerst vanaf wanneer aanmelden kan.",
    )
    in_zaal = masterclass.plekken.filter(wijze=Wijze.ZAAL).exists()
    vereis(not in_zaal or (straks["locatie"] and straks["adres"]), WAAR)


def _wat_wij_vertelden(masterclass: Masterclass) -> dict[int, str]:
    """When and where it was, as each who may come read it."""
    lopend = masterclass.aanmeldingen.lopend().select_related("masterclass")
    return {aanmelding.pk: berichten.wanneer_en_waar(aanmelding) for aanmelding in lopend}


def _vertel_verplaatsing(
    masterclass: Masterclass, toelichting: str, lazen: Mapping[int, str], nu: datetime
) -> None:
    """Mail all who may come what it was (`lazen`) and is; no seat is held past the new begin."""
    lopend = masterclass.aanmeldingen.lopend()
    lopend.filter(verloopt__gte=masterclass.begin).update(
        verloopt=houd_vast_tot(masterclass, nu, AANBOD)
    )
    for aanmelding in lopend:
        aanmelding.masterclass = masterclass
        berichten.verplaatst(aanmelding, toelichting, lazen[aanmelding.pk])
    bied_aan(masterclass, nu)  # what came free near the old begin was offered to nobody


@transaction.atomic
def gelast_af(*, masterclass: Masterclass, reden: str, door: Gebruiker) -> Masterclass:
    """`masterclass` does not take place: all who might come read why, and their seats end.

    Twice does no more than once. Raises RuleViolation without a reason, when it is not to come,
    or for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    vereis(reden.strip(), "Schrijf waarom de masterclass niet doorgaat.")
    nu = timezone.now()
    if vergrendel(masterclass).fase == Masterclassfase.AFGELAST:
        return masterclass
    masterclass = _komend(masterclass, door, nu)
    masterclass.fase, masterclass.reden = Masterclassfase.AFGELAST, reden.strip()
    masterclass.afgelast_op, masterclass.afgelast_door = nu, door
    masterclass.save(update_fields=["fase", "reden", "afgelast_op", "afgelast_door"])
    verhoog_volgnummer(masterclass)
    masterclass.aanmeldingen.exclude(aanwezig_op=None).update(aanwezig_op=None, aanwezig_door=None)
    for aanmelding in masterclass.aanmeldingen.lopend():
        aanmelding.masterclass = masterclass
        berichten.afgelast(aanmelding)  # reads from the status whether a calendar has it
        laat_los(aanmelding, Aanmeldstatus.VERVALLEN, nu)
    _noteer_fase(
        masterclass,
        "afgelast",
        van=Masterclassfase.AANGEKONDIGD,
        door=door,
        toelichting=masterclass.reden,
    )
    maak_vindbaar(masterclass)
    return masterclass


@transaction.atomic
def verwijder(*, masterclass: Masterclass, door: Gebruiker) -> None:
    """Throw away a concept; one that is gone already is no error.

    Raises RuleViolation for what was announced, or for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    try:
        masterclass = vergrendel(masterclass)
    except Masterclass.DoesNotExist:
        return
    vereis(
        masterclass.fase == Masterclassfase.CONCEPT and not masterclass.aanmeldingen.exists(),
        "Alleen een concept zonder aanmeldingen kan weg. Gelast deze masterclass af.",
    )
    Logregel.objects.schrijf(masterclass, "verwijderd", door=door, toelichting=str(masterclass))
    masterclass.delete()


@transaction.atomic
def nodig_uit(
    *, masterclass: Masterclass, adressen: Sequence[str], tekst: str, door: Gebruiker
) -> tuple[list[str], list[str]]:
    """Invite those at `adressen`, checked; return whom, and who was skipped.

    Skipped are those who were invited before, or registered. Raises RuleViolation when it is not
    to come, or for who does not organise.
    """
    masterclass = _komend(masterclass, door, timezone.now())
    gevraagd = list(dict.fromkeys(map(mailadres, adressen)))
    bekend = set(masterclass.uitnodigingen.values_list("email", flat=True))
    bekend |= set(masterclass.aanmeldingen.lopend().values_list("email", flat=True))
    nieuw = [adres for adres in gevraagd if adres not in bekend]
    for adres in nieuw:
        uitnodiging = Uitnodiging.objects.create(
            masterclass=masterclass, email=adres, verstuurd_door=door
        )
        berichten.nodig_uit(uitnodiging, tekst)
    if nieuw:
        Logregel.objects.schrijf(
            masterclass, "uitgenodigd", door=door, toelichting=f"Aantal: {len(nieuw)}"
        )
    return nieuw, [adres for adres in gevraagd if adres in bekend]
