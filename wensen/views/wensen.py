"""Who wants a wish too, and bringing them together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.fouten import RuleViolation
from basis.geheime_link import geheime_link, zonder_account
from gebruikers.models import Gebruiker
from innovaties.boven import ELDERS
from innovaties.models import Innovatie
from wensen import links
from wensen.actions import wensen
from wensen.boven import BEGIN
from wensen.forms.wensen import UitkomstForm, UitnodigingForm, WensForm
from wensen.lezen import uitnodiging
from wensen.lezen.nabij import nabij
from wensen.lezen.wens import alle_wensen, beschrijvers, open_wens, was_wens, willen_ook
from wensen.models import Belangstelling, Match
from wensen.zinnen import ZINNEN
from werkplek.boven import PLANNING
from werkplek.logzinnen import logzinnen
from werkplek.rechten import NIET_ZIEN, mag_wensen, mag_zien
from werkplek.stap import doe_stap, gepost
from werkplek.toegang import voor_redactie, wie_mag
from werkplek.zonder_account import neem_aan

PER_PAGINA = 25
STAPPEN: dict[str, Callable[..., object]] = {
    "bevestigen": wensen.bevestig,
    "intrekken": wensen.trek_in,
}


@zonder_account
def ook(request: HttpRequest, slug: str) -> HttpResponse:
    innovatie = get_object_or_404(Innovatie.objects.select_related("gepubliceerd"), slug=slug)
    wens = open_wens(innovatie)
    if wens is None:
        return _niet_open(request, innovatie)
    if "verstuurd" in request.GET:
        return render(request, "wensen/wens_verstuurd.html", {"wens": wens})
    form = WensForm(gepost(request))
    if form.is_valid():
        belangstelling = Belangstelling(innovatie=innovatie, **form.waarden)
        try:
            neem_aan(form, wensen.meld_ook, belangstelling=belangstelling)
        except RuleViolation as reden:
            form.add_error("organisatie", str(reden))
        else:
            return redirect(f"{request.path}?verstuurd")
    return render(request, "wensen/wens_ook.html", {"wens": wens, "form": form})


def _niet_open(request: HttpRequest, innovatie: Innovatie) -> HttpResponse:
    """Where a wish went. Raises Http404 for what never was one."""
    if not was_wens(innovatie):
        raise Http404("Er is geen wens op dit adres.")
    context = {
        "begonnen": innovatie.gepubliceerd,
        "meld": ELDERS(innovatie.slug),
        "uitleg": wensen.NIET_OPEN,
    }
    return render(request, "wensen/wens_dicht.html", context, status=410)


@geheime_link
def bevestig(request: HttpRequest, sleutel: str) -> HttpResponse:
    belangstelling = links.belangstelling_van(sleutel)
    if belangstelling is None or wensen.is_verlopen(belangstelling, timezone.now()):
        context: dict[str, Any] = {"begonnen": None, "uitleg": wensen.VERLOPEN}
        return render(request, "wensen/wens_dicht.html", context, status=410)
    uitleg = ""
    if request.method == "POST":
        uitleg = doe_stap(request, STAPPEN, belangstelling=belangstelling)
        if not uitleg:
            return redirect("wensen:wens_bevestigen", sleutel)
    context = {
        "belangstelling": belangstelling,
        "titel": _titel(belangstelling.innovatie),
        "wens": open_wens(belangstelling.innovatie),
        "uitleg": uitleg,
    }
    status = 409 if uitleg else 200
    return render(request, "wensen/wens_bevestigen.html", context, status=status)


def _titel(innovatie: Innovatie) -> str:
    """What the wish is called now, or was called last."""
    return str(innovatie.gepubliceerd or innovatie.versies.latest("versie"))


@voor_redactie
@require_safe
def matches(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    blad = Paginator(alle_wensen(), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "rijen": list(blad),
        "brengt_samen": mag_wensen(door),
        "blad": blad,
        "planning": PLANNING(),
    }
    return render(request, "wensen/beheer/wensen.html", context)


@voor_redactie
def match(request: HttpRequest, slug: str) -> HttpResponse:
    door = wie_mag(request, mag_wensen, wensen.NIET_SAMENBRENGEN)
    rijen = Match.objects.select_related("innovatie__gepubliceerd", "uitgenodigd_door")
    gevonden = get_object_or_404(rijen.select_related("afgerond_door"), innovatie__slug=slug)
    stap = request.POST.get("stap", "")
    context = _context(gevonden, door)
    form = UitnodigingForm(request.POST if stap == "uitnodigen" else None, initial=context["klaar"])
    afronden = UitkomstForm(
        request.POST if stap == "afronden" else None, initial={"uitkomst": gevonden.uitkomst}
    )
    if stap == "uitnodigen" and form.is_valid():
        aantal = wensen.nodig_uit(match=gevonden, door=door, **form.cleaned_data)
        messages.success(request, f"De uitnodiging gaat naar {aantal} mensen.")
        return redirect("wensen:match", slug)
    if stap == "afronden" and afronden.is_valid():
        wensen.rond_af(match=gevonden, door=door, **afronden.cleaned_data)
        messages.success(request, "De match is afgerond.")
        return redirect("wensen:match", slug)
    status = 422 if form.errors or afronden.errors else 200
    context |= {"match": gevonden, "form": form, "afronden": afronden}
    return render(request, "wensen/beheer/wens.html", context, status=status)


def _context(match: Match, door: Gebruiker) -> dict[str, Any]:
    """The parties, what comes near, and the invitation as it is prepared for `door`."""
    wens = open_wens(match.innovatie)
    willen = list(willen_ook(match.innovatie_id))
    beschreven = beschrijvers(wens) if wens else []
    dichtbij = nabij(wens) if wens else []
    klaar = {}
    if wens:
        klaar = {
            "onderwerp": uitnodiging.onderwerp(wens),
            "tekst": uitnodiging.tekst(
                wens=wens, beschrijvers=beschreven, willen=willen, nabij=dichtbij, door=door
            ),
        }
    return {
        "wens": wens,
        "titel": _titel(match.innovatie),
        "begin": BEGIN(match.innovatie.slug),
        "willen": willen,
        "beschrijvers": beschreven,
        "nabij": dichtbij,
        "genodigden": [rij.organisatie for rij in wensen.nog_uit_te_nodigen(match)],
        "aan_wens": wens and wens.contact_email and not match.uitgenodigd_op,
        "klaar": klaar,
        "logzinnen": logzinnen(match.innovatie, ZINNEN),
    }
