"""Which versions are somebody's work, and since when each has the status that it has."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gebruikers.models import Gebruiker
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.models import Schrijver


def met_sinds(qs: QuerySet[Beschrijving]) -> QuerySet[Any]:
    """With `sinds`: when each got the status that it has."""
    regels = Logregel.objects.filter(
        over_soort=Beschrijving._meta.label_lower,
        over_sleutel=OuterRef("pk"),
        naar=OuterRef("status"),
    )
    gelogd = Subquery(regels.order_by("-pk").values("op")[:1])
    return qs.annotate(sinds=Coalesce(gelogd, "gepubliceerd_op", "gewijzigd_op"))


def geschreven(gebruiker: Gebruiker) -> Q:
    """The versions in which a change by `gebruiker` is."""
    schreef = Schrijver.objects.filter(versie=OuterRef("pk"), gebruiker=gebruiker, schreef=True)
    return Q(gewijzigd_door=gebruiker) | Q(Exists(schreef))


def van(gebruiker: Gebruiker) -> Q:
    """The versions that `gebruiker` works on: by writing, or for their own organisation."""
    return geschreven(gebruiker) | Q(innovatie__organisatie__in=gebruiker.organisaties.all())


def mijn(gebruiker: Gebruiker) -> Q:
    """All that is the work of `gebruiker`: to write, to review, or to look after."""
    return (
        van(gebruiker)
        | Q(innovatie__kennismakelaar=gebruiker)
        | Q(beoordeling__beoordelaar=gebruiker)
    )
