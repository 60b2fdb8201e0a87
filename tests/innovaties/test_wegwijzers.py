"""Pages of other apps: found by search as results of their own, and as neighbours."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.maak import (
    maak_element,
    maak_gepubliceerd,
    maak_regio,
    maak_thema,
    maak_wegwijzer,
    met_element,
    over,
)
from vinden.bladen import PER_PAGINA
from vinden.keuzelijsten import MET_EIGEN_DEEL, MetMeervoud, Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.models.wegwijzer import BUREN
from vinden.wegwijzers import haal_weg

pytestmark = pytest.mark.django_db

ZOEKEN = "/zoeken/"
MASTERCLASS, VERSLAG = Wegwijzersoort.MASTERCLASS, Wegwijzersoort.VERSLAG


def titels(client: Client, **vraag: str) -> list[str]:
    """The titles of the verslagen that answer."""
    response = client.get(ZOEKEN, {"soort": "verslag", **vraag})
    return [wegwijzer.titel for wegwijzer in response.context["blad"]]


def delen(response: Any) -> list[tuple[str, int, str]]:
    return [(deel.titel, deel.aantal, deel.adres) for deel in response.context["antwoord"].delen]


def test_een_soort_zonder_meervoud_is_niet_te_maken() -> None:
    class Heel(MetMeervoud):
        PODCAST = "podcast", "Podcasts", "uitzending aflevering", "Podcast"
        BOEK = "boek", "Boeken", "Boek"

    with pytest.raises(ValueError, match="not enough values"):

        class Half(MetMeervoud):
            PODCAST = "podcast", "Podcast"

    assert [(soort.value, soort.meervoud, soort.ook, soort.label) for soort in Heel] == [
        ("podcast", "Podcasts", ("uitzending", "aflevering"), "Podcast"),
        ("boek", "Boeken", (), "Boek"),
    ]


@pytest.mark.parametrize("soort", MET_EIGEN_DEEL)
def test_elke_soort_is_te_zoeken(client: Client, soort: Wegwijzersoort) -> None:
    maak_wegwijzer("Iets over wonen", soort=soort)

    response = client.get(ZOEKEN, {"q": "wonen", "soort": soort})

    assert response.context["meer"] == soort.meervoud
    assert [rij.titel for rij in response.context["blad"]] == ["Iets over wonen"]


def test_een_vraag_geeft_elke_soort_met_haar_aantal_en_de_eerste(client: Client) -> None:
    maak_gepubliceerd(titel="Wonen", slug="wonen")
    maak_wegwijzer("Verslag over wonen")
    for nummer in range(4):
        maak_wegwijzer(f"Wonen {nummer}", soort=MASTERCLASS)
    maak_wegwijzer("Werken", soort=MASTERCLASS)

    response = client.get(ZOEKEN, {"q": "wonen"})

    assert delen(response) == [
        ("Innovaties", 1, "/innovaties/?q=wonen"),
        ("Masterclasses", 4, "/zoeken/?q=wonen&soort=masterclass"),
        ("Verslagen", 1, "/zoeken/?q=wonen&soort=verslag"),
    ]
    assert response.context["aantal"] == 6
    antwoord = response.context["antwoord"]
    assert [naam.titel for naam in antwoord.kaarten] == ["Wonen 3", "Wonen 2", "Wonen 1"]
    assert [rij.titel for rij in antwoord.delen[1].rijen] == ["Wonen 0"]
    assert '<a href="/innovaties/wonen/">Wonen</a>' in response.text
    assert 'href="/zoeken/?q=wonen&amp;soort=masterclass">Alle 4 masterclasses</a>' in response.text
    assert "Alle 1 " not in response.text


@pytest.mark.parametrize(
    ("vraag", "eerst"),
    [
        ("verslag wonen", "Verslag"),
        ("masterclasses over wonen", "Masterclass"),
        ("studiedag wonen", "Masterclass"),
        ("terugblik op wonen", "Verslag"),
    ],
)
def test_wie_een_soort_noemt_krijgt_die_eerst(client: Client, vraag: str, eerst: str) -> None:
    maak_gepubliceerd(titel="Wonen")
    maak_wegwijzer("Wonen", soort=MASTERCLASS)
    maak_wegwijzer("Wonen", soort=VERSLAG)

    response = client.get(ZOEKEN, {"q": vraag})

    soorten = [kaart.soort for kaart in response.context["antwoord"].kaarten]
    assert next(soort for soort in soorten if soort != "Pagina") == eerst


def test_een_soort_met_alle_woorden_gaat_voor(client: Client) -> None:
    maak_gepubliceerd(titel="Wonen")
    maak_wegwijzer("Wonen met een fiets", soort=VERSLAG)

    response = client.get(ZOEKEN, {"q": "wonen fiets"})

    antwoord = response.context["antwoord"]
    assert [kaart.titel for kaart in antwoord.kaarten] == ["Wonen met een fiets"]


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("soort", "queries"), [("", 10), ("verslag", 4)])
def test_zoeken_heeft_een_vast_aantal_queries(
    client: Client,
    aantal: int,
    soort: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for nummer in range(aantal):
        maak_wegwijzer(f"Wonen {nummer}", soort=VERSLAG)
        maak_gepubliceerd(titel="Wonen", regios=[maak_regio()])
    maak_wegwijzer("Wonen later", soort=MASTERCLASS)
    client.get(ZOEKEN, {"q": "warm", "soort": soort})

    with django_assert_num_queries(queries):  # the stand and the index go past the ORM
        response = client.get(ZOEKEN, {"q": "wonen", "soort": soort})

    assert response.context["aantal"] == (aantal if soort else 2 * aantal + 1)


@pytest.mark.parametrize("soort", ["", "onzin", "<b>", "programma"])
def test_zonder_soort_of_met_een_onbekende_staat_alles_er(client: Client, soort: str) -> None:
    maak_wegwijzer("Wonen", soort=VERSLAG)
    maak_wegwijzer("Wonen", soort=MASTERCLASS)

    response = client.get(ZOEKEN, {"q": "wonen", "soort": soort})

    assert [titel for titel, *_ in delen(response)] == ["Masterclasses", "Verslagen"]


def test_titel_weegt_meer_dan_samenvatting_en_die_meer_dan_de_tekst(client: Client) -> None:
    maak_wegwijzer("Derde", tekst="Over wonen.")
    maak_wegwijzer("Wonen eerst", gepubliceerd_op=over(-9))
    maak_wegwijzer("Tweede", samenvatting="Over wonen.", gepubliceerd_op=over(-5))

    assert titels(client, q="wonen") == ["Wonen eerst", "Tweede", "Derde"]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("clienten", {"Samen", "Apart"}),
        ('"eigen regie"', {"Samen"}),
        ("regie -eigen", {"Apart"}),
        ("regie fiets", {"Samen", "Apart"}),
    ],
)
def test_zinnen_en_uitsluiten_werken_als_in_de_lijst(
    client: Client, vraag: str, verwacht: set[str]
) -> None:
    maak_wegwijzer("Samen", tekst="Cliënten houden eigen regie.")
    maak_wegwijzer("Apart", tekst="De huisarts heeft regie over de cliënten.")

    assert set(titels(client, q=vraag)) == verwacht


def test_een_resultaat_noemt_soort_en_datum_en_markeert_wat_gevonden_is(client: Client) -> None:
    maak_wegwijzer(
        "Over <i>buren</i>",
        adres="/masterclasses/buren/",
        gepubliceerd_op=datetime(2017, 6, 30, 22, 30, tzinfo=UTC),
        tekst="Met buren & cliënten < 5 keer praten.",
    )
    maak_wegwijzer("Cliënten", samenvatting="Zonder dat woord.")
    maak_wegwijzer("Dag", samenvatting="Voor cliënten.")

    tekst = client.get(ZOEKEN, {"q": "clienten"}).text

    assert '<a href="/masterclasses/buren/">Over &lt;i&gt;buren&lt;/i&gt;</a>' in tekst
    assert '<span class="label">Verslag</span>' in tekst
    assert 'datetime="2017-07-01"' in tekst
    assert "buren &amp; <mark>cliënten</mark> &lt; 5 keer" in tekst
    assert "Voor <mark>cliënten</mark>" in tekst
    assert '<p class="kaartje__kern">Zonder dat woord.</p>' in tekst


def test_van_een_soort_die_beter_antwoordt_gaan_ook_de_andere_voor(client: Client) -> None:
    maak_gepubliceerd(titel="Samen wonen", aanpak="<p>Ook over werken.</p>")
    for nummer in range(4):
        maak_wegwijzer(f"Werken {nummer}", samenvatting="Over werken.", tekst="Elke dag wonen.")

    def soorten(vraag: str) -> list[str]:
        response = client.get(ZOEKEN, {"q": vraag})
        return [deel.soort for deel in response.context["antwoord"].delen]

    assert soorten("werken") == ["verslag", "innovaties"]
    assert soorten("wonen") == ["innovaties", "verslag"]


def test_zonder_woorden_staat_er_waarin_u_zoekt(client: Client) -> None:
    maak_wegwijzer("Geheim")

    tekst = client.get(ZOEKEN, {"q": "  "}).text

    assert "Waarin zoekt u hier?" in tekst
    assert "<li>masterclasses</li><li>verslagen</li>" in tekst
    assert 'aria-describedby="q-hulp"' in tekst
    assert "Geheim" not in tekst


def test_een_lange_vraag_wordt_ingekort_en_dat_staat_er(client: Client) -> None:
    response = client.get(ZOEKEN, {"q": "wonen" * 2000})

    assert len(response.context["tekst"]) == 200
    assert "op de eerste 200 tekens" in response.text


def test_er_staan_twintig_resultaten_op_een_pagina(client: Client) -> None:
    for _ in range(PER_PAGINA + 1):
        maak_wegwijzer("Wonen")

    for gevraagd, gekregen in (("2", 2), ("9999", 2), ("abc", 1), ("-3", 2)):
        response = client.get(ZOEKEN, {"q": "wonen", "soort": "verslag", "pagina": gevraagd})

        assert response.context["blad"].number == gekregen, gevraagd
        assert len(response.context["blad"]) == (PER_PAGINA if gekregen == 1 else 1), gevraagd
        assert 'href="/zoeken/?q=wonen&amp;soort=verslag&amp;pagina=' in response.text, gevraagd


@pytest.mark.parametrize("teken", ["%00", "%ff"])
def test_onleesbare_tekens_geven_400(client: Client, teken: str) -> None:
    assert client.get(f"{ZOEKEN}?q=a{teken}").status_code == 400


def test_alleen_lezen(client: Client) -> None:
    assert client.post(ZOEKEN).status_code == 405


def test_opnieuw_zetten_vervangt_en_weghalen_haalt_weg(client: Client) -> None:
    maak_wegwijzer("Oude naam", adres="/een/", themas=[maak_thema()])
    maak_wegwijzer("Nieuwe naam", adres="/een/", themas=[maak_thema("wonen")])
    vindbaar = titels(client, q="naam")

    haal_weg("/een/")

    assert vindbaar == ["Nieuwe naam"]
    assert titels(client, q="naam") == []
    assert not Wegwijzer.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_buren_staan_bij_waar_zij_over_gaan_met_een_query(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    groningen = maak_regio("groningen")
    oost = maak_regio("oost-groningen", ligt_in=[groningen])
    thema, element = maak_thema("wonen"), maak_element("een-plan")
    beschrijving = maak_gepubliceerd(
        slug="plan", themas=[thema], regios=[oost], elementen=[met_element("een-plan")]
    )
    for nummer in range(aantal):
        maak_wegwijzer(
            f"Dag {nummer}",
            gepubliceerd_op=over(-nummer),
            themas=[thema],
            regios=[oost, groningen],
            innovaties=[beschrijving.innovatie],
            elementen=[element],
        )
    maak_wegwijzer("Een andere dag")

    for adres, kop, queries in [
        ("/innovaties/plan/", "Hierover", 6),
        ("/thema/wonen/", "Meer hierover", 3),
        ("/element/een-plan/", "Meer hierover", 7),
        ("/regio/groningen/", "Meer hierover", 4),
        ("/regio/oost-groningen/", "Meer hierover", 4),
    ]:
        with django_assert_num_queries(queries):
            response = client.get(adres)
        buren = [w.titel for w in response.context["wegwijzers"]]
        assert buren == [f"Dag {nummer}" for nummer in range(aantal)], adres
        assert f'<h2 id="ook">{kop}</h2>' in response.text


def test_een_buur_van_de_provincie_staat_niet_bij_haar_zorgregio(client: Client) -> None:
    groningen = maak_regio("groningen")
    maak_regio("oost-groningen", ligt_in=[groningen])
    maak_wegwijzer("Dag", regios=[groningen])

    assert 'id="ook"' not in client.get("/regio/oost-groningen/").text


def test_van_elke_soort_staan_de_nieuwste_er_en_nieuwsbrieven_achteraan(client: Client) -> None:
    groningen = maak_regio("groningen")
    regios = [groningen, maak_regio("oost-groningen", ligt_in=[groningen])]
    plan = maak_gepubliceerd(slug="plan").innovatie
    over_hetzelfde = {"themas": [maak_thema()], "regios": regios, "innovaties": [plan]}
    for soort in reversed(Wegwijzersoort):
        for nummer in range(BUREN + 1):
            maak_wegwijzer(
                f"{soort} {nummer}",
                soort=soort,
                gepubliceerd_op=over(-nummer - 9),
                **over_hetzelfde,
            )
    maak_wegwijzer("brief vandaag", soort=Wegwijzersoort.NIEUWSBRIEF, **over_hetzelfde)

    hoort = [
        *(
            f"{soort} {nummer}"
            for soort in MET_EIGEN_DEEL
            if soort != Wegwijzersoort.NIEUWSBRIEF
            for nummer in range(BUREN)
        ),
        *("brief vandaag", "nieuwsbrief 0", "nieuwsbrief 1"),
    ]
    for adres in ("/thema/herstel/", "/innovaties/plan/", "/regio/groningen/"):
        buren = [w.titel for w in client.get(adres).context["wegwijzers"]]

        assert buren == hoort, adres


def test_zonder_buren_staat_er_geen_kop(client: Client) -> None:
    maak_gepubliceerd(slug="plan", regios=[maak_regio()], elementen=[met_element()])

    for adres in ("/innovaties/plan/", "/thema/herstel/", "/regio/drenthe/", "/element/een-plan/"):
        tekst = client.get(adres).text
        assert 'id="ook"' not in tekst
        assert "#ook" not in tekst
