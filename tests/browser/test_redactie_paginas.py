"""Every page of the redactie and the account, logged in: accessible, sound HTML, no fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from gebruikers.models import Gebruiker
from innovaties.formaat import FORMAAT
from innovaties.models import Beschrijving, Innovatie
from redactie.actions.beoordelen import archiveer, neem_in_beoordeling
from redactie.actions.bevestigen import klopt_nog_sleutel
from redactie.actions.opmerkingen import (
    antwoord,
    meelezer_sleutel,
    plaats_opmerking,
    vraag_meelezer,
)
from redactie.actions.schrijven import dien_in, nieuwe_versie
from tests.browser.paginas import BREEDTES, Toestand
from tests.browser.test_html import Pagina, kopfouten, verwijsfouten
from tests.browser.test_toegankelijk import REGELS, Bezoek, leesbaar
from tests.browser.werkplaats import Werkplaats
from tests.maak import maak_gepubliceerd

ALLES = {"type": "tag", "values": REGELS}
KLEUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = "regels => axe.run({runOnly: regels, resultTypes: ['violations']})"
OPZIJ = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

LANG = "optimaal-leven"
"""The description with the most text and rows."""


@dataclass(frozen=True)
class Blad:
    """One page: `adres` is a key of the addresses that the fixture makes, or an address."""

    naam: str
    adres: str
    status: int = 200
    anoniem: bool = False


BLADEN = [
    Blad("mijn-werk", "/redactie/"),
    Blad("begin", "/redactie/nieuw/"),
    *(Blad(f"schrijven-{sectie.slug}", f"schrijven:{sectie.slug}") for sectie in FORMAAT),
    Blad("versie-met-opmerkingen", "versie"),
    Blad("voorbeeld", "voorbeeld"),
    Blad("vergelijken", "vergelijken"),
    Blad("logboek", "logboek"),
    Blad("word", "word"),
    Blad("doorlooptijd", "/redactie/doorlooptijd/"),
    Blad("archiveren", "archiveren"),
    Blad("account", "/account/"),
    Blad("inloggen", "/inloggen/", anoniem=True),
    Blad("wachtwoord-vergeten", "/wachtwoord/vergeten/", anoniem=True),
    Blad("klopt-nog", "klopt-nog", anoniem=True),
    Blad("elders", f"/innovaties/{LANG}/elders/", anoniem=True),
    Blad("meelezen", "meelezen", anoniem=True),
    Blad("archief", "archief", status=410, anoniem=True),
]


@pytest.fixture(scope="module")
def kantoor(
    browser: Browser, site: str, database: Callable[[], AbstractContextManager[None]]
) -> Iterator[Werkplaats]:
    werkplaats = Werkplaats(browser, site, database)
    yield werkplaats
    werkplaats.sluit()


@pytest.fixture(scope="module")
def lezer(kantoor: Werkplaats) -> Gebruiker:
    """Who looks at the pages: reviewer, and free to archive."""
    return kantoor.gebruiker("kennismakelaar", "webredacteur", naam="Bas Beoordelaar")


@pytest.fixture(scope="module")
def adressen(kantoor: Werkplaats, lezer: Gebruiker) -> dict[str, str]:
    """Two long versions, one to write and one under review, and what hangs on them."""
    schrijver = kantoor.gebruiker(naam="Sanne Schrijver")
    with kantoor.database():
        lang, ander = (Innovatie.objects.get(slug=slug) for slug in (LANG, "meer-scharrelruimte"))
        concept = nieuwe_versie(innovatie=lang, door=schrijver)
        beoordeeld = nieuwe_versie(innovatie=ander, door=schrijver)
        beoordeeld = dien_in(versie=beoordeeld, door=schrijver)
        beoordeeld = neem_in_beoordeling(versie=beoordeeld, door=lezer)
        opmerking = plaats_opmerking(
            versie=beoordeeld, onderdeel="aanpak", tekst="Op welke dagen?", door=lezer
        )
        antwoord(op=opmerking, tekst="Elke dag.", door=schrijver)
        meelezer = vraag_meelezer(
            versie=beoordeeld, naam="Mo", email="mo@example.nl", door=schrijver
        )
        weg = maak_gepubliceerd(slug="weg-ermee", titel="Weg ermee").innovatie
        archiveer(innovatie=weg, reden="Dit is gestopt.", naar=ander, door=lezer)
        return {
            **{f"schrijven:{s.slug}": _adres("schrijven", concept, s.slug) for s in FORMAAT},
            **{
                naam: _adres(naam, beoordeeld)
                for naam in ("versie", "voorbeeld", "vergelijken", "logboek")
            },
            "word": _adres("word", concept),
            "archiveren": reverse("redactie:archiveren", args=[LANG]),
            "klopt-nog": reverse("redactie:klopt_nog", args=[klopt_nog_sleutel(lang)]),
            "meelezen": reverse("redactie:meelezen", args=[meelezer_sleutel(meelezer)]),
            "archief": weg.get_absolute_url(),
        }


def _adres(naam: str, versie: Beschrijving, *meer: str) -> str:
    return reverse(f"redactie:{naam}", args=[versie.pk, *meer])


@pytest.fixture(scope="module")
def paginas(kantoor: Werkplaats, lezer: Gebruiker) -> dict[bool, Page]:
    """One page for who is logged in, and one for who is not."""
    return {False: kantoor.ingelogd(lezer), True: kantoor.bezoeker()}


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
def test_blad_is_in_orde(
    blad: Blad, adressen: dict[str, str], paginas: dict[bool, Page], site: str
) -> None:
    """One load for all: each width and each colour scheme is a state of the loaded page."""
    page = paginas[blad.anoniem]
    adres = adressen.get(blad.adres, blad.adres)
    bezoek = Bezoek(page, Toestand(blad.naam, adres, status=blad.status))
    luisteraars: dict[str, Callable[[Any], None]] = {
        "console": bezoek.noteer,
        "pageerror": lambda fout: bezoek.meldingen.append(str(fout)),
        "requestfailed": lambda vraag: bezoek.meldingen.append(f"mislukt: {vraag.url}"),
        "request": lambda vraag: bezoek.adressen.append(vraag.url),
    }
    for gebeurtenis, doe in luisteraars.items():
        page.on(gebeurtenis, doe)  # type: ignore[call-overload]

    antwoord = page.goto(adres)

    assert antwoord
    assert antwoord.status == blad.status
    assert urlsplit(page.url).path == adres
    pagina = Pagina(adres, antwoord.status, "text/html", antwoord.text())
    assert pagina.ontleed[1] == []
    assert [*verwijsfouten(pagina), *kopfouten(pagina)] == []
    if page.locator("form[data-schrijven]").count():
        expect(page.locator("form[data-klaar]")).to_be_attached()
    page.evaluate("document.querySelectorAll('details').forEach((el) => el.open = true)")
    page.evaluate(AXE_SCRIPT)
    assert list(_in_alle_toestanden(page)) == []
    for gebeurtenis, doe in luisteraars.items():
        page.remove_listener(gebeurtenis, doe)
    assert bezoek.meldingen == []
    assert [url for url in bezoek.adressen if not url.startswith(site + "/")] == []


def _in_alle_toestanden(page: Page) -> Iterator[str]:
    """All that axe finds in light, the colours in dark, and what sticks out, at each width."""
    for breedte in BREEDTES:
        page.set_viewport_size({"width": breedte, "height": 800})
        for schema, regels in (("light", ALLES), ("dark", KLEUR)):
            page.emulate_media(color_scheme=schema)  # type: ignore[arg-type]
            for fout in page.evaluate(AXE, regels)["violations"]:
                yield from (f"{breedte} {schema} {regel}" for regel in leesbaar(fout))
        if (teveel := page.evaluate(OPZIJ)) > 0:
            yield f"{breedte}: {teveel} px te breed"
