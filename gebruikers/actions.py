"""What a beheerder does for an account, what time does, and how often strangers may send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from basis.fouten import RuleViolation, TeVaak, is_er_nog
from basis.journaal import Journaalregel, code_van, laatste, noteer
from gebruikers.boven import ACCOUNT
from gebruikers.models import Gebruiker, Teller
from gebruikers.rollen import Recht
from organisaties.models import Organisatie

ACCOUNTVELDEN = ("email", "naam", "is_active", "rollen")
"""The columns that a beheerder keeps; the others are of who logs in."""

ACCOUNT_ANDERS, UIT, GEEN_ROL = "account", "uit", "-"
"""The kind of a line in the journal for an account, and what it says of one that may nothing."""

INLOGGEN_BEWAREN = timedelta(days=90)
"""How long we know from which address and with which browser somebody logged in (privacy page)."""


@transaction.atomic
def nodig_uit(*, gebruiker: Gebruiker) -> None:
    """Mail `gebruiker` a link to choose a password, valid once and for `PASSWORD_RESET_TIMEOUT`.

    Raises RuleViolation for an account that is switched off.
    """
    if not gebruiker.is_active:
        raise RuleViolation(f"{gebruiker} is niet actief. Zet het account eerst weer aan.")
    adapter = get_adapter()
    sleutel = f"{user_pk_to_url_str(gebruiker)}-{default_token_generator.make_token(gebruiker)}"
    link = adapter.get_reset_password_from_key_url(sleutel)
    adapter.send_mail(
        "account/email/uitnodiging", gebruiker.email, {"gebruiker": gebruiker, "link": link}
    )


@transaction.atomic
def maak(*, gebruiker: Gebruiker, organisaties: Iterable[Organisatie]) -> None:
    """Make the account of `gebruiker`, and invite who may log in."""
    gebruiker.set_unusable_password()
    gebruiker.save()
    gebruiker.organisaties.set(organisaties)
    if gebruiker.is_active:
        nodig_uit(gebruiker=gebruiker)


@transaction.atomic
def wijzig(*, gebruiker: Gebruiker, organisaties: Iterable[Organisatie], door: Gebruiker) -> None:
    """Save what `door` changed of `gebruiker`; who should know of another address or roles is told.

    That are the old address, the new one and the other beheerders: whoever took over one account
    cannot do it unseen.
    """
    oud = is_er_nog(Gebruiker.objects.select_for_update(), gebruiker.pk)
    gebruiker.save(update_fields=ACCOUNTVELDEN)
    noteer(ACCOUNT_ANDERS, code_van(ACCOUNT_ANDERS, gebruiker.pk), _wat_mag(gebruiker))
    gebruiker.organisaties.set(organisaties)
    anders = {
        "nieuw_adres": gebruiker.email if oud.email != gebruiker.email else "",
        "rollen": set(oud.rollen) != set(gebruiker.rollen),
    }
    if not any(anders.values()):
        return
    beheerders = Gebruiker.objects.met_recht(Recht.BEHEERT_ACCOUNTS).exclude(pk=door.pk)
    aan = [oud.email, gebruiker.email, *beheerders.values_list("email", flat=True)]
    context = {
        **anders,
        "gebruiker": gebruiker,
        "door": door,
        "rolnamen": gebruiker.rolnamen,
        "pagina": ACCOUNT(gebruiker.pk),
    }
    for adres in dict.fromkeys(aan):
        get_adapter().send_mail("account/email/account_gewijzigd", adres, context)


def _wat_mag(gebruiker: Gebruiker) -> str:
    """What the journal says of an account: its roles, or that it is switched off."""
    return ",".join(gebruiker.rollen) or GEEN_ROL if gebruiker.is_active else UIT


@transaction.atomic
def kom_accounts_na(regels: Sequence[Journaalregel], _bekend: Mapping[str, str]) -> int:
    """Give accounts the roles again that they had at last, or none; return how many that changes.

    Who lost a role or the account since the back-up does not get it back with that.
    """
    staat, aantal = laatste(regels), 0
    for gebruiker in Gebruiker.objects.select_for_update():
        mag = staat.get(code_van(ACCOUNT_ANDERS, gebruiker.pk), _wat_mag(gebruiker))
        if mag == _wat_mag(gebruiker):
            continue
        gebruiker.is_active = mag != UIT
        if gebruiker.is_active:
            gebruiker.rollen = [] if mag == GEEN_ROL else mag.split(",")
        gebruiker.save(update_fields=["is_active", "rollen"])
        aantal += 1
    return aantal


@transaction.atomic
def haal_tweede_stap_weg(*, gebruiker: Gebruiker) -> bool:
    """Let someone who lost a telephone start again, and tell them; whether there was anything."""
    weg, _ = Authenticator.objects.filter(user=gebruiker).delete()
    if weg:
        get_adapter().send_mail("account/email/tweede_stap_weggehaald", gebruiker.email, {})
    return bool(weg)


@dataclass(frozen=True)
class Grens:
    """So many times in so long."""

    aantal: int
    per: timedelta


NETWERK = (Grens(30, timedelta(minutes=1)), Grens(150, timedelta(hours=1)))
"""Forms from one network: an office of fifty registers in a quarter of an hour, with mistakes."""

LINKS = (Grens(240, timedelta(minutes=1)),)
"""From one network, behind personal links: a questionnaire saves by itself, for many at once."""

GEGEVENS = (Grens(300, timedelta(minutes=1)),)
"""Answers to the programs of one network that had to be made: a harvest of the whole site."""

PERSOON = (Grens(6, timedelta(hours=1)),)
"""Each is a mail to somebody who may not have asked for it."""

SITE = (Grens(300, timedelta(minutes=1)),)
"""Of everyone together: beyond it mail servers would take us for a sender of spam."""

_TEL = """
INSERT INTO gebruikers_teller AS teller (sleutel, momenten, vervalt)
VALUES (%(sleutel)s, ARRAY[%(nu)s], %(nu)s + %(per)s)
ON CONFLICT (sleutel) DO UPDATE SET
    momenten = EXCLUDED.momenten || ARRAY(
        SELECT moment FROM unnest(teller.momenten) moment WHERE moment > %(nu)s - %(per)s
    ),
    vervalt = EXCLUDED.vervalt
WHERE (
    SELECT count(*) FROM unnest(teller.momenten) moment WHERE moment > %(nu)s - %(per)s
) < %(aantal)s
"""


def tel(soort: str, wie: str, grenzen: Iterable[Grens]) -> None:
    """Count one more of `soort` by `wie`, whom the counter knows by a fingerprint only.

    Raises TeVaak when that is over one of `grenzen`; what is refused does not count. Not in the
    transaction of a step: who fails counts as well, and nobody waits for another's commit.
    """
    nu = timezone.now()
    for grens in grenzen:
        sleutel = salted_hmac("teller", f"{soort} {grens} {wie}", algorithm="sha256").hexdigest()
        waarden: dict[str, Any] = {"sleutel": sleutel, "nu": nu, "per": grens.per}
        with connection.cursor() as cursor:
            cursor.execute(_TEL, {**waarden, "aantal": grens.aantal})
            if cursor.rowcount:
                continue
        momenten = Teller.objects.get(pk=sleutel).momenten
        raise TeVaak(min(momenten[: grens.aantal]) + grens.per)


def tel_persoon(email: str) -> None:
    """Count one more mail to who may not have asked for it. `naam+iets@…` is `naam@…`.

    Raises TeVaak for one person too many, or all together.
    """
    naam, _, domein = email.lower().rpartition("@")
    tel("persoon", f"{naam.partition('+')[0]}@{domein}", PERSOON)
    tel("site", "", SITE)


def tel_netwerk(adres: str, grenzen: Iterable[Grens]) -> None:
    """Count one more form from the network of `adres`. Raises TeVaak beyond `grenzen`."""
    tel("netwerk", netwerk(adres), grenzen)


def netwerk(adres: str) -> str:
    """What one household or office has: an IPv4 address, or the first half of an IPv6 one."""
    try:
        ip = ip_address(adres)
    except ValueError:
        return adres
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or IPv6Network((ip, 64), strict=False))
    return str(ip)


def kenmerk_van_netwerk(request: HttpRequest) -> str:
    """A fingerprint of the network that `request` came from."""
    adres = netwerk(get_adapter().get_client_ip(request))
    return salted_hmac("netwerk", adres, algorithm="sha256").hexdigest()


def vergeet_tellers(nu: datetime) -> None:
    """Forget who sent nothing lately."""
    Teller.objects.filter(vervalt__lt=nu).delete()


def vergeet_inloggen(nu: datetime) -> None:
    """Forget from where people logged in long ago, and what is over: sessions, counts of attempts.

    The counters stand in the cache table by address; it drops them only when it is full.
    """
    UserSession.objects.filter(last_seen_at__lt=nu - INLOGGEN_BEWAREN).delete()
    Session.objects.filter(expire_date__lt=nu).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [nu])
