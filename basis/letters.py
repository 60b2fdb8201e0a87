"""Which signs the fonts of our PDFs have."""

import re
import unicodedata

from basis.tekst import ONZICHTBAAR

VERVANGER = "\N{WHITE SQUARE}"

# The blocks that the fonts inside typst draw in full. PDF/UA refuses a sign that no font draws,
# and then there would be no PDF at all.
_ZONDER_LETTER = re.compile(
    r"[^\n -~\u00a0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    r"\u2000-\u2029\u202f-\u2040\u20a0-\u20bf\u2100-\u211e\u2126-\u2151\u2190-\u23ff"
    r"\u2460-\u262f]+"
)


def tekenbaar(tekst: str) -> str:
    """`tekst` with `VERVANGER` for what the fonts cannot draw, such as Arabic or Chinese."""
    zichtbaar = re.sub(ONZICHTBAAR, "", unicodedata.normalize("NFC", tekst))
    return _ZONDER_LETTER.sub(VERVANGER, zichtbaar)


def is_tekenbaar(tekst: str) -> bool:
    """Whether the fonts have all signs of `tekst`."""
    return not _ZONDER_LETTER.search(re.sub(ONZICHTBAAR, "", tekst))
