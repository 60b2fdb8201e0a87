"""A page for each kind of page, with all of them: by letter, counted, and searched by name."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from innovaties.lezen.overzicht import PER_BLAD, overzichtsblad, per_letter
from vinden.filters import ZoekVeld
from vinden.keuzelijsten import Wegwijzersoort
from vinden.paginacache import publiek_met


@publiek_met("q", "letter", "pagina")
@require_safe
def toon(request: HttpRequest, soort: str, uitleg: str, titel: str = "") -> HttpResponse:
    """All of `soort`, below their letters where there are many; an unknown letter is none."""
    tekst = ZoekVeld(required=False).clean(request.GET.get("q"))
    letter, pagina = (request.GET.get(naam, "") for naam in ("letter", "pagina"))
    deel = overzichtsblad(soort, tekst, letter, pagina)
    blad = Paginator(range(deel.aantal), PER_BLAD).get_page(deel.nummer)
    context = {
        "titel": titel or Wegwijzersoort(soort).meervoud,
        "uitleg": uitleg,
        "tekst": tekst,
        "letters": deel.letters,
        "letter": deel.letter,
        "aantal": deel.aantal,
        "is_kort": deel.is_kort,
        "groepen": [("", deel.regels)] if deel.is_kort and deel.regels else per_letter(deel.regels),
        "blad": blad,
    }
    return render(request, "innovaties/overzicht.html", context)
