"""What there is to take along: added, checked, served and taken away."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from masterclasses.keuzelijsten import Masterclassfase
from masterclasses.models import Lesmateriaal, Masterclass
from tests.maak import maak_gebruiker, maak_masterclass, om_tien

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _eigen_map(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def masterclass() -> Masterclass:
    return maak_masterclass(begin=om_tien(-1))


def beeld(naam: str = "foto.png") -> SimpleUploadedFile:
    uit = BytesIO()
    Image.new("RGB", (4, 4), "white").save(uit, "PNG")
    return SimpleUploadedFile(naam, uit.getvalue())


def voeg_toe(client: Client, masterclass: Masterclass, **velden: Any) -> Any:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    data = {f"materiaal-{naam}": waarde for naam, waarde in velden.items()}
    adres = reverse("masterclasses:verslag", args=[masterclass.slug])
    return client.post(adres, {**data, "actie": "materiaal"})


def test_een_bestand_komt_erbij_en_is_voor_iedereen_op_te_halen(
    client: Client, masterclass: Masterclass
) -> None:
    voeg_toe(client, masterclass, naam="Foto", bestand=beeld("Mijn foto.png"))
    regel = masterclass.materialen.get()
    client.logout()

    antwoord = client.get(regel.get_absolute_url())

    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "image/png"
    assert antwoord["Content-Disposition"] == 'attachment; filename="mijn-foto.png"'
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert b"".join(antwoord).startswith(b"\x89PNG")


def test_een_webadres_komt_achter_wat_er_is(client: Client, masterclass: Masterclass) -> None:
    voeg_toe(client, masterclass, naam="Een", url="https://voorbeeld.nl/een")
    voeg_toe(client, masterclass, naam="Twee", url="voorbeeld.nl/twee")

    assert [(r.naam, r.get_absolute_url()) for r in masterclass.materialen.all()] == [
        ("Een", "https://voorbeeld.nl/een"),
        ("Twee", "https://voorbeeld.nl/twee"),
    ]


@pytest.mark.parametrize(
    ("velden", "veld", "reden"),
    [
        ({"naam": "Leeg"}, "bestand", "Kies een bestand, of vul een webadres in."),
        ({"url": "https://voorbeeld.nl"}, "naam", "Geef het materiaal een naam."),
        ({"naam": "X", "url": "geen adres"}, "url", "geen geldig webadres"),
        ({"naam": "X", "url": "javascript:alert(1)"}, "url", "geen geldig webadres"),
        ({}, "naam", "Geef het materiaal een naam."),
        ({"naam": "a" * 10_000, "url": "https://voorbeeld.nl"}, "naam", "120"),
    ],
)
def test_een_fout_zegt_wat_te_doen(
    client: Client, masterclass: Masterclass, velden: dict[str, str], veld: str, reden: str
) -> None:
    antwoord = voeg_toe(client, masterclass, **velden)

    assert reden in antwoord.context["materiaal"].errors[veld][0]
    assert "Er is nog niets bewaard" in antwoord.text
    assert not Lesmateriaal.objects.exists()


def test_een_bestand_wordt_op_inhoud_gecontroleerd(
    client: Client, masterclass: Masterclass
) -> None:
    vermomd = SimpleUploadedFile("verslag.pdf", b"<script>alert(1)</script>")

    antwoord = voeg_toe(client, masterclass, naam="Verslag", bestand=vermomd)

    assert "de inhoud is van een andere soort" in antwoord.text
    assert not Lesmateriaal.objects.exists()


def test_een_bestand_en_een_webadres_samen_kan_niet(
    client: Client, masterclass: Masterclass
) -> None:
    antwoord = voeg_toe(
        client, masterclass, naam="Foto", bestand=beeld(), url="https://voorbeeld.nl"
    )

    assert "niet allebei" in antwoord.text
    assert not Lesmateriaal.objects.exists()


def test_met_het_materiaal_wordt_de_tekst_ook_bewaard(
    client: Client, masterclass: Masterclass
) -> None:
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    adres = reverse("masterclasses:verslag", args=[masterclass.slug])
    materiaal = {"materiaal-naam": "Een", "materiaal-url": "https://voorbeeld.nl"}

    client.post(adres, {"auteur": "", "tekst": "Hoi", "meer_weten": "", "gelezen": "", **materiaal})

    assert masterclass.verslagen.get().tekst == "<p>Hoi</p>"
    assert masterclass.materialen.get().naam == "Een"


def test_weghalen_haalt_ook_het_bestand_weg(
    client: Client,
    masterclass: Masterclass,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    voeg_toe(client, masterclass, naam="Foto", bestand=beeld())
    regel = masterclass.materialen.get()
    adres = reverse("masterclasses:verslag", args=[masterclass.slug])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(adres, {"actie": f"weg:{regel.pk}"})

    assert not masterclass.materialen.exists()
    assert not default_storage.exists(str(regel.bestand))
    assert client.get(regel.get_absolute_url()).status_code == 404


def test_het_materiaal_van_een_ander_gaat_niet_weg(client: Client) -> None:
    eigen, ander = maak_masterclass(), maak_masterclass()
    regel = Lesmateriaal.objects.create(masterclass=ander, naam="X", url="https://voorbeeld.nl")
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    adres = reverse("masterclasses:verslag", args=[eigen.slug])

    for pk in (str(regel.pk), "", "abc", "9" * 30):
        assert client.post(adres, {"actie": f"weg:{pk}"}).status_code == 404

    assert Lesmateriaal.objects.exists()


def test_van_een_concept_zien_alleen_organisatoren_de_bestanden(
    client: Client, masterclass: Masterclass
) -> None:
    voeg_toe(client, masterclass, naam="Foto", bestand=beeld())
    adres = masterclass.materialen.get().get_absolute_url()
    Masterclass.objects.update(
        fase=Masterclassfase.CONCEPT, aangekondigd_op=None, aangekondigd_door=None
    )

    assert b"".join(client.get(adres)).startswith(b"\x89PNG")
    client.force_login(maak_gebruiker(rollen=["indiener"]))
    assert client.get(adres).status_code == 404
    client.logout()
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize("pad", ["../../etc/passwd", "x/geheim.pdf", "%00"])
def test_een_ander_pad_is_er_niet(client: Client, pad: str) -> None:
    assert client.get(f"/masterclasses/materialen/{pad}").status_code in (400, 404)


def test_een_bestand_dat_kwijt_is_is_er_niet_meer(client: Client, masterclass: Masterclass) -> None:
    regel = Lesmateriaal.objects.create(
        masterclass=masterclass, naam="Kwijt", bestand="masterclasses/0/kwijt.pdf"
    )

    assert client.get(regel.get_absolute_url()).status_code == 404
