"""Indicators of networks and projects: begin, now and aim, with what nobody knows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opgaven.lezen.indicatoren import verhalen
from opgaven.models import Indicator, Project
from tests.opgaven.netwerken import maak_doel, maak_indicator, maak_netwerk, maak_project

pytestmark = pytest.mark.django_db

BEKEND: dict[str, Any] = {
    "start": 100,
    "start_peil": "2020",
    "streven": 90,
    "streven_peil": "2021-12",
}


def cellen(client: Client, pad: str) -> list[list[str]]:
    """The table of indicators on the page, without marks."""
    deel = client.get(pad).text.partition('id="indicatoren"')[2]
    html = deel.partition("<tbody>")[2].partition("</tbody>")[0]
    rijen = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    kaal = [[re.sub(r"<[^>]+>", " ", cel) for cel in re.split(r"<t[dh][ >]", rij)] for rij in rijen]
    return [[" ".join(cel.removeprefix('scope="row">').split()) for cel in rij[1:]] for rij in kaal]


def test_wat_niemand_weet_is_niet_bekend_en_nooit_nul(client: Client) -> None:
    project = maak_project(maak_doel(maak_netwerk()))
    maak_indicator(project.netwerk, project=project, naam="Meldingen", streven_woorden="10% minder")

    for pad in (project.get_absolute_url(), project.netwerk.get_absolute_url()):
        (rij,) = cellen(client, pad)
        assert rij[0].startswith("Meldingen meldingen per jaar, doel")
        assert rij[1:] == ["niet bekend", "niet bekend", "10% minder"]


@pytest.mark.parametrize(
    ("waarde", "nu", "weg"),
    [
        (95, "95 (2021)", 50),
        (110, "110 (2021)", 0),
        (80, "80 (2021)", 100),
        (None, "niet bekend (2021)", None),
    ],
)
def test_van_het_begin_naar_het_doel(waarde: int | None, nu: str, weg: int | None) -> None:
    indicator = maak_indicator(maak_netwerk(), **BEKEND)
    indicator.metingen.create(peil="2020-06", waarde=99, volgens="De politie")
    indicator.metingen.create(peil="2021", waarde=waarde, volgens="De politie")

    (verhaal,) = verhalen(Indicator.objects.all())

    assert (verhaal.start, verhaal.nu, verhaal.weg) == ("100 (2020)", nu, weg)
    assert (verhaal.streven, verhaal.soort) == ("90 (december 2021)", "gemeten")


@pytest.mark.parametrize("aantal", [1, 3])
def test_alleen_wat_hetzelfde_telt_staat_naast_elkaar(
    aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    netwerk, ander = maak_netwerk(), maak_netwerk()
    telt = {"definitie": "Meldingen bij de politie met code E33"}
    for nummer in range(aantal):
        maak_indicator(netwerk, naam=f"Ons {nummer}", **telt)
    zo = maak_indicator(ander, naam="Die van hen", **telt)
    maak_indicator(ander, naam="Anders geteld", definitie="Meldingen bij de huisarts")
    maak_indicator(ander, naam="Anders gemeten", **telt, eenheid="procent")
    maak_indicator(maak_netwerk(openbaar=False), naam="Nog niet te lezen", **telt)

    with django_assert_num_queries(4):
        gelezen = verhalen(netwerk.indicatoren.prefetch_related("metingen"))

    assert [[een.indicator for een in rij.elders] for rij in gelezen] == [[zo]] * aantal


def test_een_getal_bij_het_begin_zegt_van_wanneer_het_is() -> None:
    with pytest.raises(IntegrityError, match="indicator_start_met_peil"), transaction.atomic():
        maak_indicator(maak_netwerk(), start=4)


def test_een_indicator_hoort_bij_een_project_van_het_eigen_netwerk() -> None:
    vreemd = maak_project(maak_doel(maak_netwerk()))

    with pytest.raises(IntegrityError, match="project van het eigen netwerk"), transaction.atomic():
        maak_indicator(maak_netwerk(), project=vreemd)


@pytest.mark.usefixtures("met_inhoud")
def test_groningen_heeft_een_doel_en_geen_verzonnen_getal(client: Client) -> None:
    project = Project.objects.get(slug="groningen-vroegsignalering")

    (rij,) = cellen(client, project.get_absolute_url())

    assert rij[1:] == ["niet bekend", "niet bekend", "ten minste 10% minder (december 2021)"]
