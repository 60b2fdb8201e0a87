"""Where mail goes: to a server, or in the demo to the letterbox."""

from __future__ import annotations

from collections.abc import Sequence
from smtplib import SMTP
from typing import cast, override

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from post.models import Postvakmail
from post.uitvoer.brief import als_bytes


class SmtpBackend(EmailBackend):
    """Django's, which also signs, and has failures come back to TERUG_EMAIL."""

    def _send(self, email_message: EmailMessage) -> bool:
        van = self.prep_address(settings.TERUG_EMAIL)
        naar = [self.prep_address(adres) for adres in email_message.recipients()]
        cast(SMTP, self.connection).sendmail(van, naar, als_bytes(email_message))
        return True


class PostvakBackend(BaseEmailBackend):
    """Keeps mail as it would have gone out, for the demo's letterbox."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        mails = [
            Postvakmail(
                aan=", ".join(mail.recipients())[:300],
                onderwerp=str(mail.subject)[:300],
                bron=als_bytes(mail),
            )
            for mail in email_messages
        ]
        return len(Postvakmail.objects.bulk_create(mails))
