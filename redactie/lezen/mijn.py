"""Which versions are somebody's work, and since when each has the status that it has."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from gebruikers.models import Gebruiker
from gebruikers.rollen import RECHTEN, Recht
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


def verlaten() -> Combinable:
    """Whether nobody who may write a version works on it any more: those who did have left."""
    organisatie = OuterRef("innovatie__organisatie")
    eigen = Q(rollen__overlap=list(RECHTEN[Recht.BESCHRIJFT_EIGEN]), organisaties=organisatie)
    mag = Q(rollen__overlap=list(RECHTEN[Recht.BESCHRIJFT])) | eigen
    schreef = Schrijver.objects.filter(
        Q(schreef=True) | Q(versie__gewijzigd_door=None),
        versie=OuterRef(OuterRef("pk")),
        gebruiker=OuterRef("pk"),
    )
    werkt = Q(pk=OuterRef("gewijzigd_door")) | Q(organisaties=organisatie) | Q(Exists(schreef))
    return ~Exists(Gebruiker.objects.filter(mag, werkt, is_active=True))


def mijn(gebruiker: Gebruiker) -> Q:
    """All that is the work of `gebruiker`: to write, to review, or to look after."""
    return (
        van(gebruiker)
        | Q(innovatie__kennismakelaar=gebruiker)
        | Q(beoordeling__beoordelaar=gebruiker)
    )
