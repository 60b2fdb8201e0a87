"""The calendar file of a meeting: one event, moved in place."""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from basis.agenda import AFZENDER, AMSTERDAM, als_tekst, moment, nieuwe_kalender, voeg_persoon_toe
from basis.tekst import een_regel
from trajecten.models import Groepsbijeenkomst


def uitnodiging(
    bijeenkomst: Groepsbijeenkomst, *, aan: str, naam: str, afgezegd: bool = False
) -> str:
    """Puts `bijeenkomst` in the calendar of who is invited, moves it there, or takes it out.

    It has a time: nobody is invited to one without.
    """
    from icalendar import Event  # noqa: PLC0415 (as in basis.agenda)

    gebeurtenis = Event()
    host = urlsplit(str(settings.SITE_URL)).hostname
    gebeurtenis.add("uid", f"bijeenkomst-{bijeenkomst.pk}@{host}")
    gebeurtenis.add("sequence", bijeenkomst.volgnummer + afgezegd)
    gebeurtenis.add("dtstamp", timezone.now())
    gebeurtenis.add("status", "CANCELLED" if afgezegd else "CONFIRMED")
    gebeurtenis.add("dtstart", _op(bijeenkomst, bijeenkomst.begint))
    gebeurtenis.add("dtend", _op(bijeenkomst, bijeenkomst.eindigt))
    gebeurtenis.add("summary", een_regel(f"Groepsbijeenkomst: {bijeenkomst.traject}"))
    if bijeenkomst.plaats:
        gebeurtenis.add("location", een_regel(bijeenkomst.plaats))
    voeg_persoon_toe(gebeurtenis, "organizer", settings.REDACTIE_EMAIL, cn=AFZENDER)
    wie = {"cn": een_regel(naam), "partstat": "NEEDS-ACTION", "rsvp": "FALSE"}
    voeg_persoon_toe(gebeurtenis, "attendee", aan, **wie)
    kalender = nieuwe_kalender("CANCEL" if afgezegd else "REQUEST")
    kalender.add_component(gebeurtenis)
    return als_tekst(kalender)


def _op(bijeenkomst: Groepsbijeenkomst, tijd: time | None) -> datetime:
    return moment(datetime.combine(bijeenkomst.datum, tijd or time(), AMSTERDAM))
