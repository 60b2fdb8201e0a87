"""A page for each kind of page, with all of them: by letter, counted, and searched by name."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from innovaties.lezen.overzicht import overzicht, per_letter
from vinden.filters import ZoekVeld
from vinden.keuzelijsten import Wegwijzersoort
from vinden.paginacache import publiek_met

PER_BLAD = 100
KORT = 7
"""So many names are seen at once: nobody looks among them by letter or by word."""


@publiek_met("q", "letter", "pagina")
@require_safe
def toon(request: HttpRequest, soort: str, uitleg: str, titel: str = "") -> HttpResponse:
    """All of `soort`, below their letters where there are many; an unknown letter is none."""
    tekst = ZoekVeld(required=False).clean(request.GET.get("q"))
    alle = overzicht(soort, tekst)
    letters = list(dict.fromkeys(regel.letter for regel in alle))
    letter = request.GET.get("letter", "")
    regels = [regel for regel in alle if regel.letter == letter] if letter in letters else alle
    is_kort = regels is alle and not tekst and len(alle) <= KORT
    blad = Paginator(regels, PER_BLAD).get_page(request.GET.get("pagina"))
    context = {
        "titel": titel or Wegwijzersoort(soort).meervoud,
        "uitleg": uitleg,
        "tekst": tekst,
        "letters": letters,
        "letter": letter if letter in letters else "",
        "aantal": len(regels),
        "is_kort": is_kort,
        "groepen": [("", list(blad))] if is_kort and alle else per_letter(blad),
        "blad": blad,
    }
    return render(request, "innovaties/overzicht.html", context)
