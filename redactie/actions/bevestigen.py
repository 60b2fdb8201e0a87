"""What people say of whether a description still holds: behind a link, by telephone, themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.actions.indexeren import indexeer
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel, Vergeetbaar
from redactie.actions.basis import adres, mail, redactie_van, vergrendel, zet_status
from redactie.actions.nieuws import meld_nieuws
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING
from redactie.lezen.antwoorden import BEVESTIGD, GEHOORD, VEROUDERD
from redactie.rechten import mag_schrijven

NIET_OP_DE_SITE = "Deze innovatie staat niet op de site."
_ZOUT = "klopt-nog"


def met_peildatum() -> Any:
    """The live ones, with `peildatum`: the day since which their text counts as right.

    Without what a source only names: there is nobody to ask, and a source does not change.
    """
    gepubliceerd = TruncDate("gepubliceerd__gepubliceerd_op")
    live = Beschrijving.objects.zichtbaar().beschreven()
    return Innovatie.objects.filter(gepubliceerd__in=live).annotate(
        peildatum=Coalesce("bevestigd_op", gepubliceerd)
    )


def klopt_nog_link(over: Sequence[Innovatie]) -> str:
    """The whole address of the page that asks about `over`."""
    return str(settings.SITE_URL) + reverse("redactie:klopt_nog", args=[klopt_nog_sleutel(*over)])


def klopt_nog_sleutel(*over: Innovatie) -> str:
    """The signed key in the link for the present question about each of `over`.

    It names their last confirmations: after the next one it is used up for that one.
    """
    peildata = met_peildatum().filter(pk__in=[een.pk for een in over]).order_by("pk")
    paren = [[pk, str(dag)] for pk, dag in peildata.values_list("pk", "peildatum")]
    return signing.dumps(paren, salt=_ZOUT, compress=True)


def gevraagd_in(sleutel: str) -> list[Beschrijving]:
    """The live versions that `sleutel` still asks about.

    None when it is not ours, was used, or is late.
    """
    try:
        paren = signing.loads(sleutel, salt=_ZOUT)
    except signing.BadSignature:
        return []
    nog = Q(pk__in=[])
    for pk, peildatum in paren:
        nog |= Q(pk=pk, peildatum=date.fromisoformat(peildatum))
    gevonden = met_peildatum().select_related("gepubliceerd__innovatie").filter(nog)
    return [een.gepubliceerd for een in gevonden.order_by("pk")]


@transaction.atomic
def bevestig(*, sleutel: str, wie: str, over: int | None = None) -> Innovatie:
    """Record that the description still holds, as `wie` says who has the link.

    `over` says which, where the link asks about several. Raises RuleViolation when the link was
    used, or came too late.
    """
    innovatie, versie = _van_link(sleutel, over)
    antwoord = Vergeetbaar(naam=wie, email=_gevraagd_aan(innovatie))
    _bevestig(innovatie, versie, BEVESTIGD, toelichting=antwoord)
    return innovatie


@transaction.atomic
def bevestig_zelf(
    *, innovatie: Innovatie, door: Gebruiker, wie: str = "", op: date | None = None
) -> Innovatie:
    """Record that the description still holds, as `wie` told `door` on the day `op`.

    An indiener speaks for her own organisation, today. Raises RuleViolation for who may not write,
    for a kennismakelaar who does not say who told it, and for a day before the text of now.
    """
    innovatie = is_er_nog(Innovatie.objects.select_for_update(), innovatie.pk)
    vereis_recht(mag_schrijven(door, innovatie), NIET_UW_BESCHRIJVING)
    gevonden = met_peildatum().filter(pk=innovatie.pk).first()
    if gevonden is None or innovatie.gepubliceerd is None:
        raise RuleViolation(NIET_OP_DE_SITE)
    vandaag = timezone.localdate()
    op = op or vandaag
    vereis(gevonden.peildatum <= op <= vandaag, _andere_dag(gevonden.peildatum))
    versie = vergrendel(innovatie.gepubliceerd)
    if door.mag(Recht.BESCHRIJFT):
        vereis(wie.strip(), "Schrijf van wie u dit hoorde.")
        dag = date_format(op, "j F Y")
        gehoord = Vergeetbaar(tekst=f"Van {wie.strip()}, op {dag}.", email=versie.contact_email)
        _bevestig(innovatie, versie, GEHOORD, op=op, door=door, toelichting=gehoord)
    else:
        _bevestig(innovatie, versie, BEVESTIGD, door=door)
    return innovatie


def _andere_dag(peildatum: date) -> str:
    dag = date_format(peildatum, "j F Y")
    return f"Kies een dag van {dag}, toen de tekst voor het laatst klopte, tot en met vandaag."


def _bevestig(
    innovatie: Innovatie,
    versie: Beschrijving,
    wat: str,
    *,
    op: date | None = None,
    door: Gebruiker | None = None,
    toelichting: str | Vergeetbaar = "",
) -> None:
    """Note `wat` of the locked rows: their text counts as right since `op`, or today."""
    if versie.status == Status.TE_BEVESTIGEN:
        regel = zet_status(versie, Status.GEPUBLICEERD, wat, door=door, toelichting=toelichting)
    else:
        regel = Logregel.objects.schrijf(versie, wat, door=door, toelichting=toelichting)
    innovatie.bevestigd_op, innovatie.archief_op = op or timezone.localdate(), None
    innovatie.save(update_fields=["bevestigd_op", "archief_op"])
    indexeer(Beschrijving.objects.filter(pk=versie.pk))  # a confirmed one stands higher in lists
    meld_nieuws(regel, versie)


@transaction.atomic
def meld_verouderd(*, sleutel: str, wie: str, tekst: str, over: int | None = None) -> None:
    """Pass on what no longer holds to the redactie; the description stays as it is.

    The same words twice are passed on once; `over` as for `bevestig`. Raises RuleViolation without
    text, or when the link was used or came too late.
    """
    vereis(tekst.strip(), "Schrijf in een paar woorden wat er niet meer klopt.")
    innovatie, versie = _van_link(sleutel, over)
    gemeld = Logregel.objects.over(versie).filter(wat=VEROUDERD)
    if gemeld.filter(vergeetbaar__naam=wie, vergeetbaar__tekst=tekst).exists():
        return
    antwoord = Vergeetbaar(naam=wie, email=_gevraagd_aan(innovatie), tekst=tekst)
    regel = Logregel.objects.schrijf(versie, VEROUDERD, toelichting=antwoord)
    innovatie.archief_op = None
    innovatie.save(update_fields=["archief_op"])
    aan = redactie_van(versie)
    meld_nieuws(regel, versie, al_gemaild=aan)
    mail(
        regel,
        aan,
        f"Klopt niet meer: {versie.titel}",
        f"{wie} meldt dat ‘{versie.titel}’ niet meer klopt:\n\n{tekst}\n\n{adres(versie)}",
    )


def _gevraagd_aan(innovatie: Innovatie) -> str:
    """Where the link went that somebody comes with; they may have passed it on."""
    laatste = innovatie.navragen.select_related("bericht").last()
    return laatste.bericht.aan if laatste else ""


def _van_link(sleutel: str, over: int | None) -> tuple[Innovatie, Beschrijving]:
    """The locked innovatie and live version that `sleutel` still asks about."""
    if gevonden := _gevraagd(sleutel, over):
        innovatie = is_er_nog(Innovatie.objects.select_for_update(), gevonden.innovatie_id)
        # A colleague with the same link may have been first while this one waited.
        if innovatie.gepubliceerd and _gevraagd(sleutel, innovatie.pk):
            return innovatie, vergrendel(innovatie.gepubliceerd)
    raise RuleViolation(
        "Deze link is al gebruikt of verlopen. Mail de redactie als er iets wijzigt."
    )


def _gevraagd(sleutel: str, over: int | None) -> Beschrijving | None:
    """What `sleutel` asks about the innovatie `over`, or about the first."""
    return next((v for v in gevraagd_in(sleutel) if over in (None, v.innovatie_id)), None)
