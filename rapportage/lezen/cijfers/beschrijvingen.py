"""Descriptions at a moment that is past, and how long their writers waited.

How the past is known:

- What a version said when it was published, it says still: titel, thema's, regio's and fase of a
  published version never change, and versions are kept for ever (`docs/domein.md`).
- Which version was live follows from `gepubliceerd_op`: the last one published before the moment.
- Which status a version had is in the log: each step wrote the status that it led to. Before the
  first such line a version did not exist, unless that line says from which status it came.
- A version without any line came from a content file. It has stood since `gepubliceerd_op` in the
  status that it has now.

Not known, and so left out: since when a description is in the archive that was put there without
a line in the log; a concept that came from a file; of a version that was being written then, which
themes, regions and phase it had (only its status counts).

What a source only names counts nowhere: it is new on the day on which it is described.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from statistics import median
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from basis.data import werkdagen
from innovaties.keuzelijsten import ZICHTBAAR, Fase, Soort, Status
from innovaties.models import Beschrijving, Thema, ThemaBijBeschrijving
from logboek.models import Logregel
from organisaties.models import Regio
from rapportage.lezen.stand import Getelde, Meting, als_getal, telling
from rapportage.regels.halfjaar import Periode
from redactie.models import Beoordeling

UITGEKOMEN = (*ZICHTBAAR, Status.GEARCHIVEERD)
"""The statuses of a version that was published once."""

ZONDER = "zonder"


class Versie(NamedTuple):
    """What is counted of one version."""

    pk: int
    innovatie: int
    versie: int
    titel: str
    soort: str
    fase: str
    status: str
    gepubliceerd_op: datetime | None
    slug: str

    @property
    def sleutel(self) -> str:
        return f"b{self.pk}"


class Statuswissel(NamedTuple):
    """A line of the log in which the status of a version changed."""

    op: datetime
    van: str
    naar: str


def status_op(versie: Versie, stappen: Iterable[Statuswissel], moment: datetime) -> str:
    """The status of `versie` just before `moment`; empty when it was not there, or is not known.

    `stappen` are those of this version, the oldest first.
    """
    status, eerste_latere = "", None
    for stap in stappen:
        if stap.op >= moment:
            eerste_latere = stap
            break
        status = stap.naar
    if status:
        return status
    if versie.gepubliceerd_op is None or versie.gepubliceerd_op >= moment:
        return ""
    toen = eerste_latere.van if eerste_latere else versie.status
    return toen if toen in ZICHTBAAR else ""


class Beschrijvingen:
    """All versions with their steps, read once: six queries."""

    def __init__(self) -> None:
        self.versies = [
            Versie(*rij)
            for rij in Beschrijving.objects.beschreven()
            .order_by("innovatie_id", "versie")
            .values_list(
                *("pk", "innovatie_id", "versie", "titel", "soort", "fase", "status"),
                *("gepubliceerd_op", "innovatie__slug"),
            )
        ]
        self.stappen: dict[int, list[Statuswissel]] = defaultdict(list)
        for pk, op, van, naar in (
            Logregel.objects.filter(over_soort=Beschrijving._meta.label_lower)
            .exclude(naar="")
            .order_by("op", "pk")
            .values_list("over_sleutel", "op", "van", "naar")
        ):
            self.stappen[pk].append(Statuswissel(op, van, naar))
        self.themas = list(Thema.objects.values_list("pk", "slug", "name"))
        self.regios = list(Regio.objects.values_list("pk", "slug", "naam"))
        self.bij_themas = _per_versie(
            ThemaBijBeschrijving.objects.values_list("content_object_id", "tag_id")
        )
        through = Beschrijving.regios.through
        self.bij_regios = _per_versie(
            through._default_manager.values_list("beschrijving_id", "regio_id")
        )
        self.per_innovatie: dict[int, list[Versie]] = defaultdict(list)
        for versie in self.versies:
            self.per_innovatie[versie.innovatie].append(versie)

    @cached_property
    def rijen(self) -> dict[str, Getelde]:
        openbaar = reverse("innovaties:beschrijving", args=["-"])
        intern = reverse("redactie:versie", args=[0])
        return {
            versie.sleutel: Getelde(versie.titel, openbaar.replace("/-/", f"/{versie.slug}/"))
            if versie.gepubliceerd_op
            else Getelde(versie.titel, intern.replace("/0/", f"/{versie.pk}/"), intern=True)
            for versie in self.versies
        }

    def _staan(self, moment: datetime) -> Iterator[tuple[Versie, str]]:
        """What stood just before `moment`, with the status that it had.

        That is the last published version of each innovatie, and its newest version where that is
        a later one.
        """
        for versies in self.per_innovatie.values():
            toen = [(v, status_op(v, self.stappen.get(v.pk, ()), moment)) for v in versies]
            uit = [
                paar
                for paar in toen
                if paar[1] in UITGEKOMEN
                or (paar[0].gepubliceerd_op and paar[0].gepubliceerd_op < moment)
            ]
            er = [paar for paar in toen if paar[1]]
            if uit and uit[-1][1]:
                yield uit[-1]
            if er and (not uit or er[-1][0].versie > uit[-1][0].versie):
                yield er[-1]

    def _eersten(self) -> set[int]:
        """The versions with which an innovatie came into the kennisbank."""
        uit: dict[int, Versie] = {}
        for versie in self.versies:
            if versie.gepubliceerd_op:
                uit.setdefault(versie.innovatie, versie)
        return {versie.pk for versie in uit.values()}

    def meet(self, periode: Periode) -> dict[str, Meting]:
        """Every figure about descriptions over `periode`."""
        gepubliceerd = [v for v in self.versies if periode.bevat(v.gepubliceerd_op)]
        eersten = self._eersten()
        nieuw = [v for v in gepubliceerd if v.pk in eersten]
        staan = list(self._staan(periode.tot))
        live = [versie for versie, status in staan if status in ZICHTBAAR]
        weg = [
            versie
            for versie in self.versies
            if any(
                stap.naar == Status.GEARCHIVEERD and periode.bevat(stap.op)
                for stap in self.stappen.get(versie.pk, ())
            )
        ]
        metingen = {
            "nieuw": _tel(nieuw),
            "bijgewerkt": _tel(v for v in gepubliceerd if v.pk not in eersten),
            "gearchiveerd": _tel(weg),
            "stand": _tel(live),
            "wensen-open": _tel(v for v in live if v.soort == Soort.GEWENST),
            "wensen-begonnen": _tel(self._begonnen(gepubliceerd)),
        }
        for status in Status:
            metingen[f"stand-status-{status}"] = _tel(v for v, s in staan if s == status)
        regels = {soort: [slug for slug, _ in lijst] for soort, *_, lijst in self.verdelingen()}
        for naam, groep in (("nieuw", nieuw), ("stand", live)):
            for soort, waarden in self._indelingen():
                verdeeld: dict[str, list[Versie]] = {slug: [] for slug in regels[soort]}
                for versie in groep:
                    for slug in waarden(versie) or [ZONDER]:
                        verdeeld[slug].append(versie)
                for slug, versies in verdeeld.items():
                    metingen[f"{naam}-{soort}-{slug}"] = _tel(versies)
        return metingen

    def _begonnen(self, gepubliceerd: Iterable[Versie]) -> Iterator[Versie]:
        """Those that describe something that exists, where the version before was a wish."""
        for versie in gepubliceerd:
            eerder = [
                v
                for v in self.per_innovatie[versie.innovatie]
                if v.gepubliceerd_op and v.versie < versie.versie
            ]
            if versie.soort == Soort.BESTAAND and eerder and eerder[-1].soort == Soort.GEWENST:
                yield versie

    def _indelingen(self) -> list[tuple[str, Callable[[Versie], list[str]]]]:
        themas = {pk: slug for pk, slug, _ in self.themas}
        regios = {pk: slug for pk, slug, _ in self.regios}
        return [
            ("thema", lambda v: [themas[pk] for pk in self.bij_themas.get(v.pk, ())]),
            ("regio", lambda v: [regios[pk] for pk in self.bij_regios.get(v.pk, ())]),
            ("fase", lambda v: [v.fase] if v.fase else []),
        ]

    def verdelingen(self) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
        """The tables: key, title, first header, and the lines as web name and label."""
        themas = [(slug, naam) for _, slug, naam in self.themas]
        regios = [(slug, naam) for _, slug, naam in self.regios]
        fases = [(str(fase.value), str(fase.label)) for fase in Fase]
        return [
            ("thema", "Per thema", "Thema", [*themas, (ZONDER, "Zonder thema")]),
            ("regio", "Per regio", "Regio", [*regios, (ZONDER, "Zonder regio")]),
            ("fase", "Per fase", "Fase", [*fases, (ZONDER, "Zonder fase")]),
        ]


def _per_versie(paren: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    per: dict[int, list[int]] = defaultdict(list)
    for versie, waarde in paren:
        per[versie].append(waarde)
    return per


def _tel(versies: Iterable[Versie]) -> Meting:
    return telling(versie.sleutel for versie in versies)


class Doorlooptijden:
    """How long writers waited, by the rule of `redactie.lezen.doorlooptijd`. One query.

    A wait counts in the half-year in which it ended. All three moments are kept, and the first
    submission of a version never changes.
    """

    def __init__(self) -> None:
        self.metingen = list(
            Beoordeling.objects.exclude(versie__soort=Soort.GENOEMD)
            .order_by("pk")
            .values_list(
                *("versie_id", "ingediend_op", "eerste_reactie_op", "versie__gepubliceerd_op")
            )
        )

    @property
    def rijen(self) -> dict[str, Getelde]:
        """None of its own: what waited is a description."""
        return {}

    def meet(self, periode: Periode) -> dict[str, Meting]:
        """Every figure about waiting that ended in `periode`."""
        ingediend = [f"b{pk}" for pk, op, *_ in self.metingen if periode.bevat(op)]
        return {
            "ingediend": telling(ingediend),
            "tot-reactie": _mediaan(
                (pk, op, reactie) for pk, op, reactie, _ in self.metingen if periode.bevat(reactie)
            ),
            "tot-publicatie": _mediaan(
                (pk, op, uit) for pk, op, _, uit in self.metingen if periode.bevat(uit)
            ),
        }


def _mediaan(wachttijden: Iterable[tuple[int, datetime, datetime | None]]) -> Meting:
    duren = [
        (pk, werkdagen(timezone.localdate(van), timezone.localdate(tot)))
        for pk, van, tot in wachttijden
    ]
    rijen = tuple(
        (f"b{pk}", f"{als_getal(dagen)} {'werkdag' if dagen == 1 else 'werkdagen'}")
        for pk, dagen in duren
    )
    return Meting(float(median(dagen for _, dagen in duren)) if duren else None, rijen)
