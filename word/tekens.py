"""The crosses that people type."""

from __future__ import annotations

import re

_AAN = r"[☒☑✓✔✗✘🗹🗷⊠]|\[\s*[xXvV]\s*\]|\(\s*[xXvV]\s*\)"
_UIT = r"[☐□▢❏⬜]|\[\s*\]|\(\s*\)"
_LOS = r"[xX](?=[\s☐☒\[(.:)-]|$)[.:)-]?"
_VOOR = re.compile(rf"^(?:\s*(?:{_AAN}|{_UIT}|{_LOS}))*\s*")
_NA = re.compile(rf"(?:\s*(?:{_AAN}|{_UIT})|\s+[xX])+\s*$")
_IS_AAN = re.compile(rf"{_AAN}|[xX]")


def lees_vinkje(regel: str) -> tuple[bool | None, str]:
    """Whether `regel` is ticked (None without any box), and the words beside the box."""
    voor = _VOOR.match(regel)
    begin = voor[0] if voor else ""
    rest = regel[len(begin) :]
    na = _NA.search(rest)
    eind = na[0] if na else ""
    tekens = begin + eind
    label = rest[: len(rest) - len(eind)].strip()
    return (bool(_IS_AAN.search(tekens)) if tekens.strip() else None), label
