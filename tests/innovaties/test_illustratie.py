"""The photo or drawing of a description: what comes in, who sees it, what is taken along."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath

import docx
import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image
from pytest_django import Settings

from basis.beelden import BREEDTE, GEWICHT, als_beeld
from innovaties.formaat import VELD
from innovaties.models import Illustratie
from innovaties.uitvoer.pdf import maak_pdf
from innovaties.uitvoer.word import maak_docx
from tests.innovaties.vol import haal
from tests.maak import maak_beschrijving, maak_gebruiker, maak_gepubliceerd

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def _jpg(breedte: int = 30) -> bytes:
    """With the place where it was taken in it."""
    exif = Image.Exif()
    exif[0x010E] = "Kerkstraat 1"
    uit = BytesIO()
    Image.new("RGB", (breedte, 20), "green").save(uit, "JPEG", exif=exif)
    return uit.getvalue()


def _png(beeld: Image.Image) -> bytes:
    uit = BytesIO()
    beeld.save(uit, "PNG", compress_level=1)
    return uit.getvalue()


def _foto(**anders: str) -> Illustratie:
    velden = {"alt": "Een buurthuis", "maker": "De redactie", "licentie": "cc0-1-0", **anders}
    bestand = ContentFile(_jpg(), name="ab12/huis.jpg")
    return Illustratie(**{"bestand": bestand, **velden})


def test_zij_staat_op_de_pagina_met_wat_erop_te_zien_is_en_van_wie(client: Client) -> None:
    versie = maak_gepubliceerd(slug="plan", illustraties=[_foto(alt='Een "huis" & tuin')])
    adres = f"/{versie.illustraties.get().bestand.name}"

    html = client.get("/innovaties/plan/").text

    assert f'<img src="{adres}" alt="Een &quot;huis&quot; &amp; tuin" loading="lazy"' in html
    assert "Gemaakt door De redactie. CC0: vrij te gebruiken." in html
    assert "<img" not in client.get("/innovaties/").text.partition("<main")[2]
    antwoord = client.get(adres)
    antwoord.close()
    assert antwoord["Content-Type"] == "image/jpeg"
    assert antwoord["Content-Disposition"].startswith("inline")
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert antwoord["Cache-Control"] == "private, max-age=86400, immutable"


def test_die_van_een_concept_is_voor_wie_het_mag_zien(client: Client) -> None:
    versie = maak_beschrijving(illustraties=[_foto()])
    adres = f"/{versie.illustraties.get().bestand.name}"
    vreemd = client.get(adres).status_code
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))
    geen = client.get("/illustraties/../ab12/huis.jpg").status_code
    eigen = client.get(adres)
    eigen.close()

    assert (vreemd, geen, eigen.status_code) == (404, 404, 200)
    assert eigen["Cache-Control"] == "private, no-store"


def test_een_foto_komt_binnen_zonder_haar_plek_en_niet_breder_dan_zij_getoond_wordt() -> None:
    foto = als_beeld(SimpleUploadedFile("huis.jpeg", _jpg(3000)))

    with Image.open(foto) as beeld:
        assert beeld.width == BREEDTE
        assert not beeld.getexif()
    soort = VELD["illustraties"].soort.kolommen[-1]
    with pytest.raises(ValidationError, match="jpg of png"):
        soort.ontvang(SimpleUploadedFile("folder.pdf", b"%PDF-1.7"))  # type: ignore[attr-defined]


def test_een_zware_foto_wordt_licht_en_een_tekening_blijft_doorzichtig() -> None:
    foto = Image.effect_mandelbrot((1600, 1000), (-2, -1.2, 1, 1.2), 90)
    foto = Image.blend(foto, Image.effect_noise((1600, 1000), 60), 0.1).convert("RGB")
    tekening = Image.new("RGBA", (1600, 1000), (0, 0, 0, 0))

    png = {"foto": _png(foto), "tekening": _png(tekening)}

    gemaakt = {
        wat: als_beeld(SimpleUploadedFile(f"{wat}.png", inhoud)) for wat, inhoud in png.items()
    }

    assert len(png["foto"]) > 5 * GEWICHT
    assert all(een.size <= GEWICHT for een in gemaakt.values())
    namen = [PurePosixPath(een.name or "").name for een in gemaakt.values()]
    assert namen == ["foto.jpg", "tekening.png"]
    with Image.open(gemaakt["foto"]) as beeld:
        assert (beeld.format, beeld.size) == ("JPEG", (BREEDTE, 750))
    with Image.open(gemaakt["tekening"]) as beeld:
        assert beeld.has_transparency_data


@pytest.mark.parametrize(
    ("anders", "regel"),
    [
        ({"alt": ""}, "illustratie_compleet"),
        ({"maker": ""}, "illustratie_compleet"),
        ({"bestand": "illustraties/a/x.svg"}, "illustratie_compleet"),
        ({"licentie": "van-mij"}, "illustratie_licentie_in_lijst"),
    ],
)
def test_de_database_weigert_er_een_die_niet_compleet_is(
    anders: dict[str, str], regel: str
) -> None:
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        maak_beschrijving(illustraties=[_foto(**anders)])


def test_er_past_er_een_bij_een_beschrijving() -> None:
    with pytest.raises(IntegrityError, match="een_per_beschrijving"), transaction.atomic():
        maak_beschrijving(illustraties=[_foto(), _foto(alt="Nog een")])


def test_zij_gaat_mee_in_pdf_en_word_met_wat_erop_te_zien_is() -> None:
    versie = haal(maak_gepubliceerd(illustraties=[_foto()]))

    with pikepdf.open(BytesIO(maak_pdf(versie))) as pdf:
        beelden = [naam for blad in pdf.pages for naam in blad.get_images()]
        alt = [deel.get("/Alt") for deel in pdf.objects if isinstance(deel, pikepdf.Dictionary)]
    word = docx.Document(BytesIO(maak_docx(versie)))

    assert len(beelden) == 1
    assert "Een buurthuis" in map(str, alt)
    (plaatje,) = word.inline_shapes
    assert plaatje._inline.docPr.get("descr") == "Een buurthuis"


def test_een_foto_waarvan_het_bestand_weg_is_breekt_geen_pdf() -> None:
    versie = haal(maak_gepubliceerd(illustraties=[_foto()]))
    (foto,) = versie.illustraties.all()
    foto.bestand.storage.delete(str(foto.bestand.name))

    assert maak_pdf(versie).startswith(b"%PDF")
    teksten = [alinea.text for alinea in docx.Document(BytesIO(maak_docx(versie))).paragraphs]
    assert "Een buurthuis. Gemaakt door De redactie. CC0: vrij te gebruiken." in teksten
