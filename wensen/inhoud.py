"""Load an inventory that was held elsewhere."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from vinden.vindbaar import begin_van
from wensen.models import Inventarisatie, Uitkomstregel
from wensen.vindbaar import maak_vindbaar
from werkplek.inhoud.lezen import Lader

INVENTARISATIE = ("slug", "titel", "inleiding", "gehouden", "uitkomst", "bron")
UITKOMST = ("gebied", "bestaand", "gewenst", "aandeel", "procent", "volgorde")


class InventarisatieLader(Lader):
    """An inventory of long ago, with its outcome: published at once."""

    velden = (*INVENTARISATIE, "gebieden")

    def zet(self, ruw: dict[str, Any]) -> None:
        nu = timezone.now()
        vandaag = timezone.localdate(nu)
        nieuw: dict[str, Any] = {"gemaakt_door": self.door, "begin": vandaag, "einde": vandaag}
        inventarisatie = self.begin(Inventarisatie, ruw, "", **nieuw)
        if inventarisatie is None:
            return
        self.bewaar(inventarisatie, ruw, INVENTARISATIE)
        self.voeg_toe(
            Uitkomstregel,
            {"inventarisatie": inventarisatie},
            self.rijen(ruw, "gebieden", UITKOMST[:-1]),
            UITKOMST,
        )
        if self.fouten:
            return
        toen = timezone.localdate(begin_van(inventarisatie.gehouden) or nu)
        inventarisatie.begin = inventarisatie.einde = toen
        inventarisatie.geopend_op = inventarisatie.gepubliceerd_op = nu
        inventarisatie.geopend_door = inventarisatie.gepubliceerd_door = self.door
        inventarisatie.save()
        maak_vindbaar(inventarisatie)
