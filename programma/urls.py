"""The page of the programme, and its planning."""

from django.urls import path

from programma.views import openbaar, planning

app_name = "programma"

_REDACTIE = "redactie/programma/"

urlpatterns = [
    path("programma/", openbaar.programma, name="programma"),
    path("meedoen/", openbaar.meedoen, name="meedoen"),
    path(_REDACTIE, planning.toon, name="planning"),
]
