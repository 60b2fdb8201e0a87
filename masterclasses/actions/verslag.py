"""The verslag of a masterclass: written, read by a second person, and placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.tekst import platte_tekst
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from logboek.models import Logregel
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Lesmateriaal, Masterclass, Verslag
from masterclasses.rechten import NIET_ORGANISEREN, mag_organiseren
from masterclasses.vindbaar import maak_vindbaar
from post.actions.klaarzetten import zet_klaar
from werkplek.bewerken import vereis_ongewijzigd

TE_VROEG = "Een verslag schrijft u vanaf de dag van de masterclass."
STAAT_STIL = "Het verslag is ingediend en staat stil. Neem het terug om verder te schrijven."
NIET_OPEN = "Er is geen verslag in bewerking. Open het verslag opnieuw."
NIET_INGEDIEND = "Dit verslag is niet meer ingediend. Kijk eerst hoe het er nu voor staat."
ANDERE_TEKST = "Het verslag is ondertussen gewijzigd. Lees het eerst opnieuw."
ZELF_GESCHREVEN = "U schreef zelf aan dit verslag. Vraag een collega om het te beoordelen."
NIET_ZELF_GESCHREVEN = "Alleen wie het verslag schreef, neemt het terug. Vraag om een aanvulling."


def laatste(masterclass: Masterclass) -> Verslag | None:
    """What a writer goes on with: the open version, else the published one."""
    versies = masterclass.verslagen.exclude(status=Verslagstatus.VERVANGEN)
    return versies.select_related("gewijzigd_door").order_by("-pk").first()


def te_schrijven(masterclass: Masterclass) -> bool:
    """Whether there may be a verslag: the day has come, and it was not called off."""
    return masterclass.fase == Masterclassfase.AANGEKONDIGD and masterclass.begin <= timezone.now()


def ontbreekt(verslag: Verslag | None) -> list[str]:
    """What must still be filled in before `verslag` can be handed over, in words."""
    nodig = {"auteur": "wie het verslag schreef", "tekst": "de tekst"}
    return [wat for naam, wat in nodig.items() if not platte_tekst(getattr(verslag, naam, ""))]


def schreef(verslag: Verslag, gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` wrote in this version, and so does not review it."""
    return (
        verslag.gewijzigd_door_id == gebruiker.pk
        or verslag.schrijvers.filter(pk=gebruiker.pk).exists()
    )


@transaction.atomic
def schrijf(
    *, masterclass: Masterclass, waarden: Mapping[str, str], kenmerk: str, door: Gebruiker
) -> Verslag:
    """Save the checked fields `waarden` in the open version, or make one; the live one stays.

    `kenmerk` is that of what the writer read. Returns the version with this text.
    Raises OndertussenGewijzigd when that is no longer what stands there, RuleViolation before the
    day, while the version stands still for its review, or for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass = vergrendel(masterclass)
    vereis(te_schrijven(masterclass), TE_VROEG)
    verslag = laatste(masterclass)
    vereis_ongewijzigd(verslag, kenmerk, uitleg=ANDERE_TEKST)
    vereis(verslag is None or verslag.status != Verslagstatus.INGEDIEND, STAAT_STIL)
    anders = [naam for naam in waarden if waarden[naam] != getattr(verslag, naam, "")]
    if verslag and not anders:
        return verslag
    if verslag is None or verslag.status == Verslagstatus.GEPUBLICEERD:
        verslag = Verslag(masterclass=masterclass)
    for naam, waarde in waarden.items():
        setattr(verslag, naam, waarde)
    verslag.gewijzigd_op, verslag.gewijzigd_door = timezone.now(), door
    verslag.save()
    verslag.schrijvers.add(door)
    Logregel.objects.schrijf(masterclass, "verslag-geschreven", door=door, velden=anders)
    return verslag


@transaction.atomic
def dien_in(*, masterclass: Masterclass, door: Gebruiker) -> Verslag:
    """Hand the open version over to the redactie.

    Raises RuleViolation when something is missing, or for who does not organise.
    """
    masterclass, verslag = _haal(masterclass, Verslagstatus.CONCEPT, NIET_OPEN, door)
    leeg = ontbreekt(verslag)
    vereis(not leeg, f"Vul eerst in: {' en '.join(leeg)}.")
    verslag.ingediend_op, verslag.ingediend_door = timezone.now(), door
    verslag.aanvulling = ""
    regel = _zet_status(verslag, Verslagstatus.INGEDIEND, "verslag-ingediend", door)
    redactie = Gebruiker.objects.met_recht(Recht.VANGT_OP)
    _mail(
        regel,
        {*redactie, masterclass.organisator} - {door},
        f"Verslag ingediend: {masterclass}",
        f"{door} diende het verslag van ‘{masterclass}’ in. Wilt u het lezen en beoordelen?\n\n"
        f"{_adres(masterclass)}",
    )
    return verslag


@transaction.atomic
def neem_terug(*, masterclass: Masterclass, door: Gebruiker) -> Verslag:
    """Go on writing in a submitted version. Raises RuleViolation for who did not write it."""
    _, verslag = _haal(masterclass, Verslagstatus.INGEDIEND, NIET_INGEDIEND, door)
    vereis(schreef(verslag, door), NIET_ZELF_GESCHREVEN)
    _zet_status(verslag, Verslagstatus.CONCEPT, "verslag-teruggenomen", door)
    return verslag


@transaction.atomic
def vraag_aanvulling(
    *, masterclass: Masterclass, tekst: str, kenmerk: str, door: Gebruiker
) -> Verslag:
    """Give a submitted version back to its writer; `tekst` says what is still needed.

    Raises RuleViolation for the writer, or when the text is not the one of `kenmerk`.
    """
    masterclass, verslag = _te_beoordelen(masterclass, kenmerk, door)
    verslag.aanvulling = tekst
    regel = _zet_status(verslag, Verslagstatus.CONCEPT, "verslag-aanvulling", door, tekst)
    _mail(
        regel,
        {verslag.gewijzigd_door},
        f"Aanvulling gevraagd: verslag van {masterclass}",
        f"{door} las uw verslag van ‘{masterclass}’ en vraagt een aanvulling:\n\n{tekst}\n\n"
        f"{_adres(masterclass)}",
    )
    return verslag


@transaction.atomic
def plaats(*, masterclass: Masterclass, kenmerk: str, door: Gebruiker) -> Verslag:
    """Show a submitted version to everyone, in place of the one before.

    Raises RuleViolation for who wrote in it (four eyes), or when the text is not the one of
    `kenmerk`.
    """
    masterclass, verslag = _te_beoordelen(masterclass, kenmerk, door)
    masterclass.verslagen.filter(status=Verslagstatus.GEPUBLICEERD).update(
        status=Verslagstatus.VERVANGEN
    )
    verslag.geplaatst_op, verslag.geplaatst_door = timezone.now(), door
    _zet_status(verslag, Verslagstatus.GEPUBLICEERD, "verslag-geplaatst", door)
    maak_vindbaar(masterclass)
    return verslag


@transaction.atomic
def voeg_materiaal_toe(
    *,
    masterclass: Masterclass,
    naam: str,
    bestand: File[bytes] | None = None,
    url: str = "",
    door: Gebruiker,
) -> Lesmateriaal:
    """Add a checked file or a web address, after those that are there.

    Raises RuleViolation for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass = vergrendel(masterclass)
    laatste_regel = masterclass.materialen.last()
    materiaal = Lesmateriaal.objects.create(
        masterclass=masterclass,
        volgorde=laatste_regel.volgorde + 1 if laatste_regel else 0,
        naam=naam,
        bestand=bestand or "",
        url=url,
    )
    Logregel.objects.schrijf(masterclass, "materiaal-erbij", door=door, toelichting=naam)
    return materiaal


@transaction.atomic
def haal_materiaal_weg(*, materiaal: Lesmateriaal, door: Gebruiker) -> None:
    """Take `materiaal` off the page, and its file off the disk once that is certain.

    Raises RuleViolation for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass, bestand = materiaal.masterclass, materiaal.bestand
    materiaal.delete()
    Logregel.objects.schrijf(masterclass, "materiaal-weg", door=door, toelichting=materiaal.naam)
    if bestand:
        transaction.on_commit(lambda: bestand.storage.delete(str(bestand)), robust=True)


def _haal(
    masterclass: Masterclass, status: Verslagstatus, anders: str, door: Gebruiker
) -> tuple[Masterclass, Verslag]:
    """The masterclass, locked, and its version with `status`.

    Raises RuleViolation, which says `anders`, without one, or for who does not organise.
    """
    vereis_recht(mag_organiseren(door), NIET_ORGANISEREN)
    masterclass = vergrendel(masterclass)
    verslag = masterclass.verslagen.filter(status=status).first()
    if verslag is None:
        raise RuleViolation(anders)
    return masterclass, verslag


def _te_beoordelen(
    masterclass: Masterclass, kenmerk: str, door: Gebruiker
) -> tuple[Masterclass, Verslag]:
    """The submitted version, for someone who did not write it and read what stands there now."""
    masterclass, verslag = _haal(masterclass, Verslagstatus.INGEDIEND, NIET_INGEDIEND, door)
    vereis(not schreef(verslag, door), ZELF_GESCHREVEN)
    vereis_ongewijzigd(verslag, kenmerk, uitleg=ANDERE_TEKST)
    return masterclass, verslag


def _zet_status(
    verslag: Verslag, naar: Verslagstatus, wat: str, door: Gebruiker, toelichting: str = ""
) -> Logregel:
    van, verslag.status = verslag.status, naar
    verslag.save()
    return Logregel.objects.schrijf(
        verslag.masterclass, wat, door=door, van=van, naar=naar, toelichting=toelichting
    )


def _adres(masterclass: Masterclass) -> str:
    return str(settings.SITE_URL) + reverse("masterclasses:verslag", args=[masterclass.slug])


def _mail(regel: Logregel, aan: Iterable[Gebruiker], onderwerp: str, tekst: str) -> None:
    """Tell each of `aan` of the step that `regel` records, each once."""
    for email in sorted({wie.email for wie in aan if wie.is_active}):
        zet_klaar(
            sleutel=f"{regel.wat}-{regel.pk}-{email}",
            aan=email,
            onderwerp=onderwerp,
            tekst=tekst,
            knop="Open het verslag",
        )
