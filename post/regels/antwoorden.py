"""What mail servers and providers answer, and what that means for a mail."""

from __future__ import annotations

import re
import smtplib
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

from basis.tekst import een_regel

if TYPE_CHECKING:
    from anymail.exceptions import AnymailError

VERBROKEN = 421
"""The server closes the connection (RFC 5321, 4.2.2), whatever was asked."""

_UITGEBREID = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
"""An enhanced status code (RFC 3463); not a part of an IP address."""

_BELEID = re.compile(r"spam|black|block|polic|\bspf\b|dkim|dmarc|reputation", re.IGNORECASE)
_RELAY = re.compile(
    r"relay(ing)?\b.{0,20}\b(denied|prohibited|not (permitted|allowed))|\bto relay", re.IGNORECASE
)

_WEG = "adres bestaat niet"
_VOL = "postvak vol"
_GEWEIGERD = "geweigerd"
_TE_GROOT = "te groot"
_EVEN_NIET = "tijdelijk niet bereikbaar"
_LIJN = "mailserver niet bereikbaar"
_ONS = "mailserver weigert ons"
_STUK = "niet te versturen"


class Mislukt(Exception):
    """A mail did not go. `reden` says why in a few Dutch words, `tekst` in those of the server."""

    def __init__(self, reden: str, *, code: str = "", tekst: str = "") -> None:
        super().__init__(" ".join(filter(None, [reden, code, tekst])))
        self.reden, self.code, self.tekst = reden, code, tekst


class Tijdelijk(Mislukt):
    """Later this mail may go."""


class Onverwacht(Tijdelijk):
    """No server said this: a fault of ours, that says nothing of who the mail is for."""


class Definitief(Mislukt):
    """Never will this mail go. `adres`: the address itself does not exist."""

    def __init__(self, reden: str, *, code: str = "", tekst: str = "", adres: bool = False) -> None:
        super().__init__(reden, code=code, tekst=tekst)
        self.adres = adres


class Onbereikbaar(Mislukt):
    """The server or the connection fails: that says nothing of this mail. Try all later."""


def duid(fout: Exception) -> Mislukt:
    """Say what `fout`, raised while a mail was sent, means for that mail.

    What nobody expected is Onverwacht: a retry may help, and else it is given up in time.
    """
    from anymail.exceptions import AnymailError  # noqa: PLC0415 (with requests 5 MiB of a worker)

    match fout:
        case Mislukt():
            return fout
        case AnymailError():
            return _provider(fout)
        case smtplib.SMTPRecipientsRefused():
            return _over_ontvangers(fout)
        case smtplib.SMTPResponseException():
            return _over_mail_of_ons(fout)
        case OSError() | ImproperlyConfigured():  # OSError is also what smtplib and requests raise
            return Onbereikbaar(_LIJN, tekst=_in_woorden(fout))
    return Onverwacht(_STUK, tekst=_in_woorden(fout))


def _in_woorden(fout: Exception) -> str:
    return f"{type(fout).__name__}: {fout}"


def _over_ontvangers(fout: smtplib.SMTPRecipientsRefused) -> Mislukt:
    """A mail goes to one person; of several, whoever may still be reached counts."""
    oordelen = [_antwoord(code, tekst, over_adres=True) for code, tekst in fout.recipients.values()]
    return next((o for o in oordelen if not isinstance(o, Definitief)), oordelen[0])


def _over_mail_of_ons(fout: smtplib.SMTPResponseException) -> Mislukt:
    """The size of a mail stands in MAIL FROM; what else is said before the address is about us."""
    te_groot = isinstance(fout, smtplib.SMTPSenderRefused) and fout.smtp_code == 552
    if te_groot or isinstance(fout, smtplib.SMTPDataError):
        return _antwoord(fout.smtp_code, fout.smtp_error, over_adres=False)
    status, _, tekst = _lees(fout.smtp_code, fout.smtp_error)
    begin = isinstance(fout, smtplib.SMTPConnectError | smtplib.SMTPHeloError)
    reden = _LIJN if begin or fout.smtp_code == VERBROKEN else _ONS
    return Onbereikbaar(reden, code=status, tekst=tekst)


def _antwoord(code: int, ruw: bytes | str, *, over_adres: bool) -> Mislukt:
    """What an answer of a server means; `over_adres` when it was asked about an address only."""
    status, vak, tekst = _lees(code, ruw)
    if code == VERBROKEN:
        return Onbereikbaar(_LIJN, code=status, tekst=tekst)
    # Our login, our address as the sender, or a server that does not know us.
    if code in (530, 535, 538) or vak in ("1.7", "1.8") or _RELAY.search(tekst):
        return Onbereikbaar(_ONS, code=status, tekst=tekst)
    if code < 500:
        return Tijdelijk(_VOL if vak == "2.2" else _EVEN_NIET, code=status, tekst=tekst)
    reden, adres = _blijvend(code, vak, tekst, over_adres=over_adres)
    return Definitief(reden, code=status, tekst=tekst, adres=adres)


def _blijvend(code: int, vak: str, tekst: str, *, over_adres: bool) -> tuple[str, bool]:
    """Why a mail never goes, and whether that is since the address does not exist."""
    vol_of_groot = code == 552 and not vak
    if vak == "2.2" or (vol_of_groot and over_adres):
        return _VOL, False
    if vak in ("2.3", "3.4") or vol_of_groot:
        return _TE_GROOT, False
    zonder_uitleg = vak in ("", "0.0") and not _BELEID.search(tekst)
    weg = vak.startswith("1.") or vak == "2.1"
    if weg or (over_adres and code in (550, 551, 553) and zonder_uitleg):
        return _WEG, True
    return _GEWEIGERD, False


def _lees(code: int, ruw: bytes | str) -> tuple[str, str, str]:
    """The most exact code in an answer, what follows its class ('1.1' of 5.1.1), and its words."""
    tekst = _leesbaar(ruw)
    gevonden = _UITGEBREID.search(tekst)
    uitgebreid = gevonden[1] if gevonden else ""
    return uitgebreid or str(code), uitgebreid.partition(".")[2], tekst


def _leesbaar(ruw: bytes | str) -> str:
    tekst = ruw.decode(errors="replace") if isinstance(ruw, bytes) else ruw
    return een_regel(tekst)


def _provider(fout: AnymailError) -> Mislukt:
    """What an answer of a provider means.

    Only a complaint about the request itself is about this mail; a key that is wrong, a bill that
    was not paid and too many requests are not.
    """
    from anymail import exceptions  # noqa: PLC0415 (as above)

    code, tekst = str(fout.status_code or ""), _in_woorden(fout)
    if isinstance(fout, exceptions.AnymailRecipientsRefused):
        stand = getattr(getattr(fout.email_message, "anymail_status", None), "status", None)
        adres = stand == {"invalid"}
        return Definitief(_WEG if adres else _GEWEIGERD, code=code, tekst=tekst, adres=adres)
    if isinstance(fout, exceptions.AnymailAPIError) and fout.status_code in (400, 413, 422):
        return Definitief(_GEWEIGERD, code=code, tekst=tekst)
    if isinstance(fout, exceptions.AnymailInvalidAddress):
        return Definitief(_STUK, code=code, tekst=tekst)
    return Onbereikbaar(_LIJN, code=code, tekst=tekst)
