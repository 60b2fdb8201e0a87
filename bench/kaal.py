"""The limit: a view that only returns the bytes of a page, without database and templates."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from innovaties.paginacache import PaginaCacheMiddleware

MAP = "BENCH_KAAL"
"""In the environment: the folder with the bodies and headers of the measured pages."""


@cache
def _pagina(naam: str) -> tuple[bytes, dict[str, str]]:
    map_ = Path(os.environ[MAP])
    return (map_ / naam).read_bytes(), json.loads((map_ / f"{naam}.json").read_text())


def kaal(_request: HttpRequest, naam: str) -> HttpResponse:
    """Answer with the bytes of page `naam`."""
    inhoud, koppen = _pagina(naam)
    return HttpResponse(inhoud, headers=koppen)


class PaginaCacheBehalveKaal(PaginaCacheMiddleware):
    """The page cache, which would ask the database something for the bare view too."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the bare view pass by."""
        return (
            self.get_response(request)
            if request.path.startswith("/kaal/")
            else super().__call__(request)
        )


def naakt(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer `/naakt/…` before all other middleware: the least that Django can do."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/naakt/"):
            return kaal(request, request.path.removeprefix("/naakt/"))
        return get_response(request)

    return antwoord
