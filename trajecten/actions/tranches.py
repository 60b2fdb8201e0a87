"""What happens to a tranche: plan, open, close, and who promised to describe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Innovatie
from logboek.models import Logregel
from organisaties.models import Organisatie
from trajecten.lezen.tranches import te_koppelen
from trajecten.models import Toezegging, Tranche
from trajecten.rechten import NIET_TRANCHE, mag_tranche
from trajecten.vindbaar import maak_vindbaar
from werkplek.bewerken import vereis_ongewijzigd, zet
from werkplek.rechten import NIET_STUREN, mag_sturen

EINDE_VOOR_BEGIN = "De tranche eindigt vóór zij begint. Kies een latere einddatum."
NIET_OPEN = "Deze tranche is niet open."
GERESERVEERD = frozenset({"nieuw"})


def vergrendel(tranche: Tranche) -> Tranche:
    """The row as it is now, locked until the transaction ends.

    Raises RuleViolation when it was thrown away meanwhile.
    """
    rijen = Tranche.objects.select_for_update(of=("self",)).select_related(
        "thema", "kennismakelaar"
    )
    gevonden = rijen.filter(pk=tranche.pk).first()
    if gevonden is None:
        raise RuleViolation("Een collega gooide deze tranche weg.")
    return gevonden


def _van(tranche: Tranche, door: Gebruiker) -> Tranche:
    """The locked row, when `door` may keep it."""
    tranche = vergrendel(tranche)
    vereis_recht(mag_tranche(door, tranche), NIET_TRANCHE)
    return tranche


def _vrije_slug(titel: str, pk: int = 0) -> str:
    """A web name; who makes or renames one at the same moment waits."""
    een_tegelijk("trajecten.tranche.slug")
    bezet = set(Tranche.objects.exclude(pk=pk).values_list("slug", flat=True))
    return vrije_slug(titel, bezet | GERESERVEERD, anders="tranche", maximum=70)


def _vereis_goed(waarden: Mapping[str, Any]) -> None:
    vereis(waarden["einde"] > waarden["begin"], EINDE_VOOR_BEGIN)
    vereis(
        waarden["kennismakelaar"].mag(Recht.MAKELT),
        "Kies iemand die kennismakelaar is.",
    )


@transaction.atomic
def begin_tranche(*, waarden: Mapping[str, Any], door: Gebruiker) -> Tranche:
    """Plan a tranche that nobody outside sees yet.

    Raises RuleViolation when it ends before it begins, or for who is no kennismakelaar.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    _vereis_goed(waarden)
    slug = _vrije_slug(waarden["titel"])
    tranche = Tranche.objects.create(slug=slug, gewijzigd_door=door, **waarden)
    Logregel.objects.schrijf(tranche, "tranche-begonnen", door=door)
    return tranche


@transaction.atomic
def bewerk(
    *, tranche: Tranche, waarden: Mapping[str, Any], kenmerk: str, door: Gebruiker
) -> Tranche:
    """Change the columns in `waarden`; the web name follows the title until it is opened.

    Raises RuleViolation when somebody changed it after `kenmerk`, or another kennismakelaar is
    chosen by one who does not lead.
    """
    tranche = _van(tranche, door)
    vereis_ongewijzigd(tranche, kenmerk, wat="deze tranche")
    _vereis_goed(waarden)
    vereis_recht(
        mag_sturen(door) or waarden["kennismakelaar"] == tranche.kennismakelaar, NIET_STUREN
    )
    gewijzigd = zet(tranche, waarden)
    if not gewijzigd:
        return tranche
    if tranche.geopend_op is None and "titel" in gewijzigd:
        tranche.slug = _vrije_slug(tranche.titel, tranche.pk)
    _vereis_oproep(tranche)
    tranche.gewijzigd_door = door
    tranche.save(update_fields=[*gewijzigd, "slug", "gewijzigd_op", "gewijzigd_door"])
    Logregel.objects.schrijf(tranche, "tranche-gewijzigd", door=door, velden=gewijzigd)
    maak_vindbaar(tranche)
    return tranche


def _vereis_oproep(tranche: Tranche) -> None:
    """Raise RuleViolation when an opened tranche has no call to read."""
    vereis(
        tranche.geopend_op is None or (tranche.samenvatting and tranche.oproep),
        "Schrijf eerst een samenvatting en een oproep. Bezoekers lezen die op de pagina.",
    )


def _zet_open(tranche: Tranche, einde: date, wat: str, door: Gebruiker) -> Tranche:
    """Let visitors read the call until `einde`."""
    vereis(
        einde >= timezone.localdate(),
        "De laatste dag van deze tranche is voorbij. Kies eerst een latere einddatum.",
    )
    vereis(einde > tranche.begin, EINDE_VOOR_BEGIN)
    tranche.einde = einde
    if tranche.geopend_op is None:
        tranche.geopend_op, tranche.geopend_door = timezone.now(), door
    _vereis_oproep(tranche)
    tranche.gewijzigd_door = door
    tranche.save()
    Logregel.objects.schrijf(tranche, wat, door=door)
    maak_vindbaar(tranche)
    return tranche


@transaction.atomic
def open_tranche(*, tranche: Tranche, door: Gebruiker) -> Tranche:
    """Publish the call: the tranche has a page, and organisations can join until its last day.

    Twice does no more than once. Raises RuleViolation without a call, or when the period is over.
    """
    tranche = _van(tranche, door)
    if tranche.geopend_op:
        return tranche
    return _zet_open(tranche, tranche.einde, "tranche-geopend", door)


@transaction.atomic
def sluit(*, tranche: Tranche, door: Gebruiker) -> Tranche:
    """End it before its time: yesterday was its last day. The page stays.

    Raises RuleViolation when it is not open, or began yesterday or later.
    """
    tranche = _van(tranche, door)
    vereis(tranche.loopt(timezone.localdate()), NIET_OPEN)
    gisteren = timezone.localdate() - timedelta(days=1)
    vereis(
        tranche.begin < gisteren,
        "Deze tranche begon gisteren of later. Kies eerst een eerdere begindatum, of wacht tot zij "
        "twee dagen loopt.",
    )
    tranche.einde, tranche.gewijzigd_door = gisteren, door
    tranche.save(update_fields=["einde", "gewijzigd_op", "gewijzigd_door"])
    Logregel.objects.schrijf(tranche, "tranche-gesloten", door=door)
    maak_vindbaar(tranche)
    return tranche


@transaction.atomic
def heropen(*, tranche: Tranche, einde: date, door: Gebruiker) -> Tranche:
    """Let organisations join again, until `einde`.

    Raises RuleViolation when it was never opened or still runs, and for a day that is past.
    """
    tranche = _van(tranche, door)
    vereis(tranche.geopend_op, NIET_OPEN)
    vereis(not tranche.loopt(timezone.localdate()), "Deze tranche is al open.")
    return _zet_open(tranche, einde, "tranche-heropend", door)


@transaction.atomic
def verwijder(*, tranche: Tranche, door: Gebruiker) -> None:
    """Throw away what nobody outside has seen, with its toezeggingen.

    Raises RuleViolation once it was opened: its address and its mails stay true.
    """
    vereis_recht(mag_sturen(door), NIET_STUREN)
    tranche = vergrendel(tranche)
    vereis(
        tranche.geopend_op is None,
        "Deze tranche is al geopend. Weggooien kan niet meer, sluiten wel.",
    )
    tranche.delete()


@transaction.atomic
def zeg_toe(*, tranche: Tranche, organisatie: Organisatie, wat: str, door: Gebruiker) -> Toezegging:
    """Note that `organisatie` will describe something. Twice does no more than once."""
    tranche = _van(tranche, door)
    return maak_toezegging(tranche, organisatie, wat, door)


def maak_toezegging(
    tranche: Tranche, organisatie: Organisatie, wat: str, door: Gebruiker
) -> Toezegging:
    """The toezegging in a locked `tranche`, made when it is not there yet."""
    toezegging, nieuw = Toezegging.objects.get_or_create(
        tranche=tranche, organisatie=organisatie, wat=wat
    )
    if nieuw:
        Logregel.objects.schrijf(
            tranche, "toezegging-erbij", door=door, toelichting=str(organisatie)
        )
        maak_vindbaar(tranche)
    return toezegging


def ververs(toezegging: Toezegging) -> Toezegging:
    """The row as it is now; the caller holds the lock on its tranche."""
    gevonden = Toezegging.objects.select_related("organisatie").filter(pk=toezegging.pk).first()
    if gevonden is None:
        raise RuleViolation("Een collega haalde deze toezegging weg.")
    return gevonden


@transaction.atomic
def koppel(*, toezegging: Toezegging, innovatie: Innovatie, door: Gebruiker) -> None:
    """Say which innovatie the toezegging became.

    It counts for the tranche only when it first appeared in it. Raises RuleViolation for one of
    another organisation, or one that a toezegging of this tranche has already.
    """
    tranche = _van(toezegging.tranche, door)
    toezegging = ververs(toezegging)
    vereis(
        te_koppelen(toezegging).filter(pk=innovatie.pk).exists(),
        "Kies een innovatie van deze organisatie die nog niet bij deze tranche staat.",
    )
    toezegging.innovatie = innovatie
    toezegging.save(update_fields=["innovatie"])
    Logregel.objects.schrijf(
        tranche, "toezegging-gewijzigd", door=door, toelichting=str(toezegging.organisatie)
    )
    maak_vindbaar(tranche)


@transaction.atomic
def haal_weg(*, toezegging: Toezegging, door: Gebruiker) -> None:
    """Take back a toezegging; a description that came of it stays."""
    tranche = _van(toezegging.tranche, door)
    ververs(toezegging).delete()
    Logregel.objects.schrijf(
        tranche, "toezegging-weg", door=door, toelichting=str(toezegging.organisatie)
    )
    maak_vindbaar(tranche)


@transaction.atomic
def zet_in_tranche(
    *,
    innovatie: Innovatie,
    van: Tranche | None,
    naar: Tranche | None,
    wat: str,
    door: Gebruiker,
) -> None:
    """Let a locked `innovatie` count in `naar`, and no more in `van`; the caller knows who may.

    What its organisation promised in `naar`, and has not begun, is meant; else it promises `wat`.
    Its promise in `van` is open again. Raises RuleViolation while it has no organisation.
    """
    for tranche in sorted(filter(None, {van, naar}), key=lambda een: een.pk):
        vergrendel(tranche)
    if van:
        Toezegging.objects.filter(tranche=van, innovatie=innovatie).update(innovatie=None)
        _noteer(van, innovatie, door)
    if naar is None or naar.toezeggingen.filter(innovatie=innovatie).exists():
        return
    organisatie = innovatie.organisatie
    if organisatie is None:
        raise RuleViolation("Kies eerst van welke organisatie dit is. Die doet mee in de tranche.")
    open_ = Toezegging.objects.filter(tranche=naar, organisatie=organisatie, innovatie=None)
    toezegging = open_.first() or maak_toezegging(naar, organisatie, wat, door)
    vereis(not toezegging.innovatie_id, "Deze organisatie beschrijft dit al in deze tranche.")
    toezegging.innovatie = innovatie
    toezegging.save(update_fields=["innovatie"])
    _noteer(naar, innovatie, door)


def _noteer(tranche: Tranche, innovatie: Innovatie, door: Gebruiker) -> None:
    wie = str(innovatie.organisatie or innovatie)
    Logregel.objects.schrijf(tranche, "toezegging-gewijzigd", door=door, toelichting=wie)
    maak_vindbaar(tranche)


@transaction.atomic
def draag_tranches_over(*, van: Gebruiker, aan: Gebruiker, door: Gebruiker) -> list[Logregel]:
    """Make `aan` the kennismakelaar of all tranches of `van`; return what the log says of each."""
    regels = []
    for tranche in Tranche.objects.select_for_update().filter(kennismakelaar=van).order_by("pk"):
        tranche.kennismakelaar, tranche.gewijzigd_door = aan, door
        tranche.save(update_fields=["kennismakelaar", "gewijzigd_op", "gewijzigd_door"])
        regel = Logregel.objects.schrijf(
            tranche, "tranche-gewijzigd", door=door, velden=["kennismakelaar"]
        )
        regels.append(regel)
    return regels
