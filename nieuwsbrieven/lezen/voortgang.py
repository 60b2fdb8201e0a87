"""How far an edition is, in figures. Four queries, however many readers there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus
from nieuwsbrieven.models import Editie
from nieuwsbrieven.models.levering import NIET_OPNIEUW
from nieuwsbrieven.regels.kenmerken import van_levering, zending
from post.keuzelijsten import Terugmeldsoort
from post.models import Terugmelding

LAATSTE = timedelta(minutes=3)
"""The rate is that of so long."""

KORTST = timedelta(seconds=10)


@dataclass(frozen=True)
class Reden:
    """So many for the same reason."""

    reden: str
    aantal: int


@dataclass(frozen=True)
class Voortgang:
    """The figures of an edition. `opnieuw` are those of `wacht` that failed before."""

    verzonden: int
    mislukt: int
    wacht: int
    opnieuw: int
    per_minuut: int
    klaar_op: datetime | None
    waarom_mislukt: list[Reden]
    waarom_opnieuw: list[Reden]
    terug: list[Reden]

    @property
    def totaal(self) -> int:
        return self.verzonden + self.mislukt + self.wacht

    @property
    def gedaan(self) -> int:
        return self.verzonden + self.mislukt

    @property
    def te_herhalen(self) -> bool:
        """Whether another try may reach somebody."""
        return any(rij.reden not in NIET_OPNIEUW for rij in self.waarom_mislukt)

    @property
    def procent(self) -> int:
        return 100 * self.gedaan // self.totaal if self.totaal else 100


def voortgang(editie: Editie, nu: datetime) -> Voortgang:
    """How far `editie` is at `nu`. Who got an edition of long ago is forgotten; the totals stay."""
    wacht, mislukt = Q(status=Leveringstatus.WACHT), Q(status=Leveringstatus.MISLUKT)
    sinds = max(nu - LAATSTE, editie.begonnen_op or nu)
    som = editie.leveringen.aggregate(
        verzonden=Count("pk", Q(status=Leveringstatus.VERZONDEN)),
        mislukt=Count("pk", mislukt),
        wacht=Count("pk", wacht),
        opnieuw=Count("pk", wacht & Q(pogingen__gt=0)),
        kort_geleden=Count("pk", Q(verzonden_op__gt=sinds)),
    )
    if editie.status == Editiestatus.VERZONDEN:
        som |= {"verzonden": editie.verzonden, "mislukt": editie.mislukt}
    kort_geleden = som["kort_geleden"] if editie.status == Editiestatus.BEZIG else 0
    per_minuut = kort_geleden / (max(nu - sinds, KORTST) / timedelta(minutes=1))
    te_gaan = som["wacht"] - som["opnieuw"]
    redenen = list(_redenen(editie))
    return Voortgang(
        **{naam: som[naam] for naam in ("verzonden", "mislukt", "wacht", "opnieuw")},
        per_minuut=round(per_minuut),
        klaar_op=nu + timedelta(minutes=te_gaan / per_minuut) if per_minuut and te_gaan else None,
        waarom_mislukt=[r for status, r in redenen if status == Leveringstatus.MISLUKT],
        waarom_opnieuw=[r for status, r in redenen if status == Leveringstatus.WACHT],
        terug=_terug(editie),
    )


def _redenen(editie: Editie) -> Iterator[tuple[str, Reden]]:
    """Why mails did not go (yet), the most frequent first."""
    met_reden = editie.leveringen.exclude(reden="").order_by()
    soorten = met_reden.values_list("status", "reden").annotate(aantal=Count("pk"))
    for status, reden, aantal in soorten.order_by("-aantal", "reden"):
        yield status, Reden(reden, aantal)


def _terug(editie: Editie) -> list[Reden]:
    """What came back since; what a server said at once stands with the failures."""
    later = Terugmelding.objects.filter(zending=zending(editie.pk)).exclude(
        kenmerk__startswith=van_levering("")
    )
    aantallen = dict(later.order_by().values_list("soort").annotate(Count("pk")))
    return [Reden(soort.label, aantallen[soort]) for soort in Terugmeldsoort if soort in aantallen]
