"""What visitors see of newsletters: the archive, an edition, the feed and its images."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from innovaties.keuzelijsten import Status
from innovaties.models import Beschrijving
from nieuwsbrieven.keuzelijsten import BEGONNEN, Bloksoort, Editiesoort, Editiestatus
from nieuwsbrieven.models import Blok, Editie
from nieuwsbrieven.uitvoer.opmaak import maak
from nieuwsbrieven.views.openbaar import PER_PAGINA
from tests.maak import (
    maak_blok,
    maak_editie,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_thema,
    maak_wegwijzer,
    over,
)
from vinden.feeds import AANTAL

pytestmark = pytest.mark.django_db

LIJST = "/nieuwsbrieven/"
ATOM = "{http://www.w3.org/2005/Atom}"


def verzonden(*, dagen_geleden: float = 0, blokken: int = 1, **velden: str) -> Editie:
    return maak_editie(
        blokken=blokken,
        status=Editiestatus.VERZONDEN,
        begonnen_op=over(-dagen_geleden),
        **velden,
    )


def met_beeld(editie: Editie, naam: str = "foto.png") -> Blok:
    inhoud = BytesIO()
    Image.new("RGB", (30, 20)).save(inhoud, "PNG")
    beeld = ContentFile(inhoud.getvalue(), name=naam)
    return maak_blok(editie, afbeelding=beeld, alt="Twee mensen aan tafel")


def adres(blok: Blok) -> str:
    return f"/nieuwsbrieven/beeld/{blok.pk}/{Path(str(blok.afbeelding)).name}"


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_toont_wat_begon_de_nieuwste_eerst_met_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edities = [verzonden(dagen_geleden=n, blokken=aantal) for n in range(aantal)]
    maak_editie(onderwerp="Nog niet af")
    maak_editie(onderwerp="Morgen", status=Editiestatus.GEPLAND)

    with django_assert_num_queries(3):  # their number, the editions, what is in them
        response = client.get(LIJST)

    assert list(response.context["blad"]) == edities
    for blok in Blok.objects.filter(editie__in=edities):
        assert f"<li>{blok.titel}</li>" in response.text
    assert "Wat er nieuw is." in response.text
    assert "Nog niet af" not in response.text
    assert "Morgen" not in response.text


def test_de_lijst_noemt_zes_koppen_en_hoeveel_er_nog_zijn(client: Client) -> None:
    verzonden(blokken=8)

    assert "En nog 2 berichten" in client.get(LIJST).text


def test_de_lijst_heeft_bladzijden(client: Client) -> None:
    for n in range(PER_PAGINA + 1):
        verzonden(dagen_geleden=n, onderwerp=f"Nummer {n}")

    eerste, tweede = client.get(LIJST), client.get(f"{LIJST}?pagina=2")

    assert len(eerste.context["blad"]) == PER_PAGINA
    assert [editie.onderwerp for editie in tweede.context["blad"]] == [f"Nummer {PER_PAGINA}"]
    assert "pagina 2" in tweede.text


def test_een_lege_lijst_zegt_wat_u_kunt_doen(client: Client) -> None:
    tekst = client.get(LIJST).text

    assert "nog geen nieuwsbrief" in tekst
    assert 'href="/nieuwsbrieven/aanmelden/"' in tekst
    assert 'href="/nieuwsbrieven/feed/"' in tekst


def test_een_overzicht_is_als_overzicht_te_herkennen(client: Client) -> None:
    verzonden(soort=Editiesoort.OVERZICHT)

    assert '<span class="label">Kwartaaloverzicht</span>' in client.get(LIJST).text


@pytest.mark.parametrize("status", BEGONNEN)
def test_wat_in_iemands_mail_kan_staan_is_te_lezen(client: Client, status: Editiestatus) -> None:
    editie = maak_editie(status=status)

    assert client.get(editie.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("status", [Editiestatus.CONCEPT, Editiestatus.GEPLAND])
def test_wat_nog_niet_begon_bestaat_niet_ook_niet_voor_de_redactie(
    client: Client, status: Editiestatus
) -> None:
    editie = maak_editie(status=status)
    als_bezoeker = client.get(editie.get_absolute_url()).status_code
    client.force_login(maak_gebruiker(rollen=["webredacteur"]))

    assert (als_bezoeker, client.get(editie.get_absolute_url()).status_code) == (404, 404)


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_editie_toont_al_haar_delen_met_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editie = verzonden(blokken=0, inleiding="<p>Een woord <strong>vooraf</strong>.</p>")
    for n in range(aantal):
        plan = maak_gepubliceerd(slug=f"plan-{n}", titel=f"Nu heet het plan {n}")
        maak_blok(
            editie,
            soort=Bloksoort.NIEUW,
            titel=f"Toen heette het {n}",
            innovatie=plan.innovatie,
            adres=f"/innovaties/plan-{n}/",
            themas=[maak_thema("wonen"), maak_thema("herstel")],
        )
        maak_wegwijzer(f"Het verslag {n}", adres=f"/masterclasses/dag-{n}/")
        maak_blok(
            editie, soort=Bloksoort.VERSLAG, adres=f"/masterclasses/dag-{n}/#verslag", linktekst="X"
        )

    with django_assert_num_queries(7):  # it, its parts, themes, innovations, others, two beside it
        tekst = client.get(editie.get_absolute_url()).text

    assert "Een woord <strong>vooraf</strong>." in tekst
    for n in range(aantal):
        assert f"Toen heette het {n}</h2>" in tekst
        assert f'<a href="/innovaties/plan-{n}/">Lees de beschrijving<' in tekst
        assert f'<a href="/innovaties/plan-{n}/">Nu heet het plan {n}</a>' in tekst
        assert f'id="uitleg-plan-{n}-zeker"' in tekst  # the six signs of it
        assert f'<a href="/masterclasses/dag-{n}/#verslag">X<' in tekst
        assert f'<a href="/masterclasses/dag-{n}/">Het verslag {n}</a>' in tekst
    assert tekst.count('href="/thema/wonen/"') == aantal
    assert tekst.count("<h1>") == 1


def test_een_deel_voor_alle_themas_noemt_er_geen(client: Client) -> None:
    editie = verzonden(blokken=0)
    maak_blok(editie, themas=[maak_thema("wonen")], alle_themas=True)

    assert "/thema/wonen/" not in client.get(editie.get_absolute_url()).text


def test_een_adres_dat_geen_pagina_is_wordt_geen_link(client: Client) -> None:
    editie = verzonden(blokken=0)
    maak_blok(editie, titel="<b>Kop</b>", adres="javascript:alert(1)", linktekst="Klik")

    tekst = client.get(editie.get_absolute_url()).text

    assert "&lt;b&gt;Kop&lt;/b&gt;</h2>" in tekst
    assert "javascript:" not in tekst


def test_wat_weg_is_staat_niet_meer_bij_wat_er_nu_is(client: Client) -> None:
    editie = verzonden(blokken=0)
    plan = maak_gepubliceerd(slug="plan")
    maak_blok(editie, soort=Bloksoort.NIEUW, innovatie=plan.innovatie, adres="/innovaties/plan/")
    Beschrijving.objects.filter(pk=plan.pk).update(status=Status.GEARCHIVEERD)

    tekst = client.get(editie.get_absolute_url()).text

    assert '<a href="/innovaties/plan/">Lees de beschrijving<' in tekst
    assert "Zo staat het nu" not in tekst


def test_een_editie_leidt_naar_die_ervoor_en_erna(client: Client) -> None:
    nu = timezone.now()
    oud, midden, nieuw = (
        maak_editie(status=Editiestatus.VERZONDEN, begonnen_op=op)
        for op in (nu - timedelta(days=9), nu, nu)  # two at once: the later number is the newer
    )
    maak_editie()

    contexten = [client.get(editie.get_absolute_url()).context for editie in (oud, midden, nieuw)]

    assert [(c["vorige"], c["volgende"]) for c in contexten] == [
        (None, midden),
        (oud, nieuw),
        (midden, None),
    ]


def test_een_bewaarde_lijst_ziet_meteen_wat_er_is_verzonden(client: Client) -> None:
    editie = maak_editie(onderwerp="Eindelijk", status=Editiestatus.GEPLAND)
    assert "Eindelijk" not in client.get(LIJST).text
    assert "Eindelijk" not in client.get("/").text

    Editie.objects.filter(pk=editie.pk).update(
        status=Editiestatus.BEZIG, begonnen_op=timezone.now(), stukken=maak(editie)
    )

    assert "Eindelijk" in client.get(LIJST).text
    assert "Eindelijk" in client.get("/").text


@pytest.mark.parametrize("pad", [LIJST, f"{LIJST}feed/", "{editie}", "{beeld}"])
def test_alleen_lezen(client: Client, pad: str) -> None:
    editie = verzonden()
    pad = pad.format(editie=editie.get_absolute_url(), beeld=adres(met_beeld(editie)))

    gelezen = client.head(pad)
    gelezen.close()

    assert gelezen.status_code == 200
    assert client.post(pad).status_code == 405


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_feed_toont_de_nieuwste_eerst_met_een_query(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(aantal):
        verzonden(dagen_geleden=n, onderwerp=f"Nummer {n}", preheader="Van 2 < 3.")
    maak_editie(onderwerp="Concept")

    with django_assert_num_queries(1):
        response = client.get(f"{LIJST}feed/")

    feed = ET.fromstring(response.content)
    titels = [titel.text for titel in feed.findall(f"{ATOM}entry/{ATOM}title")]
    assert titels == [f"Nummer {n}" for n in range(aantal)]
    assert response["Content-Type"].startswith("application/atom+xml")
    assert {kern.text for kern in feed.iter(f"{ATOM}summary")} == {"Van 2 &lt; 3."}
    namen = [naam.text for naam in feed.iter(f"{ATOM}id")]
    assert len(set(namen)) == aantal + 1
    adressen = [link.get("href", "") for link in feed.iter(f"{ATOM}link")]
    assert all(een.startswith("http://127.0.0.1:8000/nieuwsbrieven/") for een in adressen)


def test_de_feed_houdt_op_bij_dertig(client: Client) -> None:
    for _ in range(AANTAL + 1):
        verzonden(blokken=0)

    feed = ET.fromstring(client.get(f"{LIJST}feed/").content)

    assert len(feed.findall(f"{ATOM}entry")) == AANTAL


def test_de_sitemap_noemt_elke_editie_die_begon(client: Client) -> None:
    editie, concept = verzonden(), maak_editie()

    delen = ("nieuwsbrieven", "paginas")
    tekst = "".join(client.get(f"/sitemap-{deel}.xml").text for deel in delen)

    assert f"<loc>http://127.0.0.1:8000{editie.get_absolute_url()}</loc>" in tekst
    assert "<loc>http://127.0.0.1:8000/nieuwsbrieven/</loc>" in tekst
    assert "<loc>http://127.0.0.1:8000/nieuwsbrieven/aanmelden/</loc>" in tekst
    assert concept.slug not in tekst


def test_een_beeld_staat_op_de_pagina_met_zijn_maat_en_is_lang_te_bewaren(client: Client) -> None:
    editie = verzonden(blokken=0)
    blok = met_beeld(editie)

    tekst = client.get(editie.get_absolute_url()).text
    response = client.get(adres(blok))

    assert f'<img src="{adres(blok)}" alt="Twee mensen aan tafel" width="30" height="20"' in tekst
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response.getvalue().startswith(b"\x89PNG")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert not response.cookies


def test_een_beeld_in_een_proefmail_is_te_zien_en_heet_zo_dat_niemand_het_raadt(
    client: Client,
) -> None:
    een, ander = met_beeld(maak_editie()), met_beeld(maak_editie())

    response = client.get(adres(een))
    response.close()

    assert response.status_code == 200
    assert re.fullmatch(r"/nieuwsbrieven/beeld/\d+/[0-9a-f]{32}\.png", adres(een))
    assert Path(adres(een)).name != Path(adres(ander)).name


@pytest.mark.parametrize("naam", ["ander.png", "..%2F..%2Fgeheim.png", "%2Fetc%2Fpasswd", "%00"])
def test_een_beeld_heeft_alleen_zijn_eigen_naam(client: Client, naam: str) -> None:
    blok = met_beeld(verzonden())

    assert client.get(f"/nieuwsbrieven/beeld/{blok.pk}/{naam}").status_code in (400, 404)


def test_wat_geen_beeld_is_of_weg_is_geeft_404(client: Client) -> None:
    editie = verzonden()
    html, weg, geen = met_beeld(editie, "kwaad.html"), met_beeld(editie), maak_blok(editie)
    weg.afbeelding.storage.delete(str(weg.afbeelding))

    pagina = client.get(editie.get_absolute_url())

    assert client.get(adres(html)).status_code == 404
    assert client.get(adres(weg)).status_code == 404
    assert client.get(f"/nieuwsbrieven/beeld/{geen.pk}/x.png").status_code == 404
    assert client.get("/nieuwsbrieven/beeld/999999/x.png").status_code == 404
    assert pagina.status_code == 200
    assert adres(weg) not in pagina.text


def test_home_noemt_de_nieuwste_editie(client: Client) -> None:
    assert 'href="/nieuwsbrieven/aanmelden/"' in client.get("/").text
    verzonden(dagen_geleden=2, onderwerp="De vorige")
    editie = verzonden(onderwerp="De laatste")
    maak_editie(onderwerp="De volgende")

    tekst = client.get("/").text

    assert f'<a href="{editie.get_absolute_url()}">De laatste</a>' in tekst
    assert "De vorige" not in tekst
    assert "De volgende" not in tekst
