"""Goals, agendas and lessons, as everyone reads them, and where they are kept."""

from django.urls import path

from innovaties.views import overzichten
from opgaven.views import bijhouden, lessen, netwerk, standvraag, werkagenda

app_name = "opgaven"

NETWERKEN = {
    "soort": "netwerk",
    "uitleg": "Wat partijen in een regio samen willen bereiken, en wat elke partij daarvoor doet.",
}
WERKAGENDAS = {
    "soort": "werkagenda",
    "uitleg": "Problemen per thema, met wat eraan te doen is.",
}

_BIJHOUDEN = "redactie/bijhouden/"

urlpatterns = [
    path("netwerk/", overzichten.toon, NETWERKEN, name="netwerken"),
    path("werkagenda/", overzichten.toon, WERKAGENDAS, name="werkagendas"),
    path("netwerk/<slug:slug>/", netwerk.toon, name="netwerk"),
    path("netwerk/project/<slug:slug>/", netwerk.project, name="project"),
    path("werkagenda/<slug:slug>/", werkagenda.toon, name="werkagenda"),
    path("lessen/", lessen.lijst, name="lessen"),
    path("lessen/<slug:slug>/", lessen.toon, name="les"),
    path("hoe-staat-het/<str:sleutel>/", standvraag.standvraag, name="standvraag"),
    path(_BIJHOUDEN, bijhouden.overzicht, name="bijhouden"),
    path(f"{_BIJHOUDEN}voorstel/<int:pk>/", bijhouden.voorstel, name="voorstel"),
    path(
        f"{_BIJHOUDEN}voorstel/<int:pk>/<slug:stap>/", bijhouden.voorstelstap, name="voorstel_stap"
    ),
    path(f"{_BIJHOUDEN}<slug:soort>/nieuw/", bijhouden.nieuw, name="nieuw"),
    path(f"{_BIJHOUDEN}<slug:soort>/nieuw/<int:bij>/", bijhouden.nieuw, name="nieuw"),
    path(f"{_BIJHOUDEN}<slug:soort>/<int:pk>/", bijhouden.bewerk, name="bewerken"),
    path(f"{_BIJHOUDEN}<slug:soort>/<int:pk>/stap/<slug:stap>/", bijhouden.stap, name="stap"),
]
