"""Finding an organisation or element by the name that someone types, and what resembles it."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from basis.tekst import een_regel, ruime_sleutel, sorteersleutel, vrije_slug
from innovaties.models import Element
from organisaties.models import Organisatie

Benoemd = Organisatie | Element

GELIJKEND = 86
"""From this score of rapidfuzz's WRatio (0 to 100) on we ask whether two names are one."""

_TREFFER = 70
_VOORSTELLEN = 5


class Namen:
    """The names of one table as a form needs them: read once, and only when it must."""

    def __init__(self, model: type[Organisatie] | type[Element]) -> None:
        self.model = model
        self._bekend: dict[str, Benoemd] = {}
        self._alle: list[Benoemd] | None = None
        self._nieuw: dict[str, Benoemd] = {}

    def leer(self, namen: Iterable[str]) -> None:
        """Read those of `namen` that exist exactly so, in one query."""
        rijen = self.model.objects.filter(naam__in=[naam for naam in namen if naam])
        self._bekend |= {ruime_sleutel(rij.naam): rij for rij in rijen}

    def zoek(self, naam: str) -> Benoemd | None:
        """The row that `naam` names; capitals, accents, spaces and dashes make no other."""
        sleutel = ruime_sleutel(naam)
        if sleutel not in self._bekend and sleutel:
            self._bekend |= {ruime_sleutel(rij.naam): rij for rij in self._lees()}
        return self._bekend.get(sleutel)

    def met_slug(self, slug: str) -> Benoemd | None:
        """The row with this web name."""
        return next((rij for rij in self._lees() if rij.slug == slug), None)

    def gelijkend(self, naam: str) -> list[Benoemd]:
        """Rows whose name resembles `naam` so much that it may be the same."""
        return self._beste(naam, GELIJKEND)

    def voorstellen(self, naam: str) -> list[Benoemd]:
        """Rows that someone who has typed `naam` so far may be looking for."""
        begin = sorteersleutel(naam.strip())
        bevat = [rij for rij in self._lees() if begin in sorteersleutel(rij.naam)]
        bevat.sort(key=lambda rij: not sorteersleutel(rij.naam).startswith(begin))
        return list(dict.fromkeys([*bevat[:8], *self._beste(naam, _TREFFER)]))[:8]

    def nieuw(self, naam: str) -> Benoemd:
        """A row for `naam`, not saved yet; the same one for the same name."""
        naam = een_regel(naam)
        sleutel = ruime_sleutel(naam)
        if sleutel not in self._nieuw:
            bezet = {rij.slug for rij in [*self._lees(), *self._nieuw.values()]}
            anders = str(self.model._meta.model_name)
            slug = vrije_slug(naam, bezet, anders=anders, maximum=50)
            self._nieuw[sleutel] = self.model(naam=naam, slug=slug)
        return self._nieuw[sleutel]

    def vergeet(self) -> None:
        """Take new rows for unsaved again, after the transaction that saved them was undone."""
        for rij in self._nieuw.values():
            rij.pk = None

    def _lees(self) -> list[Benoemd]:
        if self._alle is None:
            self._alle = list(self.model.objects.order_by("naam"))
        return self._alle

    def _beste(self, naam: str, vanaf: float) -> list[Benoemd]:
        sleutels = {rij.slug: sorteersleutel(rij.naam) for rij in self._lees()}
        treffers = process.extract(
            sorteersleutel(naam),
            sleutels,
            scorer=fuzz.WRatio,
            score_cutoff=vanaf,
            limit=_VOORSTELLEN,
        )
        op_slug = {rij.slug: rij for rij in self._lees()}
        return [op_slug[slug] for _naam, _score, slug in treffers]
