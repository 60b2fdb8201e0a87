"""What a reader takes along, as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from basis.download import bewaard, kenmerk
from innovaties.uitvoer.vormen import Vorm


def als_bestand(
    vorm: Vorm, naam: str, van: object, zegt: Callable[[], object] | None = None
) -> HttpResponse:
    """The file `naam` of `vorm`, made of `van`: once for as long as it says the same.

    `zegt` gives what it says, where that is not `van` itself.
    """
    if vorm.bewaard:
        sleutel = kenmerk(naam, vorm.soort, zegt() if zegt else van)
        inhoud = bewaard(sleutel, lambda doel: doel.write(vorm.maak(van))).read_bytes()
    else:
        inhoud = vorm.maak(van)
    antwoord = HttpResponse(inhoud, content_type=vorm.content_type)
    if vorm.als_bijlage:
        antwoord["Content-Disposition"] = f'attachment; filename="{naam}.{vorm.soort}"'
    return antwoord
