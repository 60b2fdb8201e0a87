"""How the search of the workplace knows the versions, drafts and archived ones too."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import F, Q

from innovaties.actions.indexeren import inhoud_van, met_provincies
from innovaties.formaat.onderdelen import Veld, Vereist
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.models import Beschrijving
from redactie.lezen.lijst import in_de_lijst
from redactie.models import Werkdocument
from vinden.indexeren import schrijf

TEGELIJK = 50
"""How many are read at once; of many new ones the job reads the rest."""


def lees_bij() -> int:
    """Write the documents of versions that changed since; at most `TEGELIJK`, the newest first.

    Saving a draft does not wait for it: who searches calls this first, and a job does every
    minute. Returns how many were written.
    """
    oud = in_de_lijst(Beschrijving.objects.all()).filter(
        Q(werkdocument=None) | ~Q(werkdocument__gepubliceerd_op=F("gewijzigd_op"))
    )
    pks = list(oud.order_by("-gewijzigd_op").values_list("pk", flat=True)[:TEGELIJK])
    if not pks:
        return 0
    _lees(pks)
    return len(pks)


@transaction.atomic
def _lees(pks: list[int]) -> None:
    versies = met_provincies(Beschrijving.objects.filter(pk__in=pks).order_by("pk"))
    schrijf(
        Werkdocument,
        [replace(inhoud_van(v, _toont), gepubliceerd_op=v.gewijzigd_op) for v in versies],
        openbaar=False,
    )
    stand = [
        Werkdocument(versie=v, ontbreekt=len(ontbreekt(v, Vereist.PUBLICEREN))) for v in versies
    ]
    Werkdocument.objects.bulk_update(stand, ["ontbreekt"])


def lees_opnieuw() -> None:
    """Write all documents anew."""
    Werkdocument.objects.all().delete()
    while lees_bij():
        pass


def ruim_werkdocumenten_op() -> None:
    """Forget the documents of versions that the list does not show any more."""
    Werkdocument.objects.exclude(versie__in=in_de_lijst(Beschrijving.objects.all())).delete()


def _toont(_versie: Beschrijving, veld: Veld) -> bool:
    # Who is asked about a text is erased from it one day, and need not be found by it.
    return veld.is_openbaar
