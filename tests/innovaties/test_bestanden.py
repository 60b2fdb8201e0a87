"""Attachments: what comes in, in what shape, and who gets it back."""

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client, RequestFactory
from docx import Document
from pikepdf import Array, Dictionary, Encryption, Name, Object, ObjectStreamMode, Pdf, String
from PIL import Image, ImageCms, PngImagePlugin
from pytest_django.fixtures import Settings
from xlsxwriter import Workbook

from basis.bestanden import CONTENT_TYPES, MAXIMUM, controleer
from innovaties.actions.versies import volgende_versie
from innovaties.lezen.weergave import secties, voor_weergave
from innovaties.models import Beschrijving, Materiaal
from tests.maak import maak_beschrijving, maak_gebruiker, maak_gepubliceerd, maak_organisatie

INGEPAKT = ObjectStreamMode.generate
TYPEN = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="'
    f'{CONTENT_TYPES["docx"]}.main+xml"/>{{}}</Types>'
)
RELATIES = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
)


def upload(naam: str, inhoud: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud)


def script() -> Object:
    return Dictionary(S=Name.JavaScript)


def pdf(*delen: Object, **opties: Any) -> bytes:
    """A page, with `delen` as objects of which the first is what opening does."""
    uit = io.BytesIO()
    with Pdf.new() as nieuw:
        nieuw.add_blank_page()
        for naam, deel in zip(("/OpenAction", "/Y", "/Z"), delen, strict=False):
            nieuw.Root[naam] = nieuw.make_indirect(deel)
        nieuw.save(uit, **opties)
    return uit.getvalue()


def bijgewerkt(ruw: bytes) -> bytes:
    """`ruw`, with a plain first page after it that leads to object 2 of what was there."""
    delen = [
        b"<< /Type /Catalog /Pages 91 0 R /X 2 0 R >>",
        b"<< /Type /Pages /Kids [92 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 91 0 R /MediaBox [0 0 9 9] >>",
    ]
    regels = b"xref\n90 3\n"
    uit = ruw
    for nummer, deel in enumerate(delen, 90):
        regels += b"%010d 00000 n \n" % len(uit)
        uit += b"%d 0 obj\n%s\nendobj\n" % (nummer, deel)
    (vorige,) = re.findall(rb"startxref\n(\d+)", ruw)
    staart = b"trailer << /Root 90 0 R /Size 93 /Prev %s >>\nstartxref\n%d\n%%%%EOF\n"
    return uit + regels + staart % (vorige, len(uit))


def pak(delen: dict[str, bytes | str]) -> bytes:
    uit = io.BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as bestand:
        for naam, inhoud in delen.items():
            bestand.writestr(naam, inhoud)
    return uit.getvalue()


def docx(extra: dict[str, bytes | str] | None = None, typen: str = "") -> bytes:
    delen: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPEN.format(typen),
        "word/document.xml": "<w/>",
    }
    return pak(delen | (extra or {}))


def echte_docx() -> bytes:
    uit = io.BytesIO()
    word = Document()
    word.add_paragraph("Een folder.")
    word.save(uit)
    return uit.getvalue()


def echte_xlsx() -> bytes:
    uit = io.BytesIO()
    boek = Workbook(uit)
    boek.add_worksheet().write(0, 0, "Kosten")
    boek.close()
    return uit.getvalue()


def pptx() -> bytes:
    typen = TYPEN.replace("/word/document", "/ppt/presentation").replace(
        CONTENT_TYPES["docx"], CONTENT_TYPES["pptx"]
    )
    return pak({"[Content_Types].xml": typen.format(""), "ppt/presentation.xml": "<p/>"})


def beeld(soort: str = "PNG", maat: tuple[int, int] = (60, 40), **opties: object) -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", maat, "teal").save(uit, soort, **opties)
    return uit.getvalue()


PDF = pdf()
BOM = pdf(Dictionary(S=Name.JavaScript, Y=String(" " * 60_000_000)), object_stream_mode=INGEPAKT)

GOED = {
    "Folder voor thuis.PDF": PDF,
    # LibreOffice writes the length of each stream as an object of its own.
    **{
        f"los-{nummer}.pdf": pdf(String("Jansen12")).replace(b"(Jansen12)", los.ljust(10))
        for nummer, los in enumerate((b"50", b"0.5", b"true", b"null", b"/Jansen", b"[ 1 2 ]"))
    },
    "folder.docx": echte_docx(),
    "praatje.pptx": pptx(),
    "kosten.xlsx": echte_xlsx(),
    "foto.png": beeld(),
    "foto.jpeg": beeld("JPEG"),
}


@pytest.mark.parametrize("naam", GOED)
def test_een_gewoon_bestand_komt_onder_een_veilige_naam(naam: str) -> None:
    bestand = controleer(upload(naam, GOED[naam]))

    soort = Path(naam).suffix.lower().replace("jpeg", "jpg")
    assert re.fullmatch(rf"[0-9a-f]{{16}}/[-a-z0-9]+\{soort}", bestand.name or "")
    if soort not in (".png", ".jpg"):
        assert bestand.read() == GOED[naam]


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("Één <b>folder.pdf", "een-bfolder.pdf"),
        ("文.pdf", "bestand.pdf"),
        ("x" * 200 + ".pdf", "x" * 50 + ".pdf"),
        ("..pdf", "bestand.pdf"),
    ],
)
def test_een_vreemde_naam_wordt_een_veilige(naam: str, verwacht: str) -> None:
    bestand = controleer(upload(naam, PDF))

    assert (bestand.name or "")[16:] == f"/{verwacht}"


def afbeelding_met_gevaar() -> bytes:
    """A PNG that is a zip too."""
    return beeld() + pak({"x.html": "<script>alert(1)</script>"})


FOUT = {
    "leeg": ("x.pdf", b"", "leeg"),
    "te groot": ("x.pdf", PDF + b" " * (MAXIMUM + 1 - len(PDF)), "groter dan 20 MB"),
    "andere soort": ("x.exe", b"MZ", "Kies een bestand van de soort"),
    "zonder soort": ("pdf", PDF, "Kies een bestand van de soort"),
    "macrosoort": ("x.docm", docx(), "Kies een bestand van de soort"),
    "zip heet pdf": ("x.pdf", docx(), "eindigt op .pdf"),
    "pdf heet docx": ("x.docx", PDF, "eindigt op .docx"),
    "html heet docx": ("x.docx", b"<html><script>alert(1)</script></html>", "eindigt op .docx"),
    "html heet pdf": ("x.pdf", b"<html>%PDF-1.7</html>", "eindigt op .pdf"),
    "svg heet png": (
        "x.png",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>',
        "eindigt op .png",
    ),
    "png heet jpg": ("x.jpg", beeld(), "eindigt op .jpg"),
    "gif heet png": ("x.png", beeld("GIF"), "eindigt op .png"),
    "docx heet xlsx": ("x.xlsx", docx(), "eindigt op .xlsx"),
    "zip heet docx": ("x.docx", pak({"a.txt": "a"}), "eindigt op .docx"),
    "zip achter png": ("x.png", afbeelding_met_gevaar(), "tweede bestand"),
    "zip achter pdf": ("x.pdf", PDF + pak({"a": "b"}), "tweede bestand"),
    "afgekapte png": ("x.png", beeld(maat=(900, 900))[:200], "beschadigd"),
    "afgekapte docx": ("x.docx", echte_docx()[:-300], "beschadigd"),
    "pdf met script": ("x.pdf", pdf(script()), "script"),
    "pdf met verhuld script": (
        "x.pdf",
        pdf(script()).replace(b"/JavaScript", b"/J#61vaScript"),
        "script",
    ),
    "pdf met ingepakt script": ("x.pdf", pdf(script(), object_stream_mode=INGEPAKT), "script"),
    "pdf met script dat niets begint": ("x.pdf", pdf(Dictionary(), Array([script()])), "script"),
    "pdf met programma": ("x.pdf", pdf(Dictionary(S=Name.Launch, F=String("cmd"))), "script"),
    "pdf met bestand": ("x.pdf", pdf(Dictionary(Type=Name.EmbeddedFile)), "script"),
    "beveiligde pdf": ("x.pdf", pdf(encryption=Encryption(owner="x", user="")), "beveiligd"),
    "pdf met wachtwoord": ("x.pdf", pdf(encryption=Encryption(owner="x", user="y")), "beveiligd"),
    "pdf als bom": ("x.pdf", BOM, "beschadigd"),
    "pdf met bom achter een gewone bladzijde": ("x.pdf", bijgewerkt(BOM), "beschadigd"),
    "afgekapte pdf": ("x.pdf", PDF[:200], "beschadigd"),
    "macro": ("x.docx", docx({"word/vbaProject.bin": b"x"}), "macro"),
    "macro met andere naam": (
        "x.docx",
        docx({"word/a.bin": b"x"}, '<Default Extension="bin" ContentType="x/vbaProject"/>'),
        "macro",
    ),
    "activex": ("x.docx", docx({"word/activeX/activeX1.xml": "<x/>"}), "macro"),
    "ingevoegd programma": ("x.docx", docx({"word/embeddings/ole1.bin": b"x"}), "macro"),
    "ingevoegde html": (
        "x.docx",
        docx({"word/_rels/document.xml.rels": RELATIES.format("aFChunk", "x.html")}),
        "macro",
    ),
    "sjabloon van het web": (
        "x.docx",
        docx(
            {
                "word/_rels/settings.xml.rels": RELATIES.format(
                    "attachedTemplate", "https://evil.example/x.dotm"
                )
            }
        ),
        "andere plek",
    ),
    "sjabloon van een server": (
        "x.docx",
        docx(
            {
                "word/_rels/settings.xml.rels": RELATIES.format(
                    "attachedTemplate", r"file:///\\evil.example\x.dotm"
                )
            }
        ),
        "andere plek",
    ),
    "pad naar buiten": ("x.docx", docx({"../../evil.txt": "x"}), "beschadigd"),
    "pad naar windows": ("x.docx", docx({"C:evil.txt": "x"}), "beschadigd"),
    "dubbele naam": ("x.docx", docx({"word/Document.xml": "<w/>"}), "beschadigd"),
    "entiteiten": (
        "x.docx",
        docx({"_rels/.rels": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "beschadigd",
    ),
    "zipbom": ("x.docx", docx({"word/bom.xml": b"0" * 60_000_000}), "te groot"),
    "veel delen": ("x.docx", docx({f"word/{i}.xml": "" for i in range(5_001)}), "te groot"),
}


@pytest.mark.parametrize("geval", FOUT)
def test_een_verkeerd_bestand_wordt_geweigerd_met_wat_er_te_doen_is(geval: str) -> None:
    naam, inhoud, reden = FOUT[geval]

    with pytest.raises(ValidationError, match=reden) as fout:
        controleer(upload(naam, inhoud))

    assert re.search(r"(Kies|[Mm]aak|[Bb]ewaar|Haal|Druk)\b", fout.value.messages[0])


def test_een_bestand_van_precies_20_mb_mag() -> None:
    vulling = b"%" + b" " * (MAXIMUM - len(PDF) - 1)

    assert controleer(upload("x.pdf", PDF + vulling)).size == MAXIMUM


def test_een_bom_die_over_zijn_grootte_liegt_wordt_geweigerd() -> None:
    grootte = 60_000_000
    echt = docx({"word/bom.xml": b"0" * grootte})
    gelogen = echt.replace(grootte.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert gelogen != echt

    with pytest.raises(ValidationError, match="beschadigd"):
        controleer(upload("x.docx", gelogen))


def test_een_sjabloon_op_de_eigen_schijf_en_een_link_mogen() -> None:
    sjabloon = RELATIES.format("attachedTemplate", r"file:///C:\Users\jan\huisstijl.dotx")
    link = RELATIES.format("hyperlink", "https://voorbeeld.example/")

    inhoud = docx({"word/_rels/settings.xml.rels": sjabloon, "word/_rels/document.xml.rels": link})

    assert controleer(upload("x.docx", inhoud)).size == len(inhoud)


def test_een_foto_verliest_alles_wat_de_camera_toevoegde_en_staat_recht() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Jan de Boer, thuis"
    profiel = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    foto = beeld("JPEG", exif=exif, icc_profile=profiel, comment=b"geheim")
    assert b"Jan de Boer" in foto

    schoon = controleer(upload("foto.jpg", foto)).read()

    with Image.open(io.BytesIO(schoon)) as gelezen:
        assert gelezen.size == (40, 60)
        assert not gelezen.getexif()
        assert gelezen.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Jan de Boer" not in schoon
    assert b"geheim" not in schoon


def test_een_png_verliest_zijn_teksten_maar_niet_zijn_doorzichtigheid() -> None:
    teksten = PngImagePlugin.PngInfo()
    teksten.add_text("Author", "Jan de Boer")
    uit = io.BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(uit, "PNG", pnginfo=teksten)

    schoon = controleer(upload("x.png", uit.getvalue())).read()

    assert b"Jan de Boer" not in schoon
    with Image.open(io.BytesIO(schoon)) as gelezen:
        assert gelezen.getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("modus", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_elke_kleurwijze_wordt_gewoon_gelezen(modus: str) -> None:
    soort = "JPEG" if modus == "CMYK" else "PNG"
    uit = io.BytesIO()
    Image.new(modus, (9, 9)).save(uit, soort)

    assert controleer(upload(f"x.{soort.lower()}", uit.getvalue())).size


def test_grijs_in_zestien_bits_houdt_zijn_tinten() -> None:
    verloop = Image.new("I;16", (256, 1))
    for tint in range(256):
        verloop.putpixel((tint, 0), tint * 257)
    uit = io.BytesIO()
    verloop.save(uit, "PNG")

    with Image.open(controleer(upload("scan.png", uit.getvalue()))) as gelezen:
        tinten = [gelezen.convert("L").getpixel((tint, 0)) for tint in (0, 64, 128, 255)]

    assert tinten == [0, 64, 128, 255]


def test_een_kleurprofiel_wordt_omgerekend_voor_het_weggaat() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # What this profile calls red is green: in the table of its parts these two changed names.
    geruild = srgb.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1)
    geruild = geruild.replace(b"????", b"gXYZ", 1)

    with Image.open(controleer(upload("foto.png", rood(icc_profile=geruild)))) as gelezen:
        punt = gelezen.getpixel((0, 0))

        assert isinstance(punt, tuple)
        assert punt[1] > 240
        assert max(punt[0], punt[2]) < 20
        assert "icc_profile" not in gelezen.info


@pytest.mark.parametrize("profiel", [b"rommel", b"\0" * 200])
def test_een_kapot_kleurprofiel_houdt_geen_beeld_tegen(profiel: bytes) -> None:
    with Image.open(controleer(upload("foto.png", rood(icc_profile=profiel)))) as gelezen:
        assert gelezen.getpixel((0, 0)) == (255, 0, 0)


def rood(**opties: object) -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", (4, 4), (255, 0, 0)).save(uit, "PNG", **opties)
    return uit.getvalue()


def test_een_bewegend_beeld_houdt_zijn_eerste_beeldje() -> None:
    uit = io.BytesIO()
    eerste, tweede = Image.new("RGB", (9, 9), "red"), Image.new("RGB", (9, 9), "blue")
    eerste.save(uit, "PNG", save_all=True, append_images=[tweede])

    schoon = controleer(upload("x.png", uit.getvalue()))

    with Image.open(schoon) as gelezen:
        assert getattr(gelezen, "n_frames", 1) == 1
        assert gelezen.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def test_een_groot_beeld_wordt_kleiner_en_een_reusachtig_geweigerd() -> None:
    groot = controleer(upload("x.jpg", beeld("JPEG", (6000, 300))))
    reusachtig = io.BytesIO()
    Image.new("1", (7200, 7200)).save(reusachtig, "PNG")

    with Image.open(groot) as gelezen:
        assert gelezen.size == (4000, 200)
    with pytest.raises(ValidationError, match="beeldpunten"):
        controleer(upload("x.png", reusachtig.getvalue()))


def test_een_te_grote_upload_wordt_afgekapt_en_dan_geweigerd(rf: RequestFactory) -> None:
    request = rf.post("/", {"bestand": upload("x.pdf", PDF + b" " * (MAXIMUM + 3_000_000))})

    bestand = request.FILES["bestand"]

    assert isinstance(bestand, UploadedFile)
    assert MAXIMUM < (bestand.size or 0) <= MAXIMUM + 64 * 1024
    with bestand, pytest.raises(ValidationError, match="groter dan 20 MB"):
        controleer(bestand)


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def met_bestand(naam: str = "folder.pdf") -> Materiaal:
    return Materiaal(titel="Folder", bestand=controleer(upload(naam, GOED.get(naam, PDF))))


def adres(versie: Beschrijving) -> str:
    return "/" + (versie.materialen.get().bestand.name or "")


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["folder.docx", "foto.png", "x.pdf"])
def test_een_zichtbaar_bestand_komt_als_download_waarin_niets_draait(
    client: Client, media: Path, naam: str
) -> None:
    versie = maak_gepubliceerd(materialen=[met_bestand(naam)])
    bewaard = (media / adres(versie)[1:]).read_bytes()

    antwoord = client.get(adres(versie))

    assert antwoord.status_code == 200
    assert antwoord.getvalue() == bewaard
    assert antwoord["Content-Type"] == CONTENT_TYPES[Path(naam).suffix[1:]]
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in antwoord["Cache-Control"]
    assert not antwoord.cookies


@pytest.mark.django_db
def test_de_pagina_linkt_naar_de_download(client: Client) -> None:
    versie = maak_gepubliceerd(slug="samen", materialen=[met_bestand()])

    assert f'href="{adres(versie)}"' in client.get("/innovaties/samen/").text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rol", "status"),
    [
        (None, 404),
        ("", 404),
        ("coach", 404),
        ("stuurgroep", 404),
        ("beheerder", 404),
        ("indiener van een ander", 404),
        ("indiener", 200),
        ("kennismakelaar", 200),
        ("webredacteur", 200),
        ("projectleider", 200),
    ],
)
def test_een_bestand_van_een_concept_is_voor_wie_het_mag_zien(
    client: Client, rol: str | None, status: int
) -> None:
    versie = maak_beschrijving(materialen=[met_bestand()])
    versie.innovatie.organisatie = maak_organisatie()
    versie.innovatie.save()
    if rol is not None:
        gebruiker = maak_gebruiker(rollen=[rol.split()[0]] if rol else [])
        van = maak_organisatie() if "ander" in rol else versie.innovatie.organisatie
        gebruiker.organisaties.add(van)
        client.force_login(gebruiker)

    antwoord = client.get(adres(versie))
    antwoord.close()

    assert antwoord.status_code == status


@pytest.mark.django_db
def test_een_nieuwe_versie_deelt_het_bestand_en_laat_het_openbaar(client: Client) -> None:
    versie = maak_gepubliceerd(materialen=[met_bestand()])

    nieuw = volgende_versie(versie)

    assert adres(nieuw) == adres(versie)
    antwoord = client.head(adres(versie))
    antwoord.close()
    assert antwoord.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pad",
    [
        "/materialen/geheim.pdf",
        "/materialen/../geheim.pdf",
        "/materialen/..%2Fgeheim.pdf",
        "/materialen//etc/passwd",
        "/materialen/x/../../geheim.pdf",
    ],
)
def test_alleen_wat_een_versie_noemt_wordt_ooit_geopend(
    client: Client, media: Path, pad: str
) -> None:
    default_storage.save("materialen/geheim.pdf", ContentFile(PDF))
    (media / "geheim.pdf").write_bytes(PDF)
    client.force_login(maak_gebruiker(rollen=["kennismakelaar"]))

    assert client.get(pad).status_code == 404


@pytest.mark.django_db
def test_een_verdwenen_bestand_geeft_404(client: Client) -> None:
    versie = maak_gepubliceerd(materialen=[met_bestand()])
    versie.materialen.get().bestand.delete(save=False)

    assert client.get(adres(versie)).status_code == 404


@pytest.mark.django_db
def test_een_bestand_in_de_weergave_heeft_een_adres_op_de_site() -> None:
    versie = maak_gepubliceerd(materialen=[met_bestand()])
    gelezen = voor_weergave(Beschrijving.objects.filter(pk=versie.pk)).get()

    cellen = [
        cel
        for _sectie, delen in secties(gelezen)
        for deel in delen
        for waarde in deel.waarden
        for rij in waarde.rijen
        for cel in rij
    ]

    assert adres(versie) in [cel.url for cel in cellen]


@pytest.mark.django_db
def test_bestanden_in_een_formulier_zijn_samen_begrensd(client: Client) -> None:
    bestanden = {f"b{nummer}": io.BytesIO(b"a" * 13 * 2**20) for nummer in range(2)}

    antwoord = client.post("/nieuwsbrieven/aanmelden/", bestanden)

    assert antwoord.status_code == 413
    assert "samen hoogstens 25 MB" in antwoord.text
