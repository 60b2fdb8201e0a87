"""Which status follows which: the whole workflow in one table."""

from basis.fouten import RuleViolation
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving

OVERGANGEN: dict[Status, frozenset[Status]] = {
    Status.CONCEPT: frozenset({Status.INGEDIEND, Status.WEGGEGOOID}),
    Status.INGEDIEND: frozenset({Status.CONCEPT, Status.IN_BEOORDELING}),
    Status.IN_BEOORDELING: frozenset({Status.AANVULLING, Status.GEPUBLICEERD, Status.AFGEWEZEN}),
    Status.AANVULLING: frozenset({Status.INGEDIEND}),
    Status.GEPUBLICEERD: frozenset({Status.TE_BEVESTIGEN, Status.GEARCHIVEERD}),
    Status.TE_BEVESTIGEN: frozenset({Status.GEPUBLICEERD, Status.GEARCHIVEERD}),
    Status.GEARCHIVEERD: frozenset({Status.GEPUBLICEERD, Status.TE_BEVESTIGEN}),
    Status.AFGEWEZEN: frozenset(),
    Status.WEGGEGOOID: frozenset({Status.CONCEPT}),
}

TE_SCHRIJVEN = (Status.CONCEPT, Status.AANVULLING)
"""Only in these is the text changed; what is submitted stands still for its reviewer."""


def vereis_overgang(versie: Beschrijving, naar: Status) -> None:
    """Raise RuleViolation when `versie` cannot become `naar` from where it is."""
    if naar not in OVERGANGEN[Status(versie.status)]:
        raise RuleViolation(
            f"Dat kan niet: de beschrijving is nu '{versie.get_status_display().lower()}'. "
            "Misschien was een collega u net voor."
        )
