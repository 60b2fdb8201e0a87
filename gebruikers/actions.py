"""What a beheerder does for someone's account, and what time does."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker

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
def haal_tweede_stap_weg(*, gebruiker: Gebruiker) -> bool:
    """Let someone who lost a telephone start again, and tell them; whether there was anything."""
    weg, _ = Authenticator.objects.filter(user=gebruiker).delete()
    if weg:
        get_adapter().send_mail("account/email/tweede_stap_weggehaald", gebruiker.email, {})
    return bool(weg)


def vergeet_inloggen(nu: datetime) -> None:
    """Forget from where people logged in long ago, and what is over: sessions, counts of attempts.

    The counters stand in the cache table by address; it drops them only when it is full.
    """
    UserSession.objects.filter(last_seen_at__lt=nu - INLOGGEN_BEWAREN).delete()
    Session.objects.filter(expire_date__lt=nu).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [nu])
