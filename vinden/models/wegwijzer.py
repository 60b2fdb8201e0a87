"""Pages of other apps, as search and the neighbours of a page see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from basis.queryplan import VAST_PLAN
from basis.velden import keuze_constraint
from organisaties.models import Regio
from vinden.keuzelijsten import OP_EEN_DAG, Wegwijzersoort
from vinden.models.document import Document, DocumentQuerySet

BUREN = 3
"""How many of each kind the pages around them show."""

_NIEUWSTE_VAN_ELKE_SOORT = """
    SELECT id, adres, soort, titel, gepubliceerd_op, in_soort FROM (
        SELECT *, row_number() OVER (
            PARTITION BY soort ORDER BY gepubliceerd_op DESC, id DESC) AS in_soort
        FROM vinden_wegwijzer WHERE soort <> 'ingang' AND id IN ({})
    ) AS buur WHERE in_soort <= %s
"""
"""Written out: for Django to write this took a twelfth of the time of a description."""


class WegwijzerQuerySet(DocumentQuerySet["Wegwijzer"]):
    def als_buur(self) -> list[Wegwijzer]:
        """The newest of each kind, with only what the pages around them show. One query."""
        return self.als_buur_met(*self.order_by().values("pk").query.sql_with_params())

    def als_buur_met(self, deze: str, params: Iterable[object]) -> list[Wegwijzer]:
        """The same of those whose keys the query `deze` gives.

        In the order of the kinds: what comes often, as a newsletter does, leaves room for the rest.
        An ingang, such as an organisation in a region, stands around no page.
        """
        vraag = VAST_PLAN + _NIEUWSTE_VAN_ELKE_SOORT.format(deze)
        gevonden: Any = self.model._default_manager.raw(vraag, [*params, BUREN])
        volgorde: list[str] = list(Wegwijzersoort)
        return sorted(gevonden, key=lambda buur: (volgorde.index(buur.soort), buur.in_soort))

    def in_regio(self, slug: str) -> WegwijzerQuerySet:
        """Those in the region `slug` or, when it is a provincie, in a zorgregio that lies in it."""
        hier = models.Q(regios__slug=slug) | models.Q(regios__provincies__slug=slug)
        return self.filter(hier).distinct()

    def van_organisatie(self, slug: str) -> WegwijzerQuerySet:
        """Those of what the organisation `slug` takes part in."""
        return self.filter(facetten__contains=[f"organisatie:{slug}"])


class Wegwijzer(Document):
    """One page that is no description: what it is about, and the words to find it by.

    The app that has the page writes it (`vinden.wegwijzers.zet`), so that what lies below can
    lead to what it does not know. Themas, elementen and innovaties declare that they have
    wegwijzers, since they lie above.
    """

    waarom = ""
    """Why it stands around another page, set by who looks for these."""

    adres = models.CharField(max_length=200, unique=True)
    soort = models.CharField(max_length=20, choices=Wegwijzersoort)
    samenvatting = models.CharField(max_length=300, blank=True)
    regios = models.ManyToManyField(Regio, related_name="wegwijzers")
    # Declared above, by the models that have wegwijzers:
    themas: Any
    innovaties: Any
    elementen: Any

    objects = WegwijzerQuerySet.as_manager()

    class Meta(Document.Meta):
        ordering = ["-gepubliceerd_op", "-pk"]
        verbose_name = "wegwijzer"
        verbose_name_plural = "wegwijzers"
        constraints: ClassVar = [keuze_constraint("wegwijzer", "soort", Wegwijzersoort, leeg=False)]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return self.adres

    @property
    def datum(self) -> datetime:
        """The day or the start of the period that the page is about."""
        return self.gepubliceerd_op

    @property
    def is_van_een_dag(self) -> bool:
        """Whether `datum` is a day that tells a reader something, and no start of a period."""
        return self.soort in OP_EEN_DAG
