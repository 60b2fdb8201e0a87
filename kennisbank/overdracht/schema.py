"""What is in the files of a transfer, made of the models: a JSON Schema, and a page for people."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from basis.licentie import LICENTIE
from kennisbank.overdracht.keuze import bestandsnaam, kolommen

SOORTEN: tuple[tuple[type[Any], dict[str, str]], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    (models.IntegerField, {"type": "integer"}),
    (models.DecimalField, {"type": "number"}),
    (models.FloatField, {"type": "number"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.TimeField, {"type": "string", "format": "time"}),
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.EmailField, {"type": "string", "format": "email"}),
    (models.URLField, {"type": "string"}),
    (ArrayField, {"type": "array"}),
    (models.JSONField, {}),
)
"""How a kind of column stands in JSON; any other is text."""


def schema(mee: list[type[models.Model]]) -> dict[str, Any]:
    """The JSON Schema of one line of each file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kennisbank Nieuwe wegen: overdracht",
        "$defs": {bestandsnaam(model): _van_rij(model) for model in mee},
    }


def _van_rij(model: type[models.Model]) -> dict[str, Any]:
    namen = list(kolommen(model, personen=True))
    velden = {veld.column: veld for veld in model._meta.local_concrete_fields}
    return {
        "title": str(model._meta.verbose_name_plural),
        "type": "object",
        "properties": {naam: _van_kolom(velden[naam]) for naam in namen},
        "required": namen,
        "additionalProperties": False,
    }


def _van_kolom(veld: Any) -> dict[str, Any]:
    ander = veld.related_model
    kern = veld.target_field if ander else veld
    vorm: dict[str, Any] = dict(
        next((json for soort, json in SOORTEN if isinstance(kern, soort)), {"type": "string"})
    )
    if veld.null and "type" in vorm:
        vorm["type"] = [vorm["type"], "null"]
    vorm["title"] = str(veld.verbose_name)
    if veld.help_text:
        vorm["description"] = str(veld.help_text)
    if veld.flatchoices:
        vorm["enum"] = [*({"": ""} if veld.blank else {}), *(code for code, _ in veld.flatchoices)]
    if ander:
        vorm["x-verwijst-naar"] = bestandsnaam(ander)
    return vorm


def leesmij(mee: list[type[models.Model]], *, versie: str, personen: bool) -> str:
    """The page that tells somebody who opens the file what is in it, in Markdown."""
    regels = "\n".join(f"- `{bestandsnaam(een)}`: {een._meta.verbose_name_plural}" for een in mee)
    wie = (
        "Er staan **gegevens van personen** in: aanmeldingen, abonnees, accounts, berichten en het "
        "logboek. Bewaar dit bestand als een geheim."
        if personen
        else "Van personen staat er alleen in wat al openbaar is. Accounts hebben een nummer in "
        "plaats van een naam. Aanmeldingen, abonnees, opmerkingen en het logboek ontbreken."
    )
    return f"""# Kennisbank Nieuwe wegen: alles van de site

Gemaakt met versie {versie} van de software. {wie}
Wat nog niet openbaar is, zoals concepten en antwoorden op een vragenlijst, staat er wel in: zet dit
bestand dus niet zomaar online. De openbare teksten hebben de licentie {LICENTIE}.

## Wat erin zit

- `gegevens/`: per soort een bestand met op elke regel één rij, als JSON (JSON Lines, UTF-8).
- `bestanden/`: wat is geüpload, onder de naam die in de gegevens staat.
- `schema.json`: van elk bestand de velden, met hun soort en betekenis (JSON Schema). Een veld met
  `x-verwijst-naar` bevat het nummer van een rij in dat andere bestand.
- `inhoudsopgave.json`: de versie, en van elk bestand het aantal rijen en de SHA-256.

Een tekst met opmaak is HTML. Een moment heeft een tijdzone.

## Inlezen

`manage.py importeer DIT_BESTAND.zip`, in een lege installatie van dezelfde versie.

## De bestanden

{regels}
"""
