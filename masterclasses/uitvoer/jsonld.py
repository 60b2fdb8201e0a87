"""What search engines read about a masterclass (schema.org)."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from basis.adressen import SITE_NAAM, absoluut
from masterclasses.keuzelijsten import Wijze
from masterclasses.lezen.aanbod import Aangeboden

SCHEMA = "https://schema.org"
HOE = {
    frozenset({Wijze.ONLINE}): "OnlineEventAttendanceMode",
    frozenset({Wijze.ZAAL, Wijze.ONLINE}): "MixedEventAttendanceMode",
}


def als_jsonld(gelezen: Aangeboden) -> dict[str, object]:
    """An Event. The page must escape `<` when it puts this in a script element.

    The address to take part online is for who registered, and so is not in it.
    """
    masterclass = gelezen.masterclass
    adres = absoluut(masterclass.get_absolute_url())
    wijzen = frozenset(wijze for wijze, _ in gelezen.plekken)
    plaatsen: list[dict[str, str]] = []
    if masterclass.locatie or masterclass.adres:
        plaats = {"name": masterclass.locatie, "address": masterclass.adres}
        plaatsen.append({"@type": "Place"} | {naam: deel for naam, deel in plaats.items() if deel})
    if Wijze.ONLINE in wijzen:
        plaatsen.append({"@type": "VirtualLocation", "url": adres})
    gegevens: dict[str, object] = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": adres,
        "url": adres,
        "name": masterclass.titel,
        "description": masterclass.samenvatting,
        "inLanguage": "nl",
        "startDate": timezone.localtime(masterclass.begin).isoformat(),
        "endDate": timezone.localtime(masterclass.einde).isoformat(),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if gelezen.afgelast else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}/{HOE.get(wijzen, 'OfflineEventAttendanceMode')}",
        "location": plaatsen,
        "organizer": {"@type": "Organization", "name": SITE_NAAM, "url": f"{settings.SITE_URL}/"},
    }
    if masterclass.bron:
        begin = timezone.localdate(masterclass.begin).isoformat()
        gegevens |= {"startDate": begin, "endDate": "", "eventAttendanceMode": ""}
    return {naam: deel for naam, deel in gegevens.items() if deel not in ("", [])}
