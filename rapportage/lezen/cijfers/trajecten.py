"""Tranches and trajecten against their limits.

How the past is known: a traject was planned from when it was made, or from its begin where it was
recorded later; that it was called off, and when it began, stands in the log. One that began without
a line in it did so on its begin. A deelname keeps when it began and when
it stopped; who finished keeps its place. Hours stand by week. The hours that were planned follow
from `trajecten.lezen.uren`, by which the coach sees them too.

Known only as they are now: the period of a tranche or traject, the agreed hours a week, and which
innovatie belongs to which toezegging (a toezegging keeps no moment; how many there were at an
earlier moment is therefore not among the figures). A traject that was called off without a line
in the log is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from basis.data import na_maanden
from innovaties.models import Beschrijving
from logboek.models import Logregel
from rapportage.lezen.stand import Getelde, Meting, som, telling
from rapportage.regels.halfjaar import Periode
from trajecten.keuzelijsten import BEGONNEN, ORGANISATIES_MINSTENS, Trajectstatus
from trajecten.lezen.uren import maandag, telt_in
from trajecten.models import (
    Deelname,
    Groepsbijeenkomst,
    Toezegging,
    Traject,
    Trajectevaluatie,
    Tranche,
    Urenweek,
)

WEEK = timedelta(weeks=1)


class Tranches:
    """All tranches, and when the descriptions in them first appeared: three queries."""

    def __init__(self) -> None:
        self.tranches = list(Tranche.objects.only("titel", "begin", "einde", "doel", "geopend_op"))
        self.innovaties: dict[int, set[int]] = defaultdict(set)
        for tranche, innovatie in Toezegging.objects.exclude(innovatie=None).values_list(
            "tranche_id", "innovatie_id"
        ):
            self.innovaties[tranche].add(innovatie)
        self.verschenen: dict[int, datetime] = {}
        uit = Beschrijving.objects.filter(
            gepubliceerd_op__isnull=False, innovatie__toezeggingen__isnull=False
        )
        for innovatie, op in uit.order_by("-gepubliceerd_op").values_list(
            "innovatie_id", "gepubliceerd_op"
        ):
            if op:
                self.verschenen[innovatie] = op

    @property
    def rijen(self) -> dict[str, Getelde]:
        return {
            f"tr{tranche.pk}": Getelde(
                tranche.titel, reverse("trajecten:tranche_beheer", args=[tranche.pk])
            )
            for tranche in self.tranches
        }

    def meet(self, periode: Periode) -> dict[str, Meting]:
        geopend = [t for t in self.tranches if periode.voor_het_eind(t.geopend_op)]
        lopend = [t for t in geopend if t.begin <= periode.laatste <= t.einde]
        return {
            "tranches-begonnen": telling(
                f"tr{t.pk}" for t in geopend if periode.bevat_dag(t.begin)
            ),
            "tranches-lopend": Meting(
                len(lopend), tuple((f"tr{t.pk}", self._voortgang(t, periode)) for t in lopend)
            ),
            "tranches-geleverd": som(
                (f"tr{t.pk}", self._geleverd(t, periode), "verschenen") for t in self.tranches
            ),
        }

    def _momenten(self, tranche: Tranche) -> Iterator[datetime]:
        """When each description that counts for `tranche` appeared: those that did so in it."""
        for innovatie in self.innovaties[tranche.pk]:
            moment = self.verschenen.get(innovatie)
            if moment and tranche.bevat(moment):
                yield moment

    def _geleverd(self, tranche: Tranche, periode: Periode) -> int:
        return sum(periode.bevat(moment) for moment in self._momenten(tranche))

    def _voortgang(self, tranche: Tranche, periode: Periode) -> str:
        klaar = sum(periode.voor_het_eind(moment) for moment in self._momenten(tranche))
        return f"{klaar} van {tranche.doel} verschenen"


class Trajecten:
    """All trajecten with who takes part, and the hours: seven queries at most."""

    def __init__(self) -> None:
        self.trajecten = list(Traject.objects.all())
        self.deelnames = list(
            Deelname.objects.select_related("traject", "organisatie", "evaluatie").order_by("pk")
        )
        self.uren: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
        for deelname, week, uren in Urenweek.objects.values_list("deelname_id", "week", "uren"):
            self.uren[deelname].append((week, uren))
        self.bijeenkomsten = list(Groepsbijeenkomst.objects.values_list("traject_id", "datum"))
        self.evaluaties = list(
            Trajectevaluatie.objects.order_by("pk").values_list("deelname_id", "besproken_op")
        )
        self.stappen: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        for pk, op, naar in (
            Logregel.objects.filter(over_soort=Traject._meta.label_lower)
            .exclude(naar="")
            .order_by("op", "pk")
            .values_list("over_sleutel", "op", "naar")
        ):
            self.stappen[pk].append((op, naar))

    @property
    def rijen(self) -> dict[str, Getelde]:
        rijen = {
            f"tj{t.pk}": Getelde(t.titel, reverse("trajecten:traject_beheer", args=[t.pk]))
            for t in self.trajecten
        }
        return rijen | {
            f"d{d.pk}": Getelde(
                f"{d.organisatie}, {d.traject}",
                reverse("trajecten:traject_beheer", args=[d.traject_id]),
            )
            for d in self.deelnames
        }

    def _gekozen(self, periode: Periode) -> list[Traject]:
        """Those that held one of the six places at the end of `periode`."""
        return [
            t
            for t in self.trajecten
            if min(timezone.localdate(t.gemaakt_op), t.begin) <= periode.laatste
            and not self._vervallen(t, periode.tot)
        ]

    def _vervallen(self, traject: Traject, moment: datetime) -> bool:
        ops = self._gezet(traject, Trajectstatus.VERVALLEN)
        return traject.status == Trajectstatus.VERVALLEN and (not ops or ops[-1] < moment)

    def _begonnen(self, traject: Traject, moment: datetime) -> bool:
        ops = self._gezet(traject, Trajectstatus.LOPEND)
        return traject.status in BEGONNEN and (not ops or ops[-1] < moment)

    def _gezet(self, traject: Traject, status: Trajectstatus) -> list[datetime]:
        """When `traject` became `status`, as the log says."""
        return [op for op, naar in self.stappen.get(traject.pk, ()) if naar == status]

    def meet(self, periode: Periode) -> dict[str, Meting]:
        gekozen = self._gekozen(periode)
        doen_mee = [
            d
            for d in self.deelnames
            if periode.voor_het_eind(d.begonnen_op) and not periode.voor_het_eind(d.gestopt_op)
        ]
        per_traject: dict[int, int] = defaultdict(int)
        for deelname in doen_mee:
            per_traject[deelname.traject_id] += 1
        dag = periode.laatste
        onderweg = [
            t for t in gekozen if t.begin <= dag <= t.einde and self._begonnen(t, periode.tot)
        ]
        maanden = {t.pk: duur_in_maanden(t.begin, t.einde) for t in gekozen}
        weken = list(_weken(periode))
        return {
            "trajectthemas": telling(f"tj{t.pk}" for t in gekozen),
            "trajectorganisaties": telling(f"d{d.pk}" for d in doen_mee),
            "traject-meeste": _hoogste(
                {t.pk: per_traject[t.pk] for t in gekozen}, "organisaties", gekozen
            ),
            "traject-te-weinig": telling(
                f"tj{t.pk}" for t in onderweg if per_traject[t.pk] < ORGANISATIES_MINSTENS
            ),
            "traject-langste": _hoogste(maanden, "maanden", gekozen),
            "uren-gepland": som(
                (f"d{d.pk}", float(d.uren_per_week * self._telt(d, weken)), "uur")
                for d in self.deelnames
            ),
            "uren-gemaakt": som(
                (f"d{d.pk}", float(self._gemaakt(d, weken)), "uur") for d in self.deelnames
            ),
            "groepsbijeenkomsten": telling(
                f"tj{traject}" for traject, datum in self.bijeenkomsten if periode.bevat_dag(datum)
            ),
            "evaluaties": telling(f"d{pk}" for pk, op in self.evaluaties if periode.bevat(op)),
        }

    def _telt(self, deelname: Deelname, weken: list[date]) -> int:
        return sum(telt_in(deelname, deelname.traject, week) for week in weken)

    def _gemaakt(self, deelname: Deelname, weken: list[date]) -> Decimal:
        return sum((uren for week, uren in self.uren[deelname.pk] if week in weken), Decimal(0))


def duur_in_maanden(begin: date, einde: date) -> int:
    """The whole months that are begun from `begin` to `einde`."""
    maanden = 0
    while na_maanden(begin, maanden) < einde:
        maanden += 1
    return maanden


def _weken(periode: Periode) -> Iterator[date]:
    """The weeks that count in `periode`: their Monday lies in it."""
    week = maandag(periode.eerste)
    if week < periode.eerste:
        week += WEEK
    while week <= periode.laatste:
        yield week
        week += WEEK


def _hoogste(getallen: dict[int, int], eenheid: str, trajecten: list[Traject]) -> Meting:
    rijen = tuple((f"tj{t.pk}", f"{getallen[t.pk]} {eenheid}") for t in trajecten)
    return Meting(max(getallen.values(), default=None), rijen)
