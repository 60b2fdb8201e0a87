"""What the values of the facets are called."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, F, QuerySet, TextChoices, Value
from taggit.models import TagBase

from basis.tekst import eerste_zin, sorteersleutel
from basis.velden import OpAlfabet
from innovaties.keuzelijsten import UITLEG
from innovaties.lezen.facetten import DOMEINOVERSTIJGEND, FACETTEN, LANDELIJK
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Thema, Trefwoord
from innovaties.models.lijsten import Lijstwaarde
from organisaties.models import Regio
from vinden.facetten import ONBEKEND
from vinden.stand import per_stand

Lijstnamen = dict[str, dict[str, str]]
AFKORTING = re.compile(r"\b(?:[A-Z]{3,}|Wmo|Wlz|Zvw|Wfz|Wvggz|Wzd)\b")
"""What not every reader knows: capitals such as EPA, and the short names of laws."""


def namen(trefwoorden: Iterable[str] = ()) -> Lijstnamen:
    """The label of every value, for each facet in the order in which a reader sees them.

    Of the free keywords only those that the search index has, and `trefwoorden`.
    Kept until something changes; a query for a rare keyword.
    """
    gevonden, _ = _lees()
    if zeldzaam := set(trefwoorden) - gevonden["trefwoord"].keys():
        rijen = Trefwoord.objects.filter(slug__in=zeldzaam).values_list("slug", "name")
        gevonden = gevonden | {"trefwoord": gevonden["trefwoord"] | dict(rijen)}
    return gevonden


def uitleg() -> dict[str, str]:
    """By code, what a value means whose name has an abbreviation in it. Kept as `namen` is."""
    return _lees()[1]


@per_stand("namen")
def ligt_in() -> dict[str, list[str]]:
    """Of each zorgregio the provincies that it lies in, by web name. One query, kept."""
    gevonden = dict[str, list[str]]()
    rijen = Regio.provincies.through._default_manager.order_by(OpAlfabet("to_regio__naam"))
    for slug, om in rijen.values_list("from_regio__slug", "to_regio__slug"):
        gevonden.setdefault(slug, []).append(om)
    return gevonden


@per_stand("nummer")
def _lees() -> tuple[Lijstnamen, dict[str, str]]:
    gevonden: Lijstnamen = {facet.sleutel: {} for facet in FACETTEN}
    uitgelegd: dict[str, str] = {}
    lijsten: list[QuerySet[Any, Any]] = []
    for facet in FACETTEN:
        if issubclass(facet.lijst, TextChoices):
            onbekend = {ONBEKEND: "Niet bekend"} if facet.ook_onbekend else {}
            vast = {keuze.value: str(keuze.label) for keuze in facet.lijst}
            gevonden[facet.sleutel] = vast | onbekend
            uitgelegd |= {
                facet.code(code): UITLEG[code]
                for code, label in vast.items()
                if code in UITLEG and AFKORTING.search(label)
            }
            continue
        rijen = facet.lijst._default_manager.order_by()
        if facet.lijst is Trefwoord:
            rijen = rijen.filter(slug__in=list(BESCHRIJVINGEN.index().waarden[facet.sleutel]))
        naam = "name" if issubclass(facet.lijst, TagBase) else "naam"
        volgorde = F("volgorde") if facet.lijst is Thema else Value(0)
        lijsten.append(
            rijen.annotate(
                facet=Value(facet.sleutel, output_field=CharField()),
                label=F(naam),
                rang=volgorde,
                wat=F("uitleg") if issubclass(facet.lijst, Lijstwaarde) else Value(""),
            ).values_list("facet", "rang", "label", "slug", "wat")
        )
    eerste, *rest = lijsten
    gevuld: list[tuple[str, int, str, str, str]] = list(eerste.union(*rest, all=True).order_by())
    for sleutel, _rang, label, slug, wat in sorted(
        gevuld, key=lambda r: (*r[:2], sorteersleutel(r[2]))
    ):
        gevonden[sleutel][slug] = label
        if wat and AFKORTING.search(label):
            uitgelegd[f"{sleutel}:{slug}"] = eerste_zin(wat)
    gevonden["regio"][LANDELIJK] = "Landelijk"
    gevonden["wet"][DOMEINOVERSTIJGEND] = "Domeinoverstijgend: twee of meer wetten"
    return gevonden, uitgelegd
