"""Keeping the other names of the values of lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from basis.fouten import vereis_recht
from basis.slot import een_tegelijk
from gebruikers.models import Gebruiker
from innovaties.lezen.andere_namen import kenmerk_namen, omschrijving
from innovaties.rechten import NIET_NAMEN, mag_namen
from logboek.models import Logregel
from vinden.models import AndereNaam
from werkplek.bewerken import OndertussenGewijzigd

ONDERTUSSEN = (
    "Een collega wijzigde namen in deze lijst ondertussen. Wat u invulde, staat hieronder nog. "
    "Bekijk in een ander venster wat er veranderde, en bewaar daarna opnieuw."
)


@transaction.atomic
def bewaar_namen(
    *, facet: str, namen: Mapping[str, Sequence[str]], kenmerk: str, door: Gebruiker
) -> int:
    """Make `namen` all the other names of these values of `facet`; return how many changed.

    `namen` has neat names by web name; values that it does not hold stay as they are. Raises
    Verboden, and OndertussenGewijzigd when `kenmerk` is not that of the names that stand there.
    """
    vereis_recht(mag_namen(door), NIET_NAMEN)
    een_tegelijk("vinden.andere_namen")
    nu = kenmerk_namen(facet)
    if kenmerk != nu:
        raise OndertussenGewijzigd(ONDERTUSSEN, None, nu)
    oud = {(rij.slug, rij.naam): rij for rij in AndereNaam.objects.filter(facet=facet)}
    wil = {(slug, naam) for slug, lijst in namen.items() for naam in lijst}
    weg = [rij for (slug, naam), rij in oud.items() if slug in namen and (slug, naam) not in wil]
    for rij in weg:
        Logregel.objects.schrijf(rij, "naam-weg", door=door, toelichting=omschrijving(rij))
    AndereNaam.objects.filter(pk__in=[rij.pk for rij in weg]).delete()
    erbij = AndereNaam.objects.bulk_create(
        AndereNaam(facet=facet, slug=slug, naam=naam) for slug, naam in sorted(wil - oud.keys())
    )
    for rij in erbij:
        Logregel.objects.schrijf(rij, "naam-erbij", door=door, toelichting=omschrijving(rij))
    return len(weg) + len(erbij)
