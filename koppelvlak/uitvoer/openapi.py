"""The description of the API (OpenAPI 3.1), made of the sets: a new field is in it by itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from basis.adressen import SITE_NAAM, absoluut
from basis.licentie import LICENTIE, LICENTIE_URL
from basis.probleem import TITELS
from koppelvlak.lezen.vraag import parameters, veldkeuze
from vinden.gegevens import GEGEVENSSETS, TEKST, Gegevensset, Schema, als_schema

VERSIE = "1.1.0"
"""Of the API: the first number is in its address, the second rises with what comes along."""

BEGIN = "/api/v1"
UITLEG = {
    "pagina": "Welke pagina van het antwoord.",
    "per_pagina": "Hoeveel rijen op een pagina.",
    "velden": "Alleen deze velden, met komma’s ertussen. Zo wordt het antwoord kleiner.",
    "sinds": "Alleen wat sinds dit moment veranderde.",
    "q": "Zoekwoorden, zoals in het zoekveld van de lijst.",
    "sorteer": "De volgorde.",
}
FOUTEN = (400, 404, 406, 429, 500, 503)
VERWIJZING: Schema = {
    "type": "object",
    "description": "Een waarde met een vaste sleutel, en met haar pagina als zij die heeft.",
    "properties": {"sleutel": TEKST, "tekst": TEKST, "url": {"type": "string"}},
    "required": ["sleutel", "tekst"],
    "additionalProperties": False,
}
PROBLEEM: Schema = {
    "type": "object",
    "properties": {
        "type": TEKST,
        "title": TEKST,
        "status": {"type": "integer"},
        "detail": TEKST,
    },
    "required": ["type", "title", "status"],
}


PEIL: Schema = {
    "required": True,
    "description": "Vraag de volgende keer met ‘sinds’ wat vanaf dit moment veranderde.",
    "schema": {"type": "string", "format": "date-time"},
}
"""The header that says from when to ask next time."""


def beschrijving() -> dict[str, Any]:
    """The whole document."""
    paden: dict[str, Any] = {}
    schemas: dict[str, Schema] = {"Verwijzing": VERWIJZING, "Probleem": PROBLEEM}
    for gset in GEGEVENSSETS:
        schemas[gset.naam] = als_schema(gset.velden(), verplicht=())
        paden[f"/{gset.naam}"] = {"get": _lijst(gset)}
        paden[f"/{gset.naam}/{{sleutel}}"] = {"get": _rij(gset)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": SITE_NAAM,
            "description": "Alles wat iedereen op de site kan lezen, voor programma’s. "
            "Alleen lezen, zonder account.",
            "version": VERSIE,
            "contact": {
                "name": "Redactie",
                "email": settings.REDACTIE_EMAIL,
                "url": absoluut("/open-gegevens/"),
            },
            "license": {"name": LICENTIE, "url": LICENTIE_URL},
        },
        "servers": [{"url": absoluut(BEGIN)}],
        "paths": paden,
        "components": {
            "schemas": schemas,
            "responses": {
                "Probleem": _antwoord("Waarom het niet lukt.", _ref("Probleem"), fout=True)
            },
        },
    }


def _lijst(gset: Gegevensset) -> dict[str, Any]:
    blad: Schema = {
        "type": "object",
        "properties": {
            "aantal": {"type": "integer"},
            "pagina": {"type": "integer"},
            "per_pagina": {"type": "integer"},
            "vorige": {"type": ["string", "null"]},
            "volgende": {"type": ["string", "null"]},
            "rijen": {"type": "array", "items": _ref(gset.naam)},
        },
        "required": ["aantal", "pagina", "per_pagina", "vorige", "volgende", "rijen"],
        "additionalProperties": False,
    }
    return {
        "operationId": gset.naam,
        "summary": gset.titel,
        "description": gset.uitleg,
        "parameters": [_parameter(naam, een) for naam, een in parameters(gset).items()],
        "responses": _antwoorden(blad, peil=bool(gset.gewijzigd)),
    }


def _rij(gset: Gegevensset) -> dict[str, Any]:
    sleutel: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": 80}
    return {
        "operationId": f"{gset.naam}-rij",
        "summary": gset.enkelvoud,
        "parameters": [
            {"name": "sleutel", "in": "path", "required": True, "schema": sleutel},
            *(_parameter(naam, een) for naam, een in veldkeuze(gset).items()),
        ],
        "responses": _antwoorden(_ref(gset.naam), 410),
    }


def _parameter(naam: str, schema: Schema) -> dict[str, Any]:
    gevraagd: dict[str, Any] = {"name": naam, "in": "query", "schema": schema}
    if naam == "velden":
        gevraagd |= {"style": "form", "explode": False}
    return gevraagd | ({"description": UITLEG[naam]} if naam in UITLEG else {})


def _antwoorden(schema: Schema, *ook: int, peil: bool = False) -> dict[str, Any]:
    fouten = {str(code): {"$ref": "#/components/responses/Probleem"} for code in (*FOUTEN, *ook)}
    goed = _antwoord("Het antwoord.", schema)
    if peil:
        goed["headers"] |= {"API-Peil": PEIL}
    return {"200": goed, **fouten}


def _antwoord(uitleg: str, schema: Schema, *, fout: bool = False) -> dict[str, Any]:
    soort = "application/problem+json" if fout else "application/json"
    koppen = {} if fout else {"API-Version": {"required": True, "schema": TEKST}}
    return {"description": uitleg, "content": {soort: {"schema": schema}}, "headers": koppen}


def _ref(naam: str) -> Schema:
    return {"$ref": f"#/components/schemas/{naam}"}


STATUSSEN = {code: TITELS[code] for code in TITELS if code in FOUTEN}
"""What may go wrong, for the page that explains it."""
