"""PDF that a screen reader can walk (PDF/UA-1), drawn by typst from data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone

from basis.apart import apart
from basis.letters import tekenbaar

if TYPE_CHECKING:
    import typst


def teken(sjabloon: Path, invoer: dict[str, str]) -> bytes:
    """The PDF that template `sjabloon` makes of `invoer`, which `als_invoer` gave."""
    moment = int(timezone.now().timestamp())
    return cast(bytes, apart("basis.pdf.zet", sjabloon, invoer, moment))


def zet(sjabloon: Path, invoer: dict[str, str], moment: int) -> bytes:
    """The same, in this process, which typst then makes a hundred MiB larger."""
    import typst  # noqa: PLC0415 (as said)

    return typst.compile(
        sjabloon,
        format="pdf",
        font_paths=_letters(),
        ignore_system_fonts=True,
        sys_inputs=invoer,
        pdf_standards=["ua-1"],
        timestamp=moment,
    )


def als_invoer(gegevens: Any) -> dict[str, str]:
    """`gegevens` as data: the template reads it, typst never takes it for markup.

    Bytes are numbers. What the fonts cannot draw becomes `basis.letters.VERVANGER`.
    """
    return {"gegevens": json.dumps(_tekenbaar(gegevens))}


@cache
def _letters() -> typst.Fonts:
    """The fonts that typst carries, so that a PDF looks the same on every machine."""
    import typst  # noqa: PLC0415 (as above)

    return typst.Fonts(include_system_fonts=False)


def _tekenbaar(waarde: Any) -> Any:
    """`waarde` with every text in it limited to signs that the fonts have."""
    if isinstance(waarde, str):
        return tekenbaar(waarde)
    if isinstance(waarde, bytes):
        return list(waarde)
    if isinstance(waarde, dict):
        return {naam: _tekenbaar(deel) for naam, deel in waarde.items()}
    if isinstance(waarde, (list, tuple)):
        return [_tekenbaar(deel) for deel in waarde]
    return waarde
