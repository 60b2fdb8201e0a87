"""Which parts of an edition a reader gets: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nieuwsbrieven.models import Abonnee, Blok, Editie
from nieuwsbrieven.models.abonnee import AbonneeQuerySet
from organisaties.keuzelijsten import Persoonsrol
from organisaties.models import Regio

ALLES: None = None
"""In the place of a set: all of them, also those that come later."""


@dataclass(frozen=True)
class Profiel:
    """What a reader asked for: keys of themes and regions, or ALLES. No `rollen` is every one."""

    themas: frozenset[int] | None = ALLES
    regios: frozenset[int] | None = ALLES
    rollen: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Blokdoel:
    """Whom a part is for, said in the same way. `regios` holds what lies around and within too."""

    blok: int
    themas: frozenset[int] | None
    regios: frozenset[int] | None
    rollen: frozenset[str]

    def past(self, profiel: Profiel) -> bool:
        """Whether a reader with `profiel` gets this part."""
        return (
            _raakt(self.themas, profiel.themas)
            and _raakt(self.regios, profiel.regios)
            and (not self.rollen or not profiel.rollen or bool(self.rollen & profiel.rollen))
        )


def _raakt(een: frozenset[int] | None, ander: frozenset[int] | None) -> bool:
    return een is ALLES or ander is ALLES or bool(een & ander)


def kies(doelen: Sequence[Blokdoel], profiel: Profiel) -> tuple[int, ...]:
    """The keys of the parts for a reader with `profiel`, in order; none: do not send."""
    return tuple(doel.blok for doel in doelen if doel.past(profiel))


def doelen(editie: Editie) -> list[Blokdoel]:
    """Whom each part of `editie` is for, in order. At most four queries."""
    blokken = list(editie.blokken.prefetch_related("themas", "regios"))
    om_heen = _regios_rondom({regio.pk for blok in blokken for regio in blok.regios.all()})
    return [_doel(blok, om_heen) for blok in blokken]


def _doel(blok: Blok, om_heen: dict[int, set[int]]) -> Blokdoel:
    regios = ALLES
    if not blok.alle_regios:
        regios = frozenset(pk for regio in blok.regios.all() for pk in om_heen[regio.pk])
    return Blokdoel(
        blok=blok.pk,
        themas=ALLES if blok.alle_themas else frozenset(thema.pk for thema in blok.themas.all()),
        regios=regios,
        rollen=frozenset(blok.rollen),
    )


def _regios_rondom(pks: set[int]) -> dict[int, set[int]]:
    """For each region itself, the provincies it lies in, and the zorgregio's that lie in it."""
    if not pks:
        return {}
    rondom = {pk: {pk} for pk in pks}
    for binnen, provincie in Regio.provincies.through.objects.values_list(
        "from_regio_id", "to_regio_id"
    ):
        if binnen in rondom:
            rondom[binnen].add(provincie)
        if provincie in rondom:
            rondom[provincie].add(binnen)
    return rondom


def profiel_van(abonnee: Abonnee) -> Profiel:
    """What `abonnee` asked for; from `met_voorkeuren`, or with two queries."""
    themas = getattr(abonnee, "thema_pks", None)
    regios = getattr(abonnee, "regio_pks", None)
    if themas is None:
        themas = abonnee.themas.values_list("pk", flat=True)
    if regios is None:
        regios = abonnee.regios.values_list("pk", flat=True)
    return Profiel(
        ALLES if abonnee.alle_themas else frozenset(themas),
        ALLES if abonnee.alle_regios else frozenset(regios),
        frozenset(abonnee.rollen),
    )


def lezers(abonnees: AbonneeQuerySet, editie: Editie) -> Iterator[tuple[Abonnee, tuple[int, ...]]]:
    """Each of `abonnees` that gets `editie`, with the keys of their parts. Memory stays flat."""
    van_editie = doelen(editie)
    bekend: dict[Profiel, tuple[int, ...]] = {}
    for abonnee in abonnees.met_voorkeuren().order_by("pk").iterator(chunk_size=2000):
        profiel = profiel_van(abonnee)
        if profiel not in bekend:
            bekend[profiel] = kies(van_editie, profiel)
        if bekend[profiel]:
            yield abonnee, bekend[profiel]


def profiel_uit(
    themas: Iterable[int] | None, regios: Iterable[int] | None, rollen: Iterable[str | Persoonsrol]
) -> Profiel:
    """A made-up reader, to preview an edition for."""
    return Profiel(
        ALLES if themas is None else frozenset(themas),
        ALLES if regios is None else frozenset(regios),
        frozenset(rollen),
    )
