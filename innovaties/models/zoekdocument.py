"""What search and facets read: one narrow row for each live description."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Count
from django.db.models.expressions import RawSQL

from innovaties.keuzelijsten import Toepassing
from innovaties.models.beschrijving import Beschrijving


class ZoekdocumentQuerySet(models.QuerySet["Zoekdocument"]):
    def met(self, code: str) -> ZoekdocumentQuerySet:
        """Those that have the facet value `code`."""
        return self.filter(facetten__contains=[code])

    def onder(self, pks: Iterable[int]) -> ZoekdocumentQuerySet:
        """Those among `pks`, which may be thousands: one parameter instead of one each."""
        lijst = RawSQL("SELECT unnest(%s::bigint[])", [list(pks)])
        return self.filter(pk__in=lijst)

    def nieuwste(self) -> ZoekdocumentQuerySet:
        """The newest first."""
        return self.order_by("-gepubliceerd_op", "-pk")

    def op_titel(self) -> ZoekdocumentQuerySet:
        """By title, as in a dictionary."""
        return self.order_by("sorteersleutel", "pk")

    def overgenomen(self) -> ZoekdocumentQuerySet:
        """Those that other organisations started or run too, the most adopted first."""
        elders = self.filter(
            beschrijving__elders__stand__in=(Toepassing.GESTART, Toepassing.DRAAIT)
        )
        aantal = Count("beschrijving__elders")
        return elders.annotate(aantal_elders=aantal).order_by("-aantal_elders", "sorteersleutel")


class Zoekdocument(models.Model):
    """The live version of one innovation as search sees it; `innovaties.indexeren` writes it.

    Apart from `Beschrijving`, so that the index holds live versions only and
    counting facets does not read the long texts.
    """

    beschrijving = models.OneToOneField(
        Beschrijving, on_delete=models.CASCADE, primary_key=True, related_name="zoekdocument"
    )
    titel = models.CharField(max_length=120)
    sorteersleutel = models.CharField(max_length=240)
    gepubliceerd_op = models.DateTimeField()
    facetten = ArrayField(models.CharField(max_length=120))
    tekst = models.TextField()
    zoek = SearchVectorField()

    objects = ZoekdocumentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["zoek"], name="zoekdocument_zoek"),
            GinIndex(fields=["facetten"], name="zoekdocument_facetten"),
            models.Index(
                fields=["-gepubliceerd_op", "-beschrijving"], name="zoekdocument_nieuwste"
            ),
            models.Index(fields=["sorteersleutel", "beschrijving"], name="zoekdocument_titel"),
        ]

    def __str__(self) -> str:
        return self.titel
