"""What search and facets read of descriptions: one narrow row for each live one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Count

from innovaties.keuzelijsten import Toepassing
from innovaties.models.beschrijving import Beschrijving
from vinden.models import Document, DocumentQuerySet


class ZoekdocumentQuerySet(DocumentQuerySet["Zoekdocument"]):
    def overgenomen(self) -> ZoekdocumentQuerySet:
        """Those that other organisations started or run too, the most adopted first."""
        elders = self.filter(
            beschrijving__elders__stand__in=(Toepassing.GESTART, Toepassing.DRAAIT)
        )
        aantal = Count("beschrijving__elders")
        return elders.annotate(aantal_elders=aantal).order_by("-aantal_elders", "sorteersleutel")


class Zoekdocument(Document):
    """The live version of one innovation as search sees it; see `innovaties.actions.indexeren`."""

    beschrijving = models.OneToOneField(
        Beschrijving, on_delete=models.CASCADE, primary_key=True, related_name="zoekdocument"
    )

    objects = ZoekdocumentQuerySet.as_manager()

    class Meta(Document.Meta):
        indexes: ClassVar = [
            *Document.Meta.indexes,
            models.Index(
                fields=["-gepubliceerd_op", "-beschrijving"], name="zoekdocument_nieuwste"
            ),
            models.Index(fields=["sorteersleutel", "beschrijving"], name="zoekdocument_titel"),
        ]
