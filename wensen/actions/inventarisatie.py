"""What the projectleider does with an inventory: make, write, send, remind, close, publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.actions.versies import eerste_versie
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Innovatie, Thema
from logboek.models import Logregel
from wensen import berichten
from wensen.lezen.inventarisatie import (
    WEEK,
    Inventarisatiefase,
    is_te_herinneren,
    loopt,
    lopend,
    stand,
)
from wensen.lezen.ontvangers import Ontvangerslijst, lees
from wensen.models import Antwoordregel, Gebied, Inventarisatie, Uitvraag
from wensen.vindbaar import maak_vindbaar
from werkplek import bewerken
from werkplek.bewerken import vereis_ongewijzigd
from werkplek.rechten import NIET_STUREN, mag_sturen, mag_wensen

INTERN = "Interne organisatie"
"""What the inventory of the programme plan asked about besides the themes."""

VELDEN = ("titel", "inleiding", "begin", "einde", "uitkomst")
INHOUD = (*VELDEN, "gebieden")
"""What the form holds."""

TITEL = 80
"""Characters of the title that is made from an answer."""

NIET_MAKEN = "Wensen en beschrijvingen maakt een kennismakelaar, webredacteur of projectleider."
VOORBIJ = "De vragenlijst loopt niet meer."


class OntvangersNietGoed(Exception):
    """Some lines are wrong or name a new organisation; nothing was saved."""

    def __init__(self, gelezen: Ontvangerslijst) -> None:
        super().__init__("Some lines are wrong.")
        self.gelezen = gelezen


def _vergrendel(inventarisatie: Inventarisatie, door: Gebruiker) -> Inventarisatie:
    vereis_recht(mag_sturen(door), NIET_STUREN)
    return is_er_nog(Inventarisatie.objects.select_for_update(), inventarisatie.pk)


@transaction.atomic
def begin(*, titel: str, begin: date, einde: date, door: Gebruiker) -> Inventarisatie:
    """Make a concept that asks about the themes and the own organisation.

    Raises RuleViolation when it ends before it begins.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    vereis(einde >= begin, "De inventarisatie eindigt vóór zij begint. Kies een latere einddatum.")
    een_tegelijk("wensen.inventarisatie")  # two with one title want the same slug
    bezet = set(Inventarisatie.objects.values_list("slug", flat=True))
    inventarisatie = Inventarisatie.objects.create(
        slug=vrije_slug(titel, bezet, anders="inventarisatie", maximum=70),
        titel=titel,
        begin=begin,
        einde=einde,
        gemaakt_door=door,
    )
    themas: list[tuple[str, Thema | None]] = [
        (thema.name, thema) for thema in Thema.objects.order_by("volgorde", "pk")
    ]
    Gebied.objects.bulk_create(
        Gebied(inventarisatie=inventarisatie, naam=naam, thema=thema, volgorde=volgorde)
        for volgorde, (naam, thema) in enumerate([*themas, (INTERN, None)])
    )
    Logregel.objects.schrijf(inventarisatie, "inventarisatie-begonnen", door=door)
    return inventarisatie


@transaction.atomic
def bewerk(
    *,
    inventarisatie: Inventarisatie,
    waarden: Mapping[str, Any],
    gebieden: Sequence[Gebied] | None,
    kenmerk: str,
    door: Gebruiker,
) -> Inventarisatie:
    """Write checked fields and, for a concept, the unsaved areas; None leaves these as they are.

    `kenmerk` is that of what the writer was shown. A later last day opens it again.
    Raises RuleViolation when a colleague changed it since, or when areas would change that
    organisations already read.
    """
    inventarisatie = _vergrendel(inventarisatie, door)
    vereis_ongewijzigd(inventarisatie, kenmerk, velden=INHOUD, wat="deze inventarisatie")
    eerder = inventarisatie.einde
    for naam, waarde in waarden.items():
        setattr(inventarisatie, naam, waarde)
    vereis(
        inventarisatie.einde >= inventarisatie.begin,
        "De inventarisatie eindigt vóór zij begint. Kies een latere einddatum.",
    )
    if inventarisatie.einde > eerder:
        inventarisatie.gesloten_op = inventarisatie.gesloten_door = None
    inventarisatie.save(update_fields=[*waarden, "gesloten_op", "gesloten_door"])
    if gebieden is not None:
        vereis(
            inventarisatie.geopend_op is None,
            "De vragenlijst is al verstuurd. De gebieden en vragen kunnen niet meer anders.",
        )
        inventarisatie.gebieden.all().delete()
        for volgorde, gebied in enumerate(gebieden):
            gebied.pk, gebied.inventarisatie, gebied.volgorde = None, inventarisatie, volgorde
        Gebied.objects.bulk_create(gebieden)
    if kenmerk != bewerken.kenmerk(inventarisatie, INHOUD):
        Logregel.objects.schrijf(inventarisatie, "inventarisatie-gewijzigd", door=door)
        maak_vindbaar(inventarisatie)
    return inventarisatie


@transaction.atomic
def voeg_ontvangers_toe(
    *, inventarisatie: Inventarisatie, tekst: str, nieuw: Mapping[str, str], door: Gebruiker
) -> int:
    """Add who stands in `tekst`, a line each; return how many. All of them, or none.

    `nieuw` gives the kind of each organisation that is to be made, by its name.
    Raises OntvangersNietGoed when a line is wrong or names an organisation that is not there.
    """
    inventarisatie = _vergrendel(inventarisatie, door)
    vereis(
        inventarisatie.gepubliceerd_op is None
        and not inventarisatie.is_voorbij(timezone.localdate()),
        VOORBIJ,
    )
    gelezen = lees(tekst, inventarisatie, nieuw)
    if gelezen.fouten or gelezen.onbekend:
        raise OntvangersNietGoed(gelezen)
    for uitvraag in gelezen.uitvragen:
        if not uitvraag.organisatie.pk:
            uitvraag.organisatie.save()
            uitvraag.organisatie.regios.set([uitvraag.regio] if uitvraag.regio else [])
        uitvraag.organisatie_id = uitvraag.organisatie.pk
    Uitvraag.objects.bulk_create(gelezen.uitvragen)
    aantal = len(gelezen.uitvragen)
    Logregel.objects.schrijf(inventarisatie, "ontvangers-erbij", door=door, toelichting=str(aantal))
    return aantal


@transaction.atomic
def haal_ontvanger_weg(*, inventarisatie: Inventarisatie, nummer: int, door: Gebruiker) -> None:
    """Take back the questionnaire with pk `nummer`.

    Raises RuleViolation when it was filled in, if only in part.
    """
    inventarisatie = _vergrendel(inventarisatie, door)
    rijen = inventarisatie.uitvragen.select_related("organisatie").filter(pk=nummer)
    uitvraag = rijen.select_for_update(of=("self",)).first()
    if uitvraag is None:
        raise RuleViolation("Deze ontvanger was al weg.")
    vereis(
        uitvraag.begonnen_op is None,
        f"{uitvraag.organisatie} vulde al iets in. Deze ontvanger kan niet meer weg.",
    )
    uitvraag.delete()
    Logregel.objects.schrijf(
        inventarisatie, "ontvanger-weg", door=door, toelichting=str(uitvraag.organisatie)
    )


@transaction.atomic
def verstuur(*, inventarisatie: Inventarisatie, door: Gebruiker) -> int:
    """Mail everyone who did not get the questionnaire yet; return how many. The first time opens.

    Raises RuleViolation without introduction, areas or recipients, and when its time is over.
    """
    inventarisatie, vandaag = _vergrendel(inventarisatie, door), timezone.localdate()
    vereis(
        inventarisatie.gepubliceerd_op is None and not inventarisatie.is_voorbij(vandaag),
        "Invullen kan niet meer. Kies bij ‘Bewerken’ eerst een latere einddatum.",
    )
    vereis(
        inventarisatie.inleiding.strip(),
        "Schrijf bij ‘Bewerken’ eerst de inleiding: waarom u dit aan organisaties vraagt.",
    )
    vereis(inventarisatie.gebieden.exists(), "Voeg eerst een gebied toe om naar te vragen.")
    wachtend = list(
        inventarisatie.uitvragen.filter(verstuurd_op=None).select_related("organisatie")
    )
    vereis(wachtend, "Er is niemand die de vragenlijst nog niet kreeg. Voeg eerst ontvangers toe.")
    if inventarisatie.geopend_op is None:
        inventarisatie.geopend_op, inventarisatie.geopend_door = timezone.now(), door
        inventarisatie.begin = min(inventarisatie.begin, vandaag)
        inventarisatie.save(update_fields=["geopend_op", "geopend_door", "begin"])
    for uitvraag in wachtend:
        uitvraag.inventarisatie = inventarisatie
        berichten.vragenlijst(uitvraag)
    Uitvraag.objects.filter(pk__in=[uitvraag.pk for uitvraag in wachtend]).update(
        verstuurd_op=timezone.now(), verstuurd_door=door
    )
    Logregel.objects.schrijf(
        inventarisatie, "vragenlijst-verstuurd", door=door, toelichting=str(len(wachtend))
    )
    return len(wachtend)


@transaction.atomic
def herinner(*, inventarisatie: Inventarisatie, door: Gebruiker) -> int:
    """Remind all who did not hand in and may be reminded; return how many.

    Raises RuleViolation when there is nobody: at most two reminders, at least a week apart.
    """
    inventarisatie, vandaag = _vergrendel(inventarisatie, door), timezone.localdate()
    vereis(loopt(inventarisatie, vandaag), VOORBIJ)
    aantal = _herinner(inventarisatie, vandaag, door)
    vereis(
        aantal,
        "Er is nu niemand om te herinneren. Een organisatie krijgt hoogstens twee herinneringen, "
        "met ten minste een week ertussen.",
    )
    return aantal


def herinner_vanzelf(nu: datetime) -> None:
    """In the last week remind once who did not hand in."""
    vandaag = timezone.localdate(nu)
    in_laatste_week = lopend(vandaag).filter(einde__lte=vandaag + WEEK)
    for pk in in_laatste_week.values_list("pk", flat=True):
        with transaction.atomic():
            inventarisatie = is_er_nog(Inventarisatie.objects.select_for_update(), pk)
            if loopt(inventarisatie, vandaag) and inventarisatie.einde - WEEK <= vandaag:
                _herinner(inventarisatie, vandaag, None, voor=inventarisatie.einde - WEEK)


def _herinner(
    inventarisatie: Inventarisatie,
    vandaag: date,
    door: Gebruiker | None,
    voor: date | None = None,
) -> int:
    """Remind who may be, and was last mailed before `voor`; return how many."""
    uitvragen = inventarisatie.uitvragen.select_related("organisatie")
    herinnerd = [
        uitvraag
        for uitvraag in uitvragen.select_for_update(of=("self",))
        if is_te_herinneren(uitvraag, vandaag) and (voor is None or _laatste_mail(uitvraag) < voor)
    ]
    for uitvraag in herinnerd:
        uitvraag.inventarisatie = inventarisatie
        uitvraag.herinneringen += 1
        uitvraag.verstuurd_op = timezone.now()
        berichten.vragenlijst_herinnering(uitvraag)
    Uitvraag.objects.bulk_update(herinnerd, ["herinneringen", "verstuurd_op"])
    if herinnerd:
        Logregel.objects.schrijf(
            inventarisatie, "vragenlijst-herinnerd", door=door, toelichting=str(len(herinnerd))
        )
    return len(herinnerd)


def _laatste_mail(uitvraag: Uitvraag) -> date:
    return timezone.localdate(uitvraag.verstuurd_op)


@transaction.atomic
def sluit(*, inventarisatie: Inventarisatie, door: Gebruiker) -> None:
    """Nobody fills in any more: it ends today."""
    inventarisatie, vandaag = _vergrendel(inventarisatie, door), timezone.localdate()
    vereis(loopt(inventarisatie, vandaag), VOORBIJ)
    inventarisatie.einde = vandaag
    inventarisatie.gesloten_op, inventarisatie.gesloten_door = timezone.now(), door
    inventarisatie.save(update_fields=["einde", "gesloten_op", "gesloten_door"])
    Logregel.objects.schrijf(inventarisatie, "vragenlijst-gesloten", door=door)


@transaction.atomic
def publiceer(*, inventarisatie: Inventarisatie, door: Gebruiker) -> None:
    """Put the outcome on the site.

    Raises RuleViolation while organisations still fill in, and when there is no outcome at all.
    """
    inventarisatie = _vergrendel(inventarisatie, door)
    vereis(inventarisatie.gepubliceerd_op is None, "De uitkomst staat al op de site.")
    vereis(
        stand(inventarisatie, timezone.localdate()) == Inventarisatiefase.GESLOTEN
        or inventarisatie.van_elders,
        "De vragenlijst is nog niet gesloten. Sluit haar eerst.",
    )
    inventarisatie.gepubliceerd_op, inventarisatie.gepubliceerd_door = timezone.now(), door
    inventarisatie.save(update_fields=["gepubliceerd_op", "gepubliceerd_door"])
    Logregel.objects.schrijf(inventarisatie, "uitkomst-gepubliceerd", door=door)
    maak_vindbaar(inventarisatie)


@transaction.atomic
def verwijder(*, inventarisatie: Inventarisatie, door: Gebruiker) -> None:
    """Throw away a concept. Raises RuleViolation once it was sent or published."""
    inventarisatie = _vergrendel(inventarisatie, door)
    vereis(
        stand(inventarisatie, timezone.localdate()) == Inventarisatiefase.CONCEPT,
        "Alleen een concept kan weg. Deze inventarisatie is al verstuurd of staat op de site.",
    )
    inventarisatie.delete()


@transaction.atomic
def maak_innovatie(*, antwoord: Antwoordregel, wordt: Soort, door: Gebruiker) -> Innovatie:
    """Make a concept of what one organisation answered: a wish, or a description of what exists.

    Raises RuleViolation for the answer to a question of the projectleider's own, when it was done
    before, or when nothing was answered.
    """
    vereis_recht(mag_wensen(door), NIET_MAKEN)
    antwoord = (
        Antwoordregel.objects.select_for_update(of=("self",))
        .select_related("uitvraag__inventarisatie", "uitvraag__organisatie", "gebied__thema")
        .get(pk=antwoord.pk)
    )
    naam = "wens" if wordt == Soort.GEWENST else "innovatie"
    tekst = antwoord.gewenst if wordt == Soort.GEWENST else antwoord.bestaand
    vereis(not antwoord.gebied.is_vraag, "Van een antwoord op een eigen vraag komt geen concept.")
    vereis(getattr(antwoord, naam) is None, "Van dit antwoord is al een concept gemaakt.")
    vereis(tekst.strip(), "Hier vulde de organisatie niets in.")
    versie = _eerste_versie_uit(antwoord, tekst, wordt, door)
    setattr(antwoord, naam, versie.innovatie)
    antwoord.save(update_fields=[naam])
    Logregel.objects.schrijf(
        antwoord.uitvraag.inventarisatie,
        "antwoord-wens" if wordt == Soort.GEWENST else "antwoord-beschrijving",
        door=door,
        toelichting=versie.titel,
    )
    return versie.innovatie


def _eerste_versie_uit(
    antwoord: Antwoordregel, tekst: str, wordt: Soort, door: Gebruiker
) -> Beschrijving:
    uitvraag, kort = antwoord.uitvraag, " ".join(tekst.split())
    versie = eerste_versie(
        Innovatie(
            organisatie=uitvraag.organisatie,
            kennismakelaar=door if door.mag(Recht.MAKELT) else None,
        ),
        titel=_op_een_woord(kort, TITEL),
        soort=wordt,
        door=door,
        toelichting=f"Uit een antwoord van {uitvraag.organisatie} op ‘{uitvraag.inventarisatie}’.",
    )
    versie.kern = _op_een_woord(kort, 500)
    versie.save(update_fields=["kern"])
    versie.themas.set([antwoord.gebied.thema] if antwoord.gebied.thema else [])
    versie.regios.set([uitvraag.regio] if uitvraag.regio else [])
    return versie


def _op_een_woord(tekst: str, hoogstens: int) -> str:
    """`tekst`, or as many whole words of it as fit, with an ellipsis."""
    if len(tekst) <= hoogstens:
        return tekst
    stuk = tekst[: hoogstens - 1]
    heel = stuk if tekst[hoogstens - 1] == " " else stuk.rpartition(" ")[0] or stuk
    return f"{heel.rstrip(' ,;:.')}…"
