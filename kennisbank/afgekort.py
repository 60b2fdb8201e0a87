"""What remains of an address when somebody cuts parts off its end leads one step up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern


def routes(patronen: Iterable[URLPattern | URLResolver], voor: str = "") -> Iterator[str]:
    """The whole route of each address that is written as a route, and no expression."""
    for patroon in patronen:
        if isinstance(patroon.pattern, RoutePattern):
            route = f"{voor}{patroon.pattern}"
            if isinstance(patroon, URLResolver):
                yield from routes(patroon.url_patterns, route)
            else:
                yield route


def stukken(route: str) -> list[str]:
    """What remains of `route` when one part after another is cut off, the longest first."""
    delen = route.rstrip("/").split("/")
    return ["/".join(delen[:einde]) + "/" for einde in range(len(delen) - 1, 0, -1)]


@cache
def _afgekort() -> list[tuple[RoutePattern, bool]]:
    """Each remainder, and whether its last part is a fixed word."""
    resten = {rest for route in routes(get_resolver().url_patterns) for rest in stukken(route)}
    return [(RoutePattern(rest, is_endpoint=True), not rest.endswith(">/")) for rest in resten]


def hoger(pad: str, route: str = "") -> str:
    """The address one step above `pad`, when that is the begin of another; else nothing.

    `route` is the one that `pad` was taken for. A page of that name is gone then, and no other
    stands for it; and where the route ends in a word, this very page is not there.
    """
    kaal = pad.strip("/")
    if route and not route.rstrip("/").endswith(">"):
        return ""
    for patroon, vast in _afgekort():
        if (vast or not route) and patroon.match(f"{kaal}/"):
            return f"/{kaal.rpartition('/')[0]}/".replace("//", "/")
    return ""
