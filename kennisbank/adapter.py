"""What allauth asks of this site: its words, its outbox, and where people go after logging in.

It stands here and not in `gebruikers`, since it knows both the accounts and what lies above them.
"""

from __future__ import annotations

from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import get_random_string

from basis.qr import als_svg
from basis.tekst import een_regel
from gebruikers.models import Gebruiker
from post.actions.klaarzetten import zet_klaar

BRIEVEN = {
    "password_reset_key": "Kies een nieuw wachtwoord",
    "unknown_account": "Er is geen account met dit e-mailadres",
    "account_gewijzigd": "Let op: een account van de kennisbank is gewijzigd",
    "uitnodiging": "U bent uitgenodigd voor de Kennisbank Nieuwe wegen",
}
"""Mail with a text of its own, in `templates/gebruikers/mail/`, and its subject."""

KNOPPEN = {
    "account_gewijzigd": "Bekijk het account",
    "uitnodiging": "Kies een wachtwoord",
    "unknown_account": "Probeer een ander e-mailadres",
}
"""What the button of such a mail says; of the others: 'Kies een nieuw wachtwoord'."""

WIJZIGINGEN = {
    "password_changed": "Uw wachtwoord is gewijzigd",
    "password_reset": "Uw wachtwoord is gewijzigd",
    "password_set": "Er is een wachtwoord gekozen voor uw account",
    "recovery_codes_generated": "Er zijn nieuwe herstelcodes gemaakt voor uw account",
    "totp_activated": "Er is een code-app gekoppeld aan uw account",
    "totp_deactivated": "De code-app is losgekoppeld van uw account",
    "webauthn_added": "Er is een passkey toegevoegd aan uw account",
    "webauthn_removed": "Er is een passkey verwijderd van uw account",
    "tweede_stap_weggehaald": "De beheerder heeft de tweede stap van uw account weggehaald",
}
"""Mail that only says what changed: the subject is the news."""

MELDINGEN = {
    "account/messages/password_changed.txt": "Uw wachtwoord is gewijzigd.",
    "account/messages/password_set.txt": "Uw wachtwoord is opgeslagen.",
    "mfa/messages/recovery_codes_generated.txt": "Uw herstelcodes staan klaar. Bewaar ze goed.",
    "mfa/messages/totp_activated.txt": "Uw code-app is gekoppeld.",
    "mfa/messages/totp_deactivated.txt": "Uw code-app is losgekoppeld.",
    "mfa/messages/webauthn_added.txt": "Uw passkey is toegevoegd.",
    "mfa/messages/webauthn_removed.txt": "Uw passkey is verwijderd.",
    "usersessions/messages/sessions_logged_out.txt": "U bent op alle andere apparaten uitgelogd.",
}
"""What a page says after a step; other messages of allauth are left out."""


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is uitgezet. Vraag de redactie om hulp.",
        "email_password_mismatch": (
            "Het e-mailadres of het wachtwoord klopt niet. Probeer het nog eens, of kies een nieuw "
            "wachtwoord."
        ),
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_password": "Dit is niet uw wachtwoord. Probeer het nog eens.",
        "invalid_password_reset": "Deze link werkt niet meer.",
        "rate_limited": "U hebt het te vaak geprobeerd. Wacht vijf minuten en probeer het opnieuw.",
        "too_many_login_attempts": (
            "Er is te vaak geprobeerd om in te loggen. Wacht vijf minuten en probeer het opnieuw."
        ),
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a beheerder, who invites."""
        return False

    @override
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page that this person can do something on."""
        gebruiker = request.user
        if isinstance(gebruiker, Gebruiker) and not gebruiker.in_redactie:
            return reverse("werkplek:accounts" if gebruiker.is_staff else "mfa_index")
        return str(super().get_login_redirect_url(request))

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    @override
    def get_reset_password_from_key_url(self, key: str) -> str:
        """The whole address of the page where `key` ('user-token') lets one choose a password."""
        uidb36, _, token = key.partition("-")
        kwargs = {"uidb36": uidb36, "key": token}
        return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=kwargs)}"

    @override
    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what allauth wants to say, in our words or not at all."""
        tekst = message or MELDINGEN.get(message_template or "")
        if tekst:
            messages.add_message(request, level, tekst, extra_tags=extra_tags)

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail that allauth calls `template_prefix` for `email`."""
        naam = template_prefix.rpartition("/")[2]
        onderwerp = BRIEVEN.get(naam) or WIJZIGINGEN[naam]
        sjabloon = naam if naam in BRIEVEN else "wijziging"
        adressen = {"site_url": settings.SITE_URL, "redactie_email": settings.REDACTIE_EMAIL}
        tekst = render_to_string(
            f"gebruikers/mail/{sjabloon}.txt",
            {**context, **adressen, "email": email, "onderwerp": onderwerp},
        )
        # Its lines are broken for who reads the template, not for who reads the mail.
        alineas = filter(None, map(een_regel, tekst.split("\n\n")))
        with transaction.atomic():
            zet_klaar(
                sleutel=f"{naam}-{get_random_string(20)}",
                aan=email,
                onderwerp=onderwerp,
                tekst="\n\n".join(alineas),
                knop=KNOPPEN.get(naam, "Kies een nieuw wachtwoord"),
                waarom="U hebt een account bij de kennisbank, of iemand vulde dit e-mailadres in.",
            )


class TweedeStapAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Koppel eerst een code-app of een passkey.",
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Neem de code van dit moment.",
    }

    @override
    def build_totp_svg(self, url: str) -> str:
        """The QR code of `url` on white, since cameras do not read it on a dark page."""
        (code,) = als_svg([url], rand=4)
        return code

    @override
    def generate_authenticator_name(self, user: Gebruiker, type: Authenticator.Type) -> str:
        """A name to begin with, for a new passkey of `user`."""
        aantal = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {aantal + 1}"
