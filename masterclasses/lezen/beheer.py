"""What the organiser reads of a masterclass: how full it is, what comes next, who did what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase, Verslagstatus, Wijze
from masterclasses.models import Aanmelding, Masterclass, Verslag
from masterclasses.models.masterclass import MasterclassQuerySet


@dataclass(frozen=True)
class Plekken:
    """How full a masterclass is for one wijze."""

    wijze: Wijze
    totaal: int
    bezet: int
    bevestigd: int = 0
    vastgehouden: int = 0
    wachtlijst: int = 0

    @property
    def vrij(self) -> int:
        return self.totaal - self.bezet


@dataclass(frozen=True)
class Masterclassrij:
    """One masterclass in the planning."""

    masterclass: Masterclass
    plekken: list[Plekken]
    wachtlijst: int
    heeft_verslag: bool


def met_stand(qs: MasterclassQuerySet) -> MasterclassQuerySet:
    """With all that `rijen` reads, in one query."""
    wachtend = Aanmelding.objects.filter(
        masterclass=OuterRef("pk"), status=Aanmeldstatus.WACHTLIJST
    )
    aantal = wachtend.order_by().values("masterclass").annotate(n=Count("pk")).values("n")
    verslag = Verslag.objects.filter(masterclass=OuterRef("pk"), status=Verslagstatus.GEPUBLICEERD)
    return (
        qs.met_plekken()
        .select_related("thema", "organisator")
        .annotate(
            wachtlijst=Coalesce(Subquery(aantal, output_field=IntegerField()), 0),
            heeft_verslag=Exists(verslag),
        )
    )


def rijen(masterclasses: Iterable[Masterclass]) -> list[Masterclassrij]:
    """`masterclasses` (from `met_stand`) as the planning shows them."""
    return [
        Masterclassrij(
            masterclass,
            [
                Plekken(wijze, totaal, totaal - getattr(masterclass, f"{wijze}_vrij"))
                for wijze in Wijze
                if (totaal := getattr(masterclass, wijze))
            ],
            masterclass.wachtlijst,  # type: ignore[attr-defined]
            masterclass.heeft_verslag,  # type: ignore[attr-defined]
        )
        for masterclass in masterclasses
    ]


@dataclass(frozen=True)
class Aanmeldcijfers:
    """Who comes, who waits, and who waits for the organiser."""

    plekken: list[Plekken]
    te_beoordelen: int
    lopend: int


def cijfers(masterclass: Masterclass) -> Aanmeldcijfers:
    """The figures of `masterclass` as it is now."""
    groepen = masterclass.aanmeldingen.lopend().order_by().values_list("wijze", "status")
    per = {
        (wijze, status): (n, met_plek)
        for wijze, status, n, met_plek in groepen.annotate(n=Count("pk"), vast=Count("plek"))
    }
    totalen = dict(masterclass.plekken.order_by().values_list("wijze").annotate(n=Count("pk")))

    def plekken(wijze: Wijze) -> Plekken:
        bevestigd, _ = per.get((wijze, Aanmeldstatus.BEVESTIGD), (0, 0))
        vast = sum(
            per.get((wijze, status), (0, 0))[1]
            for status in (Aanmeldstatus.TE_BEVESTIGEN, Aanmeldstatus.AANGEBODEN)
        )
        wachtlijst, _ = per.get((wijze, Aanmeldstatus.WACHTLIJST), (0, 0))
        return Plekken(wijze, totalen.get(wijze, 0), bevestigd + vast, bevestigd, vast, wachtlijst)

    return Aanmeldcijfers(
        [plekken(wijze) for wijze in Wijze if totalen.get(wijze)],
        sum(n for (_, status), (n, _) in per.items() if status == Aanmeldstatus.TE_BEOORDELEN),
        sum(n for n, _ in per.values()),
    )


def stappen(masterclass: Masterclass, nu: datetime) -> list[str]:
    """The steps that an organiser can take with `masterclass` at `nu`."""
    mogelijk = ["kopieren"]
    if masterclass.fase == Masterclassfase.CONCEPT:
        mogelijk += ["aankondigen", "verwijderen"]
    elif masterclass.fase == Masterclassfase.AANGEKONDIGD and masterclass.begin > nu:
        mogelijk += ["verplaatsen", "afgelasten"]
    return mogelijk


@dataclass(frozen=True)
class Knop:
    """The next sensible step: its words, the name of its route, and the step in it."""

    tekst: str
    route: str
    stap: str = ""


def volgende(
    masterclass: Masterclass, stand: Aanmeldcijfers, *, compleet: bool, verslag: bool
) -> Knop:
    """What an organiser most likely wants to do now."""
    nu = timezone.now()
    if masterclass.fase == Masterclassfase.CONCEPT:
        return (
            Knop("Aankondigen", "stap", "aankondigen")
            if compleet
            else Knop("Verder invullen", "bewerken")
        )
    if masterclass.fase == Masterclassfase.AFGELAST:
        return Knop("Maak een nieuwe, met deze inhoud", "stap", "kopieren")
    if masterclass.is_voorbij(nu):
        return (
            Knop("Bekijk de evaluaties", "evaluaties")
            if verslag
            else Knop("Schrijf het verslag", "verslag")
        )
    if stand.te_beoordelen:
        return Knop("Beoordeel de aanmeldingen", "deelnemers")
    if timezone.localdate(masterclass.begin) == timezone.localdate(nu):
        return Knop("Inchecken", "inchecken")
    return Knop("Bekijk de deelnemers", "deelnemers")
