"""How many readers an edition has, and each of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from nieuwsbrieven.keuzelijsten import VOOR, Editiesoort
from nieuwsbrieven.lezen.kiezen import ALLES, Blokdoel, Profiel, doelen, kies
from nieuwsbrieven.models import Abonnee, Editie
from nieuwsbrieven.models.abonnee import AbonneeQuerySet


@dataclass(frozen=True)
class Bereik:
    """`lezers` get mail, `zonder` would get nothing; `per_blok` counts the readers of each part."""

    lezers: int
    zonder: int
    per_blok: dict[int, int]


def kandidaten(editie: Editie, nu: datetime) -> AbonneeQuerySet:
    """The subscribers that an edition of this kind is for, and that mail reaches at `nu`."""
    frequentie = VOOR[Editiesoort(editie.soort)]
    return Abonnee.objects.te_mailen(timezone.localdate(nu)).filter(frequentie=frequentie)


def bereik(editie: Editie, nu: datetime, van_editie: Sequence[Blokdoel] | None = None) -> Bereik:
    """Who would get `editie` now, counted by preference: one query, however many there are."""
    van_editie = doelen(editie) if van_editie is None else van_editie
    per_blok = {doel.blok: 0 for doel in van_editie}
    lezers = zonder = 0
    namen = ("alle_themas", "thema_pks", "alle_regios", "regio_pks", "rollen")
    soorten = kandidaten(editie, nu).met_voorkeuren().order_by().values_list(*namen)
    for alle_themas, themas, alle_regios, regios, rollen, aantal in soorten.annotate(Count("pk")):
        profiel = Profiel(
            ALLES if alle_themas else frozenset(themas),
            ALLES if alle_regios else frozenset(regios),
            frozenset(rollen),
        )
        blokken = kies(van_editie, profiel)
        lezers += aantal if blokken else 0
        zonder += 0 if blokken else aantal
        for pk in blokken:
            per_blok[pk] += aantal
    return Bereik(lezers, zonder, per_blok)
