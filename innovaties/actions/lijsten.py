"""Keeping the lists of the format, and the organisations, regions and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ForeignObjectRel

from basis.fouten import RuleViolation, is_er_nog, vereis, vereis_recht
from basis.tekst import vrije_slug
from gebruikers.models import Gebruiker
from innovaties.actions.indexeren import indexeer
from innovaties.models import Beschrijving
from innovaties.rechten import NIET_LIJSTEN, mag_lijsten
from logboek.models import Logregel
from werkplek.bewerken import vereis_ongewijzigd

STAAT_ER_AL = "Er is al een rij met deze naam. Kies een andere naam, of gebruik die rij."
IN_GEBRUIK = "‘{}’ wordt nog gebruikt. Haal het daar eerst weg, of geef het een andere naam."


def bewaar_waarde(
    *, rij: Any, waarden: Mapping[str, Any], paden: Iterable[str], kenmerk: str, door: Gebruiker
) -> Any:
    """Write `waarden` in `rij`, which may be new; what refers to it is found by its new name.

    `paden` says how descriptions refer to it. Raises RuleViolation when a colleague changed it
    since `kenmerk`, and for a name that is there already.
    """
    vereis_recht(mag_lijsten(door), NIET_LIJSTEN)
    try:
        with transaction.atomic():
            return _schrijf(rij, waarden, paden, kenmerk, door)
    except IntegrityError as fout:
        raise RuleViolation(STAAT_ER_AL) from fout


def _schrijf(
    rij: Any, waarden: Mapping[str, Any], paden: Iterable[str], kenmerk: str, door: Gebruiker
) -> Any:
    soort, nieuw = type(rij), rij.pk is None
    nu = soort() if nieuw else is_er_nog(soort._default_manager.select_for_update(), rij.pk)
    kolom = [naam for naam in waarden if not soort._meta.get_field(naam).many_to_many]
    if nieuw:
        naam = str(waarden[kolom[0]])
        bezet = set(soort._default_manager.values_list("slug", flat=True))
        nu.slug = vrije_slug(naam, bezet, anders=soort._meta.model_name, maximum=50)
    else:
        vereis_ongewijzigd(nu, kenmerk, velden=waarden)
    for naam in kolom:
        setattr(nu, naam, waarden[naam])
    nu.save()
    for naam in waarden.keys() - set(kolom):
        getattr(nu, naam).set(waarden[naam])
    if not nieuw:
        for pad in paden:
            indexeer(Beschrijving.objects.filter(**{pad: nu}))
    wat = "waarde-erbij" if nieuw else "waarde-gewijzigd"
    Logregel.objects.schrijf(nu, wat, door=door, toelichting=str(nu))
    return nu


@transaction.atomic
def haal_waarde_weg(*, rij: Any, door: Gebruiker) -> None:
    """Take a row off its list. Raises RuleViolation while anything refers to it."""
    vereis_recht(mag_lijsten(door), NIET_LIJSTEN)
    nu = type(rij)._default_manager.select_for_update().filter(pk=rij.pk).first()
    if nu is None:
        return
    naam = str(nu)
    vereis(not _is_in_gebruik(nu), IN_GEBRUIK.format(naam))
    Logregel.objects.schrijf(nu, "waarde-weg", door=door, toelichting=naam)
    nu.delete()


def _is_in_gebruik(rij: models.Model) -> bool:
    """Whether a row of any table refers to `rij`, of whatever app.

    A list of others that names `rij` would lose it without a word, and what hangs on it would go.
    """
    for relatie in rij._meta.get_fields(include_hidden=True):
        if not isinstance(relatie, ForeignObjectRel) or relatie.related_model._meta.auto_created:
            continue  # of a table between, the list that it belongs to is asked
        daar = relatie.related_model._default_manager
        if daar.filter(**{relatie.field.name: rij}).exists():
            return True
    return False
