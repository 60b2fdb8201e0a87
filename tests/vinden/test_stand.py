"""Who watches what a page is made of knows whether it still holds, and does nothing for it."""

import pytest
from django.db.models import F

from innovaties.lezen.namen import ligt_in
from innovaties.models import Thema
from tests.maak import maak_regio, maak_thema
from vinden.stand import Toekijker, stand

pytestmark = pytest.mark.django_db


def test_wat_een_pagina_schreef_wordt_niet_nog_eens_geschreven_om_te_zien_of_zij_klopt() -> None:
    eerder = maak_thema("wonen").volgorde
    with (kijker := Toekijker()).kijkt():
        Thema.objects.update(volgorde=F("volgorde") + 1)

    assert not kijker.ziet_hetzelfde()
    assert Thema.objects.get().volgorde == eerder + 1


def test_van_een_pagina_die_met_het_nummer_vervalt_blijft_niet_bewaard_wat_zij_las() -> None:
    with (blijft := Toekijker()).kijkt():
        ligt_in()
    with (vervalt := Toekijker()).kijkt():
        ligt_in()
        stand()

    assert len(blijft.gelezen) == 1
    assert not vervalt.gelezen
    maak_regio("zuid-limburg").provincies.set([maak_regio("limburg")])
    assert not blijft.ziet_hetzelfde()
