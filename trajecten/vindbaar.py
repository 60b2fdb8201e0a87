"""What search and the neighbours of a page know about tranches and trajecten."""

from __future__ import annotations

from basis.data import begin_van_dag
from basis.tekst import platte_tekst
from innovaties.models import Innovatie
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.models import Traject, Tranche
from vinden import vindbaar
from vinden.keuzelijsten import Wegwijzersoort
from vinden.vindbaar import Wijst


def maak_vindbaar(rij: Tranche | Traject) -> None:
    """Let search and its neighbours lead to `rij` as it is now."""
    if isinstance(rij, Tranche):
        vindbaar.maak_vindbaar(rij, _tranche)
    else:
        vindbaar.maak_vindbaar(rij, _traject)


def _tranche(tranche: Tranche) -> Wijst:
    toezeggingen = tranche.toezeggingen.select_related("organisatie")
    return Wijst(
        Wegwijzersoort.TRANCHE,
        tranche.geopend_op is not None,
        tranche.samenvatting,
        begin_van_dag(tranche.begin),
        [
            platte_tekst(tranche.oproep),
            *(f"{een.organisatie.naam} {een.wat}" for een in toezeggingen),
        ],
        themas=[tranche.thema],
        organisaties=[een.organisatie for een in toezeggingen],
        innovaties=Innovatie.objects.filter(toezeggingen__tranche=tranche).distinct(),
    )


def _traject(traject: Traject) -> Wijst:
    deelnames = traject.deelnames.exclude(status=Deelnamestatus.GESTOPT)
    organisaties = [deelname.organisatie for deelname in deelnames.select_related("organisatie")]
    return Wijst(
        Wegwijzersoort.TRAJECT,
        traject.is_openbaar,
        traject.samenvatting,
        begin_van_dag(traject.begin),
        [organisatie.naam for organisatie in organisaties],
        themas=[traject.thema],
        organisaties=organisaties,
        innovaties=Innovatie.objects.filter(deelnames__in=deelnames).distinct(),
    )
