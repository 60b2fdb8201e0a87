"""Mijn werk: what waits for one person, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from innovaties.onderdelen import Vereist
from innovaties.volledigheid import ontbreekt
from innovaties.weergave import voor_weergave
from logboek.models import Logregel
from redactie.doorlooptijd import werkdagen
from redactie.lezen import beoordeling_van
from redactie.models import EldersMelding, Schrijver
from redactie.rechten import mag_beoordelen, zichtbaar_voor

MEESTE = 10
"""How much of one pile is shown; who has more, has it below in the list."""


@dataclass(frozen=True)
class Taak:
    """One thing to do: where, for how long already, and what to know about it."""

    titel: str
    adres: str
    sinds: datetime
    bij: str = ""

    @property
    def wacht(self) -> str:
        """How long it waits, in words."""
        dagen = werkdagen(timezone.localdate(self.sinds), timezone.localdate())
        if dagen == 0:
            return "sinds vandaag"
        return "1 werkdag" if dagen == 1 else f"{dagen} werkdagen"


@dataclass(frozen=True)
class Stapel:
    """Tasks of one kind, the longest waiting first."""

    naam: str
    kop: str
    uitleg: str
    taken: list[Taak]
    meer: bool


def stapels(gebruiker: Gebruiker) -> list[Stapel]:
    """What waits for `gebruiker`, only what is not empty, the most pressing first."""
    return [stapel for stapel in _alle(gebruiker) if stapel.taken]


def _alle(gebruiker: Gebruiker) -> Iterator[Stapel]:
    schrijft, beoordeelt = gebruiker.schrijft, mag_beoordelen(gebruiker)
    versies = _met_sinds(zichtbaar_voor(gebruiker))
    van_mij, geschreven = _van(gebruiker), _geschreven(gebruiker)
    if schrijft:
        yield _stapel(
            "aanvullen",
            "Aanvulling gevraagd",
            "De beoordelaar zette opmerkingen bij uw tekst.",
            map(_open_punten, _rijen(versies.filter(van_mij, status=Status.AANVULLING))),
        )
    if beoordeelt:
        mijn = versies.filter(beoordeling__beoordelaar=gebruiker)
        yield _stapel(
            "beoordelingen",
            "Mijn beoordelingen",
            "Deze versies leest u na.",
            map(
                _ingediend_door,
                _rijen(mijn.filter(status__in=(Status.INGEDIEND, Status.IN_BEOORDELING))),
            ),
        )
    if beoordeelt or gebruiker.heeft(Rol.PROJECTLEIDER):
        vrij = versies.filter(status=Status.INGEDIEND, beoordeling__beoordelaar=None)
        yield _stapel(
            "te-beoordelen",
            "Wacht op een beoordelaar",
            "Niemand beoordeelt deze versies nog. U schreef er zelf niet aan.",
            map(_ingediend_door, _rijen(vrij.exclude(geschreven))),
        )
    if beoordeelt:
        yield _stapel("meldingen", "Meldingen van elders", MELDINGEN, map(_melding, _meldingen()))
    if schrijft:
        concepten = voor_weergave(versies.filter(van_mij, status=Status.CONCEPT))
        yield _stapel(
            "concepten",
            "Mijn concepten",
            "Hieraan schrijft u nog.",
            map(_nog_te_vullen, _rijen(concepten)),
        )
        te_bevestigen = versies.filter(
            _mijn_live(gebruiker), status=Status.TE_BEVESTIGEN, gepubliceerd_als__isnull=False
        )
        yield _stapel(
            "te-bevestigen",
            "Te bevestigen",
            "Vraag de contactpersoon of deze beschrijvingen nog kloppen.",
            map(_gewoon, _rijen(te_bevestigen)),
        )
    if beoordeelt:
        gepland = versies.filter(beoordeling__publiceren_op__isnull=False)
        yield _stapel(
            "gepland",
            "Geplande publicaties",
            "Deze versies gaan vanzelf live. U hoeft niets te doen.",
            map(_gepland, _rijen(gepland.order_by("beoordeling__publiceren_op"))),
        )


MELDINGEN = "Een organisatie zegt dat zij deze innovatie ook gebruikt. Neem het over, of niet."


def _stapel(naam: str, kop: str, uitleg: str, taken: Iterable[Taak]) -> Stapel:
    alle = list(taken)
    return Stapel(naam, kop, uitleg, alle[:MEESTE], meer=len(alle) > MEESTE)


def _rijen(qs: QuerySet[Beschrijving]) -> QuerySet[Beschrijving]:
    return qs.select_related("beoordeling__ingediend_door", "beoordeling__beoordelaar")[
        : MEESTE + 1
    ]


def _met_sinds(qs: QuerySet[Beschrijving]) -> QuerySet[Any]:
    """With `sinds`: when each got the status that it has; the longest ago first."""
    regels = Logregel.objects.filter(
        over_soort=Beschrijving._meta.label_lower,
        over_sleutel=OuterRef("pk"),
        naar=OuterRef("status"),
    )
    gelogd = Subquery(regels.order_by("-pk").values("op")[:1])
    return qs.annotate(sinds=Coalesce(gelogd, "gepubliceerd_op", "gewijzigd_op")).order_by(
        "sinds", "pk"
    )


def _geschreven(gebruiker: Gebruiker) -> Q:
    """The versions in which a change by `gebruiker` is."""
    schreef = Schrijver.objects.filter(versie=OuterRef("pk"), gebruiker=gebruiker, schreef=True)
    return Q(gewijzigd_door=gebruiker) | Q(Exists(schreef))


def _van(gebruiker: Gebruiker) -> Q:
    """The versions that `gebruiker` works on: by writing, or for their own organisation."""
    return _geschreven(gebruiker) | Q(innovatie__organisatie__in=gebruiker.organisaties.all())


def _mijn_live(gebruiker: Gebruiker) -> Q:
    """The live ones that `gebruiker` looks after; those of nobody are for the webredacteur."""
    mijn = _van(gebruiker) | Q(innovatie__kennismakelaar=gebruiker)
    if gebruiker.heeft(Rol.WEBREDACTEUR):
        mijn |= Q(innovatie__kennismakelaar=None)
    return mijn


def _taak(versie: Any, bij: str = "") -> Taak:
    return Taak(versie.titel, reverse("redactie:versie", args=[versie.pk]), versie.sinds, bij)


def _gewoon(versie: Any) -> Taak:
    return _taak(versie)


def _open_punten(versie: Any) -> Taak:
    beoordeling = beoordeling_van(versie)
    wie = beoordeling and beoordeling.beoordelaar
    return _taak(versie, f"gevraagd door {wie}" if wie else "")


def _ingediend_door(versie: Any) -> Taak:
    beoordeling = beoordeling_van(versie)
    return _taak(versie, f"ingediend door {beoordeling.ingediend_door}" if beoordeling else "")


def _nog_te_vullen(versie: Any) -> Taak:
    nog = len(ontbreekt(versie, Vereist.INDIENEN))
    if not nog:
        return _taak(versie, "klaar om in te dienen")
    return _taak(versie, "nog 1 onderdeel" if nog == 1 else f"nog {nog} onderdelen")


def _gepland(versie: Any) -> Taak:
    op = timezone.localtime(versie.beoordeling.publiceren_op)
    return _taak(versie, f"op {date_format(op, 'j F Y')} om {op:%H:%M}")


def _meldingen() -> QuerySet[EldersMelding]:
    return (
        EldersMelding.objects.filter(bevestigd_op__isnull=False, beoordeeld_op=None)
        .select_related("innovatie__gepubliceerd")
        .order_by("bevestigd_op", "pk")[: MEESTE + 1]
    )


def _melding(melding: EldersMelding) -> Taak:
    return Taak(
        str(melding.innovatie.gepubliceerd or melding.innovatie),
        reverse("redactie:melding", args=[melding.pk]),
        melding.bevestigd_op or melding.gemeld_op,
        f"gemeld door {melding.organisatie}",
    )


def zoek_beschrijvingen(gebruiker: Gebruiker, woorden: str, status: str) -> QuerySet[Beschrijving]:
    """Of each innovatie that `gebruiker` may see: the live version and the newest.

    The last changed first. `woorden` must all be in the title; without `status` any will do.
    """
    nieuwer = Beschrijving.objects.filter(
        innovatie=OuterRef("innovatie"), versie__gt=OuterRef("versie")
    )
    qs = zichtbaar_voor(gebruiker).filter(Q(gepubliceerd_als__isnull=False) | ~Exists(nieuwer))
    for woord in woorden.split():
        qs = qs.filter(titel__icontains=woord)
    if status:
        qs = qs.filter(status=status)
    return qs.select_related("innovatie", "gewijzigd_door").order_by("-gewijzigd_op", "-pk")
