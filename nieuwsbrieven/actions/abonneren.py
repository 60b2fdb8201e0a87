"""What subscribers do: ask for the newsletter, confirm, choose, pause, leave, and be forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from basis.data import na_maanden
from basis.fouten import RuleViolation, vereis
from basis.journaal import Journaalregel, laatste
from basis.tekst import mailadres
from innovaties.models import Thema
from nieuwsbrieven import berichten, links
from nieuwsbrieven.keuzelijsten import Frequentie, Leveringstatus, Toestemmingsstap
from nieuwsbrieven.links import Verhuizing
from nieuwsbrieven.models import Abonnee, Levering
from nieuwsbrieven.models.levering import LeveringQuerySet
from nieuwsbrieven.regels import toestemming
from organisaties.models import Regio
from post.actions import terugmeldingen
from post.models import Bericht, Postadres, Terugmelding

PAUZE = 3
"""Months."""

AFGEMELD_BEWAREN = timedelta(days=30)
"""How long somebody who left can come back with one button."""

REDEN = "afgemeld"
"""Why somebody does not get an edition that waited for them."""

WEG = "Uw gegevens zijn al gewist. Meld u opnieuw aan als u de nieuwsbrief wilt."
INGEHAALD = (
    "Deze link geldt niet meer: daarna is een ander adres gevraagd. Open de link uit de nieuwste "
    "mail."
)
GEEN_ABONNEE = "U krijgt de nieuwsbrief niet. Meld u eerst opnieuw aan."


@dataclass(frozen=True)
class Lezerswensen:
    """What somebody asks for. None is all, also those that come later."""

    themas: Sequence[Thema] | None = None
    regios: Sequence[Regio] | None = None
    rollen: Sequence[str] = ()
    frequentie: Frequentie = Frequentie.ELKE


@transaction.atomic
def meld_aan(*, email: str, wensen: Lezerswensen) -> None:
    """Ask the reader at `email` to confirm that they want this.

    A subscriber keeps what they chose, and gets a mail that leads to their preferences. Who left
    before begins anew. The caller cannot tell which it was: anyone may fill in any address.
    """
    nu = timezone.now()
    email = mailadres(email)
    nieuw = Abonnee(email=email, aangemeld_op=nu)
    Abonnee.objects.bulk_create([nieuw], ignore_conflicts=True)
    abonnee = Abonnee.objects.select_for_update(no_key=True).get(email=email)
    if abonnee.is_actief:
        berichten.al_abonnee(abonnee, nu)
        return
    sinds = max(filter(None, [abonnee.bevestigd_op, abonnee.afgemeld_op]), default=None)
    abonnee.aangemeld_op, abonnee.bevestigd_op, abonnee.afgemeld_op = nu, None, None
    _schrijf(abonnee, wensen)
    berichten.vraag_bevestiging(abonnee, nu, sinds)


def _schrijf(abonnee: Abonnee, wensen: Lezerswensen) -> None:
    abonnee.alle_themas, abonnee.alle_regios = wensen.themas is None, wensen.regios is None
    abonnee.rollen, abonnee.frequentie = list(wensen.rollen), wensen.frequentie
    abonnee.save()
    abonnee.themas.set(wensen.themas or ())
    abonnee.regios.set(wensen.regios or ())


def _vergrendel(abonnee: Abonnee) -> Abonnee | None:
    """The row as it is now, until commit; None when it was erased meanwhile."""
    return Abonnee.objects.select_for_update(no_key=True).filter(pk=abonnee.pk).first()


def _haal(abonnee: Abonnee) -> Abonnee:
    rij = _vergrendel(abonnee)
    if rij is None:
        raise RuleViolation(WEG)
    return rij


def _haal_actief(abonnee: Abonnee) -> Abonnee:
    rij = _haal(abonnee)
    vereis(rij.is_actief, GEEN_ABONNEE)
    return rij


@transaction.atomic
def bevestig(*, abonnee: Abonnee) -> None:
    """The reader says yes: from now on they get mail, and it may go to this address.

    Who is new is welcomed by mail.
    Twice does no more than once. Raises RuleViolation when the row was erased meanwhile.
    """
    abonnee = _haal(abonnee)
    terugmeldingen.hef_op(abonnee.email)
    if abonnee.is_actief:
        return
    nu, nieuw = timezone.now(), abonnee.afgemeld_op is None
    abonnee.bevestigd_op, abonnee.afgemeld_op, abonnee.pauze_tot = nu, None, None
    abonnee.save(update_fields=["bevestigd_op", "afgemeld_op", "pauze_tot"])
    toestemming.leg_vast(email=abonnee.email, stap=Toestemmingsstap.GEGEVEN, op=nu)
    if nieuw:
        berichten.welkom(abonnee, nu)


@transaction.atomic
def wijzig(*, abonnee: Abonnee, wensen: Lezerswensen) -> None:
    """From now on `wensen` count. Raises RuleViolation for who is no subscriber any more."""
    _schrijf(_haal_actief(abonnee), wensen)


@transaction.atomic
def vraag_nieuw_adres(*, abonnee: Abonnee, email: str) -> None:
    """Ask at `email` whether the newsletter goes there from now on; nothing changes before.

    What was asked before that is over. Raises RuleViolation for who is no subscriber any more.
    """
    abonnee, nu = _haal_actief(abonnee), timezone.now()
    abonnee.verhuizing_op = nu
    abonnee.save(update_fields=["verhuizing_op"])
    verhuizing = Verhuizing(abonnee, abonnee.email, mailadres(email), nu.isoformat())
    berichten.vraag_nieuw_adres(verhuizing, nu)


@transaction.atomic
def verhuis(*, verhuizing: Verhuizing) -> None:
    """From now on the newsletter goes to the new address, which its owner confirmed.

    Choices stay. What waits goes to the new address too, and the old one reads of it. Twice does no
    more than once. Raises RuleViolation for who is no subscriber any more, when another address was
    asked since, and when the new one is a subscriber.
    """
    abonnee, email = _haal_actief(verhuizing.abonnee), verhuizing.nieuw
    oud, nu = abonnee.email, timezone.now()
    if email == oud:
        return
    gevraagd = abonnee.verhuizing_op and abonnee.verhuizing_op.isoformat()
    vereis((oud, gevraagd) == (verhuizing.oud, verhuizing.gevraagd), INGEHAALD)
    ander = Abonnee.objects.select_for_update().filter(email=email).first()
    vereis(ander is None or not ander.is_actief, "Dit e-mailadres is al abonnee.")
    if ander:
        _vergeet([ander])
    abonnee.email, abonnee.verhuizing_op = email, None
    abonnee.save(update_fields=["email", "verhuizing_op"])
    terugmeldingen.hef_op(email)
    Levering.objects.filter(abonnee=abonnee).wachtend().update(email=email)
    toestemming.leg_vast(email=oud, stap=Toestemmingsstap.INGETROKKEN, op=nu)
    toestemming.leg_vast(email=email, stap=Toestemmingsstap.GEGEVEN, op=nu)
    berichten.verhuisd(abonnee, oud, nu)


@transaction.atomic
def pauzeer(*, abonnee: Abonnee) -> date:
    """No mail for three months; return the day on which it begins again.

    Raises RuleViolation for who is no subscriber any more.
    """
    abonnee = _haal_actief(abonnee)
    abonnee.pauze_tot = na_maanden(timezone.localdate(), PAUZE)
    abonnee.save(update_fields=["pauze_tot"])
    return abonnee.pauze_tot


@transaction.atomic
def stop_pauze(*, abonnee: Abonnee) -> None:
    """Mail again from today. Raises RuleViolation for who is no subscriber any more."""
    abonnee = _haal_actief(abonnee)
    abonnee.pauze_tot = None
    abonnee.save(update_fields=["pauze_tot"])


@transaction.atomic
def meld_af(*, abonnee: Abonnee) -> None:
    """No more mail, also not what waits already (`verzenden` asks again before each mail).

    For who left or was erased, nothing happens.
    """
    rij = _vergrendel(abonnee)
    if rij is None or not rij.is_actief:
        return
    nu = timezone.now()
    rij.afgemeld_op, rij.pauze_tot = nu, None
    rij.save(update_fields=["afgemeld_op", "pauze_tot"])
    toestemming.leg_vast(email=rij.email, stap=Toestemmingsstap.INGETROKKEN, op=nu)


@transaction.atomic
def meld_weer_aan(*, abonnee: Abonnee) -> None:
    """Undo leaving, with the choices from before; for who did not leave, nothing happens.

    Raises RuleViolation when the row was erased meanwhile, or its address never confirmed.
    """
    rij = _haal(abonnee)
    vereis(rij.bevestigd_op, GEEN_ABONNEE)
    bevestig(abonnee=rij)


@transaction.atomic
def wis(*, abonnee: Abonnee) -> None:
    """Forget the person: what they chose, their address, our mail to them, and what came back.

    What stays is that an edition went to somebody, and the proof of consent without the address.
    For who was erased already, nothing happens.
    """
    rij = Abonnee.objects.select_for_update().filter(pk=abonnee.pk).first()
    if rij is None:
        return
    _vergeet([rij])
    for model in (Postadres, Terugmelding):
        model._default_manager.filter(email=mailadres(rij.email)).delete()
    toestemming.leg_vast(email=rij.email, stap=Toestemmingsstap.GEWIST, op=timezone.now())


@transaction.atomic
def wis_adres(*, email: str) -> None:
    """Forget the subscriber at `email`, and what went there before they subscribed anew."""
    for abonnee in Abonnee.objects.filter(email=email):
        wis(abonnee=abonnee)
    _vergeet_leveringen(Levering.objects.filter(email=email))


@transaction.atomic
def kom_na(regels: Sequence[Journaalregel], bekend: Mapping[str, str]) -> int:
    """Let who left or was erased since the back-up be gone again; return how many.

    Who came back after that stays what the back-up has of them: nobody is mailed on a guess.
    """
    weg = {bekend[code]: stap for code, stap in laatste(regels).items() if code in bekend}
    aantal = 0
    for email, stap in weg.items():
        rij = Abonnee.objects.filter(email=email).first()
        if stap == Toestemmingsstap.GEWIST:
            aantal += rij is not None
            wis_adres(email=email)
        elif stap == Toestemmingsstap.INGETROKKEN and rij and rij.is_actief:
            aantal += 1
            meld_af(abonnee=rij)
    return aantal


def _vergeet_leveringen(leveringen: LeveringQuerySet) -> None:
    leveringen.wachtend().update(status=Leveringstatus.MISLUKT, reden=REDEN)
    leveringen.update(email="", fout="")


def _vergeet(rijen: Sequence[Abonnee]) -> None:
    adressen = [rij.email for rij in rijen]
    _vergeet_leveringen(Levering.objects.filter(Q(abonnee__in=rijen) | Q(email__in=adressen)))
    for rij in rijen:
        Bericht.objects.filter(sleutel__startswith=berichten.van(rij)).delete()
    Abonnee.objects.filter(pk__in=[rij.pk for rij in rijen]).delete()


@transaction.atomic
def vergeet(nu: datetime) -> None:
    """Forget who never confirmed, after 7 days, and who left, after 30; old proof after 5 years."""
    oud = Abonnee.objects.filter(
        Q(bevestigd_op__isnull=True, aangemeld_op__lt=nu - links.GELDIG)
        | Q(afgemeld_op__lt=nu - AFGEMELD_BEWAREN)
    )
    _vergeet(list(oud.select_for_update()))
    toestemming.vergeet(nu)
