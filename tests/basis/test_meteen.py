"""Rows that come in the query of the row that they belong to are those that stand apart."""

from __future__ import annotations

import pytest
from django.db import models
from pytest_django import DjangoAssertNumQueries

from innovaties.formaat import VELD
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from tests.innovaties.vol import maak_volledig

pytestmark = pytest.mark.django_db


def test_rijen_die_meekomen_zijn_die_van_de_tabellen_met_een_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    los = maak_volledig()
    verbanden = [naam for naam, veld in VELD.items() if not veld.soort.is_kolom]

    with django_assert_num_queries(1):
        meteen = voor_weergave(Beschrijving.objects.all()).get(pk=los.pk)
        gelezen = {naam: list(getattr(meteen, naam).all()) for naam in verbanden}

    for naam, rijen in gelezen.items():
        apart = list(getattr(los, naam).all())
        assert [_alles(rij) for rij in rijen] == [_alles(rij) for rij in apart], naam
        assert rijen, naam


def test_wie_van_zulke_rijen_een_deel_wil_hoort_dat_zij_er_al_zijn() -> None:
    maak_volledig()
    meteen = voor_weergave(Beschrijving.objects.all()).get()

    with pytest.raises(TypeError, match="only all"):
        meteen.partijen.filter(rol="gemeente")


def _alles(rij: models.Model) -> list[object]:
    """All that a row holds, with what it names."""
    velden = rij._meta.concrete_fields
    daar = [getattr(rij, veld.name) for veld in velden if veld.is_relation]
    return [*(getattr(rij, veld.attname) for veld in velden), *map(str, daar)]
