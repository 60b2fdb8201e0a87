"""How often the public side has changed."""

from __future__ import annotations

from django.db import models


class Stand(models.Model):
    """How often the public side has changed: the one row that kept pages are checked against.

    Database triggers raise `nummer` in the transaction that changes anything a visitor can see,
    and `documenten` when that is a search document.
    """

    nummer = models.BigIntegerField(default=0)
    documenten = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "standen"

    def __str__(self) -> str:
        return str(self.nummer)
