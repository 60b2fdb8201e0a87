"""How who wanted something, and whom a questionnaire went to, is found and erased."""

from __future__ import annotations

from basis.personen import PERSONEN, Vindplaats
from wensen.actions.wensen import wis_belangstelling
from wensen.models import Belangstelling, Uitvraag

PERSONEN.meld(
    Vindplaats(
        "‘Wij willen dit ook’ bij een wens",
        lambda adres: Belangstelling.objects.filter(email=adres),
        lambda adres: wis_belangstelling(email=adres),
        "De organisatie blijft bekend, en trekt zich terug uit wat nog liep.",
    ),
    Vindplaats(
        "Adres van een vragenlijst",
        lambda adres: Uitvraag.objects.filter(email=adres),
        lambda adres: Uitvraag.objects.filter(email=adres).update(email=""),
        "De antwoorden blijven, met de naam van de organisatie.",
    ),
)
