"""Pages that are the same for everyone, for who is logged in: the same, below her own header."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.utils.functional import SimpleLazyObject

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

KOP, HOOFD = '<header class="kop">', '<main id="inhoud" tabindex="-1">'


def is_ingelogd(request: HttpRequest) -> bool:
    """Whether who asks has an account."""
    return bool(getattr(getattr(request, "user", None), "is_authenticated", False))


def _niemand() -> AnonymousUser:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 (a bench has no models)

    return AnonymousUser()


def vraagt_wie(request: HttpRequest, maak: Callable[[], HttpResponse]) -> tuple[HttpResponse, bool]:
    """What `maak` answers, and whether it asked who is there: to others it may say something else.

    Templates read `lezer` (`basis.context`), which is nobody here: `request.user` is for what
    differs.
    """
    wie: Any = getattr(request, "user", None)
    gevraagd = list[bool]()

    def zeg_wie() -> object:
        gevraagd.append(True)
        return wie

    request.user = SimpleLazyObject(zeg_wie)  # type: ignore[assignment]
    request.lezer = _niemand()  # type: ignore[attr-defined]
    try:
        antwoord = maak()
        if isinstance(antwoord, SimpleTemplateResponse):
            antwoord.render()  # now, as long as nobody is there
    finally:
        request.user = wie
        del request.lezer  # type: ignore[attr-defined]
    return antwoord, bool(gevraagd)


def voor_allen(request: HttpRequest, maak: Callable[[], HttpResponse]) -> HttpResponse | None:
    """What `maak` answers to everyone; None when it asked who is there, or shows no page."""
    try:
        antwoord, gevraagd = vraagt_wie(request, maak)
    except Http404:
        return None
    return None if gevraagd or antwoord.status_code != 200 else antwoord


def met_naam(request: HttpRequest, inhoud: str) -> str:
    """The page `inhoud` of everyone, with who is logged in, and what came of what they did."""
    niemand, wie = {"lezer": _niemand()}, {"lezer": request.user}
    zonder, met = (render_to_string("componenten/mijn.html", lezer) for lezer in (niemand, wie))
    naam = render_to_string("componenten/wie.html", wie, request)
    inhoud = inhoud.replace(zonder, met, 1).replace(KOP, KOP + naam, 1)
    if HOOFD in inhoud and (meldingen := get_messages(request)):
        gezegd = render_to_string("componenten/meldingen.html", {"messages": meldingen})
        inhoud = inhoud.replace(HOOFD, HOOFD + gezegd, 1)
    return inhoud
