"""The words of a reader, as a question to the database and as marks in a text."""

from __future__ import annotations

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models.expressions import Combinable

CONFIG = "dutch"
"""How PostgreSQL takes words together; a text and a question need the same."""

MARKEER_BEGIN, MARKEER_EIND = "\u2983", "\u2984"
"""Marks around a found word: signs that no text holds, so that escaping comes before marking."""


def zoekvraag(tekst: str) -> SearchQuery | None:
    """The words of a reader as a query: "a phrase", -not, or. None when there are no words."""
    return SearchQuery(tekst, config=CONFIG, search_type="websearch") if tekst else None


def uitsnede(tekst: str | Combinable, vraag: SearchQuery) -> SearchHeadline:
    """The passage of `tekst`, a column, around the found words, these between the markers."""
    return SearchHeadline(
        tekst,
        vraag,
        config=CONFIG,
        start_sel=MARKEER_BEGIN,
        stop_sel=MARKEER_EIND,
        max_words=34,
        min_words=18,
        max_fragments=1,
    )
