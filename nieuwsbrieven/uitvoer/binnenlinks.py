"""Whether a page of this site that an edition leads to is there, for who has no account.

The routes and the models say so, and no page is made for it: this is asked again when an edition
is planned and when sending begins, within their transactions, and an archived description or a
masterclass that was called off answers with a page all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Model
from django.urls import Resolver404, ResolverMatch, resolve

from innovaties.models import Beschrijving, Element, Innovatie, Methodiek, Thema
from masterclasses.keuzelijsten import Masterclassfase
from masterclasses.models import Masterclass
from nieuwsbrieven.models import Editie
from organisaties.models import Organisatie, Regio

WEG = "bestaat niet (meer)"

_INGANGEN: dict[str, type[Model]] = {
    "innovaties:thema": Thema,
    "innovaties:feed_thema": Thema,
    "innovaties:regio": Regio,
    "innovaties:feed_regio": Regio,
    "innovaties:organisatie": Organisatie,
    "innovaties:methodiek": Methodiek,
    "innovaties:element": Element,
}
_MASTERCLASS = ("masterclasses:masterclass", "masterclasses:aanmelden", "masterclasses:kalender")
_DICHT = ("redactie/", "beheer/", "account/", "postvak/")


def is_binnen(adres: str) -> bool:
    """Whether the whole `adres` is a page of this site."""
    site = urlsplit(str(settings.SITE_URL))
    return urlsplit(adres)[:2] == site[:2]


def gebrek(adres: str) -> str:
    """Why nobody should be led to `adres`, a page of this site; empty when it is fine."""
    gevonden = _route(adres)
    if gevonden is None:
        return WEG
    if gevonden.route.startswith(_DICHT):
        return "is alleen te zien voor wie inlogt"
    naam, slug = gevonden.view_name, gevonden.kwargs.get("slug", "")
    if naam in _INGANGEN:
        return "" if _INGANGEN[naam]._default_manager.filter(slug=slug).exists() else WEG
    vraag = _PER_ROUTE.get(naam)
    return vraag(slug) if vraag else ""


def is_voorbij(adres: str, nu: datetime) -> bool:
    """Whether `adres` is the page of a masterclass that is over."""
    gevonden = _route(adres)
    if gevonden is None or gevonden.view_name not in _MASTERCLASS:
        return False
    return Masterclass.objects.voorbij(nu).filter(slug=gevonden.kwargs["slug"]).exists()


def _route(adres: str) -> ResolverMatch | None:
    """The view of `adres`, also without the slash that the site adds itself."""
    pad = unquote(urlsplit(adres).path) or "/"
    for poging in (pad, f"{pad}/"):
        try:
            return resolve(poging)
        except Resolver404:
            continue
    return None


def _beschrijving(slug: str) -> str:
    if Beschrijving.objects.zichtbaar().filter(innovatie__slug=slug).exists():
        return ""
    gearchiveerd = Innovatie.objects.filter(slug=slug).exclude(archief_reden="")
    return "is gearchiveerd" if gearchiveerd.exists() else WEG


def _masterclass(slug: str) -> str:
    masterclass = Masterclass.objects.zichtbaar().filter(slug=slug).first()
    if masterclass is None:
        return WEG
    return "gaat niet door" if masterclass.fase == Masterclassfase.AFGELAST else ""


def _editie(slug: str) -> str:
    return "" if Editie.objects.openbaar().filter(slug=slug).exists() else WEG


_PER_ROUTE: dict[str, Callable[[str], str]] = {
    "innovaties:beschrijving": _beschrijving,
    "innovaties:beschrijving_download": _beschrijving,
    **dict.fromkeys(_MASTERCLASS, _masterclass),
    "nieuwsbrieven:editie": _editie,
}
