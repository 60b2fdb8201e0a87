"""What came out of an inventory: the numbers, as bars with their tables, and the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery, TextChoices

from innovaties.models import Beschrijving
from organisaties.models import Regio
from wensen.keuzelijsten import Inzet, Steun
from wensen.models import Antwoordregel, Gebied, Inventarisatie, Uitvraag

MINSTENS = 3
"""A visitor sees no group with fewer organisations: else one could tell who answered what."""

KLEINE_GROEPEN = "Kleine groepen samen"
ONBEKEND = "Meer regio’s, of niet bekend"


@dataclass(frozen=True)
class Aandeel:
    """A part of a whole; `tekst` is how a source of its own calls it."""

    aantal: int
    van: int
    tekst: str = ""

    @property
    def procent(self) -> int:
        return round(100 * self.aantal / self.van) if self.van else 0

    def __str__(self) -> str:
        return self.tekst or f"{self.aantal} van {self.van} ({self.procent}%)"


@dataclass(frozen=True)
class Grafiekrij:
    label: str
    staven: tuple[Aandeel, ...]


@dataclass(frozen=True)
class Grafiek:
    """One chart: in each row a bar for every column, with its numbers beside it."""

    sleutel: str
    titel: str
    kop: str
    kolommen: tuple[str, ...]
    rijen: Sequence[Grafiekrij]


@dataclass(frozen=True)
class GebiedAntwoorden:
    gebied: Gebied
    antwoorden: list[Antwoordregel]


@dataclass(frozen=True)
class Uitkomst:
    """`antwoorden` are of the workplace only: they stand with the name of the organisation."""

    gevraagd: int
    begonnen: int
    ingeleverd: int
    grafieken: list[Grafiek]
    antwoorden: list[GebiedAntwoorden]

    @property
    def respons(self) -> Aandeel:
        return Aandeel(self.ingeleverd, self.gevraagd)


def lees(
    inventarisatie: Inventarisatie, uitvragen: Iterable[Uitvraag], *, openbaar: bool
) -> Uitkomst:
    """The outcome of what was handed in, from `uitvragen` with organisatie and regio. Two queries.

    For a visitor (`openbaar`) small groups are not told apart.
    """
    verstuurd = [uitvraag for uitvraag in uitvragen if uitvraag.verstuurd_op]
    ingeleverd = [uitvraag for uitvraag in verstuurd if uitvraag.ingediend_op]
    gebieden = list(inventarisatie.gebieden.all())
    antwoorden = _antwoorden(ingeleverd)
    grafieken = []
    if verstuurd:
        grafieken = [*_respons(verstuurd, openbaar=openbaar)]
    if ingeleverd and not (openbaar and len(ingeleverd) < MINSTENS):
        grafieken += _inhoud(ingeleverd, gebieden, antwoorden)
    return Uitkomst(
        gevraagd=len(verstuurd),
        begonnen=sum(1 for u in verstuurd if u.begonnen_op and not u.ingediend_op),
        ingeleverd=len(ingeleverd),
        grafieken=grafieken,
        antwoorden=[] if openbaar else _per_gebied(gebieden, antwoorden),
    )


def te_noemen_regios(inventarisatie: Inventarisatie) -> QuerySet[Regio]:
    """The regions from which enough organisations answered for a visitor to be told of it."""
    ingeleverd = inventarisatie.uitvragen.filter(ingediend_op__isnull=False).order_by()
    per_regio = ingeleverd.values("regio").annotate(aantal=Count("pk"))
    return Regio.objects.filter(pk__in=per_regio.filter(aantal__gte=MINSTENS).values("regio"))


def _antwoorden(ingeleverd: list[Uitvraag]) -> list[Antwoordregel]:
    per_pk = {uitvraag.pk: uitvraag for uitvraag in ingeleverd}
    rijen = Antwoordregel.objects.filter(uitvraag__in=per_pk).order_by("uitvraag_id", "pk")
    antwoorden: list[Antwoordregel] = list(
        rijen.annotate(
            wens_versie=_laatste_versie("wens"), beschrijving_versie=_laatste_versie("innovatie")
        )
    )
    for antwoord in antwoorden:
        antwoord.uitvraag = per_pk[antwoord.uitvraag_id]
    return antwoorden


def _laatste_versie(innovatie: str) -> Subquery:
    versies = Beschrijving.objects.filter(innovatie=OuterRef(innovatie)).order_by("-versie")
    return Subquery(versies.values("pk")[:1])


def _respons(verstuurd: list[Uitvraag], *, openbaar: bool) -> Iterable[Grafiek]:
    groepen: tuple[tuple[str, str, Callable[[Uitvraag], str]], ...] = (
        ("regio", "regio", lambda u: u.regio.naam if u.regio else ONBEKEND),
        ("soort", "soort organisatie", lambda u: u.organisatie.get_soort_display()),
    )
    for sleutel, naam, van in groepen:
        per_groep: dict[str, list[Uitvraag]] = {}
        for uitvraag in verstuurd:
            per_groep.setdefault(van(uitvraag), []).append(uitvraag)
        if openbaar:
            per_groep = _zonder_kleine(per_groep)
        if len(per_groep) > 1 or not openbaar:
            yield Grafiek(
                sleutel,
                f"Respons per {naam}",
                naam.capitalize(),
                ("Leverde in",),
                [_respons_van(groep, leden) for groep, leden in per_groep.items()],
            )


def _respons_van(groep: str, leden: list[Uitvraag]) -> Grafiekrij:
    return Grafiekrij(groep, (Aandeel(sum(1 for lid in leden if lid.ingediend_op), len(leden)),))


def _zonder_kleine(per_groep: dict[str, list[Uitvraag]]) -> dict[str, list[Uitvraag]]:
    """The groups by name; the small ones together, with others until those are no few either."""
    samen: list[Uitvraag] = []
    over = dict(sorted(per_groep.items()))
    for naam in sorted(over, key=lambda naam: len(over[naam])):
        if len(over[naam]) < MINSTENS or 0 < len(samen) < MINSTENS:
            samen += over.pop(naam)
    return {**over, KLEINE_GROEPEN: samen} if samen else over


def _inhoud(
    ingeleverd: list[Uitvraag], gebieden: list[Gebied], antwoorden: list[Antwoordregel]
) -> Iterable[Grafiek]:
    aantal = len(ingeleverd)

    def met(gebied: Gebied, vraag: str) -> Aandeel:
        gegeven = [a for a in antwoorden if a.gebied_id == gebied.pk and getattr(a, vraag).strip()]
        return Aandeel(len(gegeven), aantal)

    yield Grafiek(
        "gebieden",
        "Wat er is, en wat men wil",
        "Gebied",
        ("Heeft al iets", "Wil iets"),
        [
            Grafiekrij(g.naam, (met(g, "bestaand"), met(g, "gewenst")))
            for g in gebieden
            if not g.is_vraag
        ],
    )
    yield _keuzes("steun", "Welke steun men wil", "Steun", Steun, ingeleverd)
    yield _keuzes("inzet", "Wat men zelf wil inzetten", "Eigen inzet", Inzet, ingeleverd)


def _keuzes(
    naam: str, titel: str, kop: str, lijst: type[TextChoices], ingeleverd: list[Uitvraag]
) -> Grafiek:
    rijen = [
        Grafiekrij(
            str(keuze.label),
            (Aandeel(sum(keuze in getattr(u, naam) for u in ingeleverd), len(ingeleverd)),),
        )
        for keuze in lijst
    ]
    return Grafiek(naam, titel, kop, ("Koos dit",), rijen)


def _per_gebied(gebieden: list[Gebied], antwoorden: list[Antwoordregel]) -> list[GebiedAntwoorden]:
    return [
        GebiedAntwoorden(
            gebied,
            [a for a in antwoorden if a.gebied_id == gebied.pk and (a.bestaand or a.gewenst)],
        )
        for gebied in gebieden
    ]


def elders(inventarisatie: Inventarisatie) -> Grafiek | None:
    """The shares that the source of an inventory held elsewhere names; None without. One query."""
    regels = [regel for regel in inventarisatie.uitkomsten.all() if regel.aandeel]
    if not regels:
        return None
    return Grafiek(
        "aandeel",
        "Hoeveel organisaties dit zeiden",
        "Onderwerp",
        ("Aandeel",),
        [Grafiekrij(r.gebied, (Aandeel(r.procent or 0, 100, r.aandeel),)) for r in regels],
    )
