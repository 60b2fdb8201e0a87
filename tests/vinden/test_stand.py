"""Who watches what a page is made of knows whether it still holds, and does nothing for it."""

import weakref

import pytest
from django.db.models import F

from innovaties.lezen.namen import ligt_in
from innovaties.models import Thema
from tests.maak import maak_regio, maak_thema
from vinden.stand import Toekijker, per_stand, stand

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


class _Rijen(list[str]):
    """Rows that can be watched from outside."""


def test_een_bewaarde_pagina_houdt_niet_vast_wat_zij_eerder_las() -> None:
    @per_stand("nummer")
    def slugs() -> _Rijen:
        return _Rijen(Thema.objects.values_list("slug", flat=True))

    with (kijker := Toekijker()).kijkt():
        eerst = weakref.ref(slugs())
    maak_thema("wonen")

    assert not kijker.ziet_hetzelfde()
    assert slugs() == ["wonen"]
    assert eerst() is None
