"""What was read in a Word file: its answers saved, and what fits in no part kept beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.fouten import vereis_recht
from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.basis import vergrendel
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING, bewaar
from redactie.models import Wordrest
from redactie.rechten import mag_schrijven


@transaction.atomic
def bewaar_uit_word(
    *,
    versie: Beschrijving,
    waarden: Mapping[str, Any],
    kenmerken: Mapping[str, str],
    resten: Collection[Wordrest],
    door: Gebruiker,
) -> None:
    """Write the values of a file in `versie`, and keep with it what did not fit: `resten`.

    What was kept before, of this file or another, is not kept twice, nor once ticked off again.
    Raises what `bewaar` does.
    """
    bewaar(versie=versie, waarden=dict(waarden), door=door, kenmerken=kenmerken)
    er_al = set(versie.wordresten.values_list("bij", "tekst", "reden"))
    nieuw = {(rest.bij, rest.tekst, rest.reden): rest for rest in resten}
    for rest in nieuw.values():
        rest.versie = versie
    Wordrest.objects.bulk_create(rest for wat, rest in nieuw.items() if wat not in er_al)


@transaction.atomic
def vink_af(*, rest: Wordrest, door: Gebruiker) -> None:
    """Say that nothing of `rest` is to be taken over any more; twice does no more than once.

    Raises Verboden for who may not write in its version.
    """
    versie = vergrendel(rest.versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    af = {"afgevinkt_op": timezone.now(), "afgevinkt_door": door}
    if Wordrest.objects.open().filter(pk=rest.pk).update(**af):
        delen = [rest.onderdeel] if rest.onderdeel else []
        Logregel.objects.schrijf(versie, "rest-afgevinkt", door=door, velden=delen)
