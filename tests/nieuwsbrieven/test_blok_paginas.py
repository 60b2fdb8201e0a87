"""The page of one part of an edition: what it says, its link, its image, whom it is for."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gebruikers.models import Gebruiker
from nieuwsbrieven.actions.opstellen import haal_weg
from nieuwsbrieven.keuzelijsten import Bloksoort
from tests.maak import (
    maak_blok,
    maak_editie,
    maak_thema,
)
from tests.nieuwsbrieven.opstellen import blok_ingevuld, pagina, titels

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(redacteur: Gebruiker) -> Client:
    client = Client()
    client.force_login(redacteur)
    return client


def plaatje(breed: int = 1600, hoog: int = 800, soort: str = "jpeg") -> SimpleUploadedFile:
    uit = BytesIO()
    Image.new("RGB", (breed, hoog), "#0b594e").save(uit, soort)
    return SimpleUploadedFile(f"foto.{soort.replace('jpeg', 'jpg')}", uit.getvalue())


def test_een_eigen_bericht_met_afbeelding_voor_een_thema(client: Client) -> None:
    editie, thema = maak_editie(blokken=0), maak_thema()

    client.post(
        pagina("blok_nieuw", editie.pk),
        blok_ingevuld(
            editie,
            adres="/masterclasses/",
            linktekst="Bekijk de agenda",
            afbeelding=plaatje(),
            alt="Een groen vlak",
            welke_themas="kies",
            themas=[thema.pk],
            rollen=["bestuurder"],
        ),
    )

    blok = editie.blokken.get()
    assert (blok.afbeelding.width, blok.afbeelding.height) == (1200, 600)
    assert (blok.alle_themas, list(blok.themas.all()), blok.alle_regios) == (False, [thema], True)
    assert (blok.adres, blok.linktekst, blok.rollen) == (
        "/masterclasses/",
        "Bekijk de agenda",
        ["bestuurder"],
    )


def test_een_kleine_png_blijft_een_png_van_die_breedte(client: Client) -> None:
    editie = maak_editie(blokken=0)

    client.post(
        pagina("blok_nieuw", editie.pk),
        blok_ingevuld(editie, afbeelding=plaatje(300, 200, "png"), alt="Een groen vlak"),
    )

    blok = editie.blokken.get()
    assert blok.afbeelding.width == 300
    assert str(blok.afbeelding).endswith(".png")


@pytest.mark.parametrize(
    ("bestand", "uitleg"),
    [
        (lambda: SimpleUploadedFile("foto.jpg", b"\xff\xd8" * 11 * 1024**2), "groter dan 20 MB"),
        (lambda: SimpleUploadedFile("foto.pdf", b"%PDF-1.4"), "van de soort jpg of png"),
        (lambda: SimpleUploadedFile("foto.svg", b"<svg/>"), "van de soort jpg of png"),
        (lambda: SimpleUploadedFile("foto.jpg", b"<script>"), "inhoud is van een andere soort"),
        (lambda: SimpleUploadedFile("foto.png", b""), "leeg"),
    ],
)
def test_een_verkeerde_afbeelding_wordt_geweigerd(
    bestand: Callable[[], SimpleUploadedFile], uitleg: str, client: Client
) -> None:
    editie = maak_editie(blokken=0)

    antwoord = client.post(
        pagina("blok_nieuw", editie.pk), blok_ingevuld(editie, afbeelding=bestand(), alt="Iets")
    )

    assert uitleg in antwoord.content.decode()
    assert "Wij verhuizen." in antwoord.content.decode()
    assert titels(editie) == []


@pytest.mark.parametrize(
    "adres",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://%0aalert(1)",
        "data:text/html,x",
        "http://elders.example/",
        "//elders.example/",
        "/\\elders.example/",
        "/pad met spaties/",
        "https://",
        "https://javascript:x/",
        "www.voorbeeld.nl",
        "mailto:a@b.nl",
    ],
)
def test_een_vreemd_linkadres_wordt_geweigerd(adres: str, client: Client) -> None:
    editie = maak_editie(blokken=0)

    antwoord = client.post(
        pagina("blok_nieuw", editie.pk), blok_ingevuld(editie, adres=adres, linktekst="Lees")
    )

    assert antwoord.status_code == 200
    assert titels(editie) == []


@pytest.mark.parametrize(
    ("adres", "bewaard"),
    [
        ("/innovaties/?thema=herstel#lijst", "/innovaties/?thema=herstel#lijst"),
        ("https://www.voorbeeld.nl/pad?a=b", "https://www.voorbeeld.nl/pad?a=b"),
        ("http://127.0.0.1:8000/masterclasses/", "/masterclasses/"),
    ],
)
def test_een_goed_linkadres_blijft(adres: str, bewaard: str, client: Client) -> None:
    editie = maak_editie(blokken=0)

    client.post(
        pagina("blok_nieuw", editie.pk), blok_ingevuld(editie, adres=adres, linktekst="Lees")
    )

    assert editie.blokken.get().adres == bewaard


@pytest.mark.parametrize(
    ("invoer", "uitleg"),
    [
        ({"titel": ""}, "Schrijf een kop."),
        ({"adres": "/over/"}, "Schrijf wat er op de link staat."),
        ({"linktekst": "Lees"}, "Vul in waar de link heen gaat"),
        ({"afbeelding": True}, "Schrijf wat er op de afbeelding te zien is."),
        ({"welke_themas": "kies"}, "Kies ten minste één thema"),
        ({"welke_regios": "kies"}, "Kies ten minste één regio"),
        ({"welke_themas": "kies", "themas": ["999999"]}, "Dit thema bestaat niet meer."),
        ({"rollen": ["iedereen"]}, "Kies alleen waarden uit de lijst."),
        ({"tekst": "woord " * 170_000}, "tekens te lang"),
    ],
)
def test_wat_niet_klopt_staat_bij_het_veld(
    invoer: dict[str, Any], uitleg: str, client: Client
) -> None:
    editie = maak_editie(blokken=0)
    if "afbeelding" in invoer:
        invoer = {"afbeelding": plaatje(20, 20)}

    antwoord = client.post(pagina("blok_nieuw", editie.pk), blok_ingevuld(editie, **invoer))

    assert uitleg in antwoord.content.decode()
    assert titels(editie) == []


def test_een_bericht_bewerken_en_de_afbeelding_weghalen(client: Client) -> None:
    editie = maak_editie(blokken=0)
    client.post(
        pagina("blok_nieuw", editie.pk),
        blok_ingevuld(editie, afbeelding=plaatje(20, 20), alt="Een vlak"),
    )
    blok = editie.blokken.get()
    adres = pagina("blok", editie.pk, blok.pk)

    formulier = client.get(adres).content.decode()
    client.post(adres, blok_ingevuld(editie, titel="Anders", alt="Een vlak"))
    blok.refresh_from_db()
    bleef = bool(blok.afbeelding)
    client.post(adres, blok_ingevuld(editie, titel="Anders", zonder="on", alt="Een vlak"))
    blok.refresh_from_db()

    assert f"/nieuwsbrieven/beeld/{blok.pk}/" in formulier
    assert bleef
    assert (blok.titel, bool(blok.afbeelding), blok.alt) == ("Anders", False, "")


def test_een_opgenomen_voorstel_houdt_zijn_link(client: Client) -> None:
    editie = maak_editie(blokken=0)
    blok = maak_blok(editie, soort=Bloksoort.NIEUW, adres="/innovaties/x/", linktekst="Lees")
    adres = pagina("blok", editie.pk, blok.pk)

    formulier = client.get(adres).content.decode()
    client.post(adres, blok_ingevuld(editie, linktekst="Lees verder", adres="https://elders.nl/"))

    blok.refresh_from_db()
    assert 'id="id_adres"' not in formulier
    assert (blok.adres, blok.linktekst) == ("/innovaties/x/", "Lees verder")


def test_twee_aan_een_bericht_zien_beide_teksten(client: Client) -> None:
    editie = maak_editie()
    adres = pagina("blok", editie.pk, editie.blokken.get().pk)
    oud = blok_ingevuld(editie, titel="Van mij")
    client.post(adres, blok_ingevuld(editie, titel="Van de ander", tekst="<p>Hun tekst</p>"))

    antwoord = client.post(adres, oud)

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert 'value="Van mij"' in tekst
    assert "<p>Van de ander</p>" in tekst
    assert "<p>Hun tekst</p>" in tekst


def test_een_bericht_van_een_andere_nieuwsbrief_is_hier_niet(client: Client) -> None:
    editie, ander = maak_editie(), maak_editie()

    adres = pagina("blok", editie.pk, ander.blokken.get().pk)

    assert client.get(adres).status_code == 404
    assert client.post(adres, blok_ingevuld(editie)).status_code == 404


def test_een_bericht_dat_net_is_weggehaald(client: Client, redacteur: Gebruiker) -> None:
    editie = maak_editie()
    blok = editie.blokken.get()
    haal_weg(editie=editie, pk=blok.pk, door=redacteur)

    assert client.get(pagina("blok", editie.pk, blok.pk)).status_code == 404
