"""Attachments: what may come in, in what shape it is kept, and how one goes out."""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, is_zipfile

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.utils.text import slugify

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

MAP = "materialen/"
"""Where `Materiaal.bestand` keeps its files."""

ILLUSTRATIES = "illustraties/"
"""Where `Illustratie.bestand` keeps its images."""

MAXIMUM = 20 * 1024 * 1024
MAXIMUM_VERZOEK = 25 * 1024 * 1024
"""Of all files in one form together, with the rest of what it sends."""

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
}

HOOFDMAP = {"docx": "/word/", "pptx": "/ppt/", "xlsx": "/xl/"}
BEELD = {"png": "PNG", "jpg": "JPEG"}
GROOTSTE_ZIJDE = 4000
MAXIMUM_PIXELS = 50_000_000

# Real documents stay far below these; a zip bomb needs to go over one.
MAXIMUM_DELEN = 5_000
MAXIMUM_UITGEPAKT = 200 * 1024 * 1024
MAXIMUM_VERHOUDING = 100
MAXIMUM_XML = 4 * 1024 * 1024

_ONVEILIGE_NAAM = re.compile(r"^/|^[a-z]:|\\|(^|/)\.\.(/|$)", re.IGNORECASE)
_PROGRAMMA = re.compile(
    r"vba(project|data)|(^|/)(activex|macrosheets)/|/embeddings/(?!.*\.(docx|pptx|xlsx)$)",
    re.IGNORECASE,
)
_PROGRAMMA_TYPE = re.compile(r"macro|vba|activex|oleobject", re.IGNORECASE)
_VAN_BUITEN = ("/attachedTemplate", "/frame", "/oleObject", "/subDocument")
_INGEVOEGD = ("/aFChunk", "/vbaProject", "/control")
_OP_EEN_SERVER = re.compile(r"^(https?:|ftp:|(file:/*)?[\\/]{2}(?!/?[a-z]:))", re.IGNORECASE)

_PDF_ACTIEF = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z])")

_ALS_PDF = "Bewaar het als pdf en voeg de pdf toe."


class BegrensdeUpload(FileUploadHandler):
    """Stop keeping a file once it is too large, so that the form can say so and no disk fills.

    All files of one form together have a bound too: RequestDataTooBig beyond it.
    """

    def handle_raw_input(
        self,
        _input_data: Any,
        _meta: Any,
        content_length: int,
        _boundary: Any,
        _encoding: Any = None,
    ) -> None:
        """Refuse what is too large before anything of it is kept."""
        if content_length > MAXIMUM_VERZOEK:
            raise RequestDataTooBig("The files of one form are too large together.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAXIMUM else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""


def bijlage(inhoud: bytes, naam: str) -> HttpResponse:
    """`inhoud` to keep as the file `naam`, whose end says of what kind it is."""
    soort = CONTENT_TYPES[PurePosixPath(naam).suffix[1:]]
    kop = f'attachment; filename="{naam}"'
    return HttpResponse(inhoud, content_type=soort, headers={"Content-Disposition": kop})


def controleer(bestand: UploadedFile[Any]) -> File[bytes]:
    """The attachment as it may be kept: checked by content, under a safe name in its own folder.

    An image is made anew. Raises ValidationError, whose sentence says what to do.
    """
    if not bestand.size:
        raise ValidationError("Dit bestand is leeg. Kies een ander bestand.")
    if bestand.size > MAXIMUM:
        raise ValidationError(
            "Dit bestand is groter dan 20 MB. Maak het kleiner, of zet het op uw eigen site "
            "en vul hier het webadres in."
        )
    pad = PurePosixPath(bestand.name or "")
    soort = pad.suffix.lower().removeprefix(".").replace("jpeg", "jpg")
    if soort not in CONTENT_TYPES:
        raise ValidationError("Kies een bestand van de soort pdf, docx, pptx, xlsx, png of jpg.")
    bestand.seek(0)
    inhoud = bestand.read()
    _vereis_soort(soort, inhoud)
    if soort == "pdf":
        _controleer_pdf(inhoud)
    elif soort in HOOFDMAP:
        _controleer_office(soort, inhoud)
    else:
        inhoud = _beeld_opnieuw(soort, inhoud)
    naam = slugify(pad.stem)[:50].strip("-_") or "bestand"
    return ContentFile(inhoud, name=f"{secrets.token_hex(8)}/{naam}.{soort}")


def _vereis_soort(soort: str, inhoud: bytes) -> None:
    """Refuse a file that is something else than its name says, or two things at once."""
    import puremagic  # noqa: PLC0415 (it, Pillow and pikepdf take half a second of a start)

    try:
        gezien = {treffer.extension for treffer in puremagic.magic_string(inhoud)}
    except (puremagic.PureError, ValueError):
        gezien = set()
    if f".{soort}" not in gezien:
        raise _vermomd(soort)
    if soort not in HOOFDMAP and is_zipfile(BytesIO(inhoud)):
        raise ValidationError(
            "In dit bestand zit een tweede bestand verstopt. Open het, bewaar het opnieuw "
            f"als {soort} en voeg dat toe."
        )


def _vermomd(soort: str) -> ValidationError:
    return ValidationError(
        f"Dit bestand eindigt op .{soort}, maar de inhoud is van een andere soort. "
        f"Open het, bewaar het opnieuw als {soort} en voeg dat toe."
    )


def _kapot(soort: str) -> ValidationError:
    return ValidationError(
        f"Dit bestand is beschadigd. Open het, bewaar het opnieuw als {soort} en voeg dat toe."
    )


def _controleer_pdf(inhoud: bytes) -> None:
    """Refuse what runs, carries or hides something; names are read as a program reads them."""
    import pikepdf  # noqa: PLC0415 (see above)
    from pikepdf.settings import set_qpdf_limits  # noqa: PLC0415

    if not inhoud.startswith(b"%PDF-"):
        raise _vermomd("pdf")
    set_qpdf_limits(flate_max_memory=MAXIMUM_UITGEPAKT // 4)
    try:
        with pikepdf.open(BytesIO(inhoud), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise _beveiligd()
            for deel in cast("Iterable[Any]", pdf.objects):
                if deel is None and pdf.get_warnings():  # not to be read, so not checked
                    raise _kapot("pdf")
                # A number by itself, as LibreOffice writes lengths, comes as a plain Python one.
                heeft_namen = isinstance(deel, pikepdf.Object)
                if heeft_namen and _PDF_ACTIEF.search(_woordenboek(deel)):
                    raise ValidationError(
                        "In deze pdf zit een script of een ander bestand. Druk de pdf af naar een "
                        "nieuwe pdf en voeg die toe."
                    )
    except pikepdf.PasswordError as fout:
        raise _beveiligd() from fout
    except pikepdf.PdfError as fout:
        raise _kapot("pdf") from fout


def _woordenboek(deel: pikepdf.Object) -> bytes:
    """What `deel` says, of a stream without what is packed in it."""
    import pikepdf  # noqa: PLC0415 (see above)

    kop = deel.stream_dict if isinstance(deel, pikepdf.Stream) else deel
    return kop.unparse(resolved=True)


def _beveiligd() -> ValidationError:
    return ValidationError(
        "Deze pdf is beveiligd. Haal de beveiliging eraf en voeg de pdf opnieuw toe."
    )


def _controleer_office(soort: str, inhoud: bytes) -> None:
    try:
        with ZipFile(BytesIO(inhoud)) as pak:
            _weiger_bom(pak, len(inhoud))
            _weiger_programma(pak)
            _vereis_hoofddeel(pak, soort)
            _weiger_van_buiten(pak)
            # Unpacks all parts, which shows whether their sizes were true.
            if pak.testzip():
                raise _kapot(soort)
    except (
        *(BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError),
        *(ET.ParseError, zlib.error),
    ) as fout:
        raise _kapot(soort) from fout


def _te_vol() -> ValidationError:
    return ValidationError(
        f"Uitgepakt is dit bestand veel te groot. Maak het kleiner, of {_ALS_PDF.lower()}"
    )


def _weiger_bom(pak: ZipFile, grootte: int) -> None:
    delen = pak.infolist()
    uitgepakt = sum(deel.file_size for deel in delen)
    if (
        len(delen) > MAXIMUM_DELEN
        or uitgepakt > MAXIMUM_UITGEPAKT
        or (uitgepakt > MAXIMUM_XML and uitgepakt > MAXIMUM_VERHOUDING * grootte)
    ):
        raise _te_vol()
    if any(
        deel.flag_bits & 1 or deel.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for deel in delen
    ):
        raise ValidationError(f"Dit bestand is beveiligd of vreemd ingepakt. {_ALS_PDF}")
    namen = [deel.orig_filename for deel in delen]
    if any(_ONVEILIGE_NAAM.search(naam) or "\0" in naam for naam in namen) or len(
        {naam.lower() for naam in namen}
    ) < len(namen):
        raise BadZipFile


def _programma() -> ValidationError:
    return ValidationError(
        "In dit bestand zit een macro of een ander programma. Haal dat eruit, of "
        f"{_ALS_PDF.lower()}"
    )


def _weiger_programma(pak: ZipFile) -> None:
    if any(_PROGRAMMA.search(naam) for naam in pak.namelist()):
        raise _programma()


def _xml(pak: ZipFile, naam: str) -> ET.Element:
    if pak.getinfo(naam).file_size > MAXIMUM_XML:
        raise _te_vol()
    tekst = pak.read(naam)
    # Bytes of UTF-16 could hide a DOCTYPE; no office program writes either.
    if b"\0" in tekst or b"<!DOCTYPE" in tekst:
        raise BadZipFile
    return ET.fromstring(tekst)  # noqa: S314 (no DOCTYPE, so no entities)


def _vereis_hoofddeel(pak: ZipFile, soort: str) -> None:
    """Refuse what is another kind of document, or no document at all."""
    if "[Content_Types].xml" not in pak.namelist():
        raise _vermomd(soort)
    typen = {
        type_.get("PartName", ""): type_.get("ContentType", "")
        for type_ in _xml(pak, "[Content_Types].xml")
    }
    if any(_PROGRAMMA_TYPE.search(type_) for type_ in typen.values()):
        raise _programma()
    hoofd = [pad for pad, type_ in typen.items() if type_ == f"{CONTENT_TYPES[soort]}.main+xml"]
    if len(hoofd) != 1 or not hoofd[0].startswith(HOOFDMAP[soort]):
        raise _vermomd(soort)
    pak.getinfo(hoofd[0].removeprefix("/"))


def _weiger_van_buiten(pak: ZipFile) -> None:
    """Refuse what would fetch a template or an object from elsewhere once it is opened."""
    for naam in pak.namelist():
        if not naam.lower().endswith(".rels"):
            continue
        for relatie in _xml(pak, naam):
            soort, doel = relatie.get("Type", ""), relatie.get("Target", "").strip()
            if soort.endswith(_INGEVOEGD):
                raise _programma()
            if soort.endswith(_VAN_BUITEN) and _OP_EEN_SERVER.search(doel):
                raise ValidationError(
                    f"Dit bestand haalt bij het openen iets op van een andere plek. {_ALS_PDF}"
                )


def _te_veel_punten() -> ValidationError:
    return ValidationError(
        "Deze afbeelding heeft te veel beeldpunten. Maak haar kleiner, bijvoorbeeld "
        "4000 punten breed, en voeg haar opnieuw toe."
    )


def _geopend(soort: str, inhoud: bytes) -> Image.Image:
    """The first frame, as small as a JPEG can be read without loss of what we keep."""
    from PIL import Image  # noqa: PLC0415 (see above)

    beeld = Image.open(BytesIO(inhoud), formats=[BEELD[soort]])
    if beeld.width * beeld.height > MAXIMUM_PIXELS:
        raise _te_veel_punten()
    beeld.draft(None, (GROOTSTE_ZIJDE, GROOTSTE_ZIJDE))
    return beeld


def _acht_bits(beeld: Image.Image) -> Image.Image:
    """Grey in sixteen bits as eight: Pillow would cut off all that is not nearly black."""
    if not beeld.mode.startswith("I"):
        return beeld
    # Into 32 bits first, the only mode whose points may be divided.
    grijs = beeld.convert("I").point(lambda punt: punt * (1 / 256)).convert("L")
    grijs.info = beeld.info
    return grijs


def _in_srgb(beeld: Image.Image, kleuren: str) -> Image.Image:
    """`beeld` in mode `kleuren`, with the colours that its profile meant; that goes after this."""
    from PIL import ImageCms  # noqa: PLC0415 (see above)

    profiel = beeld.info.get("icc_profile")
    if not profiel:
        return beeld.convert(kleuren)
    try:
        van = ImageCms.ImageCmsProfile(BytesIO(profiel))
        if van.profile.xcolor_space.strip() == "RGB":
            beeld = beeld.convert(kleuren)
        doorzichtig = beeld.getchannel("A") if beeld.mode == "LA" else None
        met = ImageCms.profileToProfile(
            beeld.convert("L") if doorzichtig else beeld,
            van,
            ImageCms.createProfile("sRGB"),
            outputMode=kleuren if beeld.mode == kleuren else "RGB",
        )
    except (ImageCms.PyCMSError, OSError):  # a broken profile, or one for another kind of colour
        return beeld.convert(kleuren)
    uit = (met or beeld).convert(kleuren)
    if doorzichtig:
        uit.putalpha(doorzichtig)
    return uit


def _beeld_opnieuw(soort: str, inhoud: bytes) -> bytes:
    """The image upright and not too large, without what the camera or a program added."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (see above)

    try:
        with _geopend(soort, inhoud) as beeld:
            recht = ImageOps.exif_transpose(_acht_bits(beeld))
            recht.thumbnail((GROOTSTE_ZIJDE, GROOTSTE_ZIJDE))
            doorzichtig = soort == "png" and recht.has_transparency_data
            schoon = _in_srgb(recht, "RGBA" if doorzichtig else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fout:
        raise _te_veel_punten() from fout
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as fout:
        raise _kapot(soort) from fout
    schoon.info.clear()
    uit = BytesIO()
    schoon.save(uit, BEELD[soort], quality=85)
    return uit.getvalue()
