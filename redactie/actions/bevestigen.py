"""The yearly round in which organisations say whether their description still holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from innovaties.actions.indexeren import indexeer
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel, Vergeetbaar
from post.actions.klaarzetten import zet_klaar
from post.keuzelijsten import Poststopreden
from post.models import Bericht, Postadres
from redactie.actions.basis import BETROKKEN, adres, mail, redactie_van, vergrendel, zet_status
from redactie.actions.beoordelen import archiveer

BEVESTIGEN_NA, AANKONDIGEN_NA, ARCHIVEREN_NA = 12, 17, 18
"""Months after the last confirmation (domain rules): never sooner, later where a mail was late."""

TUSSEN = timedelta(days=30)
"""At least so long after one mail was sent comes the next."""

VRAGEN = 3
"""The question itself, and two reminders."""

AANGEKONDIGD = timedelta(days=28)
"""So long must the redactie have known that something goes to the archive."""

SYSTEEM = "de kennisbank"
VEROUDERD = "verouderd-gemeld"
_ZOUT = "klopt-nog"


def _met_peildatum() -> Any:
    """The live ones, with `peildatum`: the day since which their text counts as right.

    Without what a source only names: there is nobody to ask, and a source does not change.
    """
    gepubliceerd = TruncDate("gepubliceerd__gepubliceerd_op")
    live = Beschrijving.objects.zichtbaar().beschreven()
    return Innovatie.objects.filter(gepubliceerd__in=live).annotate(
        peildatum=Coalesce("bevestigd_op", gepubliceerd)
    )


def loop_na(vandaag: date) -> None:
    """Ask, remind and archive all that is due on `vandaag`. Safe to run twice, late, or at once.

    What counts is what was sent: who was asked late is reminded late, and nothing goes to the
    archive before its people were asked, reminded and told, however long nobody ran this.
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
    if vandaag < na_maanden(peildatum, BEVESTIGEN_NA):
        return
    versie = vergrendel(innovatie.gepubliceerd)
    if versie.status == Status.GEPUBLICEERD:
        zet_status(versie, Status.TE_BEVESTIGEN, "te-bevestigen", wie=SYSTEEM)
    if _kreeg_antwoord(versie, peildatum):
        return
    vragen = _gesteld(innovatie, peildatum)
    if len(vragen) < VRAGEN and _mag_weer(vragen, vandaag):
        _vraag(innovatie, versie, peildatum, vragen)
    elif vandaag >= na_maanden(peildatum, AANKONDIGEN_NA) and _gevraagd_en_herinnerd(vragen):
        _naar_archief(innovatie, versie, peildatum, vandaag)


def _kreeg_antwoord(versie: Beschrijving, peildatum: date) -> bool:
    """Whether somebody already told what no longer holds: the redactie is at work on it."""
    gemeld = Logregel.objects.over(versie).filter(wat=VEROUDERD, op__date__gt=peildatum)
    return gemeld.exists()


def _gesteld(innovatie: Innovatie, peildatum: date) -> list[Bericht]:
    """The mails in which we asked about the text as it counts since `peildatum`, in order."""
    over = Bericht.objects.filter(sleutel__startswith=_vraagsleutel(innovatie, peildatum))
    return list(over.order_by("pk"))


def _vraagsleutel(innovatie: Innovatie, peildatum: date) -> str:
    return f"klopt-nog-{innovatie.pk}-{peildatum}-"


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


def _mag_weer(vragen: Sequence[Bericht], vandaag: date) -> bool:
    """Whether all `vragen` had their time: none waits to be sent, and the last is long ago."""
    if any(not (vraag.verzonden_op or vraag.opgegeven_op) for vraag in vragen):
        return False
    return all(vandaag >= dag + TUSSEN for dag in _verzonden(vragen)[-1:])


def _gevraagd_en_herinnerd(vragen: Sequence[Bericht]) -> bool:
    dagen = _verzonden(vragen)
    return bool(dagen) and dagen[-1] >= dagen[0] + TUSSEN


def _naar_archief(
    innovatie: Innovatie, versie: Beschrijving, peildatum: date, vandaag: date
) -> None:
    """Tell that `innovatie` goes to the archive in a month, and take it there when that is over.

    Where nobody got that mail in time it is told again, with a new day.
    """
    op = innovatie.archief_op
    if op and vandaag < op:
        return
    if op:
        verteld = Bericht.objects.filter(sleutel__startswith=_archiefsleutel(innovatie, op))
        if any(vandaag >= dag + AANGEKONDIGD for dag in _verzonden(verteld)):
            archiveer(
                innovatie=innovatie,
                reden="Niemand bevestigde in anderhalf jaar dat deze beschrijving nog klopt.",
                wie=SYSTEEM,
            )
            return
    _kondig_aan(innovatie, versie, peildatum, vandaag)


def _archiefsleutel(innovatie: Innovatie, op: date) -> str:
    return f"archief-{innovatie.pk}-{op}-"


def _kondig_aan(innovatie: Innovatie, versie: Beschrijving, peildatum: date, vandaag: date) -> None:
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
                f"Beste collega,\n\nSinds {date_format(peildatum, 'j F Y')} bevestigde niemand dat "
                f"‘{versie.titel}’ nog klopt, ook niet na onze herinnering. Op {dag} gaat de "
                "beschrijving daarom naar het archief. Klopt zij nog, of moet er iets anders? Laat "
                f"het hier weten, dan blijft zij staan:\n\n{_link(innovatie)}"
            ),
            knop="Zeg of het nog klopt",
            waarom=BETROKKEN,
        )


def _vraag(
    innovatie: Innovatie, versie: Beschrijving, peildatum: date, eerder: Sequence[Bericht]
) -> None:
    """Queue the next question: to the contact, else to the redactie, where that reaches nobody."""
    adressen = [email for email in (versie.contact_email, *redactie_van(versie)) if email]
    dood = _bestaan_niet(adressen) | {vraag.aan for vraag in eerder if vraag.opgegeven_op}
    aan = next((email for email in adressen if email not in dood), None)
    if aan is None:
        return
    aanhef = versie.contact_naam if aan == versie.contact_email else ""
    zet_klaar(
        sleutel=f"{_vraagsleutel(innovatie, peildatum)}{len(eerder)}",
        aan=aan,
        onderwerp=f"{'Herinnering: k' if _verzonden(eerder) else 'K'}lopt ‘{versie.titel}’ nog?",
        tekst=(
            f"Beste {aanhef or 'collega'},\n\n"
            f"In de kennisbank staat uw beschrijving ‘{versie.titel}’. "
            f"Sinds {date_format(peildatum, 'j F Y')} heeft niemand bevestigd dat zij klopt. "
            "Wilt u even kijken? Dat kost een paar minuten. U hebt er geen account voor nodig."
            f"\n\n{_link(innovatie)}\n\n"
            "Reageert niemand, dan gaat de beschrijving naar het archief. Dat gebeurt niet eerder "
            f"dan {date_format(na_maanden(peildatum, ARCHIVEREN_NA), 'j F Y')}. Een maand van "
            "tevoren zeggen wij op welke dag."
        ),
        knop="Zeg of het nog klopt",
        waarom=BETROKKEN,
    )


def _link(innovatie: Innovatie) -> str:
    sleutel = klopt_nog_sleutel(innovatie)
    return str(settings.SITE_URL) + reverse("redactie:klopt_nog", args=[sleutel])


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
    antwoord = Vergeetbaar(naam=wie, email=_gevraagd_aan(innovatie))
    if versie.status == Status.TE_BEVESTIGEN:
        zet_status(versie, Status.GEPUBLICEERD, "bevestigd", toelichting=antwoord)
    else:
        Logregel.objects.schrijf(versie, "bevestigd", toelichting=antwoord)
    innovatie.bevestigd_op, innovatie.archief_op = timezone.localdate(), None
    innovatie.save(update_fields=["bevestigd_op", "archief_op"])
    indexeer(Beschrijving.objects.filter(pk=versie.pk))  # a confirmed one stands higher in lists
    return innovatie


@transaction.atomic
def meld_verouderd(*, sleutel: str, wie: str, tekst: str) -> None:
    """Pass on what no longer holds to the redactie; the description stays as it is.

    The same words twice are passed on once. Raises RuleViolation without text, or when the link
    was used or came too late.
    """
    vereis(tekst.strip(), "Schrijf in een paar woorden wat er niet meer klopt.")
    innovatie, versie = _van_link(sleutel)
    gemeld = Logregel.objects.over(versie).filter(wat=VEROUDERD)
    if gemeld.filter(vergeetbaar__naam=wie, vergeetbaar__tekst=tekst).exists():
        return
    antwoord = Vergeetbaar(naam=wie, email=_gevraagd_aan(innovatie), tekst=tekst)
    regel = Logregel.objects.schrijf(versie, VEROUDERD, toelichting=antwoord)
    innovatie.archief_op = None
    innovatie.save(update_fields=["archief_op"])
    mail(
        regel,
        redactie_van(versie),
        f"Klopt niet meer: {versie.titel}",
        f"{wie} meldt dat ‘{versie.titel}’ niet meer klopt:\n\n{tekst}\n\n{adres(versie)}",
    )


def _gevraagd_aan(innovatie: Innovatie) -> str:
    """Where the link went that somebody comes with; they may have passed it on."""
    vragen = Bericht.objects.filter(sleutel__startswith=f"klopt-nog-{innovatie.pk}-")
    return vragen.order_by("-pk").values_list("aan", flat=True).first() or ""


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
