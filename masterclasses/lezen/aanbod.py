"""A masterclass as a visitor reads it at one moment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format

from masterclasses.keuzelijsten import Masterclassfase, Publiek, Verslagstatus, Wijze
from masterclasses.lezen.woorden import moment
from masterclasses.models import Masterclass, Verslag
from masterclasses.models.masterclass import MasterclassQuerySet

STAD = re.compile(r"\b\d{4} ?[A-Z]{2}\s+([^,]+)")
"""What follows the postcode."""


@dataclass(frozen=True)
class Beschikbaarheid:
    """One line on whether somebody can still come; `soort` is how it looks."""

    soort: str
    tekst: str
    icoon: str


@dataclass(frozen=True)
class Aangeboden:
    """`masterclass` (of `voor_lezers`) with what is derived from it at `nu`."""

    masterclass: Masterclass
    nu: datetime

    @property
    def voorbij(self) -> bool:
        return self.masterclass.is_voorbij(self.nu)

    @property
    def afgelast(self) -> bool:
        return self.masterclass.fase == Masterclassfase.AFGELAST

    @property
    def plekken(self) -> list[tuple[Wijze, int]]:
        """How one can take part, and the seats that are not taken."""
        return [
            (wijze, getattr(self.masterclass, f"{wijze}_vrij"))
            for wijze in Wijze
            if getattr(self.masterclass, wijze)
        ]

    @property
    def kan_aanmelden(self) -> bool:
        return self.masterclass.aanmelden_open(self.nu) and bool(self.plekken)

    @property
    def is_vol(self) -> bool:
        return not any(vrij for _, vrij in self.plekken)

    @property
    def plaats(self) -> str:
        """The town, or 'Online'; both where one can choose. Empty for an old one without."""
        wijzen = {wijze for wijze, _ in self.plekken}
        if wijzen == {Wijze.ONLINE}:
            return "Online"
        adres, locatie = self.masterclass.adres, self.masterclass.locatie
        gevonden = STAD.search(adres)
        stad = gevonden[1].strip() if gevonden else adres.rpartition(",")[2].strip() or locatie
        if not stad:
            nog_niet = "" if self.voorbij else "Plaats volgt"
            return "Op locatie of online" if Wijze.ONLINE in wijzen else nog_niet
        return f"{stad} of online" if Wijze.ONLINE in wijzen else stad

    @property
    def voor_wie(self) -> str:
        """'Bestuurders, beleidsmedewerkers', or everyone."""
        labels = [str(Publiek(waarde).label) for waarde in self.masterclass.publiek]
        return ", ".join(labels).capitalize() or "Iedereen"

    @property
    def standen(self) -> list[Beschikbaarheid]:
        """Whether one can come: one line, or one for each wijze; none when it is over."""
        if self.afgelast:
            tekst = "Ging niet door" if self.voorbij else "Gaat niet door"
            return [Beschikbaarheid("afgelast", tekst, "sluit")]
        if self.voorbij:
            return []
        if self.kan_aanmelden:
            return [self._stand(wijze, vrij) for wijze, vrij in self.plekken]
        return [Beschikbaarheid("dicht", self._dicht(), "klok")]

    def _stand(self, wijze: Wijze, vrij: int) -> Beschikbaarheid:
        kop = f"{wijze.label}: " if len(self.plekken) > 1 else ""
        if vrij:
            tekst = f"nog {vrij} plek" if vrij == 1 else f"nog {vrij} plekken"
            return Beschikbaarheid("vrij", kop + tekst if kop else tekst.capitalize(), "personen")
        tekst = f"{kop}vol, er is een wachtlijst" if kop else "Vol: er is een wachtlijst"
        return Beschikbaarheid("vol", tekst, "klok")

    def _dicht(self) -> str:
        van = self.masterclass.aanmelden_van
        if van is None or van <= self.nu:
            return "Aanmelden is gesloten"
        dag, begin = timezone.localtime(van), timezone.localtime(self.masterclass.begin)
        vorm = "j F" if dag.year == begin.year else "j F Y"
        return f"Aanmelden vanaf {date_format(dag, vorm)}"

    @property
    def waarom_niet(self) -> str:
        """Why one cannot register; empty when one can."""
        if self.kan_aanmelden:
            return ""
        if self.voorbij:
            return "Deze masterclass is geweest."
        van = self.masterclass.aanmelden_van
        if van and van > self.nu:
            return f"Aanmelden kan vanaf {moment(van)}."
        return "Aanmelden is gesloten."


def voor_lezers(rijen: MasterclassQuerySet) -> MasterclassQuerySet:
    """`rijen` with all that a kaartje shows, in one query."""
    verslag = Verslag.objects.filter(masterclass=OuterRef("pk"), status=Verslagstatus.GEPUBLICEERD)
    met_verslag: MasterclassQuerySet = rijen.annotate(met_verslag=Exists(verslag))
    return met_verslag.met_plekken().select_related("thema")


def lees(rijen: Iterable[Masterclass], nu: datetime) -> list[Aangeboden]:
    """Each of `rijen` as it reads at `nu`."""
    return [Aangeboden(rij, nu) for rij in rijen]


def grenzen(gelezen: Iterable[Aangeboden]) -> list[datetime]:
    """The moments at which a page with `gelezen` reads differently."""
    return [moment for een in gelezen for moment in een.masterclass.grenzen]
