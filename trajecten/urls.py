"""Tranches and trajecten: what is public, the personal link, and the workplace."""

from django.urls import path

from innovaties.views import overzichten
from trajecten.views import (
    besluiten,
    deelnames,
    mijn_traject,
    openbaar,
    overleg,
    trajecten,
    tranches,
)

app_name = "trajecten"

_REDACTIE = "redactie/programma/"
_TRANCHE = f"{_REDACTIE}tranches/<int:pk>/"
_TRAJECT = f"{_REDACTIE}trajecten/<int:pk>/"
_DEELNAME = f"{_REDACTIE}deelnames/<int:pk>/"

TRANCHES = {
    "soort": "tranche",
    "uitleg": "In een tranche beschrijven organisaties wat zij doen binnen één thema.",
}
TRAJECTEN = {
    "soort": "traject",
    "uitleg": "In een traject voeren organisaties met hulp van een coach een innovatie in.",
}

urlpatterns = [
    path("programma/tranches/", overzichten.toon, TRANCHES, name="tranches"),
    path("programma/trajecten/", overzichten.toon, TRAJECTEN, name="trajecten"),
    path("programma/tranches/<slug:slug>/", openbaar.tranche, name="tranche"),
    path("programma/tranches/<slug:slug>/meedoen/", openbaar.meedoen, name="meedoen"),
    path("meedoen/<str:sleutel>/", openbaar.meedoen_bevestigen, name="meedoen_bevestigen"),
    path("programma/trajecten/<slug:slug>/", openbaar.traject, name="traject"),
    path("programma/trajecten/<slug:slug>/meedoen/", openbaar.aanvragen, name="aanvragen"),
    path("mijn-traject/<str:sleutel>/", mijn_traject.toon, name="mijn_traject"),
    path("mijn-traject/<str:sleutel>/plan/", mijn_traject.plan, name="mijn_plan"),
    path("mijn-traject/<str:sleutel>/evaluatie/", mijn_traject.evaluatie, name="mijn_evaluatie"),
    path(f"{_REDACTIE}besluiten/", besluiten.lijst, name="besluiten"),
    path(f"{_REDACTIE}overleg/", overleg.lijst, name="overleggen"),
    path(f"{_REDACTIE}overleg/nieuw/", overleg.bewerk, name="overleg_nieuw"),
    path(f"{_REDACTIE}overleg/<int:pk>/", overleg.toon, name="overleg"),
    path(f"{_REDACTIE}overleg/<int:pk>/bewerken/", overleg.bewerk, name="overleg_bewerken"),
    path(f"{_REDACTIE}overleg/<int:pk>/<slug:stap>/", overleg.overlegstap, name="overleg_stap"),
    path(f"{_REDACTIE}werkplan/<int:pk>/", overleg.werkplan_van, name="werkplan"),
    path(f"{_REDACTIE}afspraak/<int:pk>/<slug:stap>/", overleg.stap, name="afspraak_stap"),
    path(f"{_REDACTIE}tranches/nieuw/", tranches.begin, name="tranche_nieuw"),
    path(_TRANCHE, tranches.toon, name="tranche_beheer"),
    path(f"{_TRANCHE}bewerken/", tranches.bewerk, name="tranche_bewerken"),
    path(f"{_TRANCHE}stap/<slug:stap>/", tranches.stap, name="tranche_stap"),
    path(f"{_REDACTIE}trajecten/nieuw/", trajecten.begin, name="traject_nieuw"),
    path(_TRAJECT, trajecten.toon, name="traject_beheer"),
    path(f"{_TRAJECT}bewerken/", trajecten.bewerk, name="traject_bewerken"),
    path(f"{_TRAJECT}deelnemen/", trajecten.deelnemen, name="deelnemen"),
    path(f"{_TRAJECT}stap/<slug:stap>/", trajecten.stap, name="traject_stap"),
    path(f"{_TRAJECT}bijeenkomst/", trajecten.bijeenkomst, name="bijeenkomst_nieuw"),
    path(f"{_TRAJECT}bijeenkomst/<int:nummer>/", trajecten.bijeenkomst, name="bijeenkomst"),
    path(
        f"{_TRAJECT}bijeenkomst/<int:nummer>/<slug:stap>/",
        trajecten.dagstap,
        name="bijeenkomst_stap",
    ),
    path(f"{_TRAJECT}uren/", trajecten.uren, name="uren"),
    path(_DEELNAME, deelnames.deelname, name="deelname"),
    path(f"{_DEELNAME}plan/", deelnames.plan, name="plan"),
    path(f"{_DEELNAME}evaluatie/", deelnames.evaluatie, name="evaluatie"),
    path(f"{_DEELNAME}besproken/<slug:wat>/", deelnames.bespreek, name="besproken"),
    path(f"{_DEELNAME}stap/<slug:stap>/", deelnames.stap, name="deelname_stap"),
]
