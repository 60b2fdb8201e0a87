"""How subscribers, and to whom an edition went, are found and erased."""

from __future__ import annotations

from basis.journaal import NAKOMINGEN, Nakoming
from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from nieuwsbrieven.actions.abonneren import AFGEMELD_BEWAREN, kom_na, vergeet, wis_adres
from nieuwsbrieven.actions.verzenden import BEWAREN, vergeet_leveringen
from nieuwsbrieven.links import GELDIG
from nieuwsbrieven.models import Abonnee, Levering
from nieuwsbrieven.regels import toestemming
from nieuwsbrieven.regels.toestemming import TOESTEMMING

NAKOMINGEN.meld(Nakoming(TOESTEMMING, "lezers die weggingen", kom_na))
PERSONEN.meld(
    Vindplaats(
        "Abonnee van de nieuwsbrief",
        lambda adres: Abonnee.objects.filter(email=adres),
        lambda adres: wis_adres(email=adres),
        "Het bewijs van toestemming blijft tot vijf jaar na het stoppen, als code en zonder adres.",
    ),
    Vindplaats(
        "Nieuwsbrief die naar dit adres ging",
        lambda adres: Levering.objects.filter(email=adres),
        lambda adres: wis_adres(email=adres),
        "Dat de editie naar iemand ging, blijft in de aantallen.",
    ),
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Een aanmelding voor de nieuwsbrief die niemand bevestigde",
        GELDIG,
        "na de aanmelding",
        vergeet,
    ),
    Bewaartermijn(
        "Het adres en de keuzes van wie zich afmeldde voor de nieuwsbrief",
        AFGEMELD_BEWAREN,
        "na het afmelden",
        vergeet,
    ),
    Bewaartermijn(
        "Welke nieuwsbrief iemand kreeg",
        BEWAREN,
        "na het versturen",
        vergeet_leveringen,
    ),
    Bewaartermijn(
        "Het bewijs van toestemming, als code en zonder adres",
        toestemming.BEWAREN,
        "na het stoppen",
        vergeet,
    ),
)
