"""Of whom an innovatie is: its organisation, its kennismakelaar, its tranche and its deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format

from basis.tekst import vingerafdruk
from basis.velden import OpAlfabet
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Innovatie
from organisaties.models import Organisatie
from trajecten.models import Toezegging, Tranche


@dataclass(frozen=True)
class Gegevens:
    """What the redactie agreed about an innovatie, beside its text."""

    organisatie: Organisatie | None
    kennismakelaar: Gebruiker | None
    tranche: Tranche | None
    deadline: date | None

    @property
    def kenmerk(self) -> str:
        """Tells these from what a colleague makes of them."""
        rijen = (self.organisatie, self.kennismakelaar, self.tranche)
        return vingerafdruk([*(rij and rij.pk for rij in rijen), str(self.deadline)])

    def anders(self, eerst: Gegevens) -> list[str]:
        """What was otherwise in `eerst`, with what it is now, in words."""
        return [
            f"{naam}: {_woord(nu)}" for naam, nu in vars(self).items() if nu != getattr(eerst, naam)
        ]

    @property
    def zin(self) -> str:
        """All of them in one sentence."""
        return "; ".join(f"{naam}: {_woord(nu)}" for naam, nu in vars(self).items())


def _woord(waarde: object) -> str:
    return date_format(waarde, "j F Y") if isinstance(waarde, date) else str(waarde or "geen")


def gegevens_van(innovatie: Innovatie) -> Gegevens:
    """As they are now. One query, where `innovatie` has its relations."""
    return gegevens_van_alle([innovatie])[innovatie.pk]


def gegevens_van_alle(innovaties: Iterable[Innovatie]) -> dict[int, Gegevens]:
    """Those of each of `innovaties`, by its key; of several tranches the last. One query."""
    innovaties = list(innovaties)
    bij = Toezegging.objects.filter(innovatie__in=innovaties).select_related("tranche")
    tranches = {een.innovatie_id: een.tranche for een in bij.order_by("tranche__begin", "pk")}
    return {
        een.pk: Gegevens(een.organisatie, een.kennismakelaar, tranches.get(een.pk), een.deadline)
        for een in innovaties
    }


def makelaar_voor(organisatie: Organisatie) -> Gebruiker | None:
    """Who looks after what an indiener of `organisatie` begins.

    Who looks after most of it already; else after a tranche that it takes part in now; else who has
    the least to look after.
    """
    vandaag = timezone.localdate()
    toegezegd = Toezegging.objects.filter(
        organisatie=organisatie,
        tranche__kennismakelaar=OuterRef("pk"),
        tranche__begin__lte=vandaag,
        tranche__einde__gte=vandaag,
    )
    makelaars = Gebruiker.objects.met_recht(Recht.MAKELT).annotate(
        van_haar=Count("innovaties", filter=Q(innovaties__organisatie=organisatie)),
        in_tranche=Exists(toegezegd),
        totaal=Count("innovaties"),
    )
    return makelaars.order_by("-van_haar", "-in_tranche", "totaal", OpAlfabet("naam"), "pk").first()
