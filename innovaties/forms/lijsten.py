"""The forms of the lists that the webredacteur keeps: one for each kind of row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from innovaties.models import Doelgroep, Element, Methodiek, Thema, Trefwoord
from organisaties.models import Organisatie, Plaats, Regio
from werkplek.velden import KolommenForm


class WaardeForm(KolommenForm):
    """One row of a list. Its web name is made of its name, and stays."""


class ThemaForm(WaardeForm):
    class Meta:
        model = Thema
        fields = ("name", "tekst", "volgorde", "kleur", "icoon")


class TrefwoordForm(WaardeForm):
    class Meta:
        model = Trefwoord
        fields = ("name",)


class MethodiekForm(WaardeForm):
    class Meta:
        model = Methodiek
        fields = ("naam", "uitleg")


class DoelgroepForm(WaardeForm):
    class Meta:
        model = Doelgroep
        fields = ("naam", "uitleg")


class ElementForm(WaardeForm):
    class Meta:
        model = Element
        fields = ("naam", "uitleg")


class OrganisatieForm(WaardeForm):
    class Meta:
        model = Organisatie
        fields = ("naam", "soort", "toelichting", "website", "regios")


class RegioForm(WaardeForm):
    class Meta:
        model = Regio
        fields = ("naam", "soort", "provincies")


class PlaatsForm(WaardeForm):
    class Meta:
        model = Plaats
        fields = ("naam", "soort", "regios")


@dataclass(frozen=True)
class Waardelijst:
    """A list: what one row and all are called, its form, and how descriptions refer to a row."""

    naam: str
    kop: str
    form: type[WaardeForm]
    paden: tuple[str, ...] = ()

    @property
    def model(self) -> type[models.Model]:
        return self.form._meta.model

    @property
    def naamveld(self) -> str:
        """The field with the name of a row."""
        return str(next(iter(self.form.base_fields)))


LIJSTEN: Mapping[str, Waardelijst] = {
    "thema": Waardelijst("Thema", "Thema’s", ThemaForm, ("bij_themas__tag",)),
    "element": Waardelijst("Element", "Werkzame elementen", ElementForm, ("elementen__element",)),
    "methodiek": Waardelijst("Methodiek", "Methodieken", MethodiekForm, ("methodieken",)),
    "doelgroep": Waardelijst("Doelgroep", "Doelgroepen", DoelgroepForm, ("doelgroepen",)),
    "trefwoord": Waardelijst("Trefwoord", "Trefwoorden", TrefwoordForm, ("bij_trefwoorden__tag",)),
    "organisatie": Waardelijst(
        "Organisatie",
        "Organisaties",
        OrganisatieForm,
        ("partijen__organisatie", "elders__organisatie"),
    ),
    "regio": Waardelijst("Regio", "Regio’s", RegioForm, ("regios", "elders__organisatie__regios")),
    "plaats": Waardelijst("Plaats", "Plaatsen", PlaatsForm),
}
"""All of them, by the name in their address."""
