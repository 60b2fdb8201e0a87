"""What the organiser does with participants: admit, sign off, check in, write to them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet, TextChoices
from django.utils import timezone

from basis.data import begin_van_dag
from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.tekst import mailadres
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from masterclasses import berichten, links
from masterclasses.actions.aanmelden import BEGONNEN, neem_plek_af, trek_in
from masterclasses.actions.plekken import haal, laat_los, ververs, vrije_plek
from masterclasses.keuzelijsten import LOPEND, Aanmeldstatus, Masterclassfase, Wijze
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Aanmelding, Masterclass
from masterclasses.rechten import NIET_ORGANISEREN, mag_organiseren

NA_DE_DAG = timedelta(days=7)
"""How long after the day who was there can still be noted."""

BERICHT = "bericht"
"""How the log calls a message to participants."""

NIET_TE_BEOORDELEN = (
    "Deze aanmelding wacht niet meer op goedkeuring. Kijk hoe het er nu voor staat."
)
NIET_BEVESTIGD = "Deze persoon bevestigde het e-mailadres nog niet. Wacht daarop."
NIET_OP_DE_DAG = "Inchecken kan op de dag zelf, en tot een week daarna."
NIET_TOE_TE_VOEGEN = (
    "Toevoegen kan zodra de masterclass is aangekondigd, en tot een week na de dag."
)
KOMT_AL_NIET = "Deze persoon heeft geen plek om over te nemen, of is al ingecheckt."
GEEN_PLEK = (
    "Er is geen plek vrij, of er wachten mensen op. Maak eerst een plek bij ‘Bewerken’, of kies "
    "een andere manier van meedoen."
)
NIEMAND = "In deze groep zit nu niemand. Kies een andere groep."
ONBEKEND = "Deze code kennen wij niet. Zoek de deelnemer op naam."
ZONDER_PLEK = "Alleen wie een bevestigde plek heeft, kan inchecken."


class Ontvangersgroep(TextChoices):
    """To whom a message goes."""

    PLEK = "plek", "Iedereen met een bevestigde plek"
    ZAAL = "zaal", "Wie op locatie meedoet"
    ONLINE = "online", "Wie online meedoet"
    WACHTLIJST = "wachtlijst", "Wie op de wachtlijst staat of een plek kreeg aangeboden"
    AANWEZIG = "aanwezig", "Wie is ingecheckt"


_GROEPEN = {
    Ontvangersgroep.PLEK: Q(status=Aanmeldstatus.BEVESTIGD),
    Ontvangersgroep.ZAAL: Q(status=Aanmeldstatus.BEVESTIGD, wijze=Wijze.ZAAL),
    Ontvangersgroep.ONLINE: Q(status=Aanmeldstatus.BEVESTIGD, wijze=Wijze.ONLINE),
    Ontvangersgroep.WACHTLIJST: Q(status__in=(Aanmeldstatus.WACHTLIJST, Aanmeldstatus.AANGEBODEN)),
    Ontvangersgroep.AANWEZIG: Q(aanwezig_op__isnull=False),
}


def groep_van(masterclass: Masterclass, groep: str) -> QuerySet[Aanmelding]:
    """Whom a message to `groep` reaches: each address once, and none that nobody confirmed."""
    bereikbaar = masterclass.aanmeldingen.filter(bevestigd_op__isnull=False).exclude(email="")
    return bereikbaar.filter(_GROEPEN[Ontvangersgroep(groep)])


def inchecken_kan(masterclass: Masterclass, nu: datetime) -> bool:
    """Whether who is there can be noted at `nu`: from that day's midnight until a week after."""
    dag = timezone.localdate(masterclass.begin)
    middernacht = begin_van_dag(dag)
    gaat_door = masterclass.fase == Masterclassfase.AANGEKONDIGD
    return gaat_door and middernacht <= nu < masterclass.einde + NA_DE_DAG


@transaction.atomic
def laat_toe(*, aanmelding: Aanmelding, door: Gebruiker) -> Aanmelding:
    """Admit someone outside the audience: to a free seat, else to the waiting list.

    They confirmed their address, so a seat is theirs at once. Twice does no more than once.
    Raises RuleViolation when they do not wait for approval, or the day has begun.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    aanmelding, nu = haal(aanmelding)
    masterclass = aanmelding.masterclass
    if aanmelding.status in (
        Aanmeldstatus.BEVESTIGD,
        Aanmeldstatus.WACHTLIJST,
        Aanmeldstatus.AANGEBODEN,
    ):
        return aanmelding
    vereis(aanmelding.status == Aanmeldstatus.TE_BEOORDELEN, NIET_TE_BEOORDELEN)
    vereis(aanmelding.bevestigd_op, NIET_BEVESTIGD)
    vereis(masterclass.fase == Masterclassfase.AANGEKONDIGD and nu < masterclass.begin, BEGONNEN)
    aanmelding.plek = vrije_plek(masterclass, aanmelding.wijze, nu)
    aanmelding.status = Aanmeldstatus.BEVESTIGD if aanmelding.plek else Aanmeldstatus.WACHTLIJST
    aanmelding.save(update_fields=["status", "plek"])
    if aanmelding.plek:
        berichten.bevestigd(aanmelding)
    else:
        berichten.op_wachtlijst(aanmelding)
    Logregel.objects.schrijf(masterclass, "toegelaten", door=door, naar=aanmelding.status)
    return aanmelding


@transaction.atomic
def wijs_af(*, aanmelding: Aanmelding, door: Gebruiker, toelichting: str = "") -> Aanmelding:
    """Do not admit someone; `toelichting` is what they read besides. Twice is no more than once.

    Raises RuleViolation when they do not wait for approval.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    aanmelding, nu = haal(aanmelding)
    if aanmelding.status == Aanmeldstatus.AFGEWEZEN:
        return aanmelding
    vereis(aanmelding.status == Aanmeldstatus.TE_BEOORDELEN, NIET_TE_BEOORDELEN)
    vereis(aanmelding.bevestigd_op, NIET_BEVESTIGD)
    laat_los(aanmelding, Aanmeldstatus.AFGEWEZEN, nu)
    berichten.niet_toegelaten(aanmelding, toelichting)
    Logregel.objects.schrijf(aanmelding.masterclass, "niet toegelaten", door=door)
    return aanmelding


@transaction.atomic
def meld_af(*, aanmelding: Aanmelding, door: Gebruiker) -> Aanmelding:
    """Withdraw for somebody who phoned; they hear so by mail, and their seat is offered on.

    Twice does no more than once. Raises RuleViolation after the begin.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    aanmelding, _ = haal(aanmelding)
    if aanmelding.status not in LOPEND:
        return aanmelding
    masterclass = aanmelding.masterclass
    Logregel.objects.schrijf(masterclass, "deelnemer afgemeld", door=door)
    return trek_in(aanmelding=aanmelding)


@transaction.atomic
def voeg_toe(
    *, aanmelding: Aanmelding, voor: Aanmelding | None, is_er: bool, door: Gebruiker
) -> Aanmelding:
    """Give the checked, unsaved `aanmelding` a seat: who telephoned, or stands at the door.

    Its address may be empty: then no mail goes. With `voor` it takes the seat of that person, who
    is signed off; else one that is free, and not before who waits. `is_er` checks them in. Raises
    RuleViolation when there is no such seat, when the address is registered, or after the week in
    which who was there is noted.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass, nu = vergrendel(aanmelding.masterclass), timezone.now()
    ververs(masterclass, nu)
    open_ = masterclass.fase == Masterclassfase.AANGEKONDIGD and nu < masterclass.einde + NA_DE_DAG
    vereis(open_, NIET_TOE_TE_VOEGEN)
    lopend = masterclass.aanmeldingen.lopend()
    plek = vrije_plek(masterclass, aanmelding.wijze, nu)
    if voor is not None:
        ander = lopend.filter(pk=voor.pk, status=Aanmeldstatus.BEVESTIGD, aanwezig_op=None).first()
        if ander is None:
            raise RuleViolation(KOMT_AL_NIET)
        ander.masterclass, plek = masterclass, ander.plek
        aanmelding.wijze = ander.wijze
        neem_plek_af(ander, nu)
    email = mailadres(aanmelding.email)
    vereis(not email or not lopend.filter(email=email).exists(), "Dit adres is al aangemeld.")
    vereis(plek, GEEN_PLEK)
    aanmelding.masterclass, aanmelding.email, aanmelding.plek = masterclass, email, plek
    aanmelding.status = Aanmeldstatus.BEVESTIGD
    aanmelding.akkoord_op = aanmelding.aangemeld_op = aanmelding.bevestigd_op = nu
    aanmelding.save(force_insert=True)
    if nu < masterclass.begin:
        berichten.toegevoegd(aanmelding)
    Logregel.objects.schrijf(masterclass, "deelnemer toegevoegd", door=door)
    return check_in(aanmelding=aanmelding, door=door) if is_er else aanmelding


def bij_code(masterclass: Masterclass, code: str) -> Aanmelding:
    """Who has the badge with `code`. Raises RuleViolation for who does not come here."""
    alle = Aanmelding.objects.select_related("masterclass")
    aanmelding = alle.filter(pk=links.pk_van_code(code) or 0).first()
    if aanmelding is None:
        raise RuleViolation(ONBEKEND)
    ander = aanmelding.masterclass
    vereis(ander == masterclass, f"Deze badge is van een andere masterclass: ‘{ander}’.")
    vereis(
        aanmelding.status == Aanmeldstatus.BEVESTIGD,
        f"{aanmelding.naam} heeft geen bevestigde plek. "
        f"De aanmelding staat op ‘{aanmelding.get_status_display()}’.",
    )
    return aanmelding


@transaction.atomic
def check_in(*, aanmelding: Aanmelding, door: Gebruiker) -> Aanmelding:
    """Note that someone is there. Who was noted first, by whoever, stays as it is.

    Raises RuleViolation on another day, or for who has no confirmed seat.
    """
    aanmelding, nu = _haal_voor_inchecken(aanmelding, door)
    vereis(aanmelding.status == Aanmeldstatus.BEVESTIGD, ZONDER_PLEK)
    if not aanmelding.aanwezig_op:
        aanmelding.aanwezig_op, aanmelding.aanwezig_door = nu, door
        aanmelding.save(update_fields=["aanwezig_op", "aanwezig_door"])
    return aanmelding


@transaction.atomic
def check_online_in(*, masterclass: Masterclass, door: Gebruiker) -> int:
    """Note of all who take part online that they are there; return of how many that is new.

    Raises RuleViolation on another day.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass, nu = vergrendel(masterclass), timezone.now()
    vereis(inchecken_kan(masterclass, nu), NIET_OP_DE_DAG)
    online = masterclass.aanmeldingen.bevestigd().filter(wijze=Wijze.ONLINE, aanwezig_op=None)
    return online.update(aanwezig_op=nu, aanwezig_door=door)


@transaction.atomic
def check_uit(*, aanmelding: Aanmelding, door: Gebruiker) -> Aanmelding:
    """Take back that someone is there. Raises RuleViolation on another day."""
    aanmelding, _ = _haal_voor_inchecken(aanmelding, door)
    aanmelding.aanwezig_op = aanmelding.aanwezig_door = None
    aanmelding.save(update_fields=["aanwezig_op", "aanwezig_door"])
    return aanmelding


def _haal_voor_inchecken(aanmelding: Aanmelding, door: Gebruiker) -> tuple[Aanmelding, datetime]:
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    aanmelding, nu = haal(aanmelding)
    vereis(inchecken_kan(aanmelding.masterclass, nu), NIET_OP_DE_DAG)
    return aanmelding, nu


@transaction.atomic
def stuur_bericht(
    *,
    masterclass: Masterclass,
    groep: str,
    onderwerp: str,
    tekst: str,
    vorige: int,
    door: Gebruiker,
) -> int:
    """Mail a group; return how many people that are.

    `vorige` is the number of the last message that the writer saw (`laatste_bericht`): a
    colleague at the same time does not mail everyone twice. Raises RuleViolation then, and when
    the group is empty.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass = vergrendel(masterclass)
    ververs(masterclass, timezone.now())
    vereis(
        laatste_bericht(masterclass) == vorige,
        "Er is intussen al een bericht verstuurd. Kijk hieronder of dit het was.",
    )
    ontvangers = list(groep_van(masterclass, groep))
    vereis(ontvangers, NIEMAND)
    regel = Logregel.objects.schrijf(
        masterclass,
        BERICHT,
        door=door,
        toelichting=f"{Ontvangersgroep(groep).label} ({len(ontvangers)}): {onderwerp}",
    )
    for aanmelding in ontvangers:
        aanmelding.masterclass = masterclass
        berichten.van_organisatie(aanmelding, regel.pk, onderwerp, tekst)
    return len(ontvangers)


def laatste_bericht(masterclass: Masterclass) -> int:
    """The number of the last message to participants; 0 when there is none."""
    regel = Logregel.objects.over(masterclass).filter(wat=BERICHT).first()
    return regel.pk if regel else 0
