"""What tranches add to Mijn werk: who wants to join one, and which run behind."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import begin_van_dag
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from trajecten.lezen.tranches import Tranchevoortgang, achterlopend, met_wachtenden
from trajecten.models import Tranche
from werkplek.stapels import STAPELS, Stapel, Taak


def _mag(gebruiker: Gebruiker) -> bool:
    return gebruiker.mag(Recht.MAKELT, Recht.STUURT)


def _achterlopend(gebruiker: Gebruiker) -> list[tuple[Tranche, Tranchevoortgang]]:
    return achterlopend(gebruiker, timezone.localdate())


def _mee_te_doen(tranche: Any) -> Taak:
    return Taak(
        tranche.titel,
        reverse("trajecten:tranche_beheer", args=[tranche.pk]),
        tranche.sinds,
        "1 organisatie" if tranche.aantal == 1 else f"{tranche.aantal} organisaties",
    )


def _achter(rij: tuple[Tranche, Tranchevoortgang]) -> Taak:
    tranche, stand = rij
    helft = tranche.begin + (tranche.einde - tranche.begin) / 2
    return Taak(
        tranche.titel,
        reverse("trajecten:tranche_beheer", args=[tranche.pk]),
        begin_van_dag(helft),
        f"{stand.geleverd} van {stand.doel} klaar, tot en met {date_format(tranche.einde, 'j F')}",
    )


STAPELS.meld(
    Stapel(
        "meedoen",
        "Organisaties die mee willen doen",
        "Zij vulden ‘wij doen mee’ in bij uw tranche. Neem hen op, of zeg dat het niet past.",
        rang=80,
        mag=_mag,
        rijen=met_wachtenden,
        taak=_mee_te_doen,
    ),
    Stapel(
        "achter",
        "Tranches die achterlopen",
        "Meer dan de helft van de tijd is voorbij, en er is minder klaar dan daarbij past.",
        rang=90,
        mag=_mag,
        rijen=_achterlopend,
        taak=_achter,
    ),
)
