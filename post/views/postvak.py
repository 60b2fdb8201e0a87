"""The letterbox of the demo, where no mail leaves the machine."""

from __future__ import annotations

import email.policy
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from post.models import Bericht, Postvakmail

PER_BLAD, HOOGSTENS = 50, 20
"""How many mails a page has, and how many of those that did not go are shown."""

KOPREGELS = (
    *("From", "To", "Reply-To", "Date", "Message-ID", "List-Id", "List-Unsubscribe"),
    *("List-Unsubscribe-Post", "Auto-Submitted"),
)

MET_LIJST: dict[str, Any] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}
"""For the page with a mail's layout in a frame."""

OPMAAK: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", settings.SITE_URL],
    "style-src": [CSP.UNSAFE_INLINE],
}
"""For that layout itself: mail carries its style along, and does nothing else."""


def _haal(pk: int) -> tuple[Postvakmail, EmailMessage]:
    _alleen_in_de_demo()
    mail = get_object_or_404(Postvakmail, pk=pk)
    bron = bytes(mail.bron)
    return mail, message_from_bytes(bron, _class=EmailMessage, policy=email.policy.default)


def _alleen_in_de_demo() -> None:
    if not settings.DEMO:
        raise Http404("Alleen de demo heeft een postvak.")


@never_cache
@require_safe
def postvak(request: HttpRequest) -> HttpResponse:
    """What came in, the newest first, and what waits or was given up."""
    _alleen_in_de_demo()
    mails = Paginator(Postvakmail.objects.defer("bron"), PER_BLAD)
    blad = mails.get_page(request.GET.get("pagina"))
    opgegeven = Bericht.objects.filter(opgegeven_op__isnull=False)
    return render(
        request,
        "post/postvak.html",
        {
            "blad": blad,
            "wachtend": Bericht.objects.wachtend()[:HOOGSTENS],
            "opgegeven": opgegeven[:HOOGSTENS],
        },
    )


@never_cache
@require_safe
@csp_override(MET_LIJST)
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: its layout, its text, and the headers that matter."""
    mail, brief = _haal(pk)
    return render(
        request,
        "post/mail.html",
        {
            "mail": mail,
            "tekst": _inhoud(brief, "plain"),
            "heeft_opmaak": brief.get_body(("html",)) is not None,
            "heeft_agenda": _agenda(brief) is not None,
            "kopregels": [(naam, brief[naam]) for naam in KOPREGELS if brief[naam]],
        },
    )


@never_cache
@require_safe
@xframe_options_sameorigin
@csp_override(OPMAAK)
def opmaak(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a mail; its links open outside the frame that it is shown in."""
    _, brief = _haal(pk)
    html = _inhoud(brief, "html")
    if not html:
        raise Http404("Deze mail heeft geen opmaak.")
    return HttpResponse(f'{html}<base target="_blank">')


def _inhoud(brief: EmailMessage, soort: str) -> str:
    deel = brief.get_body((soort,))
    return "" if deel is None else str(deel.get_content())


@never_cache
@require_safe
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar file that goes along."""
    _, brief = _haal(pk)
    bestand = _agenda(brief)
    if bestand is None:
        raise Http404("Bij deze mail zit geen kalenderbestand.")
    wijze = content_disposition_header(
        as_attachment=True, filename=bestand.get_filename("agenda.ics")
    )
    return HttpResponse(
        bestand.get_content(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": str(wijze)},
    )


def _agenda(brief: EmailMessage) -> MIMEPart | None:
    bijlagen = brief.iter_attachments()
    return next((deel for deel in bijlagen if deel.get_content_type() == "application/ics"), None)
