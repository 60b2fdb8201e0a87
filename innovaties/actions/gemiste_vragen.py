"""What the webredacteur does with a question that visitors asked in vain."""

from __future__ import annotations

from django.db import transaction

from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from innovaties.actions.andere_namen import bewaar_namen
from innovaties.lezen.andere_namen import kenmerk_namen
from innovaties.rechten import NIET_NAMEN, mag_namen
from logboek.models import Logregel
from vinden.models import AndereNaam, GemisteVraag


@transaction.atomic
def maak_naam(*, vraag: GemisteVraag, code: str, naam: str, door: Gebruiker) -> None:
    """Let `naam` lead to the value `code` of a facet, and forget `vraag`, which it answers.

    Raises Verboden, and OndertussenGewijzigd when a colleague keeps names at this moment.
    """
    facet, _, slug = code.partition(":")
    kenmerk = kenmerk_namen(facet)
    rijen = AndereNaam.objects.filter(facet=facet, slug=slug)
    namen = list(rijen.values_list("naam", flat=True))
    if naam.casefold() not in map(str.casefold, namen):
        namen.append(naam)
    bewaar_namen(facet=facet, namen={slug: namen}, kenmerk=kenmerk, door=door)
    vraag.zelfde.delete()


@transaction.atomic
def zet_opzij(*, vraag: GemisteVraag, door: Gebruiker) -> None:
    """Ask nobody about `vraag` as long as it is remembered. Raises Verboden.

    The log does not hold its words, which are to be forgotten.
    """
    vereis_recht(mag_namen(door), NIET_NAMEN)
    vraag.zelfde.update(opzij=True)
    Logregel.objects.schrijf(vraag, "vraag-opzij", door=door)
