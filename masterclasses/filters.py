"""The question of the list: read from the address bar, and written back to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from innovaties.models import Thema
from masterclasses.keuzelijsten import Publiek, Wijze
from masterclasses.models import Masterclass, Plek
from organisaties.models import Regio
from vinden.filters import FacetFilter

FACETTEN = {
    "thema": "Thema",
    "publiek": "Voor wie",
    "wijze": "Op locatie of online",
    "regio": "Regio",
}
MAAND = "maand"

Masterclassrijen = QuerySet[Masterclass]


def _van_regio(rijen: Masterclassrijen, _naam: str, slugs: list[str]) -> Masterclassrijen:
    """Those of these regions; a zorgregio counts for its provincies too."""
    in_regio = Q(slug__in=slugs) | Q(provincies__slug__in=slugs)
    return rijen.filter(
        pk__in=Masterclass.objects.filter(regios__in=Regio.objects.filter(in_regio))
    )


def _met_wijze(rijen: Masterclassrijen, _naam: str, wijzen: list[str]) -> Masterclassrijen:
    return rijen.filter(pk__in=Plek.objects.filter(wijze__in=wijzen).values("masterclass"))


class MasterclassFilter(django_filters.FilterSet):
    """The visible masterclasses that answer the question; the rest of the address is kept apart.

    `namen` are the values that each facet knows with their labels, `opties` those that it offers.
    Two queries.
    """

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, queryset=Masterclass.objects.zichtbaar())
        themas = {thema.slug: thema.name for thema in Thema.objects.all()}
        regios = list(_regios())
        self.namen: dict[str, dict[str, str]] = {
            "thema": themas,
            "publiek": dict(Publiek.choices),
            "wijze": dict(Wijze.choices),
            "regio": {slug: naam for slug, naam, _ in regios},
        }
        soorten: dict[str, dict[str, Any]] = {
            "thema": {"field_name": "thema__slug", "lookup_expr": "in"},
            "publiek": {"field_name": "publiek", "lookup_expr": "overlap"},
            "wijze": {"method": _met_wijze},
            "regio": {"method": _van_regio},
        }
        for sleutel, hoe in soorten.items():
            self.filters[sleutel] = FacetFilter(**hoe, bekend=self.namen[sleutel])
        self.form.is_valid()
        self.gekozen: dict[str, list[str]] = {s: self.form.cleaned_data[s] for s in FACETTEN}
        self.per_maand = data.get("weergave") == MAAND
        self.met_eerdere = self.per_maand and bool(data.get("eerder"))
        self._in_gebruik = {slug for slug, _, in_gebruik in regios if in_gebruik}

    @property
    def opties(self) -> Iterator[tuple[str, str, list[tuple[str, str, bool]]]]:
        """Each facet as (key, label, [(value, label, chosen)]); of the regions those in use."""
        for sleutel, label in FACETTEN.items():
            gekozen = self.gekozen[sleutel]
            waarden = [
                (waarde, naam, waarde in gekozen)
                for waarde, naam in self.namen[sleutel].items()
                if sleutel != "regio" or waarde in gekozen or waarde in self._in_gebruik
            ]
            if waarden:
                yield sleutel, label, waarden

    @property
    def onbekend(self) -> list[tuple[str, str]]:
        """The values that no list knows, as (facet label, value)."""
        return [
            (label, waarde)
            for sleutel, label in FACETTEN.items()
            for waarde in getattr(self.form.fields[sleutel], "onbekend", ())
        ]

    @property
    def chips(self) -> list[dict[str, str]]:
        """Each chosen value, with the address without it."""
        return [
            {"label": self.namen[sleutel][waarde], "adres": self.adres(zonder=(sleutel, waarde))}
            for sleutel, waarden in self.gekozen.items()
            for waarde in waarden
        ]

    def adres(self, *, zonder: tuple[str, str] | None = None, **anders: str) -> str:
        """The question as a query string.

        `zonder` leaves one value of one facet out, `anders` sets 'weergave' or 'eerder'.
        """
        delen = [(s, w) for s, waarden in self.gekozen.items() for w in waarden if (s, w) != zonder]
        weergave = {
            "weergave": MAAND if self.per_maand else "",
            "eerder": "ja" if self.met_eerdere else "",
        }
        delen += [(naam, waarde) for naam, waarde in (weergave | anders).items() if waarde]
        return f"?{urlencode(delen)}" if delen else "?"


def _regios() -> Iterable[tuple[str, str, bool]]:
    """All regions as (slug, name, whether a visible masterclass is about it)."""
    zichtbaar = Masterclass.objects.zichtbaar()
    eigen = zichtbaar.filter(regios=OuterRef("pk"))
    binnen = zichtbaar.filter(regios__provincies=OuterRef("pk"))
    rijen = Regio.objects.annotate(in_gebruik=Exists(eigen) | Exists(binnen))
    return rijen.values_list("slug", "naam", "in_gebruik")
