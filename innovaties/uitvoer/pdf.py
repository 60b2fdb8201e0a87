"""A description as PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from basis.pdf import als_invoer, teken
from innovaties.models import Beschrijving
from innovaties.uitvoer.document import als_bundel
from innovaties.uitvoer.naast import Vergelijkblad, op_papier
from innovaties.uitvoer.uitdraai import Bundel

SJABLOON = Path(__file__).with_name("beschrijving.typ")


def maak_pdf(beschrijving: Beschrijving) -> bytes:
    """What a visitor may see of `beschrijving`, on A4."""
    return bundel_pdf(als_bundel(beschrijving))


def bundel_pdf(bundel: Bundel) -> bytes:
    """All of `bundel` in one file, each on pages of its own."""
    return teken(SJABLOON, _invoer(bundel))


def vergelijking_pdf(blad: Vergelijkblad) -> bytes:
    """`blad` on A4, lying."""
    return bundel_pdf(op_papier(blad))


def _invoer(bundel: Bundel) -> dict[str, str]:
    return als_invoer(asdict(bundel))
