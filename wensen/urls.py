"""Wishes and inventories: what is public, the personal links, and the workplace."""

from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from innovaties.views import overzichten
from wensen.views import inventarisatie, vragenlijst, wensen

app_name = "wensen"

_REDACTIE = "redactie/programma/"
_INVENTARISATIE = f"{_REDACTIE}inventarisaties/<int:pk>/"

INVENTARISATIES = {
    "soort": "inventarisatie",
    "uitleg": "Wat organisaties antwoordden op de vraag wat zij doen, willen en nodig hebben.",
}
GEWENST = reverse_lazy("innovaties:lijst", query={"soort": "gewenst"})

urlpatterns = [
    path("wensen/", RedirectView.as_view(url=GEWENST), name="gewenst"),
    path("inventarisatie/", overzichten.toon, INVENTARISATIES, name="uitkomsten"),
    path("wensen/<slug:slug>/", wensen.ook, name="wens"),
    path("wensen/bevestigen/<str:sleutel>/", wensen.bevestig, name="wens_bevestigen"),
    path("inventarisatie/<slug:slug>/", inventarisatie.uitkomst, name="inventarisatie"),
    path("vragenlijst/<str:sleutel>/", vragenlijst.toon, name="vragenlijst"),
    path(f"{_REDACTIE}wensen/", wensen.matches, name="wensen"),
    path(f"{_REDACTIE}wensen/<slug:slug>/", wensen.match, name="match"),
    path(f"{_REDACTIE}inventarisaties/", inventarisatie.lijst, name="inventarisaties"),
    path(f"{_REDACTIE}inventarisaties/nieuw/", inventarisatie.begin, name="inventarisatie_nieuw"),
    path(_INVENTARISATIE, inventarisatie.toon, name="inventarisatie_beheer"),
    path(f"{_INVENTARISATIE}bewerken/", inventarisatie.bewerk, name="inventarisatie_bewerken"),
    path(f"{_INVENTARISATIE}voorbeeld/", inventarisatie.voorbeeld, name="inventarisatie_voorbeeld"),
    path(f"{_INVENTARISATIE}stap/ontvangers/", inventarisatie.ontvangers, name="ontvangers"),
    path(f"{_INVENTARISATIE}stap/<slug:stap>/", inventarisatie.stap, name="inventarisatie_stap"),
    path(f"{_INVENTARISATIE}antwoorden.xlsx", inventarisatie.export, name="antwoorden"),
    path(
        f"{_REDACTIE}antwoorden/<int:pk>/<slug:wordt>/", inventarisatie.maak, name="antwoord_wordt"
    ),
]
