"""What is not read: each time a Dutch reason, and no worker that suffers from it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from stukken import blokken, kind, lees, uit_html, uit_odt, uit_pdf
from stukken.blokken import StukGeweigerd
from stukken.lees import lees_stuk
from tests.stukken.papieren import als_docx, als_odt, als_pdf, bewaard
from word import bestand

DIEP = 10_000


def lege_pdf() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return pdf


def bom() -> bytes:
    """A small PDF whose only page is more than the memory that reading gets."""
    pak, megabyte = zlib.compressobj(1), b" " * 2**20
    ingepakt = b"".join([pak.compress(megabyte) for _ in range(kind.GEHEUGEN // 2**20)])
    pdf = lege_pdf()
    pdf.pages[0].Contents = pdf.make_stream(ingepakt + pak.flush(), Filter=pikepdf.Name.FlateDecode)
    return bewaard(pdf)


def dikke_pdf() -> bytes:
    pdf = pikepdf.new()
    for _ in range(uit_pdf.MEESTE_PAGINAS + 1):
        pdf.add_blank_page()
    return bewaard(pdf)


def met_macro() -> bytes:
    uit = io.BytesIO(als_docx())
    with zipfile.ZipFile(uit, "a") as pak:
        pak.writestr("word/vbaProject.bin", b"macro")
    return uit.getvalue()


def lange_html() -> bytes:
    return b"<html><body>" + b"<p>a" * (blokken.MEESTE_BLOKKEN + 1)


GEWEIGERD: dict[str, tuple[Callable[[], bytes], str]] = {
    "leeg": (lambda: b"", lees.LEEG),
    "te groot": (lambda: b"%PDF-" + b" " * lees.MAXIMUM, lees.TE_GROOT),
    "iets anders": (lambda: b"\x89PNG\r\n", kind.GEEN_STUK),
    "oude Word": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, kind.OUD_WORD),
    "docx half": (lambda: als_docx()[:4000], bestand.BESCHADIGD),
    "docx met macro": (met_macro, bestand.MACROS),
    "pdf half": (lambda: als_pdf()[:1500], uit_pdf.BESCHADIGD),
    "pdf zonder tekst": (lambda: bewaard(lege_pdf()), uit_pdf.GEEN_TEKST),
    "pdf met wachtwoord": (lambda: bewaard(lege_pdf(), "geheim"), uit_pdf.BEVEILIGD),
    "pdf te dik": (dikke_pdf, uit_pdf.TE_DIK),
    "odt half": (lambda: als_odt()[:300], bestand.BESCHADIGD),
    "odt met macro": (lambda: als_odt(meer={"Basic/x.xml": "<x/>"}), uit_odt.MACROS),
    "odt met wachtwoord": (
        lambda: als_odt(meer={"META-INF/manifest.xml": "<encryption-data/>"}),
        uit_odt.BEVEILIGD,
    ),
    "odt bom": (lambda: als_odt(" " * 2 * uit_odt.MAXIMUM_XML), uit_odt.VERDACHT),
    "odt diep": (
        lambda: als_odt("<text:section>" * DIEP + "</text:section>" * DIEP),
        uit_odt.BESCHADIGD,
    ),
    "html diep": (
        lambda: b"<html><body><p>Hier." + b"<div>" * DIEP + b"Daar.",
        uit_html.BESCHADIGD,
    ),
    "html te lang": (lange_html, blokken.TE_VEEL),
    "html leeg": (lambda: b"<html><body><script>x</script></body></html>", kind.NIETS_GEVONDEN),
}


@pytest.mark.parametrize("naam", GEWEIGERD)
def test_wie_zo_iets_kiest_leest_waarom_het_niet_gaat(naam: str) -> None:
    maak, reden = GEWEIGERD[naam]

    with pytest.raises(StukGeweigerd) as geweigerd:
        lees_stuk(maak())

    assert str(geweigerd.value) == reden


def test_wat_het_lezen_laat_vastlopen_kost_alleen_zijn_eigen_proces() -> None:
    with pytest.raises(StukGeweigerd, match="te veel tekst"):
        lees_stuk(bom())

    assert lees_stuk(als_pdf())


def test_wie_te_lang_bezig_is_wordt_gestopt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lees, "SECONDEN", 0.001)

    with pytest.raises(StukGeweigerd, match="duurt te lang"):
        lees_stuk(als_pdf())
