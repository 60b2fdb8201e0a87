"""Seats: who gets one that comes free, and what happens when someone does not answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses import berichten
from masterclasses.keuzelijsten import LOPEND, Aanmeldstatus, Wijze
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Aanmelding, Behoefte, Masterclass, Plek
from masterclasses.models.aanmelding import VASTHOUDEN
from masterclasses.models.masterclass import MAXIMUM_PLEKKEN
from masterclasses.rechten import NIET_ORGANISEREN, mag_organiseren
from post.models import Bericht

BEVESTIGEN, AANBOD = timedelta(hours=24), timedelta(hours=48)
"""How long someone may confirm, and may take a seat that was offered; shorter near the day."""

MEESTE_VASTGEHOUDEN = 3
"""Seats held for one network whose registrations nobody confirmed; others get theirs then."""


PLEK = ("plek", "wijze", "liever", "liever_op")
"""Which seat somebody has, and would rather have."""


def verhoog_volgnummer(masterclass: Masterclass) -> None:
    """Let what calendars get from now on count as newer than what they have."""
    masterclass.volgnummer += 1
    masterclass.save(update_fields=["volgnummer"])


def houd_vast_tot(masterclass: Masterclass, nu: datetime, hoogstens: timedelta) -> datetime:
    """Until when a seat is held: at most half of the time that is left until the begin."""
    return nu + min(hoogstens, (masterclass.begin - nu) / 2)


def wordt_aangeboden(masterclass: Masterclass, wijze: str, nu: datetime) -> bool:
    """Whether a seat of `wijze` that comes free goes to others, who wait in line."""
    return masterclass.biedt_aan(nu) and masterclass.aanmeldingen.in_rij(wijze).exists()


def vrije_plek(masterclass: Masterclass, wijze: str, nu: datetime) -> Plek | None:
    """A seat for who comes now: none while others wait in line to whom it is offered."""
    if wordt_aangeboden(masterclass, wijze, nu):
        return None
    return masterclass.plekken.filter(wijze=wijze, aanmelding=None).first()


class Aankomst(NamedTuple):
    """What somebody who registers meets."""

    verlopen: bool
    """Whether there are registrations whose time to answer is over: see `ververs`."""
    eerder: int | None
    """The registration of the same address that counts already."""
    onbevestigd: int
    """How many registrations this address left unconfirmed lately, at any masterclass."""
    plekken: int
    """How many seats there are, taken or not."""
    wachtend: int
    vastgehouden: int
    """How many seats are held already for the same network."""
    vrij: int | None
    """A free seat."""


_AANKOMST = """
SELECT
    EXISTS (SELECT 1 FROM masterclasses_aanmelding
        WHERE masterclass_id = %(masterclass)s AND (verloopt <= %(nu)s
            OR status = 'te-bevestigen' AND plek_id IS NOT NULL
            AND aangemeld_op <= %(losgelaten)s)),
    (SELECT id FROM masterclasses_aanmelding
        WHERE masterclass_id = %(masterclass)s AND email = %(email)s AND email <> ''
        AND status = ANY (%(lopend)s)),
    (SELECT count(*) FROM masterclasses_aanmelding
        WHERE email = %(email)s AND bevestigd_op IS NULL AND aangemeld_op > %(sinds)s),
    (SELECT count(*) FROM masterclasses_plek
        WHERE masterclass_id = %(masterclass)s AND wijze = %(wijze)s),
    (SELECT count(*) FROM masterclasses_aanmelding
        WHERE masterclass_id = %(masterclass)s
        AND (wijze = %(wijze)s AND status = 'wachtlijst' OR liever = %(wijze)s)),
    (SELECT count(*) FROM masterclasses_aanmelding
        WHERE masterclass_id = %(masterclass)s AND plek_id IS NOT NULL
        AND netwerk = %(netwerk)s AND netwerk <> ''),
    (SELECT plek.id FROM masterclasses_plek plek
        WHERE plek.masterclass_id = %(masterclass)s AND plek.wijze = %(wijze)s
        AND NOT EXISTS (SELECT 1 FROM masterclasses_aanmelding WHERE plek_id = plek.id)
        ORDER BY plek.id LIMIT 1)
"""


def bij_aankomst(aanmelding: Aanmelding, nu: datetime) -> Aankomst:
    """What the unsaved `aanmelding` meets. Its masterclass is locked; many wait for that lock.

    One query and past the ORM, since all who register at once do so one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _AANKOMST,
            {
                "masterclass": aanmelding.masterclass.pk,
                "wijze": aanmelding.wijze,
                "email": aanmelding.email,
                "netwerk": aanmelding.netwerk,
                "nu": nu,
                "losgelaten": nu - VASTHOUDEN,
                "sinds": nu - BEVESTIGEN,
                "lopend": [str(status) for status in LOPEND],
            },
        )
        return Aankomst(*cursor.fetchone())


def bied_aan(masterclass: Masterclass, nu: datetime) -> None:
    """Offer each free seat to the first in line. The masterclass is locked.

    Who has another seat moves over at once, as they asked; the seat that they leave is offered on.
    """
    wisselt = masterclass.biedt_aan(nu)
    while wisselt:
        wisselt = sum(_bied_wijze_aan(masterclass, wijze, nu) for wijze in Wijze.values) > 0


def _bied_wijze_aan(masterclass: Masterclass, wijze: str, nu: datetime) -> bool:
    """Offer the free seats of one wijze; True when that made another seat free."""
    vrij = list(masterclass.plekken.filter(wijze=wijze, aanmelding=None))
    rij = masterclass.aanmeldingen.in_rij(wijze)[: len(vrij)] if vrij else []
    wisselt = False
    for plek, aanmelding in zip(vrij, rij, strict=False):
        aanmelding.masterclass, aanmelding.plek = masterclass, plek
        if aanmelding.liever:
            wisselt = True
            zet_over(aanmelding, wijze)
            continue
        aanmelding.status = Aanmeldstatus.AANGEBODEN
        aanmelding.verloopt = houd_vast_tot(masterclass, nu, AANBOD)
        aanmelding.save(update_fields=["status", "plek", "verloopt"])
        berichten.plek_aangeboden(aanmelding)
    return wisselt


def zet_over(aanmelding: Aanmelding, wijze: str) -> None:
    """Let who has a confirmed seat take part otherwise, at its new `plek`; they read so."""
    aanmelding.wijze, aanmelding.liever, aanmelding.liever_op = wijze, "", None
    aanmelding.save(update_fields=PLEK)
    vertel_wisseling(aanmelding)


def vertel_wisseling(aanmelding: Aanmelding) -> None:
    """Who takes part otherwise reads so, and their calendar moves along."""
    verhoog_volgnummer(aanmelding.masterclass)
    berichten.doet_anders_mee(aanmelding)


def laat_los(aanmelding: Aanmelding, status: Aanmeldstatus, nu: datetime) -> None:
    """End a registration: its seat is free, and what this person needs is forgotten."""
    aanmelding.status, aanmelding.plek = status, None
    aanmelding.verloopt, aanmelding.beeindigd_op, aanmelding.netwerk = None, nu, ""
    aanmelding.liever, aanmelding.liever_op = "", None
    aanmelding.save(update_fields=["status", *PLEK, "verloopt", "beeindigd_op", "netwerk"])
    Behoefte.objects.filter(aanmelding=aanmelding).delete()


def _kon_niet_kiezen(aanmelding: Aanmelding, nu: datetime) -> bool:
    """Whether the mail with the offer waits still, or went when half of its time was over."""
    if aanmelding.status != Aanmeldstatus.AANGEBODEN or not aanmelding.masterclass.biedt_aan(nu):
        return False
    mails = Bericht.objects.filter(sleutel__startswith=berichten.van_aanbod(aanmelding))
    mail = mails.order_by("-pk").first()
    if mail is None or mail.opgegeven_op or aanmelding.verloopt is None:
        return False
    tijd = aanmelding.verloopt - mail.klaargezet_op
    return mail.verzonden_op is None or mail.verzonden_op > mail.klaargezet_op + tijd / 2


def _geef_nieuwe_tijd(aanmelding: Aanmelding, nu: datetime) -> None:
    """Hold the seat as if it were offered now; the mail that waits would name the old day."""
    mails = Bericht.objects.filter(sleutel__startswith=berichten.van_aanbod(aanmelding))
    mails.wachtend().delete()
    aanmelding.verloopt = houd_vast_tot(aanmelding.masterclass, nu, AANBOD)
    aanmelding.save(update_fields=["verloopt"])
    berichten.plek_aangeboden(aanmelding, opnieuw=f"-{aanmelding.verloopt:%Y%m%d%H%M%S}")


def ververs(masterclass: Masterclass, nu: datetime) -> None:
    """End what was not answered in time, and offer the seats on. The masterclass is locked.

    Who may confirm yet loses only the seat that was held. An address that nobody confirmed gets no
    mail of it: it may be a stranger's.
    Each step asks for this first, so that no answer depends on when the worker ran.
    """
    verlopen = list(masterclass.aanmeldingen.verlopen(nu))
    for aanmelding in verlopen:
        aanmelding.masterclass = masterclass
        if aanmelding.verloopt and aanmelding.verloopt > nu:
            aanmelding.plek = None
            aanmelding.save(update_fields=["plek"])
            continue
        if _kon_niet_kiezen(aanmelding, nu):
            _geef_nieuwe_tijd(aanmelding, nu)
            continue
        laat_los(aanmelding, Aanmeldstatus.VERVALLEN, nu)
        if aanmelding.bevestigd_op:
            berichten.aanbod_vervallen(aanmelding)
    if verlopen:
        bied_aan(masterclass, nu)


def haal(aanmelding: Aanmelding) -> tuple[Aanmelding, datetime]:
    """`aanmelding` as it is now, its masterclass locked, and this moment.

    That is read under the lock: by an earlier one somebody who waited long for the lock would stand
    in line before who got a seat meanwhile.
    """
    masterclass = vergrendel(aanmelding.masterclass)
    nu = timezone.now()
    ververs(masterclass, nu)
    aanmelding = Aanmelding.objects.get(pk=aanmelding.pk)
    aanmelding.masterclass = masterclass
    return aanmelding, nu


def laat_vervallen(nu: datetime) -> None:
    """End, at every masterclass, what was not answered in time. Safe to run twice, or late."""
    wachtend = Masterclass.objects.filter(aanmeldingen__in=Aanmelding.objects.verlopen(nu))
    for masterclass in wachtend.distinct():
        with transaction.atomic():
            ververs(vergrendel(masterclass), nu)


@transaction.atomic
def zet_plekken(*, masterclass: Masterclass, aantallen: dict[Wijze, int], door: Gebruiker) -> None:
    """Give `masterclass` as many seats of each wijze; new ones go to who waits.

    Raises RuleViolation when more are taken than there would be, or for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass, nu = vergrendel(masterclass), timezone.now()
    ververs(masterclass, nu)
    for wijze, aantal in aantallen.items():
        plekken = masterclass.plekken.filter(wijze=wijze)
        bezet = plekken.exclude(aanmelding=None).count()
        vereis(
            aantal >= bezet,
            f"{wijze.label}: er zijn al {bezet} plekken bezet. Kies {bezet} of meer, of meld eerst "
            "deelnemers af.",
        )
        vereis(
            aantal <= MAXIMUM_PLEKKEN,
            f"{wijze.label}: kies hoogstens {MAXIMUM_PLEKKEN} plekken.",
        )
        erbij = aantal - plekken.count()
        if erbij > 0:
            Plek.objects.bulk_create(
                Plek(masterclass=masterclass, wijze=wijze) for _ in range(erbij)
            )
        elif erbij < 0:
            weg = plekken.filter(aanmelding=None).order_by("-pk").values("pk")[:-erbij]
            Plek.objects.filter(pk__in=list(weg.values_list("pk", flat=True))).delete()
    bied_aan(masterclass, nu)
    Logregel.objects.schrijf(
        masterclass,
        "plekken",
        door=door,
        toelichting=", ".join(f"{wijze.label}: {aantal}" for wijze, aantal in aantallen.items()),
    )
