"""What of the programme a new edition can be about: what one may join, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from nieuwsbrieven.keuzelijsten import BEGONNEN, Bloksoort
from nieuwsbrieven.lezen.blokvoorstel import Blokvoorstel, kort
from nieuwsbrieven.models import Blok, Editie
from trajecten.models import Traject, Tranche
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from wensen.models import Inventarisatie

WAT: dict[str, tuple[Bloksoort, str]] = {
    Wegwijzersoort.TRANCHE: (Bloksoort.MEEDOEN, "Lees hoe u meedoet"),
    Wegwijzersoort.LES: (Bloksoort.LES, "Lees de les"),
    Wegwijzersoort.TRAJECT: (Bloksoort.PROGRAMMA, "Lees over het traject"),
    Wegwijzersoort.INVENTARISATIE: (Bloksoort.PROGRAMMA, "Bekijk de uitkomst"),
}
"""As what each kind of page stands in an edition, and what its link says."""


def van_programma(editie: Editie, vanaf: datetime, nu: datetime) -> Iterator[Blokvoorstel]:
    """Calls that are open, and lessons, trajecten and outcomes since `vanaf`; each once.

    The pages are those that search leads to, so what is not for everyone is not proposed. At most
    six queries.
    """
    pagina = Q(soort=Wegwijzersoort.LES, gepubliceerd_op__gte=vanaf)
    pagina |= Q(adres__in=[rij.get_absolute_url() for rij in _nu_te_noemen(vanaf, nu)])
    genoemd = Blok.objects.filter(
        adres=OuterRef("adres"), editie__status__in=BEGONNEN, editie__soort=editie.soort
    )
    wegwijzers = Wegwijzer.objects.filter(pagina, ~Exists(genoemd))
    for wijzer in wegwijzers.prefetch_related("themas", "regios"):
        soort, linktekst = WAT[wijzer.soort]
        regios = tuple(wijzer.regios.all())
        yield Blokvoorstel(
            soort=soort,
            titel=wijzer.titel,
            tekst=kort(wijzer.samenvatting),
            adres=wijzer.adres,
            linktekst=linktekst,
            datum=None,
            themas=tuple(wijzer.themas.all()),
            regios=regios,
            alle_regios=not regios,
        )


def _nu_te_noemen(vanaf: datetime, nu: datetime) -> Iterator[Tranche | Traject | Inventarisatie]:
    vandaag = timezone.localdate(nu)
    yield from Tranche.objects.openbaar().filter(einde__gte=vandaag)
    yield from Traject.objects.gekozen().filter(
        begin__gte=timezone.localdate(vanaf), begin__lte=vandaag
    )
    yield from Inventarisatie.objects.filter(gepubliceerd_op__gte=vanaf)
