"""The limit: a view that only returns the bytes of a page, without database and templates."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from bench.belasting import VERS
from vinden.paginacache import PaginaCacheMiddleware

MAP = "BENCH_KAAL"
"""In the environment: the folder with the bodies and headers of the measured pages."""

GRENS, KAALST = "/kaal/", "/kaalst/"


@cache
def _pagina(naam: str) -> tuple[bytes, dict[str, str]]:
    map_ = Path(os.environ[MAP])
    return (map_ / naam).read_bytes(), json.loads((map_ / f"{naam}.json").read_text())


def kaal(_request: HttpRequest, naam: str) -> HttpResponse:
    """Answer with the bytes of page `naam`."""
    inhoud, koppen = _pagina(naam)
    return HttpResponse(inhoud, headers=koppen)


class PaginaCacheBehalveKaal(PaginaCacheMiddleware):
    """The page cache, which would ask the database something for the bare view too.

    It keeps an address with `VERS` as another page, as it would for another question; the view
    does not see that parameter, which it does not know.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(lambda request: get_response(_zonder_vers(request)))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the bare view pass by."""
        if request.path.startswith(GRENS):
            return self.get_response(request)
        return super().__call__(request)


def _zonder_vers(request: HttpRequest) -> HttpRequest:
    vraag = request.META["QUERY_STRING"]
    request.META["QUERY_STRING"] = vraag.partition(f"{VERS}=")[0].removesuffix("&")
    return request


class Kaalst:
    """The bare view before all other middleware: the most that Django can do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer its addresses."""
        if request.path.startswith(KAALST):
            return kaal(request, request.path.removeprefix(KAALST))
        return self.get_response(request)
