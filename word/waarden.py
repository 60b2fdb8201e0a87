"""From what stands in an answer to a value of its field, with what does not fit handed back."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from basis.tekst import een_regel
from basis.velden import DeelDatum, Keuzes, RijkeTekst
from innovaties.formaat import HOOGSTENS, velden
from innovaties.lezen.weergave import modelveld
from innovaties.models import Beschrijving
from word import tekens, vorm
from word.document import Blok, NietHerkend
from word.opmaak import als_html, canoniek

MAXIMUM_WOORD = 100
_EENHEDEN = {veld.naam: veld.eenheid for veld in velden()}


class Geen(Exception):
    """The answer gives no value: what the version holds stays."""


class Lijsten:
    """The rows of the lists by name, fetched once for a whole file."""

    def __init__(self) -> None:
        self._op_naam: dict[type[models.Model], dict[str, Any]] = {}

    def vind(self, model: type[models.Model], naam: str) -> Any:
        """The row called `naam`, whatever its capitals and accents; None when there is none."""
        if model not in self._op_naam:
            rijen = model._default_manager.all()
            self._op_naam[model] = {vorm.sleutel(str(rij)): rij for rij in rijen}
        return self._op_naam[model].get(vorm.sleutel(naam))


class Antwoord:
    """One answer, and how to read it as a value; `problemen` holds what did not fit."""

    def __init__(self, versie: Beschrijving, blok: Blok, lijsten: Lijsten, oud: Any) -> None:
        self.versie, self.blok, self.lijsten, self.oud = versie, blok, lijsten, oud
        self.naam = blok.naam
        self.doel = modelveld(blok.naam)
        self.problemen: list[NietHerkend] = []
        self.alineas = [a for rij in blok.rijen for cel in rij for a in cel]

    @cached_property
    def regels(self) -> list[str]:
        return [regel for a in self.alineas for r in a.tekst.split("\n") if (regel := r.strip())]

    def meld(self, tekst: str, reden: str) -> None:
        """Hand `tekst` back."""
        self.problemen.append(NietHerkend(vorm.koppen()[self.naam], tekst, reden))

    def waarde(self) -> Any:
        """The value, as `als_ruw` would give it. Raises Geen when there is none to take over."""
        if isinstance(self.doel, RijkeTekst):
            return self._rijk()
        if self.doel.many_to_many:
            return self._trefwoorden() if self.naam == "trefwoorden" else self._verwijzingen()
        if isinstance(self.doel, (Keuzes, models.BooleanField)):
            return self._vinkjes()
        return self._een_keuze() if self.doel.choices else self._enkel()

    def _vinkjes(self) -> list[str] | bool:
        if isinstance(self.doel, models.BooleanField):
            return bool(self._gekozen({vorm.sleutel(vorm.JA): "ja"}))
        keuzes = self.doel.base_field.choices or ()
        return sorted(self._gekozen({vorm.sleutel(str(label)): code for code, label in keuzes}))

    def _gekozen(self, opties: dict[str, Any]) -> list[Any]:
        """The ticked options. Raises Geen where it is unclear what was meant."""
        gekozen, vreemd, kaal = [], [], 0
        for regel in self.regels:
            aan, label = tekens.lees_vinkje(regel)
            bekend = opties.get(vorm.sleutel(label)) or self._vind(label)
            kaal += bekend is not None and aan is None
            if bekend is None and aan is not False:
                vreemd.append(regel)
            elif bekend is not None and aan is not False and bekend not in gekozen:
                gekozen.append(bekend)
        aantal = len(opties) or self.doel.related_model._default_manager.count()
        if kaal == aantal > 1:
            self.meld("\n".join(self.regels), "Er staat nergens een kruisje. Zet een x ervoor.")
            raise Geen
        for regel in vreemd:
            self.meld(regel, "Dit staat niet in de lijst.")
        if vreemd and not gekozen:
            raise Geen
        return gekozen

    def _vind(self, label: str) -> Any:
        """A row of the list that the file did not offer yet."""
        return self.lijsten.vind(self.doel.related_model, label) if self.doel.is_relation else None

    def _verwijzingen(self) -> list[str]:
        gekozen = self._gekozen({})
        maximum = HOOGSTENS.get(self.naam)
        if maximum and len(gekozen) > maximum:
            namen = ", ".join(str(rij) for rij in gekozen)
            self.meld(namen, f"Kies er hoogstens {maximum}; hier staan er {len(gekozen)}.")
            raise Geen
        return sorted(rij.slug for rij in gekozen)

    def _een_keuze(self) -> str:
        codes = self._gekozen({vorm.sleutel(str(label)): c for c, label in self.doel.choices})
        if len(codes) > 1:
            labels = dict(self.doel.choices)
            namen = ", ".join(str(labels[code]) for code in codes)
            self.meld(namen, "Hier staat meer dan één kruisje. Kies er één.")
            raise Geen
        if not codes and not self.doel.blank:
            self.meld("Geen kruisje", "Hier is een keuze nodig. De vorige keuze blijft staan.")
            raise Geen
        return codes[0] if codes else ""

    def _trefwoorden(self) -> list[str]:
        bekend = {vorm.sleutel(woord): woord for woord in self.oud}
        woorden: dict[str, str] = {}
        for regel in self.regels:
            delen = [regel] if vorm.sleutel(regel) in bekend else re.split(r"[,;]", regel)
            for deel in filter(None, (een_regel(deel) for deel in delen)):
                if len(deel) > MAXIMUM_WOORD:
                    self.meld(deel, f"Een trefwoord heeft hoogstens {MAXIMUM_WOORD} tekens.")
                else:
                    woorden.setdefault(vorm.sleutel(deel), bekend.get(vorm.sleutel(deel), deel))
        if len(woorden) > HOOGSTENS[self.naam]:
            te_veel = f"Kies er hoogstens {HOOGSTENS[self.naam]}; hier staan er {len(woorden)}."
            self.meld(", ".join(woorden.values()), te_veel)
            raise Geen
        return sorted(woorden.values())

    def _rijk(self) -> str:
        html = canoniek(als_html(self.alineas))
        if html == canoniek(self.oud):
            return str(self.oud)
        html = self.doel.clean(html, self.versie)
        self._vereis_lengte(len(re.sub(r"<[^>]*>", "", html)), self.doel.max_tekens)
        return str(html)

    def _vereis_lengte(self, lengte: int, maximum: int | None) -> None:
        if maximum and lengte > maximum:
            tekst = "\n".join(a.tekst for a in self.alineas)
            self.meld(tekst, f"Deze tekst heeft {lengte} tekens. Hoogstens {maximum} kan.")
            raise Geen

    def _enkel(self) -> Any:
        tekst = een_regel(" ".join(a.tekst for a in self.alineas))
        if isinstance(self.oud, str) and tekst == een_regel(self.oud):
            return self.oud
        self._vereis_lengte(len(tekst), None if _is_getypt(self.doel) else self.doel.max_length)
        try:
            waarde = typ(self.doel, tekst, _EENHEDEN.get(self.naam, ""))
            self.doel.clean(waarde, self.versie)
        except (tekens.Onleesbaar, ValidationError) as fout:
            self.meld(tekst or "Leeg", reden_van(fout))
            raise Geen from fout
        return waarde


def _is_getypt(doel: Any) -> bool:
    return isinstance(doel, (DeelDatum, models.DateField))


def typ(doel: Any, tekst: str, eenheid: str = "") -> Any:
    """`tekst` as a raw value of column `doel`. Raises Onleesbaar."""
    if isinstance(doel, models.DecimalField):
        return tekens.lees_getal(tekst, eenheid, cijfers=doel.decimal_places) if tekst else None
    if isinstance(doel, models.IntegerField):
        return int(tekens.lees_getal(tekst, eenheid)) if tekst else None
    if isinstance(doel, DeelDatum):
        return tekens.lees_deeldatum(tekst) if tekst else ""
    if isinstance(doel, models.DateField):
        return tekens.lees_dag(tekst) if tekst else None
    if isinstance(doel, models.URLField):
        return tekens.lees_url(tekst)
    return tekst


def reden_van(fout: Exception) -> str:
    """Why a value was refused, in one line."""
    return " ".join(fout.messages) if isinstance(fout, ValidationError) else str(fout)


def bestandsnaam(pad: str) -> str:
    return PurePosixPath(pad).name
