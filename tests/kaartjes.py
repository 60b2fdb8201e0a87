"""Which descriptions the cards of a page show."""

import re
from collections.abc import Iterable
from html import unescape

from basis.afbreken import ZACHT

_TITEL = re.compile(r'class="kaartje__titel"><a href="/innovaties/([^"]*)/">([^<]*)')


def slugs(kaartjes: Iterable[str]) -> list[str]:
    """The web names, in the order of the cards."""
    return [slug for kaartje in kaartjes for slug, _ in _TITEL.findall(kaartje)]


def titels(kaartjes: Iterable[str]) -> list[str]:
    """The titles, in the order of the cards."""
    gevonden = (titel for kaartje in kaartjes for _, titel in _TITEL.findall(kaartje))
    return [unescape(titel.replace(ZACHT, "")) for titel in gevonden]
