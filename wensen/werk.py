"""What wishes and inventories add to the workplace: who wants the same, and what runs out."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.data import begin_van_dag
from wensen.lezen.inventarisatie import WEEK, aflopend
from wensen.lezen.wens import mijn_matches
from werkplek.rechten import mag_sturen, mag_wensen
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


def _inventarisatie(inventarisatie: Any) -> Taak:
    einde, vandaag = inventarisatie.einde, timezone.localdate()
    voorbij = inventarisatie.is_voorbij(vandaag)
    stap = "plaats de uitkomst"
    if not voorbij:
        stap = f"invullen kan tot en met {date_format(einde, 'j F')}"
    return Taak(
        inventarisatie.titel,
        reverse("wensen:inventarisatie_beheer", args=[inventarisatie.pk]),
        begin_van_dag(min(einde - WEEK, vandaag)),
        f"{inventarisatie.terug} van {inventarisatie.gevraagd} terug, {stap}",
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
    ),
    Stapel(
        "inventarisaties",
        "Inventarisaties die aflopen",
        "Herinner wie nog niet antwoordde, of zet op de site wat eruit kwam.",
        rang=97,
        mag=mag_sturen,
        rijen=lambda _gebruiker: aflopend(timezone.localdate()),
        taak=_inventarisatie,
    ),
)
