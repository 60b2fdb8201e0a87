"""Load an inventory that was held elsewhere."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from wensen.models import Inventarisatie, Uitkomstregel
from wensen.vindbaar import maak_vindbaar
from werkplek.inhoud.bestanden import op_negen_uur
from werkplek.inhoud.lezen import Lader

INVENTARISATIE = ("slug", "titel", "inleiding", "begin", "einde", "uitkomst", "bron")
UITKOMST = ("gebied", "bestaand", "gewenst", "aandeel", "procent", "volgorde")


class InventarisatieLader(Lader):
    """An inventory of long ago, with its outcome: published at once."""

    velden = (*INVENTARISATIE, "gebieden")

    def zet(self, ruw: dict[str, Any]) -> None:
        nieuw = {"gemaakt_door": self.door}
        inventarisatie = self.haal(Inventarisatie, nieuw, slug=str(ruw.get("slug", "")))
        eerste_keer = inventarisatie.pk is None
        self.bewaar(inventarisatie, ruw, INVENTARISATIE)
        self.vervang(
            Uitkomstregel,
            {"inventarisatie": inventarisatie},
            self.rijen(ruw, "gebieden", UITKOMST[:-1]),
            UITKOMST,
        )
        if self.fouten:
            return
        if eerste_keer:
            nu = timezone.now()
            inventarisatie.geopend_op = min(nu, op_negen_uur(inventarisatie.begin))
            inventarisatie.gepubliceerd_op = min(nu, op_negen_uur(inventarisatie.einde))
            inventarisatie.geopend_door = inventarisatie.gepubliceerd_door = self.door
            inventarisatie.save()
        maak_vindbaar(inventarisatie)
