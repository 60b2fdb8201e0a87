"""Addresses for programs, which end without a slash; and the page that explains them to people."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from koppelvlak.views import api, catalogus, oai, uitleg

app_name = "koppelvlak"

urlpatterns = [
    path("open-gegevens/", uitleg.open_gegevens, name="open_gegevens"),
    path("catalogus.jsonld", catalogus.dcat, name="dcat"),
    path(".well-known/api-catalog", catalogus.api_catalog, name="api_catalog"),
    path("oai", oai.oai, name="oai"),
    path("api/", RedirectView.as_view(pattern_name="koppelvlak:open_gegevens"), name="api_"),
    re_path(r"^api/v1/?$", api.index, name="index"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/<slug:naam>", api.rijen, name="rijen"),
    path("api/v1/<slug:naam>/<slug:welke>", api.rij, name="rij"),
    re_path(r"^api/", api.nergens, name="nergens"),
]
