"""How long the questions of readers are kept."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from basis.termijnen import BEWAARTERMIJNEN, Bewaartermijn
from vinden import gemist, vraagvectoren

BEWAARTERMIJNEN.meld(
    Bewaartermijn(
        "De getallen die van een zoekvraag zijn gemaakt",
        vraagvectoren.BEWAREN,
        "na de laatste keer dat iemand het vroeg",
        vraagvectoren.vergeet,
    ),
    Bewaartermijn(
        "Een zoekvraag die niets vond",
        timedelta(days=gemist.DAGEN_BEWAARD),
        "na de dag van de vraag",
        lambda nu: gemist.vergeet(timezone.localdate(nu)),
    ),
)
