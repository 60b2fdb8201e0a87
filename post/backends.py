"""Where mail goes: to a server, or in the demo to the letterbox."""

from __future__ import annotations

import email.policy
import re
import smtplib
from collections.abc import Sequence
from typing import Any, cast, override

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from post.models import Postvakmail
from post.regels.antwoorden import VERBROKEN, Tijdelijk
from post.uitvoer.handtekening import onderteken


class _Lijn(smtplib.SMTP):
    """A connection that knows how far it came, and so whether a mail may be offered again."""

    gebruikt = False
    inhoud_gestuurd = False

    @override
    def sendmail(self, *args: Any, **kwargs: Any) -> Any:
        self.inhoud_gestuurd = False
        geweigerd = super().sendmail(*args, **kwargs)
        self.gebruikt = True
        return geweigerd

    @override
    def data(self, msg: Any) -> Any:
        self.inhoud_gestuurd = True
        return super().data(msg)

    def mag_opnieuw(self, fout: smtplib.SMTPException) -> bool:
        """Whether the server only closed a connection that carried mail before.

        Once the content went out the server may have taken it, and another try would be a double.
        """
        return self.gebruikt and not self.inhoud_gestuurd and _is_verbroken(fout)


class _TlsLijn(_Lijn, smtplib.SMTP_SSL):
    pass


def _is_verbroken(fout: smtplib.SMTPException) -> bool:
    match fout:
        case smtplib.SMTPServerDisconnected():
            return True
        case smtplib.SMTPSenderRefused():
            return fout.smtp_code == VERBROKEN
        case smtplib.SMTPRecipientsRefused():
            return VERBROKEN in {code for code, _ in fout.recipients.values()}
    return False


_ATOOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_GEWOON = re.compile(rf"{_ATOOM}(\.{_ATOOM})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""An address that needs no parser to know it is one: nearly all are (RFC 5322, dot-atom)."""


class SmtpBackend(EmailBackend):
    """Signs with DKIM where that is set, and has failures come back to TERUG_EMAIL.

    A server that closes the connection between two mails is called again.
    """

    @property
    def connection_class(self) -> type[_Lijn]:
        return _TlsLijn if self.use_ssl else _Lijn

    @override
    def prep_address(self, address: str, force_ascii: bool = True) -> str:
        # Django's parser takes a quarter of all the time that a newsletter costs.
        return address if _GEWOON.fullmatch(address) else super().prep_address(address, force_ascii)

    def _send(self, email_message: EmailMessage) -> bool:
        van = self.prep_address(settings.TERUG_EMAIL)
        naar = [self.prep_address(adres) for adres in email_message.recipients()]
        bron = onderteken(email_message.message(policy=email.policy.SMTP).as_bytes())
        lijn = cast(_Lijn, self.connection)
        try:
            lijn.sendmail(van, naar, bron)
        except smtplib.SMTPServerDisconnected as fout:
            if not lijn.inhoud_gestuurd:
                return self._stuur_opnieuw(lijn, fout, van, naar, bron)
            # It may have arrived. Counting it as a try keeps a server that always hangs up here
            # from being offered the same mail for ever.
            self.close()
            raise Tijdelijk("aankomst onzeker", tekst=str(fout)) from fout
        except smtplib.SMTPException as fout:
            return self._stuur_opnieuw(lijn, fout, van, naar, bron)
        return True

    def _stuur_opnieuw(
        self, lijn: _Lijn, fout: smtplib.SMTPException, van: str, naar: list[str], bron: bytes
    ) -> bool:
        """Offer the mail over a new connection where that can be no double, else raise `fout`."""
        if not lijn.mag_opnieuw(fout):
            raise fout
        self.close()
        self.open()
        cast(_Lijn, self.connection).sendmail(van, naar, bron)
        return True


class PostvakBackend(BaseEmailBackend):
    """Keeps mail as it would have gone out, for the demo's letterbox."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        mails = [
            Postvakmail(
                aan=", ".join(mail.recipients())[:300],
                onderwerp=str(mail.subject)[:300],
                bron=mail.message(policy=email.policy.SMTP).as_bytes(),
            )
            for mail in email_messages
        ]
        return len(Postvakmail.objects.bulk_create(mails))
