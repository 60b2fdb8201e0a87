"""Who was a subscriber when: from the proof of consent, which outlives who left."""

from __future__ import annotations

from datetime import datetime

from nieuwsbrieven.keuzelijsten import Toestemmingsstap
from nieuwsbrieven.models import Toestemming
from nieuwsbrieven.regels.toestemming import kenmerk_van
from post.models import Postadres


class Bewijs:
    """All proof as it is now, and the addresses that take no mail. Two queries."""

    def __init__(self) -> None:
        self._stappen = list(
            Toestemming.objects.order_by("op", "pk").values_list("kenmerk", "stap", "op")
        )
        gestopt = Postadres.objects.gestopt().values_list("email", "gestopt_op")
        self._gestopt = {kenmerk_van(email): op for email, op in gestopt}

    def abonnees(self, moment: datetime) -> set[str]:
        """Whose last step before `moment` was to give consent, and whose address took mail then."""
        laatste = {kenmerk: stap for kenmerk, stap, op in self._stappen if op < moment}
        return {
            kenmerk
            for kenmerk, stap in laatste.items()
            if stap == Toestemmingsstap.GEGEVEN and not self._was_gestopt(kenmerk, moment)
        }

    def _was_gestopt(self, kenmerk: str, moment: datetime) -> bool:
        op = self._gestopt.get(kenmerk)
        return op is not None and op < moment
