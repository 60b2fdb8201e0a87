"""Load a network of goals, projects and what each party does for them."""

from __future__ import annotations

from typing import Any

from opgaven.inhoud.kennis import STAND, volgens_bron
from opgaven.models import Actie, Doel, Indicator, Inspanning, Netwerk, Project
from opgaven.vindbaar import maak_vindbaar
from werkplek.inhoud.lezen import Inhoudsrij, Lader

NETWERK = (
    *("slug", "titel", "samenvatting", "tekst", "begin", "einde", "bron"),
    *("regios", "organisaties"),
)
DOEL = ("titel", "tekst", "soort", "volgorde")
PROJECT = (
    *("slug", "titel", "samenvatting", "doel", "resultaat", "tijdpad", "begin", "einde"),
    *("financien", "bron", "themas", "innovaties", "volgorde"),
)
INDICATOR = (
    *("naam", "eenheid", "definitie", "start", "start_peil", "streven", "streven_woorden"),
    *("streven_peil", "bron", "volgorde"),
)
ACTIE = ("tekst", "wie", "wanneer", *STAND, "innovatie", "volgorde")


class NetwerkLader(Lader):
    """A network that the site does not have.

    `peil` is of when the source is that tells how far the actions are.
    """

    velden = (*NETWERK, "peil", "doelen", "projecten")

    def zet(self, ruw: dict[str, Any]) -> None:
        netwerk = self.begin(Netwerk, ruw, "", openbaar=True)
        if netwerk is None:
            return
        self.bewaar(netwerk, ruw, NETWERK)
        doelen = self._doelen(ruw, netwerk)
        extra = ("doelen", "inspanningen", "acties", "indicatoren")
        for nummer, (plek, rij) in enumerate(self.rijen(ruw, "projecten", (*PROJECT[:-1], *extra))):
            project = Project(netwerk=netwerk)
            self.bewaar(project, {**rij, "volgorde": nummer}, PROJECT, plek)
            dient = self._noem(rij.get("doelen", []), doelen, f"{plek}, doelen")
            ouder = {"project": project}
            self.voeg_toe(Inspanning, ouder, self._inspanningen(rij, plek), ("partij", "tekst"))
            acties = volgens_bron(self.rijen(rij, "acties", ACTIE[:-1], plek), ruw.get("peil"))
            self.voeg_toe(Actie, ouder, acties, ACTIE)
            for volgorde, (hier, een) in enumerate(
                self.rijen(rij, "indicatoren", INDICATOR[:-1], plek)
            ):
                indicator = Indicator(netwerk=netwerk, project=project)
                self.bewaar(indicator, {**een, "volgorde": volgorde}, INDICATOR, hier)
            if project.pk:
                project.doelen.set(doel for doel in dient if doel.pk)
        if not self.fouten:
            maak_vindbaar(netwerk)

    def _doelen(self, ruw: dict[str, Any], netwerk: Netwerk) -> dict[str, Doel]:
        """Save the goals; return them by their key. A goal comes after the one that it serves."""
        doelen: dict[str, Doel] = {}
        velden = (*DOEL[:-1], "sleutel", "boven")
        for nummer, (plek, rij) in enumerate(self.rijen(ruw, "doelen", velden)):
            doel = Doel(netwerk=netwerk)
            boven = self._noem([rij["boven"]] if "boven" in rij else [], doelen, f"{plek}, boven")
            doel.boven = boven[0] if boven else None
            self.bewaar(doel, {**rij, "volgorde": nummer}, DOEL, plek)
            doelen[str(rij.get("sleutel", ""))] = doel
        return doelen

    def _noem(self, sleutels: Any, doelen: dict[str, Doel], plek: str) -> list[Doel]:
        """The goals with these keys."""
        namen = [str(sleutel) for sleutel in self.lijst(sleutels, plek)]
        if onbekend := [naam for naam in namen if naam not in doelen]:
            self.fout(plek, f"onbekend: {', '.join(onbekend)}")
        return [doelen[naam] for naam in namen if naam in doelen]

    def _inspanningen(self, ruw: dict[str, Any], plek: str) -> list[Inhoudsrij]:
        return [
            (f"{plek}, inspanningen, {partij}", {"partij": partij, "tekst": tekst})
            for partij, tekst in self.per_naam(ruw, "inspanningen", plek)
        ]
