"""Reviewing: claim, ask for more, publish, plan, reject, archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import wie_hoort
from innovaties.actions.publiceren import haal_weg, zet_live
from innovaties.formaat import onderdelen
from innovaties.formaat.onderdelen import Onderdeel, Vereist
from innovaties.keuzelijsten import OPEN, Status
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel, Vergeetbaar
from redactie.actions.basis import (
    adres,
    mail,
    mail_contact,
    redactie_van,
    schrijvers,
    vergrendel,
    vergrendel_met_innovatie,
    zet_status,
)
from redactie.actions.nieuws import is_verteld
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING, OnderdelenOntbreken
from redactie.lezen.schrijvers import schreef
from redactie.lezen.versies import gearchiveerde_versie
from redactie.models import Beoordeling
from redactie.rechten import mag_archiveren, mag_beoordelen, mag_schrijven, mag_toewijzen
from redactie.regels.overgangen import TE_SCHRIJVEN
from wensen.actions.wensen import meld_begonnen

ZELF_GESCHREVEN = "U schreef zelf aan deze versie. Vraag een collega om haar te beoordelen."
ZELF_KIEZEN = "U schreef zelf aan deze versie. Een collega kiest wie haar beoordeelt."
NIET_ARCHIVEREN = "Archiveren doet de webredacteur."
NIET_BEOORDELEN = "Beoordelen doet een kennismakelaar of webredacteur."


def _vereis_beoordelaar(versie: Beschrijving, door: Gebruiker) -> None:
    vereis_recht(mag_beoordelen(door), NIET_BEOORDELEN)
    vereis_recht(not schreef(versie, door), ZELF_GESCHREVEN)


@transaction.atomic
def neem_in_beoordeling(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Claim a submitted `versie`. Raises RuleViolation for who wrote in it or does not review."""
    versie = vergrendel(versie)
    _vereis_beoordelaar(versie, door)
    zet_status(versie, Status.IN_BEOORDELING, "in-beoordeling", door=door)
    _reageer(versie, door, beoordelaar=door)
    return versie


@transaction.atomic
def wijs_toe(*, versie: Beschrijving, aan: Gebruiker, door: Gebruiker) -> Beschrijving:
    """Ask `aan` to review a submitted `versie`, or hand a review over.

    Raises RuleViolation when `door` neither reviews nor leads, or wrote in it, or `aan` may not
    review it.
    """
    versie = vergrendel(versie)
    vereis_recht(mag_toewijzen(door), NIET_BEOORDELEN)
    vereis_recht(not schreef(versie, door), ZELF_KIEZEN)
    vereis(mag_beoordelen(aan), f"{aan} is geen kennismakelaar of webredacteur.")
    vereis(not schreef(versie, aan), f"{aan} schreef zelf aan deze versie.")
    if versie.status == Status.IN_BEOORDELING:
        vereis(versie.beoordeling.beoordelaar != aan, f"{aan} beoordeelt deze versie al.")
        regel = Logregel.objects.schrijf(versie, "toegewezen", door=door, toelichting=f"aan {aan}")
        laat_plan_vervallen(versie, f"{aan} beoordeelt haar nu.", door=door)
    else:
        regel = zet_status(
            versie, Status.IN_BEOORDELING, "toegewezen", door=door, toelichting=f"aan {aan}"
        )
    _reageer(versie, door, beoordelaar=aan)
    if aan != door:
        mail(
            regel,
            [aan.email],
            f"Wilt u beoordelen: {versie.titel}",
            f"{door} vraagt u om ‘{versie.titel}’ te beoordelen.\n\n{adres(versie)}",
        )
    return versie


@transaction.atomic
def laat_los(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Let `door`, who reviews `versie`, write in it: once submitted it waits for another reviewer.

    Raises RuleViolation for who is not its reviewer, and while the text stands still.
    """
    versie = vergrendel(versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    vereis(versie.status in TE_SCHRIJVEN, "Deze versie staat stil. Nu schrijft niemand erin.")
    mijn = Beoordeling.objects.filter(versie=versie, beoordelaar=door)
    vereis(mijn.update(beoordelaar=None), "U beoordeelt deze versie niet. U kunt al schrijven.")
    Logregel.objects.schrijf(versie, "losgelaten", door=door)
    return versie


def _reageer(versie: Beschrijving, door: Gebruiker, *, beoordelaar: Gebruiker) -> None:
    beoordeling = versie.beoordeling
    beoordeling.beoordelaar = beoordelaar
    if beoordeling.eerste_reactie_op is None:
        beoordeling.eerste_reactie_op = timezone.now()
        beoordeling.eerste_reactie_door = door
    beoordeling.save(update_fields=["beoordelaar", "eerste_reactie_op", "eerste_reactie_door"])


@transaction.atomic
def vraag_aanvulling(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Give `versie` back to its writers, with one mail that lists the open comments.

    Raises RuleViolation when there is no open comment: the writers would not know what to do.
    """
    versie = vergrendel(versie)
    _vereis_beoordelaar(versie, door)
    open_ = list(versie.opmerkingen.open())
    vereis(open_, "Zet eerst bij een onderdeel wat er nog nodig is. Dat sturen wij dan mee.")
    regel = zet_status(versie, Status.AANVULLING, "aanvulling-gevraagd", door=door)
    laat_plan_vervallen(versie, "De schrijver vult haar eerst aan.", door=door)
    labels = {onderdeel.naam: onderdeel.label for onderdeel in onderdelen()}
    punten = "\n".join(f"- {labels.get(o.onderdeel, o.onderdeel)}: {o.tekst}" for o in open_)
    mail(
        regel,
        schrijvers(versie) or redactie_van(versie, behalve=door),
        f"Nog aanvullen: {versie.titel}",
        f"{door} las ‘{versie.titel}’ en vraagt u om aan te vullen:\n\n{punten}\n\n{adres(versie)}",
    )
    is_verteld(versie, schrijvers(versie))
    return versie


@transaction.atomic
def publiceer(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Make `versie` the live description and tell those concerned.

    Raises RuleViolation when `door` wrote in it, when parts are missing or comments are open.
    """
    versie = vergrendel_met_innovatie(versie)
    _vereis_publiceerbaar(versie, door)
    versie.gepubliceerd_op, versie.gepubliceerd_door = timezone.now(), door
    regel = zet_status(
        versie,
        Status.GEPUBLICEERD,
        "gepubliceerd",
        door=door,
        ook=["gepubliceerd_op", "gepubliceerd_door"],
    )
    _zeg_plan_af(versie)
    Innovatie.objects.filter(pk=versie.innovatie_id).update(
        bevestigd_op=timezone.localdate(), deadline=None
    )
    zet_live(versie=versie)
    meld_begonnen(innovatie=versie.innovatie, door=door)
    _vertel_publicatie(regel, versie)
    return versie


def _vertel_publicatie(regel: Logregel, versie: Beschrijving) -> None:
    """Mail its writers, and the contact who may never have been here."""
    onderwerp, adres_ = f"Gepubliceerd: {versie.titel}", _openbaar_adres(versie)
    mail(
        regel,
        schrijvers(versie),
        onderwerp,
        f"De beschrijving ‘{versie.titel}’ staat in de kennisbank. Dank u wel.\n\n{adres_}",
    )
    mail_contact(
        regel,
        versie,
        onderwerp,
        f"De beschrijving ‘{versie.titel}’ staat nu op de site. U bent daarvan de "
        f"contactpersoon. Over een jaar vragen wij of zij nog klopt.\n\n{adres_}",
        knop="Bekijk de beschrijving",
    )


def _openbaar_adres(versie: Beschrijving) -> str:
    return f"{settings.SITE_URL}{versie.get_absolute_url()}"


def _vereis_publiceerbaar(versie: Beschrijving, door: Gebruiker) -> None:
    _vereis_beoordelaar(versie, door)
    vereis(
        versie.status == Status.IN_BEOORDELING,
        f"Dat kan niet: de beschrijving is nu '{versie.get_status_display().lower()}'. "
        "Neem haar eerst in beoordeling.",
    )
    leeg = ontbreekt(versie, Vereist.PUBLICEREN)
    redenen = list(beletsels(versie, leeg, versie.opmerkingen.open().count()))
    if leeg:
        raise OnderdelenOntbreken(leeg, "publiceren")
    vereis(not redenen, "Dit kan nog niet. " + " ".join(redenen))


def beletsels(versie: Beschrijving, leeg: list[Onderdeel], open_: int) -> Iterator[str]:
    """What stands between a version in review and publication, in sentences.

    `leeg` are the parts that are missing, `open_` is the number of open comments.
    """
    if leeg:
        yield (
            "Er ontbreekt nog 1 onderdeel."
            if len(leeg) == 1
            else f"Er ontbreken nog {len(leeg)} onderdelen."
        )
    if open_:
        yield (
            "1 opmerking staat nog open." if open_ == 1 else f"{open_} opmerkingen staan nog open."
        )
    if str(versie.praktijkverhaal) and not versie.praktijkverhaal_toestemming:
        yield "De verteller van het praktijkverhaal gaf nog geen toestemming."


@transaction.atomic
def plan_publicatie(*, versie: Beschrijving, op: datetime, door: Gebruiker) -> Beschrijving:
    """Let `versie` go live at `op` by itself; the same rules as for `publiceer`, now and then."""
    versie = vergrendel(versie)
    vereis(op > timezone.now(), "Kies een moment dat nog komt.")
    _vereis_publiceerbaar(versie, door)
    vereis(versie.beoordeling.publiceren_op != op, "Op dit moment stond de publicatie al gepland.")
    Beoordeling.objects.filter(versie=versie).update(publiceren_op=op, publiceren_door=door)
    moment = date_format(timezone.localtime(op), "j F Y, G.i")
    Logregel.objects.schrijf(versie, "gepland", door=door, toelichting=moment)
    return versie


@transaction.atomic
def zeg_plan_af(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Do not let `versie` go live by itself after all."""
    versie = vergrendel(versie)
    vereis_recht(mag_beoordelen(door), NIET_BEOORDELEN)
    vereis(
        Beoordeling.objects.filter(versie=versie, publiceren_op__isnull=False).exists(),
        "Er staat geen publicatie gepland.",
    )
    _zeg_plan_af(versie)
    Logregel.objects.schrijf(versie, "plan-afgezegd", door=door)
    return versie


def _zeg_plan_af(versie: Beschrijving) -> None:
    Beoordeling.objects.filter(versie=versie).update(publiceren_op=None, publiceren_door=None)


def laat_plan_vervallen(
    versie: Beschrijving, waarom: str, *, door: Gebruiker | None, wie: str = ""
) -> None:
    """Drop the plan of a locked `versie` that another step overtakes, and tell who made it.

    `waarom` is a sentence of ours. Without a plan nothing happens.
    """
    met_plan = Beoordeling.objects.filter(versie=versie, publiceren_op__isnull=False)
    beoordeling = met_plan.select_related("publiceren_door").first()
    if beoordeling is None:
        return
    planner = beoordeling.publiceren_door
    moment = date_format(timezone.localtime(beoordeling.publiceren_op), "j F Y, G.i")
    _zeg_plan_af(versie)
    regel = Logregel.objects.schrijf(
        versie, "plan-vervallen", door=door, wie=wie, toelichting=moment
    )
    if planner and planner.is_active and planner != door:
        mail(
            regel,
            [planner.email],
            f"Publicatie gaat niet door: {versie.titel}",
            f"U plande de publicatie van ‘{versie.titel}’ op {moment}. Dat gaat niet door. "
            f"{waarom}\n\nMoet zij toch live? Plan haar dan opnieuw.\n\n{adres(versie)}",
        )


def publiceer_geplande(nu: datetime) -> int:
    """Publish what was planned for before `nu`; return how many. Safe to run twice, or at once.

    What can no longer be published loses its plan, and its planner is told why; who reviews no
    more is not, but who takes over their work.
    """
    gepubliceerd = 0
    geplande = Beoordeling.objects.filter(publiceren_op__lte=nu).values_list("pk", flat=True)
    for pk in list(geplande):
        gepubliceerd += _publiceer_gepland(pk, nu)
    return gepubliceerd


@transaction.atomic
def _publiceer_gepland(pk: int, nu: datetime) -> bool:
    rijen = Beoordeling.objects.select_related("versie", "publiceren_door")
    op_tijd = rijen.filter(pk=pk, publiceren_op__lte=nu)
    if gelezen := op_tijd.first():
        vergrendel_met_innovatie(gelezen.versie)
    gepland = op_tijd.first()  # another worker, or who cancels it, may have been first
    if gepland is None or gepland.publiceren_door is None:
        return False
    try:
        with transaction.atomic():
            publiceer(versie=gepland.versie, door=gepland.publiceren_door)
    except RuleViolation as reden:
        _zeg_plan_af(gepland.versie)
        regel = Logregel.objects.schrijf(gepland.versie, "plan-mislukt", toelichting=str(reden))
        wie = wie_hoort(gepland.publiceren_door, Recht.BEOORDEELT, Recht.VANGT_OP)
        mail(
            regel,
            [een.email for een in wie],
            f"Niet gepubliceerd: {gepland.versie.titel}",
            f"‘{gepland.versie.titel}’ kon niet vanzelf gepubliceerd worden. {reden}\n\n"
            f"{adres(gepland.versie)}",
        )
        return False
    return True


@transaction.atomic
def wijs_af(*, versie: Beschrijving, reden: str, door: Gebruiker) -> Beschrijving:
    """End the review of `versie` without publishing. Raises RuleViolation without a `reden`."""
    versie = vergrendel(versie)
    _vereis_beoordelaar(versie, door)
    vereis(
        reden.strip(), "Schrijf waarom u de beschrijving afwijst. De schrijver krijgt dat te lezen."
    )
    regel = zet_status(
        versie, Status.AFGEWEZEN, "afgewezen", door=door, toelichting=Vergeetbaar(tekst=reden)
    )
    Beoordeling.objects.filter(versie=versie).update(reden=reden)
    laat_plan_vervallen(versie, "Zij is afgewezen.", door=door)
    mail(
        regel,
        schrijvers(versie),
        f"Niet geplaatst: {versie.titel}",
        f"De beschrijving ‘{versie.titel}’ komt niet in de kennisbank. De reden:\n\n{reden}\n\n"
        "Wilt u ermee verder? Open haar dan en kies ‘Begin een nieuwe versie’. Uw tekst staat "
        f"daar al in.\n\n{adres(versie)}",
    )
    return versie


@transaction.atomic
def archiveer(
    *,
    innovatie: Innovatie,
    reden: str,
    naar: Innovatie | None = None,
    door: Gebruiker | None = None,
    wie: str = "",
) -> None:
    """Take the live version of `innovatie` off the public side; its address explains why.

    `naar` is another innovatie to read instead. Without `door` the system does it (`wie` says
    what). Raises RuleViolation when nothing is live, or for who is no webredacteur.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), innovatie.pk)
    vereis_recht(door is None or mag_archiveren(door), NIET_ARCHIVEREN)
    vereis(reden.strip(), "Schrijf waarom deze beschrijving naar het archief gaat.")
    vereis(innovatie.gepubliceerd_id, "Er is geen zichtbare versie om te archiveren.")
    vereis(naar != innovatie, "Verwijs naar een andere innovatie.")
    vereis(
        naar is None or Beschrijving.objects.zichtbaar().filter(innovatie=naar).exists(),
        "Verwijs naar een innovatie die zichtbaar is.",
    )
    versie = vergrendel(Beschrijving(pk=innovatie.gepubliceerd_id))
    regel = zet_status(
        versie,
        Status.GEARCHIVEERD,
        "gearchiveerd",
        door=door,
        wie=wie,
        # The reason of the calendar is ours, and about nobody.
        toelichting=Vergeetbaar(tekst=reden) if door else reden,
    )
    haal_weg(versie=versie, reden=reden, naar=naar)
    versie.innovatie = innovatie
    for volgende in Beschrijving.objects.filter(innovatie=innovatie, status__in=OPEN):
        laat_plan_vervallen(
            vergrendel(volgende), "De innovatie ging naar het archief.", door=door, wie=wie
        )
    _vertel_archivering(regel, versie, reden, naar)


def _vertel_archivering(
    regel: Logregel, versie: Beschrijving, reden: str, naar: Innovatie | None
) -> None:
    """Mail who speaks for `versie`, who wrote it and its kennismakelaar; not who did it."""
    onderwerp = f"Naar het archief: {versie.titel}"
    bericht = (
        f"De beschrijving ‘{versie.titel}’ staat niet meer in de kennisbank. De reden:\n\n{reden}"
    )
    if naar:
        bericht += f"\n\nWie daar komt, wordt verwezen naar ‘{naar.gepubliceerd}’."
    mail_contact(
        regel,
        versie,
        onderwerp,
        f"{bericht}\n\nOp haar plaats staat nu een uitleg:\n{_openbaar_adres(versie)}",
        knop="Bekijk wat er nu staat",
    )
    makelaar = versie.innovatie.kennismakelaar
    redactie = [makelaar.email] if makelaar and makelaar.is_active else []
    zelf = {versie.contact_email, regel.door.email if regel.door else ""}
    terug = f"Moet dat niet? De webredacteur haalt haar hier terug:\n{adres(versie)}"
    wie = {*schrijvers(versie), *(redactie if regel.door else redactie_van(versie))}
    mail(regel, wie - zelf, onderwerp, f"{bericht}\n\n{terug}")


@transaction.atomic
def haal_terug(*, innovatie: Innovatie, door: Gebruiker) -> Beschrijving:
    """Undo the last archiving of `innovatie`: what was live is live again, as it was.

    What was not confirmed then is not confirmed now: the yearly round goes on with it. Raises
    RuleViolation when nothing was archived or something is live, or for who is no webredacteur.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), innovatie.pk)
    vereis_recht(mag_archiveren(door), NIET_ARCHIVEREN)
    vereis(innovatie.gepubliceerd_id is None, "Deze innovatie staat al in de kennisbank.")
    versie = gearchiveerde_versie(innovatie)
    if versie is None:
        raise RuleViolation("Deze innovatie heeft geen versie in het archief.")
    versie = vergrendel(versie)
    weg = Logregel.objects.over(versie).filter(naar=Status.GEARCHIVEERD).first()
    naar = Status(weg.van) if weg else Status.GEPUBLICEERD
    regel = zet_status(versie, naar, "teruggehaald", door=door)
    zet_live(versie=versie)
    mail_contact(
        regel,
        versie,
        f"Terug uit het archief: {versie.titel}",
        f"De beschrijving ‘{versie.titel}’ staat weer in de kennisbank.\n\n"
        f"{_openbaar_adres(versie)}",
        knop="Bekijk de beschrijving",
    )
    return versie
