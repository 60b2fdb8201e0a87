"""A werkagenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from opgaven.forms.kiezen import ActiepuntForm
from opgaven.keuzelijsten import Actiepuntsoort, Actiestand
from opgaven.models import Actiepunt, Agendathema, Les, Werkagenda
from opgaven.views.voorbeeld import leesbaar, te_lezen
from vinden.paginacache import publiek_met


@publiek_met(*ActiepuntForm.base_fields)
@require_safe
def toon(request: HttpRequest, slug: str) -> HttpResponse:
    agenda = get_object_or_404(te_lezen(request, Werkagenda.objects.all()), slug=slug)
    form = ActiepuntForm(request.GET)
    gekozen = {naam: waarde for naam, waarde in _keuzes(form).items() if waarde}
    themas = list(_themas(agenda))
    per_thema = [(thema, list(thema.actiepunten.all())) for thema in themas]
    alle = [punt for _, punten in per_thema for punt in punten]
    gevonden = [(thema, _passend(punten, gekozen)) for thema, punten in per_thema]
    context = {
        "agenda": agenda,
        "form": form,
        "gekozen": gekozen,
        "per_thema": [(thema, punten) for thema, punten in gevonden if punten or not gekozen],
        "aantal": len(alle),
        "aantal_gevonden": sum(len(punten) for _, punten in gevonden),
        "totalen": list(_totalen(alle)),
        "standen": Actiestand.labels,
    }
    return render(request, "opgaven/werkagenda.html", context)


def _keuzes(form: ActiepuntForm) -> dict[str, str]:
    return form.cleaned_data if form.is_valid() else {}


def _themas(agenda: Werkagenda) -> Iterable[Agendathema]:
    lessen = Prefetch("lessen", Les.objects.filter(openbaar=True))
    punten = Actiepunt.objects.prefetch_related(lessen, leesbaar("innovaties"))
    return agenda.agendathemas.prefetch_related(
        "themas", "randvoorwaarden", Prefetch("actiepunten", punten)
    )


def _passend(punten: list[Actiepunt], gekozen: dict[str, str]) -> list[Actiepunt]:
    return [
        punt
        for punt in punten
        if all(getattr(punt, naam) == waarde for naam, waarde in gekozen.items())
    ]


def _totalen(punten: list[Actiepunt]) -> Iterable[tuple[str, list[int], int]]:
    """Each type that occurs, with how many there are in each state and in all."""
    per_soort = Counter((punt.soort, punt.stand) for punt in punten)
    for soort in Actiepuntsoort:
        aantallen = [per_soort[soort.value, stand.value] for stand in Actiestand]
        if any(aantallen):
            yield str(soort.label), aantallen, sum(aantallen)
