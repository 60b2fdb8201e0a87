"""What search and the neighbours of a page know about the programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import singledispatch

from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator

from basis.data import begin_van_dag
from innovaties import wegwijzers
from innovaties.keuzelijsten import Wegwijzersoort
from innovaties.models import Element, Innovatie, Thema, Wegwijzer
from innovaties.weergave import platte_tekst
from organisaties.models import Regio
from programma.keuzelijsten import Deelnamestatus, Trajectstatus
from programma.models import (
    Inventarisatie,
    Les,
    Netwerk,
    Project,
    Traject,
    Tranche,
    Werkagenda,
)
from programma.uitkomst import te_noemen_regios

Pagina = Les | Project | Netwerk | Werkagenda | Tranche | Traject | Inventarisatie

TRAJECT_OPENBAAR = (Trajectstatus.LOPEND, Trajectstatus.AFGEROND)
"""A traject has a page for everyone once it runs."""

KORT = 300
"""Characters of a summary."""


@dataclass(frozen=True)
class Wijst:
    """What the wegwijzer of a page says: when, the words on the page, and what it is about."""

    soort: Wegwijzersoort
    openbaar: bool
    samenvatting: str
    datum: datetime
    woorden: Iterable[str] = ()
    themas: Iterable[Thema] = ()
    regios: Iterable[Regio] = ()
    innovaties: Iterable[Innovatie] = ()
    elementen: Iterable[Element] = ()


@transaction.atomic
def maak_vindbaar(rij: Pagina) -> None:
    """Let search and its neighbours lead to `rij` as it is now.

    Nothing leads to what is not for everyone, to a row that is gone, or to where it was before
    its web name changed. With a network go all of its projects.
    """
    model = type(rij)
    opnieuw = model._default_manager.select_for_update().filter(pk=rij.pk).first()
    if opnieuw is not None:
        _zet(opnieuw)
    _ruim_op(model)
    if isinstance(rij, Netwerk):
        for project in Project.objects.filter(netwerk_id=rij.pk).select_related("netwerk"):
            _zet(project)
        _ruim_op(Project)


def _zet(rij: Pagina) -> None:
    wijst = _wijst(rij)
    if not wijst.openbaar:
        wegwijzers.haal_weg(rij.get_absolute_url())
        return
    wegwijzers.zet(
        wegwijzer=Wegwijzer(
            adres=rij.get_absolute_url(),
            soort=wijst.soort,
            titel=rij.titel,
            samenvatting=wijst.samenvatting,
            datum=wijst.datum,
            tekst=" ".join(filter(None, wijst.woorden)),
        ),
        themas=wijst.themas,
        regios=wijst.regios,
        innovaties=wijst.innovaties,
        elementen=wijst.elementen,
    )


def _ruim_op(model: type[Pagina]) -> None:
    """Nothing leads any more to what no row of `model` has as its address."""
    adressen = [rij.get_absolute_url() for rij in model._default_manager.only("slug")]
    soort = Wegwijzersoort(model._meta.model_name or "")
    Wegwijzer.objects.filter(soort=soort).exclude(adres__in=adressen).delete()


@singledispatch
def _wijst(rij: Pagina) -> Wijst:
    raise NotImplementedError(type(rij))


@_wijst.register
def _les(les: Les) -> Wijst:
    ervaringen = les.ervaringen.select_related("regio")
    return Wijst(
        Wegwijzersoort.LES,
        les.openbaar,
        les.samenvatting,
        les.gewijzigd_op,
        [
            platte_tekst(les.essentie),
            *(taak.tekst for taak in les.taken.all()),
            *(ervaring.tekst for ervaring in ervaringen),
        ],
        themas=les.themas.all(),
        regios=[ervaring.regio for ervaring in ervaringen],
        innovaties=les.innovaties.all(),
        elementen=les.elementen.all(),
    )


@_wijst.register
def _project(project: Project) -> Wijst:
    return Wijst(
        Wegwijzersoort.PROJECT,
        project.netwerk.openbaar,
        project.samenvatting,
        _moment(project.begin) or _moment(project.netwerk.begin) or project.gewijzigd_op,
        _projectwoorden(project),
        themas=project.themas.all(),
        regios=project.netwerk.regios.all(),
        innovaties=_innovaties(Q(projecten=project) | Q(acties__project=project)),
    )


def _projectwoorden(project: Project) -> Iterator[str]:
    yield project.doel
    for inspanning in project.inspanningen.all():
        yield inspanning.tekst
    yield from (project.resultaat, project.tijdpad, project.financien)
    for actie in project.acties.all():
        yield from (actie.tekst, actie.wie)


@_wijst.register
def _netwerk(netwerk: Netwerk) -> Wijst:
    projecten = netwerk.projecten.all()
    return Wijst(
        Wegwijzersoort.NETWERK,
        netwerk.openbaar,
        netwerk.samenvatting,
        _moment(netwerk.begin) or netwerk.gewijzigd_op,
        [
            netwerk.tekst,
            *(f"{doel.titel} {doel.tekst}" for doel in netwerk.doelen.all()),
            *(project.titel for project in projecten),
            *(organisatie.naam for organisatie in netwerk.organisaties.all()),
        ],
        themas=Thema.objects.filter(projecten__in=projecten).distinct(),
        regios=netwerk.regios.all(),
        innovaties=_innovaties(Q(projecten__in=projecten) | Q(acties__project__in=projecten)),
    )


@_wijst.register
def _werkagenda(werkagenda: Werkagenda) -> Wijst:
    themas = werkagenda.agendathemas.prefetch_related("randvoorwaarden", "actiepunten")
    return Wijst(
        Wegwijzersoort.WERKAGENDA,
        werkagenda.openbaar,
        werkagenda.samenvatting,
        _moment(werkagenda.datum) or werkagenda.gewijzigd_op,
        [
            werkagenda.tekst,
            *(
                woorden
                for thema in themas
                for woorden in (
                    *(thema.titel, thema.probleem, thema.gevolg),
                    *(actiepunt.tekst for actiepunt in thema.actiepunten.all()),
                    *(voorwaarde.tekst for voorwaarde in thema.randvoorwaarden.all()),
                )
            ),
        ],
        themas=Thema.objects.filter(agendathemas__in=themas).distinct(),
        innovaties=_innovaties(Q(actiepunten__agendathema__in=themas)),
    )


@_wijst.register
def _tranche(tranche: Tranche) -> Wijst:
    toezeggingen = tranche.toezeggingen.select_related("organisatie")
    return Wijst(
        Wegwijzersoort.TRANCHE,
        tranche.geopend_op is not None,
        tranche.samenvatting,
        begin_van_dag(tranche.begin),
        [
            platte_tekst(tranche.oproep),
            *(f"{een.organisatie.naam} {een.wat}" for een in toezeggingen),
        ],
        themas=[tranche.thema],
        innovaties=_innovaties(Q(toezeggingen__tranche=tranche)),
    )


@_wijst.register
def _traject(traject: Traject) -> Wijst:
    deelnames = traject.deelnames.exclude(status=Deelnamestatus.GESTOPT)
    return Wijst(
        Wegwijzersoort.TRAJECT,
        traject.status in TRAJECT_OPENBAAR,
        traject.samenvatting,
        begin_van_dag(traject.begin),
        [deelname.organisatie.naam for deelname in deelnames.select_related("organisatie")],
        themas=[traject.thema],
        innovaties=_innovaties(Q(deelnames__in=deelnames)),
    )


@_wijst.register
def _inventarisatie(inventarisatie: Inventarisatie) -> Wijst:
    gebieden = inventarisatie.gebieden.all()
    uitkomsten = inventarisatie.uitkomsten.all()
    return Wijst(
        Wegwijzersoort.INVENTARISATIE,
        inventarisatie.gepubliceerd_op is not None,
        Truncator(inventarisatie.uitkomst or inventarisatie.inleiding).chars(KORT),
        begin_van_dag(inventarisatie.begin),
        [
            inventarisatie.uitkomst,
            *(gebied.naam for gebied in gebieden),
            *(f"{een.gebied} {een.bestaand} {een.gewenst}" for een in uitkomsten),
        ],
        themas=Thema.objects.filter(
            Q(pk__in=gebieden.values("thema")) | Q(name__in=uitkomsten.values("gebied"))
        ),
        regios=te_noemen_regios(inventarisatie),
    )


def _innovaties(hierover: Q) -> Iterable[Innovatie]:
    return Innovatie.objects.filter(hierover).distinct()


def _moment(deeldatum: str) -> datetime | None:
    """The start of the year, month or day in `deeldatum`; None for nothing."""
    if not deeldatum:
        return None
    jaar, maand, dag = (*deeldatum.split("-"), "1", "1")[:3]
    return begin_van_dag(date(int(jaar), int(maand), int(dag)))
