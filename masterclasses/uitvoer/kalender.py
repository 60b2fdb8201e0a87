"""Calendar files (RFC 5545, 5546 and 7986): one event a masterclass, updated in place.

The library costs a process 4 MB and a fifth of a second, and so is loaded by the first file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from masterclasses.keuzelijsten import Fase, Wijze
from masterclasses.models import Aanmelding, Masterclass

if TYPE_CHECKING:
    from icalendar import Calendar, Event

AFZENDER = "Kennisbank Nieuwe wegen"
VERVERSEN = timedelta(hours=6)
"""How often a program that subscribed should look again."""

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
VTIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""The rule itself (directive 2000/84/EC): the library would list the days, and only until 2038."""


def als_kalender(masterclasses: Iterable[Masterclass], *, naam: str = "") -> str:
    """`masterclasses` as a file for everyone; `naam` is what a calendar to subscribe to is called.

    Those that were called off stay in it as cancelled.
    """
    kalender = _kalender("PUBLISH")
    if naam:
        kalender.calendar_name = _regel(naam)
        kalender.add("refresh-interval", VERVERSEN, parameters={"value": "DURATION"})
        kalender.add("x-published-ttl", "PT6H")
    for masterclass in masterclasses:
        kalender.add_component(_gebeurtenis(masterclass))
    return _tekst(kalender)


def uitnodiging(aanmelding: Aanmelding) -> str:
    """The event for someone who comes: puts it in their calendar, or moves it there."""
    return _persoonlijk(aanmelding, "REQUEST")


def afzegging(aanmelding: Aanmelding) -> str:
    """Takes the event out of the calendar of someone who does not come any more."""
    return _persoonlijk(aanmelding, "CANCEL")


def _persoonlijk(aanmelding: Aanmelding, methode: str) -> str:
    kalender = _kalender(methode)
    gebeurtenis = _gebeurtenis(aanmelding.masterclass, aanmelding, afgezegd=methode == "CANCEL")
    naam = _regel(aanmelding.naam)
    _voeg_persoon_toe(
        gebeurtenis, "attendee", aanmelding.email, cn=naam, partstat="ACCEPTED", rsvp="FALSE"
    )
    kalender.add_component(gebeurtenis)
    return _tekst(kalender)


def _kalender(methode: str) -> Calendar:
    from icalendar import Calendar, Timezone  # noqa: PLC0415 (see above)

    kalender = Calendar()
    kalender.add("prodid", f"-//{AFZENDER}//NL")
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add("method", methode)
    kalender.add_component(Timezone.from_ical(VTIMEZONE))
    return kalender


def _gebeurtenis(
    masterclass: Masterclass, aanmelding: Aanmelding | None = None, *, afgezegd: bool = False
) -> Event:
    """What `aanmelding` may know, or else everyone: the online address is not for everyone."""
    from icalendar import Event  # noqa: PLC0415 (see above)

    site = str(settings.SITE_URL)
    afgezegd = afgezegd or masterclass.fase == Fase.AFGELAST
    gebeurtenis = Event()
    gebeurtenis.add("uid", f"masterclass-{masterclass.pk}@{urlsplit(site).hostname}")
    gebeurtenis.add("sequence", masterclass.volgnummer)
    gebeurtenis.add("dtstamp", timezone.now())
    gebeurtenis.add("last-modified", masterclass.gewijzigd_op)
    gebeurtenis.add("status", "CANCELLED" if afgezegd else "CONFIRMED")
    gebeurtenis.add("dtstart", _moment(masterclass.begin))
    gebeurtenis.add("dtend", _moment(masterclass.einde))
    gebeurtenis.add("summary", _regel(masterclass.titel))
    if plaats := _plaats(masterclass, aanmelding):
        gebeurtenis.add("location", plaats)
    gebeurtenis.add("description", _toelichting(masterclass, aanmelding))
    gebeurtenis.add("url", site + masterclass.get_absolute_url())
    _voeg_persoon_toe(gebeurtenis, "organizer", settings.REDACTIE_EMAIL, cn=AFZENDER)
    return gebeurtenis


def _moment(op: datetime) -> datetime:
    """`op` on the Dutch clock; in UTC in the hour that the clock strikes for the second time.

    A calendar reads such a time as the first one (RFC 5545, 3.3.5).
    """
    lokaal = op.astimezone(AMSTERDAM)
    return op.astimezone(UTC) if lokaal.fold else lokaal


def _plaats(masterclass: Masterclass, aanmelding: Aanmelding | None) -> str:
    zaal = _regel(", ".join(filter(None, (masterclass.locatie, masterclass.adres))))
    if aanmelding:
        return "Online" if aanmelding.wijze == Wijze.ONLINE else zaal
    return zaal or ("Online" if masterclass.online_adres else "")


def _toelichting(masterclass: Masterclass, aanmelding: Aanmelding | None) -> str:
    alineas = [_regel(masterclass.samenvatting)]
    if masterclass.fase == Fase.AFGELAST:
        alineas.insert(0, f"Deze masterclass gaat niet door. {_regel(masterclass.reden)}")
    elif aanmelding and aanmelding.wijze == Wijze.ONLINE and masterclass.online_adres:
        alineas.append(f"U doet online mee: {_regel(masterclass.online_adres)}")
    alineas.append(
        f"Meer over deze masterclass: {settings.SITE_URL}{masterclass.get_absolute_url()}"
    )
    return "\n\n".join(filter(None, alineas))


def _voeg_persoon_toe(gebeurtenis: Event, soort: str, email: str, **over: str) -> None:
    from icalendar import vCalAddress  # noqa: PLC0415 (see above)

    persoon = vCalAddress("mailto:" + quote(email, safe="@+'!$*=-_.~"))
    for naam, waarde in over.items():
        persoon.params[naam.upper()] = waarde
    gebeurtenis.add(soort, persoon)


def _regel(tekst: str) -> str:
    """`tekst` on one line, without the control characters at which some programs break a line."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", tekst).split())


def _tekst(kalender: Calendar) -> str:
    return str(kalender.to_ical().decode())
