"""Goals, efforts and projects, drawn and as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from opgaven.forms.kiezen import PartijForm
from opgaven.keuzelijsten import Actiestand, Netwerkpartij
from opgaven.lezen.indicatoren import verhalen
from opgaven.models import Doel, Inspanning, Netwerk, Project
from opgaven.uitvoer.tekening import Tekenvak, teken
from opgaven.views.voorbeeld import leesbaar, te_lezen
from vinden.paginacache import publiek, publiek_met

VAN_WIE: dict[str, str] = {
    Netwerkpartij.GEMEENTE: "gemeenten",
    Netwerkpartij.VERZEKERAAR: "de zorgverzekeraar",
    Netwerkpartij.AANBIEDER: "aanbieders",
}


@dataclass(frozen=True)
class Projectverhaal:
    """One project as the page of its network tells it; `gevraagd` of the chosen party."""

    project: Project
    partij: str

    @property
    def gevraagd(self) -> Inspanning | None:
        alle = self.project.inspanningen.all()
        return next((een for een in alle if een.partij == self.partij), None)

    @property
    def stil(self) -> bool:
        """Whether a party was chosen of which nothing is asked here."""
        return bool(self.partij) and self.gevraagd is None

    @property
    def per_stand(self) -> list[int]:
        """How many actions there are in each state, in the order of the list of states."""
        aantallen = Counter(actie.stand for actie in self.project.acties.all())
        return [aantallen[stand] for stand in Actiestand]

    @property
    def noot(self) -> str:
        """What stands under the title in the drawing."""
        if self.stil:
            return "hier niets gevraagd"
        standen = Counter(actie.stand for actie in self.project.acties.all())
        samen = standen.total() - standen[Actiestand.VERVALLEN]
        meer = "actie" if samen == 1 else "acties"
        if not standen[Actiestand.ONBEKEND]:
            return f"{standen[Actiestand.KLAAR]} van {samen} {meer} klaar" if samen else ""
        bekend = [
            f"{standen[stand]} {woord}"
            for stand, woord in (
                (Actiestand.KLAAR, "klaar"),
                (Actiestand.BEZIG, "bezig"),
                (Actiestand.OPEN, "te beginnen"),
            )
            if standen[stand]
        ]
        return ", ".join([*bekend, f"{standen[Actiestand.ONBEKEND]} niet bekend"])


@dataclass(frozen=True)
class Tak:
    """A goal, the goals that serve it, and its projects."""

    doel: Doel
    onder: list[Tak]
    projecten: list[Projectverhaal]


@publiek_met(*PartijForm.base_fields)
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    netwerken = Netwerk.objects.prefetch_related("regios", "organisaties")
    netwerk = get_object_or_404(te_lezen(request, netwerken), slug=slug)
    form = PartijForm(request.GET)
    partij = form.cleaned_data.get("partij", "") if form.is_valid() else ""
    doelen = list(netwerk.doelen.all())
    projecten = [Projectverhaal(een, partij) for een in _projecten(netwerk)]
    bekend = {doel.pk for doel in doelen}
    context = {
        "netwerk": netwerk,
        "form": form,
        "partij": partij,
        "van_wie": VAN_WIE.get(partij, ""),
        "tekening": teken(_vakken(netwerk, doelen, projecten)),
        "takken": _takken(None, doelen, projecten),
        "los": [een for een in projecten if not bekend & _doelnummers(een)],
        "projecten": projecten,
        "gevraagd": sum(een.gevraagd is not None for een in projecten),
        "standen": Actiestand.labels,
        "indicatoren": verhalen(netwerk.indicatoren.prefetch_related("metingen")),
    }
    return render(request, "opgaven/netwerk.html", context)


def _projecten(netwerk: Netwerk) -> Iterable[Project]:
    return netwerk.projecten.prefetch_related(
        "doelen", "inspanningen", "acties", leesbaar("innovaties")
    )


def _doelnummers(een: Projectverhaal) -> set[int]:
    return {doel.pk for doel in een.project.doelen.all()}


def _takken(boven: int | None, doelen: list[Doel], projecten: list[Projectverhaal]) -> list[Tak]:
    """The goals that serve the goal `boven`, each with all that serves it in turn."""
    return [
        Tak(
            doel,
            _takken(doel.pk, doelen, projecten),
            [een for een in projecten if doel.pk in _doelnummers(een)],
        )
        for doel in doelen
        if doel.boven_id == boven
    ]


def _vakken(
    netwerk: Netwerk, doelen: list[Doel], projecten: list[Projectverhaal]
) -> Iterator[Tekenvak]:
    """The boxes of the drawing; the programme itself too where it has no one goal above all."""
    bekend = {doel.pk for doel in doelen}
    los = [een for een in projecten if not bekend & _doelnummers(een)]
    hoogste = sum(doel.boven_id is None for doel in doelen) + len(los)
    programma = [] if hoogste == 1 else ["netwerk"]
    if programma:
        yield Tekenvak("netwerk", netwerk.titel, "", "programma")
    for doel in doelen:
        boven = programma if doel.boven_id is None else [f"doel-{doel.boven_id}"]
        nummer = f"doel-{doel.pk}"
        yield Tekenvak(nummer, doel.titel, f"#{nummer}", doel.soort or "doel", boven)
    for een in projecten:
        adres = een.project.get_absolute_url()
        dient = [f"doel-{doel.pk}" for doel in een.project.doelen.all() if doel.pk in bekend]
        yield Tekenvak(
            nummer=f"project-{een.project.pk}",
            tekst=een.project.titel,
            adres=adres,
            soort="stil" if een.stil else "project",
            boven=dient or programma,
            noot=een.noot,
            is_project=True,
        )


@publiek
@require_safe
def project(request: HttpRequest, slug: str) -> HttpResponse:
    rijen = Project.objects.select_related("netwerk").prefetch_related(
        "doelen", "themas", "inspanningen", leesbaar("innovaties"), leesbaar("acties__innovatie")
    )
    gelezen = get_object_or_404(te_lezen(request, rijen, "netwerk__openbaar"), slug=slug)
    per_partij = {een.partij: een for een in gelezen.inspanningen.all()}
    buren = Project.objects.filter(netwerk=gelezen.netwerk, doelen__in=gelezen.doelen.all())
    context = {
        "project": gelezen,
        "netwerk": gelezen.netwerk,
        "inspanningen": [(partij.label, per_partij.get(partij)) for partij in Netwerkpartij],
        "buren": buren.exclude(pk=gelezen.pk).distinct(),
        "indicatoren": verhalen(gelezen.indicatoren.prefetch_related("metingen")),
    }
    return render(request, "opgaven/project.html", context)
