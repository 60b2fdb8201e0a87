"""The whole site, and one bare view."""

from django.urls import include, path

from bench.kaal import kaal
from kennisbank import urls

urlpatterns = [path("kaal/<slug:naam>", kaal), path("", include("kennisbank.urls"))]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
