"""What search and the neighbours of a page know of a masterclass."""

from datetime import time

import pytest
from django.utils import timezone

from innovaties.lezen.zoeken import WEGWIJZERS
from masterclasses.keuzelijsten import Masterclassfase, Verslagstatus
from masterclasses.models import Masterclass, Programmadeel, Spreker, Verslag
from masterclasses.vindbaar import maak_vindbaar
from tests.maak import (
    maak_element,
    maak_gebruiker,
    maak_innovatie,
    maak_masterclass,
    maak_regio,
    om_tien,
)
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.zoeken import Vraag

pytestmark = pytest.mark.django_db


def met_verslag(masterclass: Masterclass, **velden: str) -> Verslag:
    velden.setdefault("status", Verslagstatus.GEPUBLICEERD)
    return Verslag.objects.create(
        masterclass=masterclass,
        gewijzigd_door=maak_gebruiker(),
        geplaatst_op=timezone.now(),
        geplaatst_door=maak_gebruiker(),
        **velden,
    )


def test_een_masterclass_wijst_naar_zijn_buren_en_is_te_vinden_op_zijn_woorden() -> None:
    regio, element, innovatie = maak_regio(), maak_element(), maak_innovatie()
    masterclass = maak_masterclass(
        titel="Samen sterk",
        inleiding="<p>Over <strong>woonvormen</strong>.</p><p>En geld.</p>",
        regios=[regio],
        elementen=[element],
        innovaties=[innovatie],
    )
    deel = Programmadeel.objects.create(
        masterclass=masterclass,
        van=time(13),
        tot=time(14),
        titel="Oefenen",
        toelichting="In tweetal",
    )
    Spreker.objects.create(deel=deel, functie="Wethouder", organisatie="Gemeente Ergens")

    maak_vindbaar(masterclass)

    wegwijzer = Wegwijzer.objects.get()
    assert wegwijzer.soort == Wegwijzersoort.MASTERCLASS
    assert wegwijzer.adres == masterclass.get_absolute_url()
    assert (wegwijzer.titel, wegwijzer.datum) == ("Samen sterk", masterclass.begin)
    assert wegwijzer.tekst == (
        "Over woonvormen. En geld. Aan de slag Oefenen In tweetal Wethouder, Gemeente Ergens"
    )
    assert list(wegwijzer.themas.all()) == [masterclass.thema]
    assert list(wegwijzer.regios.all()) == [regio]
    assert list(wegwijzer.elementen.all()) == [element]
    assert list(wegwijzer.innovaties.all()) == [innovatie]
    assert WEGWIJZERS.zoek(Vraag("woonvorm")).op_volgorde("relevantie")[:9] == [wegwijzer.pk]


def test_met_een_geplaatst_verslag_is_de_pagina_een_verslag() -> None:
    masterclass = maak_masterclass(begin=om_tien(-3))
    met_verslag(masterclass, tekst="<p>Over hospitaliteit.</p>", meer_weten="<p>Bel ons.</p>")

    maak_vindbaar(masterclass)

    wegwijzer = Wegwijzer.objects.get()
    assert wegwijzer.soort == Wegwijzersoort.VERSLAG
    assert wegwijzer.tekst.endswith("Over hospitaliteit. Bel ons.")


@pytest.mark.parametrize("status", [Verslagstatus.CONCEPT, Verslagstatus.VERVANGEN])
def test_een_verslag_dat_niet_zichtbaar_is_telt_niet_mee(status: Verslagstatus) -> None:
    masterclass = maak_masterclass(begin=om_tien(-3))
    met_verslag(masterclass, tekst="<p>Geheim.</p>", status=status)

    maak_vindbaar(masterclass)

    wegwijzer = Wegwijzer.objects.get()
    assert wegwijzer.soort == Wegwijzersoort.MASTERCLASS
    assert "Geheim" not in wegwijzer.tekst


def test_wat_vindbaar_was_en_weer_concept_is_verdwijnt() -> None:
    masterclass = maak_masterclass()
    maak_vindbaar(masterclass)
    Masterclass.objects.update(
        fase=Masterclassfase.CONCEPT, aangekondigd_op=None, aangekondigd_door=None
    )

    maak_vindbaar(masterclass)

    assert not Wegwijzer.objects.exists()


def test_opnieuw_vindbaar_maken_zegt_wat_er_nu_staat() -> None:
    masterclass = maak_masterclass(titel="Oud")
    maak_vindbaar(masterclass)
    Masterclass.objects.update(titel="Nieuw")

    maak_vindbaar(masterclass)

    assert Wegwijzer.objects.get().titel == "Nieuw"
