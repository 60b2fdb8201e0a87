"""What a report says: figures in groups, the rows behind them, and what was decided.

A delivered report is kept as JSON of this and read back into it, so that every page, the PDF and
the sheet of it are made from the same words and numbers for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple

Rijverwijzing = tuple[str, str]
"""The key of a row, and what is to say of it for this figure; that is often nothing."""


class Meting(NamedTuple):
    """What was counted over one period. `waarde` is None when there was nothing to measure."""

    waarde: float | None
    rijen: tuple[Rijverwijzing, ...] = ()


def telling(sleutels: Iterable[str]) -> Meting:
    """As many as there are rows."""
    rijen = tuple((sleutel, "") for sleutel in sleutels)
    return Meting(len(rijen), rijen)


def som(delen: Iterable[tuple[str, float, str]]) -> Meting:
    """The sum of a number for each row, with `eenheid` behind it; rows without one are left out."""
    met = [(sleutel, getal, eenheid) for sleutel, getal, eenheid in delen if getal]
    return Meting(
        round(sum(getal for _, getal, _ in met), 1),
        tuple((sleutel, f"{als_getal(getal)} {eenheid}") for sleutel, getal, eenheid in met),
    )


def als_getal(getal: float) -> str:
    """As people write it: 1.234 or 7,5."""
    heel = f"{round(getal, 1):,.1f}".removesuffix(".0")
    return heel.translate(str.maketrans(",.", ".,"))


class Getelde(NamedTuple):
    """One thing that was counted, and where to read it; `adres` may be empty.

    What is `intern` opens only for who sees all work of the redactie.
    """

    label: str
    adres: str
    intern: bool = False


@dataclass(frozen=True)
class Kengetal:
    """One figure, with that of the half-year before and the most that it may be."""

    sleutel: str
    label: str
    waarde: float | None
    vorige: float | None
    eenheid: str = ""
    grens: float | None = None
    uitleg: str = ""
    namen: bool = True
    """False when the rows are persons: those are counted, never listed."""
    rijen: tuple[Rijverwijzing, ...] = ()

    @property
    def tekst(self) -> str:
        return _met_eenheid(self.waarde, self.eenheid)

    @property
    def tekst_vorige(self) -> str:
        return _met_eenheid(self.vorige, self.eenheid)

    @property
    def kaal(self) -> str:
        """The number alone, for a table that names the unit."""
        return "–" if self.waarde is None else als_getal(self.waarde)

    @property
    def eenheid_tekst(self) -> str:
        """The unit as it stands behind `kaal`."""
        return self.tekst.removeprefix(self.kaal).strip() if self.waarde is not None else ""

    @property
    def verschil(self) -> float | None:
        if self.waarde is None or self.vorige is None:
            return None
        return round(self.waarde - self.vorige, 1)

    @property
    def verschil_tekst(self) -> str:
        """The difference in words and number."""
        verschil = self.verschil
        if verschil is None:
            return "niet te vergelijken"
        if not verschil:
            return "gelijk gebleven"
        return f"{als_getal(abs(verschil))} {'meer' if verschil > 0 else 'minder'}"

    @property
    def over_grens(self) -> bool:
        return self.grens is not None and self.waarde is not None and self.waarde > self.grens

    @property
    def grens_tekst(self) -> str:
        if self.grens is None:
            return ""
        return f"hoogstens {_met_eenheid(self.grens, self.eenheid)}"


_ENKELVOUD = {"werkdagen": "werkdag", "maanden": "maand"}


def _met_eenheid(getal: float | None, eenheid: str) -> str:
    if getal is None:
        return "geen"
    eenheid = _ENKELVOUD.get(eenheid, eenheid) if getal == 1 else eenheid
    return f"{als_getal(getal)}{'' if eenheid == '%' else ' '}{eenheid}".strip()


class Staafregel(NamedTuple):
    """One line of a table with its bars: now, and the half-year before, from 0 to 100."""

    label: str
    cijfers: tuple[Kengetal, ...]
    nu: int
    toen: int


@dataclass(frozen=True)
class Cijfertabel:
    """Figures of one kind side by side. Each line has as many as there are `koppen`."""

    sleutel: str
    titel: str
    eerste_kop: str
    koppen: tuple[str, ...]
    regels: tuple[tuple[str, tuple[Kengetal, ...]], ...]

    @property
    def staven(self) -> list[Staafregel]:
        """Each line with the bars of its last figure, as a part of the highest of all."""
        laatste = [cijfers[-1] for _, cijfers in self.regels]
        hoogste = max((g or 0 for c in laatste for g in (c.waarde, c.vorige)), default=0) or 1
        return [
            Staafregel(
                label,
                cijfers,
                round(100 * (cijfers[-1].waarde or 0) / hoogste),
                round(100 * (cijfers[-1].vorige or 0) / hoogste),
            )
            for label, cijfers in self.regels
        ]


@dataclass(frozen=True)
class Cijfergroep:
    """One chapter of the report."""

    sleutel: str
    titel: str
    cijfers: tuple[Kengetal, ...]
    tabellen: tuple[Cijfertabel, ...] = ()
    uitleg: str = ""


@dataclass(frozen=True)
class Besluitregel:
    """One decision of the stuurgroep."""

    datum: str
    soort: str
    titel: str
    toelichting: str
    thema: str
    gevolg: str
    """The traject that followed from it."""
    adres: str

    @property
    def dag(self) -> date:
        return date.fromisoformat(self.datum)


@dataclass(frozen=True)
class Rapportinhoud:
    """The whole report, as counted at `peil`."""

    peil: str
    groepen: tuple[Cijfergroep, ...]
    besluiten: tuple[Besluitregel, ...]
    rijen: dict[str, Getelde]

    def cijfers(self) -> Iterator[Kengetal]:
        """Every figure, those of the tables too."""
        for groep in self.groepen:
            yield from groep.cijfers
            for tabel in groep.tabellen:
                for _, cijfers in tabel.regels:
                    yield from cijfers

    def cijfer(self, sleutel: str) -> Kengetal | None:
        return next((cijfer for cijfer in self.cijfers() if cijfer.sleutel == sleutel), None)


def als_json(stand: Rapportinhoud) -> dict[str, Any]:
    """`stand` for a JSONField; `uit_json` reads it back."""
    return asdict(stand)


def uit_json(ruw: dict[str, Any]) -> Rapportinhoud:
    """The report as it was delivered."""
    return Rapportinhoud(
        peil=ruw["peil"],
        groepen=tuple(_groep(groep) for groep in ruw["groepen"]),
        besluiten=tuple(Besluitregel(**besluit) for besluit in ruw["besluiten"]),
        rijen={sleutel: Getelde(*rij) for sleutel, rij in ruw["rijen"].items()},
    )


def _groep(ruw: dict[str, Any]) -> Cijfergroep:
    tabellen = tuple(
        Cijfertabel(
            sleutel=tabel["sleutel"],
            titel=tabel["titel"],
            eerste_kop=tabel["eerste_kop"],
            koppen=tuple(tabel["koppen"]),
            regels=tuple(
                (label, tuple(map(_cijfer, cijfers))) for label, cijfers in tabel["regels"]
            ),
        )
        for tabel in ruw["tabellen"]
    )
    return Cijfergroep(
        sleutel=ruw["sleutel"],
        titel=ruw["titel"],
        cijfers=tuple(map(_cijfer, ruw["cijfers"])),
        tabellen=tabellen,
        uitleg=ruw["uitleg"],
    )


def _cijfer(ruw: dict[str, Any]) -> Kengetal:
    rijen = tuple((sleutel, bij) for sleutel, bij in ruw["rijen"])
    return Kengetal(**{**ruw, "rijen": rijen})
