"""Make up realistic descriptions: remixes of the real ones, the same for the same number.

A made description takes each part from one of a few real ones (its parents): the text from
fragments of what the real ones say there, the choices as they stand. So words, lengths, choices
and numbers of rows occur about as often as in the real content.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from html import escape
from typing import Any

from django.db import models
from django.utils.text import slugify

from basis.tekst import platte_tekst
from basis.velden import RijkeTekst
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving, Innovatie, Regel, Trefwoord
from organisaties.models import Organisatie

EERSTE_PK = 1_000_000
"""Rows that are made up count from here."""

OUDERS = 3
LANGER = 1.3
"""Made texts are a little longer than the present ones: 3 to 6 kB, as a full format gives."""

FRAGMENT = (4, 9)
EIGEN_AANDEEL = 0.75
"""How much of a text comes from the parent's own words; the rest comes from all content."""

ZELDZAAM = 0.02
ZELDZAME_WOORDEN = 200_000
"""New text brings new words: this part of the fragments ends in one of a long tail of compounds."""

KORTE_TEKSTEN = ("titel", "kern", "methodiek_toelichting", "gemeenten")
VERWIJZINGEN = ("themas", "regios", "doelgroepen", "methodieken")
SAMEN = (
    ("fase", "start", "einde", "stopreden"),
    ("wetten", "niveaus"),
    ("financiering", "onderbouwing"),
    ("ervaring", "ervaring_beloning", "ervaring_fte", "ervaring_toelichting"),
)
"""Columns that one parent gives together, since they constrain each other."""

VERSPREIDING = timedelta(days=8 * 365)
LAATSTE = datetime(2026, 11, 1, 9, tzinfo=UTC)

Modelrijen = dict[type[models.Model], list[dict[str, Any]]]


@dataclass
class Voorbeeld:
    """One real description, ready to be taken from."""

    kolommen: dict[str, Any]
    woorden: dict[str, list[str]]
    verwijzingen: dict[str, list[int]]
    trefwoorden: int
    regels: dict[type[Regel], list[dict[str, Any]]]


@dataclass
class Maker:
    """The real content, and the keys of the lists that grow with it (by the square root)."""

    trefwoorden: list[int]
    organisaties: list[int]
    voorbeelden: list[Voorbeeld] = field(default_factory=list)
    alle_woorden: list[str] = field(default_factory=list)
    delen: list[str] = field(default_factory=list)

    @cached_property
    def leeg(self) -> dict[str, Any]:
        """An Innovatie of which nothing is known yet."""
        return {veld.attname: veld.get_default() for veld in Innovatie._meta.concrete_fields}

    def __post_init__(self) -> None:
        """Read the real descriptions."""
        heel = Beschrijving.objects.zichtbaar().beschreven()
        echt = heel.filter(pk__lt=EERSTE_PK).order_by("innovatie__slug")
        self.voorbeelden = [_voorbeeld(beschrijving) for beschrijving in voor_weergave(echt)]
        for voorbeeld in self.voorbeelden:
            self.alle_woorden += [w for woorden in voorbeeld.woorden.values() for w in woorden]
        self.delen = sorted(
            {w.lower() for w in self.alle_woorden if w.isalpha() and 4 <= len(w) <= 10}
        )

    def maak(self, nummer: int) -> Modelrijen:
        """Return the rows of made description `nummer`, by model."""
        toeval = random.Random(nummer)  # noqa: S311 (made-up content)
        ouders = [self.voorbeelden[_zipf(toeval, len(self.voorbeelden))] for _ in range(OUDERS)]
        pk = EERSTE_PK + nummer
        kolommen_ = self._kolommen(toeval, ouders) | {"id": pk, "innovatie_id": pk, "versie": 1}
        slug = f"{slugify(kolommen_['titel'])[:60].strip('-')}-{nummer}"
        rijen: Modelrijen = {
            Beschrijving: [kolommen_],
            Innovatie: [
                self.leeg
                | {"id": pk, "slug": slug, "gepubliceerd_id": pk}
                | {"veranderd_op": kolommen_["gepubliceerd_op"]}
            ],
        }
        for naam in VERWIJZINGEN:
            rijen |= _koppeling(naam, pk, toeval.choice(ouders).verwijzingen[naam])
        aantal = toeval.choice(ouders).trefwoorden
        woorden = self.trefwoorden
        gekozen = {woorden[_zipf(toeval, len(woorden))] for _ in range(aantal)}
        rijen |= _koppeling("trefwoorden", pk, sorted(gekozen))
        for model in ouders[0].regels:
            rijen[model] = list(self._regels(toeval, model, toeval.choice(ouders), pk))
        return rijen

    def _kolommen(self, toeval: random.Random, ouders: list[Voorbeeld]) -> dict[str, Any]:
        gemaakt = dict(ouders[0].kolommen)
        for groep in SAMEN:
            ouder = toeval.choice(ouders)
            gemaakt |= {naam: ouder.kolommen[naam] for naam in groep}
        for naam, eigen in ouders[0].woorden.items():
            woorden = eigen if naam.startswith("gezochte") else toeval.choice(ouders).woorden[naam]
            gemaakt[naam] = self._tekst(toeval, Beschrijving._meta.get_field(naam), woorden)
        gemaakt["titel"] = self._titel(toeval, ouders)
        gemaakt["praktijkverhaal_toestemming"] = bool(gemaakt["praktijkverhaal"])
        op = LAATSTE - VERSPREIDING * toeval.random()
        return gemaakt | {"gepubliceerd_op": op}

    def _titel(self, toeval: random.Random, ouders: list[Voorbeeld]) -> str:
        bron = [*ouders[0].woorden["titel"], *toeval.choice(ouders).woorden["kern"][:6]]
        woorden = toeval.sample(bron, min(len(bron), toeval.randint(2, 5)))
        return " ".join([*woorden, self._zeldzaam(toeval)])[:120].strip().capitalize()

    def _tekst(self, toeval: random.Random, veld: Any, woorden: list[str]) -> str:
        """As many words as the parent has in `veld`, made anew."""
        if not woorden:
            return ""
        if not isinstance(veld, RijkeTekst):
            return " ".join(self._fragmenten(toeval, woorden, len(woorden)))[
                : veld.max_length
            ].strip()
        nieuw = self._fragmenten(toeval, woorden, int(len(woorden) * LANGER))
        tekst = " ".join(nieuw)[: veld.max_tekens - 10]
        helft = tekst.find(". ", len(tekst) // 2) + 1
        alineas = [tekst[:helft], tekst[helft:]] if helft else [tekst]
        return "".join(f"<p>{escape(alinea.strip(), quote=False)}</p>" for alinea in alineas)

    def _fragmenten(self, toeval: random.Random, eigen: list[str], aantal: int) -> list[str]:
        gemaakt: list[str] = []
        while len(gemaakt) < aantal:
            bron = eigen if toeval.random() < EIGEN_AANDEEL else self.alle_woorden
            begin = int(toeval.random() * len(bron))
            gemaakt += bron[begin : begin + toeval.randint(*FRAGMENT)]
            if toeval.random() < ZELDZAAM:
                gemaakt.append(self._zeldzaam(toeval))
        return gemaakt[:aantal]

    def _zeldzaam(self, toeval: random.Random) -> str:
        rang = _zipf(toeval, ZELDZAME_WOORDEN)
        return self.delen[rang * 7 % len(self.delen)] + self.delen[rang // 7 % len(self.delen)]

    def _regels(
        self, toeval: random.Random, model: type[Regel], ouder: Voorbeeld, pk: int
    ) -> Iterator[dict[str, Any]]:
        gezien = set()
        for rij in ouder.regels[model]:
            nieuw = {**rij, "beschrijving_id": pk}
            if "organisatie_id" in nieuw:
                nieuw["organisatie_id"] = self.organisaties[_zipf(toeval, len(self.organisaties))]
                if nieuw["organisatie_id"] in gezien:
                    continue
                gezien.add(nieuw["organisatie_id"])
            for kolom in model.kolommen():
                if type(kolom) is models.CharField and not kolom.choices and nieuw[kolom.name]:
                    nieuw[kolom.name] = self._tekst(toeval, kolom, nieuw[kolom.name].split())
            yield nieuw


def breid_uit(model: type[Trefwoord | Organisatie], tot: int) -> list[dict[str, Any]]:
    """The made-up rows of a free list that has to hold `tot` rows, the real ones included."""
    echt = list(model._default_manager.filter(pk__lt=EERSTE_PK).order_by("pk"))
    naamveld = "name" if model is Trefwoord else "naam"
    gemaakt = []
    for nummer in range(tot - len(echt)):
        rij, ander = echt[nummer % len(echt)], echt[nummer * 13 % len(echt)]
        naam = f"{str(rij).lower()[:40]} {str(ander).lower()[:30]} {nummer}"
        nieuw = {"id": EERSTE_PK + nummer, naamveld: naam, "slug": slugify(naam)}
        kolommen_ = {veld.attname: getattr(rij, veld.attname) for veld in rij._meta.concrete_fields}
        gemaakt.append(kolommen_ | nieuw)
    return gemaakt


def _voorbeeld(beschrijving: Beschrijving) -> Voorbeeld:
    kolommen_, woorden = {}, {}
    for veld in beschrijving._meta.concrete_fields:
        waarde = getattr(beschrijving, veld.attname)
        kolommen_[veld.attname] = waarde
        if isinstance(veld, RijkeTekst) or veld.name in KORTE_TEKSTEN:
            woorden[veld.name] = platte_tekst(waarde).split()
    regels = {}
    for relatie in beschrijving._meta.related_objects:
        model = relatie.related_model
        if relatie.one_to_many and issubclass(model, Regel):
            namen = ["volgorde", *(kolom.attname for kolom in model.kolommen())]
            rijen = getattr(beschrijving, relatie.name).all()
            regels[model] = [{naam: _kaal(getattr(rij, naam)) for naam in namen} for rij in rijen]
    return Voorbeeld(
        kolommen_,
        woorden,
        {naam: [rij.pk for rij in getattr(beschrijving, naam).all()] for naam in VERWIJZINGEN},
        len(beschrijving.trefwoorden.all()),
        regels,
    )


def _kaal(waarde: Any) -> Any:
    return waarde.name or "" if hasattr(waarde, "storage") else waarde


def _koppeling(naam: str, pk: int, doelen: list[int]) -> Modelrijen:
    """The rows that tie description `pk` to rows of a list."""
    through = getattr(Beschrijving, naam).through
    if naam in ("themas", "trefwoorden"):
        return {through: [{"content_object_id": pk, "tag_id": doel} for doel in doelen]}
    doelveld = getattr(Beschrijving, naam).rel.field.m2m_reverse_field_name()
    return {through: [{"beschrijving_id": pk, f"{doelveld}_id": doel} for doel in doelen]}


def _zipf(toeval: random.Random, aantal: int) -> int:
    """A number below `aantal`; number n about 1/n as often as the first."""
    return min(int((aantal + 1) ** toeval.random()) - 1, aantal - 1)
