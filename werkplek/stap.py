"""One step machine: what a step does and says is data of its app, the page is the same for all.

An app declares its steps in a dict, and an address for them: `stapview(STAPPEN, haal)`, in which
`haal` finds the row, and raises Verboden for who may not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from basis.fouten import RuleViolation, Verboden, weigering
from gebruikers.models import Gebruiker
from werkplek.eenmalig import eenmalig
from werkplek.toegang import voor_redactie


def gepost(request: HttpRequest) -> QueryDict | None:
    """What the form sent; None for a page that is only asked for."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True)
class Beletsel:
    """What must be done first: the page says so, and has no button for the step."""

    titel: str
    punten: Sequence[str]


class Uitleg:
    """What the page tells before a step: paragraphs, and what stands out.

    The texts are plain; what has markup is made with `format_html`. What is empty is left out.
    `kern` stands above all else, `let_op` and `weetje` are boxes, `punten` is a list under them.
    """

    def __init__(
        self,
        *alineas: str,
        kern: str = "",
        beletsel: Beletsel | None = None,
        let_op: str = "",
        weetje: str = "",
        punten: Sequence[str] = (),
    ) -> None:
        self.alineas = [alinea for alinea in alineas if alinea]
        self.kern = kern
        self.beletsel = beletsel
        self.let_op = let_op
        self.weetje = weetje
        self.punten = punten


GEEN_UITLEG = Uitleg()


@dataclass(frozen=True)
class Stap:
    """One step: what it does, asks and says.

    `doe` gets the row under the name of its model, what `form` made of the answers, and `door`.
    `gedaan` may name the `{titel}`. `naar` makes of what `doe` returned the address to go on at;
    without it one goes back to the page of the row. `terug_na_weigering` is for a step that a
    second press cannot mend.
    """

    doe: Callable[..., object]
    kop: str
    ja: str
    gedaan: str
    uitleg: Uitleg | Callable[[Any], Uitleg] = GEEN_UITLEG
    form: Callable[[Any, QueryDict | None], forms.Form] = lambda _rij, data: forms.Form(data)
    terug_na_weigering: str = ""
    naar: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Zaak:
    """What a step is about, for who may take it: `titel` and `adres` are those of its page.

    `mogelijk` names the steps that can be taken as the row stands now, where the app knows that
    beforehand; `niet_nu` says what to do instead of another.
    """

    rij: Model
    door: Gebruiker
    titel: str
    adres: str
    terug: str = "Nee, terug"
    ondertitel: str = ""
    mogelijk: Collection[str] | None = None
    niet_nu: str = ""


def stapview(stappen: Mapping[str, Stap], haal: Callable[..., Zaak]) -> Callable[..., HttpResponse]:
    """The page of each of `stappen`: GET shows it, POST takes it or says why a rule refused it.

    `haal` gets the request, the name of the step and the rest of the address.
    """

    @voor_redactie
    def view(request: HttpRequest, stap: str, **waar: Any) -> HttpResponse:
        zaak = haal(request, stap, **waar)
        if stap not in stappen:
            raise Http404
        if zaak.mogelijk is not None and stap not in zaak.mogelijk:
            messages.error(request, zaak.niet_nu)
            return redirect(zaak.adres)
        return _toon_of_neem(request, stappen[stap], zaak)

    return view


def _toon_of_neem(request: HttpRequest, stap: Stap, zaak: Zaak) -> HttpResponse:
    uitleg = stap.uitleg(zaak.rij) if callable(stap.uitleg) else stap.uitleg
    form, melding = stap.form(zaak.rij, gepost(request)), ""
    if form.is_valid() and not uitleg.beletsel:
        try:
            naar = eenmalig(request, lambda: _neem(stap, zaak, form), door=zaak.door)
        except Verboden:
            raise
        except RuleViolation as reden:
            melding = str(reden)
        else:
            messages.success(request, stap.gedaan.format(titel=zaak.titel))
            return redirect(naar)
    context = {"zaak": zaak, "stap": stap, "uitleg": uitleg, "form": form, "melding": melding}
    geweigerd = melding or (form.is_bound and uitleg.beletsel)
    return render(request, "werkplek/stap.html", context, status=409 if geweigerd else 200)


def _neem(stap: Stap, zaak: Zaak, form: forms.Form) -> str:
    over = {str(zaak.rij._meta.model_name): zaak.rij}
    gevolg = stap.doe(**over, **form.cleaned_data, door=zaak.door)
    return stap.naar(gevolg) if stap.naar else zaak.adres


def doe_stap(
    request: HttpRequest, stappen: Mapping[str, Callable[..., object]], **over: Model
) -> str:
    """Take the step of the button that was pressed; return why a rule refused it, or nothing.

    For a page with buttons of its own, such as that behind a personal link. Raises BadRequest for
    a button that is not there.
    """
    doe = stappen.get(request.POST.get("stap", ""))
    if doe is None:
        raise BadRequest("No such step.")
    return weigering(lambda: doe(**over))
