"""All that has a name and a page, in memory: for what a reader types, and what a question names."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from itertools import chain, count, islice
from operator import and_
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet, TextChoices
from django.urls import reverse

from basis.tekst import eerste_zin
from innovaties.keuzelijsten import UITLEG
from innovaties.lezen.facetten import CODE_GENOEMD, FACETTEN, INGANGEN, WAAR_HET_DRAAIT
from innovaties.lezen.naamwijzer import MEESTE_LIJKEND, Naam, Naamwijzer, Rang
from innovaties.models import Thema, Trefwoord, Zoekdocument
from organisaties.keuzelijsten import Plaatssoort
from organisaties.lezen import plaatsen
from organisaties.models import Organisatie, Regio
from vinden.facetten import Facet
from vinden.herken import Genoemd, Namenlijst
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import DocumentQuerySet, Wegwijzer
from vinden.namen import andere_namen
from vinden.paginas import PAGINAS, Pagina
from vinden.stand import Standen, stand
from vinden.tekens import brokken, plat
from vinden.vraag import ontleed, zonder_niet
from vinden.wijzigingen import gewijzigd
from vinden.woorden import STOPWOORDEN

MINSTENS = 2
"""Letters before anything is offered."""
MEESTE = 8
"""How many are offered."""
VAN_EEN_GROEP = 3
"""How many of one group, as long as another has any."""
MEESTE_TITELS = 10_000
"""Of very many pages the newest are offered, so that reading them anew takes no time."""
MEESTE_TERMEN = 6

TERM, ANDERE_NAAM, PAGINA, INNOVATIE, PLAATS = (
    "term",
    "andere naam",
    "pagina",
    "innovatie",
    "plaats",
)
LES = str(Wegwijzersoort.LES.label)


VASTE, WEGWIJZERS, INNOVATIES, PLAATSEN = range(4)
"""In which order names come; within each in one of its own."""


@dataclass
class Lijsten:
    """The names that stand in lists, which change seldom."""

    wijzer: Naamwijzer
    van_code: dict[str, Naam] = field(default_factory=dict)
    """The values of facets and the fixed pages, by their code."""
    provincies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of each regio, by web name, the provincies that it lies in."""
    paginas: Namenlijst = field(default_factory=Namenlijst)


@dataclass
class Titels:
    """The titles of the newest documents."""

    wijzer: Naamwijzer
    innovaties: Mapping[int, Naam]
    wegwijzers: Mapping[int, Naam]

    @property
    def namen(self) -> set[Naam]:
        return {*self.innovaties.values(), *self.wegwijzers.values()}


@dataclass
class Gids:
    """All names. `stand` is how often anything had changed when they were read."""

    stand: Standen
    lijsten: Lijsten
    titels: Titels

    @property
    def van_code(self) -> Mapping[str, Naam]:
        return self.lijsten.van_code

    @cached_property
    def van_adres(self) -> Mapping[str, Naam]:
        """The values and the fixed pages, by their address."""
        return {naam.adres: naam for naam in self.van_code.values()}

    @property
    def van_innovatie(self) -> Mapping[int, Naam]:
        return self.titels.innovaties

    @property
    def provincies(self) -> Mapping[str, tuple[str, ...]]:
        return self.lijsten.provincies

    @property
    def vaste_paginas(self) -> list[Naam]:
        """The pages that are about no row."""
        return [self.van_code[_code(pagina)] for pagina in PAGINAS]

    def begint(self, tekst: str) -> list[Naam]:
        """The names of which some words begin as those of `tekst`; else those that look like it."""
        if len(plat(tekst).strip()) < MINSTENS:
            return []
        namen = self._met(tekst, self._met_begin, half=True)
        return _beste(namen, plat(tekst)) if namen else self.lijkt_op(tekst)

    def lijkt_op(self, tekst: str) -> list[Naam]:
        """The names with words that `tekst` may be typing errors of."""
        return _beste(self._met(tekst, self._met_lijkend), plat(tekst))

    def termen(
        self, tekst: str, genoemd: Iterable[Genoemd], paginas: Collection[Genoemd]
    ) -> list[Naam]:
        """The pages that a question is about: the values that it names, pages, and titles.

        `genoemd` are the values, `paginas` the fixed pages that it names. A title is meant when it
        holds every word of the question, and none that must not be there. A page that is named by
        some of its words comes after the values: 'contact' in 'vast contact'.
        """
        heel = [een for een in paginas if een.deel == 1]
        deels = [een for een in paginas if een.deel < 1]
        alle = (*heel, *genoemd, *deels)
        meest_eigen = sorted(alle, key=lambda een: (not een.eigen, -een.telt))
        namen = [self.van_code[een.code] for een in meest_eigen if een.code in self.van_code]
        titels = sorted(self._met(zonder_niet(tekst), self._met_woord), key=_rang)
        namen += [een for een in titels if een.groep == TERM or een.soort == LES]
        niet = set().union(
            *(reduce(and_, map(self._met_woord, delen)) for delen in ontleed(tekst).niet)
        )
        met_pagina = {
            een.adres: een for een in reversed(namen) if een.met_pagina and een not in niet
        }
        volgorde = dict.fromkeys(een.adres for een in namen if een.adres in met_pagina)
        return [met_pagina[adres] for adres in islice(volgorde, MEESTE_TERMEN)]

    def genoemde_paginas(self, tekst: str, gewichten: Sequence[float] = ()) -> list[Genoemd]:
        """The fixed pages that words of `tekst` name; `gewichten` is what each of these weighs."""
        termen = ontleed(tekst).termen
        weegt = gewichten if any(gewichten) else [1] * len(termen)
        return [
            replace(naam, deel=sum(weegt[begin:einde]) / sum(weegt))
            for begin, einde, namen in self.lijsten.paginas.herken([t.delen for t in termen])
            for naam in namen
        ]

    def _met(
        self, tekst: str, zoek: Callable[[str], set[Naam]], *, half: bool = False
    ) -> set[Naam]:
        """The names that have all words of `tekst`, each as `zoek` finds it.

        With `half` the last one may be the begin of a word.
        """
        alle = list(brokken(tekst))
        gevraagd = [een for een in alle if not STOPWOORDEN.issuperset(een.delen)]
        if half and alle[-1:] != gevraagd[-1:]:
            gevraagd += alle[-1:]
        if not gevraagd:
            return set()
        return reduce(
            and_, (zoek(een.aaneen) or reduce(and_, map(zoek, een.delen)) for een in gevraagd)
        )

    def _met_woord(self, woord: str) -> set[Naam]:
        return {naam for wijzer in self._wijzers for naam in wijzer.met_woord(woord)}

    def _met_begin(self, begin: str) -> set[Naam]:
        return {naam for wijzer in self._wijzers for naam in wijzer.met_begin(begin)}

    def _met_lijkend(self, woord: str) -> set[Naam]:
        if len(woord) < MINSTENS * 2:
            return set()
        lijkend = sorted({paar for wijzer in self._wijzers for paar in wijzer.lijkend(woord)})
        woorden = [een for _, een in lijkend[:MEESTE_LIJKEND]]
        return {naam for een in woorden for naam in self._met_woord(een)}

    @property
    def _wijzers(self) -> tuple[Naamwijzer, Naamwijzer]:
        return self.lijsten.wijzer, self.titels.wijzer


def _rang(naam: Naam) -> Rang:
    return naam.rang


def _beste(namen: Iterable[Naam], begin: str) -> list[Naam]:
    """The first of each group, those whose title begins so in front; no title or page twice."""

    def rang(naam: Naam) -> tuple[bool, Rang]:
        return not naam.plat.startswith(begin), naam.rang

    uniek = dict[str, Naam]()
    for naam in sorted(namen, key=rang):
        uniek.setdefault(naam.plat, naam)
    per_adres = {naam.adres: naam for naam in reversed(uniek.values())}
    voor, na, groepen = list[Naam](), list[Naam](), Counter[str]()
    for naam in sorted(per_adres.values(), key=rang):
        groepen[naam.groep] += 1
        (voor if groepen[naam.groep] <= VAN_EEN_GROEP else na).append(naam)
    return sorted((voor + na)[:MEESTE], key=rang)


_slot = threading.Lock()
bewaard: list[Gids] = []
"""The last guide."""


def gids() -> Gids:
    """All names as they are now: read once, and after that what changed of them."""
    if (nu := stand("documenten", "namen")).eigen:
        return Gids(nu, _lijsten(), _ververs(None, nu))
    if not _is_van(nu):
        with _slot:
            nu = stand("documenten", "namen")
            if not _is_van(nu):
                oud = bewaard[0] if bewaard else None
                lijsten = oud.lijsten if oud and oud.stand.namen == nu.namen else _lijsten()
                bewaard[:] = [Gids(nu, lijsten, _ververs(oud, nu))]
    return bewaard[0]


def _is_van(nu: Standen) -> bool:
    """Whether the last guide has every name of `nu`: another thread may have read a newer one."""
    if not bewaard:
        return False
    gelezen = bewaard[0].stand
    return gelezen.documenten >= nu.documenten and gelezen.namen >= nu.namen


def _ververs(oud: Gids | None, nu: Standen) -> Titels:
    """The titles of the newest pages, of which those that `oud` has are read only when changed."""
    if oud and oud.stand.documenten == nu.documenten:
        return oud.titels
    anders = gewijzigd(oud.stand.documenten) if oud else None
    beschrijvingen, paginas = Zoekdocument.objects.nieuwste(), Wegwijzer.objects.nieuwste()
    paginas = paginas.exclude(soort=Wegwijzersoort.INGANG)
    if oud is None or anders is None:
        innovaties = dict(_innovaties(beschrijvingen[:MEESTE_TITELS]))
        wegwijzers = dict(_wegwijzers(paginas[:MEESTE_TITELS]))
        namen = chain(innovaties.values(), wegwijzers.values())
        return Titels(Naamwijzer(namen), innovaties, wegwijzers)
    titels = Titels(
        oud.titels.wijzer,
        _bij(oud.titels.innovaties, anders, beschrijvingen, _innovaties),
        _bij(oud.titels.wegwijzers, anders, paginas, _wegwijzers),
    )
    weg, erbij = oud.titels.namen - titels.namen, titels.namen - oud.titels.namen
    return replace(titels, wijzer=oud.titels.wijzer.anders(weg, erbij))


def _bij(
    oud: Mapping[int, Naam],
    anders: Mapping[str, set[int]],
    nieuwste: DocumentQuerySet[Any],
    lees: Callable[[Any], Iterator[tuple[int, Naam]]],
) -> Mapping[int, Naam]:
    """The names of the pages of `nieuwste`: those of `oud`, or read anew where they changed."""
    gewijzigd = anders.get(nieuwste.model._meta.db_table)
    if not gewijzigd:
        return oud
    pks = list(nieuwste.values_list("pk", flat=True)[:MEESTE_TITELS])
    blijft = {pk: oud[pk] for pk in pks if pk in oud and pk not in gewijzigd}
    nieuw = [pk for pk in pks if pk not in blijft]
    return blijft | dict(lees(nieuwste.onder(nieuw))) if nieuw else blijft


def _code(pagina: Pagina) -> str:
    return f"vast:{pagina.adres}"


def _lijsten() -> Lijsten:
    rang = ((VASTE, nummer) for nummer in count())
    namen, van_code, paginas = list[Naam](), dict[str, Naam](), Namenlijst()
    for code, naam in _waarden(rang):
        namen.append(naam)
        van_code[code] = naam
    for anders, code in andere_namen():
        if wat := van_code.get(code):
            soort = f"{wat.soort}: {wat.titel}"
            namen.append(Naam(anders, soort, wat.adres, ANDERE_NAAM, wat.uitleg, next(rang)))
    for pagina in PAGINAS:
        code, adres = _code(pagina), reverse(pagina.adres)
        naam = Naam(pagina.titel, "Pagina", adres, PAGINA, pagina.uitleg, next(rang))
        namen.append(naam)
        van_code[code] = naam
        for een in (pagina.titel, *pagina.namen):
            paginas.zet(een, Genoemd(code, pagina.titel, eigen=een == pagina.titel))
    regios = list(Regio.objects.prefetch_related("provincies"))
    provincies = {r.slug: tuple(p.slug for p in r.provincies.all()) for r in regios}
    namen += _plaatsen({r.slug: r.naam for r in regios}, provincies)
    return Lijsten(Naamwijzer(namen), van_code, provincies, paginas)


def _waarden(rang: Iterator[Rang]) -> Iterator[tuple[str, Naam]]:
    """The values of facets, those with a page first; the others lead to the list that has them."""
    lijst = reverse("innovaties:lijst")
    facetten = [facet for facet in (*FACETTEN, *INGANGEN) if facet.sleutel not in WAAR_HET_DRAAIT]
    for facet in sorted(facetten, key=lambda facet: not _heeft_pagina(facet)):
        if issubclass(facet.lijst, TextChoices):
            waarden = [
                (str(een.value), str(een.label), UITLEG.get(een.value, "")) for een in facet.lijst
            ]
        elif facet.lijst is Trefwoord:
            continue
        else:
            rijen: QuerySet[Any] = facet.lijst._default_manager.all()
            waarden = [(rij.slug, str(rij), _uitleg(rij)) for rij in rijen]
        for slug, label, uitleg in waarden:
            anders = f"{lijst}?{urlencode({facet.sleutel: slug})}"
            adres = (
                reverse(f"innovaties:{facet.sleutel}", args=[slug])
                if _heeft_pagina(facet)
                else anders
            )
            yield facet.code(slug), Naam(label, facet.label, adres, TERM, uitleg, next(rang))


def _heeft_pagina(facet: Facet[Any]) -> bool:
    return hasattr(facet.lijst, "get_absolute_url")


def _uitleg(rij: Model) -> str:
    match rij:
        case Thema():
            return rij.eerste_zin
        case Regio():
            return str(rij.get_soort_display())
        case Organisatie():
            return rij.toelichting or str(rij.get_soort_display())
        case _:
            return eerste_zin(str(getattr(rij, "uitleg", "")))


def _wegwijzers(rijen: DocumentQuerySet[Any]) -> Iterator[tuple[int, Naam]]:
    volgorde = {str(soort): (nummer, soort) for nummer, soort in enumerate(Wegwijzersoort)}
    velden = ("pk", "titel", "soort", "adres", "samenvatting", "gepubliceerd_op")
    for pk, titel, soort, adres, uitleg, op in rijen.values_list(*velden):
        nummer, naam = volgorde[soort]
        rang = (WEGWIJZERS, nummer, -op.timestamp(), -pk)
        yield pk, Naam(titel, str(naam.label), adres, PAGINA, eerste_zin(uitleg), rang)


def _innovaties(rijen: DocumentQuerySet[Any]) -> Iterator[tuple[int, Naam]]:
    # All codes of all documents would take more memory to read than the names themselves.
    is_genoemd = ExpressionWrapper(Q(facetten__contains=[CODE_GENOEMD]), BooleanField())
    velden = ("pk", "titel", "beschrijving__innovatie__slug", "gepubliceerd_op", is_genoemd)
    for pk, titel, slug, op, genoemd in rijen.values_list(*velden):
        adres = reverse("innovaties:beschrijving", args=[slug])
        soort = "Genoemd door een bron" if genoemd else "Innovatie"
        rang = (INNOVATIES, genoemd, -op.timestamp(), -pk)
        yield pk, Naam(titel, soort, adres, INNOVATIE, rang=rang)


def _plaatsen(
    regios: Mapping[str, str], provincies: Mapping[str, tuple[str, ...]]
) -> Iterator[Naam]:
    """The places, each in its zorgregio if it has one; what is there is a question of its own."""
    zoeken = reverse("innovaties:zoeken")
    for nummer, (titel, waar, soort) in enumerate(plaatsen()):
        dichtst = [slug for slug in waar if provincies[slug]] or waar
        in_regios = " en ".join(regios[slug] for slug in dichtst)
        wat = f"{Plaatssoort(soort).label} in {in_regios}"
        adres = f"{zoeken}?{urlencode({'q': titel})}"
        yield Naam(titel, wat, adres, PLAATS, rang=(PLAATSEN, nummer))
