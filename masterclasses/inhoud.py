"""Load `inhoud/masterclasses/`: one file a masterclass, with its programme and its verslag.

All or nothing, and each only once: after that it belongs to the site.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus, Wijze
from masterclasses.models import (
    Inschrijfvraag,
    Lesmateriaal,
    Masterclass,
    Plek,
    Programmadeel,
    Spreker,
    Verslag,
)
from masterclasses.models.masterclass import MAXIMUM_PLEKKEN
from masterclasses.vindbaar import maak_vindbaar
from werkplek.inhoud.bestanden import Geweigerd, als_dag
from werkplek.inhoud.lezen import Lader, als_tijd, laad_bestanden, zwijg

PLAATSER_EMAIL = "verslag@example.nl"
KOLOMMEN = (
    *("titel", "samenvatting", "inleiding", "thema", "publiek", "toelating"),
    *("locatie", "adres", "online_adres", "bron", "regios", "innovaties", "elementen"),
)
DEEL = ("van", "tot", "titel", "toelichting")
SPREKER = ("functie", "organisatie")
VRAAG = ("vraag", "soort", "keuzes", "verplicht")
MATERIAAL = ("naam", "url")
VERSLAG = ("auteur", "tekst", "meer_weten")
DONDERDAG = 3


def laad_masterclasses(map_: Path, zeg: Callable[[str], object] = zwijg) -> int:
    """Read all changed files in `map_`/masterclasses; return how many there were.

    What belongs to the site already is told to `zeg`. Raises InhoudFout, with every mistake in
    every file, and then changes nothing.
    """
    paden = sorted((map_ / "masterclasses").glob("*.yaml"))
    with transaction.atomic():
        # In one order and before the stand: who registers meanwhile waits, and holds nothing.
        list(Masterclass.objects.select_for_update(no_key=True).order_by("pk"))
        return laad_bestanden(map_, [(pad, MasterclassLader) for pad in paden], zeg)


class MasterclassLader(Lader):
    """Loads one file with a masterclass that the site does not have."""

    velden = (
        *(*KOLOMMEN, "dag", "begin", "einde", "plekken"),
        *("programma", "vragen", "materialen", "verslag"),
    )

    def zet(self, ruw: dict[str, Any]) -> None:
        """Save the masterclass with its rows, and make it findable."""
        sleutel = {"slug": self.bestand.slug}
        rij = self.begin(Masterclass, {**ruw, **sleutel}, "", **sleutel, organisator=self.door)
        if rij is None:
            return
        rij.fase, rij.aangekondigd_door = Masterclassfase.AANGEKONDIGD, self.door
        self._zet_dag(rij, ruw)
        self.bewaar(rij, ruw, KOLOMMEN)
        self._zet_programma(rij, ruw)
        vragen = self.rijen(ruw, "vragen", VRAAG)
        self.voeg_toe(Inschrijfvraag, {"masterclass": rij}, vragen, (*VRAAG, "volgorde"))
        self._zet_plekken(rij, ruw)
        materialen = self.rijen(ruw, "materialen", MATERIAAL)
        self.voeg_toe(Lesmateriaal, {"masterclass": rij}, materialen, (*MATERIAAL, "volgorde"))
        self._zet_verslag(rij, ruw)
        if not self.fouten:
            maak_vindbaar(rij)

    def _zet_dag(self, rij: Masterclass, ruw: dict[str, Any]) -> None:
        gelezen = dict[str, Any]()
        if ruw.get("bron"):  # the columns want hours, which nobody is shown
            ruw = {"begin": "00:00", "einde": "16:00", **ruw}
        for naam, lees in {"dag": _donderdag, "begin": als_tijd, "einde": als_tijd}.items():
            try:
                gelezen[naam] = lees(ruw.get(naam))
            except Geweigerd as geweigerd:
                self.fout(naam, geweigerd)
        if len(gelezen) == 3:
            op = partial(datetime.combine, gelezen["dag"])
            rij.begin = timezone.make_aware(op(gelezen["begin"]))
            rij.einde = timezone.make_aware(op(gelezen["einde"]))
        else:  # Said already; what else is wrong is to be found too.
            rij.begin = timezone.now()
            rij.einde = rij.begin + timedelta(hours=1)
        rij.aangekondigd_op = min(timezone.now(), rij.begin)

    def _zet_programma(self, rij: Masterclass, ruw: dict[str, Any]) -> None:
        for plek, velden in self.rijen(ruw, "programma", (*DEEL, "sprekers")):
            deel = Programmadeel(masterclass=rij)
            self.bewaar(deel, velden, DEEL, plek)
            sprekers = self.rijen(velden, "sprekers", SPREKER, plek)
            self.voeg_toe(Spreker, {"deel": deel}, sprekers, (*SPREKER, "volgorde"))

    def _zet_plekken(self, rij: Masterclass, ruw: dict[str, Any]) -> None:
        for wijze, aantal in self.per_naam(ruw, "plekken", ""):
            if wijze not in Wijze.values or not isinstance(aantal, int) or aantal < 0:
                self.fout("plekken", "schrijf bijvoorbeeld {zaal: 20, online: 50}")
            elif aantal > MAXIMUM_PLEKKEN:
                self.fout("plekken", f"hoogstens {MAXIMUM_PLEKKEN}, hier staan er {aantal}")
            elif not self.fouten:
                Plek.objects.bulk_create(Plek(masterclass=rij, wijze=wijze) for _ in range(aantal))

    def _zet_verslag(self, rij: Masterclass, ruw: dict[str, Any]) -> None:
        """Show the verslag of the file."""
        for plek, velden in self.een(ruw, "verslag", (*VERSLAG, "geplaatst_op"), ""):
            op = self.moment({"geplaatst_op": None, **velden}, "geplaatst_op", plek)
            if op is None:
                return
            verslag = Verslag(masterclass=rij, status=Verslagstatus.GEPUBLICEERD)
            verslag.gewijzigd_op = verslag.ingediend_op = verslag.geplaatst_op = op
            verslag.ingediend_door, verslag.geplaatst_door = self.door, _plaatser()
            for naam in ("auteur", "tekst"):
                if not velden.get(naam):
                    self.fout(f"{plek}, {naam}", "verplicht")
            if self.fouten:
                return
            self.bewaar(verslag, velden, VERSLAG, plek)


def _plaatser() -> Gebruiker:
    """Who placed the verslagen of the files: another than who wrote them."""
    return Gebruiker.objects.get_or_create(
        email=PLAATSER_EMAIL,
        defaults={"naam": "Redacteur van het programma", "is_active": False},
    )[0]


def _donderdag(ruw: Any) -> date:
    """A day: '2017-09-14', or '+45' for the first Thursday from then on. Raises Geweigerd."""
    dag = als_dag(ruw)
    return dag + timedelta(days=(DONDERDAG - dag.weekday()) % 7) if str(ruw)[:1] == "+" else dag
