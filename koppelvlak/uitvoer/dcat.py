"""What catalogues of open data read: the sets as DCAT, and where the API is (RFC 9727)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from basis.adressen import SITE_NAAM, absoluut
from basis.licentie import LICENTIE_URL
from koppelvlak.uitvoer.openapi import BEGIN
from vinden.gegevens import GEGEVENSSETS, Gegevensset

LIJSTEN = "http://publications.europa.eu/resource/authority/"
"""Where DCAT-AP keeps its lists."""

SAMENHANG = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


def catalogus() -> dict[str, Any]:
    """All sets as a DCAT-AP catalogue, in JSON-LD."""
    return {
        "@context": SAMENHANG,
        "@id": absoluut(reverse("koppelvlak:dcat")),
        "@type": "dcat:Catalog",
        "dct:title": _nl(SITE_NAAM),
        "dct:description": _nl("Alles wat iedereen op de site kan lezen, voor programma’s."),
        "dct:publisher": _uitgever(),
        "dct:language": _uit("language/NLD"),
        "dct:license": {"@id": LICENTIE_URL},
        "foaf:homepage": {"@id": absoluut("/")},
        "dcat:dataset": [_dataset(gset) for gset in GEGEVENSSETS],
    }


def _dataset(gset: Gegevensset) -> dict[str, Any]:
    adres = absoluut(f"{BEGIN}/{gset.naam}")
    return {
        "@id": f"{adres}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{adres}#dataset",
        "dct:title": _nl(gset.titel),
        "dct:description": _nl(gset.uitleg),
        "dct:publisher": _uitgever(),
        "dct:accessRights": _uit("access-right/PUBLIC"),
        "dcat:theme": _uit("data-theme/HEAL"),
        "dcat:landingPage": {"@id": absoluut(reverse("koppelvlak:open_gegevens"))},
        "dcat:contactPoint": {
            "@type": "vcard:Kind",
            "vcard:fn": "Redactie",
            "vcard:hasEmail": {"@id": f"mailto:{settings.REDACTIE_EMAIL}"},
        },
        "dcat:distribution": list(_vormen(gset, adres)),
    }


def _vormen(gset: Gegevensset, adres: str) -> Iterator[dict[str, Any]]:
    yield _vorm(f"{adres}#json", adres, "JSON")
    if gset.naam == "innovaties":
        oai = absoluut(reverse("koppelvlak:oai"))
        yield _vorm(f"{adres}#oai", f"{oai}?verb=ListRecords&metadataPrefix=oai_dc", "XML")


def _vorm(naam: str, adres: str, soort: str) -> dict[str, Any]:
    return {
        "@id": naam,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": adres},
        "dct:format": _uit(f"file-type/{soort}"),
        "dct:license": {"@id": LICENTIE_URL},
    }


def _uitgever() -> dict[str, Any]:
    return {"@id": absoluut("/"), "@type": "foaf:Organization", "foaf:name": SITE_NAAM}


def _nl(tekst: str) -> dict[str, str]:
    return {"@value": tekst, "@language": "nl"}


def _uit(lijst: str) -> dict[str, str]:
    return {"@id": f"{LIJSTEN}{lijst}"}


def api_wijzer() -> dict[str, Any]:
    """Where the API is, and what describes it to programs and to people."""
    beschreven = {"href": absoluut(f"{BEGIN}/openapi.json"), "type": "application/json"}
    uitleg = {"href": absoluut(reverse("koppelvlak:open_gegevens")), "type": "text/html"}
    return {
        "linkset": [
            {
                "anchor": absoluut(f"{BEGIN}/"),
                "service-desc": [beschreven],
                "service-doc": [uitleg],
                "license": [{"href": LICENTIE_URL}],
            }
        ]
    }
