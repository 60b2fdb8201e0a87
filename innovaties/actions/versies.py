"""Versions: what one holds as plain data, and how the first and the next one begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from basis.slot import een_tegelijk
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from innovaties.formaat import VELD
from innovaties.keuzelijsten import Soort, Status
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel

Waarden = Mapping[str, Any]
"""Values by field name: plain for a column, rows for a list, unsaved regels for a table."""


def ruw(versie: Beschrijving, naam: str) -> Any:
    """What `versie` holds in field `naam`, in values that JSON can carry."""
    soort = VELD[naam].soort
    return soort.ruw(soort.haal(versie))


def lees_rijen(versies: list[Beschrijving], namen: Iterable[str]) -> None:
    """Fetch each list and table among `namen` in one query, however many rows `versies` have."""
    rijen = filter(None, (VELD[naam].soort.prefetch for naam in namen))
    models.prefetch_related_objects(versies, *rijen)


def eerste_versie(
    innovatie: Innovatie, *, titel: str, soort: Soort, door: Gebruiker, toelichting: str = ""
) -> Beschrijving:
    """Save the new `innovatie` under a free web name, with a concept; in a transaction."""
    een_tegelijk("innovaties.eerste_versie")  # two with one title want the same slug
    bezet = set(Innovatie.objects.values_list("slug", flat=True))
    innovatie.slug = vrije_slug(titel, bezet, anders="innovatie", maximum=70)
    innovatie.save()
    versie = Beschrijving.objects.create(
        innovatie=innovatie, titel=titel, soort=soort, gewijzigd_door=door
    )
    Logregel.objects.schrijf(
        versie, "begonnen", door=door, naar=versie.status, toelichting=toelichting
    )
    return versie


def volgende_versie(van: Beschrijving) -> Beschrijving:
    """A concept with the content of `van`, written by nobody yet, and the next number."""
    hoogste = van.innovatie.versies.aggregate(hoogste=models.Max("versie"))["hoogste"]
    inhoud = {veld.soort: veld.soort.haal(van) for veld in VELD.values()}
    nieuw = Beschrijving.objects.create(
        innovatie=van.innovatie,
        versie=hoogste + 1,
        status=Status.CONCEPT,
        **{soort.naam: waarde for soort, waarde in inhoud.items() if soort.is_kolom},
    )
    for soort, waarde in inhoud.items():
        if not soort.is_kolom:
            soort.schrijf(nieuw, waarde)
    return nieuw
