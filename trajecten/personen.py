"""How who answered a call, and who leads a participation, is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from trajecten.actions import meedoen, vergeten
from trajecten.models import Deelname, Meedoener

PERSONEN.meld(
    Vindplaats(
        "‘Wij doen mee’ bij een tranche of traject",
        lambda adres: Meedoener.objects.filter(email=adres),
        lambda adres: Meedoener.objects.filter(email=adres).delete(),
        "Wat de organisatie toezegde, blijft bij de tranche.",
    ),
    Vindplaats(
        "Interne projectleider van een deelname",
        lambda adres: Deelname.objects.filter(projectleider_email=adres),
        lambda adres: vergeten.vergeet_projectleider(email=adres),
        "Een deelname die loopt, heeft een projectleider nodig. Vervang de naam eerst, en wis "
        "daarna opnieuw. Wie van het bestuur toezegde, blijft bij de deelname.",
    ),
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Een ‘wij doen mee’ die niemand bevestigde",
        meedoen.GELDIG,
        "na de melding",
        meedoen.vergeet_meedoeners,
    ),
    Bewaartermijn(
        "Wie ‘wij doen mee’ zei",
        meedoen.BEWAREN,
        "na de laatste dag van de tranche of het traject",
        meedoen.vergeet_meedoeners,
    ),
    Bewaartermijn(
        "De interne projectleider van een organisatie",
        vergeten.BEWAREN,
        "na de laatste dag van het traject",
        vergeten.vergeet_projectleiders,
    ),
)
