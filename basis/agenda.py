"""What every calendar file has (RFC 5545, 5546 and 7986).

The library costs a process 4 MB and a fifth of a second, and so is loaded by the first file.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Calendar, Event

AFZENDER = "Kennisbank Nieuwe wegen"
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


def nieuwe_kalender(methode: str) -> Calendar:
    """An empty calendar that is sent as `methode` (RFC 5546), with the Dutch clock."""
    from icalendar import Calendar, Timezone  # noqa: PLC0415 (see above)

    kalender = Calendar()
    kalender.add("prodid", f"-//{AFZENDER}//NL")
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add("method", methode)
    kalender.add_component(Timezone.from_ical(VTIMEZONE))
    return kalender


def moment(op: datetime) -> datetime:
    """`op` on the Dutch clock; in UTC in the hour that the clock strikes for the second time.

    A calendar reads such a time as the first one (RFC 5545, 3.3.5).
    """
    lokaal = op.astimezone(AMSTERDAM)
    return op.astimezone(UTC) if lokaal.fold else lokaal


def voeg_persoon_toe(gebeurtenis: Event, soort: str, email: str, **over: str) -> None:
    """Name a person at `gebeurtenis`, as its organizer or attendee; `over` are the parameters."""
    from icalendar import vCalAddress  # noqa: PLC0415 (see above)

    persoon = vCalAddress("mailto:" + quote(email, safe="@+'!$*=-_.~"))
    for naam, waarde in over.items():
        persoon.params[naam.upper()] = waarde
    gebeurtenis.add(soort, persoon)


def als_tekst(kalender: Calendar) -> str:
    """The file as it is sent."""
    return str(kalender.to_ical().decode())
