"""The question of a list: read from the address bar, and written back to it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict

from basis.tekst import een_regel
from vinden.zoeken import Verzameling, Vraag

MAXIMUM_TEKENS = 200
RELEVANTIE = ("relevantie", "Best passend")
COMPLEET = ("compleet", "Meest compleet")
OVERIGE = (("nieuwste", "Nieuwste eerst"), ("titel", "Titel (a–z)"))


class FacetVeld(forms.Field):
    """Several values of a list; those that are not `bekend` are set apart instead of refused."""

    widget = forms.SelectMultiple
    onbekend: tuple[str, ...] = ()

    def __init__(self, *, bekend: Container[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bekend = bekend

    def clean(self, value: Any) -> list[str]:
        waarden = list(dict.fromkeys(map(een_regel, value or ())))
        self.onbekend = tuple(waarde for waarde in waarden if waarde not in self.bekend)
        return [waarde for waarde in waarden if waarde in self.bekend]


class FacetFilter(django_filters.Filter):
    field_class = FacetVeld


class ZoekVeld(forms.CharField):
    """Words to search; too many are cut, which `ingekort` tells."""

    ingekort = False

    def to_python(self, value: Any) -> str:
        tekst = super().to_python(value) or ""
        self.ingekort = len(tekst) > MAXIMUM_TEKENS
        return tekst[:MAXIMUM_TEKENS].strip()


class ZoekFilter(django_filters.CharFilter):
    field_class = ZoekVeld


class SorteerVeld(forms.ChoiceField):
    """An order; an unknown one is the usual one."""

    def clean(self, value: Any) -> str:
        return str(value) if value and self.valid_value(value) else ""


class SorteerFilter(django_filters.Filter):
    field_class = SorteerVeld


class VraagFilter(django_filters.FilterSet):
    """One filter a facet of `verzameling`; `namen` are the known values of each, with labels.

    `weergaven` are the shapes in which the list can be shown beside the usual one.
    """

    q = ZoekFilter()

    def __init__(
        self,
        data: QueryDict,
        verzameling: Verzameling,
        namen: Mapping[str, Mapping[str, str]],
        weergaven: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(data, queryset=verzameling.documenten.none())
        self.facetten = verzameling.facetten
        schalen = [(facet.sleutel, facet.sorteer) for facet in self.facetten if facet.sorteer]
        self.volgordes = [RELEVANTIE, COMPLEET, *schalen, *OVERIGE]
        self.filters["sorteer"] = SorteerFilter(choices=self.volgordes)
        self.filters["weergave"] = SorteerFilter(choices=list(weergaven.items()))
        for facet in self.facetten:
            self.filters[facet.sleutel] = FacetFilter(
                field_name=facet.sleutel, bekend=namen[facet.sleutel]
            )
        self.namen = namen
        self.form.is_valid()

    @cached_property
    def vraag(self) -> Vraag:
        waarden = self.form.cleaned_data
        gekozen = {
            facet.sleutel: tuple(waarden[facet.sleutel])
            for facet in self.facetten
            if waarden[facet.sleutel]
        }
        return Vraag(waarden["q"], gekozen)

    @property
    def sorteringen(self) -> list[tuple[str, str]]:
        """The orders to choose from, the usual one first."""
        return self.volgordes if self.vraag.tekst else self.volgordes[1:]

    @property
    def sortering(self) -> str:
        """The chosen order; without words 'relevantie' has no meaning."""
        gekozen = str(self.form.cleaned_data["sorteer"])
        if not self.vraag.tekst and gekozen in ("", "relevantie"):
            return "compleet"
        return gekozen or "relevantie"

    @property
    def weergave(self) -> str:
        """The chosen shape of the list; empty for the usual one."""
        return str(self.form.cleaned_data["weergave"])

    @property
    def onbekend(self) -> list[tuple[str, str]]:
        """The values that no list knows, as (facet label, value)."""
        return [
            (facet.label, waarde)
            for facet in self.facetten
            for waarde in getattr(self.form.fields[facet.sleutel], "onbekend", ())
        ]

    @property
    def ingekort(self) -> bool:
        return bool(getattr(self.form.fields["q"], "ingekort", False))

    def adres(
        self, *, zonder: tuple[str, str] | None = None, wissen: str = "", **anders: str
    ) -> str:
        """The question as a query string.

        `zonder` leaves one value of one facet out, `wissen` a whole part ('q' or a facet), and
        `anders` sets parts, of which an empty one is left out.
        """
        delen: list[tuple[str, str]] = []
        if self.vraag.tekst and wissen != "q":
            delen.append(("q", self.vraag.tekst))
        for sleutel, waarden in self.vraag.gekozen.items():
            delen += [(sleutel, w) for w in waarden if sleutel != wissen and (sleutel, w) != zonder]
        for hoe in ("sorteer", "weergave"):
            if gekozen := str(self.form.cleaned_data[hoe]):
                delen.append((hoe, gekozen))
        delen = [(naam, waarde) for naam, waarde in delen if naam not in anders]
        delen += [(naam, waarde) for naam, waarde in anders.items() if waarde]
        return f"?{urlencode(delen)}" if delen else "?"
