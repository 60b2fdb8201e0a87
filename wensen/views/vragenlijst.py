"""Filling in the questionnaire behind a personal link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from basis.fouten import RuleViolation
from basis.geheime_link import geheime_link
from basis.tekst import vingerafdruk
from wensen import links
from wensen.actions import vragenlijst
from wensen.forms.vragenlijst import VragenlijstForm
from wensen.lezen.inventarisatie import loopt
from wensen.lezen.tegenspraak import tegenspraak
from wensen.models import Uitvraag


@geheime_link
def toon(request: HttpRequest, sleutel: str) -> HttpResponse:
    uitvraag = links.uitvraag_van(sleutel)
    if uitvraag is None or uitvraag.verstuurd_op is None:
        return render(request, "wensen/vragenlijst_verlopen.html", status=410)
    if request.method == "POST":
        return _verwerk(request, uitvraag, sleutel)
    form = VragenlijstForm(uitvraag, vragenlijst.antwoorden(uitvraag))
    if not loopt(uitvraag.inventarisatie, timezone.localdate()):
        return _pagina(request, "vragenlijst_lezen", uitvraag, form)
    if "inleveren" in request.GET:
        return _pagina(request, "vragenlijst_inleveren", uitvraag, form)
    return _pagina(request, "vragenlijst", uitvraag, form)


def _pagina(
    request: HttpRequest, naam: str, uitvraag: Uitvraag, form: VragenlijstForm, melding: str = ""
) -> HttpResponse:
    leeg = [gebied for gebied, vragen in form.gebieden if not any(v.veld.value() for v in vragen)]
    context = {
        "uitvraag": uitvraag,
        "inventarisatie": uitvraag.inventarisatie,
        "form": form,
        "leeg": leeg,
        "tegenspraak": list(tegenspraak(form.antwoorden, form.lijst)),
        "fouten": form.fouten() if form.is_bound else [],
        "kenmerk": form.kenmerk(ook_anders=True),
        "bewaard": "bewaard" in request.GET,
        "ingeleverd": "ingeleverd" in request.GET,
        "melding": melding,
    }
    status = 409 if melding or form.anders else 200
    return render(request, f"wensen/{naam}.html", context, status=status)


def _verwerk(request: HttpRequest, uitvraag: Uitvraag, sleutel: str) -> HttpResponse:
    """One button of the page, or a save that the page did by itself."""
    actie = request.POST.get("actie", "")
    vanzelf = "X-Autosave" in request.headers
    if actie == "ja":
        return _lever_in(request, uitvraag, sleutel)
    form = VragenlijstForm(uitvraag, vragenlijst.antwoorden(uitvraag), request.POST)
    try:
        form.anders = vragenlijst.bewaar(
            uitvraag=uitvraag, waarden=form.goed, kenmerken=form.gelezen
        )
    except RuleViolation as reden:
        if vanzelf:
            return JsonResponse({"melding": str(reden)}, status=409)
        return _pagina(request, "vragenlijst", uitvraag, form, str(reden))
    form.antwoorden = vragenlijst.antwoorden(uitvraag)
    if vanzelf:
        return _stand(form)
    if form.errors or form.anders:
        return _pagina(request, "vragenlijst", uitvraag, form)
    pagina = reverse("wensen:vragenlijst", args=[sleutel])
    return redirect(f"{pagina}?{'inleveren' if actie == 'inleveren' else 'bewaard'}")


def _stand(form: VragenlijstForm) -> JsonResponse:
    """What the page shows after it saved by itself."""
    return JsonResponse(
        {
            "om": date_format(timezone.localtime(), "G.i"),
            "kenmerk": form.kenmerk(ook_anders=False),
            "fouten": {naam: regels[0] for naam, regels in form.errors.items()},
            "anders": form.ander_als_tekst,
            "kenmerken": {naam: vingerafdruk(waarde) for naam, waarde in form.anders.items()},
        }
    )


def _lever_in(request: HttpRequest, uitvraag: Uitvraag, sleutel: str) -> HttpResponse:
    try:
        vragenlijst.lever_in(uitvraag=uitvraag)
    except RuleViolation as reden:
        form = VragenlijstForm(uitvraag, vragenlijst.antwoorden(uitvraag))
        return _pagina(request, "vragenlijst_lezen", uitvraag, form, str(reden))
    return redirect(f"{reverse('wensen:vragenlijst', args=[sleutel])}?ingeleverd")
