"""What people without account report: that they run it too, or what they know of a mention."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from basis.slot import een_tegelijk
from basis.tekst import mailadres
from gebruikers.models import Gebruiker
from innovaties.actions.publiceren import voeg_elders_toe
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, ToepassingElders
from logboek.models import Logregel, Vergeetbaar
from organisaties.models import Organisatie, Regio
from post.actions.klaarzetten import schrijf_aan
from redactie.actions.basis import mail, redactie_van
from redactie.actions.beoordelen import NIET_BEOORDELEN
from redactie.actions.nieuws import meld_nieuws
from redactie.actions.programma import begin_beschrijving
from redactie.actions.schrijven import nieuwe_versie
from redactie.models import Lezersmelding, Werkdocument
from redactie.rechten import mag_beoordelen

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
def meld(*, melding: Lezersmelding) -> Lezersmelding:
    """Keep a checked report, and ask its sender by mail to confirm it.

    The same report again within an hour, as after a double click, is one. Raises RuleViolation
    when the innovatie is no longer there, or too many reports of this address are unconfirmed.
    """
    vereis(melding.innovatie.gepubliceerd_id, WEG)
    melding.email = mailadres(melding.email)
    een_tegelijk(f"elders {melding.email}")
    wachtend = Lezersmelding.objects.filter(email=melding.email, bevestigd_op__isnull=True)
    zelfde = wachtend.filter(
        innovatie=melding.innovatie,
        organisatie=melding.organisatie,
        tekst=melding.tekst,
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
    link = settings.SITE_URL + reverse("redactie:melding_bevestigen", args=[sleutel])
    schrijf_aan(
        sleutel=f"melding-{melding.pk}",
        aan=melding.email,
        naam="",
        onderwerp="Bevestig uw melding aan de kennisbank",
        alineas=(
            f"{_gemeld(melding)} ‘{melding.innovatie.gepubliceerd}’.",
            f"Bevestig dat met de knop op deze pagina:\n{link}",
            "De link werkt zeven dagen. Was u dit niet? Dan hoeft u niets te doen.",
        ),
        knop="Bevestig uw melding",
        waarom="Iemand vulde dit e-mailadres in bij een melding aan de kennisbank.",
    )
    return melding


def _gemeld(melding: Lezersmelding) -> str:
    """In words of ours: until the address is confirmed, nothing of what somebody typed."""
    return f"U meldde dat {'u meer weet van' if melding.tekst else 'uw organisatie ook werkt met'}"


def melding_van(sleutel: str) -> Lezersmelding | None:
    """The report that the link `sleutel` confirms; None when it is not ours or has expired."""
    try:
        pk = signing.loads(sleutel, salt=_ZOUT, max_age=GELDIG)
    except signing.BadSignature:
        return None
    return Lezersmelding.objects.select_related("innovatie__gepubliceerd").filter(pk=pk).first()


@transaction.atomic
def bevestig_melding(*, sleutel: str) -> Lezersmelding:
    """The sender is who they say: now the redactie sees the report. Twice does no more than once.

    Raises RuleViolation when the link is not ours, or too old.
    """
    gevonden = melding_van(sleutel)
    if gevonden is None:
        raise RuleViolation(VERLOPEN)
    melding = is_er_nog(Lezersmelding.objects.select_for_update(of=("self",)), gevonden.pk)
    versie = melding.innovatie.gepubliceerd
    if versie is None:
        raise RuleViolation(WEG)
    if melding.bevestigd_op is None:
        melding.bevestigd_op = timezone.now()
        melding.save(update_fields=["bevestigd_op"])
        _vertel(melding, versie)
    return melding


def _vertel(melding: Lezersmelding, versie: Beschrijving) -> None:
    """Note that a report came in, and mail who looks after `versie`."""
    wat = "meer-gemeld" if melding.tekst else "elders-gemeld"
    if melding.tekst:
        onderwerp = "Iemand weet meer"
        zin = f"{melding.wie} weet meer van ‘{versie}’. Wilt u er een beschrijving van maken?"
    else:
        onderwerp = "Elders toegepast"
        zin = f"{melding.wie} meldt ook te werken met ‘{versie}’. Neemt u dat over?"
    regel = Logregel.objects.schrijf(
        versie, wat, toelichting=Vergeetbaar(naam=melding.wie[:100], email=melding.email)
    )
    adres = f"{settings.SITE_URL}{reverse('redactie:melding', args=[melding.pk])}"
    mail(
        regel,
        redactie_van(versie),
        f"{onderwerp}: {versie}",
        f"{zin}\n\n{adres}",
        knop="Open de melding",
    )


@transaction.atomic
def neem_melding_over(
    *,
    melding: Lezersmelding,
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
    regel = Logregel.objects.schrijf(
        innovatie.gepubliceerd, "elders-overgenomen", door=door, velden=["elders"]
    )
    meld_nieuws(regel, innovatie.gepubliceerd)
    return toepassing


@transaction.atomic
def begin_uit_melding(*, melding: Lezersmelding, door: Gebruiker) -> Beschrijving:
    """Start, or go on in, the description of what somebody knows more of.

    The report is handled; who wrote it stands there for a year. Raises RuleViolation for who does
    not review or write, and when it was handled before.
    """
    melding = _vergrendel(melding, door)
    live = melding.innovatie.gepubliceerd
    if live is None:
        raise RuleViolation(WEG)
    begin = begin_beschrijving if live.soort == Soort.GENOEMD else nieuwe_versie
    versie = begin(innovatie=melding.innovatie, door=door)
    _handel_af(melding, door, overgenomen=True)
    return versie


@transaction.atomic
def wijs_melding_af(*, melding: Lezersmelding, door: Gebruiker) -> None:
    """Leave a report aside. Raises RuleViolation as `neem_melding_over` does."""
    melding = _vergrendel(melding, door)
    _handel_af(melding, door, overgenomen=False)
    if melding.innovatie.gepubliceerd:
        wat = "meer-afgewezen" if melding.tekst else "elders-afgewezen"
        regel = Logregel.objects.schrijf(melding.innovatie.gepubliceerd, wat, door=door)
        meld_nieuws(regel, melding.innovatie.gepubliceerd)


def _vergrendel(melding: Lezersmelding, door: Gebruiker) -> Lezersmelding:
    vereis_recht(mag_beoordelen(door), NIET_BEOORDELEN)
    melding = is_er_nog(Lezersmelding.objects.select_for_update(of=("self",)), melding.pk)
    vereis(melding.bevestigd_op, "De afzender bevestigde deze melding nog niet.")
    vereis(melding.beoordeeld_op is None, "Een collega handelde deze melding al af.")
    return melding


def _handel_af(melding: Lezersmelding, door: Gebruiker, *, overgenomen: bool) -> None:
    melding.beoordeeld_op, melding.beoordeeld_door = timezone.now(), door
    melding.overgenomen = overgenomen
    melding.save(update_fields=["beoordeeld_op", "beoordeeld_door", "overgenomen"])


def ruim_meldingen_op(nu: datetime) -> None:
    """Delete the reports that nobody confirmed, and those that were handled long ago."""
    Lezersmelding.objects.filter(
        Q(bevestigd_op__isnull=True, gemeld_op__lt=nu - ONBEVESTIGD_BEWAREN)
        | Q(beoordeeld_op__lt=nu - BEWAREN)
    ).delete()
