"""How long writers wait: public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from redactie.lezen.doorlooptijd import STREEF, cijfers, grafiek, metingen


@require_safe
def toon(request: HttpRequest) -> HttpResponse:
    """The figures and the queue, without names: for everyone."""
    vandaag = timezone.localdate()
    stand = cijfers(metingen(vandaag), vandaag)
    return render(
        request,
        "redactie/doorlooptijd.html",
        {"cijfers": stand, "grafiek": grafiek(stand.maanden), "streef": STREEF},
    )
