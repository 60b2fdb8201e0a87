"""Calendar files: one event a masterclass, updated in place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from basis.agenda import AFZENDER, als_tekst, moment, nieuwe_kalender, voeg_persoon_toe
from basis.tekst import een_regel
from masterclasses.keuzelijsten import Masterclassfase, Wijze
from masterclasses.models import Aanmelding, Masterclass

if TYPE_CHECKING:
    from icalendar import Event

VERVERSEN = timedelta(hours=6)
"""How often a program that subscribed should look again."""


def als_kalender(masterclasses: Iterable[Masterclass], *, naam: str = "") -> str:
    """`masterclasses` as a file for everyone; `naam` is what a calendar to subscribe to is called.

    Those that were called off stay in it as cancelled.
    """
    kalender = nieuwe_kalender("PUBLISH")
    if naam:
        kalender.calendar_name = een_regel(naam)
        kalender.add("refresh-interval", VERVERSEN, parameters={"value": "DURATION"})
        kalender.add("x-published-ttl", "PT6H")
    for masterclass in masterclasses:
        kalender.add_component(_gebeurtenis(masterclass))
    return als_tekst(kalender)


def uitnodiging(aanmelding: Aanmelding) -> str:
    """The event for someone who comes: puts it in their calendar, or moves it there."""
    return _persoonlijk(aanmelding, "REQUEST")


def afzegging(aanmelding: Aanmelding) -> str:
    """Takes the event out of the calendar of someone who does not come any more."""
    return _persoonlijk(aanmelding, "CANCEL")


def _persoonlijk(aanmelding: Aanmelding, methode: str) -> str:
    kalender = nieuwe_kalender(methode)
    gebeurtenis = _gebeurtenis(aanmelding.masterclass, aanmelding, afgezegd=methode == "CANCEL")
    naam = een_regel(aanmelding.naam)
    voeg_persoon_toe(
        gebeurtenis, "attendee", aanmelding.email, cn=naam, partstat="ACCEPTED", rsvp="FALSE"
    )
    kalender.add_component(gebeurtenis)
    return als_tekst(kalender)


def _gebeurtenis(
    masterclass: Masterclass, aanmelding: Aanmelding | None = None, *, afgezegd: bool = False
) -> Event:
    """What `aanmelding` may know, or else everyone: the online address is not for everyone."""
    from icalendar import Event  # noqa: PLC0415 (see above)

    site = str(settings.SITE_URL)
    afgezegd = afgezegd or masterclass.fase == Masterclassfase.AFGELAST
    gebeurtenis = Event()
    gebeurtenis.add("uid", f"masterclass-{masterclass.pk}@{urlsplit(site).hostname}")
    gebeurtenis.add("sequence", masterclass.volgnummer)
    gebeurtenis.add("dtstamp", timezone.now())
    gebeurtenis.add("last-modified", masterclass.gewijzigd_op)
    gebeurtenis.add("status", "CANCELLED" if afgezegd else "CONFIRMED")
    if masterclass.bron:
        gebeurtenis.add("dtstart", timezone.localdate(masterclass.begin))
    else:
        gebeurtenis.add("dtstart", moment(masterclass.begin))
        gebeurtenis.add("dtend", moment(masterclass.einde))
    gebeurtenis.add("summary", een_regel(masterclass.titel))
    if plaats := _plaats(masterclass, aanmelding):
        gebeurtenis.add("location", plaats)
    gebeurtenis.add("description", _toelichting(masterclass, aanmelding))
    gebeurtenis.add("url", site + masterclass.get_absolute_url())
    voeg_persoon_toe(gebeurtenis, "organizer", settings.REDACTIE_EMAIL, cn=AFZENDER)
    return gebeurtenis


def _plaats(masterclass: Masterclass, aanmelding: Aanmelding | None) -> str:
    zaal = een_regel(", ".join(filter(None, (masterclass.locatie, masterclass.adres))))
    if aanmelding:
        return "Online" if aanmelding.wijze == Wijze.ONLINE else zaal
    return zaal or ("Online" if masterclass.online_adres else "")


def _toelichting(masterclass: Masterclass, aanmelding: Aanmelding | None) -> str:
    alineas = [een_regel(masterclass.samenvatting)]
    if masterclass.fase == Masterclassfase.AFGELAST:
        alineas.insert(0, f"Deze masterclass gaat niet door. {een_regel(masterclass.reden)}")
    elif aanmelding and aanmelding.wijze == Wijze.ONLINE and masterclass.online_adres:
        alineas.append(f"U doet online mee: {een_regel(masterclass.online_adres)}")
    alineas.append(
        f"Meer over deze masterclass: {settings.SITE_URL}{masterclass.get_absolute_url()}"
    )
    return "\n\n".join(filter(None, alineas))
