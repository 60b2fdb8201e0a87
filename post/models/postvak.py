"""What the demo keeps instead of sending."""

from __future__ import annotations

from django.db import models


class Postvakmail(models.Model):
    """One mail as it would have gone out, with all its headers."""

    aan = models.CharField(max_length=300)
    onderwerp = models.CharField(max_length=300)
    bron = models.BinaryField()
    ontvangen_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "mail in het postvak"
        verbose_name_plural = "mails in het postvak"

    def __str__(self) -> str:
        return f"{self.onderwerp} aan {self.aan}"
