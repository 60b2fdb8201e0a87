"""Rows of a form that grow and shrink without JavaScript: each button posts the whole form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from basis.forms import HuisstijlForm
from basis.tekst import als_nummer

MAXIMUM_RIJEN = 60

WEG, WAAR = "weg", "waar"
"""Under which names the row that was taken away last goes along, and where it stood."""


class RijForm(HuisstijlForm):
    """One row; it is kept when any field of `inhoud` is filled in."""

    inhoud: Sequence[str] = ()
    sjabloon = "werkplek/rijen.html#velden"
    """What shows the fields."""

    @property
    def leeg(self) -> bool:
        """Whether nothing was filled in: such a row is not kept."""
        return not any(self.data.get(self.add_prefix(naam), "").strip() for naam in self.inhoud)


class Formulierrijen[F: RijForm]:
    """The rows of one table: as the database has them, or as they were posted."""

    verplaatsbaar = True
    terug_naar_vorige = False
    """Whether a row that is taken away leads to the one before it, instead of to the table."""

    def __init__(
        self,
        naam: str,
        soort: Callable[..., F],
        begin: Iterable[Mapping[str, Any]],
        data: QueryDict | None,
        bestanden: MultiValueDict[str, Any] | None = None,
        *,
        enkelvoud: str,
    ) -> None:
        self.naam, self.enkelvoud, self._soort = naam, enkelvoud, soort
        self.weggehaald = _weggehaald(data, naam) if data is not None else []
        self.terug_op = data.get(f"{naam}-{WAAR}", "") if data is not None else ""
        if data is None:
            self.rijen = [self._maak(nr, initial=dict(rij)) for nr, rij in enumerate(begin)]
        else:
            nummers = range(aantal_rijen(data, naam))
            self.rijen = [self._maak(nr, data=data, files=bestanden) for nr in nummers]

    def _maak(self, nummer: int, **inhoud: Any) -> F:
        vast = {"prefix": f"{self.naam}-{nummer}", "use_required_attribute": False}
        rij = self._soort(**vast, **inhoud)
        return self._soort(**vast) if rij.is_bound and rij.leeg else rij

    @property
    def gevuld(self) -> list[F]:
        """The posted rows that hold something."""
        return [rij for rij in self.rijen if rij.is_bound]

    def is_valid(self) -> bool:
        """Whether all that hold something are right; each shows what is not."""
        return not any(rij.errors for rij in self.gevuld)

    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, for the top of the page: the place and the words."""
        return [
            (rij[naam].id_for_label, f"{self.enkelvoud.capitalize()} {nummer}: {regels[0]}")
            for nummer, rij in enumerate(self.rijen, 1)
            for naam, regels in rij.errors.items()
        ]


def _weggehaald(data: QueryDict, naam: str) -> list[tuple[str, str]]:
    """The names and values of the row that was taken away last."""
    houdt = (f"{naam}-{WEG}-", f"{naam}-{WAAR}")
    return [
        (sleutel, waarde)
        for sleutel, waarden in data.lists()
        if sleutel.startswith(houdt)
        for waarde in waarden
    ]


def gepost_met_rijen(request: HttpRequest) -> tuple[QueryDict | None, bool]:
    """What was posted, None for nothing; and whether its button only changed the rows."""
    actie = request.POST.get("actie", "")
    if ":" in actie:
        return zet_rijen(request.POST, MultiValueDict(), actie)[0], True
    return request.POST if request.method == "POST" else None, False


def aantal_rijen(data: QueryDict, naam: str) -> int:
    """How many rows were posted for table `naam`."""
    return min(als_nummer(data.get(f"{naam}-aantal", "")), MAXIMUM_RIJEN)


def zet_rijen(
    data: QueryDict, bestanden: MultiValueDict[str, Any], actie: str
) -> tuple[QueryDict, MultiValueDict[str, Any]]:
    """What was posted, with one row added, moved, taken away or put back.

    `actie` is '<table>:erbij', or '<table>:omhoog:<number>', 'omlaag' or 'weg' likewise. The row
    that was taken away last goes along, until '<table>:terug' puts it back.
    """
    naam, _, rest = actie.partition(":")
    wat, _, cijfer = rest.partition(":")
    volgorde: list[int | None] = list(range(aantal_rijen(data, naam)))
    nummer = als_nummer(cijfer, -1)
    if wat == "erbij":
        volgorde.append(None)
    elif wat == "terug" and (waar := als_nummer(data.get(f"{naam}-{WAAR}", ""), -1)) >= 0:
        nummer = min(waar, len(volgorde))
        volgorde.insert(nummer, None)
    elif wat in ("omhoog", "omlaag", "weg") and 0 <= nummer < len(volgorde):
        rij = volgorde.pop(nummer)
        if wat != "weg":
            volgorde.insert(max(nummer + (-1 if wat == "omhoog" else 1), 0), rij)
    plaats = {oud: nieuw for nieuw, oud in enumerate(volgorde) if oud is not None}
    nieuw = QueryDict(mutable=True)
    _hernummer(data, nieuw, naam, plaats)
    _houd_vast(data, nieuw, naam, wat, nummer)
    nieuw[f"{naam}-aantal"] = str(len(volgorde))
    nieuwe_bestanden: MultiValueDict[str, Any] = MultiValueDict()
    _hernummer(bestanden, nieuwe_bestanden, naam, plaats)
    return nieuw, nieuwe_bestanden


def _houd_vast(data: QueryDict, nieuw: QueryDict, naam: str, wat: str, nummer: int) -> None:
    """Let the row that is taken away go along with `nieuw`, or put it back there."""
    van, naar = f"{naam}-{nummer}-", f"{naam}-{WEG}-"
    if wat == "terug":
        van, naar = naar, van
    elif wat != "weg":
        return
    for sleutel in [een for een in nieuw if een.startswith(f"{naam}-{WEG}-")]:
        del nieuw[sleutel]
    for sleutel, waarden in data.lists():
        if sleutel.startswith(van):
            nieuw.setlist(naar + sleutel.removeprefix(van), waarden)
    nieuw.pop(f"{naam}-{WAAR}", None)
    if wat == "weg":
        nieuw[f"{naam}-{WAAR}"] = str(nummer)


def _hernummer(
    van: MultiValueDict[str, Any], naar: MultiValueDict[str, Any], naam: str, plaats: dict[int, int]
) -> None:
    for sleutel, waarden in van.lists():
        rij = re.fullmatch(rf"{re.escape(naam)}-(\d+)-(.+)", sleutel)
        if not rij:
            naar.setlist(sleutel, waarden)
        elif int(rij[1]) in plaats:
            naar.setlist(f"{naam}-{plaats[int(rij[1])]}-{rij[2]}", waarden)
