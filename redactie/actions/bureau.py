"""What somebody does with the desk as a whole: keeping what they chose on it."""

from __future__ import annotations

from django.db import transaction

from basis.fouten import is_er_nog, vereis
from gebruikers.models import Gebruiker
from redactie.models import BewaardeLijst

MEESTE_BEWAARD = 20
"""So many lists somebody keeps; more would be a list to search in."""

LANGSTE = BewaardeLijst._meta.get_field("vraag").max_length or 0


@transaction.atomic
def bewaar_lijst(*, naam: str, vraag: str, door: Gebruiker) -> BewaardeLijst:
    """Keep the question of an address as `naam`, in the place of what `door` called so before.

    Raises RuleViolation for one too many, and for a question that is longer than we keep.
    """
    vereis(len(vraag) <= LANGSTE, "Deze keuze is te lang om te bewaren. Gebruik minder woorden.")
    is_er_nog(Gebruiker.objects.select_for_update(), door.pk)
    anders = BewaardeLijst.objects.filter(gebruiker=door).exclude(naam=naam)
    te_veel = f"U bewaart al {MEESTE_BEWAARD} lijsten. Vergeet er eerst een."
    vereis(anders.count() < MEESTE_BEWAARD, te_veel)
    lijst, _ = BewaardeLijst.objects.update_or_create(
        gebruiker=door, naam=naam, defaults={"vraag": vraag}
    )
    return lijst


def vergeet_lijst(*, pk: int, door: Gebruiker) -> None:
    """Forget a list of `door`; twice does no more than once."""
    BewaardeLijst.objects.filter(gebruiker=door, pk=pk).delete()
