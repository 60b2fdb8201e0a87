"""What the tests of accounts share."""

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from gebruikers.models import Gebruiker
from post.models import Bericht
from tests.maak import TOTP_GEHEIM, maak_gebruiker

WACHTWOORD = "drie losse woorden"


def maak_inlogger(*rollen: str, **velden: Any) -> Gebruiker:
    gebruiker = maak_gebruiker(rollen=list(rollen), **velden)
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def log_in(client: Client, email: str, wachtwoord: str = WACHTWOORD, **kop: str) -> str:
    """Log in by the page; return where it leads, or the page itself."""
    antwoord = client.post(
        "/inloggen/", {"login": email, "password": wachtwoord}, headers=kop or None
    )
    return antwoord.headers.get("Location") or antwoord.text


def code(geheim: str = TOTP_GEHEIM) -> str:
    return str(format_hotp_value(hotp_value(geheim, int(time.time()) // 30)))


def laatste_link() -> str:
    """The path of the link in the newest mail."""
    bericht = Bericht.objects.latest("pk")
    gevonden = re.search(r"http://127\.0\.0\.1:8000(/wachtwoord/kiezen/\S+)", bericht.tekst)
    assert gevonden, bericht.tekst
    return gevonden[1]
