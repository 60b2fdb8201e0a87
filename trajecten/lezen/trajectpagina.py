"""What a coach reads of a traject: its organisations, their papers and hours, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Func, QuerySet, Subquery

from innovaties.models import ToepassingElders
from trajecten.keuzelijsten import (
    ORGANISATIES_HOOGSTENS,
    ORGANISATIES_IN_ALLES,
    Deelnamestatus,
    Oordeel,
    Trajectstatus,
)
from trajecten.lezen.uren import Urenstand, alle_weken, gemaakte_uren, met_uren, stand_over
from trajecten.models import Deelname, Groepsbijeenkomst, Traject
from trajecten.models.traject import TrajectQuerySet


@dataclass(frozen=True)
class Plaatsen:
    """How many places are left: of the ten of a theme, and of the forty of the programme."""

    thema: int
    alles: int

    @property
    def vrij(self) -> int:
        return min(self.thema, self.alles)


def plaatsen(traject: Traject) -> Plaatsen:
    """The places left for `traject`. Two queries."""
    meedoend = Deelname.objects.exclude(status=Deelnamestatus.GESTOPT)
    return Plaatsen(
        ORGANISATIES_HOOGSTENS - meedoend.filter(traject=traject).count(),
        ORGANISATIES_IN_ALLES - meedoend.count(),
    )


def met_plaats(trajecten: TrajectQuerySet) -> QuerySet[Any]:
    """Those of `trajecten` with a place left, as `plaatsen` says; `bezet` are taken. One query."""
    meedoend = Deelname.objects.exclude(status=Deelnamestatus.GESTOPT).order_by()
    samen = Subquery(meedoend.values(samen=Func("pk", function="COUNT")))
    binnen = trajecten.alias(samen=samen).filter(samen__lt=ORGANISATIES_IN_ALLES)
    return binnen.met_bezet().filter(bezet__lt=ORGANISATIES_HOOGSTENS)


def met_thema(trajecten: TrajectQuerySet) -> TrajectQuerySet:
    """With all that the head of a page reads, in one query."""
    return trajecten.select_related("thema", "besluit__thema")


@dataclass(frozen=True)
class Deelnamerij:
    """One organisation on the page of its traject."""

    deelname: Any
    uren: Urenstand

    @property
    def plan(self) -> str:
        return _stand_van(getattr(self.deelname, "plan", None))

    @property
    def evaluatie(self) -> str:
        return _stand_van(getattr(self.deelname, "evaluatie", None))


def _stand_van(blad: Any) -> str:
    if blad is None:
        return "Nog niet"
    return "Besproken" if blad.besproken_op else "Geschreven"


def rijen(traject: Traject, vandaag: date) -> list[Deelnamerij]:
    """The organisations of `traject`, those that stopped last. One query."""
    weken = alle_weken(traject, vandaag)
    gevonden = [
        Deelnamerij(deelname, stand_over(deelname, traject, weken, deelname.gemaakt))  # type: ignore[attr-defined]
        for deelname in met_uren(traject)
    ]
    return sorted(gevonden, key=lambda rij: rij.deelname.status == Deelnamestatus.GESTOPT)


def volgende_bijeenkomst(
    bijeenkomsten: Sequence[Groepsbijeenkomst], vandaag: date
) -> Groepsbijeenkomst | None:
    """The first that is not over."""
    return next((een for een in bijeenkomsten if een.datum >= vandaag), None)


def stappen_met_traject(traject: Traject) -> list[str]:
    """The steps that the projectleider can take with `traject`, whatever still misses."""
    if traject.status == Trajectstatus.VOORBEREIDING:
        return [*(["openen"] if traject.geopend_op is None else []), "starten", "vervallen"]
    return ["afronden"] if traject.status == Trajectstatus.LOPEND else []


@dataclass(frozen=True)
class Urenrij:
    """One organisation on the page of the hours: its boxes and its totals over these weeks."""

    deelname: Deelname
    vakken: list[Any]
    stand: Urenstand


@dataclass(frozen=True)
class Urenblad:
    """The hours of the last weeks of a traject."""

    weken: list[date]
    deelnames: list[Deelname]
    gemaakt: dict[tuple[int, date], Decimal]

    def rijen(self, traject: Traject, vak: Any) -> list[Urenrij]:
        """Each organisation, with `vak(deelname, week)` for what stands in its boxes."""
        return [
            Urenrij(
                deelname,
                [vak(deelname, week) for week in self.weken],
                self._stand(deelname, traject),
            )
            for deelname in self.deelnames
        ]

    def _stand(self, deelname: Deelname, traject: Traject) -> Urenstand:
        gemaakt = sum(
            (self.gemaakt.get((deelname.pk, week), Decimal(0)) for week in self.weken), Decimal(0)
        )
        return stand_over(deelname, traject, self.weken, gemaakt)

    @property
    def per_week(self) -> list[Decimal]:
        """What was made in each week, all organisations together."""
        return [
            sum((uren for (_pk, dag), uren in self.gemaakt.items() if dag == week), Decimal(0))
            for week in self.weken
        ]


def totaal(rijen: Sequence[Deelnamerij | Urenrij]) -> Urenstand:
    """The hours of all `rijen` together."""
    standen = [rij.uren if isinstance(rij, Deelnamerij) else rij.stand for rij in rijen]
    return Urenstand(
        sum((stand.gepland for stand in standen), Decimal(0)),
        sum((stand.gemaakt for stand in standen), Decimal(0)),
    )


def urenblad(traject: Traject, weken: list[date]) -> Urenblad:
    """The hours of `weken`; of who stopped only if there are any. Two queries."""
    gemaakt = dict(gemaakte_uren(traject, weken))
    met = {pk for pk, _week in gemaakt}
    deelnames = [
        deelname
        for deelname in met_uren(traject)
        if deelname.status != Deelnamestatus.GESTOPT or deelname.pk in met
    ]
    return Urenblad(weken, deelnames, gemaakt)


def kan_elders_melden(deelname: Deelname) -> bool:
    """Whether the innovatie works at this organisation now, while its page does not say so yet.

    `deelname` comes with its innovatie and evaluatie. One query, for one that is finished.
    """
    innovatie, evaluatie = deelname.innovatie, getattr(deelname, "evaluatie", None)
    if (
        deelname.status != Deelnamestatus.AFGEROND
        or not evaluatie
        or evaluatie.oordeel == Oordeel.NIET
        or not innovatie
        or not innovatie.gepubliceerd_id
    ):
        return False
    gemeld = ToepassingElders.objects.filter(
        beschrijving=innovatie.gepubliceerd_id, organisatie=deelname.organisatie_id
    )
    return not gemeld.exists()
