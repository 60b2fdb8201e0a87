"""Reading a tranche: what was promised, how far that is, and whether it runs behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import zorg_van
from innovaties.boven import VERSIE
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie
from trajecten.boven import BEGIN
from trajecten.models import Meedoener, Toezegging, Traject, Tranche
from trajecten.rechten import mag_tranche
from werkplek.rechten import mag_sturen

NOG_NIETS = "Nog niet begonnen"


@dataclass(frozen=True)
class Toezeggingsregel:
    """One toezegging, and the newest version of the description that it became.

    `live` is that description as visitors read it; an update that is under way takes nothing away.
    It counts for the tranche in which it first appeared (`telt`), and for no other.
    """

    toezegging: Toezegging
    titel: str
    status: str
    versie: int | None
    live: bool
    telt: bool

    @property
    def adres(self) -> str:
        """Where one works on that version."""
        return VERSIE(self.versie)

    @property
    def begin(self) -> str:
        """Where one begins the description that was promised."""
        return BEGIN(self.toezegging.pk)

    @property
    def label(self) -> str:
        """How far it is, in words."""
        if self.live:
            return Status.GEPUBLICEERD.label
        return Status(self.status).label if self.status else NOG_NIETS


@dataclass(frozen=True)
class Tranchevoortgang:
    """How far a tranche is against its target."""

    doel: int
    regels: list[Toezeggingsregel]

    @property
    def toegezegd(self) -> int:
        return len(self.regels)

    @property
    def geleverd(self) -> int:
        return sum(regel.telt for regel in self.regels)

    @property
    def per_status(self) -> list[tuple[str, int]]:
        """How many there are of each status, only of those that occur, from begin to end."""
        aantallen = Counter(regel.label for regel in self.regels)
        volgorde = [NOG_NIETS, *Status.labels]
        return [(label, aantallen[label]) for label in volgorde if aantallen[label]]


def voortgang(tranches: Iterable[Tranche]) -> dict[int, Tranchevoortgang]:
    """The progress of each of `tranches`, by its number. One query."""
    tranches = list(tranches)
    gehouden = Beschrijving.objects.exclude(status=Status.WEGGEGOOID)
    laatste = gehouden.filter(innovatie=OuterRef("innovatie")).order_by("-versie")
    zichtbaar = Beschrijving.objects.zichtbaar().filter(innovatie=OuterRef("innovatie"))
    eerste = laatste.filter(gepubliceerd_op__isnull=False).order_by("gepubliceerd_op")
    rijen: QuerySet[Any] = (
        Toezegging.objects.filter(tranche__in=tranches)
        .select_related("organisatie", "innovatie")
        .annotate(
            versie=Subquery(laatste.values("pk")[:1]),
            titel=Subquery(laatste.values("titel")[:1]),
            status=Subquery(laatste.values("status")[:1]),
            live=Exists(zichtbaar),
            verschenen=Subquery(eerste.values("gepubliceerd_op")[:1]),
        )
    )
    regels: dict[int, list[Toezeggingsregel]] = {tranche.pk: [] for tranche in tranches}
    per_pk = {tranche.pk: tranche for tranche in tranches}
    for rij in rijen:
        telt = rij.live and per_pk[rij.tranche_id].bevat(rij.verschenen)
        regel = Toezeggingsregel(rij, rij.titel or "", rij.status or "", rij.versie, rij.live, telt)
        regels[rij.tranche_id].append(regel)
    return {tranche.pk: Tranchevoortgang(tranche.doel, regels[tranche.pk]) for tranche in tranches}


def loopt_achter(tranche: Tranche, geleverd: int, vandaag: date) -> bool:
    """Whether, from halfway on, less was delivered than the time that is over asks for."""
    duur = (tranche.einde - tranche.begin).days
    voorbij = (vandaag - tranche.begin).days
    return (
        tranche.loopt(vandaag) and 2 * voorbij >= duur and geleverd < tranche.doel * voorbij // duur
    )


def ook_verschenen(tranche: Tranche) -> QuerySet[Beschrijving]:
    """Live descriptions of its theme that first appeared in its period, without being promised."""
    versies = Beschrijving.objects.filter(innovatie=OuterRef("innovatie"))
    in_periode = versies.filter(gepubliceerd_op__date__range=(tranche.begin, tranche.einde))
    eerder = versies.filter(gepubliceerd_op__date__lt=tranche.begin)
    toegezegd = Toezegging.objects.filter(tranche=tranche, innovatie=OuterRef("innovatie"))
    return (
        Beschrijving.objects.zichtbaar()
        .beschreven()
        .filter(Exists(in_periode), ~Exists(eerder), ~Exists(toegezegd), themas=tranche.thema)
        .select_related("innovatie")
        .order_by(OpAlfabet("titel"), "pk")
    )


def te_koppelen(toezegging: Toezegging) -> QuerySet[Innovatie]:
    """The innovaties of its organisation that are not in this tranche yet, with `titel`.

    Those that the organisation takes part in are among them.
    """
    laatste = Beschrijving.objects.filter(innovatie=OuterRef("pk")).order_by("-versie")
    organisatie = toezegging.organisatie_id
    van_haar = Q(organisatie=organisatie) | Q(versies__partijen__organisatie=organisatie)
    anders = Toezegging.objects.filter(tranche=toezegging.tranche_id, innovatie=OuterRef("pk"))
    return (
        Innovatie.objects.filter(van_haar)
        .filter(~Exists(anders.exclude(pk=toezegging.pk)))
        .annotate(titel=Subquery(laatste.values("titel")[:1]))
        .filter(titel__isnull=False)
        .distinct()
        .order_by(OpAlfabet("titel"), "pk")
    )


def wachtend(oproep: Tranche | Traject) -> QuerySet[Meedoener]:
    """Who answered the call, confirmed that, and got no answer yet; the oldest first."""
    meedoeners = oproep.meedoeners.filter(bevestigd_op__isnull=False)
    return meedoeners.filter(afgehandeld_op__isnull=True).order_by("bevestigd_op", "pk")


def _van(gebruiker: Gebruiker) -> Q:
    """The tranches that `gebruiker` answers for.

    Those of a kennismakelaar who left, or is none any more, are for who leads.
    """
    return zorg_van(gebruiker, "kennismakelaar", Recht.MAKELT, vangt_op=mag_sturen(gebruiker))


def met_wachtenden(gebruiker: Gebruiker) -> QuerySet[Any]:
    """The tranches of `gebruiker` whose call somebody answered: `aantal` of them, `sinds` when."""
    wacht = {"meedoeners__bevestigd_op__isnull": False, "meedoeners__afgehandeld_op": None}
    rijen = Tranche.objects.filter(_van(gebruiker), **wacht)
    return rijen.annotate(
        aantal=Count("meedoeners"), sinds=Min("meedoeners__bevestigd_op")
    ).order_by("sinds", "pk")


def achterlopend(gebruiker: Gebruiker, vandaag: date) -> list[tuple[Tranche, Tranchevoortgang]]:
    """The opened tranches of `gebruiker` that run behind. Two queries."""
    open_nu = Tranche.objects.openbaar().filter(begin__lte=vandaag, einde__gte=vandaag)
    lopend = list(open_nu.filter(_van(gebruiker)))
    stand = voortgang(lopend)
    return [
        (tranche, stand[tranche.pk])
        for tranche in lopend
        if loopt_achter(tranche, stand[tranche.pk].geleverd, vandaag)
    ]


def stappen(tranche: Tranche, door: Gebruiker, vandaag: date) -> list[str]:
    """The steps with the tranche itself that `door` can take."""
    if not mag_tranche(door, tranche):
        return []
    if tranche.geopend_op is None:
        return ["openen", *(["weggooien"] if mag_sturen(door) else [])]
    return ["sluiten"] if tranche.loopt(vandaag) else ["heropenen"]
