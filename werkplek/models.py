"""What was loaded from the content files."""

from django.db import models


class InhoudBestand(models.Model):
    """A content file as it was loaded last, so that only a changed file is loaded again."""

    pad = models.CharField(max_length=200, unique=True)
    vingerafdruk = models.CharField(max_length=64)

    class Meta:
        verbose_name = "inhoudsbestand"
        verbose_name_plural = "inhoudsbestanden"

    def __str__(self) -> str:
        return self.pad
