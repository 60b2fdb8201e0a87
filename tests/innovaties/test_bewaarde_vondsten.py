"""A kept page of what words find stays as long as it shows what it would show anew."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from innovaties.actions.publiceren import zet_live
from innovaties.keuzelijsten import Fase
from innovaties.models import Beschrijving, Thema, Zoekdocument
from tests.conftest import vergeet_wat_bewaard_is
from tests.maak import (
    maak_andere_naam,
    maak_gepubliceerd,
    maak_organisatie,
    maak_plaats,
    maak_thema,
    maak_wegwijzer,
)
from vinden.models import Wegwijzer

pytestmark = pytest.mark.django_db

TABEL = "/innovaties/?q=wonen&weergave=tabel"
"""Holds as long as its rows do, which have more than a table shows."""
OP_WOORDEN = (
    TABEL,
    "/innovaties/?q=wonen",
    "/innovaties/?q=wonen&fase=pilot",
    "/innovaties/?q=wonen&sorteer=titel&weergave=kaart",
    "/innovaties/?q=wonen&pagina=2",
    "/innovaties/?q=wonen+in+emmen",
    "/innovaties/?q=%22samen+wonen%22",
    "/innovaties/?q=wonnen",
    "/innovaties/?q=xqzvwy",
    "/zoeken/?q=wonen",
    "/zoeken/?q=wonen&soort=verslag",
    "/zoeken/?q=emmen",
    "/zoeken/?q=xqzvwy",
    "/kaartjes/?q=wonen",
    "/vergelijk/?q=wonen",
)
LANG = "Samen wonen in een huis. " + "Iedereen helpt elkaar de hele week door. " * 9


def _herschrijf(slug: str, **velden: Any) -> None:
    versie = Beschrijving.objects.get(innovatie__slug=slug)
    Beschrijving.objects.filter(pk=versie.pk).update(**velden)
    versie.refresh_from_db()
    zet_live(versie=versie)


ANDERE_TEKST: list[Callable[[], Any]] = [
    lambda: None,
    lambda: maak_gepubliceerd(titel="Sporten", kern="Bewegen op maandag."),
    lambda: maak_gepubliceerd(titel="Wonen met een huisdier", fase=Fase.PILOT),
    lambda: maak_gepubliceerd(titel="Xqzvwx in de straat"),
    lambda: [maak_gepubliceerd(titel=f"Woning {nummer}") for nummer in range(20)],
    lambda: _herschrijf("huis", kern=f"{LANG} En daarna verder."),
    lambda: _herschrijf("huis", kern=f"Nu anders. {LANG}"),
    lambda: _herschrijf("huis", in_een_zin="Een huis voor drie."),
    lambda: _herschrijf("huis", titel="Samen onder een dak"),
    lambda: _herschrijf("huis", fase=Fase.PILOT),
    lambda: _herschrijf("ver", kern="Lopen of fietsen."),
    lambda: _herschrijf("ver", kern="Lopen naar wie niet kan wonen."),
    lambda: Zoekdocument.objects.filter(titel="Samen wonen").delete(),
    lambda: maak_wegwijzer("Verslag van een dag", tekst="Over het weer."),
    lambda: maak_wegwijzer("Wonen in het dorp", tekst="Over wonen."),
    lambda: Wegwijzer.objects.filter(titel="Verslag over wonen").delete(),
]
ANDERE_NAMEN: list[Callable[[], Any]] = [
    lambda: maak_plaats("Emmen"),
    lambda: maak_plaats("Ommen"),
    lambda: maak_andere_naam("wonen", "thema:herstel"),
    lambda: maak_organisatie("Zorg aan huis", slug="zorg-aan-huis"),
    lambda: Thema.objects.filter(slug="herstel").update(name="Herstellen"),
]


@pytest.fixture(scope="module")
def _huizen(van_module: None) -> None:  # noqa: ARG001 (in its database)
    maak_gepubliceerd(slug="huis", titel="Samen wonen", kern=LANG, in_een_zin="Een huis voor twee.")
    maak_gepubliceerd(slug="buur", titel="De buurt", kern="Wonen naast elkaar.", fase=Fase.PILOT)
    maak_gepubliceerd(slug="ver", titel="Onderweg", kern="Lopen.", themas=[maak_thema("wijk")])
    maak_wegwijzer("Verslag over wonen", tekst="Wij spraken over wonen en over eten.")


@pytest.mark.usefixtures("_huizen")
@pytest.mark.parametrize("wijzig", [*ANDERE_TEKST, *ANDERE_NAMEN])
def test_wat_woorden_vinden_blijft_bewaard_zolang_het_hetzelfde_toont(
    client: Client, wijzig: Callable[[], Any]
) -> None:
    """As it would be made anew, after each change; another text alone makes no other page anew."""
    voor = {pad: client.get(pad) for pad in OP_WOORDEN}

    wijzig()
    na = {pad: client.get(pad) for pad in OP_WOORDEN}
    vergeet_wat_bewaard_is()
    vers = {pad: client.get(pad) for pad in OP_WOORDEN}

    assert all(voor[pad].templates and vers[pad].templates for pad in OP_WOORDEN)
    for pad in OP_WOORDEN:
        assert na[pad].content == vers[pad].content, pad
    anders = {pad for pad in OP_WOORDEN if voor[pad].content != vers[pad].content}
    gemaakt = {pad for pad in OP_WOORDEN if na[pad].templates}
    assert anders <= gemaakt
    if wijzig in ANDERE_TEKST:
        assert gemaakt <= {*anders, TABEL}
