"""The public addresses, which stay; the personal pages; and the workplace of the webredacteur."""

from django.urls import path

from nieuwsbrieven.views import abonnee, openbaar, opstellen, verzending, voorbeeld

app_name = "nieuwsbrieven"

_REDACTIE = "redactie/nieuwsbrieven/"
_EEN = f"{_REDACTIE}<int:pk>/"

urlpatterns = [
    path("nieuwsbrieven/", openbaar.lijst, name="lijst"),
    path("nieuwsbrieven/feed/", openbaar.feed, name="feed"),
    path("nieuwsbrieven/aanmelden/", abonnee.meld_aan, name="aanmelden"),
    path("nieuwsbrieven/bevestigen/<str:sleutel>/", abonnee.bevestig, name="bevestigen"),
    path("nieuwsbrieven/voorkeuren/<str:sleutel>/", abonnee.voorkeuren, name="voorkeuren"),
    path("nieuwsbrieven/adres/<str:sleutel>/", abonnee.nieuw_adres, name="nieuw_adres"),
    path("nieuwsbrieven/afmelden/<str:sleutel>/", abonnee.afmelden, name="afmelden"),
    path("nieuwsbrieven/beeld/<int:pk>/<str:naam>", openbaar.beeld, name="beeld"),
    path("nieuwsbrieven/<slug:slug>/", openbaar.toon, name="editie"),
    path(_REDACTIE, opstellen.overzicht, name="overzicht"),
    path(f"{_REDACTIE}nieuw/", opstellen.begin, name="begin"),
    path(f"{_REDACTIE}abonnees/", verzending.abonnees, name="abonnees"),
    path(_EEN, opstellen.bewerk, name="bewerken"),
    path(f"{_EEN}voorstellen/", opstellen.voorstellen, name="voorstellen"),
    path(f"{_EEN}stap/<slug:stap>/", opstellen.stap, name="stap"),
    path(f"{_EEN}blokken/nieuw/", opstellen.blok_nieuw, name="blok_nieuw"),
    path(f"{_EEN}blokken/<int:blok>/", opstellen.blok, name="blok"),
    path(f"{_EEN}voorbeeld/", voorbeeld.toon, name="voorbeeld"),
    path(f"{_EEN}voorbeeld/mail.html", voorbeeld.mail, name="voorbeeld_mail"),
    path(f"{_EEN}controle/", voorbeeld.controle, name="controle"),
    path(f"{_EEN}proef/", voorbeeld.proef, name="proef"),
    path(f"{_EEN}verzenden/", verzending.verzenden, name="verzenden"),
    path(f"{_EEN}voortgang/", verzending.voortgang, name="voortgang"),
]
