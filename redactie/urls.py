"""The workplace of the editors, and the pages behind the links in our mails."""

from django.urls import path, re_path

from redactie.views import (
    archief,
    beginstuk,
    bevestigen,
    bureau,
    doorlooptijd,
    gegevens,
    meelezen,
    meldingen,
    opmerkingen,
    programma,
    samen,
    schrijven,
    stappen,
    vergelijken,
    versie,
    word,
)

app_name = "redactie"

_VERSIE = "redactie/beschrijving/<int:pk>/"
_INNOVATIE = "redactie/innovatie/<slug:slug>/"

urlpatterns = [
    path("redactie/beschrijvingen/", bureau.toon, name="beschrijvingen"),
    re_path(
        rf"^redactie/beschrijvingen\.(?P<soort>{'|'.join(bureau.BESTANDEN)})$",
        bureau.download,
        name="beschrijvingen_download",
    ),
    path("redactie/beschrijvingen/samen/<slug:stap>/", samen.stap, name="samen"),
    path("redactie/beschrijvingen/bewaren/", bureau.bewaar, name="lijst_bewaren"),
    path("redactie/beschrijvingen/vergeten/<int:pk>/", bureau.vergeet, name="lijst_vergeten"),
    path("redactie/nieuw/", schrijven.begin, name="begin"),
    path("redactie/doorlooptijd/", doorlooptijd.toon, name="doorlooptijd"),
    path("redactie/zoek/organisatie/", schrijven.zoek_organisatie, name="zoek_organisatie"),
    path("redactie/zoek/element/", schrijven.zoek_element, name="zoek_element"),
    path(_VERSIE, versie.toon, name="versie"),
    path(f"{_VERSIE}schrijven/<slug:sectie>/", schrijven.schrijf, name="schrijven"),
    path(f"{_VERSIE}voorbeeld/", versie.voorbeeld, name="voorbeeld"),
    path(f"{_VERSIE}word/", word.word, name="word"),
    path(f"{_VERSIE}stuk/", beginstuk.stuk, name="stuk"),
    path(f"{_VERSIE}stuk/zetten/", beginstuk.zet, name="stuk_zetten"),
    path(f"{_VERSIE}stuk/zetten/<int:nummer>/terug/", beginstuk.haal_terug, name="stuk_terug"),
    path(f"{_VERSIE}stuk/<int:nummer>/weg/", beginstuk.laat_gaan, name="stuk_weg"),
    path(f"{_VERSIE}stap/<slug:stap>/", stappen.zet_stap, name="stap"),
    path(f"{_VERSIE}nieuwe-versie/", stappen.nieuwe_versie, name="nieuwe_versie"),
    path(f"{_VERSIE}opmerkingen/", opmerkingen.plaats, name="opmerkingen"),
    path(f"{_VERSIE}meelezers/", opmerkingen.vraag_mee, name="meelezers"),
    path(f"{_VERSIE}vergelijken/", vergelijken.toon, name="vergelijken"),
    path(f"{_VERSIE}logboek/", vergelijken.logboek, name="logboek"),
    path("redactie/wordrest/<int:pk>/afvinken/", opmerkingen.vink_af, name="afvinken"),
    path("redactie/opmerking/<int:pk>/antwoord/", opmerkingen.antwoord, name="antwoord"),
    path("redactie/opmerking/<int:pk>/overnemen/", opmerkingen.neem_over, name="overnemen"),
    path("redactie/opmerking/<int:pk>/oplossen/", opmerkingen.los_op, name="oplossen"),
    path(f"{_INNOVATIE}gegevens/", gegevens.wijzig, name="gegevens"),
    path("redactie/overdragen/", gegevens.draag_over, name="overdragen"),
    path(f"{_INNOVATIE}begonnen/", programma.begonnen, name="begonnen"),
    path("redactie/toezegging/<int:pk>/beginnen/", programma.toegezegd, name="toegezegd"),
    path(f"{_INNOVATIE}bevestigd/", bevestigen.stap, {"stap": "bevestigd"}, "bevestigd"),
    path(f"{_INNOVATIE}klopt/", bevestigen.stap, {"stap": "klopt"}, "klopt"),
    path(
        f"{_INNOVATIE}opnieuw-vragen/",
        bevestigen.stap,
        {"stap": "opnieuw-vragen"},
        "opnieuw_vragen",
    ),
    path(f"{_INNOVATIE}archiveren/", archief.stap, {"stap": "archiveren"}, "archiveren"),
    path(f"{_INNOVATIE}terughalen/", archief.stap, {"stap": "terughalen"}, "terughalen"),
    path("redactie/melding/<int:pk>/", meldingen.behandel, name="melding"),
    path("innovaties/<slug:slug>/elders/", meldingen.elders, name="elders"),
    path("innovaties/<slug:slug>/weet-meer/", meldingen.weet_meer, name="weet_meer"),
    path("melding/<str:sleutel>/", meldingen.bevestig, name="melding_bevestigen"),
    path("meelezen/<str:sleutel>/", meelezen.meelezen, name="meelezen"),
    path("klopt-nog/<str:sleutel>/", bevestigen.klopt_nog, name="klopt_nog"),
]
