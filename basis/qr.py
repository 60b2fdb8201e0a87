"""QR codes, drawn beside the worker (`basis.apart`): what draws them takes 13 MiB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from basis.apart import apart


def als_svg(teksten: Sequence[str], *, rand: int = 0) -> list[str]:
    """The codes of `teksten` as SVG; with a `rand`, so wide, on white."""
    return cast(list[str], apart("basis.qr.teken", list(teksten), rand))


def teken(teksten: Sequence[str], rand: int) -> list[str]:
    """The same, for the process that has the library."""
    import qrcode  # noqa: PLC0415 (with Pillow and lxml)
    from qrcode.image.svg import SvgPathFillImage, SvgPathImage  # noqa: PLC0415

    vorm = SvgPathFillImage if rand else SvgPathImage
    return [
        str(qrcode.make(een, border=rand, image_factory=vorm).to_string(encoding="unicode"))
        for een in teksten
    ]
