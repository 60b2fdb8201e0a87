"""Mijn werk: what waits for who asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from werkplek.mail import blijft_liggen, mag_mail
from werkplek.stapels import NIETS_TE_DOEN, wachtend
from werkplek.toegang import gebruiker_van, voor_redactie


@require_safe
@voor_redactie
def mijn_werk(request: HttpRequest) -> HttpResponse:
    gebruiker = gebruiker_van(request)
    stapels = wachtend(gebruiker, sinds := blijft_liggen())
    context = {
        "stapels": stapels,
        "mail_wacht_sinds": next(iter(sinds), None),
        "mag_mail": mag_mail(gebruiker),
        "niets_te_doen": [] if stapels else [deel(request) for deel in NIETS_TE_DOEN],
    }
    return render(request, "werkplek/mijn_werk.html", context)
