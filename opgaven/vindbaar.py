"""What search and the neighbours of a page know about goals, agendas and lessons."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet

from basis.tekst import platte_tekst
from innovaties.models import Innovatie, Thema
from opgaven.models import Les, Netwerk, Project, Werkagenda
from vinden import vindbaar
from vinden.keuzelijsten import Wegwijzersoort
from vinden.vindbaar import Wijst, begin_van

Vindbaar = Les | Project | Netwerk | Werkagenda


def maak_vindbaar(rij: Vindbaar) -> None:
    """Let search lead to `rij` as it is now; with a network to all of its projects."""
    match rij:
        case Les():
            vindbaar.maak_vindbaar(rij, _les)
        case Project():
            vindbaar.maak_vindbaar(rij, _project)
        case Werkagenda():
            vindbaar.maak_vindbaar(rij, _werkagenda)
        case Netwerk():
            _maak_netwerk_vindbaar(rij)


@transaction.atomic
def _maak_netwerk_vindbaar(netwerk: Netwerk) -> None:
    vindbaar.maak_vindbaar(netwerk, _netwerk)
    for project in Project.objects.filter(netwerk_id=netwerk.pk).select_related("netwerk"):
        vindbaar.zet(project, _project(project))
    vindbaar.ruim_op(Project)


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


def _project(project: Project) -> Wijst:
    return Wijst(
        Wegwijzersoort.PROJECT,
        project.netwerk.openbaar,
        project.samenvatting,
        begin_van(project.begin) or begin_van(project.netwerk.begin) or project.gewijzigd_op,
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


def _netwerk(netwerk: Netwerk) -> Wijst:
    projecten = netwerk.projecten.all()
    return Wijst(
        Wegwijzersoort.NETWERK,
        netwerk.openbaar,
        netwerk.samenvatting,
        begin_van(netwerk.begin) or netwerk.gewijzigd_op,
        [
            netwerk.tekst,
            *(f"{doel.titel} {doel.tekst}" for doel in netwerk.doelen.all()),
            *(project.titel for project in projecten),
            *(organisatie.naam for organisatie in netwerk.organisaties.all()),
        ],
        themas=Thema.objects.filter(projecten__in=projecten).distinct(),
        regios=netwerk.regios.all(),
        organisaties=netwerk.organisaties.all(),
        innovaties=_innovaties(Q(projecten__in=projecten) | Q(acties__project__in=projecten)),
    )


def _werkagenda(werkagenda: Werkagenda) -> Wijst:
    themas = werkagenda.agendathemas.prefetch_related("randvoorwaarden", "actiepunten")
    return Wijst(
        Wegwijzersoort.WERKAGENDA,
        werkagenda.openbaar,
        werkagenda.samenvatting,
        begin_van(werkagenda.datum) or werkagenda.gewijzigd_op,
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


def _innovaties(hierover: Q) -> QuerySet[Innovatie]:
    return Innovatie.objects.filter(hierover).distinct()
