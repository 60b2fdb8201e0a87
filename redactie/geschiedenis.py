"""The log of a description in sentences for its writers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from innovaties.formaat import TREFWOORDEN, onderdelen
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from logboek.models import Logregel

SAMEN = timedelta(hours=1)
"""Within this time the saves of one person count as one change."""

ZINNEN = {
    "begonnen": "begon met de beschrijving",
    "nieuwe-versie": "begon een nieuwe versie",
    "gewijzigd": "wijzigde de tekst",
    "ingediend": "diende de beschrijving in",
    "teruggenomen": "nam de beschrijving terug",
    "in-beoordeling": "nam de beschrijving in beoordeling",
    "toegewezen": "wees de beoordeling toe",
    "aanvulling-gevraagd": "vroeg om aanvulling",
    "gepubliceerd": "publiceerde de beschrijving",
    "gepland": "plande de publicatie",
    "plan-afgezegd": "zegde de geplande publicatie af",
    "plan-mislukt": "kon de geplande publicatie niet uitvoeren",
    "afgewezen": "wees de beschrijving af",
    "gearchiveerd": "zette de beschrijving in het archief",
    "opmerking": "plaatste een opmerking",
    "antwoord": "antwoordde op een opmerking",
    "opmerking-opgelost": "loste een opmerking op",
    "meelezer-gevraagd": "vroeg iemand om mee te lezen",
    "te-bevestigen": "vroeg of de beschrijving nog klopt",
    "bevestigd": "bevestigde dat de beschrijving nog klopt",
    "verouderd-gemeld": "meldde dat iets niet meer klopt",
    "elders-gemeld": "meldde een toepassing elders",
    "elders-overgenomen": "nam een toepassing elders over",
    "elders-afgewezen": "legde een melding van elders terzijde",
}
"""What each `wat` of a Logregel about a version means, after the name of who did it."""

_STATUSSEN = {str(code): str(label) for code, label in Status.choices}
_ONDERDELEN = {onderdeel.naam: onderdeel.label for onderdeel in onderdelen()}
_VELDEN = {
    veld.naam: f"{onderdeel.label} ({veld.label.lower()})" if veld.label else onderdeel.label
    for onderdeel in onderdelen()
    for veld in onderdeel.velden
} | {TREFWOORDEN.naam: TREFWOORDEN.label}


@dataclass
class Gebeurtenis:
    """One line of the log: one row, or the saves of one person within an hour."""

    eerste: Logregel
    laatste: Logregel
    velden: dict[str, None]
    versie: int

    @property
    def wie(self) -> str:
        return self.eerste.wie

    @property
    def zin(self) -> str:
        return ZINNEN.get(self.eerste.wat, self.eerste.wat)

    @property
    def van(self) -> str:
        return _STATUSSEN.get(self.eerste.van, self.eerste.van)

    @property
    def naar(self) -> str:
        return _STATUSSEN.get(self.eerste.naar, self.eerste.naar)

    @property
    def labels(self) -> list[str]:
        """The names of the fields that changed, or of the part that was spoken about."""
        eerst, dan = _ONDERDELEN, _VELDEN
        if self.eerste.wat == "gewijzigd":
            eerst, dan = dan, eerst
        return [eerst.get(naam) or dan.get(naam, naam) for naam in self.velden]


def stappen(versies: Iterable[Beschrijving]) -> list[Gebeurtenis]:
    """What happened to `versies`, the last first, in one query."""
    versies = list(versies)
    nummers = {versie.pk: versie.versie for versie in versies}
    regels = Logregel.objects.over(*versies).order_by("pk")
    gevonden: list[Gebeurtenis] = []
    for regel in regels:
        if gevonden and _hoort_bij(regel, gevonden[-1]):
            gevonden[-1].laatste = regel
            gevonden[-1].velden |= dict.fromkeys(regel.velden)
        else:
            velden = dict.fromkeys(regel.velden)
            gevonden.append(Gebeurtenis(regel, regel, velden, nummers[regel.over_sleutel]))
    return gevonden[::-1]


def _hoort_bij(regel: Logregel, stap: Gebeurtenis) -> bool:
    eerste = stap.eerste
    return (
        regel.wat == eerste.wat == "gewijzigd"
        and (regel.over_sleutel, regel.door_id, regel.wie)
        == (eerste.over_sleutel, eerste.door_id, eerste.wie)
        and regel.op - eerste.op <= SAMEN
    )
