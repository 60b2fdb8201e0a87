"""From what stands in an answer to a value of its field, with what does not fit handed back."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from basis.getypt import sleutel
from basis.tekst import een_regel
from basis.velden import zichtbare_lengte
from innovaties.formaat import VELD, soorten
from innovaties.lezen.namen_zoeken import Namen
from word import tekens, vorm
from word.blad import NietHerkend, Veldblok
from word.opmaak import als_html, canoniek

MAXIMUM_WOORD = 100


class Geen(Exception):
    """The answer gives no value: what the version holds stays."""


type Bekend = dict[type[models.Model], Namen]
"""The names of lists, as far as a file asked for them."""


class Wordantwoord:
    """One answer, and the ways to read it as a raw value; `problemen` holds what did not fit.

    Each raises Geen when there is no value to take over.
    """

    def __init__(self, blok: Veldblok, oud: Any, bekend: Bekend) -> None:
        self.blok, self.oud, self.bekend = blok, oud, bekend
        self.veld = VELD[blok.naam]
        self.soort: Any = self.veld.soort
        self.problemen: list[NietHerkend] = []
        self.alineas = [a for rij in blok.rijen for cel in rij for a in cel]

    @cached_property
    def regels(self) -> list[str]:
        return [regel for a in self.alineas for r in a.tekst.split("\n") if (regel := r.strip())]

    @cached_property
    def opvallend(self) -> set[str]:
        """Lines that someone made to stand out; what all have is how the program shows them."""
        allen = frozenset[tuple[str, str]]()
        if len(self.regels) > 1:
            allen = frozenset.intersection(*(a.nadruk for a in self.alineas))
        opvallend = (a.tekst for a in self.alineas if a.nadruk - allen)
        return {regel.strip() for tekst in opvallend for regel in tekst.split("\n")}

    def meld(self, tekst: str, reden: str) -> None:
        """Hand `tekst` back."""
        self.problemen.append(NietHerkend(vorm.koppen()[self.veld.naam], tekst, reden))

    def _gekozen(self) -> list[str]:
        """The codes of the ticked options. Raises Geen where it is unclear what was meant."""
        opties = {sleutel(label): code for code, label in self.soort.opties()}
        gekozen, vreemd, opvallend = list[str](), list[str](), dict[str, str]()
        kaal = gezien = 0
        for regel in self.regels:
            aan, label = tekens.lees_vinkje(regel)
            bekend = opties.get(sleutel(label))
            kaal += bekend is not None and aan is None
            gezien += bekend is not None
            if bekend is None:
                self._meld_vreemd(regel, label)
                vreemd += [regel] if aan is not False else []
            elif aan is not False:
                gekozen += [bekend] if bekend not in gekozen else []
            elif regel in self.opvallend:
                opvallend[bekend] = regel
        for code, regel in opvallend.items():
            if code not in gekozen:
                self.meld(regel, "Dit valt op, maar heeft geen kruisje. Zet een x ervoor.")
        gewist = not gekozen and 0 < gezien <= len(opties) / 2
        if gewist or kaal == len(opties) > 1:
            self.meld("\n".join(self.regels), "Er staat nergens een kruisje. Zet een x ervoor.")
            raise Geen
        if vreemd and not gekozen:
            raise Geen
        return gekozen

    def _meld_vreemd(self, regel: str, label: str) -> None:
        """Hand back a line that is no option, unless it is an empty box."""
        if sleutel(label):
            self.meld(regel, "Dit staat niet in de lijst.")

    def vink(self) -> bool:
        """Whether the one box is ticked."""
        return bool(self._gekozen())

    def keuze(self) -> str:
        """The code of the one option that is ticked; empty for none, where that may be."""
        codes = self._gekozen()
        if len(codes) > 1:
            namen = ", ".join(self.soort.labels(codes))
            self.meld(namen, "Hier staat meer dan één kruisje. Kies er één.")
            raise Geen
        if not codes and not self.soort.doel.blank:
            self.meld("Geen kruisje", "Hier is een keuze nodig. De vorige keuze blijft staan.")
            raise Geen
        return codes[0] if codes else ""

    def keuzes(self) -> list[str]:
        """The codes of what is ticked, no more than may be."""
        gekozen, maximum = self._gekozen(), self.veld.hoogstens
        if maximum and len(gekozen) > maximum:
            namen = ", ".join(self.soort.labels(gekozen))
            self.meld(namen, f"Kies er hoogstens {maximum}; hier staan er {len(gekozen)}.")
            raise Geen
        return sorted(gekozen)

    def trefwoorden(self) -> list[str]:
        """The words, on lines or with commas between them, spelled as the version has them."""
        bekend = {sleutel(woord): woord for woord in self.oud}
        woorden: dict[str, str] = {}
        for regel in self.regels:
            delen = [regel] if sleutel(regel) in bekend else re.split(r"[,;]", regel)
            for deel in filter(None, (een_regel(deel) for deel in delen)):
                if len(deel) > MAXIMUM_WOORD:
                    self.meld(deel, f"Een trefwoord heeft hoogstens {MAXIMUM_WOORD} tekens.")
                else:
                    woorden.setdefault(sleutel(deel), bekend.get(sleutel(deel), deel))
        maximum = self.veld.hoogstens
        if len(woorden) > maximum:
            te_veel = f"Kies er hoogstens {maximum}; hier staan er {len(woorden)}."
            self.meld(", ".join(woorden.values()), te_veel)
            raise Geen
        return sorted(woorden.values())

    def rijk(self) -> str:
        """The HTML of the paragraphs; what it was when these read the same."""
        html = canoniek(als_html(self.alineas))
        if html == canoniek(self.oud):
            return str(self.oud)
        html = self.soort.doel.clean(html, None)
        self._vereis_lengte(zichtbare_lengte(html))
        return str(html)

    def _vereis_lengte(self, lengte: int) -> None:
        if reden := te_lang(self.soort, lengte):
            self.meld("\n".join(a.tekst for a in self.alineas), reden)
            raise Geen

    def tekst(self) -> Any:
        """What its kind reads in the words, on one line."""
        tekst = een_regel(" ".join(a.tekst for a in self.alineas))
        if isinstance(self.oud, str) and tekst == een_regel(self.oud):
            return self.oud
        self._vereis_lengte(len(tekst))
        try:
            waarde = self.soort.lees(tekst)
            self.soort.doel.clean(waarde, None)
        except ValidationError as fout:
            self.meld(tekst or "Leeg", reden_van(fout))
            raise Geen from fout
        if reden := self.soort.valt_weg(tekst):
            self.meld(tekst, reden)
        return waarde


def te_lang(soort: soorten.Veldsoort, lengte: int) -> str:
    """Why a text of this length does not fit; empty when it does."""
    maximum = soort.max_tekens
    if not maximum or lengte <= maximum:
        return ""
    return f"Deze tekst heeft {lengte} tekens. Hoogstens {maximum} kan."


def reden_van(fout: ValidationError) -> str:
    """Why a value was refused, in one line."""
    return " ".join(fout.messages)
