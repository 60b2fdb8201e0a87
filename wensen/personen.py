"""How who wanted something, and whom a questionnaire went to, is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from wensen.actions import vergeten
from wensen.actions import wensen as stappen
from wensen.models import Belangstelling, Uitvraag

PERSONEN.meld(
    Vindplaats(
        "‘Wij willen dit ook’ bij een wens",
        lambda adres: Belangstelling.objects.filter(email=adres),
        lambda adres: stappen.wis_belangstelling(email=adres),
        "De organisatie blijft bekend, en trekt zich terug uit wat nog liep.",
    ),
    Vindplaats(
        "Adres van een vragenlijst",
        lambda adres: Uitvraag.objects.filter(email=adres),
        lambda adres: Uitvraag.objects.filter(email=adres).update(email=""),
        "De antwoorden blijven, met de naam van de organisatie.",
    ),
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Een wens die niemand bevestigde",
        stappen.GELDIG,
        "na de melding",
        stappen.vergeet_belangstelling,
    ),
    Bewaartermijn(
        "Wie iets ook wilde",
        stappen.BEWAREN,
        "nadat die zich terugtrok of de kennismakelaar klaar was",
        stappen.vergeet_belangstelling,
    ),
    Bewaartermijn(
        "Het e-mailadres waar een vragenlijst heen ging",
        vergeten.BEWAREN,
        "na de laatste dag van de inventarisatie",
        vergeten.vergeet_adressen,
    ),
)
