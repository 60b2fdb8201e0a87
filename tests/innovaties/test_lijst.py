"""The list: its question, its answer and its refusals."""

import csv
import gzip
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from innovaties.actions.indexeren import indexeer
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Cijfer, Innovatie
from innovaties.views import lijst
from tests.kaartjes import titels as titels_van
from tests.maak import (
    maak_beschrijving,
    maak_doelgroep,
    maak_gepubliceerd,
    maak_methodiek,
    maak_regio,
    maak_thema,
)
from vinden.bladen import PER_PAGINA

pytestmark = pytest.mark.django_db

LIJST = "/innovaties/"


def titels(client: Client, vraag: str = "") -> list[str]:
    return titels_van(client.get(LIJST + vraag).context["blad"])


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(
    ("vraag", "queries"),
    [("", 3), ("?q=vroeger&thema=herstel&regio=drenthe&soort=bestaand", 10)],
)
def test_lijst_toont_alleen_zichtbaar_met_vast_aantal_queries(
    client: Client,
    aantal: int,
    vraag: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    zichtbaar = [maak_gepubliceerd(regios=[maak_regio()]) for _ in range(aantal)]
    maak_beschrijving()  # concept: could leak
    maak_beschrijving(status=Status.AFGEWEZEN)

    with django_assert_num_queries(
        queries
    ):  # three read the names once; the stand goes past the ORM
        response = client.get(LIJST + vraag)

    assert set(titels_van(response.context["blad"])) == {een.titel for een in zichtbaar}
    assert response.context["aantal"] == aantal


def test_elke_waarde_toont_het_aantal_dat_zij_zou_geven(client: Client) -> None:
    maak_gepubliceerd(themas=[maak_thema("wonen")], fase="pilot")
    maak_gepubliceerd(themas=[maak_thema("herstel")], fase="pilot")
    maak_gepubliceerd(themas=[maak_thema("herstel")], fase="idee")

    facetten = client.get(f"{LIJST}?thema=wonen").context["facetten"]

    thema, fase = (
        next(f for f in facetten if f.sleutel == sleutel) for sleutel in ("thema", "fase")
    )
    assert {(o.waarde, o.aantal, o.gekozen) for o in thema.eerste} == {
        ("wonen", 1, True),
        ("herstel", 2, False),
    }
    assert {(o.waarde, o.aantal) for o in fase.eerste} == {("pilot", 1)}


def test_een_chip_haalt_zijn_eigen_keuze_weg(client: Client) -> None:
    maak_gepubliceerd(fase="pilot")

    chips = client.get(f"{LIJST}?q=vroeger&thema=herstel&fase=pilot&sorteer=titel").context["chips"]

    assert [(chip["label"], chip["adres"]) for chip in chips] == [
        ("“vroeger”", "?thema=herstel&fase=pilot&sorteer=titel"),
        ("Herstel", "?q=vroeger&fase=pilot&sorteer=titel"),
        ("Pilot", "?q=vroeger&thema=herstel&sorteer=titel"),
    ]


def test_onbekende_waarden_staan_op_de_pagina_en_tellen_niet_mee(client: Client) -> None:
    maak_gepubliceerd(titel="Gevonden")

    response = client.get(f"{LIJST}?thema=verzonnen&fase=<b>&sorteer=raar")

    assert titels_van(response.context["blad"]) == ["Gevonden"]
    assert "verzonnen" in response.text
    assert "&lt;b&gt;" in response.text


def test_een_te_lange_vraag_wordt_ingekort_en_dat_staat_er(client: Client) -> None:
    response = client.get(LIJST, {"q": "wonen " * 40})

    assert len(response.context["vraag"].tekst) <= 200
    assert "op de eerste 200 tekens" in response.text


def test_een_pagina_die_er_niet_is_geeft_de_dichtstbijzijnde(client: Client) -> None:
    for _ in range(PER_PAGINA + 1):
        maak_gepubliceerd()
    hoort = {"9999": 2, "abc": 1, "0": 2, "-3": 2}

    bladen = {nr: client.get(f"{LIJST}?pagina={nr}").context["blad"].number for nr in hoort}

    assert bladen == hoort


@pytest.mark.parametrize("teken", ["%00", "%ff", "%c3%28"])
@pytest.mark.parametrize("pad", ["/innovaties/?q=a{}", "/innovaties/a{}/", "/vergelijk/?i=a{}"])
def test_onleesbare_tekens_geven_400(client: Client, pad: str, teken: str) -> None:
    response = client.get(pad.format(teken))

    assert response.status_code == 400
    assert "Dit adres klopt niet" in response.text


def test_sorteert_op_relevantie_nieuwste_en_titel(client: Client) -> None:
    maak_gepubliceerd(titel="B wonen", gepubliceerd_op="2026-01-01T09:00Z")
    maak_gepubliceerd(titel="A", kern="Over wonen.", gepubliceerd_op="2026-02-01T09:00Z")

    assert titels(client) == ["A", "B wonen"]
    assert titels(client, "?sorteer=titel") == ["A", "B wonen"]
    assert titels(client, "?q=wonen") == ["B wonen", "A"]
    assert titels(client, "?q=wonen&sorteer=nieuwste") == ["A", "B wonen"]


def test_sorteert_op_de_sterkste_onderbouwing(client: Client) -> None:
    for titel, onderbouwing in [("Niet bekend", ""), ("Ervaring", "ervaring")]:
        maak_gepubliceerd(titel=titel, onderbouwing=onderbouwing)
    maak_gepubliceerd(titel="Onderzocht", onderbouwing="evidence-based-hier")

    verwacht = ["Onderzocht", "Ervaring", "Niet bekend"]
    assert titels(client, "?sorteer=onderbouwing") == verwacht


def test_de_lijst_begint_met_wat_bevestigd_en_compleet_is(client: Client) -> None:
    kaal = maak_gepubliceerd(titel="Kaal", gepubliceerd_op="2026-03-01T09:00Z")
    maak_gepubliceerd(titel="Vol", doel="<p>Rust.</p>", gepubliceerd_op="2026-01-01T09:00Z")
    bevestigd = maak_gepubliceerd(titel="Bevestigd", gepubliceerd_op="2026-02-01T09:00Z")
    Innovatie.objects.filter(pk=bevestigd.innovatie_id).update(bevestigd_op="2026-02-02")
    indexeer(Beschrijving.objects.all())

    assert titels(client) == ["Bevestigd", "Vol", "Kaal"]
    assert titels(client, "?sorteer=nieuwste")[0] == kaal.titel


def test_resultaat_en_onderbouwing_tellen_ook_wat_niemand_heeft(client: Client) -> None:
    doel = Cijfer(indicator="Crises", soort="doel")
    maak_gepubliceerd(cijfers=[doel, Cijfer(indicator="Teams", soort="geteld")])
    maak_gepubliceerd(cijfers=[Cijfer(indicator="Crises", soort="doel")], onderbouwing="ervaring")
    maak_gepubliceerd()

    facetten = {f.sleutel: f for f in client.get(LIJST).context["facetten"]}

    assert [(o.label, o.aantal) for o in facetten["resultaat"].eerste] == [
        *(("Effect gemeten", 0), ("Geteld", 1), ("Alleen doel", 1), ("Niet bekend", 1)),
    ]
    onderbouwing = {o.waarde: o.aantal for o in facetten["onderbouwing"].eerste}
    assert (onderbouwing["ervaring"], onderbouwing["onbekend"]) == (1, 2)
    assert onderbouwing["evidence-based-hier"] == 0
    assert client.get(f"{LIJST}?resultaat=onbekend").context["aantal"] == 1


def test_titels_staan_als_in_een_woordenboek(client: Client) -> None:
    for titel in ("Zorg", "cvbp", "Één plan", "Coöperatie", "Crisis"):
        maak_gepubliceerd(titel=titel)

    assert titels(client, "?sorteer=titel") == ["Coöperatie", "Crisis", "cvbp", "Één plan", "Zorg"]


def test_het_fragment_markeert_en_ontsnapt(client: Client) -> None:
    maak_gepubliceerd(kern="Met <i>buren</i> & cliënten < 5 keer praten.")

    tekst = client.get(f"{LIJST}?q=clienten").text

    assert "<mark>cliënten</mark>" in tekst
    assert "&amp; <mark>cliënten</mark> &lt; 5 keer" in tekst
    assert "<i>" not in tekst


def test_nul_resultaten_noemt_het_filter_of_de_woorden_die_weg_kunnen(client: Client) -> None:
    maak_gepubliceerd(titel="Wonen met zorg", fase="pilot")
    maak_gepubliceerd(titel="Werken", fase="idee")

    response = client.get(f"{LIJST}?q=wonen&fase=idee")

    assert [(rij["label"], rij["aantal"]) for rij in response.context["zonder"]] == [
        ("het filter ‘Fase’", 1),
        ("de zoekwoorden", 1),
    ]


def test_htmx_krijgt_alleen_de_resultaten_en_het_nieuwe_adres(client: Client) -> None:
    maak_gepubliceerd()

    response = client.get(f"{LIJST}?q=&thema=herstel", headers={"HX-Request": "true"})

    assert "<html" not in response.text
    assert 'id="resultaten"' in response.text
    assert response["HX-Push-Url"] == "/innovaties/?thema=herstel"
    assert "HX-Request" in response["Vary"]


def test_download_volgt_de_vraag_van_de_lijst(client: Client) -> None:
    maak_gepubliceerd(titel="=SOM(1)", fase="pilot")
    maak_gepubliceerd(titel="Ander", fase="idee")
    maak_beschrijving(titel="Concept", fase="pilot")

    als_json = json.loads(client.get("/innovaties.json?fase=pilot").getvalue())
    als_csv = client.get("/innovaties.csv?fase=pilot").getvalue().decode("utf-8-sig")
    als_xlsx = client.get("/innovaties.xlsx?fase=pilot").getvalue()

    assert als_json["aantal"] == 1
    rijen = list(csv.reader(io.StringIO(als_csv), delimiter=";"))
    assert len(rijen) == 2
    assert "'=SOM(1)" in rijen[1]
    assert als_xlsx.startswith(b"PK")


def test_een_download_wordt_eens_per_stand_gemaakt(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    maak_gepubliceerd(titel="Eerste")
    eerste = client.get("/innovaties.json")
    inhoud = eerste.getvalue()

    with django_assert_max_num_queries(7):
        tweede = client.get("/innovaties.json")
    niets = client.get("/innovaties.json", headers={"If-None-Match": eerste["ETag"]})
    kleiner = client.get("/innovaties.json", headers={"Accept-Encoding": "gzip"})
    maak_gepubliceerd(titel="Tweede")

    assert tweede.getvalue() == inhoud == gzip.decompress(kleiner.getvalue())
    assert kleiner["Content-Encoding"] == "gzip"
    assert int(tweede["Content-Length"]) == len(inhoud)
    assert (niets.status_code, niets.content) == (304, b"")
    assert json.loads(client.get("/innovaties.json").getvalue())["aantal"] == 2


def test_een_lijst_wordt_in_delen_gemaakt(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lijst, "PER_KEER", 2)
    titels = [f"Nummer {nummer}" for nummer in range(5)]
    for titel in titels:
        maak_gepubliceerd(titel=titel)

    antwoord = client.get("/innovaties.json?sorteer=titel")
    inhoud = json.loads(antwoord.getvalue())

    assert inhoud["aantal"] == 5
    assert [een["slug"] for een in inhoud["innovaties"]] == [
        een.innovatie.slug for een in Beschrijving.objects.order_by("titel")
    ]


def test_alleen_lezen(client: Client) -> None:
    assert client.post(LIJST).status_code == 405
    assert reverse("innovaties:lijst") == LIJST
    assert not Beschrijving.objects.exists()


def test_de_lijst_is_ook_een_tabel_en_een_kaart(client: Client) -> None:
    drenthe = maak_regio("drenthe")
    maak_gepubliceerd(titel="Crisiskaart", regios=[drenthe], financiering=["wlz"])
    maak_gepubliceerd(soort="genoemd", titel="Kwartiermaker")

    tabel = client.get(LIJST, {"weergave": "tabel", "sorteer": "titel"})
    kaart = client.get(LIJST, {"weergave": "kaart", "q": "crisiskaart"})

    html = " ".join(tabel.text.partition('class="tabel lijsttabel"')[2].split())
    assert html.index("Crisiskaart") < html.index("<td>Wlz</td>") < html.index("Kwartiermaker")
    assert '<input type="hidden" name="weergave" value="tabel">' in tabel.text
    assert 'href="/innovaties.csv?sorteer=titel"' in tabel.text
    (deel,) = kaart.context["provincies"]
    assert (deel.naam, deel.aantal, deel.trap) == ("Drenthe", 1, 4)
    assert deel.url == "/innovaties/?q=crisiskaart&regio=drenthe"
    assert kaart.context["landelijk_adres"] == "/innovaties/?q=crisiskaart&regio=landelijk"
    assert client.get(LIJST, {"weergave": "onzin"}).context["filterset"].weergave == ""


def test_regios_staan_onder_hun_provincie_met_waar_het_draait(client: Client) -> None:
    limburg, drenthe = maak_regio("limburg"), maak_regio("drenthe")
    parkstad = maak_regio("parkstad", ligt_in=[limburg])
    maak_gepubliceerd(regios=[parkstad], fase="in-uitvoering")
    maak_gepubliceerd(regios=[drenthe], fase="in-uitvoering", brondatum="2020")

    context = client.get(LIJST, {"volgens-bron": "drenthe"}).context

    (regio,) = [facet for facet in context["facetten"] if facet.sleutel == "regio"]
    assert regio.open
    assert [facet.sleutel for facet in regio.ook] == ["volgens-bron"]
    assert [chip["label"] for chip in context["chips"]] == ["Draait er, volgens een bron: Drenthe"]
    (alle,) = [f for f in client.get(LIJST).context["facetten"] if f.sleutel == "regio"]
    assert [facet.sleutel for facet in alle.ook] == ["draait", "volgens-bron"]
    assert [(een.waarde, een.binnen) for een in alle.eerste] == [
        ("drenthe", False),
        ("limburg", False),
        ("parkstad", True),
    ]


def test_een_afkorting_wordt_uitgelegd_waar_zij_een_keuze_is(client: Client) -> None:
    fact = maak_methodiek("fact", uitleg="Een team komt bij u thuis. En meer.")
    wonen = maak_doelgroep("wonen", uitleg="Wie thuis woont.")
    maak_gepubliceerd(wetten=["zvw"], financiering=["wmo"], methodieken=[fact], doelgroepen=[wonen])

    facetten = {f.sleutel: f for f in client.get(LIJST).context["facetten"]}

    lijsten = ("wet", "financiering", "methodiek", "doelgroep")
    gekregen = {een: facetten[een].eerste[0].uitleg for een in lijsten}
    assert gekregen == {
        "wet": "Zorgverzekeringswet.",
        "financiering": "Wet maatschappelijke ondersteuning.",
        "methodiek": "Een team komt bij u thuis.",
        "doelgroep": "",
    }
