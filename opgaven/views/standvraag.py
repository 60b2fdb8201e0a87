"""What a party tells by its own link: how far its actions are, and what it measured."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from basis.geheime_link import geheime_link
from opgaven import links
from opgaven.actions.standvraag import geef_door
from opgaven.forms.standvraag import StandvraagForm
from werkplek.bewerken import Bewerking
from werkplek.stap import gepost


@geheime_link
def standvraag(request: HttpRequest, sleutel: str) -> HttpResponse:
    vraag = links.vraag_van(sleutel)
    gesloten = vraag is None or not (vraag.beantwoord_op or vraag.loopt(timezone.now()))
    if vraag is None or gesloten or vraag.beantwoord_op:
        context = {"vraag": vraag}
        status = 410 if gesloten else 200
        return render(request, "opgaven/standvraag_klaar.html", context, status=status)
    form, bewerking = StandvraagForm(vraag.standgever, gepost(request)), Bewerking(request)
    if form.is_valid() and bewerking.lukt(
        lambda: geef_door(vraag=vraag, standen=form.standen, metingen=form.metingen)
    ):
        return redirect("opgaven:standvraag", sleutel)
    return bewerking.toon("opgaven/standvraag.html", {"vraag": vraag, "form": form})
