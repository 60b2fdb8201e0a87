"""A day with a time to which people are invited: a meeting of a traject, or an overleg."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from basis.velden import dag_constraint
from gebruikers.velden import persoon

if TYPE_CHECKING:
    from trajecten.models.traject import Deelname


class Samenkomst(models.Model):
    """What puts a day in calendars. Nobody is invited to one without a time.

    `volgnummer` rises with each change that calendars must take over.
    """

    datum = models.DateField("wanneer?")
    begint = models.TimeField("van", null=True, blank=True)
    eindigt = models.TimeField("tot", null=True, blank=True)
    plaats = models.CharField(max_length=120, blank=True)
    volgnummer = models.PositiveIntegerField(default=0)
    genodigden = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = persoon()

    dit: ClassVar[str]
    """What it is called in a mail about it."""

    class Meta:
        abstract = True
        constraints: ClassVar = [
            dag_constraint("%(class)s", "datum"),
            models.CheckConstraint(
                name="%(class)s_tijden",
                condition=Q(begint__isnull=True, eindigt__isnull=True)
                | Q(begint__isnull=False, eindigt__isnull=False, eindigt__gt=F("begint")),
                violation_error_message="Vul in van wanneer tot wanneer, het begin eerst.",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where a colleague reads about it."""
        raise NotImplementedError

    @property
    def code(self) -> str:
        """Names it in calendars, and in the keys of the mails about it."""
        return f"{self._meta.model_name}-{self.pk}"

    @property
    def onderwerp(self) -> str:
        """What it is about."""
        raise NotImplementedError

    def doet_mee(self) -> Iterable[Deelname]:
        """Whose intern projectleiders are invited without being named."""
        return ()
