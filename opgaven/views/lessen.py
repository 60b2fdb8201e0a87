"""The lessons from practice."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from basis.velden import OpAlfabet
from innovaties.models import Beschrijving
from opgaven.forms.lestaken import lestaken_van, van_lezer
from opgaven.forms.lezer import LezerForm
from opgaven.models import Actiepunt, Les, Regioervaring
from opgaven.views.voorbeeld import te_lezen
from organisaties.keuzelijsten import Lezer
from vinden.paginacache import publiek_met


@publiek_met(*LezerForm.base_fields)
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """All lessons, or those that ask something of the reader, with what they ask."""
    form = LezerForm(request.GET)
    lezer = form.gekozen
    lessen = Les.objects.filter(openbaar=True).prefetch_related("taken")
    gevonden = [(les, van_lezer(les, lezer)) for les in lessen]
    context = {
        "form": form,
        "lezer": Lezer(lezer).label if lezer else "",
        "lessen": [(les, taken) for les, taken in gevonden if taken or not lezer],
    }
    return render(request, "opgaven/lessen.html", context)


@publiek_met(*LezerForm.base_fields)
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    ervaringen = Prefetch("ervaringen", Regioervaring.objects.select_related("regio"))
    lessen = Les.objects.prefetch_related("taken", "themas", "elementen", ervaringen)
    les = get_object_or_404(te_lezen(request, lessen), slug=slug)
    beschrijvingen = Beschrijving.objects.zichtbaar().filter(innovatie__lessen=les)
    actiepunten = Actiepunt.objects.filter(lessen=les, agendathema__werkagenda__openbaar=True)
    andere = Les.objects.filter(openbaar=True)
    context = {
        "les": les,
        "taken": lestaken_van([les], request),
        "beschrijvingen": beschrijvingen.select_related("innovatie").order_by(
            OpAlfabet("titel"), "pk"
        ),
        "actiepunten": actiepunten.select_related("agendathema__werkagenda"),
        "vorige": andere.filter(nummer__lt=les.nummer).last(),
        "volgende": andere.filter(nummer__gt=les.nummer).first(),
    }
    return render(request, "opgaven/les.html", context)
