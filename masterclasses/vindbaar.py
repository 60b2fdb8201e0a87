"""What search and the neighbours of a page know about masterclasses."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from basis.tekst import platte_tekst
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Masterclass, Verslag
from vinden import wegwijzers
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer


@transaction.atomic
def maak_vindbaar(masterclass: Masterclass) -> None:
    """Let search and its neighbours lead to `masterclass` as it is now; to a concept nothing does.

    With a published verslag the page is a verslag to who searches.
    """
    masterclass = vergrendel(masterclass)
    if masterclass.fase == Masterclassfase.CONCEPT:
        wegwijzers.haal_weg(masterclass.get_absolute_url())
        return
    verslag = masterclass.verslagen.filter(status=Verslagstatus.GEPUBLICEERD).first()
    wegwijzers.zet(
        wegwijzer=Wegwijzer(
            adres=masterclass.get_absolute_url(),
            soort=Wegwijzersoort.VERSLAG if verslag else Wegwijzersoort.MASTERCLASS,
            titel=masterclass.titel,
            samenvatting=masterclass.samenvatting,
            gepubliceerd_op=masterclass.begin,
            tekst=" ".join(filter(None, _woorden(masterclass, verslag))),
        ),
        themas=[masterclass.thema],
        regios=masterclass.regios.all(),
        innovaties=masterclass.innovaties.all(),
        elementen=masterclass.elementen.all(),
    )


def _woorden(masterclass: Masterclass, verslag: Verslag | None) -> Iterator[str]:
    """What a reader sees on the page, from top to bottom."""
    yield platte_tekst(masterclass.inleiding)
    for deel in masterclass.programma.prefetch_related("sprekers"):
        yield deel.titel
        yield deel.toelichting
        yield from map(str, deel.sprekers.all())
    if verslag:
        yield platte_tekst(verslag.tekst)
        yield platte_tekst(verslag.meer_weten)
