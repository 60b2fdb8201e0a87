"""Reading a wish: whether it still is one, who wants it, and who brings them together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from basis.tekst import ruime_sleutel, sorteersleutel
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from gebruikers.velden import zorg_van
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Innovatie
from organisaties.models import Organisatie
from wensen.models import Belangstelling, Match
from wensen.models.wens import BelangstellingQuerySet
from werkplek.rechten import mag_wensen


def _aantal(pad: str) -> Count:
    """How many want it too, counted over `pad`."""
    telt = {f"{pad}__bevestigd_op__isnull": False, f"{pad}__ingetrokken_op__isnull": True}
    return Count(pad, filter=Q(**telt))


def open_wens(innovatie: Innovatie) -> Beschrijving | None:
    """The live description of `innovatie` as long as it is a wish. At most one query."""
    live = innovatie.gepubliceerd
    return live if live is not None and live.soort == Soort.GEWENST else None


def was_wens(innovatie: Innovatie) -> bool:
    """Whether `innovatie` ever stood in the kennisbank as a wish. One query."""
    return _als_wens(innovatie.pk).exists()


def _als_wens(innovatie: int) -> QuerySet[Beschrijving]:
    return Beschrijving.objects.filter(
        innovatie=innovatie, soort=Soort.GEWENST, gepubliceerd_op__isnull=False
    )


def willen_ook(innovatie: int) -> BelangstellingQuerySet:
    """Those who confirmed that they want it too and did not withdraw; only these count."""
    return Belangstelling.objects.bevestigd().filter(
        innovatie=innovatie, ingetrokken_op__isnull=True
    )


def beschrijvers(wens: Beschrijving) -> list[str]:
    """The organisations that describe `wens`: whose innovatie it is, and its parties. One query."""
    eigen = Q(pk=wens.innovatie.organisatie_id) | Q(partijen__beschrijving=wens)
    namen = Organisatie.objects.filter(eigen).order_by().values_list("naam", flat=True)
    return sorted(namen.distinct(), key=sorteersleutel)


def zelfde_organisatie(een: str, ander: str) -> bool:
    """Whether two names are one: capitals, accents, spaces and dashes make no other."""
    return ruime_sleutel(een) == ruime_sleutel(ander)


def makelaars(innovatie: Innovatie) -> list[str]:
    """Whom we mail about a match: its kennismakelaar, else all of them, else the webredacteurs.

    Without one of its own any kennismakelaar may take it up; who does, invites in their name.
    """
    eigen = innovatie.kennismakelaar
    if eigen is not None and eigen.mag(Recht.MAKELT):
        return [eigen.email]
    for recht in (Recht.MAKELT, Recht.VANGT_OP):
        if adressen := list(Gebruiker.objects.met_recht(recht).values_list("email", flat=True)):
            return adressen
    return []


def mijn_matches(gebruiker: Gebruiker) -> QuerySet[Match]:
    """The open matches that wait for `gebruiker`, the oldest first: their own, and nobody's."""
    if not mag_wensen(gebruiker):
        return Match.objects.none()
    vangt_op = gebruiker.mag(Recht.MAKELT, Recht.VANGT_OP)
    mijn = zorg_van(gebruiker, "innovatie__kennismakelaar", Recht.MAKELT, vangt_op=vangt_op)
    return (
        Match.objects.filter(mijn, afgerond_op__isnull=True)
        .select_related("innovatie__gepubliceerd")
        .annotate(aantal=_aantal("innovatie__belangstellingen"))
        .order_by("ontstaan_op", "pk")
    )


def alle_wensen() -> QuerySet[Innovatie]:
    """Every live wish and every match, with `titel`, `is_wens`, `aantal` and the match.

    What waits for somebody comes first, then what has the most who want it.
    """
    laatste = Beschrijving.objects.filter(innovatie=OuterRef("pk")).order_by("-versie")
    is_wens = Q(gepubliceerd__soort=Soort.GEWENST)
    return (
        Innovatie.objects.filter(is_wens | Q(match__isnull=False))
        .select_related("match", "gepubliceerd", "kennismakelaar")
        .annotate(
            titel=Coalesce("gepubliceerd__titel", Subquery(laatste.values("titel")[:1])),
            aantal=_aantal("belangstellingen"),
            beurt=Case(
                When(match__isnull=True, then=Value(3)),
                When(match__afgerond_op__isnull=False, then=Value(4)),
                When(match__uitgenodigd_op__isnull=False, then=Value(2)),
                default=Value(1),
                output_field=IntegerField(),
            ),
        )
        .order_by("beurt", "-aantal", OpAlfabet("titel"), "pk")
    )


@dataclass(frozen=True)
class Begonnen:
    """What a description was before it began: a wish since `sinds`, of so many parties."""

    sinds: datetime
    partijen: int


def begonnen(beschrijving: Beschrijving) -> Begonnen | None:
    """Since when a bestaande innovatie was a wish, and of how many; None when it never was.

    A first version never was; for later ones one query, and one more for a wish that began.
    """
    if beschrijving.versie == 1:
        return None
    eerste = (
        _als_wens(beschrijving.innovatie_id)
        .filter(versie__lt=beschrijving.versie)
        .annotate(aantal=_aantal("innovatie__belangstellingen"))
        .order_by("versie")
        .first()
    )
    if eerste is None or eerste.gepubliceerd_op is None:
        return None
    return Begonnen(eerste.gepubliceerd_op, eerste.aantal + bool(beschrijvers(eerste)))
