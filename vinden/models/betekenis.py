"""What texts and questions mean, as vectors; see `vinden.betekenis`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Passagevorm(models.TextChoices):
    """What a passage is: a whole section, two sentences of it, or a question that it answers."""

    SECTIE = "sectie", "sectie"
    VENSTER = "venster", "venster"
    VRAAG = "vraag", "vraag"


class Passage(models.Model):
    """A part of a document, with its vector in a column that only SQL reads.

    The table is there where PostgreSQL has pgvector; `vinden.passagetabel` makes it. `sleutel` is
    the key of a document of the model `soort`, `kenmerk` says which text was read.
    """

    soort = models.CharField(max_length=60)
    sleutel = models.BigIntegerField()
    vorm = models.CharField(max_length=10, choices=Passagevorm)
    nummer = models.IntegerField()
    kenmerk = models.BinaryField()

    class Meta:
        managed = False
        db_table = "vinden_passage"
        ordering = ["soort", "sleutel", "vorm", "nummer"]

    def __str__(self) -> str:
        return f"{self.soort} {self.sleutel}, {self.vorm} {self.nummer}"


class Leesopdracht(models.Model):
    """A document of which the worker must read the passages anew; it may be there twice."""

    soort = models.CharField(max_length=60)
    sleutel = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "leesopdrachten"

    def __str__(self) -> str:
        return f"{self.soort} {self.sleutel}"


class Vraagvector(models.Model):
    """The vector of a question, as PostgreSQL reads it; the words go as soon as it is there.

    `sleutel` is made of the words with a secret, so that nobody can read them back.
    """

    sleutel = models.CharField(max_length=64, primary_key=True)
    tekst = models.CharField(max_length=200, blank=True)
    vector = models.TextField(blank=True)
    laatst_gevraagd = models.DateField()

    class Meta:
        verbose_name_plural = "vraagvectoren"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vraagvector_zonder_woorden",
                condition=Q(tekst="") ^ Q(vector=""),
                violation_error_message="Van een vraag bewaren wij de woorden of de vector.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["laatst_gevraagd"], name="vraagvector_gebruikt"),
            models.Index(fields=["sleutel"], name="vraagvector_wacht", condition=Q(vector="")),
        ]

    def __str__(self) -> str:
        return self.sleutel


class Encoder(models.Model):
    """When some worker last said that it can read questions: one row, or none."""

    laatst_gezien = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.laatst_gezien)
