"""The public addresses, which stay, and the workplace of the lists."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from innovaties.uitvoer.feeds import NieuwsteFeed, RegioFeed, ThemaFeed
from innovaties.uitvoer.vormen import VAN_BESCHRIJVING, VAN_LIJST, VAN_MAP, VAN_VERGELIJKING
from innovaties.views import (
    andere_namen,
    beschrijving,
    gemiste_vragen,
    inbedden,
    ingangen,
    lijst,
    lijsten,
    materialen,
    mijn_map,
    overzichten,
    vergelijk,
    versie,
    wat_werkt,
    zoeken,
)
from vinden.paginacache import publiek_met

app_name = "innovaties"

OVERZICHTEN = {
    "thema": ("Thema's", "De onderwerpen van het programma, met wat er per thema beschreven is."),
    "regio": ("Regio's", "Alle provincies en zorgregio's, met wat er in elke regio gebeurt."),
    "organisatie": ("Organisaties", "Alle organisaties die meedoen aan een innovatie."),
    "methodiek": ("Methodieken", "De werkwijzen waarop innovaties bouwen."),
}
"""What has a page for each of its rows: the title and the first sentence of the page with all."""

_LIJST = "redactie/lijsten/<slug:soort>/"

urlpatterns = [
    path("innovaties/", lijst.lijst, name="lijst"),
    re_path(
        rf"^innovaties\.(?P<soort>{'|'.join(VAN_LIJST)})$", lijst.download, name="lijst_download"
    ),
    path("innovaties/<slug:slug>/", beschrijving.toon, name="beschrijving"),
    re_path(
        rf"^innovaties/(?P<slug>[-\w]+)\.(?P<soort>{'|'.join(VAN_BESCHRIJVING)})$",
        beschrijving.download,
        name="beschrijving_download",
    ),
    path("innovaties/<slug:slug>/kaartje/", inbedden.kaartje, name="kaartje"),
    path("kaartjes/", inbedden.kaartjes, name="kaartjes"),
    path("kaartje.js", inbedden.script, name="kaartje_js"),
    path("oembed", inbedden.oembed, name="oembed"),
    path("innovaties/<slug:slug>/versie/<int:nummer>/", versie.toon, name="versie"),
    path("materialen/<path:pad>", materialen.materiaal, name="materiaal"),
    path("illustraties/<path:pad>", materialen.illustratie, name="illustratie"),
    path("redactie/lijsten/", lijsten.overzicht, name="lijsten"),
    path(f"{_LIJST}", lijsten.toon, name="lijst_bijhouden"),
    path(f"{_LIJST}nieuw/", lijsten.nieuw, name="waarde_nieuw"),
    path(f"{_LIJST}<int:pk>/", lijsten.bewerk, name="waarde"),
    path(f"{_LIJST}<int:pk>/stap/<slug:stap>/", lijsten.stap, name="waarde_stap"),
    path("redactie/namen/", andere_namen.lijsten, name="andere_namen"),
    path("redactie/namen/<slug:facet>/", andere_namen.lijst, name="andere_namen_lijst"),
    path("redactie/zoekvragen/<int:pk>/", gemiste_vragen.toon, name="gemiste_vraag"),
    path("zoeken/", zoeken.toon, name="zoeken"),
    path("zoeken/suggesties/", zoeken.suggesties, name="suggesties"),
    path("vergelijk/", vergelijk.vergelijk, name="vergelijk"),
    re_path(
        rf"^vergelijk\.(?P<soort>{'|'.join(VAN_VERGELIJKING)})$",
        vergelijk.download,
        name="vergelijk_download",
    ),
    path("map/", mijn_map.toon, name="map"),
    re_path(rf"^map\.(?P<soort>{'|'.join(VAN_MAP)})$", mijn_map.download, name="map_download"),
    path("thema/<slug:slug>/", ingangen.thema, name="thema"),
    path("regio/<slug:slug>/", ingangen.regio, name="regio"),
    path("organisatie/<slug:slug>/", ingangen.organisatie, name="organisatie"),
    path("methodiek/<slug:slug>/", ingangen.methodiek, name="methodiek"),
    path("elementen/", wat_werkt.elementen, name="elementen"),
    path("knelpunten/", wat_werkt.knelpunten, name="knelpunten"),
    path("element/", RedirectView.as_view(pattern_name="innovaties:elementen"), name="element_"),
    *(
        path(
            f"{soort}/",
            overzichten.toon,
            {"soort": soort, "titel": titel, "uitleg": uitleg},
            name=f"{soort}_overzicht",
        )
        for soort, (titel, uitleg) in OVERZICHTEN.items()
    ),
    path("element/<slug:slug>/", ingangen.element, name="element"),
    path("feeds/innovaties.atom", publiek_met("pagina")(NieuwsteFeed()), name="feed"),
    path("feeds/thema/<slug:slug>.atom", publiek_met("pagina")(ThemaFeed()), name="feed_thema"),
    path("feeds/regio/<slug:slug>.atom", publiek_met("pagina")(RegioFeed()), name="feed_regio"),
]
