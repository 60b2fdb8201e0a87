"""A page for each thema, regio, organisatie, methodiek and element, with its descriptions."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from innovaties.boven import AANMELDEN
from innovaties.lezen.gedaan import rondom
from innovaties.lezen.namen import namen
from innovaties.lezen.wat_werkt import ASSEN, hoe_hier
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Beschrijving, Element, Methodiek, Thema
from innovaties.views.kaartjes import pagina
from organisaties.models import Organisatie, Regio
from vinden.models import Wegwijzer
from vinden.paginacache import publiek_met


def _ingang(
    request: HttpRequest,
    model: type[Model],
    slug: str,
    *,
    wegwijzers: Iterable[Wegwijzer] = (),
    ook: Iterable[str] = (),
    volgorde: str = "compleet",
    lees: Callable[[Iterable[int]], list[Beschrijving]] | None = None,
    **context: Any,
) -> HttpResponse:
    """The page of one row of a list, with the descriptions that carry it, most complete first.

    `ook` are other facet values that they have; `lees` fetches them where it is not for a kaartje.
    """
    rij = get_object_or_404(model, slug=slug)
    soort = str(model._meta.model_name)
    uitslag = BESCHRIJVINGEN.met(f"{soort}:{slug}", *ook)
    blad = pagina(request, uitslag.op_volgorde(volgorde), uitslag.aantal, lees=lees)
    context |= {
        "rij": rij,
        "soort": model._meta.verbose_name,
        "aantal": uitslag.aantal,
        "genoemd": uitslag.aantal - uitslag.vooraan.aantal,
        "blad": blad,
        "wegwijzers": wegwijzers,
        "aanmelden": AANMELDEN(),
    }
    return render(request, f"innovaties/{soort}.html", context)


@publiek_met("pagina")
@require_safe
def thema(request: HttpRequest, slug: str) -> HttpResponse:
    wegwijzers = Wegwijzer.objects.filter(themas__slug=slug).als_buur()
    return _ingang(request, Thema, slug, wegwijzers=wegwijzers)


@publiek_met("pagina")
@require_safe
def regio(request: HttpRequest, slug: str) -> HttpResponse:
    delen = Regio.objects.filter(provincies__slug=slug)
    wegwijzers = Wegwijzer.objects.in_regio(slug).als_buur()
    return _ingang(
        request, Regio, slug, wegwijzers=wegwijzers, delen=delen, rondom=lambda: rondom(slug)
    )


@publiek_met("pagina")
@require_safe
def organisatie(request: HttpRequest, slug: str) -> HttpResponse:
    wegwijzers = Wegwijzer.objects.van_organisatie(slug).als_buur()
    return _ingang(request, Organisatie, slug, wegwijzers=wegwijzers)


@publiek_met("pagina")
@require_safe
def methodiek(request: HttpRequest, slug: str) -> HttpResponse:
    return _ingang(request, Methodiek, slug)


@publiek_met("pagina", *ASSEN)
@require_safe
def element(request: HttpRequest, slug: str) -> HttpResponse:
    """How one element works in each description, or in those at one column of the matrix."""
    gevraagd = ((facet, request.GET.get(facet, "")) for facet in ASSEN)
    gekozen = [(facet, keuze) for facet, keuze in gevraagd if keuze and keuze in namen()[facet]]
    return _ingang(
        request,
        Element,
        slug,
        ook=[f"{facet}:{waarde}" for facet, waarde in gekozen],
        volgorde="nieuwste",  # as the dots, so that each stands on the page that it leads to
        lees=partial(hoe_hier, slug),
        wegwijzers=Wegwijzer.objects.filter(elementen__slug=slug).als_buur(),
        gekozen=[namen()[facet][waarde] for facet, waarde in gekozen],
    )
