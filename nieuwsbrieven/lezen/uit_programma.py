"""What of the programme a new edition can be about: what one may join, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from nieuwsbrieven.keuzelijsten import BEGONNEN, Bloksoort
from nieuwsbrieven.lezen.blokvoorstel import Blokvoorstel, kort
from nieuwsbrieven.models import Blok, Editie
from trajecten.models import Traject, Tranche
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from wensen.models import Inventarisatie

WAT: dict[str, str] = {
    Wegwijzersoort.LES: "Lees de les",
    Wegwijzersoort.TRAJECT: "Lees over het traject",
    Wegwijzersoort.INVENTARISATIE: "Bekijk de uitkomst",
}
"""What the link of each kind of page says, but for one that one may join."""


def van_programma(editie: Editie, vanaf: datetime, nu: datetime) -> Iterator[Blokvoorstel]:
    """Calls that are open, and lessons, trajecten and outcomes since `vanaf`; each once.

    A traject that asked who joins is news again when it begins. The pages are those that search
    leads to, so what is not for everyone is not proposed. At most eight queries.
    """
    vandaag = timezone.localdate(nu)
    open_ = {rij.get_absolute_url() for rij in _oproepen(vandaag)}
    pagina = Q(soort=Wegwijzersoort.LES, gepubliceerd_op__gte=vanaf)
    pagina |= Q(adres__in=open_ | {rij.get_absolute_url() for rij in _nieuw(vanaf, vandaag)})
    wegwijzers = Wegwijzer.objects.filter(pagina).prefetch_related("themas", "regios")
    genoemd = Blok.objects.filter(editie__status__in=BEGONNEN, editie__soort=editie.soort)
    eerder = set(genoemd.values_list("adres", "soort"))
    for wijzer in wegwijzers:
        voorstel = _voorstel(wijzer, doe_mee=wijzer.adres in open_)
        if (voorstel.adres, voorstel.soort) not in eerder:
            yield voorstel


def _voorstel(wijzer: Wegwijzer, *, doe_mee: bool) -> Blokvoorstel:
    soort = Bloksoort.LES if wijzer.soort == Wegwijzersoort.LES else Bloksoort.PROGRAMMA
    regios = tuple(wijzer.regios.all())
    return Blokvoorstel(
        soort=Bloksoort.MEEDOEN if doe_mee else soort,
        titel=wijzer.titel,
        tekst=kort(wijzer.samenvatting),
        adres=wijzer.adres,
        linktekst="Lees hoe u meedoet" if doe_mee else WAT[wijzer.soort],
        datum=None,
        themas=tuple(wijzer.themas.all()),
        regios=regios,
        alle_regios=not regios,
    )


def _oproepen(vandaag: date) -> Iterator[Tranche | Traject]:
    yield from Tranche.objects.openbaar().filter(einde__gte=vandaag)
    yield from Traject.objects.met_oproep()


def _nieuw(vanaf: datetime, vandaag: date) -> Iterator[Traject | Inventarisatie]:
    dag = timezone.localdate(vanaf)
    yield from Traject.objects.gekozen().filter(begin__gte=dag, begin__lte=vandaag)
    yield from Inventarisatie.objects.filter(gepubliceerd_op__gte=vanaf)
