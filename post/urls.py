"""The addresses of the demo's letterbox."""

from django.urls import path

from post.views import postvak as views

app_name = "post"

urlpatterns = [
    path("", views.postvak, name="postvak"),
    path("<int:pk>/", views.mail, name="mail"),
    path("<int:pk>/opmaak/", views.opmaak, name="opmaak"),
    path("<int:pk>/agenda.ics", views.agenda, name="agenda"),
]
