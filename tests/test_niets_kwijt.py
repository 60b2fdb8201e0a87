"""Each form with text keeps what is typed until the server has it: a new one cannot forget it.

`static/js/kopie.js` takes the forms of every page with the frame of the workplace, and the public
ones that ask for it; `tests/browser/test_niets_kwijt.py` proves what it does with them.
"""

from __future__ import annotations

import json
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
    maak_gepubliceerd,
    maak_masterclass,
    maak_tranche,
    maak_volledig,
    om_tien,
)
from tests.test_rollen import REGELS, klanten, wereld

pytestmark = pytest.mark.django_db

__all__ = ["klanten", "wereld"]

TEKST = {"text", "email", "url", "tel", "number", "date", "time", "datetime-local"}
VANZELF = {"data-schrijven", "data-vragenlijst"}
"""Forms that save by themselves, with a copy of their own."""

ZOEKT = "/redactie/nieuwsbrieven/abonnees/"
"""The one form that only looks something up: the address of a reader is not kept."""

LANG = 1500
"""Characters that somebody writes for a quarter of an hour: such a form saves by itself."""

GEEN_KLAD = {
    "/redactie/beschrijving/{beoordeling}/": "a reason, which ends the review",
    "/redactie/innovatie/live/archiveren/": "a reason, which ends a description",
    "/redactie/programma/inventarisaties/{vraag}/stap/ontvangers/": "addresses, pasted from a file",
}
"""Pages with a long field that holds no long text, and why."""

KORT = {"/account/", "/inloggen/", "/wachtwoord/", "/uitloggen/"}
"""Where a form holds a password, a code or one address: those are never kept."""


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


def test_elk_formulier_van_de_werkplek_bewaart_wat_er_getypt_is(
    wereld: dict[str, int], klanten: dict[str, Client]
) -> None:
    gezien, nooit = 0, set()
    zonder = dict[tuple[str, str], list[Typformulier]]()
    for methode, pad, *hoort in REGELS:
        if methode != "GET" or pad.startswith(tuple(KORT)):
            continue
        for rol in (rol for rol, status in zip(klanten, hoort, strict=True) if status == "200"):
            antwoord = klanten[rol].get(pad.format_map(wereld))
            if antwoord.headers.get("Content-Type", "").startswith("text/html"):
                lezer = lees(antwoord.text)
                gezien += sum(bool(formulier.velden) for formulier in lezer.formulieren)
                niet = (f for f in lezer.formulieren if f.kenmerken.get("data-kopie") == "niet")
                nooit |= {pad for _ in niet}
                if fout := onbewaakt(lezer):
                    zonder[pad, rol] = fout

    assert gezien > 50
    assert (zonder, nooit) == ({}, {ZOEKT})


def test_elk_formulier_dat_iets_nieuws_begint_draagt_een_sleutel(
    wereld: dict[str, int], klanten: dict[str, Client]
) -> None:
    begint = [
        (pad, hoort)
        for methode, pad, *hoort in REGELS
        if methode == "GET"
        and pad.startswith("/redactie/")
        and pad.endswith(("/nieuw/", "/kopieren/", "/bericht/", "/deelnemen/", "/bijeenkomst/"))
        and "200" in hoort
    ]

    zonder = [
        pad
        for pad, hoort in begint
        if not all(
            formulier.sleutel
            for formulier in lees(
                klanten[list(klanten)[hoort.index("200")]].get(pad.format_map(wereld)).text
            ).formulieren
        )
    ]

    assert len(begint) > 7
    assert zonder == []


@pytest.fixture(scope="module")
def werkplek(
    wereld: dict[str, int], klanten: dict[str, Client]
) -> list[tuple[str, str, list[Typformulier]]]:
    """The forms of each page of the workplace, as each role sees them."""
    gezien = []
    for methode, pad, *hoort in REGELS:
        if methode != "GET" or not pad.startswith("/redactie/"):
            continue
        for rol in (rol for rol, wat in zip(klanten, hoort, strict=True) if wat == "200"):
            antwoord = klanten[rol].get(pad.format_map(wereld))
            if antwoord.headers.get("Content-Type", "").startswith("text/html"):
                gezien.append((pad, rol, lees(antwoord.text).formulieren))
    return gezien


def test_elk_lang_formulier_van_de_werkplek_bewaart_zichzelf(
    werkplek: list[tuple[str, str, list[Typformulier]]],
) -> None:
    lang = [
        (pad, formulier)
        for pad, _, formulieren in werkplek
        for formulier in formulieren
        if formulier.tekens >= LANG
    ]
    met = [[formulier for formulier in alle if formulier.klad] for _, _, alle in werkplek]

    assert len({pad for pad, _ in lang}) > 15
    assert {pad for pad, formulier in lang if not formulier.klad} == set(GEEN_KLAD)
    assert all(len(op_pagina) < 2 for op_pagina in met)
    assert not any(formulier.geheim for op_pagina in met for formulier in op_pagina)


def test_wat_zichzelf_bewaarde_staat_er_weer_en_alleen_voor_wie_het_schreef(
    werkplek: list[tuple[str, str, list[Typformulier]]],
    wereld: dict[str, int],
    klanten: dict[str, Client],
) -> None:
    """In another window of the same person, until that throws it away; never for a colleague."""
    een, ander, derde = "0a" * 18, "0b" * 18, "0c" * 18
    velden = {"doel": "Eén <wijk>", "kenmerk": "van toen"}
    schrijvers = {
        pad: rol
        for pad, rol, formulieren in werkplek
        if any(formulier.klad for formulier in formulieren)
    }
    gekregen = {}
    for pad, rol in schrijvers.items():
        adres, wie = pad.format_map(wereld), klanten[rol]
        anderen = [klanten[ook] for waar, ook, _ in werkplek if waar == pad and ook != rol]
        gekregen[pad] = [
            autosave(wie, adres, een, **velden),
            klad_op(wie, adres),
            [klad_op(collega, adres) for collega in anderen if klad_op(collega, adres)[0]],
            autosave(wie, adres, ander, **velden),
            autosave(wie, adres, f"{derde} {een}", doel="Twee"),
            klad_op(wie, adres),
            autosave(wie, adres, een, doel="Oud"),
            autosave(wie, adres, derde),
            klad_op(wie, adres),
        ]

    hoort = [200, (een, velden), [], 409, 200, (derde, {"doel": "Twee"}), 409, 200, ("", {})]
    assert len(schrijvers) > 15
    assert {pad: wat for pad, wat in gekregen.items() if wat != hoort} == {}


def autosave(client: Client, adres: str, nummers: str, **velden: str) -> int:
    """The status of what a form sends by itself."""
    data = {"klad": nummers, "csrfmiddlewaretoken": "x", **velden}
    return client.post(adres, data, headers={"X-Autosave": "1"}).status_code


def klad_op(client: Client, adres: str) -> tuple[str, dict[str, str]]:
    """The number and the text of the klad that the page brings back; empty without one."""
    formulieren = lees(client.get(adres).text).formulieren
    klad = next((formulier.klad for formulier in formulieren if formulier.klad), {"data-van": ""})
    return klad["data-van"], dict(json.loads(klad.get("data-velden", "[]")))


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
        "wens": f"/wensen/{wens.innovatie.slug}/",
        "meedoen": f"/programma/tranches/{tranche.slug}/meedoen/",
        "masterclass": f"/masterclasses/{masterclass.slug}/aanmelden/",
    }


def test_elk_lang_formulier_voor_bezoekers_bewaart_ook(client: Client) -> None:
    gelezen = {naam: lees(client.get(adres).text) for naam, adres in lang().items()}

    assert {naam: onbewaakt(lezer) for naam, lezer in gelezen.items()} == {
        naam: [] for naam in gelezen
    }
    assert all(any(f.velden for f in lezer.formulieren) for lezer in gelezen.values())
