"""A long form saves by itself: what was typed is there on another device, until it is sent.

A form asks for it with `{% klad %}`. `static/js/kopie.js` then sends what is typed to the page that
the form stands on, where `voor_redactie` keeps it, and puts it back when the page is opened again.
The kenmerk of the form is kept along, so that what a colleague saved meanwhile is still noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime, timedelta

from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from basis import kopie
from basis.fouten import RuleViolation, vereis
from basis.tekst import schoon
from gebruikers.models import Gebruiker
from werkplek.models import Klad

VELD = "klad"
"""What the form sends: the numbers of the windows in which this text was typed, its own first."""

BEWAREN = timedelta(days=30)
"""How long a klad is kept after the last change."""

NIET_GETYPT = frozenset({"csrfmiddlewaretoken", "actie", kopie.VELD, VELD})

ELDERS = (
    "U schreef hier ondertussen verder in een ander venster of op een ander apparaat. Die tekst "
    "ziet u als u deze pagina opnieuw opent. Wat hier staat, kunt u nog versturen."
)
WEG = "Dit formulier is er niet meer."


def nummers(request: HttpRequest) -> list[str]:
    """The windows in which the posted text was typed; empty for what has no klad."""
    return re.findall(r"\b[0-9a-f]{36}\b", request.POST.get(VELD, ""))


def is_klad(request: HttpRequest) -> bool:
    """Whether a form saves by itself, which is not the same as somebody sending it."""
    return "X-Autosave" in request.headers and VELD in request.POST


def antwoord(
    request: HttpRequest, pagina: Callable[[HttpRequest], HttpResponse], *, door: Gebruiker
) -> HttpResponse:
    """Keep what was typed and say when, or why not (409).

    Only for who may see `pagina` now, and finds the form there. Raises BadRequest for what no
    script of ours sent.
    """
    welke = nummers(request)
    if not welke:
        raise BadRequest("No window.")
    try:
        vereis(_toont_formulier(request, pagina), WEG)
        bewaar(
            pad=request.path,
            nummers=welke,
            velden=[
                (schoon(naam), schoon(str(waarde)))
                for naam, waarden in request.POST.lists()
                for waarde in waarden
                if naam not in NIET_GETYPT
            ],
            door=door,
        )
    except RuleViolation as reden:
        return JsonResponse({"melding": str(reden)}, status=409)
    return JsonResponse({"om": date_format(timezone.localtime(), "G.i")})


def _toont_formulier(request: HttpRequest, pagina: Callable[[HttpRequest], HttpResponse]) -> bool:
    """Whether the page has the form for who asks. Raises Verboden."""
    vraag = copy(request)
    vraag.method, vraag.POST = "GET", QueryDict()
    vraag.resolver_match = request.resolver_match
    try:
        gelezen = pagina(vraag)
    except Http404:
        return False
    return gelezen.status_code == 200 and f'name="{VELD}"'.encode() in gelezen.content


@transaction.atomic
def bewaar(
    *, pad: str, nummers: Sequence[str], velden: Sequence[tuple[str, str]], door: Gebruiker
) -> None:
    """Keep `velden` as the klad of `door` for the form at `pad`; without any, there is none.

    Raises RuleViolation when another window wrote in it than those of `nummers`.
    """
    if not velden:
        ruim(nummers=nummers, door=door)
        return
    nu = {"nummer": nummers[0], "velden": velden, "gewijzigd_op": timezone.now()}
    kladden = Klad.objects.select_for_update()
    rij, nieuw = kladden.get_or_create(door=door, pad=pad, defaults=nu)
    vereis(rij.nummer in nummers, ELDERS)
    if not nieuw:
        kladden.filter(pk=rij.pk).update(**nu)


def ruim(*, nummers: Sequence[str], door: Gebruiker) -> None:
    """Forget what `door` typed in the windows of `nummers`: it was sent, or thrown away."""
    Klad.objects.filter(door=door, nummer__in=nummers).delete()


def ruim_verstuurd(request: HttpRequest, antwoord: HttpResponse, *, door: Gebruiker) -> None:
    """Forget the klad of a form that was taken; one that was refused is shown again."""
    if antwoord.status_code == 302 and (welke := nummers(request)):
        ruim(nummers=welke, door=door)


def klad_bij(request: HttpRequest, *, door: Gebruiker) -> Klad | None:
    """What `door` typed here before and did not send; None on the answer to the form itself."""
    if VELD in request.POST:
        return None
    return Klad.objects.filter(door=door, pad=request.path).first()


def kladden_met(tekst: str) -> QuerySet[Klad]:
    """The kladden that hold `tekst`, in whatever field and case."""
    return Klad.objects.alias(getypt=Cast("velden", TextField())).filter(getypt__icontains=tekst)


def vergeet_kladden(nu: datetime) -> int:
    """Forget what was not sent for long; return how many. Twice does no more than once."""
    return Klad.objects.filter(gewijzigd_op__lt=nu - BEWAREN).delete()[0]
