"""Sending many mails over one connection, and no faster than the server likes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from smtplib import SMTPException, SMTPServerDisconnected
from time import sleep
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import connection

from post.regels.antwoorden import Mislukt, Onbereikbaar, Onverwacht, Tijdelijk, duid

_GEEF_BEURT = """
    INSERT INTO post_beurt AS beurt (mailer, vrij_op)
    VALUES (%(mailer)s, clock_timestamp() + %(stap)s * interval '1 second')
    ON CONFLICT (mailer) DO UPDATE
    SET vrij_op = greatest(beurt.vrij_op, clock_timestamp()) + %(stap)s * interval '1 second'
    RETURNING extract(epoch FROM vrij_op - clock_timestamp()) - %(stap)s
"""
"""Hand out the next moment, by the clock that all workers share, and say how long that takes."""


TE_VAAK = 2
"""So many mails in a row that lost their connection: it is the server, and no more is offered."""

_VERLOREN = "verbinding verbroken"


def mailer_voor(naam: str) -> str:
    """The mailer called `naam`, or the default one where that is not set."""
    return naam if naam in settings.MAILERS else "default"


class Verzender:
    """One open connection to `mailer`, opened anew after it was lost.

    All workers together send at most MAIL_PER_SECONDE mails; `wacht` waits so many seconds.
    `onverwacht` is how many mails in a row were refused without an answer of a server.
    """

    onverwacht = 0
    _gebruikt, _verloren = False, 0
    """Whether mail went over this connection, and how many mails in a row lost theirs."""

    def __init__(self, mailer: str = "default", *, wacht: Callable[[float], None] = sleep) -> None:
        self._mailer, self._wacht = mailer, wacht
        self._lijn: Any = None
        # What was handed out stays so, and keeps no lock, whatever becomes of our transaction.
        self._beurten: Any = connection.copy()
        self._beurten.settings_dict["CONN_HEALTH_CHECKS"] = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        self._sluit()
        self._beurten.close()

    def verstuur(self, mail: EmailMessage) -> None:
        """Send `mail` when its turn comes.

        Raises Tijdelijk, Definitief, Onverwacht or Onbereikbaar, with what was said as its cause.
        """
        if self._verloren >= TE_VAAK:
            raise Onbereikbaar(_VERLOREN)
        self._wacht_op_beurt()
        open_ = False
        try:
            if self._lijn is None:
                self._lijn = mailers[self._mailer]
            self._lijn.open()
            open_ = True
            self._lijn.send_messages([mail])
        except Exception as fout:
            oordeel = duid(fout)
            self.onverwacht = self.onverwacht + 1 if isinstance(oordeel, Onverwacht) else 0
            if isinstance(oordeel, Onbereikbaar):
                if open_:
                    oordeel = self._weeg_verlies(oordeel, fout)
                self._sluit()
            else:
                self._verloren = 0
            raise oordeel from fout
        self.onverwacht, self._gebruikt, self._verloren = 0, True, 0

    def _weeg_verlies(self, oordeel: Onbereikbaar, fout: Exception) -> Mislukt:
        """What it says of one mail that its connection ended.

        A server may hang up between two mails, and may have taken a mail after which it is silent:
        this one goes later and the others go on. It counts as a try, so that no server is offered
        the same for ever.
        """
        verlies = SMTPException if self._gebruikt else SMTPServerDisconnected
        if not isinstance(fout, verlies):
            return oordeel
        self._verloren += 1
        return Tijdelijk(_VERLOREN, code=oordeel.code, tekst=oordeel.tekst)

    def _sluit(self) -> None:
        lijn, self._lijn, self._gebruikt = self._lijn, None, False
        if lijn is not None:
            with contextlib.suppress(OSError):  # it was lost already
                lijn.close()

    def _wacht_op_beurt(self) -> None:
        if not settings.MAIL_PER_SECONDE:
            return
        self._beurten.close_if_unusable_or_obsolete()
        with self._beurten.cursor() as cursor:
            stap = 1 / settings.MAIL_PER_SECONDE
            cursor.execute(_GEEF_BEURT, {"mailer": self._mailer, "stap": stap})
            (seconden,) = cursor.fetchone()
        if seconden > 0:
            self._wacht(float(seconden))
