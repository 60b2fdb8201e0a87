"""How often the public side has changed, and what changed last of what search knows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Stand(models.Model):
    """How often the public side has changed: the one row that kept pages are checked against.

    Database triggers raise `nummer` at the end of a transaction that changed anything a visitor
    can see, `documenten` when that is a search document, and `namen` when it is what a value is
    called. So who takes long to change much keeps nobody waiting who changes something too.
    What visitors do themselves, such as taking a seat, happens all day and stands on few pages:
    it raises `meedoen` alone.
    """

    nummer = models.BigIntegerField(default=0)
    meedoen = models.BigIntegerField(default=0)
    documenten = models.BigIntegerField(default=0)
    namen = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "standen"

    def __str__(self) -> str:
        return str(self.nummer)


class Wijziging(models.Model):
    """The last change of one search document: what a worker reads anew that knows an older one.

    Triggers write it, and give it its number when they raise `Stand.documenten`, whose row they
    hold until the commit: so who saw `nummer` saw every change up to it.
    """

    pk = models.CompositePrimaryKey("tabel", "sleutel")
    tabel = models.CharField(max_length=60)
    sleutel = models.BigIntegerField()
    nummer = models.BigIntegerField()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        indexes: ClassVar = [models.Index(fields=["nummer"], name="wijziging_nummer")]

    def __str__(self) -> str:
        return f"{self.tabel} {self.sleutel}"
