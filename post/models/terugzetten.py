"""What the post knows after a back-up was restored: whether it may send, and what went before."""

from __future__ import annotations

from django.db import models
from django.utils.formats import date_format


class Postsluiting(models.Model):
    """While there is one no mail goes out: the database may not know yet what was sent before."""

    op = models.DateTimeField()
    merk = models.CharField(max_length=16, help_text="Welke back-up is teruggezet.")
    reden = models.CharField(max_length=200)

    class Meta:
        verbose_name = "sluiting van de post"
        verbose_name_plural = "sluitingen van de post"

    def __str__(self) -> str:
        return self.reden


class EerderVerzonden(models.Model):
    """A mail that went before this database was restored. `code` is that of the journal."""

    code = models.CharField(max_length=64, unique=True)
    op = models.DateTimeField()

    class Meta:
        verbose_name = "eerder verzonden mail"
        verbose_name_plural = "eerder verzonden mails"

    def __str__(self) -> str:
        return f"{self.code[:8]}, {date_format(self.op, 'j F Y')}"
