"""A network of goals and efforts: its page, its drawing, its projects, and no circles."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from innovaties.keuzelijsten import Status
from opgaven.keuzelijsten import Netwerkpartij
from opgaven.models import Actie, Doel, Inspanning, Netwerk, Project
from opgaven.uitvoer.tekening import (
    BINNEN,
    BREEDTE,
    KOLOM,
    ONDER,
    Geplaatst,
    Tekenvak,
    breedte_van,
    teken,
    wikkel,
)
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_genoemd,
    maak_gepubliceerd,
    maak_organisatie,
    maak_regio,
    maak_thema,
)
from tests.opgaven.netwerken import maak_doel, maak_netwerk, maak_project
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk() -> Netwerk:
    """One goal above two others, and a project for each of these."""
    netwerk = maak_netwerk(slug="noord", titel="Samen in het noorden")
    hoofd = maak_doel(netwerk, titel="Iedereen doet mee")
    voorkomen = maak_doel(netwerk, hoofd, titel="Voorkomen", soort="primair")
    maak_project(voorkomen, titel="Praten", slug="praten", acties=["klaar", "open", "vervallen"])
    terug = maak_doel(netwerk, hoofd, titel="Terugval voorkomen", soort="secundair")
    maak_project(terug, titel="Wonen", slug="wonen", gevraagd=[Netwerkpartij.GEMEENTE], acties=[])
    return netwerk


def tekening_en_rest(client: Client, adres: str) -> tuple[str, str]:
    """The drawing on the page, and the page without it."""
    html = client.get(adres).text
    gevonden = re.search(r'<svg class="tekening".*?</svg>', html, re.DOTALL)
    assert gevonden
    return gevonden[0], html.replace(gevonden[0], "")


def test_de_tekening_staat_in_de_volgorde_van_lezen(client: Client, netwerk: Netwerk) -> None:
    svg, _ = tekening_en_rest(client, netwerk.get_absolute_url())

    assert re.findall(r'<a class="tekening__link"[^>]*aria-label="([^"]*)"', svg) == [
        "Iedereen doet mee",
        "Voorkomen",
        "Praten, 1 van 2 acties klaar",
        "Terugval voorkomen",
        "Wonen",
    ]


@pytest.mark.parametrize(
    ("acties", "noot"),
    [
        (["onbekend"] * 4, "4 niet bekend"),
        (["klaar", "bezig", "open", "onbekend"], "1 klaar, 1 bezig, 1 te beginnen, 1 niet bekend"),
        (["open", "vervallen"], "0 van 1 actie klaar"),
    ],
)
def test_wat_niemand_weet_telt_de_tekening_apart(
    client: Client, acties: list[str], noot: str
) -> None:
    netwerk = maak_netwerk()
    maak_project(maak_doel(netwerk), titel="Praten", acties=acties)

    svg, _ = tekening_en_rest(client, netwerk.get_absolute_url())

    assert f'aria-label="Praten, {noot}"' in svg


@pytest.mark.parametrize(
    "weet", [{}, {"stand_volgens": "de gemeente"}, {"stand_peil": "2026"}, {"stand": "half"}]
)
def test_wie_zegt_hoe_ver_het_is_zegt_van_wie_en_wanneer(weet: dict[str, str]) -> None:
    project = maak_project(maak_doel(maak_netwerk()), acties=[])
    niemand_weet = Actie.objects.create(project=project, tekst="Theater")

    with pytest.raises(IntegrityError, match="actie_stand"), transaction.atomic():
        Actie.objects.create(project=project, tekst="Lezing", **{"stand": "bezig", **weet})
    assert niemand_weet.stand == "onbekend"


def test_elke_link_van_de_tekening_staat_ook_in_de_lijst(client: Client, netwerk: Netwerk) -> None:
    maak_project(netwerk=netwerk, titel="Zonder doel")

    svg, rest = tekening_en_rest(client, netwerk.get_absolute_url())
    lijst = rest[rest.index('id="netwerk-lijst"') : rest.index('id="hoe-ver"')]

    adressen = re.findall(r'href="([^"]*)"', svg)
    assert len(adressen) == 6
    for adres in adressen:
        assert (f'id="{adres[1:]}"' if adres.startswith("#") else f'href="{adres}"') in lijst


def test_het_programma_zelf_staat_erboven_als_er_geen_ene_doel_is(client: Client) -> None:
    netwerk = maak_netwerk(titel="Twee kanten op")
    maak_doel(netwerk)
    maak_doel(netwerk)

    svg, _ = tekening_en_rest(client, netwerk.get_absolute_url())

    assert "Twee" in svg
    assert svg.count("tekening__lijn") == 2


@pytest.mark.parametrize(
    ("partij", "telling", "stil"),
    [("gemeente", "2 van de 2 projecten", 0), ("verzekeraar", "1 van de 2 projecten", 1)],
)
def test_de_keuze_van_een_partij_laat_zien_wat_er_van_haar_wordt_gevraagd(
    client: Client, netwerk: Netwerk, partij: str, telling: str, stil: int
) -> None:
    html = client.get(f"{netwerk.get_absolute_url()}?partij={partij}").text

    assert telling in html
    assert html.count("wordt hier niets gevraagd") == stil
    assert html.count("tekening__stil") == stil
    assert all(een.tekst in html for een in Inspanning.objects.filter(partij=partij))
    assert not any(een.tekst in html for een in Inspanning.objects.exclude(partij=partij))


def test_een_partij_die_er_niet_is_verandert_niets(client: Client, netwerk: Netwerk) -> None:
    response = client.get(f"{netwerk.get_absolute_url()}?partij=koning")

    assert response.status_code == 200
    assert "Selecteer een geldige keuze" in response.text
    assert "van de 2 projecten" not in response.text


def test_de_tabel_telt_de_acties_in_elke_stand(client: Client, netwerk: Netwerk) -> None:
    context = client.get(netwerk.get_absolute_url()).context

    assert [een.per_stand for een in context["projecten"]] == [
        [1, 0, 1, 1, 0],
        [0, 0, 0, 0, 0],
    ]


def test_het_netwerk_leidt_naar_regio_organisatie_en_beschrijvingen(client: Client) -> None:
    netwerk = maak_netwerk()
    netwerk.regios.add(maak_regio("drenthe"))
    netwerk.organisaties.add(maak_organisatie(slug="menzis"))
    live, concept = maak_gepubliceerd(titel="Crisiskaart"), maak_beschrijving(titel="Geheim plan")
    innovaties = [live.innovatie, concept.innovatie, maak_genoemd(titel="Een naam").innovatie]
    project = maak_project(maak_doel(netwerk), innovaties=innovaties, acties=[])

    for adres in (netwerk.get_absolute_url(), project.get_absolute_url()):
        html = client.get(adres).text
        assert f'href="{live.get_absolute_url()}">Crisiskaart' in html
        assert re.findall(r">([^<]*)</a>\s+\(alleen genoemd", html) == ["Een naam"]
        assert "Geheim plan" not in html
    html = client.get(netwerk.get_absolute_url()).text
    assert 'href="/regio/drenthe/"' in html
    assert 'href="/organisatie/menzis/"' in html


def test_een_netwerk_zonder_doelen_zegt_dat(client: Client) -> None:
    html = client.get(maak_netwerk().get_absolute_url()).text

    assert "nog geen doelen en projecten" in html
    assert "<svg class=" not in html.partition("<main")[2].partition("</main")[0]


def test_het_project_vertelt_alles(client: Client) -> None:
    netwerk = maak_netwerk(titel="Samen")
    doel = maak_doel(netwerk, titel="Voorkomen")
    project = maak_project(
        doel,
        gevraagd=[Netwerkpartij.GEMEENTE],
        acties=[],
        doel="Minder crisis.",
        resultaat="Een kaart.",
        tijdpad="In 2021.",
        financien="Geen extra geld.",
        begin="2021-03",
    )
    project.themas.add(maak_thema("wonen"))
    live, weg = maak_gepubliceerd(titel="Crisiskaart"), maak_gepubliceerd(titel="Oud idee")
    weg.status = Status.GEARCHIVEERD
    weg.save()
    for innovatie in (live.innovatie, weg.innovatie):
        Actie.objects.create(
            project=project,
            tekst="Doen",
            wie="Een trainee",
            innovatie=innovatie,
            stand="bezig",
            stand_volgens="de gemeente",
            stand_peil="2026-03",
        )
    maak_project(doel, titel="Buurproject")
    maak_project(maak_doel(netwerk), titel="Ver weg")

    html = client.get(project.get_absolute_url()).text

    for tekst in (
        *("Minder crisis.", "Een kaart.", "In 2021.", "Geen extra geld.", "maart 2021"),
        *("Een trainee", "Mee bezig", "Crisiskaart", "Buurproject", "Wonen"),
        "volgens de gemeente, maart 2026",
        f'href="{netwerk.get_absolute_url()}#doel-{doel.pk}">Voorkomen',
    ):
        assert tekst in html
    assert html.count("Hier wordt niets gevraagd.") == 2
    assert "Oud idee" not in html
    assert "Ver weg" not in html


@pytest.mark.parametrize(
    ("rol", "status"),
    [(None, 404), ("indiener", 404), ("kennismakelaar", 200), ("stuurgroep", 200)],
)
def test_wat_niet_openbaar_is_ziet_alleen_de_werkplek(
    client: Client, rol: str | None, status: int
) -> None:
    netwerk = maak_netwerk(openbaar=False)
    project = maak_project(maak_doel(netwerk))
    if rol:
        client.force_login(maak_gebruiker(rollen=[rol]))

    antwoorden = [client.get(een.get_absolute_url()) for een in (netwerk, project)]

    assert [een.status_code for een in antwoorden] == [status, status]
    if status == 200:
        assert all("Alleen u en uw collega" in een.text for een in antwoorden)


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, aantal: int
) -> None:
    netwerk = maak_netwerk()
    netwerk.regios.add(maak_regio())
    hoofd = maak_doel(netwerk)
    for _ in range(aantal):
        doel = maak_doel(netwerk, hoofd)
        project = maak_project(doel, innovaties=[maak_gepubliceerd().innovatie])
        Actie.objects.create(project=project, tekst="Doen", innovatie=maak_gepubliceerd().innovatie)
    client.get(netwerk.get_absolute_url())

    with django_assert_num_queries(12):
        client.get(f"{netwerk.get_absolute_url()}?partij=gemeente")
    with django_assert_num_queries(12):
        client.get(Project.objects.latest("pk").get_absolute_url())


# --- no circles ---


def test_een_doel_draagt_niet_bij_aan_zichzelf() -> None:
    doel = maak_doel(maak_netwerk())

    with pytest.raises(IntegrityError):
        Doel.objects.filter(pk=doel.pk).update(boven=doel)


@pytest.mark.parametrize("diepte", [1, 2, 5])
def test_een_doel_draagt_ook_via_een_omweg_niet_bij_aan_zichzelf(diepte: int) -> None:
    netwerk = maak_netwerk()
    hoogste = laagste = maak_doel(netwerk)
    for _ in range(diepte):
        laagste = maak_doel(netwerk, laagste)

    with pytest.raises(IntegrityError, match="via een omweg"):
        Doel.objects.filter(pk=hoogste.pk).update(boven=laagste)


def test_een_doel_draagt_niet_bij_aan_een_ander_netwerk() -> None:
    doel, vreemd = maak_doel(maak_netwerk()), maak_doel(maak_netwerk())

    with pytest.raises(IntegrityError, match="hetzelfde netwerk"):
        Doel.objects.filter(pk=doel.pk).update(boven=vreemd)


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_maken_samen_geen_kring() -> None:
    netwerk = maak_netwerk()
    een, ander = maak_doel(netwerk), maak_doel(netwerk)
    geweigerd: list[str] = []

    def draag_bij(doel: Doel, boven: Doel) -> None:
        try:
            Doel.objects.filter(pk=doel.pk).update(boven=boven)
        except IntegrityError as fout:
            geweigerd.append(str(fout))

    tegelijk(lambda: draag_bij(een, ander), lambda: draag_bij(ander, een))

    assert len(geweigerd) == 1
    assert "via een omweg" in geweigerd[0]
    assert Doel.objects.filter(boven__isnull=False).count() == 1


# --- the drawing by itself ---


@given(st.text(max_size=120), st.integers(40, 300))
def test_geen_regel_is_te_breed_en_geen_letter_raakt_weg(tekst: str, ruimte: int) -> None:
    regels = wikkel(tekst, ruimte)

    assert all(breedte_van(regel) <= ruimte for regel in regels)
    assert "".join(regels).replace("-", "").replace(" ", "") == (
        "".join(tekst.split()).replace("-", "")
    )


@st.composite
def netwerken(draw: Any) -> list[Tekenvak]:
    """Goals that serve an earlier one or none, and projects that serve some of them."""
    woorden = st.text("aeinrst ", min_size=1, max_size=60)
    doelen = [
        Tekenvak(
            f"d{nummer}",
            draw(woorden),
            f"#d{nummer}",
            "doel",
            [f"d{draw(st.integers(0, nummer - 1))}"] if nummer and draw(st.booleans()) else [],
        )
        for nummer in range(draw(st.integers(0, 7)))
    ]
    namen = [doel.nummer for doel in doelen]
    projecten = [
        Tekenvak(
            f"p{nummer}",
            draw(woorden),
            f"/p{nummer}/",
            "project",
            draw(st.lists(st.sampled_from(namen), unique=True, max_size=3)) if namen else [],
            is_project=True,
        )
        for nummer in range(draw(st.integers(0, 7)))
    ]
    return [*doelen, *projecten]


def _los_van(een: Geplaatst, ander: Geplaatst) -> bool:
    return (
        een.x + een.breedte <= ander.x
        or ander.x + ander.breedte <= een.x
        or een.y + een.hoogte + ONDER <= ander.y
        or ander.y + ander.hoogte + ONDER <= een.y
    )


@given(netwerken())
def test_elk_vak_staat_een_keer_in_beeld_en_geen_twee_raken_elkaar(vakken: list[Tekenvak]) -> None:
    tekening = teken(vakken)

    assert sorted(een.vak.nummer for een in tekening.vakken) == sorted(v.nummer for v in vakken)
    assert len(tekening.lijnen) == sum(len(vak.boven) for vak in vakken)
    for nummer, een in enumerate(tekening.vakken):
        assert een.x >= 0
        assert een.y >= 0
        assert een.x + een.breedte <= tekening.breedte
        assert een.y + een.hoogte <= tekening.hoogte
        assert all(een.y < hoogte < een.y + een.hoogte for hoogte, _ in een.regels)
        assert all(_los_van(een, ander) for ander in tekening.vakken[nummer + 1 :])


def test_een_gewoon_netwerk_past_in_de_breedte_van_een_tablet() -> None:
    doelen = [Tekenvak("a", "Hoofd", "#a", "doel"), Tekenvak("b", "Doel", "#b", "doel", ["a"])]
    project = Tekenvak("c", "Project", "/c/", "project", ["b"], is_project=True)

    tekening = teken([*doelen, project])

    assert tekening.breedte <= BREEDTE
    assert tekening.vakken[0].breedte >= KOLOM
    assert tekening.vakken[0].tekst_x == tekening.vakken[0].x + BINNEN
