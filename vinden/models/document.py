"""What search and facets read: one narrow row for each page that can be found by them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.expressions import RawSQL


class DocumentQuerySet[D: Document](models.QuerySet[D]):
    def met(self, code: str) -> Self:
        """Those that have the facet value `code`."""
        return self.filter(facetten__contains=[code])

    def onder(self, pks: Iterable[int]) -> Self:
        """Those among `pks`, which may be thousands: one parameter instead of one each."""
        lijst = RawSQL("SELECT unnest(%s::bigint[])", [list(pks)])
        return self.filter(pk__in=lijst)

    def nieuwste(self) -> Self:
        """The newest first."""
        return self.order_by("-gepubliceerd_op", "-pk")

    def op_titel(self) -> Self:
        """By title, as in a dictionary."""
        return self.order_by("sorteersleutel", "pk")


class Document(models.Model):
    """One page as search sees it; `vinden.indexeren` writes it. `zoek` holds its lexemes.

    `zinnen` has its words alone, with their places, for who asks a phrase.

    Apart from the page's own table, so that the index holds only what visitors see and counting
    facets does not read the long texts. The primary key of a kind is that of its page; it adds
    indexes for the two orders, and its migration what `vinden.zoeken.Verzameling` asks for, and
    `noteert_wijziging`.
    """

    titel = models.CharField(max_length=120)
    sorteersleutel = models.CharField(max_length=240)
    gepubliceerd_op = models.DateTimeField()
    facetten = ArrayField(models.CharField(max_length=120))
    tekst = models.TextField()
    zoek = SearchVectorField()
    zinnen = SearchVectorField()

    is_afgeleid: ClassVar[bool] = True
    """What it says stands on the page; see `basis.personen.elders`."""

    class Meta:
        abstract = True
        indexes: ClassVar = [
            # At once: else each word of a question is looked for in a list of new ones too.
            GinIndex(fields=["zoek"], name="%(class)s_zoek", fastupdate=False),
            GinIndex(fields=["facetten"], name="%(class)s_facetten"),
        ]

    def __str__(self) -> str:
        return self.titel
