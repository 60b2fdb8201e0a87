"""The public pages of the programme, the personal links, and the workplace."""

from django.urls import path

from programma.views import (
    besluiten,
    deelnames,
    inventarisatie,
    lessen,
    netwerk,
    openbaar,
    planning,
    trajecten,
    tranches,
    vragenlijst,
    wensen,
    werkagenda,
)

app_name = "programma"

_REDACTIE = "redactie/programma/"
_TRANCHE = f"{_REDACTIE}tranches/<int:pk>/"
_TRAJECT = f"{_REDACTIE}trajecten/<int:pk>/"
_DEELNAME = f"{_REDACTIE}deelnames/<int:pk>/"
_INVENTARISATIE = f"{_REDACTIE}inventarisaties/<int:pk>/"

urlpatterns = [
    path("programma/", openbaar.programma, name="programma"),
    path("programma/tranches/<slug:slug>/", openbaar.tranche, name="tranche"),
    path("programma/tranches/<slug:slug>/meedoen/", openbaar.meedoen, name="meedoen"),
    path("meedoen/<str:sleutel>/", openbaar.meedoen_bevestigen, name="meedoen_bevestigen"),
    path("programma/trajecten/<slug:slug>/", openbaar.traject, name="traject"),
    path("wensen/<slug:slug>/", wensen.ook, name="wens"),
    path("wensen/bevestigen/<str:sleutel>/", wensen.bevestig, name="wens_bevestigen"),
    path("inventarisatie/<slug:slug>/", inventarisatie.uitkomst, name="inventarisatie"),
    path("vragenlijst/<str:sleutel>/", vragenlijst.toon, name="vragenlijst"),
    path("netwerk/<slug:slug>/", netwerk.toon, name="netwerk"),
    path("netwerk/project/<slug:slug>/", netwerk.project, name="project"),
    path("werkagenda/<slug:slug>/", werkagenda.toon, name="werkagenda"),
    path("lessen/", lessen.lijst, name="lessen"),
    path("lessen/<slug:slug>/", lessen.toon, name="les"),
    path(_REDACTIE, planning.toon, name="planning"),
    path(f"{_REDACTIE}besluiten/", besluiten.lijst, name="besluiten"),
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
    path(f"{_TRAJECT}uren/", trajecten.uren, name="uren"),
    path(_DEELNAME, deelnames.deelname, name="deelname"),
    path(f"{_DEELNAME}plan/", deelnames.plan, name="plan"),
    path(f"{_DEELNAME}evaluatie/", deelnames.evaluatie, name="evaluatie"),
    path(f"{_DEELNAME}stap/<slug:stap>/", deelnames.deelname_stap, name="deelname_stap"),
    path(f"{_REDACTIE}wensen/", wensen.matches, name="wensen"),
    path(f"{_REDACTIE}wensen/<slug:slug>/", wensen.match, name="match"),
    path(f"{_REDACTIE}inventarisaties/", inventarisatie.lijst, name="inventarisaties"),
    path(f"{_REDACTIE}inventarisaties/nieuw/", inventarisatie.begin, name="inventarisatie_nieuw"),
    path(_INVENTARISATIE, inventarisatie.toon, name="inventarisatie_beheer"),
    path(f"{_INVENTARISATIE}bewerken/", inventarisatie.bewerk, name="inventarisatie_bewerken"),
    path(f"{_INVENTARISATIE}stap/<slug:stap>/", inventarisatie.stap, name="inventarisatie_stap"),
    path(f"{_INVENTARISATIE}antwoorden.xlsx", inventarisatie.export, name="antwoorden"),
    path(
        f"{_REDACTIE}antwoorden/<int:pk>/<slug:wordt>/", inventarisatie.maak, name="antwoord_wordt"
    ),
]
