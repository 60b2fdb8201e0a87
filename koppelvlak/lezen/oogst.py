"""What a harvester asks (OAI-PMH 2.0), and the records that answer it.

A record is an innovatie that everybody could read once; one from the archive stays, as deleted.
They come in the order in which they changed: what changes meanwhile moves to the end, so that
nothing is passed over. Where one is says its token, which nobody keeps and nobody else can make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from basis.adressen import oai_naam
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Innovatie, Thema
from innovaties.uitvoer.gegevenssets import INNOVATIES
from koppelvlak.lezen.peil import peilmoment
from vinden.gegevens import met_velden

PER_KEER = 50
"""With all that they say; a worker keeps for good what a hundred take for a moment."""
GELDIG = timedelta(days=7)
"""How long a token is taken."""

SECONDEN, DAGEN = "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"
VORMEN = ("oai_dc", "nieuwewegen")
SET = "thema:"
SOORT = "innovatie"
ZOUT = "koppelvlak.oogst"


class OogstFout(Exception):
    """What the protocol calls an error: its code, and in Dutch what is the matter."""

    def __init__(self, code: str, uitleg: str) -> None:
        super().__init__(uitleg)
        self.code = code


@dataclass(frozen=True)
class Record:
    """An innovatie as a harvester meets it; `beschrijving` is None for one from the archive.

    And for one that left the set `uit`, for who harvests that.
    """

    innovatie: Innovatie
    beschrijving: Beschrijving | None
    uit: str = ""

    @property
    def naam(self) -> str:
        """By which a harvester knows it."""
        return oai_naam(SOORT, self.innovatie.slug)

    @property
    def veranderd_op(self) -> datetime:
        """Its datestamp."""
        return self.innovatie.veranderd_op or datetime.min.replace(tzinfo=UTC)

    @property
    def sets(self) -> list[str]:
        """The sets that it is in: its themes, of one from the archive its last ones.

        Of one that left the set that is harvested only that.
        """
        if self.uit:
            return [f"{SET}{self.uit}"]
        laatste: Any = self.beschrijving or next(iter(self.innovatie.oude_versies), None)  # type: ignore[attr-defined]
        return [f"{SET}{thema.slug}" for thema in laatste.themas.all()] if laatste else []


@dataclass(frozen=True)
class Oogst:
    """A list that a harvester reads, `gezien` records of it already: the last one was `na`.

    It was begun at `peil`, from which the harvester asks next time, whatever changed since.
    """

    vorm: str
    thema: str = ""
    van: str = ""
    tot: str = ""
    na: tuple[str, int] | None = None
    gezien: int = 0
    peil: str = ""

    @classmethod
    def van_begin(cls, get: Mapping[str, str]) -> Oogst:
        """The list that the arguments `get` ask for. Raises OogstFout."""
        if (vorm := get.get("metadataPrefix", "")) not in VORMEN:
            _weiger_vorm(vorm)
        van, tot = get.get("from", ""), get.get("until", "")
        begin, einde = _lees_moment(van, begin=True), _lees_moment(tot, begin=False)
        if van and tot and (len(van) != len(tot) or begin >= einde):
            raise OogstFout("badArgument", "‘from’ ligt voor ‘until’, en is even precies.")
        thema = get.get("set", "")
        if thema and not Thema.objects.filter(slug=thema.removeprefix(SET)).exists():
            raise OogstFout("noRecordsMatch", "Deze set is er niet; ‘ListSets’ noemt ze alle.")
        return cls(vorm, thema.removeprefix(SET), van, tot, peil=peilmoment().isoformat())

    @classmethod
    def van_token(cls, token: str) -> Oogst:
        """The list that goes on where `token` says. Raises OogstFout."""
        try:
            velden = signing.loads(token, salt=ZOUT, max_age=GELDIG)
        except signing.BadSignature as fout:
            uitleg = "Dit token kennen wij niet, of het is ouder dan een week. Begin opnieuw."
            raise OogstFout("badResumptionToken", uitleg) from fout
        return cls(**{**velden, "na": tuple(velden["na"])})

    def deel(self) -> tuple[list[Record], str]:
        """The next records, and the token for what comes after: empty when that is nothing."""
        rijen = list(self._rijen()[: PER_KEER + 1])
        records = [self._in_set(een) for een in _records(rijen[:PER_KEER])]
        if not records:
            raise OogstFout("noRecordsMatch", "Hier is niets dat daaraan voldoet.")
        if len(rijen) <= PER_KEER:
            return records, ""
        laatste = records[-1]
        na = (laatste.veranderd_op.isoformat(), laatste.innovatie.pk)
        verder = replace(self, na=na, gezien=self.gezien + len(records))
        return records, signing.dumps(asdict(verder), salt=ZOUT, compress=True)

    def _rijen(self) -> QuerySet[Innovatie]:
        rijen = ooit_openbaar()
        if self.van:
            rijen = rijen.filter(veranderd_op__gte=_lees_moment(self.van, begin=True))
        if self.tot:
            rijen = rijen.filter(veranderd_op__lt=_lees_moment(self.tot, begin=False))
        if self.na:
            moment, pk = datetime.fromisoformat(self.na[0]), self.na[1]
            rijen = rijen.filter(Q(veranderd_op=moment, pk__gt=pk) | Q(veranderd_op__gt=moment))
        if self.thema:
            met_thema = Beschrijving.objects.filter(
                gepubliceerd_op__isnull=False, bij_themas__tag__slug=self.thema
            )
            rijen = rijen.filter(pk__in=met_thema.order_by().values("innovatie"))
        return rijen

    def _in_set(self, record: Record) -> Record:
        """`record` for who harvests the set: gone from it when its text left that theme."""
        nu = record.beschrijving
        if not self.thema or nu is None or self.thema in {een.slug for een in nu.themas.all()}:
            return record
        return replace(record, beschrijving=None, uit=self.thema)


def ooit_openbaar() -> QuerySet[Innovatie]:
    """All that everybody could read once, in the order in which it changed."""
    oud = Beschrijving.objects.filter(status=Status.GEARCHIVEERD).order_by("-versie")
    versies = Prefetch(
        "versies",
        oud.only("innovatie_id", "versie").prefetch_related("themas"),  # type: ignore[misc]
        to_attr="oude_versies",
    )
    rijen = Innovatie.objects.filter(veranderd_op__isnull=False).prefetch_related(versies)
    return rijen.order_by("veranderd_op", "pk")


def vind(naam: str) -> Record:
    """The record that is called `naam`. Raises OogstFout."""
    begin = oai_naam(SOORT)
    rijen = list(ooit_openbaar().filter(slug=naam.removeprefix(f"{begin}:")))
    if not rijen or not naam.startswith(f"{begin}:"):
        raise OogstFout("idDoesNotExist", f"Wij kennen dit niet. Een naam begint met {begin}:.")
    return _records(rijen)[0]


def eerste_moment() -> datetime:
    """The datestamp before which no record is."""
    eerste = Innovatie.objects.filter(veranderd_op__isnull=False).order_by("veranderd_op").first()
    return (eerste and eerste.veranderd_op) or timezone.now()


def _weiger_vorm(vorm: str) -> None:
    if not vorm:
        raise OogstFout("badArgument", "Zeg met ‘metadataPrefix’ in welke vorm u het wilt.")
    raise OogstFout("cannotDisseminateFormat", f"Kies uit: {', '.join(VORMEN)}.")


def controleer_vorm(vorm: str) -> None:
    """Raises OogstFout for a form in which we have nothing."""
    if vorm not in VORMEN:
        _weiger_vorm(vorm)


def _lees_moment(tekst: str, *, begin: bool) -> datetime:
    """The first moment of what `tekst` says, or the first after it. Raises OogstFout."""
    if not tekst:
        return datetime.min.replace(tzinfo=UTC)
    vorm = DAGEN if len(tekst) == len("2026-01-01") else SECONDEN
    duur = timedelta(days=1) if vorm == DAGEN else timedelta(seconds=1)
    try:
        moment = datetime.strptime(tekst, vorm).replace(tzinfo=UTC)
        return moment if begin else moment + duur
    except (ValueError, OverflowError) as fout:
        uitleg = (
            f"Schrijf een moment zoals {timezone.localdate():%Y-%m-%d} of 2026-01-31T12:00:00Z."
        )
        raise OogstFout("badArgument", uitleg) from fout


def _records(rijen: list[Innovatie]) -> list[Record]:
    """`rijen` with all that their descriptions tell, in a fixed number of queries."""
    levend = INNOVATIES.rijen().filter(gepubliceerd_als__in=[rij.pk for rij in rijen])
    zichtbaar = met_velden(levend, INNOVATIES.velden())
    gevonden = {beschrijving.innovatie_id: beschrijving for beschrijving in zichtbaar}
    return [Record(rij, gevonden.get(rij.pk)) for rij in rijen]
