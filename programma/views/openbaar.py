"""The programme as everyone reads it, and all that one can join now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.data import einde_van_dag
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving
from masterclasses.models import Masterclass
from opgaven.models import Les, Netwerk, Werkagenda
from trajecten.lezen.trajectpagina import met_plaats
from trajecten.lezen.tranches import voortgang
from trajecten.models import Traject, Tranche
from vinden.paginacache import laat_vervallen, publiek
from wensen.lezen.inventarisatie import lopend
from wensen.models import Inventarisatie

WENSEN = 6
"""So many wishes stand on the page with all that is open; the list has the others."""


@publiek
@require_safe
def programma(request: HttpRequest) -> HttpResponse:
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    tranches = list(Tranche.objects.openbaar().select_related("thema").order_by("-einde", "-pk"))
    gesloten = [tranche for tranche in tranches if not tranche.loopt(vandaag)]
    stand = voortgang(gesloten)
    context = {
        "gesloten": [(tranche, stand[tranche.pk]) for tranche in gesloten],
        "trajecten": Traject.objects.openbaar().select_related("thema"),
        "lessen": Les.objects.filter(openbaar=True),
        "netwerken": Netwerk.objects.filter(openbaar=True),
        "werkagendas": Werkagenda.objects.filter(openbaar=True),
        "inventarisaties": Inventarisatie.objects.filter(gepubliceerd_op__isnull=False),
        "wensen": Beschrijving.objects.zichtbaar().filter(soort=Soort.GEWENST).count(),
    }
    antwoord = render(request, "programma/programma.html", context)
    return laat_vervallen(antwoord, (einde_van_dag(tranche.einde) for tranche in tranches), nu)


@publiek
@require_safe
def meedoen(request: HttpRequest) -> HttpResponse:
    """All that is open now: tranches, trajecten, wishes, masterclasses and inventories."""
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    nog_open = Tranche.objects.openbaar().filter(einde__gte=vandaag).select_related("thema")
    tranches = list(nog_open.order_by("einde", "pk"))
    stand = voortgang(tranches)
    masterclasses = list(Masterclass.objects.zichtbaar().komend(nu))
    vragen = lopend(vandaag)
    wensen = Beschrijving.objects.zichtbaar().filter(soort=Soort.GEWENST)
    context = {
        "tranches": [(tranche, stand[tranche.pk]) for tranche in tranches],
        "trajecten": met_plaats(Traject.objects.met_oproep().select_related("thema")),
        "masterclasses": [een for een in masterclasses if een.aanmelden_open(nu)],
        "inventarisaties": vragen,
        "wensen": wensen.select_related("innovatie").order_by("-gepubliceerd_op", "pk")[:WENSEN],
        "alle_wensen": wensen.count(),
    }
    antwoord = render(request, "programma/meedoen.html", context)
    dagen = [*(een.einde for een in tranches), *(een.einde for een in vragen)]
    grenzen = (moment for een in masterclasses for moment in een.grenzen)
    return laat_vervallen(antwoord, [*(einde_van_dag(dag) for dag in dagen), *grenzen], nu)
