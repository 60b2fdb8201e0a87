"""Attachments, to take along, and images, to see; nothing in them runs on this site."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from basis.bestanden import CONTENT_TYPES, ILLUSTRATIES, MAP
from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.models import Beschrijving, Illustratie, Materiaal

KOPPEN = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}

EEN_DAG = "private, max-age=86400, immutable"
"""Of a reader's own browser; the address is of this image alone (ADR 37)."""


@require_safe
def materiaal(request: HttpRequest, pad: str) -> FileResponse:
    """The file `pad`, which is public as long as a live version has it."""
    _vereis_te_lezen(request, Materiaal.objects.filter(bestand=f"{MAP}{pad}"))
    return stuur_bestand(f"{MAP}{pad}")


@require_safe
def illustratie(request: HttpRequest, pad: str) -> FileResponse:
    """The image `pad`, likewise, to show on a page."""
    rijen = Illustratie.objects.filter(bestand=f"{ILLUSTRATIES}{pad}")
    openbaar = _vereis_te_lezen(request, rijen)
    antwoord = stuur_bestand(f"{ILLUSTRATIES}{pad}", als_bijlage=False)
    if openbaar:
        antwoord["Cache-Control"] = EEN_DAG
    return antwoord


def _vereis_te_lezen(request: HttpRequest, regels: QuerySet[Any]) -> bool:
    """Whether everyone may read a version with this file. Raises Http404 for who may read none."""
    zichtbaar = Beschrijving.objects.zichtbaar()
    openbaar = regels.filter(beschrijving__in=zichtbaar).exists()
    if not openbaar and not _mag_lezen(request, regels):
        raise Http404("Er is geen bestand op dit adres.")
    return openbaar


def stuur_bestand(naam: str, *, als_bijlage: bool = True) -> FileResponse:
    """The stored file `naam`, to keep and not to open on this site; an image not `als_bijlage`.

    Only for a name that a row holds: no other path on the disk is one. Raises Http404 when the
    file is gone.
    """
    try:
        bestand = default_storage.open(naam)
    except FileNotFoundError as fout:
        raise Http404("Dit bestand is er niet meer.") from fout
    soort = PurePosixPath(naam).suffix.removeprefix(".")
    return FileResponse(
        bestand,
        as_attachment=als_bijlage,
        filename=PurePosixPath(naam).name,
        content_type=CONTENT_TYPES.get(soort, "application/octet-stream"),
        headers=KOPPEN,
    )


def _mag_lezen(request: HttpRequest, regels: QuerySet[Any]) -> bool:
    """Whether who asks may read a version that has this file."""
    gebruiker = request.user
    if not isinstance(gebruiker, Gebruiker):
        return False
    if gebruiker.mag(Recht.ZIET_BESCHRIJVINGEN):
        return regels.exists()
    return (
        gebruiker.mag(Recht.BESCHRIJFT_EIGEN)
        and regels.filter(
            beschrijving__innovatie__organisatie__in=gebruiker.organisaties.all()
        ).exists()
    )
