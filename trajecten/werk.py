"""What waits at tranches for one person, in Mijn werk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import begin_van_dag
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from trajecten.models import Tranche
from trajecten.tranches import Voortgang, achterlopend, met_wachtenden
from werkplek.taak import Stapel, Taak


def van_tranches(gebruiker: Gebruiker) -> Iterator[Stapel]:
    """Who wants to join a tranche, and which tranches run behind. Three queries."""
    if not gebruiker.mag(Recht.MAKELT, Recht.STUURT):
        return
    yield Stapel(
        "meedoen",
        "Organisaties die mee willen doen",
        "Zij vulden ‘wij doen mee’ in bij uw tranche. Neem hen op, of zeg dat het niet past.",
        [_mee_te_doen(tranche) for tranche in met_wachtenden(gebruiker)],
        meer=False,
        in_planning=False,
    )
    yield Stapel(
        "achter",
        "Tranches die achterlopen",
        "Meer dan de helft van de tijd is voorbij, en er is minder klaar dan daarbij past.",
        [_achter(*rij) for rij in achterlopend(gebruiker, timezone.localdate())],
        meer=False,
        in_planning=False,
    )


def _mee_te_doen(tranche: Any) -> Taak:
    return Taak(
        tranche.titel,
        reverse("trajecten:tranche_beheer", args=[tranche.pk]),
        tranche.sinds,
        "1 organisatie" if tranche.aantal == 1 else f"{tranche.aantal} organisaties",
    )


def _achter(tranche: Tranche, stand: Voortgang) -> Taak:
    helft = tranche.begin + (tranche.einde - tranche.begin) / 2
    return Taak(
        tranche.titel,
        reverse("trajecten:tranche_beheer", args=[tranche.pk]),
        begin_van_dag(helft),
        f"{stand.geleverd} van {stand.doel} klaar, tot en met {date_format(tranche.einde, 'j F')}",
    )
