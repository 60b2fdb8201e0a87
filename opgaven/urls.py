"""Goals, agendas and lessons, as everyone reads them."""

from django.urls import path

from opgaven.views import lessen, netwerk, werkagenda

app_name = "opgaven"

urlpatterns = [
    path("netwerk/<slug:slug>/", netwerk.toon, name="netwerk"),
    path("netwerk/project/<slug:slug>/", netwerk.project, name="project"),
    path("werkagenda/<slug:slug>/", werkagenda.toon, name="werkagenda"),
    path("lessen/", lessen.lijst, name="lessen"),
    path("lessen/<slug:slug>/", lessen.toon, name="les"),
]
