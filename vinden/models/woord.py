"""The words that texts hold: what a typing error may have been meant as."""

from __future__ import annotations

from django.db import models


class Woord(models.Model):
    """A word of some search document, flat; one that no text holds any more does no harm."""

    woord = models.CharField(max_length=60, primary_key=True)

    class Meta:
        verbose_name_plural = "woorden"

    def __str__(self) -> str:
        return self.woord
