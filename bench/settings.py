"""The site's own settings, with the bare views beside its pages."""

from kennisbank.settings import *  # noqa: F403
from kennisbank.settings import MIDDLEWARE as _MIDDLEWARE

ROOT_URLCONF = "bench.urls"
_PAGINACACHE = _MIDDLEWARE.index("vinden.paginacache.PaginaCacheMiddleware")
MIDDLEWARE = [
    "bench.kaal.Kaalst",
    *_MIDDLEWARE[:_PAGINACACHE],
    "bench.kaal.PaginaCacheBehalveKaal",
    *_MIDDLEWARE[_PAGINACACHE + 1 :],
]
