"""The first page of the workplace."""

from django.urls import path

from werkplek import views

app_name = "werkplek"

urlpatterns = [path("redactie/", views.mijn_werk, name="mijn_werk")]
