"""Unsubscribing by mail: the address that stands beside the link in List-Unsubscribe."""

from __future__ import annotations

import logging
import re
from datetime import datetime

from imap_tools.message import MailMessage

from nieuwsbrieven import links
from nieuwsbrieven.actions.abonneren import meld_af
from post.actions.postbus import lees

_ONDERWERP = re.compile(r"\bafmelden-(\d+:[\w-]+)", re.IGNORECASE)

logger = logging.getLogger(__name__)


def verwerk_postbus(nu: datetime) -> int:
    """Handle failures, complaints and requests to unsubscribe; return how many mails that were.

    0 when there is no mailbox, or it does not answer.
    """
    return lees(nu, _meld_af)


def _meld_af(brief: MailMessage) -> bool:
    """Unsubscribe whom the subject of `brief` names by key; False when it names nobody."""
    gevonden = _ONDERWERP.search(brief.subject)
    if gevonden is None:
        return False
    abonnee = links.afmelder_van(gevonden[1])
    if abonnee is None:
        logger.info("Een mail om af te melden heeft een sleutel die niet (meer) geldt.")
        return False
    meld_af(abonnee=abonnee)
    return True
