"""When and where a masterclass is, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from masterclasses.keuzelijsten import Aanmeldstatus, Wijze
from masterclasses.models import Aanmelding, Masterclass


def moment(op: datetime) -> str:
    """'donderdag 21 januari 2027 om 13.30 uur'."""
    return date_format(timezone.localtime(op), r"l j F Y \o\m G.i \u\u\r")


def dag(masterclass: Masterclass) -> str:
    """'donderdag 21 januari 2027, van 10.00 tot 16.30 uur'; of one from a source only the day."""
    begin, einde = timezone.localtime(masterclass.begin), timezone.localtime(masterclass.einde)
    if masterclass.bron:
        return date_format(begin, "l j F Y")
    uren = f"van {date_format(begin, 'G.i')} tot {date_format(einde, 'G.i')} uur"
    return f"{date_format(begin, 'l j F Y')}, {uren}"


def waar(aanmelding: Aanmelding) -> str:
    """Where this person takes part; the online address is for who has a seat for sure."""
    masterclass = aanmelding.masterclass
    if aanmelding.wijze == Wijze.ONLINE:
        if aanmelding.status != Aanmeldstatus.BEVESTIGD:
            return "U doet online mee. Het webadres krijgt u zodra uw plek vaststaat."
        if masterclass.online_adres:
            return f"U doet online mee: {masterclass.online_adres}"
        return "U doet online mee. Het webadres krijgt u later in een mail."
    return "Waar: " + ", ".join(filter(None, (masterclass.locatie, masterclass.adres)))
