"""The pages that belong to the whole site: home, about it, its health and its errors."""

import sys
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from basis.fouten import Opslagstoring, Verboden, is_vol
from basis.middleware import OPNIEUW
from basis.probleem import is_voor_programmas, probleem
from basis.queryplan import vaste_vraag
from basis.tekst import eerste_zin
from basis.termijnen import BEWAARTERMIJNEN
from innovaties.lezen.kaart import kaart
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Thema, Zoekdocument
from innovaties.views.kaartjes import op_sleutel
from kennisbank.afgekort import hoger
from kennisbank.gezondheid import GOED, onderdelen
from kennisbank.ingangen import SITUATIES, in_gewone_taal, zelf_doen
from masterclasses.keuzelijsten import Masterclassfase
from masterclasses.lezen.aanbod import grenzen, lees, voor_lezers
from masterclasses.models import Masterclass
from nieuwsbrieven.models import Editie
from organisaties.models import Regio
from vinden.paginacache import laat_vervallen, publiek
from vinden.stand import per_stand
from vinden.zoeken import Uitslag, Vraag

NIEUWSTE = 6
VAAKST = 3
MASTERCLASSES = 2
SECURITY_GELDT = timedelta(days=180)

FOUTEN = {
    400: (
        "Dit adres klopt niet",
        "In het adres staan tekens die wij niet kunnen lezen. Controleer het, of zoek hieronder.",
    ),
    403: (
        "U mag deze pagina niet zien",
        "Misschien bent u niet meer ingelogd, of is deze pagina voor iemand anders bedoeld.",
    ),
    404: (
        "Deze pagina is er niet",
        "Misschien is de pagina verplaatst, of zit er een typefout in het adres. Zoek hieronder.",
    ),
    413: (
        "Dit is te groot om te versturen",
        (
            "Stuurt u tekst? Maak die korter. Bestanden mogen samen hoogstens 25 MB zijn: maak ze"
            " kleiner, of stuur ze een voor een. Ga terug: wat u invulde, staat er nog."
        ),
    ),
    500: (
        "Er ging iets mis bij ons",
        "Dit ligt niet aan u. Probeer het over een paar minuten opnieuw.",
    ),
    503: (
        "Wij kunnen nu niet bij de gegevens",
        (
            "Dit ligt niet aan u. Verstuurde u iets? Ga terug: wat u invulde, staat er nog."
            " Probeer het over een paar minuten opnieuw, en kijk eerst of het al is aangekomen."
        ),
    ),
}


@publiek
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    nu = timezone.now()
    uitslag = BESCHRIJVINGEN.zoek(Vraag())
    beschreven = uitslag.vooraan
    themas = [(thema, *_beschreven_en_genoemd(uitslag, thema.slug)) for thema in _themas()]
    vaakst = _overgenomen()
    best = _best_beschreven(beschreven, [thema.slug for thema, *_ in themas], vaakst)
    getoond = {*vaakst, *best}
    nieuwste = [
        pk
        for pk in beschreven.op_volgorde("nieuwste")[: NIEUWSTE + len(getoond)]
        if pk not in getoond
    ][:NIEUWSTE]
    kaartjes = op_sleutel({*getoond, *nieuwste})
    masterclasses = lees(_komend(nu), nu)
    context = {
        "aantal": uitslag.aantal,
        "beschreven": beschreven.aantal,
        "genoemd": uitslag.aantal - beschreven.aantal,
        "themas": themas,
        "situaties": SITUATIES,
        "best": [kaartjes[pk] for pk in best],
        "nieuwste": [kaartjes[pk] for pk in nieuwste],
        "vaakst": [kaartjes[pk] for pk in vaakst],
        "masterclasses": masterclasses,
        "nieuwsbrief": next(iter(_nieuwsbrief()), None),
        "provincies": kaart(
            {slug: beschreven.met("regio", slug).aantal for slug in uitslag.tellingen["regio"]},
            Regio.get_absolute_url,
        ),
    }
    antwoord = render(request, "kennisbank/home.html", context)
    return laat_vervallen(antwoord, grenzen(masterclasses), nu)


@vaste_vraag
def _komend(nu: datetime) -> QuerySet[Masterclass]:
    """The first masterclasses that are announced."""
    komend = Masterclass.objects.filter(fase=Masterclassfase.AANGEKONDIGD).komend(nu)
    return voor_lezers(komend)[:MASTERCLASSES]


@vaste_vraag
def _nieuwsbrief() -> QuerySet[Editie]:
    """The newest edition."""
    return Editie.objects.openbaar().only("slug", "onderwerp", "begonnen_op")[:1]


@per_stand("namen")
def _themas() -> list[Thema]:
    return list(Thema.objects.all())


def _beschreven_en_genoemd(uitslag: Uitslag, thema: str) -> tuple[int, int]:
    """How many of `thema` are described, and how many a source only names."""
    beschreven = uitslag.vooraan.met("thema", thema).aantal
    return beschreven, uitslag.tellingen["thema"].get(thema, 0) - beschreven


@per_stand("documenten")
def _overgenomen() -> list[int]:
    """What others took over most often."""
    return list(Zoekdocument.objects.overgenomen().values_list("pk", flat=True)[:VAAKST])


def _best_beschreven(uitslag: Uitslag, themas: list[str], getoond: list[int]) -> list[int]:
    """Of each theme its most complete description that is not `getoond`, or of a theme before."""
    gekozen: list[int] = []
    hoogstens = len(themas) + len(getoond)
    for thema in themas:
        volgorde = uitslag.met("thema", thema).op_volgorde("compleet")[:hoogstens]
        gekozen += [pk for pk in volgorde if pk not in {*gekozen, *getoond}][:1]
    return gekozen


@publiek
@require_safe
def gewone_taal(request: HttpRequest) -> HttpResponse:
    """What can be done otherwise, told for who gets care and for her naasten."""
    context = {"themas": in_gewone_taal(), "taken": zelf_doen()}
    return render(request, "kennisbank/gewone_taal.html", context)


@publiek
@require_safe
def tekst(request: HttpRequest, sjabloon: str) -> HttpResponse:
    """A page of fixed text."""
    return render(request, f"kennisbank/{sjabloon}.html")


@publiek
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep of people and how long, by the rules that `opruimen` does."""
    return render(request, "kennisbank/privacy.html", {"termijnen": BEWAARTERMIJNEN})


@publiek
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    regels = [
        "User-agent: *",
        "Disallow: /beheer/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(regels), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a leak (RFC 9116), valid for the half-year that its reader may count on."""
    verloopt = timezone.now().replace(microsecond=0) + SECURITY_GELDT
    regels = [
        f"Contact: mailto:{settings.REDACTIE_EMAIL}",
        f"Expires: {verloopt.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{request.path}",
        "",
    ]
    return HttpResponse("\n".join(regels), content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """200 as long as this worker answers; it asks nobody, so that it never waits."""
    return _regels(["gezond"], 200)


@never_cache
@require_safe
def klaar(request: HttpRequest) -> HttpResponse:
    """200 when each part is well, else 503: a line a part."""
    delen = dict(onderdelen())
    goed = all(zegt == GOED for zegt in delen.values())
    return _regels([f"{deel}: {zegt}" for deel, zegt in delen.items()], 200 if goed else 503)


def _regels(regels: list[str], status: int) -> HttpResponse:
    inhoud = "".join(f"{regel}\n" for regel in regels)
    return HttpResponse(inhoud, status=status, content_type="text/plain; charset=utf-8")


def _fout(request: HttpRequest, status: int, reden: str = "") -> HttpResponse:
    if is_voor_programmas(request):
        return probleem(status, reden)
    titel, uitleg = FOUTEN[status]
    context = {"fout_titel": titel, "uitleg": reden or uitleg}
    return render(request, "kennisbank/fout.html", context, status=status)


def fout_400(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _fout(request, 413)
    return _fout(request, 400, eerste_zin(FOUTEN[400][1]) if is_voor_programmas(request) else "")


def fout_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _fout(request, 403, str(exception) if isinstance(exception, Verboden) else "")


def fout_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page that something is not there; or one step up, for who cut a part off an address."""
    route = request.resolver_match.route if request.resolver_match else ""
    hoger_op = hoger(request.path_info, route)
    if hoger_op and request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(hoger_op)
    return _fout(request, 404)


def fout_500(request: HttpRequest) -> HttpResponse:
    """The page that something went wrong; that there is no database or room for uploads, if so."""
    fout = sys.exception()
    if isinstance(fout, OperationalError | Opslagstoring) or is_vol(fout):
        return fout_503(request)
    request.user = AnonymousUser()  # the database that knows more may be what is gone
    return _fout(request, 500)


def fout_503(request: HttpRequest) -> HttpResponse:
    """The page that the database is away, made without it."""
    request.user = AnonymousUser()
    response = _fout(request, 503)
    response["Retry-After"] = str(OPNIEUW)
    add_never_cache_headers(response)
    return response
