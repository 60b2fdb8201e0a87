"""What would have been sent: in the demo, where no mail leaves the machine."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from post.actions import agenda_naam
from post.models import Bericht

NIEUWSTE = 100


def _alleen_in_de_demo() -> None:
    if not settings.DEMO:
        raise Http404("Alleen de demo heeft een postvak.")


@never_cache
@require_safe
def postvak(request: HttpRequest) -> HttpResponse:
    _alleen_in_de_demo()
    return render(request, "post/postvak.html", {"berichten": Bericht.objects.all()[:NIEUWSTE]})


@never_cache
@require_safe
def bericht(request: HttpRequest, pk: int) -> HttpResponse:
    _alleen_in_de_demo()
    return render(
        request, "post/postvak_bericht.html", {"bericht": get_object_or_404(Bericht, pk=pk)}
    )


@never_cache
@require_safe
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar file that goes along."""
    _alleen_in_de_demo()
    bericht = get_object_or_404(Bericht.objects.exclude(agenda=""), pk=pk)
    wijze = content_disposition_header(as_attachment=True, filename=agenda_naam(bericht))
    return HttpResponse(
        bericht.agenda,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": wijze},
    )
