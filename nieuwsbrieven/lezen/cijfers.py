"""The subscribers in numbers, and one subscriber who calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from basis.data import begin_van_dag, na_maanden
from basis.tekst import mailadres
from basis.velden import OpAlfabet
from innovaties.models import Thema
from nieuwsbrieven.keuzelijsten import Frequentie
from nieuwsbrieven.lezen.bewijs import Bewijs
from nieuwsbrieven.models import Abonnee, Levering, Toestemming
from nieuwsbrieven.models.abonnee import is_bereikbaar
from nieuwsbrieven.regels import toestemming
from organisaties.models import Regio
from post.actions.terugmeldingen import Bezorgbaarheid, stand
from post.models import Postadres

MAANDEN = 12
LAATSTE_EDITIES = 5


@dataclass(frozen=True)
class Abonneemaand:
    """Who came and who left in the month that begins at `dag`, counted as the report does."""

    dag: date
    nieuw: int
    weg: int


@dataclass(frozen=True)
class Abonneecijfers:
    """All that the page shows: numbers, no persons."""

    actief: int
    pauze: int
    onbevestigd: int
    alle_themas: int
    alle_regios: int
    frequenties: list[tuple[str, int]]
    themas: list[Thema]
    """Each with `aantal`, of those who chose it."""
    regios: list[Regio]
    maanden: list[Abonneemaand]
    post: Bezorgbaarheid


def cijfers(nu: datetime) -> Abonneecijfers:
    """The subscribers at `nu`; who takes no mail is none. Seven queries."""
    vandaag = timezone.localdate(nu)
    actief = is_bereikbaar()
    som = Abonnee.objects.aggregate(
        actief=Count("pk", actief),
        pauze=Count("pk", actief & Q(pauze_tot__gt=vandaag)),
        onbevestigd=Count("pk", Q(bevestigd_op__isnull=True)),
        alle_themas=Count("pk", actief & Q(alle_themas=True)),
        alle_regios=Count("pk", actief & Q(alle_regios=True)),
        **{f: Count("pk", actief & Q(frequentie=f)) for f in Frequentie.values},
    )
    kozen = is_bereikbaar("abonnees__")
    themas = Thema.objects.annotate(aantal=Count("abonnees", kozen)).order_by(
        "-aantal", OpAlfabet("name")
    )
    regios = Regio.objects.annotate(aantal=Count("abonnees", kozen)).filter(aantal__gt=0)
    return Abonneecijfers(
        frequenties=[(f.label, som.pop(f.value)) for f in Frequentie],
        **som,
        themas=list(themas),
        regios=list(regios.order_by("-aantal", OpAlfabet("naam"))),
        maanden=_maanden(vandaag),
        post=stand(),
    )


def _maanden(vandaag: date) -> list[Abonneemaand]:
    """The last twelve months, this one first: from the proof, which outlives who left."""
    bewijs, eerste = Bewijs(), vandaag.replace(day=1)
    dagen = [na_maanden(eerste, 1 - terug) for terug in range(MAANDEN + 1)]
    toen = [bewijs.abonnees(begin_van_dag(dag)) for dag in dagen]
    return [
        Abonneemaand(dag, nieuw=len(eind - begin), weg=len(begin - eind))
        for dag, begin, eind in zip(dagen[1:], toen[1:], toen[:-1], strict=True)
    ]


@dataclass(frozen=True)
class Dossier:
    """What we know of the address of somebody who calls."""

    email: str
    abonnee: Abonnee | None
    gestopt: Postadres | None
    bewijs: list[Toestemming]
    leveringen: list[Levering]


def dossier(email: str) -> Dossier:
    """All about `email`; the proof is found too for who was erased."""
    email = mailadres(email)
    abonnees = Abonnee.objects.filter(email=email)
    leveringen = Levering.objects.filter(email=email).order_by("-pk")
    return Dossier(
        email=email,
        abonnee=abonnees.prefetch_related("themas", "regios").first(),
        gestopt=Postadres.objects.gestopt().filter(email=email).first(),
        bewijs=toestemming.bewijs(email),
        leveringen=list(
            leveringen.select_related("editie").defer("editie__stukken")[:LAATSTE_EDITIES]
        ),
    )
