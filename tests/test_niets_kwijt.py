"""Each form with text keeps what is typed until the server has it: a new one cannot forget it.

`static/js/kopie.js` takes the forms of every page with the frame of the workplace, and the public
ones that ask for it; `tests/browser/test_niets_kwijt.py` proves what it does with them. The forms
of the workplace are looked at where all its pages are read: in `test_rollen.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from masterclasses.links import persoonlijk
from redactie.actions.bevestigen import klopt_nog_sleutel
from redactie.actions.opmerkingen import meelezer_sleutel
from redactie.models import Meelezer
from tests.maak import (
    maak_aanmelding,
    maak_gebruiker,
    maak_genoemd,
    maak_gepubliceerd,
    maak_masterclass,
    maak_tranche,
    maak_volledig,
    om_tien,
    traject_met_oproep,
)

pytestmark = pytest.mark.django_db

TEKST = {"text", "email", "url", "tel", "number", "date", "time", "datetime-local"}
VANZELF = {"data-schrijven", "data-vragenlijst"}
"""Forms that save by themselves, with a copy of their own."""


@dataclass
class Typformulier:
    """A form in the middle of a page that sends something typed."""

    kenmerken: dict[str, str]
    velden: list[str] = field(default_factory=list)
    sleutel: bool = False
    tekens: int = 0
    geheim: bool = False
    klad: dict[str, str] | None = None


class Formulierlezer(HTMLParser):
    """The forms of a page in `main`, and whether the frame looks after them."""

    def __init__(self) -> None:
        super().__init__()
        self.formulieren: list[Typformulier] = []
        self.in_main = self.in_formulier = self.kader = False
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kenmerken = {naam: waarde or "" for naam, waarde in attrs}
        match tag:
            case "body":
                self.kader = "data-wie" in kenmerken
            case "main":
                self.in_main = True
            case "script":
                self.scripts.append(kenmerken.get("src", ""))
            case "form" if self.in_main and kenmerken.get("method") == "post":
                self.in_formulier = True
                self.formulieren.append(Typformulier(kenmerken))
            case "textarea" | "input" if self.in_formulier:
                soort = "text" if tag == "textarea" else kenmerken.get("type", "text")
                if soort in TEKST:
                    self.formulieren[-1].velden.append(kenmerken.get("id", ""))
                self.formulieren[-1].sleutel |= kenmerken.get("name") == "eenmalig"
                self.formulieren[-1].geheim |= soort == "password"
                if tag == "textarea":
                    lengte = kenmerken.get("maxlength") or kenmerken.get("data-tekens") or "0"
                    self.formulieren[-1].tekens += int(lengte)
                if kenmerken.get("name") == "klad":
                    self.formulieren[-1].klad = kenmerken

    def handle_endtag(self, tag: str) -> None:
        self.in_formulier &= tag != "form"
        self.in_main &= tag != "main"


def lees(tekst: str) -> Formulierlezer:
    lezer = Formulierlezer()
    lezer.feed(tekst)
    return lezer


def onbewaakt(lezer: Formulierlezer) -> list[Typformulier]:
    """The forms with text that nothing looks after, or whose copies cannot be told apart."""
    namen: list[str] = []
    zonder: list[Typformulier] = []
    kader = lezer.kader and any("js/kopie" in bron for bron in lezer.scripts)
    for formulier in lezer.formulieren:
        if not formulier.velden or VANZELF & formulier.kenmerken.keys():
            continue
        naam = formulier.kenmerken.get("data-kopie", "")
        if naam == "niet":
            continue
        namen.append(naam or formulier.velden[0])
        if not (kader or "data-kopie" in formulier.kenmerken) or namen.count(namen[-1]) > 1:
            zonder.append(formulier)
    return zonder


def lang() -> dict[str, str]:
    """The long forms for everybody, by name."""
    live, wens = maak_gepubliceerd(), maak_gepubliceerd(soort="gewenst")
    tranche, masterclass = maak_tranche(), maak_masterclass()
    aanmelding = maak_aanmelding(masterclass)
    geweest = maak_aanmelding(
        maak_masterclass(begin=om_tien(-2)),
        aanwezig_op=om_tien(-2),
        aanwezig_door=maak_gebruiker(),
        bevestigd_op=om_tien(-9),
    )
    meelezer = Meelezer.objects.create(
        versie=maak_volledig(),
        naam="Sam",
        email="sam@example.nl",
        verloopt=om_tien(5),
        gevraagd_door=maak_gebruiker(),
    )
    return {
        "klopt nog": reverse("redactie:klopt_nog", args=[klopt_nog_sleutel(live.innovatie)]),
        "meelezen": reverse("redactie:meelezen", args=[meelezer_sleutel(meelezer)]),
        "wijzigen": urlsplit(persoonlijk(aanmelding, "wijzigen")).path,
        "evaluatie": urlsplit(persoonlijk(geweest, "evaluatie")).path,
        "elders": f"/innovaties/{live.innovatie.slug}/elders/",
        "weet meer": f"/innovaties/{maak_genoemd().innovatie.slug}/weet-meer/",
        "wens": f"/wensen/{wens.innovatie.slug}/",
        "meedoen": f"/programma/tranches/{tranche.slug}/meedoen/",
        "aanvragen": f"{traject_met_oproep().get_absolute_url()}meedoen/",
        "masterclass": f"/masterclasses/{masterclass.slug}/aanmelden/",
    }


def test_elk_lang_formulier_voor_bezoekers_bewaart_ook(client: Client) -> None:
    gelezen = {naam: lees(client.get(adres).text) for naam, adres in lang().items()}

    assert {naam: onbewaakt(lezer) for naam, lezer in gelezen.items()} == {
        naam: [] for naam in gelezen
    }
    assert all(any(f.velden for f in lezer.formulieren) for lezer in gelezen.values())
