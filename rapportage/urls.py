"""The dashboard and the half-yearly reports."""

from django.urls import path

from rapportage import views

app_name = "rapportage"

_EEN = "redactie/rapport/<int:jaar>/<int:helft>"

urlpatterns = [
    path("redactie/rapport/", views.dashboard, name="dashboard"),
    path(f"{_EEN}/", views.rapport, name="rapport"),
    path(f"{_EEN}/rijen/<slug:cijfer>/", views.rijen, name="rijen"),
    path(f"{_EEN}/opleveren/", views.lever_op, name="opleveren"),
    path(f"{_EEN}/begroting/", views.begroting, name="begroting"),
    path(f"{_EEN}.pdf", views.pdf, name="pdf"),
    path(f"{_EEN}.xlsx", views.xlsx, name="xlsx"),
]
