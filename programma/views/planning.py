"""The planning of the whole programme on one page."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from masterclasses.keuzelijsten import Masterclassfase
from masterclasses.lezen.planning import waarschuwingen
from masterclasses.models import Masterclass
from opgaven.models import Netwerk
from opgaven.rechten import mag_bijhouden, mag_voorstellen
from programma.lezen.planning import grenzen, planning
from werkplek.rechten import NIET_ZIEN, mag_sturen, mag_zien
from werkplek.toegang import voor_redactie, wie_mag


@voor_redactie
@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    door = wie_mag(request, mag_zien, NIET_ZIEN)
    vandaag = timezone.localdate()
    context = {
        "stuurt": mag_sturen(door),
        "houdt_bij": mag_bijhouden(door) or mag_voorstellen(door, Netwerk),
        "ziet_alles": door.ziet_alles,
        "planning": planning(vandaag),
        "zonder_masterclass": _zonder_masterclass(),
        "grenzen": grenzen(),
    }
    return render(request, "programma/beheer/planning.html", context)


def _zonder_masterclass() -> list[str]:
    """Where two months pass without a masterclass; as the planning of masterclasses says it."""
    dagen: dict[str, list[tuple[str, date]]] = {
        Masterclassfase.AANGEKONDIGD: [],
        Masterclassfase.CONCEPT: [],
    }
    for fase, titel, begin in Masterclass.objects.values_list("fase", "titel", "begin"):
        if fase in dagen:
            dagen[fase].append((titel, timezone.localdate(begin)))
    aangekondigd = [dag for _, dag in dagen[Masterclassfase.AANGEKONDIGD]]
    return waarschuwingen(aangekondigd, dagen[Masterclassfase.CONCEPT], timezone.localdate())
