"""Beginning, writing, submitting and taking back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NoReturn

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.actions.versies import (
    Waarden,
    eerste_versie,
    lees_rijen,
    volgende_versie,
)
from innovaties.formaat import VELD
from innovaties.formaat.onderdelen import Onderdeel, Vereist
from innovaties.formaat.soorten import Veldsoort
from innovaties.keuzelijsten import OPEN, Soort, Status
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from organisaties.models import Organisatie
from redactie.actions.basis import adres, mail, redactie_van, vergrendel, zet_status
from redactie.lezen.gegevens import makelaar_voor
from redactie.lezen.rondes import leg_vast
from redactie.lezen.schrijvers import is_beschreven, mogelijke_beoordelaars
from redactie.lezen.versies import beoordeelt, beoordelaar_van, laatste_versie
from redactie.models import Beoordeling, Ronde, Schrijver
from redactie.rechten import mag_schrijven
from redactie.regels.overgangen import TE_SCHRIJVEN

BEZIG = timedelta(seconds=60)
"""How long after the last sign of life someone counts as writing."""

NIET_SCHRIJVEN = "U kunt hier geen beschrijvingen schrijven."
BEOORDEELT = (
    "U beoordeelt deze versie. Stel een tekst voor, of kies op het overzicht eerst ‘Ik schrijf "
    "mee’. Dan beoordeelt een collega haar."
)
NIET_UW_BESCHRIJVING = "Deze beschrijving is niet van uw organisatie. Vraag een kennismakelaar."


class OnderdeelGewijzigd(RuleViolation):
    """Someone else changed the same fields since they were read; nothing was written."""

    def __init__(self, versie: Beschrijving) -> None:
        super().__init__(
            "Een collega heeft dit onderdeel net ook gewijzigd. Vergelijk de twee teksten "
            "hieronder en bewaar wat u wilt houden."
        )
        self.versie = versie


class OnderdelenOntbreken(RuleViolation):
    """Parts are missing; `onderdelen` says which."""

    def __init__(self, onderdelen: list[Onderdeel], stap: str) -> None:
        namen = ", ".join(onderdeel.label for onderdeel in onderdelen)
        super().__init__(f"Vul nog in voordat u kunt {stap}: {namen}.")
        self.onderdelen = onderdelen


@transaction.atomic
def begin(
    *, titel: str, soort: Soort, door: Gebruiker, organisatie: Organisatie | None = None
) -> Beschrijving:
    """Start the description of a new innovatie.

    What an indiener begins gets a kennismakelaar, who is told. Raises RuleViolation when `door`
    does not write, or not for `organisatie`.
    """
    vereis_recht(door.schrijft, NIET_SCHRIJVEN)
    innovatie = Innovatie(
        organisatie=organisatie,
        kennismakelaar=door if door.mag(Recht.MAKELT) else None,
    )
    vereis_recht(mag_schrijven(door, innovatie), "Kies een organisatie waarvoor u schrijft.")
    if organisatie and not door.mag(Recht.BESCHRIJFT):
        innovatie.kennismakelaar = makelaar_voor(organisatie)
    versie = eerste_versie(innovatie, titel=titel, soort=soort, door=door)
    _schreef(versie, door)
    if innovatie.kennismakelaar not in (None, door):
        _vertel_begin(versie, door)
    return versie


def _vertel_begin(versie: Beschrijving, door: Gebruiker) -> None:
    """Tell the kennismakelaar of `versie` what an indiener began."""
    innovatie = versie.innovatie
    mail(
        Logregel.objects.over(versie).latest("pk"),
        [innovatie.kennismakelaar.email] if innovatie.kennismakelaar else [],
        f"Begonnen: {versie.titel}",
        f"{door} begon voor {innovatie.organisatie} met ‘{versie.titel}’. U bent er de "
        f"kennismakelaar van.\n\n{adres(versie)}",
    )


@transaction.atomic
def nieuwe_versie(
    *, innovatie: Innovatie, door: Gebruiker, van: Beschrijving | None = None
) -> Beschrijving:
    """The open version of `innovatie`: the one there is, or a copy of `van`, one of its versions.

    Without `van` of the live or last one. Who opens it wrote nothing yet; who wrote a rejected
    text wrote what is in the copy, since nobody else ever approved it. Raises RuleViolation when
    `door` may not write in it.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), innovatie.pk)
    vereis_recht(mag_schrijven(door, innovatie), NIET_UW_BESCHRIJVING)
    if bestaand := innovatie.versies.filter(status__in=OPEN).first():
        return bestaand
    van = innovatie.versies.get(pk=van.pk) if van else innovatie.gepubliceerd
    van = van or laatste_versie(innovatie)
    versie = volgende_versie(van)
    if van.status == Status.AFGEWEZEN:
        _neem_schrijvers_mee(van, versie)
        van.beginstukken.update(versie=versie)
    meld_bezig(versie=versie, door=door)
    Logregel.objects.schrijf(versie, "nieuwe-versie", door=door, naar=versie.status)
    return versie


@transaction.atomic
def bewaar(
    *,
    versie: Beschrijving,
    waarden: Waarden,
    door: Gebruiker,
    kenmerken: Mapping[str, str] | None = None,
) -> list[str]:
    """Write checked values in `versie`; return the names of the fields that changed.

    `kenmerken` has the kenmerk of each field when the writer read it.
    Organisations and elements in rows that do not exist yet are made.
    Raises OnderdeelGewijzigd when one changed since, RuleViolation when `door` may not write,
    reviews it, the version stands still, or a list has more than it may have.
    """
    versie = vergrendel(versie, "beoordeling", net_geschreven=schreef_net(door))
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    vereis(not beoordeelt(versie, door), BEOORDEELT)
    if versie.status not in TE_SCHRIJVEN:
        _weiger_stilstaand(versie)
    for naam, waarde in waarden.items():
        aantal = VELD[naam].hoogstens
        te_veel = f"Dit zijn er te veel. Kies er hoogstens {aantal}."
        vereis(not aantal or len(waarde) <= aantal, te_veel)
    lees_rijen([versie], waarden.keys())
    soorten = [veld.soort for naam, veld in VELD.items() if naam in waarden]
    nu = {soort.naam: soort.kenmerk(soort.haal(versie)) for soort in soorten}
    if any(nu.get(naam, was) != was for naam, was in (kenmerken or {}).items()):
        raise OnderdeelGewijzigd(versie)
    anders = [soort for soort in soorten if soort.kenmerk(waarden[soort.naam]) != nu[soort.naam]]
    if anders:
        schrijf(versie, anders, waarden, door)
    return [soort.naam for soort in anders]


def schrijf(
    versie: Beschrijving, anders: list[Veldsoort], waarden: Waarden, door: Gebruiker
) -> None:
    """Write the fields that differ, its columns in one statement, and who wrote them.

    `versie` is locked, and knows whether `door` wrote just now (`schreef_net`).
    """
    versie.gewijzigd_door = door
    kolommen = [soort for soort in anders if soort.is_kolom]
    for soort in kolommen:
        soort.schrijf(versie, waarden[soort.naam])
    namen = [soort.naam for soort in kolommen]
    versie.save(update_fields=[*namen, "gewijzigd_door", "gewijzigd_op"])
    for soort in anders:
        if not soort.is_kolom:
            soort.schrijf(versie, waarden[soort.naam])
    velden = [soort.naam for soort in anders]
    regel = Logregel.objects.schrijf(versie, "gewijzigd", door=door, velden=velden)
    if not getattr(versie, "net_geschreven"):  # noqa: B009 (no field, an annotation)
        _vertel_eerste(regel, versie, door)
        _schreef(versie, door)


def _vertel_eerste(regel: Logregel, versie: Beschrijving, door: Gebruiker) -> None:
    """Tell who wrote in `versie` first that `door` joins, the first time."""
    schreven = Schrijver.objects.filter(versie=versie, schreef=True)
    wie = [een.gebruiker for een in schreven.select_related("gebruiker").order_by("pk")]
    if wie and wie[0].is_active and door not in wie:
        mail(
            regel,
            [wie[0].email],
            f"Een collega schrijft mee: {versie.titel}",
            f"{door} schrijft nu ook aan ‘{versie.titel}’. In het logboek ziet u wie wat "
            f"wijzigde.\n\n{adres(versie)}",
        )


def _weiger_stilstaand(versie: Beschrijving) -> NoReturn:
    if versie.status in OPEN:
        raise RuleViolation(
            "Deze beschrijving is ingediend en staat stil voor de beoordeling. "
            "Neem haar terug om verder te schrijven."
        )
    raise RuleViolation("Deze versie is afgerond. Begin een nieuwe versie om iets te wijzigen.")


def meld_bezig(*, versie: Beschrijving, door: Gebruiker) -> None:
    """Remember that `door` has `versie` open to write in, for the next minute."""
    tot = timezone.now() + BEZIG
    Schrijver.objects.bulk_create(
        [Schrijver(versie=versie, gebruiker=door, bezig_tot=tot)],
        update_conflicts=True,
        unique_fields=["versie", "gebruiker"],
        update_fields=["bezig_tot"],
    )


def _neem_schrijvers_mee(van: Beschrijving, naar: Beschrijving) -> None:
    """Let who wrote `van` count as a writer of `naar`, its copy; nobody has that open now."""
    wie = van.schrijvers.filter(schreef=True).values_list("gebruiker", flat=True)
    namen = {pk for pk in (van.gewijzigd_door_id, *wie) if pk}
    nu = timezone.now()
    Schrijver.objects.bulk_create(
        Schrijver(versie=naar, gebruiker_id=pk, schreef=True, bezig_tot=nu) for pk in namen
    )


def schreef_net(door: Gebruiker) -> Exists:
    """Whether the last save of `door` is so recent that another need not say it again."""
    straks = timezone.now() + BEZIG / 2
    return Exists(
        Schrijver.objects.filter(
            versie=OuterRef("pk"), gebruiker=door, schreef=True, bezig_tot__gt=straks
        )
    )


def _schreef(versie: Beschrijving, door: Gebruiker) -> None:
    Schrijver.objects.bulk_create(
        [Schrijver(versie=versie, gebruiker=door, schreef=True, bezig_tot=timezone.now() + BEZIG)],
        update_conflicts=True,
        unique_fields=["versie", "gebruiker"],
        update_fields=["bezig_tot", "schreef"],
    )


@transaction.atomic
def dien_in(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Hand `versie` over for review, the first time or after aanvulling.

    Its text is kept as a round. Its reviewer hears it; without one the kennismakelaar of the
    innovatie, or when she wrote it everyone who may review it. Raises OnderdelenOntbreken, or
    RuleViolation when `door` may not, nothing was changed yet, or the status forbids it.
    """
    versie = vergrendel(versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    if leeg := ontbreekt(versie, Vereist.INDIENEN):
        raise OnderdelenOntbreken(leeg, "indienen")
    vereis(is_beschreven(versie), "Er is nog niets gewijzigd. Wijzig eerst wat u wilt indienen.")
    regel = zet_status(versie, Status.INGEDIEND, "ingediend", door=door)
    Beoordeling.objects.get_or_create(
        versie=versie, defaults={"ingediend_op": regel.op, "ingediend_door": door}
    )
    Ronde.objects.create(
        versie=versie,
        nummer=versie.rondes.count() + 1,
        ingediend_op=regel.op,
        ingediend_door=door,
        tekst=leg_vast(versie),
    )
    beoordelaar = beoordelaar_van(versie)
    aan = [beoordelaar.email] if beoordelaar else _wie_beoordeelt(versie, door)
    mail(
        regel,
        [email for email in aan if email != door.email],
        f"Ingediend: {versie.titel}",
        f"{door} diende de beschrijving ‘{versie.titel}’ in. Wilt u haar beoordelen?\n\n"
        f"{adres(versie)}",
    )
    return versie


def _wie_beoordeelt(versie: Beschrijving, door: Gebruiker) -> list[str]:
    """Whom to ask for a review of `versie`, which `door` submits."""
    kunnen = list(mogelijke_beoordelaars(versie).exclude(pk=door.pk))
    makelaar = versie.innovatie.kennismakelaar
    wie = [een for een in kunnen if een == makelaar] or kunnen
    return [een.email for een in wie] or redactie_van(versie, behalve=door)


@transaction.atomic
def neem_terug(*, versie: Beschrijving, door: Gebruiker) -> Beschrijving:
    """Make a submitted `versie`, which nobody reviews yet, a concept again."""
    versie = vergrendel(versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    vereis(versie.status != Status.WEGGEGOOID, "Dit concept is weggegooid. Zet het eerst terug.")
    zet_status(versie, Status.CONCEPT, "teruggenomen", door=door)
    return versie
