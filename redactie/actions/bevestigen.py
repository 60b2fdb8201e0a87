"""The yearly round in which organisations say whether their description still holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import na_maanden
from basis.fouten import RuleViolation, vereis
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from post.actions.klaarzetten import zet_klaar
from post.models import Bericht
from redactie.actions.basis import adres, mail, redactie_van, vergrendel, zet_status
from redactie.actions.beoordelen import archiveer

BEVESTIGEN_NA, ARCHIVEREN_NA = 12, 18
"""Months after the last confirmation (domain rules)."""

HERINNEREN_NA = (0, 30, 60)
"""Days after the question is due: the question itself, and two reminders."""

SYSTEEM = "de kennisbank"
VEROUDERD = "verouderd-gemeld"
_ZOUT = "klopt-nog"


def _met_peildatum() -> Any:
    """The live ones, with `peildatum`: the day since which their text counts as right."""
    gepubliceerd = TruncDate("gepubliceerd__gepubliceerd_op")
    return Innovatie.objects.filter(gepubliceerd__isnull=False).annotate(
        peildatum=Coalesce("bevestigd_op", gepubliceerd)
    )


def loop_na(vandaag: date) -> None:
    """Ask, remind and archive all that is due on `vandaag`. Safe to run twice, late, or at once.

    Of the questions that fell due while nobody ran this, only the last one is sent. Where a clock
    was set back, none is sent after a later one.
    """
    for pk in list(
        _met_peildatum()
        .filter(peildatum__lte=na_maanden(vandaag, -BEVESTIGEN_NA) + timedelta(days=1))
        .values_list("pk", flat=True)
    ):
        _loop_na(pk, vandaag)


@transaction.atomic
def _loop_na(pk: int, vandaag: date) -> None:
    innovatie = _met_peildatum().select_for_update(of=("self",)).filter(pk=pk).first()
    if innovatie is None or innovatie.gepubliceerd is None:
        return  # archived a moment ago
    peildatum: date = innovatie.peildatum
    vraag_op = na_maanden(peildatum, BEVESTIGEN_NA)
    if vandaag < vraag_op:
        return
    if vandaag >= na_maanden(peildatum, ARCHIVEREN_NA):
        archiveer(
            innovatie=innovatie,
            reden="Niemand bevestigde in anderhalf jaar dat deze beschrijving nog klopt.",
            wie=SYSTEEM,
        )
        return
    versie = vergrendel(innovatie.gepubliceerd)
    if versie.status == Status.GEPUBLICEERD:
        zet_status(versie, Status.TE_BEVESTIGEN, "te-bevestigen", wie=SYSTEEM)
    dagen = max(dagen for dagen in HERINNEREN_NA if vandaag >= vraag_op + timedelta(days=dagen))
    if not (dagen and _kreeg_antwoord(versie, peildatum)):
        _vraag(innovatie, versie, peildatum, dagen)


def _kreeg_antwoord(versie: Beschrijving, peildatum: date) -> bool:
    """Whether somebody already told what no longer holds: the redactie is at work on it."""
    gemeld = Logregel.objects.over(versie).filter(wat=VEROUDERD, op__date__gt=peildatum)
    return gemeld.exists()


def _vraag(innovatie: Innovatie, versie: Beschrijving, peildatum: date, dagen: int) -> None:
    """Queue the question of `dagen` after the due date, unless it or a later one was queued."""
    vragen = {d: f"klopt-nog-{innovatie.pk}-{peildatum}-{d}" for d in HERINNEREN_NA}
    gesteld = set(
        Bericht.objects.filter(sleutel__in=vragen.values()).values_list("sleutel", flat=True)
    )
    aan = [email for email in (versie.contact_email, *redactie_van(versie)) if email]
    if not aan or any(vragen[d] in gesteld for d in HERINNEREN_NA if d >= dagen):
        return
    link = settings.SITE_URL + reverse("redactie:klopt_nog", args=[klopt_nog_sleutel(innovatie)])
    zet_klaar(
        sleutel=vragen[dagen],
        aan=aan[0],
        onderwerp=f"{'Herinnering: k' if gesteld else 'K'}lopt ‘{versie.titel}’ nog?",
        tekst=(
            f"Beste {versie.contact_naam or 'collega'},\n\n"
            f"In de kennisbank staat uw beschrijving ‘{versie.titel}’. "
            f"Sinds {date_format(peildatum, 'j F Y')} heeft niemand bevestigd dat zij klopt. "
            "Wilt u even kijken? Dat kost een paar minuten. U hebt er geen account voor nodig."
            f"\n\n{link}\n\n"
            "Reageert niemand, dan gaat de beschrijving op "
            f"{date_format(na_maanden(peildatum, ARCHIVEREN_NA), 'j F Y')} naar het archief."
        ),
    )


def klopt_nog_sleutel(innovatie: Innovatie) -> str:
    """The signed key in the link for the present question about `innovatie`.

    It names the last confirmation: after the next one it is used up.
    """
    peildatum = _met_peildatum().get(pk=innovatie.pk).peildatum
    return signing.dumps([innovatie.pk, str(peildatum)], salt=_ZOUT)


def innovatie_van(sleutel: str) -> Innovatie | None:
    """Which innovatie `sleutel` asks about; None when it is not ours, was used, or is late."""
    try:
        pk, peildatum = signing.loads(sleutel, salt=_ZOUT)
    except signing.BadSignature:
        return None
    gevonden: Innovatie | None = (
        _met_peildatum()
        .select_related("gepubliceerd")
        .filter(pk=pk, peildatum=date.fromisoformat(peildatum))
        .first()
    )
    return gevonden


@transaction.atomic
def bevestig(*, sleutel: str, wie: str) -> Innovatie:
    """Record that the description still holds, as `wie` says who has the link.

    Raises RuleViolation when the link was used, or came too late.
    """
    innovatie, versie = _van_link(sleutel)
    if versie.status == Status.TE_BEVESTIGEN:
        zet_status(versie, Status.GEPUBLICEERD, "bevestigd", wie=wie)
    else:
        Logregel.objects.schrijf(versie, "bevestigd", wie=wie)
    innovatie.bevestigd_op, innovatie.bevestigd_door = timezone.localdate(), wie
    innovatie.save(update_fields=["bevestigd_op", "bevestigd_door"])
    return innovatie


@transaction.atomic
def meld_verouderd(*, sleutel: str, wie: str, tekst: str) -> None:
    """Pass on what no longer holds to the redactie; the description stays as it is.

    The same words twice are passed on once. Raises RuleViolation without text, or when the link
    was used or came too late.
    """
    vereis(tekst.strip(), "Schrijf in een paar woorden wat er niet meer klopt.")
    _, versie = _van_link(sleutel)
    if Logregel.objects.over(versie).filter(wat=VEROUDERD, wie=wie, toelichting=tekst).exists():
        return
    regel = Logregel.objects.schrijf(versie, VEROUDERD, wie=wie, toelichting=tekst)
    mail(
        regel,
        redactie_van(versie),
        f"Klopt niet meer: {versie.titel}",
        f"{wie} meldt dat ‘{versie.titel}’ niet meer klopt:\n\n{tekst}\n\n{adres(versie)}",
    )


def _van_link(sleutel: str) -> tuple[Innovatie, Beschrijving]:
    """The locked innovatie and live version that `sleutel` still asks about."""
    if gevonden := innovatie_van(sleutel):
        innovatie = Innovatie.objects.select_for_update().get(pk=gevonden.pk)
        # A colleague with the same link may have been first while this one waited.
        if innovatie.gepubliceerd and innovatie_van(sleutel):
            return innovatie, vergrendel(innovatie.gepubliceerd)
    raise RuleViolation(
        "Deze link is al gebruikt of verlopen. Mail de redactie als er iets wijzigt."
    )
