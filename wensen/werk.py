"""What wishes add to the workplace: who wants the same, and waits to be brought together."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from wensen.lezen.wens import mijn_matches
from werkplek.rechten import mag_wensen
from werkplek.stapels import STAPELS, Rest, Stapel, Taak


def _match(match: Any) -> Taak:
    wie = "1 organisatie wil" if match.aantal == 1 else f"{match.aantal} organisaties willen"
    stap = "uitgenodigd" if match.uitgenodigd_op else "nog uit te nodigen"
    return Taak(
        str(match.innovatie.gepubliceerd or match.innovatie),
        reverse("wensen:match", args=[match.innovatie.slug]),
        match.ontstaan_op,
        f"{wie} dit ook, {stap}",
    )


STAPELS.meld(
    Stapel(
        "wensen",
        "Breng partijen samen",
        "Twee partijen of meer willen hetzelfde. Nodig hen uit, en schrijf op wat ervan kwam.",
        rang=100,
        mag=mag_wensen,
        rijen=mijn_matches,
        taak=_match,
        rest=Rest("Zie de wensen.", "wensen:wensen"),
    )
)
