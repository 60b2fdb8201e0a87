"""Whole pages are kept, and gone at once when anything that they show changes."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from basis.context import site
from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving, Thema, Zoekdocument
from organisaties.models import Regio
from tests.maak import (
    maak_aanmelding,
    maak_andere_naam,
    maak_beschrijving,
    maak_doelgroep,
    maak_element,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_masterclass,
    maak_methodiek,
    maak_organisatie,
    maak_plaats,
    maak_regio,
    maak_thema,
    maak_trefwoord,
    maak_wegwijzer,
    met_element,
)
from tests.opgaven.netwerken import maak_les
from vinden import neergelegd
from vinden.models import Wegwijzer
from vinden.paginacache import (
    GROOTSTE,
    OMHAAL,
    BewaardePagina,
    BewaardePaginas,
    Gevraagd,
    PaginaCacheMiddleware,
    bewaard,
    gevraagd,
    laat_vervallen,
    publiek,
)
from vinden.stand import Standen, stand
from wensen.models import Belangstelling

pytestmark = pytest.mark.django_db


def test_een_bewaarde_pagina_kost_naast_de_stand_geen_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    maak_gepubliceerd(slug="plan")
    eerste = client.get("/innovaties/plan/")

    with django_assert_num_queries(0):  # the stand is asked past the ORM
        tweede = client.get("/innovaties/plan/")

    assert tweede.content == eerste.content
    assert tweede["Content-Security-Policy"] == eerste["Content-Security-Policy"]


def test_een_publicatie_is_meteen_te_zien(client: Client) -> None:
    maak_gepubliceerd(titel="Eerste")
    assert "Tweede" not in client.get("/").text

    maak_gepubliceerd(titel="Tweede")

    assert "Tweede" in client.get("/").text


def test_een_aanmelding_maakt_alleen_anders_wat_plekken_laat_zien(client: Client) -> None:
    maak_gepubliceerd(slug="plan")
    masterclass = maak_masterclass(zaal=2)
    paden = ["/", "/masterclasses/", masterclass.get_absolute_url(), "/innovaties/plan/"]
    voor = {pad: client.get(pad).text for pad in [*paden, "/innovaties/"]}

    maak_aanmelding(masterclass)
    with CaptureQueriesContext(connection) as vragen:
        na = {pad: client.get(pad).text for pad in ("/innovaties/plan/", "/innovaties/")}

    assert len(vragen) == 0
    assert na == {pad: voor[pad] for pad in na}
    for pad in ("/", "/masterclasses/", masterclass.get_absolute_url()):
        assert "nog 2 plekken" in voor[pad].lower(), pad
        assert "nog 1 plek" in client.get(pad).text.lower(), pad


WIJZIGINGEN: list[Callable[[], Any]] = [
    maak_thema,
    maak_regio,
    maak_organisatie,
    maak_methodiek,
    maak_doelgroep,
    maak_element,
    lambda: maak_trefwoord("wijk"),
    lambda: maak_regio("zuid-limburg", ligt_in=[maak_regio("limburg")]),
    lambda: Thema.objects.update(tekst="Anders."),
    lambda: maak_organisatie().delete(),
    lambda: Regio.objects.update(naam="Andere naam"),
    lambda: Zoekdocument.objects.all().delete(),
    maak_wegwijzer,
    lambda: Wegwijzer.objects.update(titel="Andere titel"),
    maak_andere_naam,
    maak_plaats,
]


@pytest.mark.parametrize("wijzig", WIJZIGINGEN)
def test_elke_zichtbare_wijziging_verhoogt_de_stand(wijzig: Callable[[], Any]) -> None:
    vooraf = stand()

    wijzig()

    assert stand() > vooraf


def test_een_gepubliceerde_beschrijving_verhoogt_de_stand_en_een_concept_niet() -> None:
    gepubliceerd, concept = maak_gepubliceerd(), maak_beschrijving()
    vooraf = stand()

    Beschrijving.objects.filter(pk=concept.pk).update(kern="Nog aan het schrijven")
    assert stand() == vooraf

    Beschrijving.objects.filter(pk=gepubliceerd.pk).update(status=Status.TE_BEVESTIGEN)
    assert stand() > vooraf


def test_wie_een_wens_nog_niet_bevestigde_laat_de_stand_staan() -> None:
    wie = Belangstelling(innovatie=maak_gepubliceerd(soort="gewenst").innovatie)
    wie.organisatie, wie.gemeld_op = "Menzis", timezone.now()
    vooraf = stand()

    wie.save()
    assert stand() == vooraf

    wie.bevestigd_op = timezone.now()
    wie.save()
    assert stand() > vooraf


def test_een_teruggedraaide_wijziging_laat_de_stand_staan() -> None:
    vooraf = stand()

    with transaction.atomic():
        maak_thema()
        transaction.set_rollback(True)

    assert stand() == vooraf


@pytest.mark.parametrize(("methode", "gelijk"), [("GET", True), ("HEAD", True), ("POST", False)])
def test_wie_leest_vraagt_de_stand_een_keer_en_wie_schrijft_ziet_wat_hij_schreef(
    rf: RequestFactory, methode: str, *, gelijk: bool
) -> None:
    gezien = []

    def view(_request: HttpRequest) -> HttpResponse:
        gezien.append(stand())
        maak_gepubliceerd()
        gezien.append(stand())
        return HttpResponse()

    PaginaCacheMiddleware(view)(rf.generic(methode, "/"))

    assert (gezien[0] == gezien[1]) == gelijk
    assert stand() > gezien[0]


def test_wie_is_ingelogd_krijgt_geen_bewaarde_pagina(client: Client) -> None:
    client.get("/over/")
    client.force_login(maak_gebruiker())

    response = client.get("/over/")

    assert "ETag" not in response


@pytest.mark.parametrize("codering", ["br", "gzip", ""])
def test_etag_geeft_304_en_elke_codering_haar_eigen_pagina(client: Client, codering: str) -> None:
    koppen = {"Accept-Encoding": codering}
    eerste = client.get("/over/", headers=koppen)

    herhaald = client.get("/over/", headers={**koppen, "If-None-Match": eerste["ETag"]})

    assert eerste.get("Content-Encoding", "") == codering
    assert (herhaald.status_code, herhaald.content) == (304, b"")
    assert "Accept-Encoding" in eerste["Vary"]
    assert eerste["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("gevraagd", "gekregen"),
    [
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0,gzip; q=0", ""),
        ("gzip;q=0.5, br;q=0.01", "br"),
        ("x-br", ""),
    ],
)
@pytest.mark.parametrize("pad", ["/over/", "/innovaties.json"])
def test_wat_een_bezoeker_weigert_krijgt_hij_niet(
    client: Client, pad: str, gevraagd: str, gekregen: str
) -> None:
    antwoord = client.get(pad, headers={"Accept-Encoding": gevraagd})

    antwoord.getvalue()  # a stream that nobody reads stays open
    alleen_gzip = pad != "/over/" and gekregen == "br"
    assert antwoord.get("Content-Encoding", "") == ("gzip" if alleen_gzip else gekregen)


def test_een_onbekende_parameter_maakt_geen_tweede_pagina(client: Client) -> None:
    maak_gepubliceerd(slug="plan", titel="Samen wonen")

    for pad, hoort in {
        "/?y=1": "/",
        "/innovaties/?q=wonen&y=1&fase=pilot": "/innovaties/?q=wonen&fase=pilot",
        "/innovaties/plan/?utm_source=brief": "/innovaties/plan/",
        "/innovaties/plan.pdf?y=1": "/innovaties/plan.pdf",
        "/innovaties.json?y=1": "/innovaties.json",
        "/innovaties.csv?y=1&q=wonen&fase=onzin": "/innovaties.csv?q=wonen",
        "/innovaties.json?fase=pilot&q=wonen": "/innovaties.json?q=wonen&fase=pilot",
        "/masterclasses/?y=1&thema=x&weergave=maand": "/masterclasses/?thema=x&weergave=maand",
    }.items():
        antwoord = client.get(pad)

        assert (antwoord.status_code, antwoord["Location"]) == (302, hoort), pad
        assert client.get(hoort).getvalue()


def test_een_bericht_van_een_formulier_verliest_zijn_adres_niet(client: Client) -> None:
    assert client.post("/nieuwsbrieven/aanmelden/?y=1", {"email": "x"}).status_code != 302


def test_een_heel_grote_pagina_wordt_niet_bewaard(rf: RequestFactory) -> None:
    keren: list[int] = []

    @publiek
    def view(request: HttpRequest) -> HttpResponse:
        keren.append(1)
        return HttpResponse("x" * int(request.path.strip("/")))

    for grootte in (GROOTSTE, GROOTSTE + 1):
        for _ in range(2):
            PaginaCacheMiddleware(view)(rf.get(f"/{grootte}/"))

    assert len(keren) == 1 + 2


def test_htmx_en_hele_pagina_worden_niet_verwisseld(client: Client) -> None:
    maak_gepubliceerd()
    heel = client.get("/innovaties/")

    deel = client.get("/innovaties/", headers={"HX-Request": "true"})

    assert b"<html" in heel.content
    assert b"<html" not in deel.content


def test_fouten_worden_niet_bewaard(client: Client) -> None:
    assert client.get("/innovaties/later/").status_code == 404

    maak_gepubliceerd(slug="later")

    assert client.get("/innovaties/later/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_een_verbroken_verbinding_kost_geen_pagina(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as ander:
        ander.execute("SELECT pg_terminate_backend(%s)", [pid])

    assert client.get("/innovaties/").status_code == 200


def test_een_pagina_die_vervallen_is_wordt_opnieuw_gemaakt(rf: RequestFactory) -> None:
    def gemaakt(*momenten: datetime, nu: datetime) -> int:
        """How often two visits to one page make it."""
        keren: list[HttpRequest] = []

        @publiek
        def view(request: HttpRequest) -> HttpResponse:
            keren.append(request)
            return laat_vervallen(HttpResponse("pagina"), momenten, nu)

        for _ in range(2):
            PaginaCacheMiddleware(view)(rf.get(f"/pagina/{len(momenten)}/{momenten}"))
        return len(keren)

    nu = timezone.now()
    net, straks = nu - timedelta(seconds=1), nu + timedelta(hours=1)

    assert gemaakt(nu=nu) == 1
    assert gemaakt(straks, nu=nu) == 1
    assert gemaakt(net, nu=nu) == 1  # behind it: nothing changes any more
    assert gemaakt(net, straks, nu=net - timedelta(seconds=1)) == 2  # passed while it was made


def test_een_bewaarde_pagina_blijft_niet_langer_dan_tot_haar_eerste_moment(
    rf: RequestFactory,
) -> None:
    nu = timezone.now()
    straks, later = nu + timedelta(hours=1), nu + timedelta(days=1)

    @publiek
    def view(_request: HttpRequest) -> HttpResponse:
        return laat_vervallen(HttpResponse("pagina"), [later, straks], nu)

    vraag = rf.get("/pagina/")
    PaginaCacheMiddleware(view)(vraag)

    wat = gevraagd(vraag)
    assert wat
    with time_machine.travel(straks - timedelta(seconds=1)):
        assert bewaard.geef(wat)
    with time_machine.travel(straks):
        assert not bewaard.geef(wat)


def test_de_paginas_wegen_niet_meer_dan_er_ruimte_is_en_wie_het_langst_wacht_gaat_eruit() -> None:
    een = Standen(1, 1, 1, 1)
    drie = BewaardePaginas(ruimte=3 * (10_003 + OMHAAL))

    def vraag(nummer: int) -> Gevraagd:
        return Gevraagd(f"/{nummer}/", "br")

    for nummer in (1, 2, 3, 3):
        drie.bewaar(vraag(nummer), BewaardePagina(een, b"x" * 10_000, {}))
    assert drie.geef(vraag(1))
    drie.bewaar(vraag(4), BewaardePagina(een, b"x" * 5_000, {}))

    assert [nummer for nummer in range(1, 5) if drie.geef(vraag(nummer))] == [1, 3, 4]
    assert drie.bytes == 25_009 + 3 * OMHAAL


def test_een_vreemde_host_wordt_geweigerd(client: Client) -> None:
    assert client.get("/over/", headers={"Host": "elders.example"}).status_code == 400


def test_elke_tabel_die_een_bezoeker_ziet_heeft_een_trigger() -> None:
    tabellen = {
        *("innovaties_zoekdocument", "innovaties_innovatie", "innovaties_beschrijving"),
        *("innovaties_thema", "innovaties_trefwoord", "innovaties_methodiek"),
        *("innovaties_doelgroep", "innovaties_element", "organisaties_regio"),
        *("organisaties_regio_provincies", "organisaties_organisatie", "organisaties_plaats"),
        *("organisaties_plaats_regios", "vinden_anderenaam", "vinden_passage", "vinden_encoder"),
        *("organisaties_organisatie_regios", "vinden_wegwijzer", "vinden_wegwijzer_regios"),
        *(f"innovaties_{wat}_wegwijzers" for wat in ("thema", "element", "innovatie")),
        *(f"masterclasses_{wat}" for wat in ("masterclass", "plek", "programmadeel", "spreker")),
        *(f"masterclasses_masterclass_{wat}" for wat in ("regios", "innovaties", "elementen")),
        *(f"masterclasses_{wat}" for wat in ("inschrijfvraag", "lesmateriaal", "verslag")),
        "nieuwsbrieven_editie",  # with its parts, which are settled before visitors see it
        "masterclasses_aanmelding",  # how many places are left
        *(f"trajecten_{wat}" for wat in ("tranche", "toezegging")),
        "wensen_belangstelling",
        *(f"trajecten_{wat}" for wat in ("traject", "traject_coaches", "deelname")),
        *(f"trajecten_{wat}" for wat in ("begeleidingsplan", "trajectevaluatie", "leerpunt")),
        *(f"wensen_{wat}" for wat in ("inventarisatie", "gebied", "uitkomstregel")),
        *(f"opgaven_{wat}" for wat in ("netwerk", "netwerk_regios", "netwerk_organisaties")),
        *(f"opgaven_{wat}" for wat in ("doel", "project", "inspanning", "actie")),
        *(f"opgaven_{wat}" for wat in ("indicator", "indicatormeting")),
        *(f"opgaven_project_{wat}" for wat in ("doelen", "themas", "innovaties")),
        *(f"opgaven_{wat}" for wat in ("werkagenda", "agendathema", "agendathema_themas")),
        *(f"opgaven_{wat}" for wat in ("randvoorwaarde", "actiepunt")),
        *(f"opgaven_actiepunt_{wat}" for wat in ("lessen", "innovaties")),
        *(f"opgaven_{wat}" for wat in ("les", "lestaak", "regioervaring")),
        *(f"opgaven_les_{wat}" for wat in ("themas", "elementen", "innovaties")),
        "opgaven_regioervaring_lessen",
    }

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname LIKE 'stand%' AND NOT tgisinternal"
        )
        met_trigger = {tabel for (tabel,) in cursor.fetchall()}

    assert met_trigger == tabellen


def test_wat_een_ander_maakte_geldt_hier_zolang_het_klopt(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """What is kept in memory goes here, as in a worker that just began."""
    for slug, thema in (("plan", "wonen"), ("buur", "wonen"), ("ver", "herstel")):
        maak_gepubliceerd(slug=slug, themas=[maak_thema(thema)])
    paden = [f"/innovaties/{slug}/" for slug in ("plan", "buur", "ver")]
    voor = {pad: client.get(pad).content for pad in paden}

    bewaard.clear()
    with django_assert_num_queries(0):
        van_een_ander = {pad: client.get(pad).content for pad in paden}
    bewaard.clear()
    maak_gepubliceerd(titel="Nieuw", themas=[maak_thema("wonen")])
    na = {pad: client.get(pad) for pad in paden}
    bewaard.clear()
    settings.REDACTIE_EMAIL = "anders@example.nl"
    neergelegd._ingesteld.cache_clear()
    anders = client.get(paden[2]).text
    neergelegd._ingesteld.cache_clear()

    assert van_een_ander == voor
    assert [pad for pad in paden if na[pad].templates] == paden[:2]
    assert "Nieuw" in na[paden[0]].text
    assert na[paden[2]].content == voor[paden[2]]
    assert "anders@example.nl" in anders


@pytest.mark.parametrize(
    ("pad", "wijzig_elders", "wijzig_hier"),
    [
        (
            "/thema/wonen/",
            lambda: Beschrijving.objects.update(kern="Anders verteld."),
            lambda: Beschrijving.objects.update(in_een_zin="Anders verteld."),
        ),
        (
            "/element/een-plan/",
            lambda: maak_gepubliceerd(trefwoorden=["wijk"], doelgroepen=[maak_doelgroep()]),
            lambda: maak_gepubliceerd(elementen=[met_element("een-plan")]),
        ),
        (
            "/organisatie/?letter=A",
            lambda: maak_organisatie("Zorgpunt", slug="zorgpunt", toelichting="In de wijk."),
            lambda: maak_organisatie("Aanpunt", slug="aanpunt"),
        ),
    ],
)
def test_een_lijst_vervalt_door_wat_zij_toont_en_door_niets_anders(
    client: Client,
    pad: str,
    wijzig_elders: Callable[[], Any],
    wijzig_hier: Callable[[], Any],
) -> None:
    maak_organisatie("Altijd", slug="altijd")
    maak_organisatie("Zorgmeer", slug="zorgmeer")
    plan = {"themas": [maak_thema("wonen")], "elementen": [met_element("een-plan")]}
    maak_gepubliceerd(slug="plan", kern="Lang.", in_een_zin="Kort.", **plan)
    voor = client.get(pad)

    wijzig_elders()
    daarna = client.get(pad)
    wijzig_hier()
    na = client.get(pad)

    assert voor.templates
    assert not daarna.templates
    assert na.templates
    assert voor.content == daarna.content != na.content


def test_van_een_andere_database_met_dezelfde_stand_is_niets_van_ons(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak_gepubliceerd(slug="plan")
    client.get("/innovaties/plan/")
    bewaard.clear()

    monkeypatch.setattr("vinden.paginacache.database", lambda: "een andere")

    assert client.get("/innovaties/plan/").templates


@pytest.mark.parametrize("codering", ["br", "gzip", ""])
def test_een_pagina_wordt_niet_voor_elke_codering_gemaakt(client: Client, codering: str) -> None:
    """Only packed anew: what is sent is what was made for that coding."""
    koppen = {"Accept-Encoding": codering}
    gemaakt = client.get("/over/", headers=koppen)
    wat = gevraagd(gemaakt.wsgi_request)
    assert wat
    bewaard.vergeet(wat)
    neergelegd.haal_weg(wat)
    client.get("/over/", headers={"Accept-Encoding": "gzip" if codering == "br" else "br"})

    verpakt = client.get("/over/", headers=koppen)

    assert not verpakt.templates
    assert verpakt.content == gemaakt.content
    assert dict(verpakt.items()) == dict(gemaakt.items())


def test_wie_is_ingelogd_krijgt_de_pagina_van_iedereen_onder_zijn_eigen_naam(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    maak_gepubliceerd(slug="plan")
    maak_gepubliceerd(slug="tweede")
    zonder = Client(headers={"Accept-Encoding": "br"})
    zonder.get("/innovaties/tweede/")
    for naam in ("Anna", "Berend"):
        client.force_login(maak_gebruiker(naam=naam, rollen=["kennismakelaar"]))
        eerste = client.get("/innovaties/plan/")

    with django_assert_num_queries(2):  # the session and the account
        tweede = client.get("/innovaties/tweede/")

    for antwoord in (eerste, tweede):
        for van_haar in ("Berend", "Mijn werk", "csrfmiddlewaretoken"):
            assert van_haar in antwoord.text
        for van_een_ander in ("Anna", "Inloggen"):
            assert van_een_ander not in antwoord.text
        assert "no-store" in antwoord["Cache-Control"]
        van_iedereen = Client().get(antwoord.wsgi_request.path).text
        begin = "<main"
        assert van_iedereen.partition(begin)[2] == antwoord.text.partition(begin)[2]


@pytest.mark.parametrize("waar", ["in het geheugen", "op de schijf"])
def test_wie_iets_mag_ziet_dat_ook_nadat_een_bezoeker_de_pagina_las(
    client: Client, waar: str
) -> None:
    les = maak_les(openbaar=True)
    van_bezoeker = Client().get(les.get_absolute_url())
    if waar == "op de schijf":
        bewaard.clear()

    client.force_login(maak_gebruiker(rollen=["projectleider"]))
    van_haar = client.get(les.get_absolute_url())

    wijzig = f'href="/redactie/bijhouden/les/{les.pk}/"'
    assert wijzig in van_haar.text
    assert wijzig not in van_bezoeker.text
    assert wijzig not in Client().get(les.get_absolute_url()).text


def test_wie_is_ingelogd_en_iets_stuurt_leest_haar_eigen_naam() -> None:
    """Only what is asked for is made for all: an answer to a form is of who sent it."""
    request = RequestFactory().post("/")
    request.user = maak_gebruiker(naam="Anna")

    @publiek
    def zegt_wie(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(site(request)["lezer"]))

    assert zegt_wie(request).text == "Anna"


def test_wat_van_de_lezer_afhangt_wordt_voor_haar_alleen_gemaakt() -> None:
    request = RequestFactory().get("/")
    request.user = maak_gebruiker(naam="Anna")

    @publiek
    def zegt_wie(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"U bent {request.user}")

    assert zegt_wie(request).text == "U bent Anna"
    assert bewaard.bytes == 0
