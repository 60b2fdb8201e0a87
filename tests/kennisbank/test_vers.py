"""What is served again after a change is what would be made now, over all kinds of pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from innovaties.actions.publiceren import zet_live
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Thema, Zoekdocument
from masterclasses.models import Masterclass
from nieuwsbrieven.keuzelijsten import Editiestatus
from tests.conftest import vergeet_wat_bewaard_is
from tests.hele_site import TE_ZWAAR, Htmlpagina
from tests.maak import (
    maak_aanmelding,
    maak_editie,
    maak_genoemd,
    maak_gepubliceerd,
    maak_masterclass,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
    met_element,
    met_partij,
)
from tests.opgaven.netwerken import maak_les

pytestmark = pytest.mark.django_db

BEGIN = (
    *("/", "/innovaties/?thema=herstel", "/innovaties/?thema=wonen", "/innovaties/?q=plan"),
    *("/innovaties/plan/", "/innovaties/buur/", "/innovaties/?weergave=kaart", "/thema/wonen/"),
    *("/innovaties/?weergave=tabel", "/kaartjes/?thema=wonen", "/elementen/?per=thema"),
    "/sitemap.xml",
    *("/api/v1/innovaties", "/oai?verb=ListSets", "/feeds/thema/wonen.atom", "/zoeken/?q=plan"),
)


def _plan() -> Beschrijving:
    return Beschrijving.objects.zichtbaar().get(innovatie__slug="plan")


def _van_bezoekers() -> None:
    maak_aanmelding(Masterclass.objects.get())
    maak_editie(status=Editiestatus.VERZONDEN)


def _ernaast() -> None:
    les = maak_les()
    les.taken.create(lezer="gemeente", tekst="Anders dan u deed.")
    les.innovaties.add(_plan().innovatie)
    maak_wegwijzer(innovaties=[_plan().innovatie])


def _schrijf(**velden: Any) -> None:
    """Another text of the plan, findable at once."""
    Beschrijving.objects.filter(pk=_plan().pk).update(**velden)
    zet_live(versie=_plan())


WIJZIGINGEN: dict[Callable[[], Any], set[str]] = {
    _van_bezoekers: {"/innovaties/", "/innovaties/?q=plan", "/thema/wonen/", "/innovaties/plan/"},
    _ernaast: {"/", "/innovaties/", "/innovaties/?thema=wonen", "/regio/limburg/"},
    lambda: _schrijf(kern="Wij doen het anders."): {"/innovaties/?thema=herstel", "/thema/"},
    lambda: _schrijf(titel="Zo doen wij het"): {"/innovaties/?thema=herstel", "/programma/"},
    lambda: Thema.objects.filter(slug="wonen").update(name="Huis"): {"/methodiek/", "/lessen/"},
    lambda: maak_gepubliceerd(themas=[maak_thema("wonen")]): {"/regio/limburg/", "/regio/"},
    lambda: Zoekdocument.objects.filter(pk=_plan().pk).delete(): {"/over/", "/methodiek/"},
}
"""Each with some of the pages that show nothing of it: these are not made anew."""


def _een_per_soort(client: Client) -> list[str]:
    """The addresses of BEGIN, and the first of each other kind that links lead to."""
    soorten, wachtrij, gevonden = set[str](), deque(BEGIN), list[str]()
    while wachtrij:
        adres = wachtrij.popleft()
        soort = resolve(urlsplit(adres).path).view_name + "?" * ("?" in adres)
        eerder = adres in gevonden or (soort in soorten and adres not in BEGIN)
        if eerder or TE_ZWAAR.search(adres):
            continue
        soorten.add(soort)
        antwoord = client.get(adres)
        if getattr(antwoord, "publiek", False):
            gevonden.append(adres)
            html = antwoord.text if antwoord["Content-Type"].startswith("text/html") else ""
            wachtrij.extend(sorted(Htmlpagina(adres, 200, "", html).koppelingen))
    return gevonden


def test_wat_blijft_staan_is_wat_nu_gemaakt_zou_worden(client: Client) -> None:
    """Takes some seconds: fifty pages, each asked twice after each change."""
    regio = maak_regio("zuid-limburg", ligt_in=[maak_regio("limburg")])
    for slug, thema in (("plan", "wonen"), ("buur", "wonen"), ("ver", "herstel")):
        maak_gepubliceerd(
            slug=slug,
            titel=f"Plan {slug}",
            themas=[maak_thema(thema)],
            regios=[regio] if thema == "wonen" else [],
            elementen=[met_element()],
            partijen=[met_partij()],
        )
    maak_genoemd(themas=[maak_thema("herstel")])
    maak_gepubliceerd(soort=Soort.GEWENST, themas=[maak_thema("herstel")])
    maak_masterclass(zaal=3)
    maak_editie(status=Editiestatus.VERZONDEN)
    with time_machine.travel(timezone.now(), tick=False):  # files say when they were made
        paden = _een_per_soort(client)
        for wijzig, blijft in WIJZIGINGEN.items():
            wijzig()
            na = {pad: client.get(pad) for pad in paden}
            vergeet_wat_bewaard_is()
            nu = {pad: client.get(pad).getvalue() for pad in paden}

            assert {pad: antwoord.getvalue() for pad, antwoord in na.items()} == nu
            assert not {pad for pad in blijft if pad not in na or na[pad].templates}
