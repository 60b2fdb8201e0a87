"""The public addresses, which stay; the personal pages; and the workplace of the organisers."""

from django.urls import path

from masterclasses.views import (
    aanmelden,
    deelnemers,
    kalender,
    materialen,
    openbaar,
    planning,
    verslag,
)

app_name = "masterclasses"

_REDACTIE = "redactie/masterclasses/"
_EEN = f"{_REDACTIE}<slug:slug>/"

urlpatterns = [
    path("masterclasses/", openbaar.lijst, name="lijst"),
    path("masterclasses.ics", kalender.feed, name="feed"),
    path("masterclasses/<slug:slug>/", openbaar.toon, name="masterclass"),
    path("masterclasses/<slug:slug>.ics", kalender.kalender, name="kalender"),
    path("masterclasses/materialen/<path:pad>", materialen.materiaal, name="materiaal"),
    path("masterclasses/<slug:slug>/aanmelden/", aanmelden.meld_aan, name="aanmelden"),
    path("aanmelding/<str:sleutel>/", aanmelden.persoonlijk, name="aanmelding"),
    path("aanmelding/<str:sleutel>/wijzigen/", aanmelden.wijzig, name="wijzigen"),
    path("aanmelding/<str:sleutel>/bewijs.pdf", aanmelden.bewijs, name="bewijs"),
    path("evaluatie/<str:sleutel>/", aanmelden.evaluatie, name="evaluatie"),
    path(_REDACTIE, planning.planning, name="planning"),
    path(f"{_REDACTIE}nieuw/", planning.begin, name="begin"),
    path(_EEN, planning.toon, name="beheer"),
    path(f"{_EEN}bewerken/", planning.bewerk, name="bewerken"),
    path(f"{_EEN}stap/<slug:stap>/", planning.stap, name="stap"),
    path(f"{_EEN}uitnodigen/", planning.uitnodigen, name="uitnodigen"),
    path(f"{_EEN}deelnemers/", deelnemers.toon, name="deelnemers"),
    path(f"{_EEN}deelnemers/erbij/", deelnemers.erbij, name="deelnemer_erbij"),
    path(f"{_EEN}deelnemers.xlsx", deelnemers.export, name="deelnemers_export"),
    path(f"{_EEN}badges.pdf", deelnemers.badges, name="badges"),
    path(f"{_EEN}bewijzen.pdf", deelnemers.bewijzen, name="bewijzen"),
    path(f"{_EEN}inchecken/", deelnemers.inchecken, name="inchecken"),
    path(f"{_EEN}bericht/", deelnemers.bericht, name="bericht"),
    path(f"{_EEN}evaluaties/", deelnemers.evaluaties, name="evaluaties"),
    path(f"{_EEN}verslag/", verslag.schrijf, name="verslag"),
    path(f"{_EEN}verslag/stap/<slug:stap>/", verslag.stap, name="verslag_stap"),
    path(f"{_EEN}verslag/voorbeeld/", verslag.voorbeeld, name="verslag_voorbeeld"),
    path("redactie/aanmelding/<int:pk>/", deelnemers.beslis, name="beslis"),
]
