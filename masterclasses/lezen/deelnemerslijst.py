"""The participants of one masterclass, with their place in line, to search and to group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from basis.letters import is_tekenbaar
from basis.tekst import sorteersleutel
from masterclasses.keuzelijsten import BEEINDIGD, Aanmeldstatus
from masterclasses.models import Aanmelding, Masterclass


class Deelnemersregel(NamedTuple):
    """One registration; `plaats` is its place on the waiting list, 0 for who does not wait."""

    aanmelding: Aanmelding
    plaats: int


class Deelnemersstapel(NamedTuple):
    """Registrations that ask the same of the organiser."""

    naam: str
    kop: str
    uitleg: str
    regels: list[Deelnemersregel]


STAPELS = {
    "beoordelen": (
        "Laat u deze mensen toe?",
        "Zij vallen buiten het publiek van deze masterclass. Zij wachten op uw antwoord.",
    ),
    "plek": ("Heeft een plek", ""),
    "antwoord": (
        "Moet nog antwoorden",
        "Zij kregen een mail. Een aangeboden plek houden wij vast, een nieuwe 20 minuten.",
    ),
    "wachtlijst": (
        "Op de wachtlijst",
        "Wie het eerst bevestigde, krijgt het eerst een plek die vrijkomt. Dat gaat vanzelf.",
    ),
    "weg": ("Komt niet", "Afgemeld, vervallen of niet toegelaten."),
}


def regels(masterclass: Masterclass) -> list[Deelnemersregel]:
    """Every registration, the oldest first. One query."""
    alle = list(masterclass.aanmeldingen.order_by("pk"))
    gezien: Counter[str] = Counter()
    plaats: dict[int, int] = {}
    rij = [(rij.in_rij_sinds, rij.pk, rij) for rij in alle if rij.wacht_op]
    for _, pk, wacht in sorted(rij, key=lambda wacht: wacht[:2]):
        gezien[wacht.wacht_op] += 1
        plaats[pk] = gezien[wacht.wacht_op]
    for aanmelding in alle:
        aanmelding.masterclass = masterclass
    return [Deelnemersregel(aanmelding, plaats.get(aanmelding.pk, 0)) for aanmelding in alle]


def stapel_van(aanmelding: Aanmelding) -> str:
    """In which of `STAPELS` a registration belongs."""
    if aanmelding.status == Aanmeldstatus.BEVESTIGD:
        return "plek"
    if aanmelding.status == Aanmeldstatus.WACHTLIJST:
        return "wachtlijst"
    if aanmelding.status in BEEINDIGD:
        return "weg"
    if aanmelding.status == Aanmeldstatus.TE_BEOORDELEN and aanmelding.bevestigd_op:
        return "beoordelen"
    return "antwoord"


def stapels(lijst: Iterable[Deelnemersregel]) -> list[Deelnemersstapel]:
    """`lijst` in the order of `STAPELS`, without those that are empty."""
    verdeeld: dict[str, list[Deelnemersregel]] = {naam: [] for naam in STAPELS}
    for regel in lijst:
        verdeeld[stapel_van(regel.aanmelding)].append(regel)
    return [Deelnemersstapel(naam, *STAPELS[naam], deel) for naam, deel in verdeeld.items() if deel]


def op_naam(aanmeldingen: Iterable[Aanmelding]) -> list[Aanmelding]:
    """In the order of the alphabet, also for names with accents."""
    return sorted(
        aanmeldingen, key=lambda aanmelding: (sorteersleutel(aanmelding.naam), aanmelding.pk)
    )


def past_bij(aanmelding: Aanmelding, gezocht: str) -> bool:
    """Whether each word of `gezocht` stands in the name, the organisation or the address."""
    hooi = sorteersleutel(f"{aanmelding.naam} {aanmelding.organisatie} {aanmelding.email}")
    return all(woord in hooi for woord in sorteersleutel(gezocht).split())


def niet_te_drukken(masterclass: Masterclass, aanmeldingen: Iterable[Aanmelding]) -> list[str]:
    """What badges and certificates say with signs that the fonts of a PDF do not have."""
    op_papier = [masterclass.titel]
    for wie in aanmeldingen:
        op_papier += [wie.naam, wie.functie, wie.organisatie]
    return [tekst for tekst in dict.fromkeys(op_papier) if not is_tekenbaar(tekst)]
