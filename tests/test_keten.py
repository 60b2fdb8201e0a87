"""One chain: on the demo content nothing is an orphan, and no link is dead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Model
from django.test import Client
from django.urls import resolve, reverse

from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Element, Methodiek, Thema
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST
from opgaven.models import Les, Netwerk, Project, Werkagenda
from organisaties.models import Organisatie, Regio
from trajecten.models import Traject, Tranche
from vinden.bladen import PER_PAGINA
from vinden.models import Wegwijzer
from wensen.models import Inventarisatie

pytestmark = pytest.mark.usefixtures("met_inhoud")

NIET_GEVOLGD = ("/accounts/", "/beheer/", "/redactie/", "/media/", "/static/")
"""Workplace, files, and pages for who has an account."""

BESTAND = re.compile(rf"\.({'|'.join((*VAN_BESCHRIJVING, *VAN_LIJST))}|ics|xml|atom|txt)$|/feed/")
NAV = re.compile(r"<(header class=\"kop\"|footer|nav)\b.*?</(header|footer|nav)>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


def links(html: str, pad: str) -> set[str]:
    """The addresses on this site that the page at `pad` links to, without question or fragment."""
    adressen = set()
    for href in LINK.findall(html):
        adres = urldefrag(urljoin(f"{settings.SITE_URL}{pad}", unescape(href))).url
        if adres.startswith(f"{settings.SITE_URL}/"):
            adressen.add(urlsplit(adres).path)
    return adressen


def wordt_gevolgd(pad: str) -> bool:
    return not pad.startswith(NIET_GEVOLGD) and not BESTAND.search(pad)


def soort(pad: str) -> str:
    """The kind of page at `pad`, by the name of its view."""
    return resolve(pad).view_name


def adressen(rijen: Iterable[Model]) -> set[str]:
    return {rij.get_absolute_url() for rij in rijen}  # type: ignore[attr-defined]


def alle_paginas() -> dict[str, set[str]]:
    """The address of everything that everyone may read, per kind."""
    beschrijvingen = Beschrijving.objects.zichtbaar().select_related("innovatie")
    return {
        "beschrijvingen": adressen(beschrijvingen),
        "themas": adressen(Thema.objects.all()),
        "elementen": adressen(Element.objects.filter(regels__beschrijving__in=beschrijvingen)),
        "methodieken": adressen(Methodiek.objects.filter(beschrijvingen__in=beschrijvingen)),
        "organisaties": adressen(
            Organisatie.objects.filter(partijen__beschrijving__in=beschrijvingen)
        ),
        "regios": adressen(Regio.objects.filter(beschrijvingen__in=beschrijvingen)),
        "lessen": adressen(Les.objects.filter(openbaar=True)),
        "netwerken": adressen(Netwerk.objects.filter(openbaar=True)),
        "projecten": adressen(Project.objects.filter(netwerk__openbaar=True)),
        "werkagendas": adressen(Werkagenda.objects.filter(openbaar=True)),
        "tranches": adressen(Tranche.objects.openbaar()),
        "trajecten": adressen(Traject.objects.openbaar()),
        "inventarisaties": adressen(Inventarisatie.objects.filter(gepubliceerd_op__isnull=False)),
        "masterclasses, verslagen en nieuwsbrieven": adressen(Wegwijzer.objects.all()),
    }


def test_alles_is_bereikbaar_heeft_buren_en_geen_link_is_dood(client: Client) -> None:
    beschrijvingen = Beschrijving.objects.zichtbaar().select_related("innovatie").order_by("pk")
    genoemd = beschrijvingen.filter(soort=Soort.GENOEMD)
    bladen = Paginator(genoemd, PER_PAGINA).page_range
    lijst = f"/innovaties/?soort={Soort.GENOEMD}&pagina="  # a mention may stand in a list alone
    te_lezen = [reverse("home"), *(f"{lijst}{blad}" for blad in bladen)]
    gezien = set(te_lezen)
    verwijst: dict[str, set[str]] = {}
    dood: dict[str, set[str]] = defaultdict(set)
    van: dict[str, str] = {}
    while te_lezen:
        pad = te_lezen.pop()
        antwoord = client.get(pad)
        if antwoord.status_code != 200:
            dood[f"{pad} ({antwoord.status_code})"].add(van.get(pad, ""))
            continue
        verwijst[pad] = links(NAV.sub("", antwoord.text), pad)
        nieuw = {een for een in links(antwoord.text, pad) if wordt_gevolgd(een)} - gezien
        van |= dict.fromkeys(nieuw, pad)
        gezien |= nieuw
        te_lezen += nieuw

    paginas = alle_paginas()
    wees = {naam: sorted(rijen - verwijst.keys()) for naam, rijen in paginas.items()}
    eenzaam = sorted(
        pad
        for rijen in paginas.values()
        for pad in rijen & verwijst.keys()
        if not any(
            soort(ander) != soort(pad)
            for ander in verwijst[pad]
            if any(ander in rijen for rijen in paginas.values())
        )
    )
    assert all(paginas.values())
    assert dict(dood) == {}
    assert {naam: rijen for naam, rijen in wees.items() if rijen} == {}
    assert set(eenzaam) <= adressen(genoemd.filter(themas=None))
