"""The addresses of the demo's letterbox."""

from django.urls import path

from post import views

app_name = "post"

urlpatterns = [
    path("", views.postvak, name="postvak"),
    path("<int:pk>/", views.bericht, name="bericht"),
    path("<int:pk>/agenda.ics", views.agenda, name="agenda"),
]
