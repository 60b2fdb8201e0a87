"""Images of a newsletter or description: what may come in, and how large it goes out."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile

from basis.bestanden import BEELD, MAXIMUM, controleer

BREEDTE = 1200
"""Twice as wide as a mail or page shows it, for screens with small dots."""


def als_beeld(bestand: UploadedFile[Any]) -> File[bytes]:
    """The image made anew, no wider than BREEDTE. Raises ValidationError, which says what to do."""
    if bestand.size and bestand.size > MAXIMUM:
        raise ValidationError(
            f"Deze afbeelding is groter dan {MAXIMUM // 1024**2} MB. Kies een kleinere afbeelding."
        )
    soort = PurePosixPath(bestand.name or "").suffix.lower().removeprefix(".")
    if soort.replace("jpeg", "jpg") not in BEELD:
        raise ValidationError("Kies een afbeelding van de soort jpg of png.")
    return _smaller(controleer(bestand))


def _smaller(schoon: File[bytes]) -> File[bytes]:
    from PIL import Image  # noqa: PLC0415 (it takes a third of a second of a start)

    with Image.open(schoon) as beeld:
        if beeld.width <= BREEDTE:
            schoon.seek(0)
            return schoon
        soort, hoogte = beeld.format, round(beeld.height * BREEDTE / beeld.width)
        kleiner = beeld.resize((BREEDTE, max(hoogte, 1)), Image.Resampling.LANCZOS)
    uit = BytesIO()
    kleiner.save(uit, soort, quality=85)
    return ContentFile(uit.getvalue(), name=schoon.name)
