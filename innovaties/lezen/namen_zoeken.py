"""Finding an organisation or element by the name that someone types, and what resembles it."""

from __future__ import annotations

from collections.abc import Iterable

from basis.tekst import een_regel, ruime_sleutel, vrije_slug
from innovaties.lezen.gids import MEESTE, Gids, Lijsten, Titels
from innovaties.lezen.naamwijzer import Naam, Naamwijzer
from innovaties.models import Element
from organisaties.models import Organisatie
from vinden.gelijkend import gelijkend
from vinden.stand import stand

Benoemd = Organisatie | Element

MEESTE_GELIJKEND = 5

NIEUW = "nieuw"
"""The answer that a name is none of those that resemble it."""


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
        rijen = self._lees()
        namen = {nummer: rij.naam for nummer, rij in enumerate(rijen)}
        return [rijen[nummer] for nummer in gelijkend(naam, namen)[:MEESTE_GELIJKEND]]

    def voorstellen(self, naam: str) -> list[Benoemd]:
        """Rows that someone who has typed `naam` so far may be looking for."""
        namen = (
            Naam(rij.naam, "", rij.slug, "", rang=(nummer,))
            for nummer, rij in enumerate(self._lees())
        )
        gids = Gids(stand(), Lijsten(Naamwijzer(namen)), Titels(Naamwijzer(), {}, {}))
        op_slug = {rij.slug: rij for rij in self._lees()}
        begint = (op_slug[een.adres] for een in gids.begint(naam))
        return list(dict.fromkeys([*begint, *self.gelijkend(naam)]))[:MEESTE]

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
            self._alle = list(self.model.objects.all())
        return self._alle
