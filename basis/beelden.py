"""Images of a newsletter or description: what may come in, and how large it goes out."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile

from basis.bestanden import BEELD, MAXIMUM, controleer

if TYPE_CHECKING:
    from PIL import Image

BREEDTE = 1200
"""Twice as wide as a mail or page shows it, for screens with small dots."""

GEWICHT = 150 * 1024
"""Bytes for which a photo gives up some of its quality: as much as a page with all it needs."""

KWALITEITEN = (80, 70, 60, 50)
"""Of JPEG, the best first; below the last one sees it."""


def als_beeld(bestand: UploadedFile[Any]) -> File[bytes]:
    """The image made anew, no wider than BREEDTE, and light (ADR 37).

    Raises ValidationError, which says what to do.
    """
    if bestand.size and bestand.size > MAXIMUM:
        raise ValidationError(
            f"Deze afbeelding is groter dan {MAXIMUM // 1024**2} MB. Kies een kleinere afbeelding."
        )
    soort = PurePosixPath(bestand.name or "").suffix.lower().removeprefix(".")
    if soort.replace("jpeg", "jpg") not in BEELD:
        raise ValidationError("Kies een afbeelding van de soort jpg of png.")
    return _lichter(controleer(bestand))


def _lichter(schoon: File[bytes]) -> File[bytes]:
    from PIL import Image  # noqa: PLC0415 (it takes a third of a second of a start)

    with Image.open(schoon) as beeld:
        if beeld.width <= BREEDTE and schoon.size <= GEWICHT:
            schoon.seek(0)
            return schoon
        breedte = min(beeld.width, BREEDTE)
        hoogte = max(round(beeld.height * breedte / beeld.width), 1)
        kleiner = beeld.resize((breedte, hoogte), Image.Resampling.LANCZOS)
        als_png = beeld.format == "PNG"
    if als_png:
        inhoud = _bewaard(kleiner, "PNG")
        if len(inhoud) <= GEWICHT or kleiner.has_transparency_data:
            return ContentFile(inhoud, name=schoon.name)
    for kwaliteit in KWALITEITEN:
        inhoud = _bewaard(kleiner, "JPEG", quality=kwaliteit, progressive=True)
        if len(inhoud) <= GEWICHT:
            break
    return ContentFile(inhoud, name=str(PurePosixPath(schoon.name or "").with_suffix(".jpg")))


def _bewaard(beeld: Image.Image, soort: str, **hoe: Any) -> bytes:
    uit = BytesIO()
    beeld.save(uit, soort, optimize=True, **hoe)
    return uit.getvalue()
