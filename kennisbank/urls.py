"""All addresses of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from gebruikers.views import te_vaak
from innovaties.uitvoer.sitemaps import SITEMAPS as INNOVATIES
from kennisbank import views
from masterclasses.uitvoer.sitemaps import SITEMAPS as MASTERCLASSES
from nieuwsbrieven.uitvoer.sitemaps import SITEMAPS as NIEUWSBRIEVEN
from vinden.keuzelijsten import Wegwijzersoort
from vinden.paginacache import publiek, publiek_met
from vinden.sitemaps import SITEMAPDEEL, PaginaSitemap, WegwijzerSitemap, overzicht
from vinden.wegwijzers import VAN_PROGRAMMA

PAGINAS = [
    *("home", "innovaties:lijst", "innovaties:elementen", "innovaties:knelpunten"),
    *("innovaties:thema_overzicht", "innovaties:regio_overzicht"),
    *("innovaties:organisatie_overzicht", "innovaties:methodiek_overzicht"),
    *("opgaven:lessen", "opgaven:netwerken", "opgaven:werkagendas", "wensen:uitkomsten"),
    *("trajecten:tranches", "trajecten:trajecten", "programma:programma", "programma:meedoen"),
    "redactie:doorlooptijd",
    "koppelvlak:open_gegevens",
    *("masterclasses:lijst", "nieuwsbrieven:lijst"),
    *("nieuwsbrieven:aanmelden", "gewone_taal", "over", "toegankelijkheid", "privacy"),
]
SITEMAPS = {
    **INNOVATIES,
    **MASTERCLASSES,
    **NIEUWSBRIEVEN,
    "programma": WegwijzerSitemap(Wegwijzersoort.LES, *VAN_PROGRAMMA),
    "paginas": PaginaSitemap(PAGINAS),
}


@csrf_exempt
def terugmelding(request: HttpRequest, provider: str) -> HttpResponse:
    """The view of that name, loaded when first asked: anymail takes 5 MiB of each worker."""
    antwoord: HttpResponse = import_string("post.views.webhooks.terugmelding")(request, provider)
    return antwoord


urlpatterns = [
    path("", views.home, name="home"),
    path("", include("innovaties.urls")),
    path("", include("koppelvlak.urls")),
    path("", include("masterclasses.urls")),
    path("", include("opgaven.urls")),
    path("", include("trajecten.urls")),
    path("", include("wensen.urls")),
    path("", include("programma.urls")),
    path("", include("nieuwsbrieven.urls")),
    path("", include("werkplek.urls")),
    path("", include("redactie.urls")),
    path("", include("rapportage.urls")),
    path("", include("gebruikers.urls")),
    path("postvak/", include("post.urls")),
    path("post/terug/<slug:provider>/", terugmelding, name="terugmelding"),
    path("in-gewone-taal/", views.gewone_taal, name="gewone_taal"),
    path("over/", views.tekst, {"sjabloon": "over"}, name="over"),
    path(
        "toegankelijkheid/", views.tekst, {"sjabloon": "toegankelijkheid"}, name="toegankelijkheid"
    ),
    path("privacy/", views.privacy, name="privacy"),
    path("gezond", views.gezond, name="gezond"),
    path("gezond/klaar", views.klaar, name="klaar"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path(
        ".well-known/change-password",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="wachtwoord_wijzigen",
    ),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", publiek(overzicht), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<slug:section>.xml",
        publiek_met("p")(sitemap),
        {"sitemaps": SITEMAPS},
        name=SITEMAPDEEL,
    ),
    path("beheer/", admin.site.urls),
]

handler400 = views.fout_400
handler403 = views.fout_403
handler404 = views.fout_404
handler429 = te_vaak
handler500 = views.fout_500
