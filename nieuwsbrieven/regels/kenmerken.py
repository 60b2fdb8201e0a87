"""By which marks mail servers and we know an edition and one mail of it."""

from __future__ import annotations


def zending(editie: int) -> str:
    """How the post calls edition `editie`."""
    return f"editie-{editie}"


def van_levering(levering: int | str) -> str:
    """What names a report of our own server about a Levering."""
    return f"levering-{levering}"
