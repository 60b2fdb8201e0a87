"""What visitors see: the list, the months, one masterclass, and when a kept page is made anew."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from innovaties.keuzelijsten import Status
from masterclasses.keuzelijsten import Masterclassfase, Publiek, Verslagstatus, Wijze
from masterclasses.models import Lesmateriaal, Masterclass, Spreker, Verslag
from tests.maak import (
    maak_aanmelding,
    maak_beschrijving,
    maak_element,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_regio,
    maak_thema,
    om_tien,
    over,
)

pytestmark = pytest.mark.django_db

LIJST = "/masterclasses/"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def afgelast(**velden: Any) -> Masterclass:
    wie = maak_gebruiker()
    gegevens = {
        "fase": Masterclassfase.AFGELAST,
        "reden": "De spreker is ziek.",
        "afgelast_op": over(0),
    }
    return maak_masterclass(**{**gegevens, "afgelast_door": wie, **velden})


def geplaatst(masterclass: Masterclass, op: datetime, **velden: Any) -> Verslag:
    standaard = {"status": Verslagstatus.GEPUBLICEERD, "tekst": "<p>Het was goed.</p>"}
    return Verslag.objects.create(
        masterclass=masterclass,
        gewijzigd_door=maak_gebruiker(),
        geplaatst_op=op,
        geplaatst_door=maak_gebruiker(),
        **{**standaard, **velden},
    )


def titels(client: Client, vraag: str = "") -> tuple[list[str], list[str]]:
    """What is coming and what is over, in the order of the list."""
    context = client.get(LIJST + vraag).context
    komend, voorbij = context["komend"], context["blad"]
    return [g.masterclass.titel for g in komend], [g.masterclass.titel for g in voorbij]


def standen(client: Client, masterclass: Masterclass) -> list[str]:
    response = client.get(masterclass.get_absolute_url())
    return [stand.tekst for stand in response.context["gelezen"].standen]


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize("vraag", ["", "?thema=herstel&publiek=professionals&regio=drenthe"])
def test_lijst_toont_komend_en_voorbij_met_vast_aantal_queries(
    client: Client, vraag: str, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    regios = [maak_regio()]
    komend = [maak_masterclass(begin=om_tien(n + 1), regios=regios) for n in range(aantal)]
    voorbij = [maak_masterclass(begin=om_tien(-n - 1), regios=regios) for n in range(aantal)]
    maak_masterclass(fase=Masterclassfase.CONCEPT, regios=regios)  # could leak

    with django_assert_num_queries(5):  # two lists of names, what comes, what is over, its number
        response = client.get(LIJST + vraag)

    assert [g.masterclass for g in response.context["komend"]] == komend
    assert [g.masterclass for g in response.context["blad"]] == voorbij


@pytest.mark.parametrize("aantal", [1, 3])
def test_pagina_toont_alles_wat_erbij_hoort_met_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    beschrijvingen = [maak_gepubliceerd(titel=f"Zichtbaar {n}") for n in range(aantal)]
    concept = maak_beschrijving(titel="Nog niet klaar", status=Status.CONCEPT)
    masterclass = maak_masterclass(
        begin=om_tien(-10),
        innovaties=[b.innovatie for b in (*beschrijvingen, concept)],
        elementen=[maak_element(f"element-{n}") for n in range(aantal)],
        regios=[maak_regio(f"regio-{n}") for n in range(aantal)],
    )
    deel = masterclass.programma.get()
    for n in range(aantal):
        Spreker.objects.create(deel=deel, functie=f"Adviseur {n}", organisatie="Gemeente Ergens")
        Lesmateriaal.objects.create(
            masterclass=masterclass, naam=f"Handreiking {n}", url="https://example.nl/"
        )
    geplaatst(masterclass, over(-1))

    with django_assert_num_queries(10):
        tekst = client.get(masterclass.get_absolute_url()).text

    for n in range(aantal):
        assert f"Zichtbaar {n}" in tekst
        assert f"Element {n}" in tekst
        assert f"Adviseur {n}" in tekst
        assert f"Handreiking {n}" in tekst
    assert "Nog niet klaar" not in tekst
    assert "Het was goed." in tekst


def test_een_concept_bestaat_nog_niet(client: Client) -> None:
    masterclass = maak_masterclass(fase=Masterclassfase.CONCEPT)

    assert client.get(masterclass.get_absolute_url()).status_code == 404


def test_wat_niet_doorgaat_blijft_te_lezen_met_de_reden(client: Client) -> None:
    masterclass = afgelast()

    response = client.get(masterclass.get_absolute_url())

    assert response.status_code == 200
    assert "De spreker is ziek." in response.text
    assert "Gaat niet door" in response.text
    assert f"{response.wsgi_request.path}aanmelden/" not in response.text


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("?thema=wonen", ["A"]),
        ("?thema=wonen&thema=herstel", ["A", "B"]),
        ("?publiek=bestuurders", ["B"]),
        ("?wijze=online", ["A"]),
        ("?wijze=zaal", ["B"]),
        ("?regio=zuid-limburg", ["B"]),
        ("?regio=limburg", ["B"]),  # the zorgregio lies in this provincie
        ("?regio=drenthe", []),
        ("?thema=herstel&wijze=online", []),
    ],
)
def test_filters(client: Client, vraag: str, gevonden: list[str]) -> None:
    maak_regio("drenthe")
    zorgregio = maak_regio("zuid-limburg", ligt_in=[maak_regio("limburg")])
    maak_masterclass(titel="A", begin=om_tien(1), thema=maak_thema("wonen"), zaal=0, online=5)
    maak_masterclass(titel="B", begin=om_tien(2), publiek=[Publiek.BESTUURDERS], regios=[zorgregio])

    assert titels(client, vraag) == (gevonden, [])


def test_een_filter_op_wijze_laat_de_plekken_kloppen(client: Client) -> None:
    maak_aanmelding(maak_masterclass(zaal=3, online=5))

    (gelezen,) = client.get(f"{LIJST}?wijze=online&wijze=zaal").context["komend"]

    assert gelezen.plekken == [(Wijze.ZAAL, 2), (Wijze.ONLINE, 5)]


def test_onbekende_waarden_staan_op_de_pagina_en_tellen_niet_mee(client: Client) -> None:
    maak_masterclass(titel="Gevonden")
    vraag = "?thema=verzonnen&publiek=<b>&regio=nergens&wijze=per-post&weergave=raar&pagina=x"

    response = client.get(LIJST + vraag)

    assert [g.masterclass.titel for g in response.context["komend"]] == ["Gevonden"]
    assert "Thema: verzonnen" in response.text
    assert "&lt;b&gt;" in response.text


def test_een_chip_haalt_zijn_eigen_keuze_weg_en_houdt_de_weergave(client: Client) -> None:
    maak_thema()

    filterset = client.get(f"{LIJST}?wijze=online&thema=herstel&weergave=maand").context[
        "filterset"
    ]

    assert [(chip["label"], chip["adres"]) for chip in filterset.chips] == [
        ("Herstel", "?wijze=online&weergave=maand"),
        ("Online", "?thema=herstel&weergave=maand"),
    ]


def test_alleen_regios_met_een_masterclass_zijn_te_kiezen(client: Client) -> None:
    maak_regio("drenthe")
    zorgregio = maak_regio("zuid-limburg", ligt_in=[maak_regio("limburg")])
    maak_masterclass(regios=[zorgregio])

    opties = {sleutel: rijen for sleutel, _, rijen in client.get(LIJST).context["filterset"].opties}

    assert [waarde for waarde, _, _ in opties["regio"]] == ["limburg", "zuid-limburg"]


@pytest.mark.parametrize(
    "vraag", ["", "?wijze=online", "?weergave=maand", "?weergave=maand&eerder=ja"]
)
def test_een_lege_lijst_zegt_wat_u_kunt_doen(client: Client, vraag: str) -> None:
    tekst = client.get(LIJST + vraag).text

    assert "lege-staat" in tekst
    assert "bekijk alle masterclasses" in tekst or "Volg de agenda" in tekst


def test_wat_voorbij_is_staat_per_twintig(client: Client) -> None:
    for nummer in range(21):
        maak_masterclass(titel=f"Nummer {nummer}", begin=om_tien(-nummer - 1))
    maak_masterclass(titel="Komend")

    eerste, tweede = client.get(LIJST), client.get(f"{LIJST}?pagina=2")

    assert len(eerste.context["blad"]) == 20
    assert [g.masterclass.titel for g in tweede.context["blad"]] == ["Nummer 20"]
    assert "Komende masterclasses" in eerste.text
    assert "Komende masterclasses" not in tweede.text


def test_de_maanden_lopen_van_nu_tot_de_laatste_en_noemen_de_lege(client: Client) -> None:
    nu = timezone.localtime()
    over_twee = (nu.replace(day=1, hour=12) + timedelta(days=70)).replace(day=10)
    maak_masterclass(titel="Straks", begin=over_twee, thema=maak_thema("wonen"))
    maak_masterclass(titel="Lang geleden", begin=datetime(2017, 9, 14, 10, tzinfo=AMSTERDAM))

    zonder = client.get(f"{LIJST}?weergave=maand&thema=wonen")
    met = client.get(f"{LIJST}?weergave=maand&eerder=ja")

    maanden = zonder.context["maanden"]
    assert maanden[0].eerste == nu.date().replace(day=1)
    assert [[g.masterclass.titel for g in maand.gelezen] for maand in maanden] == [
        [],
        [],
        ["Straks"],
    ]
    assert zonder.text.count("Geen masterclass</p>") == 2
    assert "Lang geleden" not in zonder.text
    (eerder,) = met.context["eerdere_maanden"]
    assert (eerder.eerste.year, eerder.eerste.month) == (2017, 9)
    assert "September 2017" in met.text


def test_een_masterclass_ver_weg_maakt_geen_eindeloze_rij_maanden(client: Client) -> None:
    maak_masterclass(begin=datetime(2099, 5, 4, 10, tzinfo=AMSTERDAM))

    maanden = client.get(f"{LIJST}?weergave=maand").context["maanden"]

    assert len(maanden) == 25
    assert maanden[-1].eerste.year == 2099


def test_de_agenda_van_alles_en_van_het_gekozen_thema_is_te_volgen(client: Client) -> None:
    maak_masterclass(thema=maak_thema("wonen"))

    tekst = client.get(f"{LIJST}?thema=wonen").text

    assert 'href="/masterclasses.ics"' in tekst
    assert 'href="/masterclasses.ics?thema=wonen"' in tekst


def test_de_stand_van_een_zaal(client: Client) -> None:
    masterclass = maak_masterclass(zaal=2)
    assert standen(client, masterclass) == ["Nog 2 plekken"]

    maak_aanmelding(masterclass)
    assert standen(client, masterclass) == ["Nog 1 plek"]

    maak_aanmelding(masterclass)
    assert standen(client, masterclass) == ["Vol: er is een wachtlijst"]
    assert "Aanmelden voor de wachtlijst" in client.get(masterclass.get_absolute_url()).text


def test_de_stand_per_wijze(client: Client) -> None:
    masterclass = maak_masterclass(zaal=1, online=30)
    maak_aanmelding(masterclass)

    assert standen(client, masterclass) == [
        "Op locatie: vol, er is een wachtlijst",
        "Online: nog 30 plekken",
    ]


def test_aanmelden_voor_en_na_het_venster(client: Client) -> None:
    begin = datetime(2099, 1, 20, 10, tzinfo=AMSTERDAM)
    straks = maak_masterclass(begin=begin, aanmelden_van=datetime(2098, 12, 3, 9, tzinfo=AMSTERDAM))
    geweest = maak_masterclass(aanmelden_tot=over(-1))

    assert standen(client, straks) == ["Aanmelden vanaf 3 december 2098"]
    assert standen(client, geweest) == ["Aanmelden is gesloten"]
    pagina = client.get(straks.get_absolute_url()).text
    assert "Aanmelden kan vanaf woensdag 3 december 2098 om 9.00 uur." in pagina
    assert f"{straks.get_absolute_url()}aanmelden/" not in pagina


@pytest.mark.parametrize(
    ("velden", "plaats"),
    [
        ({"adres": "Vredenburg 19, 3511 BB Utrecht"}, "Utrecht"),
        ({"adres": "Plein 1, 2511CR Den Haag, Nederland"}, "Den Haag"),
        ({"adres": "Kerkstraat 2, Assen"}, "Assen"),
        ({"adres": ""}, "De Plek"),
        ({"adres": "", "locatie": ""}, "Plaats volgt"),
        ({"zaal": 0, "online": 5}, "Online"),
        ({"online": 5}, "Ergens of online"),
        ({"online": 5, "adres": "", "locatie": ""}, "Op locatie of online"),
    ],
)
def test_de_plaats_op_een_kaartje(client: Client, velden: dict[str, Any], plaats: str) -> None:
    maak_masterclass(**velden)

    (gelezen,) = client.get(LIJST).context["komend"]

    assert gelezen.plaats == plaats


def test_een_voorbije_leidt_naar_haar_verslag_en_materialen(client: Client) -> None:
    masterclass = maak_masterclass(begin=om_tien(-10))
    adres = f"{masterclass.get_absolute_url()}#verslag"
    assert adres not in client.get(LIJST).text

    eerste = datetime(2026, 1, 2, 12, tzinfo=AMSTERDAM)
    geplaatst(masterclass, eerste, status=Verslagstatus.VERVANGEN, tekst="<p>De oude tekst.</p>")
    geplaatst(masterclass, eerste + timedelta(days=7), auteur="een journalist")
    Verslag.objects.create(
        masterclass=masterclass, tekst="<p>Nog niet af.</p>", gewijzigd_door=maak_gebruiker()
    )
    materiaal = Lesmateriaal.objects.create(
        masterclass=masterclass, naam="Dia's", bestand=ContentFile(b"%PDF-1.4", name="dias.pdf")
    )

    tekst = client.get(masterclass.get_absolute_url()).text

    assert adres in client.get(LIJST).text
    assert "Het was goed." in tekst
    assert "De oude tekst." not in tekst
    assert "Nog niet af." not in tekst
    assert "Verslag door een journalist. Geplaatst op 2 januari 2026" in tekst
    assert "laatst gewijzigd op 9 januari 2026" in tekst
    assert f'href="/masterclasses/materialen/{str(materiaal.bestand).split("/", 1)[1]}"' in tekst


def test_materialen_staan_er_pas_na_de_dag(client: Client) -> None:
    masterclass = maak_masterclass()
    Lesmateriaal.objects.create(masterclass=masterclass, naam="Dia's", url="https://example.nl/d")

    assert "https://example.nl/d" not in client.get(masterclass.get_absolute_url()).text


def test_zoekmachines_lezen_een_gebeurtenis_zonder_het_webadres_van_de_zaal(client: Client) -> None:
    masterclass = afgelast(
        titel='Samen "A" </script>',
        online=5,
        begin=datetime(2026, 7, 1, 10, tzinfo=AMSTERDAM),
    )

    tekst = client.get(masterclass.get_absolute_url()).text

    begin = tekst.index('application/ld+json">') + len('application/ld+json">')
    gegevens = json.loads(tekst[begin : tekst.index("</script>", begin)])
    assert gegevens["name"] == 'Samen "A" </script>'
    assert gegevens["startDate"] == "2026-07-01T10:00:00+02:00"
    assert gegevens["eventStatus"] == "https://schema.org/EventCancelled"
    assert gegevens["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [plaats["@type"] for plaats in gegevens["location"]] == ["Place", "VirtualLocation"]
    assert masterclass.online_adres not in tekst


def test_een_pagina_wordt_bewaard_tot_de_eerste_grens_die_nog_komt(client: Client) -> None:
    masterclass = maak_masterclass(aanmelden_van=over(-1), aanmelden_tot=over(2), begin=om_tien(3))
    voorbij = maak_masterclass(begin=om_tien(-3))

    open_ = client.get(masterclass.get_absolute_url())
    geweest = client.get(voorbij.get_absolute_url())

    assert open_.vervalt == masterclass.aanmelden_tot  # type: ignore[attr-defined]
    assert not hasattr(geweest, "vervalt")


@pytest.mark.parametrize("pad", ["/", LIJST])
def test_home_en_lijst_worden_bewaard_tot_de_eerste_grens(client: Client, pad: str) -> None:
    """Seconds from now, so that no begin of a month comes first."""
    masterclass = maak_masterclass(aanmelden_van=timezone.now() + timedelta(seconds=30))
    maak_masterclass(begin=om_tien(40))

    response = client.get(pad)

    assert response.vervalt <= masterclass.aanmelden_van  # type: ignore[attr-defined]


def test_een_bezette_plek_is_meteen_te_zien_op_een_bewaarde_pagina(client: Client) -> None:
    masterclass = maak_masterclass(zaal=2)
    assert "Nog 2 plekken" in client.get(LIJST).text

    maak_aanmelding(masterclass)

    assert "Nog 1 plek<" in client.get(LIJST).text.replace(" <", "<")


def test_home_noemt_de_volgende_twee_die_doorgaan(client: Client) -> None:
    for titel, dagen in (("Derde", 30), ("Eerste", 10), ("Tweede", 20), ("Geweest", -5)):
        maak_masterclass(titel=titel, begin=om_tien(dagen))
    afgelast(titel="Afgelast", begin=om_tien(1))
    maak_masterclass(titel="Concept", begin=om_tien(2), fase=Masterclassfase.CONCEPT)

    gelezen = client.get("/").context["masterclasses"]

    assert [g.masterclass.titel for g in gelezen] == ["Eerste", "Tweede"]


def test_sitemap_noemt_de_lijst_en_wat_zichtbaar_is(client: Client) -> None:
    maak_masterclass(slug="te-zien")
    maak_masterclass(slug="nog-niet", fase=Masterclassfase.CONCEPT)

    delen = ("masterclasses", "paginas")
    tekst = "".join(client.get(f"/sitemap-{deel}.xml").text for deel in delen)

    assert "/masterclasses/</loc>" in tekst
    assert "/masterclasses/te-zien/" in tekst
    assert "nog-niet" not in tekst
