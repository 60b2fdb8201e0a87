"""A description as PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from basis.pdf import als_invoer, teken
from innovaties.models import Beschrijving
from innovaties.uitvoer.document import als_document

SJABLOON = Path(__file__).with_name("beschrijving.typ")


def maak_pdf(beschrijving: Beschrijving) -> bytes:
    """What a visitor may see of `beschrijving`, on A4."""
    return teken(SJABLOON, _invoer(beschrijving))


def _invoer(beschrijving: Beschrijving) -> dict[str, str]:
    return als_invoer(asdict(als_document(beschrijving)))
