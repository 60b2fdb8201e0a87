"""Descriptions side by side, to take along: whole in a sheet, shortened on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import urlencode

from django.urls import reverse

from basis.adressen import SITE_NAAM, absoluut
from basis.blokken import Stuk
from basis.tekst import schoon
from innovaties.formaat.soorten import NIET_BEKEND
from innovaties.formaat.waarden import Waarde
from innovaties.lezen.vergelijking import tekenrijen, vergelijking
from innovaties.lezen.weergave import Getoond
from innovaties.models import Beschrijving
from innovaties.uitvoer.uitdraai import Bundel, Hoofdstuk, Paragraaf, Tabel, Uitdraai

LANGSTE_CEL = 160
"""Characters in a cell on paper, which is for deciding: three innovations fit on four pages."""

TITEL = "Innovaties vergelijken"


@dataclass(frozen=True)
class Vergelijkregel:
    """What each description says of one thing, and whether that can be seen to differ."""

    label: str
    teksten: tuple[str, ...]
    verschilt: bool = False


@dataclass(frozen=True)
class Vergelijkblad:
    """Descriptions by their titles, with all that they say beside each other."""

    titels: tuple[str, ...]
    adres: str
    regels: tuple[Vergelijkregel, ...]

    @property
    def titel(self) -> str:
        return f"{TITEL}: {', '.join(self.titels)}"


def als_vergelijkblad(gekozen: Sequence[Beschrijving]) -> Vergelijkblad:
    """The six signs of `gekozen`, and then each part that one of them fills."""
    vraag = urlencode([("i", b.innovatie.slug) for b in gekozen])
    return Vergelijkblad(
        titels=tuple(schoon(b.titel) for b in gekozen),
        adres=absoluut(f"{reverse('innovaties:vergelijk')}?{vraag}"),
        regels=tuple(_regels(gekozen)),
    )


def _regels(gekozen: Sequence[Beschrijving]) -> Iterator[Vergelijkregel]:
    for rij in tekenrijen(gekozen):
        yield Vergelijkregel(rij[0].label, tuple(schoon(teken.waarde) for teken in rij))
    for deel in vergelijking(gekozen):
        for een in deel.rijen:
            teksten = tuple(_in_woorden(cel) or NIET_BEKEND for cel in een.cellen)
            yield Vergelijkregel(een.onderdeel.label, teksten, een.verschilt)


def _in_woorden(cel: Getoond) -> str:
    return ". ".join("; ".join(_zeg(waarde)) for waarde in cel.waarden)


def _zeg(waarde: Waarde) -> list[str]:
    if waarde.rijen:
        return [": ".join(cel.tekst for cel in rij if cel.tekst) for rij in waarde.rijen]
    if waarde.lijst:
        return [cel.tekst for cel in waarde.lijst]
    return [schoon(waarde.plat)]


def op_papier(blad: Vergelijkblad) -> Bundel:
    """It as one table, with long texts shortened."""
    rijen = tuple(_rij(regel) for regel in blad.regels)
    tabel = Tabel("Naast elkaar", ("Onderdeel", *blad.titels), rijen)
    uitdraai = Uitdraai(
        site=SITE_NAAM,
        titel=TITEL,
        kern=" – ".join(blad.titels),
        samenvatting=(),
        melding="",
        hoofdstukken=(Hoofdstuk(tabel.titel, (Paragraaf("", (tabel,)),)),),
        slot=(Stuk("De volledige teksten staan op "), Stuk(blad.adres, url=blad.adres)),
        adres=absoluut(reverse("innovaties:vergelijk")),
        versie=f"{len(blad.titels)} innovaties naast elkaar",
        liggend=True,
    )
    return Bundel(blad.titel, (uitdraai,))


def _rij(regel: Vergelijkregel) -> tuple[Stuk, ...]:
    label = f"{regel.label}\n(verschilt)" if regel.verschilt else regel.label
    cellen = (shorten(tekst, LANGSTE_CEL, placeholder=" …") for tekst in regel.teksten)
    return Stuk(label, vet=True), *map(Stuk, cellen)
