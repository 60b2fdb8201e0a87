"""The yearly round: asking whether a description still holds, reminding, and what follows.

What counts is what was sent. Its rules stand in `docs/domein.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import na_maanden
from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from post.actions.klaarzetten import zet_klaar
from post.keuzelijsten import Poststopreden
from post.models import Bericht, Postadres
from redactie.actions.basis import (
    BETROKKEN,
    CONTACTPERSOON,
    WIE_WIJ_ZIJN,
    redactie_van,
    vergrendel,
    zet_status,
)
from redactie.actions.beoordelen import archiveer
from redactie.actions.bevestigen import NIET_OP_DE_SITE, klopt_nog_link, met_peildatum
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING
from redactie.lezen.antwoorden import VEROUDERD
from redactie.models import Navraag
from redactie.rechten import mag_schrijven

BEVESTIGEN_NA, AANKONDIGEN_NA, ARCHIVEREN_NA = 12, 17, 18
"""Months after the last confirmation (domain rules): never sooner, later where a mail was late."""

TUSSEN = timedelta(days=30)
"""At least so long after one mail was sent comes the next."""

SAMEN = timedelta(days=31)
"""What falls due within this time goes along in a mail that somebody gets anyway."""

VRAGEN = 3
"""The question itself, and two reminders."""

AANGEKONDIGD = timedelta(days=28)
"""So long must the redactie have known that something goes to the archive."""

SYSTEEM = "de kennisbank"
GEEN_CONTACT = "Er is geen e-mailadres van een contactpersoon. Vul dat eerst in."


class TeBevestigen(NamedTuple):
    """A live text to ask about, and the day since which it counts as right."""

    innovatie: Innovatie
    versie: Beschrijving
    peildatum: date


def loop_na(vandaag: date) -> None:
    """Ask, remind and archive all that is due on `vandaag`. Safe to run twice, late, or at once.

    Who speaks for several descriptions gets one mail about all. Who was asked late is reminded
    late, and nothing goes to the archive before its people were asked, reminded and told, however
    long nobody ran this.
    """
    te_vragen: dict[str, list[int]] = defaultdict(list)
    for pk in list(_aan_de_beurt(vandaag).values_list("pk", flat=True)):
        if aan := _loop_na(pk, vandaag):
            te_vragen[aan].append(pk)
    for aan, pks in te_vragen.items():
        _vraag(aan, pks, vandaag)


def _aan_de_beurt(vandaag: date, ook: timedelta = timedelta(days=1)) -> Any:
    """Those of which the text counts as right for a year, or will within `ook`."""
    return met_peildatum().filter(peildatum__lte=na_maanden(vandaag, -BEVESTIGEN_NA) + ook)


def _vergrendel(*pks: int) -> list[TeBevestigen]:
    """Those of `pks` that are live, locked."""
    rijen = met_peildatum().select_for_update(of=("self",)).select_related("gepubliceerd")
    op_volgorde = rijen.filter(pk__in=pks).order_by("pk")
    return [
        TeBevestigen(een, een.gepubliceerd, een.peildatum)
        for een in op_volgorde
        if een.gepubliceerd
    ]


@transaction.atomic
def _loop_na(pk: int, vandaag: date) -> str:
    """Do what is due for one innovatie; return whom to ask, when that is due too."""
    for innovatie, gelezen, peildatum in _vergrendel(pk):
        if vandaag < na_maanden(peildatum, BEVESTIGEN_NA):
            return ""
        versie = vergrendel(gelezen)
        if versie.status == Status.GEPUBLICEERD:
            zet_status(versie, Status.TE_BEVESTIGEN, "te-bevestigen", wie=SYSTEEM)
        if _kreeg_antwoord(versie, peildatum):
            return ""
        over = TeBevestigen(innovatie, versie, peildatum)
        vragen = _gesteld(over)
        if _is_aan_de_beurt(vragen, vandaag):
            return _wie_te_vragen(versie, vragen)
        laat = vandaag >= na_maanden(peildatum, AANKONDIGEN_NA)
        if laat and _gevraagd_en_herinnerd(vragen):
            _naar_archief(over, vandaag)
    return ""  # or archived a moment ago


def _kreeg_antwoord(versie: Beschrijving, peildatum: date) -> bool:
    """Whether somebody already told what no longer holds: the redactie is at work on it."""
    gemeld = Logregel.objects.over(versie).filter(wat=VEROUDERD, op__date__gt=peildatum)
    return gemeld.exists()


def _gesteld(over: TeBevestigen) -> list[Navraag]:
    """How we asked about the text as it is now, in order."""
    vragen = over.innovatie.navragen.filter(peildatum=over.peildatum)
    return list(vragen.select_related("bericht").order_by("pk"))


def _vanzelf(vragen: Iterable[Navraag]) -> list[Navraag]:
    """Those of the calendar: what a colleague sends again takes no reminder away."""
    return [vraag for vraag in vragen if vraag.door_id is None]


def _verzonden(berichten: Iterable[Bericht]) -> list[date]:
    """The days on which `berichten` went to an address that exists, as far as we know."""
    gegaan = [bericht for bericht in berichten if bericht.verzonden_op]
    dood = _bestaan_niet(bericht.aan for bericht in gegaan)
    return sorted(
        timezone.localdate(bericht.verzonden_op) for bericht in gegaan if bericht.aan not in dood
    )


def _bestaan_niet(adressen: Iterable[str]) -> set[str]:
    stil = Postadres.objects.filter(email__in=list(adressen), reden=Poststopreden.HARD)
    return set(stil.values_list("email", flat=True))


def _mag_weer(vragen: Sequence[Navraag], vandaag: date) -> bool:
    """Whether all `vragen` had their time: none waits to be sent, and the last is long ago."""
    berichten = [vraag.bericht for vraag in vragen]
    if any(not (bericht.verzonden_op or bericht.opgegeven_op) for bericht in berichten):
        return False
    return all(vandaag >= dag + TUSSEN for dag in _verzonden(berichten)[-1:])


def _gevraagd_en_herinnerd(vragen: Sequence[Navraag]) -> bool:
    dagen = _verzonden(vraag.bericht for vraag in vragen)
    return bool(dagen) and dagen[-1] >= dagen[0] + TUSSEN


def _is_aan_de_beurt(vragen: Sequence[Navraag], vandaag: date) -> bool:
    return len(_vanzelf(vragen)) < VRAGEN and _mag_weer(vragen, vandaag)


def _wie_te_vragen(versie: Beschrijving, vragen: Sequence[Navraag]) -> str:
    """The contact, else the redactie where that reaches nobody; empty when there is nobody."""
    adressen = [email for email in (versie.contact_email, *redactie_van(versie)) if email]
    dood = _bestaan_niet(adressen) | {v.bericht.aan for v in vragen if v.bericht.opgegeven_op}
    return next((email for email in adressen if email not in dood), "")


@transaction.atomic
def _vraag(aan: str, pks: Sequence[int], vandaag: date) -> None:
    """Ask `aan` about all of `pks` that still wait for it, and about what is due soon too."""
    straks = _aan_de_beurt(vandaag, SAMEN).filter(gepubliceerd__contact_email=aan)
    alle = _vergrendel(*pks, *straks.values_list("pk", flat=True))
    over = [een for een in alle if _hoort_erbij(een, aan, vandaag, moet=een.innovatie.pk in pks)]
    if any(een.innovatie.pk in pks for een in over):
        _stuur(aan, over)


def _hoort_erbij(een: TeBevestigen, aan: str, vandaag: date, *, moet: bool) -> bool:
    """Whether it is time to ask `aan`; what is only due soon goes along once."""
    vragen = _gesteld(een)
    if not _is_aan_de_beurt(vragen, vandaag) or (vragen and not moet):
        return False
    nog = not _kreeg_antwoord(een.versie, een.peildatum)
    return nog and _wie_te_vragen(een.versie, vragen) == aan


def _stuur(aan: str, over: Sequence[TeBevestigen], door: Gebruiker | None = None) -> None:
    """Queue one question to `aan` about the locked rows `over`."""
    gesteld = [vraag.bericht for een in over for vraag in _gesteld(een)]
    eerste, keer = over[0], len(_gesteld(over[0]))
    sleutel = f"klopt-nog-{eerste.innovatie.pk}-{eerste.peildatum}-{keer}"
    is_contact = all(een.versie.contact_email == aan for een in over)
    zet_klaar(
        sleutel=sleutel,
        aan=aan,
        onderwerp=_onderwerp(over, herinnert=bool(_verzonden(gesteld))),
        tekst=_tekst(aan, over),
        knop="Zeg of het nog klopt",
        waarom=CONTACTPERSOON if is_contact else BETROKKEN,
    )
    bericht = Bericht.objects.get(sleutel=sleutel)
    Navraag.objects.bulk_create(
        Navraag(innovatie=een.innovatie, peildatum=een.peildatum, bericht=bericht, door=door)
        for een in over
    )


def _onderwerp(over: Sequence[TeBevestigen], *, herinnert: bool) -> str:
    if len(over) == 1:
        vraag = f"lopt ‘{over[0].versie}’ nog?"
    else:
        vraag = f"loppen deze {len(over)} beschrijvingen nog?"
    return f"{'Herinnering: k' if herinnert else 'K'}{vraag}"


def _tekst(aan: str, over: Sequence[TeBevestigen]) -> str:
    namen = {een.versie.contact_naam for een in over if een.versie.contact_email == aan}
    aanhef = namen.pop() if len(namen) == 1 else ""
    sinds = min(een.peildatum for een in over)
    link = klopt_nog_link([een.innovatie for een in over])
    dag = date_format(na_maanden(sinds, ARCHIVEREN_NA), "j F Y")
    return (
        f"Beste {aanhef or 'collega'},\n\n{WIE_WIJ_ZIJN}\n\n{_waarover(over, sinds)} U "
        "antwoordt op deze pagina, zonder account. Is er iets veranderd? Dat kunt u daar ook "
        f"zeggen.\n\n{link}\n\n"
        "Reageert niemand, dan gaat een beschrijving naar het archief. Dat gebeurt niet eerder "
        f"dan {dag}. Een maand van tevoren zeggen wij op welke dag. Vragen? Mail "
        f"{settings.REDACTIE_EMAIL}."
    )


def _waarover(over: Sequence[TeBevestigen], sinds: date) -> str:
    if len(over) == 1:
        return (
            f"In de kennisbank staat uw beschrijving ‘{over[0].versie}’. Sinds "
            f"{date_format(sinds, 'j F Y')} heeft niemand bevestigd dat zij klopt. Wilt u even "
            "kijken? Dat kost een paar minuten."
        )
    regels = "\n".join(
        f"- {een.versie} (klopte op {date_format(een.peildatum, 'j F Y')})" for een in over
    )
    return (
        f"In de kennisbank staan {len(over)} beschrijvingen van u:\n\n{regels}\n\nWilt u even "
        "kijken of zij nog kloppen? Dat kost een paar minuten per beschrijving."
    )


@transaction.atomic
def vraag_opnieuw(*, innovatie: Innovatie, door: Gebruiker) -> None:
    """Send the contact the question once more, whatever the calendar says.

    It takes no reminder away. Raises RuleViolation for who may not write, when there is nobody to
    ask, and twice on one day.
    """
    vereis_recht(mag_schrijven(door, innovatie), NIET_UW_BESCHRIJVING)
    gevonden = _vergrendel(innovatie.pk)
    vereis(gevonden, NIET_OP_DE_SITE)
    aan = gevonden[0].versie.contact_email
    vereis(aan, GEEN_CONTACT)
    vereis(
        all(
            timezone.localdate(vraag.bericht.klaargezet_op) < timezone.localdate()
            for vraag in _gesteld(gevonden[0])
        ),
        "Deze vraag ging vandaag al naar de contactpersoon.",
    )
    _stuur(aan, gevonden, door)
    Logregel.objects.schrijf(gevonden[0].versie, "opnieuw-gevraagd", door=door)


def _naar_archief(over: TeBevestigen, vandaag: date) -> None:
    """Tell that it goes to the archive in a month, and take it there when that is over.

    Where nobody got that mail in time it is told again, with a new day.
    """
    op = over.innovatie.archief_op
    if op and vandaag < op:
        return
    if op:
        verteld = Bericht.objects.filter(sleutel__startswith=_archiefsleutel(over.innovatie, op))
        if any(vandaag >= dag + AANGEKONDIGD for dag in _verzonden(verteld)):
            archiveer(
                innovatie=over.innovatie,
                reden="Niemand bevestigde in anderhalf jaar dat deze beschrijving nog klopt.",
                wie=SYSTEEM,
            )
            return
    _kondig_aan(over, vandaag)


def _archiefsleutel(innovatie: Innovatie, op: date) -> str:
    return f"archief-{innovatie.pk}-{op}-"


def _kondig_aan(over: TeBevestigen, vandaag: date) -> None:
    innovatie, versie, peildatum = over
    op = max(na_maanden(peildatum, ARCHIVEREN_NA), vandaag + AANGEKONDIGD)
    innovatie.archief_op = op
    innovatie.save(update_fields=["archief_op"])
    dag = date_format(op, "j F Y")
    Logregel.objects.schrijf(versie, "archief-aangekondigd", wie=SYSTEEM, toelichting=dag)
    for email in sorted({e for e in (versie.contact_email, *redactie_van(versie)) if e}):
        zet_klaar(
            sleutel=_archiefsleutel(innovatie, op) + email,
            aan=email,
            onderwerp=f"Naar het archief op {dag}: {versie.titel}",
            tekst=(
                f"Beste collega,\n\n{WIE_WIJ_ZIJN}\n\n"
                f"Sinds {date_format(peildatum, 'j F Y')} bevestigde niemand dat "
                f"‘{versie.titel}’ nog klopt, ook niet na onze herinnering. Op {dag} gaat de "
                "beschrijving daarom naar het archief. Klopt zij nog, of moet er iets anders? Laat "
                f"het hier weten, dan blijft zij staan:\n\n{klopt_nog_link([innovatie])}"
            ),
            knop="Zeg of het nog klopt",
            waarom=CONTACTPERSOON if email == versie.contact_email else BETROKKEN,
        )
