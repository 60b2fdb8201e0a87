"""A description with every field of the format filled, whatever the format holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.db import models

from basis.velden import Beeldveld, DeelDatum, MeerKeuzes, RijkeTekst
from innovaties.formaat import VELD
from innovaties.keuzelijsten import Fase, Soort, Zichtbaarheid
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import (
    Beschrijving,
    Doelgroep,
    Element,
    Illustratie,
    Methodiek,
    Regel,
    Thema,
)
from organisaties.models import Organisatie, Regio
from tests.maak import (
    maak_doelgroep,
    maak_element,
    maak_gepubliceerd,
    maak_methodiek,
    maak_organisatie,
    maak_regio,
    maak_thema,
)

_woord = itertools.count(1)

# Fields that depend on each other: a constraint would refuse the first value that fits.
SAMENHANG: dict[str, Any] = {
    "soort": Soort.GEWENST,
    "bekend": "",
    "fase": Fase.GESTOPT,
    "cijfers_onbekend": [],
    "contact_zichtbaarheid": Zichtbaarheid.OPENBAAR,
    "trefwoorden": ["samen sterk", "dichtbij huis"],
}
RIJEN: dict[type[models.Model], Any] = {
    Organisatie: maak_organisatie,
    Element: maak_element,
    Thema: maak_thema,
    Regio: maak_regio,
    Methodiek: maak_methodiek,
    Doelgroep: maak_doelgroep,
}


def maak_volledig(**anders: Any) -> Beschrijving:
    """Published, with all that it shows already fetched."""
    waarden = {naam: _waarde(veld.soort.doel) for naam, veld in VELD.items()}
    return haal(maak_gepubliceerd(**{**waarden, **SAMENHANG, **anders}))


def haal(beschrijving: Beschrijving) -> Beschrijving:
    return voor_weergave(Beschrijving.objects.filter(pk=beschrijving.pk)).get()


def als_bytes(schrijf: Callable[..., None], *beschrijvingen: Beschrijving) -> bytes:
    """What `schrijf` writes of them."""
    doel = BytesIO()
    schrijf(doel, beschrijvingen)
    return doel.getvalue()


def _waarde(veld: Any) -> Any:
    if veld.one_to_many:
        een = veld.related_model is Illustratie
        return [_regel(veld.related_model) for _ in range(1 if een else 2)]
    if veld.many_to_many:
        return [RIJEN[veld.related_model]()] if veld.related_model in RIJEN else []
    if isinstance(veld, MeerKeuzes):
        return [waarde for waarde, _label in veld.base_field.choices or ()][:2]
    if isinstance(veld, RijkeTekst):
        return f"<p>{_tekst()} <strong>{_tekst()}</strong></p><ul><li>{_tekst()}</li></ul>"
    return _enkel(veld)


def _regel(model: type[Regel]) -> Regel:
    waarden = {kolom.name: _enkel(kolom) for kolom in model.kolommen()}
    return model(**waarden)


def _enkel(veld: Any) -> Any:
    if veld.is_relation:
        return RIJEN[veld.related_model](f"rij-{next(_woord)}")
    if veld.choices:
        return veld.choices[0][0]
    vast: list[tuple[type[models.Field[Any, Any]], Any]] = [
        (DeelDatum, "2019-03"),
        (Beeldveld, "illustraties/ab12/foto.jpg"),
        (models.FileField, ""),
        (models.URLField, "https://voorbeeld.example/map/bestand.pdf"),
        (models.EmailField, "vraag@voorbeeld.example"),
        (models.CharField, _tekst()),
        (models.BooleanField, True),
        (models.DecimalField, "12.5"),
        (models.DateField, "2026-02-03"),
        (models.IntegerField, 2021),
    ]
    return next(waarde for soort, waarde in vast if isinstance(veld, soort))


def _tekst() -> str:
    return f"tekst nummer{next(_woord)}"
