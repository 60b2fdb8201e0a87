"""As which files a description and the list can be taken along, declared once.

Addresses, buttons and the page 'Over' follow from here, and so do the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from basis.bestanden import CONTENT_TYPES
from innovaties.keuzelijsten import Soort


@dataclass(frozen=True)
class Vorm:
    """One kind of file: how its address ends, what its button says, and what makes it.

    `bewaard` is whether it is kept on disk; else making it costs no more than reading would.
    `ingepakt` is whether it is compressed by itself. `beknopt` is whether there is one of what a
    source only names: a page to print or edit would pass a mention on as if it were described.

    `pad` is a name and so loaded when first asked: the libraries take half a second of a start.
    """

    soort: str
    naam: str
    content_type: str
    pad: str
    als_bijlage: bool = True
    """False where a browser may show it."""
    bewaard: bool = True
    ingepakt: bool = True
    beknopt: bool = False

    def is_er_van(self, soort: str) -> bool:
        """Whether this file is made of a description of this soort."""
        return self.beknopt or soort != Soort.GENOEMD

    @property
    def maak(self) -> Callable[..., Any]:
        maak: Callable[..., Any] = import_string(self.pad)
        return maak


def _op_soort(*vormen: Vorm) -> dict[str, Vorm]:
    return {vorm.soort: vorm for vorm in vormen}


PDF, WORD, EXCEL = (CONTENT_TYPES[soort] for soort in ("pdf", "docx", "xlsx"))

VAN_BESCHRIJVING = _op_soort(
    Vorm("pdf", "PDF", PDF, "innovaties.uitvoer.pdf.maak_pdf"),
    Vorm("docx", "Word", WORD, "innovaties.uitvoer.word.maak_docx"),
    Vorm(
        "json",
        "JSON",
        "application/json",
        "innovaties.uitvoer.gegevens.maak_json",
        als_bijlage=False,
        bewaard=False,
        beknopt=True,
    ),
)
"""Bytes, made of a description with all that it shows."""

VAN_MAP = _op_soort(
    Vorm("pdf", "PDF", PDF, "innovaties.uitvoer.pdf.bundel_pdf"),
    Vorm("docx", "Word", WORD, "innovaties.uitvoer.word.bundel_docx"),
)
"""Bytes, made of a bundle of what is on paper."""

VAN_VERGELIJKING = _op_soort(
    Vorm("pdf", "PDF", PDF, "innovaties.uitvoer.pdf.vergelijking_pdf"),
    Vorm("docx", "Word", WORD, "innovaties.uitvoer.word.vergelijking_docx"),
    Vorm("xlsx", "Excel", EXCEL, "innovaties.uitvoer.tabel.vergelijking_xlsx"),
)
"""Bytes, made of descriptions side by side."""

VAN_LIJST = _op_soort(
    Vorm("xlsx", "Excel", EXCEL, "innovaties.uitvoer.tabel.als_xlsx"),
    Vorm(
        "csv",
        "CSV",
        "text/csv; charset=utf-8",
        "innovaties.uitvoer.tabel.als_csv",
        ingepakt=False,
    ),
    Vorm(
        "json",
        "JSON",
        "application/json",
        "innovaties.uitvoer.gegevens.als_json",
        ingepakt=False,
    ),
)
"""Written to a file, of descriptions as above and the question that they answer, as its address
has it."""
