"""The main menu, over all apps: its entries, and the pages that lie in each."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from basis.adressen import pad
from basis.templatetags.onderdelen import is_hier
from innovaties.lezen import vergelijking
from innovaties.views import mijn_map


class Hoofdmenupunt(NamedTuple):
    """An entry: its label, the name of its address, and those of the pages that lie in it."""

    label: str
    naar: str
    binnen: tuple[str, ...] = ()

    @property
    def adres(self) -> str:
        return pad(self.naar)


def _van(app: str, namen: str) -> tuple[str, ...]:
    return tuple(f"{app}:{naam}" for naam in namen.split())


HOOFDMENU = (
    Hoofdmenupunt(
        "Innovaties",
        "innovaties:lijst",
        (
            *_van("innovaties", "beschrijving vergelijk zoeken thema regio organisatie methodiek"),
            *_van("innovaties", "thema_overzicht regio_overzicht organisatie_overzicht"),
            *_van("innovaties", "methodiek_overzicht"),
            "gewone_taal",
        ),
    ),
    Hoofdmenupunt("Wat werkt", "innovaties:elementen", _van("innovaties", "element knelpunten")),
    Hoofdmenupunt("Lessen", "opgaven:lessen", ("opgaven:les",)),
    Hoofdmenupunt("Agenda", "masterclasses:lijst", ("masterclasses:masterclass",)),
    Hoofdmenupunt(
        "Meedoen",
        "programma:meedoen",
        (
            *_van("trajecten", "tranches tranche meedoen trajecten traject aanvragen"),
            "programma:programma",
            *_van("opgaven", "netwerken netwerk project werkagendas werkagenda"),
            *_van("wensen", "uitkomsten inventarisatie wens"),
        ),
    ),
    Hoofdmenupunt("Over ons", "over", ("redactie:doorlooptijd", "toegankelijkheid", "privacy")),
)


@cache
def _regels(pagina: str) -> SafeString:
    """The entries, as the page whose address has this name shows them."""
    rijen = ((p.adres, is_hier(pagina, p.naar, p.binnen), p.label) for p in HOOFDMENU)
    return format_html_join(" ", '<li><a href="{}" {}>{}</a></li>', rijen)


def hoofdmenu(request: HttpRequest) -> dict[str, object]:
    """The main menu, and how much a reader may take along, for the frame of every page."""
    gevonden = request.resolver_match
    return {
        "hoofdmenu": _regels(gevonden.view_name if gevonden else ""),
        "map_hoogstens": mijn_map.MAXIMUM,
        "vergelijk_hoogstens": vergelijking.MAXIMUM,
    }
