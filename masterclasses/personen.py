"""How participants and who was invited are found and erased."""

from __future__ import annotations

from basis.journaal import NAKOMINGEN, Nakoming
from basis.personen import PERSONEN, Vindplaats
from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from masterclasses.actions.aanmelden import INGETROKKEN, kom_na
from masterclasses.actions.nadien import BEWAREN, KORT_BEWAREN, wis_deelnemer
from masterclasses.actions.nadien import vergeet as vergeet_deelnemers
from masterclasses.models import Aanmelding, Uitnodiging

NAKOMINGEN.meld(Nakoming(INGETROKKEN, "deelnemers die zich afmeldden", kom_na))
PERSONEN.meld(
    Vindplaats(
        "Aanmelding voor een masterclass",
        lambda adres: Aanmelding.objects.filter(email=adres),
        lambda adres: wis_deelnemer(email=adres),
        "Dat er iemand kwam, blijft in de aantallen. Een plek die nog komt, is afgemeld.",
    ),
    Vindplaats(
        "Uitnodiging voor een masterclass",
        lambda adres: Uitnodiging.objects.filter(email=adres),
        lambda adres: Uitnodiging.objects.filter(email=adres).delete(),
    ),
)

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "Wat iemand schreef over dieet of toegang",
        KORT_BEWAREN,
        "na de masterclass",
        vergeet_deelnemers,
    ),
    Bewaartermijn(
        "De aanmelding van wie niet kwam of niet bevestigde",
        KORT_BEWAREN,
        "na de masterclass, of nadat de tijd om te bevestigen voorbij was",
        vergeet_deelnemers,
    ),
    Bewaartermijn(
        "De naam, het e-mailadres, de functie en de antwoorden van wie kwam",
        BEWAREN,
        "na de masterclass",
        vergeet_deelnemers,
    ),
    Bewaartermijn(
        "Het e-mailadres van wie wij uitnodigden",
        BEWAREN,
        "na de masterclass",
        vergeet_deelnemers,
    ),
)
