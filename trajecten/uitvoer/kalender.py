"""The calendar file of a meeting: one event, moved in place."""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from basis.agenda import AFZENDER, AMSTERDAM, als_tekst, moment, nieuwe_kalender, voeg_persoon_toe
from basis.tekst import een_regel
from trajecten.models.samenkomst import Samenkomst


def uitnodiging(
    samenkomst: Samenkomst, *, aan: str, naam: str, weer: bool = False, afgezegd: bool = False
) -> str:
    """Puts `samenkomst` in the calendar of who is invited, moves it there, or takes it out.

    `weer` is for who had it taken out. It has a time: nobody is invited to one without.
    """
    from icalendar import Event  # noqa: PLC0415 (as in basis.agenda)

    gebeurtenis = Event()
    host = urlsplit(str(settings.SITE_URL)).hostname
    gebeurtenis.add("uid", f"{samenkomst.code}@{host}")
    gebeurtenis.add("sequence", samenkomst.volgnummer + (weer or afgezegd))
    gebeurtenis.add("dtstamp", timezone.now())
    gebeurtenis.add("status", "CANCELLED" if afgezegd else "CONFIRMED")
    gebeurtenis.add("dtstart", _op(samenkomst, samenkomst.begint))
    gebeurtenis.add("dtend", _op(samenkomst, samenkomst.eindigt))
    wat = str(samenkomst._meta.verbose_name).capitalize()
    gebeurtenis.add("summary", een_regel(f"{wat}: {samenkomst.onderwerp}"))
    if samenkomst.plaats:
        gebeurtenis.add("location", een_regel(samenkomst.plaats))
    voeg_persoon_toe(gebeurtenis, "organizer", settings.REDACTIE_EMAIL, cn=AFZENDER)
    wie = {"cn": een_regel(naam), "partstat": "NEEDS-ACTION", "rsvp": "FALSE"}
    voeg_persoon_toe(gebeurtenis, "attendee", aan, **wie)
    kalender = nieuwe_kalender("CANCEL" if afgezegd else "REQUEST")
    kalender.add_component(gebeurtenis)
    return als_tekst(kalender)


def _op(samenkomst: Samenkomst, tijd: time | None) -> datetime:
    return moment(datetime.combine(samenkomst.datum, tijd or time(), AMSTERDAM))
