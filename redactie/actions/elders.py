"""Reports from organisations that run an innovation too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.tekst import mailadres
from gebruikers.models import Gebruiker
from innovaties.actions.publiceren import voeg_elders_toe
from innovaties.models import ToepassingElders
from logboek.models import Logregel, Vergeetbaar
from organisaties.models import Organisatie, Regio
from post.actions.klaarzetten import schrijf_aan
from redactie.actions.basis import mail, redactie_van
from redactie.actions.beoordelen import NIET_BEOORDELEN
from redactie.models import EldersMelding, Werkdocument
from redactie.rechten import mag_beoordelen
from werkplek.onbevestigd import een_voor_een

GELDIG = timedelta(days=7)
"""How long the sender of a report has to confirm their address."""

ONBEVESTIGD_BEWAREN, BEWAREN = timedelta(days=30), timedelta(days=365)
"""How long a report stays that nobody confirmed, and one that was handled."""

ZELFDE = timedelta(hours=1)
"""Within this time the same report is the same click."""

MEESTE_WACHTEND = 5
"""Reports that one address may leave unconfirmed: it is somebody whom we mail each time."""

_ZOUT = "elders"
WEG = "Deze innovatie staat niet meer in de kennisbank."
VERLOPEN = "Deze link is verlopen of klopt niet. Vul het formulier opnieuw in."


@transaction.atomic
def meld_elders(*, melding: EldersMelding) -> EldersMelding:
    """Keep a checked report, and ask its sender by mail to confirm it.

    The same report again within an hour, as after a double click, is one. Raises RuleViolation
    when the innovatie is no longer there, or too many reports of this address are unconfirmed.
    """
    vereis(melding.innovatie.gepubliceerd_id, WEG)
    melding.email = mailadres(melding.email)
    een_voor_een("elders", melding.email)
    wachtend = EldersMelding.objects.filter(email=melding.email, bevestigd_op__isnull=True)
    zelfde = wachtend.filter(
        innovatie=melding.innovatie,
        organisatie=melding.organisatie,
        gemeld_op__gt=timezone.now() - ZELFDE,
    )
    if eerder := zelfde.first():
        return eerder
    vereis(
        wachtend.count() < MEESTE_WACHTEND,
        "Op dit e-mailadres wachten al vijf meldingen. Bevestig die eerst met de knop in de mail.",
    )
    melding.save()
    sleutel = signing.dumps(melding.pk, salt=_ZOUT)
    link = settings.SITE_URL + reverse("redactie:elders_bevestigen", args=[sleutel])
    schrijf_aan(
        sleutel=f"elders-{melding.pk}",
        aan=melding.email,
        naam="",
        onderwerp="Bevestig uw melding aan de kennisbank",
        alineas=(
            f"U meldde dat uw organisatie ook werkt met ‘{melding.innovatie.gepubliceerd}’.",
            f"Bevestig dat met de knop op deze pagina:\n{link}",
            "De link werkt zeven dagen. Was u dit niet? Dan hoeft u niets te doen.",
        ),
    )
    return melding


def melding_van(sleutel: str) -> EldersMelding | None:
    """The report that the link `sleutel` confirms; None when it is not ours or has expired."""
    try:
        pk = signing.loads(sleutel, salt=_ZOUT, max_age=GELDIG)
    except signing.BadSignature:
        return None
    return EldersMelding.objects.select_related("innovatie__gepubliceerd").filter(pk=pk).first()


@transaction.atomic
def bevestig_melding(*, sleutel: str) -> EldersMelding:
    """The sender is who they say: now the redactie sees the report. Twice does no more than once.

    Raises RuleViolation when the link is not ours, or too old.
    """
    gevonden = melding_van(sleutel)
    if gevonden is None:
        raise RuleViolation(VERLOPEN)
    melding = EldersMelding.objects.select_for_update(of=("self",)).get(pk=gevonden.pk)
    versie = melding.innovatie.gepubliceerd
    if versie is None:
        raise RuleViolation(WEG)
    if melding.bevestigd_op is None:
        melding.bevestigd_op = timezone.now()
        melding.save(update_fields=["bevestigd_op"])
        regel = Logregel.objects.schrijf(
            versie,
            "elders-gemeld",
            toelichting=Vergeetbaar(naam=melding.organisatie[:100], email=melding.email),
        )
        mail(
            regel,
            redactie_van(versie),
            f"Elders toegepast: {versie}",
            f"{melding.organisatie} meldt ook te werken met ‘{versie}’. Neemt u dat over?\n\n"
            f"{settings.SITE_URL}{reverse('redactie:melding', args=[melding.pk])}",
        )
    return melding


@transaction.atomic
def neem_melding_over(
    *,
    melding: EldersMelding,
    organisatie: Organisatie,
    door: Gebruiker,
    regios: Iterable[Regio] = (),
) -> ToepassingElders:
    """Show a confirmed report on the page of its innovatie, as `organisatie`.

    A new `organisatie` is saved, in `regios`. What the page said of the same organisatie before
    makes place. Raises RuleViolation for who does not review, or when it was handled before.
    """
    melding = _vergrendel(melding, door)
    innovatie = melding.innovatie
    if innovatie.gepubliceerd is None:
        raise RuleViolation(WEG)
    if not organisatie.pk:
        organisatie.save()
        organisatie.regios.set(regios)
    toepassing = ToepassingElders(
        organisatie=organisatie,
        stand=melding.stand,
        jaar=melding.jaar,
        aanpassing=melding.aanpassing,
    )
    voeg_elders_toe(innovatie=innovatie, toepassing=toepassing)
    Werkdocument.objects.filter(versie__innovatie=innovatie).delete()  # to be read anew
    _handel_af(melding, door, overgenomen=True)
    Logregel.objects.schrijf(
        innovatie.gepubliceerd, "elders-overgenomen", door=door, velden=["elders"]
    )
    return toepassing


@transaction.atomic
def wijs_melding_af(*, melding: EldersMelding, door: Gebruiker) -> None:
    """Leave a report aside. Raises RuleViolation as `neem_melding_over` does."""
    melding = _vergrendel(melding, door)
    _handel_af(melding, door, overgenomen=False)
    if melding.innovatie.gepubliceerd:
        Logregel.objects.schrijf(melding.innovatie.gepubliceerd, "elders-afgewezen", door=door)


def _vergrendel(melding: EldersMelding, door: Gebruiker) -> EldersMelding:
    vereis_recht(mag_beoordelen(door), NIET_BEOORDELEN)
    melding = EldersMelding.objects.select_for_update(of=("self",)).get(pk=melding.pk)
    vereis(melding.bevestigd_op, "De afzender bevestigde deze melding nog niet.")
    vereis(melding.beoordeeld_op is None, "Een collega handelde deze melding al af.")
    return melding


def _handel_af(melding: EldersMelding, door: Gebruiker, *, overgenomen: bool) -> None:
    melding.beoordeeld_op, melding.beoordeeld_door = timezone.now(), door
    melding.overgenomen = overgenomen
    melding.save(update_fields=["beoordeeld_op", "beoordeeld_door", "overgenomen"])


def ruim_meldingen_op(nu: datetime) -> None:
    """Delete the reports that nobody confirmed, and those that were handled long ago."""
    EldersMelding.objects.filter(
        Q(bevestigd_op__isnull=True, gemeld_op__lt=nu - ONBEVESTIGD_BEWAREN)
        | Q(beoordeeld_op__lt=nu - BEWAREN)
    ).delete()
