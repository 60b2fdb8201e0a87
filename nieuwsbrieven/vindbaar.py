"""What search and the neighbours of a page know about newsletters."""

from __future__ import annotations

from collections.abc import Iterator

from basis.tekst import platte_tekst
from innovaties.models import Innovatie, Thema
from nieuwsbrieven.models import Blok, Editie
from organisaties.models import Regio
from vinden import wegwijzers
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer


def maak_vindbaar(editie: Editie) -> None:
    """Let search and the pages that `editie` is about lead to it; to a concept nothing does.

    A part for all themes or all regions says nothing of any one of them.
    """
    if editie.begonnen_op is None:
        return
    blokken = list(editie.blokken.all())
    eigen_themas = [blok for blok in blokken if not blok.alle_themas]
    eigen_regios = [blok for blok in blokken if not blok.alle_regios]
    wegwijzers.zet(
        wegwijzer=Wegwijzer(
            adres=editie.get_absolute_url(),
            soort=Wegwijzersoort.NIEUWSBRIEF,
            titel=editie.onderwerp,
            samenvatting=editie.preheader,
            gepubliceerd_op=editie.begonnen_op,
            tekst=" ".join(filter(None, _woorden(editie, blokken))),
        ),
        themas=Thema.objects.filter(nieuwsbriefblokken__in=eigen_themas).distinct(),
        regios=Regio.objects.filter(nieuwsbriefblokken__in=eigen_regios).distinct(),
        innovaties=Innovatie.objects.filter(nieuwsbriefblokken__in=blokken).distinct(),
    )


def _woorden(editie: Editie, blokken: list[Blok]) -> Iterator[str]:
    """What a reader sees on the page, from top to bottom."""
    yield platte_tekst(editie.inleiding)
    for blok in blokken:
        yield blok.titel
        yield platte_tekst(blok.tekst)
