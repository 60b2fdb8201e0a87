"""The programme as everyone reads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.data import einde_van_dag
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving
from opgaven.models import Les, Netwerk, Werkagenda
from trajecten.lezen.tranches import voortgang
from trajecten.models import (
    Traject,
    Tranche,
)
from trajecten.vindbaar import TRAJECT_OPENBAAR
from vinden.paginacache import laat_vervallen, publiek
from wensen.models import Inventarisatie


@publiek
@require_safe
def programma(request: HttpRequest) -> HttpResponse:
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    tranches = list(Tranche.objects.openbaar().select_related("thema").order_by("einde", "pk"))
    stand = voortgang(tranches)
    rijen = [(tranche, stand[tranche.pk]) for tranche in tranches]
    trajecten = Traject.objects.filter(status__in=TRAJECT_OPENBAAR).select_related("thema")
    context = {
        "open": [rij for rij in rijen if rij[0].loopt(vandaag)],
        "gesloten": [rij for rij in reversed(rijen) if not rij[0].loopt(vandaag)],
        "trajecten": trajecten,
        "lessen": Les.objects.filter(openbaar=True),
        "netwerken": Netwerk.objects.filter(openbaar=True),
        "werkagendas": Werkagenda.objects.filter(openbaar=True),
        "inventarisaties": Inventarisatie.objects.filter(gepubliceerd_op__isnull=False),
        "wensen": Beschrijving.objects.zichtbaar().filter(soort=Soort.GEWENST).count(),
    }
    antwoord = render(request, "programma/programma.html", context)
    return laat_vervallen(antwoord, (einde_van_dag(tranche.einde) for tranche in tranches), nu)
