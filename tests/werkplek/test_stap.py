"""One step machine, tried on steps with an organisation that only exist here."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.html import format_html

from basis.fouten import vereis, vereis_recht
from gebruikers.models import Gebruiker
from kennisbank import urls as van_de_site
from organisaties.models import Organisatie
from tests.maak import maak_gebruiker, maak_organisatie
from werkplek.stap import Beletsel, Stap, Uitleg, Zaak, doe_stap, stapview
from werkplek.toegang import gebruiker_van

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class NaamForm(forms.Form):
    naam = forms.CharField(error_messages={"required": "Vul een naam in."})
    gelezen = forms.CharField(widget=forms.HiddenInput, required=False, initial="zeven")


def hernoem(*, organisatie: Organisatie, naam: str, gelezen: str, door: Gebruiker) -> None:
    vereis_recht(naam != "Van een ander", "Die naam geeft u niet.")
    vereis(naam != "Bezet", "Deze <naam> is bezet.")
    organisatie.naam = f"{naam} ({gelezen}, {door})"
    organisatie.save()


def ruim_op(*, organisatie: Organisatie, door: Gebruiker) -> str:
    vereis(organisatie.naam != "Blijft", f"{door} ruimt deze niet op.")
    organisatie.delete()
    return organisatie.naam


STAPPEN = {
    "hernoemen": Stap(
        hernoem,
        "Hernoemen",
        "Ja, hernoem",
        "De naam is anders.",
        lambda organisatie: Uitleg(
            "Eerste <alinea>.",
            "",
            format_html("Tweede: <b>{}</b>.", organisatie.naam),
            kern="Waar het om gaat.",
            let_op="Pas op.",
            weetje="Ter informatie.",
            punten=["Punt een", "Punt twee"],
        ),
        lambda _rij, data: NaamForm(data),
    ),
    "opruimen": Stap(
        ruim_op,
        "Opruimen",
        "Ja, ruim op",
        "‘{titel}’ is weg.",
        Uitleg("Terughalen kan niet."),
        naar=lambda naam: f"/redactie/?weg={naam}",
        terug_na_weigering="Terug naar de organisatie",
    ),
    "sluiten": Stap(
        ruim_op,
        "Sluiten",
        "Ja, sluit",
        "Dicht.",
        Uitleg(
            "Zo gaat het.", beletsel=Beletsel("Dit is eerst nodig", ["Licht uit", "Deur dicht"])
        ),
    ),
    "verven": Stap(ruim_op, "Verven", "Ja, verf", "Geverfd."),
}


def zaak(request: HttpRequest, _stap: str, pk: int) -> Zaak:
    door = gebruiker_van(request)
    vereis_recht(door.schrijft, "Alleen voor wie schrijft.")
    organisatie = get_object_or_404(Organisatie, pk=pk)
    return Zaak(
        organisatie,
        door,
        organisatie.naam,
        f"/proef/{pk}/",
        terug="Toch niet",
        ondertitel="Een proef",
        mogelijk=["hernoemen", "opruimen", "sluiten", "toveren"],
        niet_nu="Verven kan nu niet. Wacht tot het droog is.",
    )


urlpatterns = [
    path("proef/<int:pk>/stap/<slug:stap>/", stapview(STAPPEN, zaak)),
    *van_de_site.urlpatterns,
]
handler403 = van_de_site.handler403


def adres(organisatie: Organisatie, stap: str) -> str:
    return f"/proef/{organisatie.pk}/stap/{stap}/"


@pytest.fixture
def schrijver(client: Client) -> Gebruiker:
    gebruiker = maak_gebruiker(rollen=["webredacteur"], naam="Els")
    client.force_login(gebruiker)
    return gebruiker


@pytest.mark.usefixtures("schrijver")
def test_bekijken_zegt_wat_er_gaat_gebeuren_en_doet_niets(client: Client) -> None:
    organisatie = maak_organisatie("De <Brug>")

    antwoord = client.get(adres(organisatie, "hernoemen"))

    for tekst in (
        "<title>Hernoemen: De &lt;Brug&gt;",
        "<h1>Hernoemen</h1>",
        '<p class="nl-paragraph--lead">Een proef</p>',
        '<p class="nl-paragraph--lead">Waar het om gaat.</p>',
        "<p>Eerste &lt;alinea&gt;.</p>",
        "<p>Tweede: <b>De &lt;Brug&gt;</b>.</p>",
        "<span>Pas op.</span>",
        "<span>Ter informatie.</span>",
        "<ul><li>Punt een</li><li>Punt twee</li></ul>",
        '<label class="utrecht-form-label" for="id_naam">',
        '<input type="hidden" name="gelezen" value="zeven" id="id_gelezen">',
        'type="submit">Ja, hernoem</button>',
        f'href="/proef/{organisatie.pk}/">Toch niet</a>',
    ):
        assert tekst in antwoord.text
    assert 'role="alert"' not in antwoord.text
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert Organisatie.objects.get().naam == "De <Brug>"


@pytest.mark.usefixtures("schrijver")
def test_zetten_geeft_de_rij_het_formulier_en_wie_het_doet(client: Client) -> None:
    organisatie = maak_organisatie()

    antwoord = client.post(
        adres(organisatie, "hernoemen"), {"naam": "Nieuw", "gelezen": "acht"}, follow=True
    )

    assert antwoord.redirect_chain == [(f"/proef/{organisatie.pk}/", 302)]
    assert Organisatie.objects.get().naam == "Nieuw (acht, Els)"
    assert "De naam is anders." in client.get("/redactie/").text


@pytest.mark.usefixtures("schrijver")
def test_na_een_stap_kan_het_verder_gaan_op_een_andere_pagina(client: Client) -> None:
    organisatie = maak_organisatie("De Brug")

    antwoord = client.post(adres(organisatie, "opruimen"), follow=True)

    assert antwoord.redirect_chain == [("/redactie/?weg=De%20Brug", 302)]
    assert "‘De Brug’ is weg." in antwoord.text
    assert not Organisatie.objects.exists()


@pytest.mark.usefixtures("schrijver")
def test_een_weigering_staat_op_de_pagina_met_wat_er_getypt_was(client: Client) -> None:
    organisatie = maak_organisatie("De Brug")

    antwoord = client.post(adres(organisatie, "hernoemen"), {"naam": "Bezet"})

    assert antwoord.status_code == 409
    assert 'role="alert"' in antwoord.text
    assert "<span>Deze &lt;naam&gt; is bezet.</span>" in antwoord.text
    assert 'value="Bezet"' in antwoord.text
    assert "Ja, hernoem" in antwoord.text
    assert Organisatie.objects.get().naam == "De Brug"


@pytest.mark.usefixtures("schrijver")
def test_wat_een_tweede_keer_ook_niet_lukt_heeft_na_de_weigering_geen_knop(client: Client) -> None:
    organisatie = maak_organisatie("Blijft")

    eerst = client.get(adres(organisatie, "opruimen")).text
    antwoord = client.post(adres(organisatie, "opruimen"))

    assert "Ja, ruim op" in eerst
    assert "Terug naar de organisatie" not in eerst
    assert antwoord.status_code == 409
    assert "Els ruimt deze niet op." in antwoord.text
    assert f'href="/proef/{organisatie.pk}/">Terug naar de organisatie</a>' in antwoord.text
    assert "Ja, ruim op" not in antwoord.text
    assert "Terughalen kan niet." not in antwoord.text


@pytest.mark.usefixtures("schrijver")
def test_wat_eerst_moet_gebeuren_staat_er_in_plaats_van_de_knop(client: Client) -> None:
    organisatie = maak_organisatie()

    gezien = client.get(adres(organisatie, "sluiten"))
    gezet = client.post(adres(organisatie, "sluiten"))

    assert (gezien.status_code, gezet.status_code) == (200, 409)
    for antwoord in (gezien, gezet):
        assert (
            "Dit is eerst nodig</p><ul><li>Licht uit</li><li>Deur dicht</li></ul>" in antwoord.text
        )
        assert "Zo gaat het." in antwoord.text
        assert "Ja, sluit" not in antwoord.text
        assert f'href="/proef/{organisatie.pk}/">Terug</a>' in antwoord.text
    assert ['role="alert"' in antwoord.text for antwoord in (gezien, gezet)] == [False, True]
    assert Organisatie.objects.exists()


@pytest.mark.usefixtures("schrijver")
def test_wat_nu_niet_kan_zegt_waarom_op_de_pagina_van_de_rij(client: Client) -> None:
    organisatie = maak_organisatie()

    for methode in (client.get, client.post):
        antwoord = methode(adres(organisatie, "verven"))

        assert antwoord.headers["Location"] == f"/proef/{organisatie.pk}/"
        assert "Verven kan nu niet. Wacht tot het droog is." in client.get("/redactie/").text

    assert Organisatie.objects.exists()


@pytest.mark.usefixtures("schrijver")
def test_een_formulier_met_een_fout_zegt_wat_er_beter_moet(client: Client) -> None:
    organisatie = maak_organisatie("De Brug")

    antwoord = client.post(adres(organisatie, "hernoemen"), {"naam": ""})

    assert antwoord.status_code == 200
    assert "Vul een naam in." in antwoord.text
    assert Organisatie.objects.get().naam == "De Brug"


@pytest.mark.usefixtures("schrijver")
@pytest.mark.parametrize("stap", ["toveren", "onzin"])
def test_een_stap_die_niet_bestaat_is_er_niet(client: Client, stap: str) -> None:
    organisatie = maak_organisatie()

    assert client.get(adres(organisatie, stap)).status_code == 404
    assert client.post(adres(organisatie, stap)).status_code == 404


@pytest.mark.parametrize("stap", ["hernoemen", "verven", "onzin"])
def test_wie_niet_mag_leest_waarom_en_niet_of_de_stap_bestaat(client: Client, stap: str) -> None:
    client.force_login(maak_gebruiker(rollen=["stuurgroep"]))

    antwoord = client.post(adres(maak_organisatie(), stap))

    assert antwoord.status_code == 403
    assert "Alleen voor wie schrijft." in antwoord.text


@pytest.mark.usefixtures("schrijver")
def test_wat_de_stap_zelf_verbiedt_is_geen_weigering_maar_verboden(client: Client) -> None:
    antwoord = client.post(adres(maak_organisatie(), "hernoemen"), {"naam": "Van een ander"})

    assert antwoord.status_code == 403
    assert "Die naam geeft u niet." in antwoord.text


def test_wie_niet_is_ingelogd_doet_dat_eerst(client: Client) -> None:
    antwoord = client.get(adres(maak_organisatie(), "hernoemen"))

    assert antwoord.headers["Location"].startswith("/inloggen/")


@pytest.mark.usefixtures("schrijver")
def test_een_stap_is_te_bekijken_en_te_zetten_en_verder_niets(client: Client) -> None:
    assert client.put(adres(maak_organisatie(), "hernoemen")).status_code == 405


# --- the buttons of a page of its own ---


def sluit(*, organisatie: Organisatie) -> None:
    vereis(organisatie.naam != "Blijft", "Deze blijft open.")
    organisatie.delete()


def druk(knop: dict[str, str], organisatie: Organisatie) -> str:
    return doe_stap(RequestFactory().post("/", knop), {"sluiten": sluit}, organisatie=organisatie)


def test_een_knop_doet_zijn_stap_of_zegt_waarom_niet() -> None:
    weg, blijft = maak_organisatie("Weg"), maak_organisatie("Blijft")

    redenen = [druk({"stap": "sluiten"}, organisatie) for organisatie in (weg, blijft)]

    assert redenen == ["", "Deze blijft open."]
    assert list(Organisatie.objects.all()) == [blijft]


@pytest.mark.parametrize("knop", [{}, {"stap": ""}, {"stap": "toveren"}])
def test_een_knop_die_er_niet_is_doet_niets(knop: dict[str, str]) -> None:
    organisatie = maak_organisatie()

    with pytest.raises(BadRequest):
        druk(knop, organisatie)

    assert Organisatie.objects.exists()
