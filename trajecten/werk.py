"""What tranches and trajecten add to Mijn werk: for who makes, coaches and leads them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import begin_van_dag
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from trajecten.keuzelijsten import ORGANISATIES_MINSTENS
from trajecten.lezen import plichten
from trajecten.lezen.tranches import Tranchevoortgang, achterlopend, met_wachtenden
from trajecten.lezen.uren import WEEK
from trajecten.models import Afspraak, Besluit, Deelname, Tranche
from werkplek.rechten import mag_sturen, mag_zien
from werkplek.stapels import STAPELS, Stapel, Taak


def _mag(gebruiker: Gebruiker) -> bool:
    return gebruiker.mag(Recht.MAKELT, Recht.STUURT)


def _begeleidt(gebruiker: Gebruiker) -> bool:
    return gebruiker.mag(Recht.BEGELEIDT, Recht.STUURT)


def _sinds(dag: date) -> datetime:
    """From when something waits that is due on `dag`: no moment that is still to come."""
    return begin_van_dag(min(dag, timezone.localdate()))


def _wie(deelname: Deelname) -> str:
    return f"{deelname.organisatie}, {deelname.traject}"


def _plan(deelname: Any) -> Taak:
    adres = reverse("trajecten:plan", args=[deelname.pk])
    return Taak(_wie(deelname), adres, deelname.begonnen_op)


def _uren(gat: plichten.Urengat) -> Taak:
    aantal = len(gat.weken)
    return Taak(
        _wie(gat.deelname),
        reverse("trajecten:uren", args=[gat.deelname.traject_id]),
        begin_van_dag(gat.weken[0] + WEEK),
        "1 week" if aantal == 1 else f"{aantal} weken",
    )


def _bijeenkomst(traject: Any) -> Taak:
    adres = reverse("trajecten:bijeenkomst_nieuw", args=[traject.pk])
    return Taak(traject.titel, adres, _sinds(traject.sinds))


def _evaluatie(deelname: Any) -> Taak:
    einde = deelname.traject.einde
    return Taak(
        _wie(deelname),
        reverse("trajecten:evaluatie", args=[deelname.pk]),
        _sinds(einde - plichten.EVALUATIE_VOOR),
        f"het traject eindigt op {date_format(einde, 'j F Y')}",
    )


def _plaatsen(traject: Any) -> Taak:
    nodig = f"{traject.bezet} van minstens {ORGANISATIES_MINSTENS} organisaties"
    return Taak(
        traject.titel,
        reverse("trajecten:traject_beheer", args=[traject.pk]),
        _sinds(traject.begin - plichten.PLAATSEN_VOOR),
        f"{nodig}, begint op {date_format(traject.begin, 'j F Y')}",
    )


def _besluit(besluit: Besluit) -> Taak:
    return Taak(
        besluit.titel,
        reverse("trajecten:traject_nieuw"),
        _sinds(besluit.datum),
        f"thema {besluit.thema}",
    )


def _afspraak(afspraak: Afspraak) -> Taak:
    return Taak(
        str(afspraak),
        afspraak.overleg.get_absolute_url(),
        _sinds(afspraak.overleg.datum),
        f"klaar op {date_format(afspraak.voor, 'j F Y')}, {afspraak.overleg}",
    )


def _gevraagd(rij: Any, pagina: str) -> Taak:
    """How many want to take part in a tranche or traject, that is kept on `pagina`."""
    aantal = "1 organisatie" if rij.aantal == 1 else f"{rij.aantal} organisaties"
    return Taak(rij.titel, reverse(pagina, args=[rij.pk]), rij.sinds, aantal)


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
        "afspraken",
        "Wat u afsprak",
        "Dit is afgesproken in een overleg. Is het klaar? Zeg dat op de pagina van het overleg.",
        rang=79,
        mag=mag_zien,
        rijen=plichten.afgesproken,
        taak=_afspraak,
    ),
    Stapel(
        "meedoen",
        "Organisaties die mee willen doen",
        "Zij vulden ‘wij doen mee’ in bij uw tranche. Neem hen op, of zeg dat het niet past.",
        rang=80,
        mag=_mag,
        rijen=met_wachtenden,
        taak=lambda tranche: _gevraagd(tranche, "trajecten:tranche_beheer"),
    ),
    Stapel(
        "aanvragen",
        "Organisaties die een traject willen volgen",
        "Bespreek met hen wat het vraagt. Schrijf hen in, of zeg dat het nu niet past.",
        rang=81,
        mag=_begeleidt,
        rijen=plichten.met_aanvragen,
        taak=lambda traject: _gevraagd(traject, "trajecten:traject_beheer"),
    ),
    Stapel(
        "achter",
        "Tranches die achterlopen",
        "Meer dan de helft van de tijd is voorbij, en er is minder klaar dan daarbij past.",
        rang=90,
        mag=_mag,
        rijen=lambda gebruiker: achterlopend(gebruiker, timezone.localdate()),
        taak=_achter,
    ),
    Stapel(
        "plannen",
        "Nog geen begeleidingsplan",
        "Deze organisaties doen mee. Schrijf met hen op wat zij willen bereiken, en hoe.",
        rang=91,
        mag=_begeleidt,
        rijen=plichten.zonder_plan,
        taak=_plan,
    ),
    Stapel(
        "uren",
        "Uren die nog niet zijn ingevuld",
        "Van deze weken weten wij niet hoeveel uur de coach gaf. Was dat niets? Vul dan 0 in.",
        rang=92,
        mag=_begeleidt,
        rijen=lambda gebruiker: plichten.zonder_uren(gebruiker, timezone.localdate()),
        taak=_uren,
    ),
    Stapel(
        "bijeenkomsten",
        "Geen volgende groepsbijeenkomst",
        "In deze trajecten is niet gepland wanneer de interne projectleiders elkaar zien.",
        rang=93,
        mag=_begeleidt,
        rijen=lambda gebruiker: plichten.zonder_bijeenkomst(gebruiker, timezone.localdate()),
        taak=_bijeenkomst,
    ),
    Stapel(
        "evaluaties",
        "Nog geen evaluatie",
        "Het traject is bijna voorbij. Schrijf met de organisatie op wat ervan kwam.",
        rang=94,
        mag=_begeleidt,
        rijen=lambda gebruiker: plichten.zonder_evaluatie(gebruiker, timezone.localdate()),
        taak=_evaluatie,
    ),
    Stapel(
        "plaatsen",
        "Plaatsen die nog vrij zijn",
        "Deze trajecten beginnen binnenkort, en er doen nog te weinig organisaties mee.",
        rang=95,
        mag=mag_sturen,
        rijen=lambda _gebruiker: plichten.te_vullen(timezone.localdate()),
        taak=_plaatsen,
    ),
    Stapel(
        "besluiten",
        "Besloten, en nog geen traject",
        "De stuurgroep koos deze thema's. Plan er een traject voor.",
        rang=96,
        mag=mag_sturen,
        rijen=lambda _gebruiker: plichten.zonder_traject(),
        taak=_besluit,
    ),
)
