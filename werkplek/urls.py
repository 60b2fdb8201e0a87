"""The first page of the workplace, and the accounts."""

from django.urls import path

from werkplek import accounts, mail, views

app_name = "werkplek"

urlpatterns = [
    path("redactie/", views.mijn_werk, name="mijn_werk"),
    path("redactie/mail/", mail.toon, name="mail"),
    path("redactie/mail/<int:pk>/<slug:stap>/", mail.stap, name="mail_stap"),
    path("redactie/accounts/", accounts.toon, name="accounts"),
    path("redactie/accounts/nieuw/", accounts.nieuw, name="account_nieuw"),
    path("redactie/accounts/<int:pk>/", accounts.bewerk, name="account"),
    path("redactie/accounts/<int:pk>/stap/", accounts.stap, name="account_stap"),
]
