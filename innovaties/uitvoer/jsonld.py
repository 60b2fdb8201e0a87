"""What search engines read about a description (schema.org)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone

from basis.adressen import SITE_NAAM, absoluut
from basis.licentie import LICENTIE_URL
from innovaties.models import Beschrijving
from innovaties.uitvoer.adressen import vast_adres, webadres


def als_jsonld(beschrijving: Beschrijving) -> dict[str, object]:
    """An Article. The page must escape `<` when it puts this in a script element."""
    adres = webadres(beschrijving)
    gepubliceerd = beschrijving.gepubliceerd_op
    datums: list[date] = [timezone.localdate(gepubliceerd)] if gepubliceerd else []
    bevestigd = beschrijving.innovatie.bevestigd_op
    gegevens: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": adres,
        "url": adres,
        "mainEntityOfPage": adres,
        "headline": beschrijving.titel,
        "description": beschrijving.samengevat,
        "identifier": vast_adres(beschrijving),
        "version": beschrijving.versie,
        "license": LICENTIE_URL,
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": SITE_NAAM, "url": f"{settings.SITE_URL}/"},
        "about": [
            _ding("Thing", str(thema), thema.get_absolute_url())
            for thema in beschrijving.themas.all()
        ],
        "keywords": [str(woord) for woord in beschrijving.trefwoorden.all()],
        "spatialCoverage": [
            _ding("AdministrativeArea", regio.naam, regio.get_absolute_url())
            for regio in beschrijving.regios.all()
        ],
    }
    if datums:
        gegevens["datePublished"] = datums[0].isoformat()
        gegevens["dateModified"] = max([*datums, *([bevestigd] if bevestigd else [])]).isoformat()
    return {naam: deel for naam, deel in gegevens.items() if deel != []}


def _ding(soort: str, naam: str, pad: str) -> dict[str, str]:
    return {"@type": soort, "name": naam, "url": absoluut(pad)}
