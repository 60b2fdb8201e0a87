"""Counts every figure again, slowly: row by row, with nothing of `rapportage.lezen.cijfers`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.utils import timezone

from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from masterclasses.models import Masterclass
from nieuwsbrieven.models import Editie, Toestemming
from rapportage.models import Begrotingspost
from redactie.models import Beoordeling
from trajecten.models import Besluit, Deelname, Groepsbijeenkomst, Traject, Tranche
from wensen.models import Belangstelling, Inventarisatie, Match

Herteld = dict[str, tuple[float | None, frozenset[str]]]
"""Of each figure its value, and the keys of the rows behind it."""


class Hertelling:
    """All figures from `begin` up to `tot`. Figures that are nothing at all are left out."""

    def __init__(self, begin: datetime, tot: datetime) -> None:
        self.begin, self.tot = begin, tot
        self.uit: Herteld = {}
        self._statussen: dict[int, str] = {}

    def alles(self) -> Herteld:
        self.beschrijvingen()
        self.wachten()
        self.tranches()
        self.trajecten()
        self.masterclasses()
        self.nieuwsbrieven()
        self.wensen()
        self.geld()
        return self.uit

    def geld(self) -> None:
        eerste = timezone.localdate(self.begin)
        posten = [
            een
            for een in Begrotingspost.objects.all()
            if (een.rapport.jaar, een.rapport.helft) == (eerste.year, 1 if eerste.month < 7 else 2)
        ]
        mee = [een for een in Deelname.objects.all() if self.erin(een.begonnen_op)]
        for naam, kolom, sleutel, rijen in (
            ("begroot", "gepland", "bp", posten),
            ("besteed", "besteed", "bp", posten),
            ("inzet-uren", "inzet_uren", "di", mee),
            ("inzet-euro", "inzet_euro", "di", mee),
        ):
            bekend = {f"{sleutel}{r.pk}": getattr(r, kolom) for r in rijen}
            weet = {wie: getal for wie, getal in bekend.items() if getal is not None}
            self.uit[naam] = (sum(weet.values()) if weet else None, frozenset(weet))

    def erin(self, moment: datetime | None) -> bool:
        return bool(moment and self.begin <= moment < self.tot)

    def ervoor(self, moment: datetime | None) -> bool:
        return bool(moment and moment < self.tot)

    def dag_erin(self, dag: date) -> bool:
        return timezone.localdate(self.begin) <= dag <= self.laatste_dag

    @property
    def laatste_dag(self) -> date:
        return timezone.localdate(self.tot - timedelta(microseconds=1))

    def tel(self, naam: str, sleutels: Iterable[str]) -> None:
        lijst = list(sleutels)
        self.uit[naam] = (len(lijst), frozenset(lijst))

    def tel_op(self, naam: str, getallen: dict[str, float]) -> None:
        self.uit[naam] = (
            round(sum(getallen.values()), 1),
            frozenset(sleutel for sleutel, getal in getallen.items() if getal),
        )

    def _status(self, versie: Beschrijving) -> str:
        if versie.pk not in self._statussen:
            self._statussen[versie.pk] = self._lees_status(versie)
        return self._statussen[versie.pk]

    def _lees_status(self, versie: Beschrijving) -> str:
        regels = Logregel.objects.over(versie).exclude(naar="")
        eerder = [r for r in regels if r.op < self.tot]
        if eerder:
            return max(eerder, key=lambda r: (r.op, r.pk)).naar
        if not self.ervoor(versie.gepubliceerd_op):
            return ""
        later = [r for r in regels if r.op >= self.tot]
        toen = min(later, key=lambda r: (r.op, r.pk)).van if later else versie.status
        return toen if toen in ("gepubliceerd", "te-bevestigen") else ""

    def beschrijvingen(self) -> None:
        self._verschenen()
        staan: list[tuple[Beschrijving, str]] = []
        for innovatie in Innovatie.objects.all():
            versies = list(innovatie.versies.order_by("versie"))
            uit = [v for v in versies if v.gepubliceerd_op]
            laatste = max(
                (v for v in uit if self.ervoor(v.gepubliceerd_op)),
                key=lambda v: v.versie,
                default=None,
            )
            if laatste and self._status(laatste):
                staan.append((laatste, self._status(laatste)))
            later = [
                v for v in versies if self._status(v) and (not laatste or v.versie > laatste.versie)
            ]
            if later:
                staan.append((later[-1], self._status(later[-1])))
        live = [v for v, status in staan if status in ("gepubliceerd", "te-bevestigen")]
        self.tel("stand", (f"b{v.pk}" for v in live))
        self.tel("wensen-open", (f"b{v.pk}" for v in live if v.soort == "gewenst"))
        self._verdeel("stand", live)
        for status in {status for _, status in staan}:
            self.tel(f"stand-status-{status}", (f"b{v.pk}" for v, s in staan if s == status))

    def _verschenen(self) -> None:
        nieuw: list[Beschrijving] = []
        bijgewerkt: list[Beschrijving] = []
        begonnen, weg = [], []
        for versie in Beschrijving.objects.all():
            log = Logregel.objects.over(versie).filter(naar="gearchiveerd")
            if any(self.erin(regel.op) for regel in log):
                weg.append(versie)
            if not self.erin(versie.gepubliceerd_op):
                continue
            eerder = [
                v
                for v in versie.innovatie.versies.order_by("versie")
                if v.gepubliceerd_op and v.versie < versie.versie
            ]
            (bijgewerkt if eerder else nieuw).append(versie)
            if eerder and versie.soort == "bestaand" and eerder[-1].soort == "gewenst":
                begonnen.append(versie)
        for naam, groep in {
            "nieuw": nieuw,
            "bijgewerkt": bijgewerkt,
            "gearchiveerd": weg,
            "wensen-begonnen": begonnen,
        }.items():
            self.tel(naam, (f"b{v.pk}" for v in groep))
        self._verdeel("nieuw", nieuw)

    def _verdeel(self, naam: str, groep: list[Beschrijving]) -> None:
        for soort in ("thema", "regio", "fase"):
            for slug in {slug for v in groep for slug in self._slugs(v, soort)}:
                self.tel(
                    f"{naam}-{soort}-{slug}",
                    (f"b{v.pk}" for v in groep if slug in self._slugs(v, soort)),
                )

    def _slugs(self, versie: Beschrijving, soort: str) -> list[str]:
        if soort == "fase":
            return [versie.fase or "zonder"]
        rijen: Any = versie.themas.all() if soort == "thema" else versie.regios.all()
        return [rij.slug for rij in rijen] or ["zonder"]

    def wachten(self) -> None:
        alle = list(Beoordeling.objects.select_related("versie"))
        self.tel("ingediend", (f"b{b.versie_id}" for b in alle if self.erin(b.ingediend_op)))
        einden: dict[str, list[tuple[Beoordeling, datetime | None]]] = {
            "tot-reactie": [(b, b.eerste_reactie_op) for b in alle],
            "tot-publicatie": [(b, b.versie.gepubliceerd_op) for b in alle],
        }
        for naam, paren in einden.items():
            duren = {
                f"b{b.versie_id}": self._werkdagen(b.ingediend_op, einde)
                for b, einde in paren
                if einde and self.erin(einde)
            }
            self.uit[naam] = (median(duren.values()) if duren else None, frozenset(duren))

    def _werkdagen(self, van: datetime, tot: datetime) -> int:
        dag, einde, aantal = timezone.localdate(van), timezone.localdate(tot), 0
        while dag < einde:
            dag += timedelta(days=1)
            aantal += dag.weekday() < 5
        return aantal

    def tranches(self) -> None:
        alle = [t for t in Tranche.objects.all() if self.ervoor(t.geopend_op)]
        self.tel("tranches-begonnen", (f"tr{t.pk}" for t in alle if self.dag_erin(t.begin)))
        lopen = [t for t in alle if t.begin <= self.laatste_dag <= t.einde]
        self.tel("tranches-lopend", (f"tr{t.pk}" for t in lopen))
        geleverd: dict[str, float] = {}
        for tranche in Tranche.objects.all():
            aantal = 0
            for toezegging in tranche.toezeggingen.exclude(innovatie=None):
                uit = [
                    v.gepubliceerd_op
                    for v in Beschrijving.objects.filter(innovatie=toezegging.innovatie)
                    if v.gepubliceerd_op
                ]
                op_tijd = uit and tranche.begin <= timezone.localdate(min(uit)) <= tranche.einde
                aantal += bool(op_tijd) and self.erin(min(uit))
            geleverd[f"tr{tranche.pk}"] = aantal
        self.tel_op("tranches-geleverd", geleverd)

    def trajecten(self) -> None:
        gekozen = []
        for traject in Traject.objects.all():
            er = min(timezone.localdate(traject.gemaakt_op), traject.begin) <= self.laatste_dag
            weg = traject.status == "vervallen"
            if weg:
                regels = list(Logregel.objects.over(traject).filter(naar="vervallen"))
                weg = not regels or self.ervoor(regels[0].op)
            if er and not weg:
                gekozen.append(traject)
        mee = [
            d
            for d in Deelname.objects.all()
            if self.ervoor(d.begonnen_op) and not self.ervoor(d.gestopt_op)
        ]
        sleutels = frozenset(f"tj{t.pk}" for t in gekozen)
        aantallen = {t.pk: sum(d.traject_id == t.pk for d in mee) for t in gekozen}
        self.uit["trajectthemas"] = (len(gekozen), sleutels)
        self.tel("trajectorganisaties", (f"d{d.pk}" for d in mee))
        self.uit["traject-meeste"] = (max(aantallen.values(), default=None), sleutels)
        self.tel(
            "traject-te-weinig",
            (
                f"tj{t.pk}"
                for t in gekozen
                if t.begin <= self.laatste_dag <= t.einde
                and self._begonnen(t)
                and aantallen[t.pk] < 6
            ),
        )
        maanden = [self._maanden(t.begin, t.einde) for t in gekozen]
        self.uit["traject-langste"] = (max(maanden, default=None), sleutels)
        self.tel_op("uren-gepland", {f"d{d.pk}": self._uren(d) for d in Deelname.objects.all()})
        self.tel_op(
            "uren-gemaakt",
            {
                f"d{d.pk}": float(
                    sum(rij.uren for rij in d.urenweken.all() if self.dag_erin(rij.week))
                )
                for d in Deelname.objects.all()
            },
        )
        bijeen = [b for b in Groepsbijeenkomst.objects.all() if self.dag_erin(b.datum)]
        self.tel("groepsbijeenkomsten", (f"tj{b.traject_id}" for b in bijeen))
        self.tel(
            "evaluaties",
            (
                f"d{d.pk}"
                for d in Deelname.objects.filter(evaluatie__isnull=False)
                if self.erin(d.evaluatie.besproken_op)
            ),
        )

    def _begonnen(self, traject: Traject) -> bool:
        gestart = Logregel.objects.over(traject).filter(naar="lopend").order_by("op").last()
        liep = traject.status in ("lopend", "afgerond")
        return liep and (gestart is None or self.ervoor(gestart.op))

    def _maanden(self, begin: date, einde: date) -> int:
        dag, maanden = begin, 0
        while dag < einde:
            maanden += 1
            jaar, maand = divmod(begin.year * 12 + begin.month - 1 + maanden, 12)
            dag = date(jaar, maand + 1, min(begin.day, monthrange(jaar, maand + 1)[1]))
        return maanden

    def _uren(self, deelname: Deelname) -> float:
        traject = deelname.traject
        if traject.status not in ("lopend", "afgerond"):
            return 0
        begin = max(traject.begin, timezone.localdate(deelname.begonnen_op))
        einde = traject.einde
        if deelname.gestopt_op:
            einde = min(einde, timezone.localdate(deelname.gestopt_op))
        elif deelname.status == "afgerond":
            einde = min(einde, timezone.localdate(deelname.evaluatie.gewijzigd_op))
        uren, dag = 0.0, timezone.localdate(self.begin)
        while dag <= self.laatste_dag:
            eerste = begin - timedelta(days=begin.weekday())
            if dag.weekday() == 0 and eerste <= dag <= einde:
                uren += float(deelname.uren_per_week)
            dag += timedelta(days=1)
        return uren

    def masterclasses(self) -> None:
        alle = list(Masterclass.objects.all())
        for wat in ("aangekondigd", "afgelast"):
            self.tel(
                f"masterclasses-{wat}",
                (f"m{m.pk}" for m in alle if self.erin(getattr(m, f"{wat}_op"))),
            )
        gehouden = [
            m
            for m in alle
            if m.fase == "aangekondigd" and self.erin(m.begin) and self.ervoor(m.einde)
        ]
        self.tel("masterclasses-gehouden", (f"m{m.pk}" for m in gehouden))
        mensen = {
            m: (
                sum(a.bevestigd_op is not None for a in m.aanmeldingen.all()),
                sum(a.status == "bevestigd" for a in m.aanmeldingen.all()),
                sum(a.aanwezig_op is not None for a in m.aanmeldingen.all()),
            )
            for m in gehouden
        }
        for nummer, naam in enumerate(("aangemeld", "met-plek", "aanwezig")):
            self.tel_op(naam, {f"m{m.pk}": aantallen[nummer] for m, aantallen in mensen.items()})
        plek = sum(aantallen[1] for aantallen in mensen.values())
        was_er = sum(aantallen[2] for aantallen in mensen.values())
        self.uit["opkomst"] = (
            round(100 * was_er / plek, 1) if plek else None,
            frozenset(f"m{m.pk}" for m in gehouden),
        )
        cijfers, van = [], set()
        for masterclass in gehouden:
            gegeven = [evaluatie.cijfer for evaluatie in masterclass.evaluaties.all()]
            if len(gegeven) >= 3:
                cijfers += gegeven
                van.add(f"m{masterclass.pk}")
        gemiddeld = round(sum(cijfers) / len(cijfers), 1) if cijfers else None
        self.uit["evaluatiecijfer"] = (gemiddeld, frozenset(van))

    def nieuwsbrieven(self) -> None:
        edities = [e for e in Editie.objects.all() if self.erin(e.begonnen_op)]
        self.tel("edities", (f"e{e.pk}" for e in edities))
        for naam, veld, status in (
            ("bezorgd", "verzonden", "verzonden"),
            ("mislukt", "mislukt", "mislukt"),
        ):
            self.tel_op(
                naam,
                {
                    f"e{e.pk}": getattr(e, veld)
                    if e.klaar_op
                    else sum(levering.status == status for levering in e.leveringen.all())
                    for e in edities
                },
            )
        begin, eind = self._abonnees(self.begin), self._abonnees(self.tot)
        for naam, aantal in (
            ("abonnees", len(eind)),
            ("abonnees-erbij", len(eind - begin)),
            ("abonnees-weg", len(begin - eind)),
        ):
            self.uit[naam] = (aantal, frozenset())

    def _abonnees(self, moment: datetime) -> set[str]:
        actief: set[str] = set()
        for stap in sorted(Toestemming.objects.all(), key=lambda t: (t.op, t.pk)):
            if stap.op < moment and stap.stap == "gegeven":
                actief.add(stap.kenmerk)
            elif stap.op < moment:
                actief.discard(stap.kenmerk)
        return actief

    def wensen(self) -> None:
        willen = [b for b in Belangstelling.objects.all() if b.bevestigd_op]
        self.tel("belangstelling", (f"w{b.pk}" for b in willen if self.erin(b.bevestigd_op)))
        self.tel(
            "willen-ook",
            (
                f"w{b.pk}"
                for b in willen
                if self.ervoor(b.bevestigd_op) and not self.ervoor(b.ingetrokken_op)
            ),
        )
        matches = list(Match.objects.all())
        self.tel("matches", (f"x{m.pk}" for m in matches if self.erin(m.ontstaan_op)))
        for wat in ("uitgenodigd", "afgerond"):
            self.tel(
                f"matches-{wat}",
                (
                    f"x{m.pk}"
                    for m in matches
                    if any(
                        self.erin(regel.op)
                        for regel in Logregel.objects.over(m.innovatie).filter(wat=f"match-{wat}")
                    )
                ),
            )
        verstuurd, ingediend, klaar = {}, {}, 0
        for inventarisatie in Inventarisatie.objects.all():
            uitvragen = [u for u in inventarisatie.uitvragen.all() if u.verstuurd_op]
            hier = [u for u in uitvragen if self.erin(u.verstuurd_op)]
            verstuurd[f"i{inventarisatie.pk}"] = len(hier)
            ingediend[f"i{inventarisatie.pk}"] = sum(self.erin(u.ingediend_op) for u in uitvragen)
            klaar += sum(self.ervoor(u.ingediend_op) for u in hier)
        self.tel_op("vragenlijsten-verstuurd", {k: float(v) for k, v in verstuurd.items()})
        self.tel_op("vragenlijsten-ingediend", {k: float(v) for k, v in ingediend.items()})
        totaal = sum(verstuurd.values())
        self.uit["respons"] = (
            round(100 * klaar / totaal, 1) if totaal else None,
            frozenset(k for k, v in verstuurd.items() if v),
        )
        for soort in ("themakeuze", "prioriteit", "overig"):
            genomen = [b for b in Besluit.objects.filter(soort=soort) if self.dag_erin(b.datum)]
            self.tel(f"besluiten-{soort}", (f"s{b.pk}" for b in genomen))
