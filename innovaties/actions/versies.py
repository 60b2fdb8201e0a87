"""Versions: what one holds as plain data, how it is written, and how the next one begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models

from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from innovaties.formaat import velden
from innovaties.keuzelijsten import Soort, Status
from innovaties.lezen.weergave import kolommen, modelveld
from innovaties.models import Beschrijving, Innovatie, Regel
from logboek.models import Logregel
from werkplek.bewerken import vingerafdruk

Waarden = Mapping[str, Any]
"""Values by field name: plain for a column, rows for a list, unsaved regels for a table."""

VELDNAMEN = tuple(veld.naam for veld in velden())


def ruw(versie: Beschrijving, naam: str) -> Any:
    """What `versie` holds in field `naam`, in values that JSON can carry."""
    veld = modelveld(naam)
    if veld.one_to_many:
        return [_ruwe_regel(regel) for regel in getattr(versie, naam).all()]
    if naam == "trefwoorden":
        return sorted(rij.name for rij in versie.trefwoorden.all())
    if veld.many_to_many:
        return sorted(rij.slug for rij in getattr(versie, naam).all())
    return _ruwe_waarde(veld, getattr(versie, naam))


def als_ruw(naam: str, waarde: Any) -> Any:
    """What `ruw` would give once `waarde` is written in field `naam`."""
    veld = modelveld(naam)
    if veld.one_to_many:
        return [_ruwe_regel(regel) for regel in waarde]
    if naam == "trefwoorden":
        return sorted(str(woord) for woord in waarde)
    if veld.many_to_many:
        return sorted(rij.slug for rij in waarde)
    return _ruwe_waarde(veld, waarde)


def _ruwe_waarde(veld: Any, waarde: Any) -> Any:
    if isinstance(waarde, list):
        return sorted(waarde)
    if isinstance(veld, models.DecimalField) and waarde is not None:
        return f"{waarde:.{veld.decimal_places}f}"
    return waarde if isinstance(waarde, (bool, int, str, type(None))) else str(waarde)


def _ruwe_regel(regel: Regel) -> dict[str, Any]:
    return {
        kolom.name: (
            getattr(regel, kolom.name).slug
            if kolom.is_relation
            else _ruwe_waarde(kolom, getattr(regel, kolom.name))
        )
        for kolom in kolommen(type(regel))
    }


def kenmerk(versie: Beschrijving, namen: Iterable[str]) -> str:
    """A fingerprint of the fields `namen`: the same as long as nobody changes one of them."""
    return vingerafdruk({naam: ruw(versie, naam) for naam in namen})


def lees_tabellen(versies: list[Beschrijving], namen: Iterable[str]) -> None:
    """Fetch each table among `namen` in one query, however many rows `versies` have."""
    for naam in namen:
        veld = modelveld(naam)
        if veld.one_to_many:
            relaties = [kolom.name for kolom in kolommen(veld.related_model) if kolom.is_relation]
            rijen = veld.related_model.objects.all()
            if relaties:
                rijen = rijen.select_related(*relaties)
            models.prefetch_related_objects(versies, models.Prefetch(naam, rijen))


def schrijf(versie: Beschrijving, waarden: Waarden, *, door: Gebruiker | None = None) -> list[str]:
    """Write `waarden` in `versie`; return the names of the fields that differ now.

    The caller holds the lock on `versie` and has checked the values; `door` becomes who changed it.
    """
    gewijzigd = [
        naam
        for naam in VELDNAMEN
        if naam in waarden and als_ruw(naam, waarden[naam]) != ruw(versie, naam)
    ]
    relaties = [naam for naam in gewijzigd if modelveld(naam).is_relation]
    gewone = [naam for naam in gewijzigd if naam not in relaties]
    for naam in gewone:
        setattr(versie, naam, waarden[naam])
    wie = ["gewijzigd_door", "gewijzigd_op"] if gewijzigd and door else []
    if door and wie:
        versie.gewijzigd_door = door
    if gewone or wie:
        versie.save(update_fields=[*gewone, *wie])
    for naam in relaties:
        _schrijf_relatie(versie, naam, waarden[naam])
    return gewijzigd


def _schrijf_relatie(versie: Beschrijving, naam: str, waarde: Any) -> None:
    if not modelveld(naam).one_to_many:
        getattr(versie, naam).set(waarde)
        return
    getattr(versie, naam).all().delete()
    for volgorde, regel in enumerate(waarde):
        regel.pk, regel.volgorde, regel.beschrijving = None, volgorde, versie
    modelveld(naam).related_model.objects.bulk_create(waarde)


def eerste_versie(
    innovatie: Innovatie, *, titel: str, soort: Soort, door: Gebruiker, toelichting: str = ""
) -> Beschrijving:
    """Save the new `innovatie` under a free web name, with a concept; in a transaction."""
    with connection.cursor() as cursor:  # one at a time: two with one title want the same slug
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('innovaties.eerste_versie'))")
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


def volgende_versie(van: Beschrijving, *, door: Gebruiker) -> Beschrijving:
    """A concept with the same content as `van`, and the next number of its innovatie."""
    hoogste = van.innovatie.versies.aggregate(hoogste=models.Max("versie"))["hoogste"]
    gewone = {naam: getattr(van, naam) for naam in VELDNAMEN if not modelveld(naam).is_relation}
    nieuw = Beschrijving.objects.create(
        innovatie=van.innovatie,
        versie=hoogste + 1,
        status=Status.CONCEPT,
        gewijzigd_door=door,
        **gewone,
    )
    for naam in VELDNAMEN:
        if modelveld(naam).is_relation:
            _schrijf_relatie(nieuw, naam, list(getattr(van, naam).all()))
    return nieuw
