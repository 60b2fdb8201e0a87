"""What mail providers tell us themselves. django-anymail believes, reads and passes it on."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailersend import MailerSendTrackingWebhookView
from anymail.webhooks.mailgun import MailgunTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from anymail.webhooks.sparkpost import SparkPostTrackingWebhookView
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from basis.tekst import mailadres
from post.actions.terugmeldingen import meld, weeg
from post.keuzelijsten import Terugmeldsoort
from post.regels.kenmerk import zending_van

PROVIDERS: dict[str, tuple[type[AnymailBaseWebhookView], str]] = {
    "brevo": (BrevoTrackingWebhookView, "WEBHOOK_SECRET"),
    "mailersend": (MailerSendTrackingWebhookView, "MAILERSEND_SIGNING_SECRET"),
    "mailgun": (MailgunTrackingWebhookView, "MAILGUN_WEBHOOK_SIGNING_KEY"),
    "mailjet": (MailjetTrackingWebhookView, "WEBHOOK_SECRET"),
    "postmark": (PostmarkTrackingWebhookView, "WEBHOOK_SECRET"),
    "sparkpost": (SparkPostTrackingWebhookView, "WEBHOOK_SECRET"),
}
"""Who reads each provider's reports, and what must stand in settings.ANYMAIL to believe them."""

_TEL = """
INSERT INTO post_weigering (dag, bron, aantal) VALUES (%s, %s, 1)
ON CONFLICT (dag, bron) DO UPDATE SET aantal = post_weigering.aantal + 1
"""

logger = logging.getLogger(__name__)


class NietVerwerkt(Exception):
    """We read a report and could not keep it: our fault, and not that of who sent it."""


@csrf_exempt  # the provider proves itself with a key, and has no cookie
@require_http_methods(["HEAD", "POST"])
def terugmelding(request: HttpRequest, provider: str) -> HttpResponse:
    """Take in what `provider` tells. Some ask with HEAD whether we are here, when one sets it up.

    401 for who does not prove to be the provider, 400 for what is no report, 413 for too much of
    it. What fails with us is a 500, after which providers try again.
    """
    soort, sleutel = PROVIDERS.get(provider, (None, ""))
    if soort is None or not settings.ANYMAIL.get(sleutel):
        raise Http404("Van deze provider verwachten wij geen meldingen.")
    try:
        antwoord: HttpResponse = soort.as_view()(request)
    except AnymailWebhookValidationFailure:
        logger.warning("Een melding van %s is geweigerd.", provider)
        _tel_weigering(provider)
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="post"'})
    except (RequestDataTooBig, NietVerwerkt):
        raise
    except Exception as fout:  # noqa: BLE001 (anymail takes the shape for granted)
        logger.warning("Een melding van %s is onleesbaar: %s.", provider, type(fout).__name__)
        return HttpResponse(status=400)
    return antwoord


def _tel_weigering(bron: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TEL, [timezone.localdate(), bron])


@receiver(tracking)
def verwerk(event: AnymailTrackingEvent, esp_name: str, **_: Any) -> None:
    """Count what anymail read in a report, when it means something for the address."""
    soort = soort_van(event)
    if soort is None:
        return
    provider, email = esp_name.lower(), mailadres(str(event.recipient or ""))
    gelezen = {
        "kenmerk": f"{provider}:{event.event_id or _vingerafdruk(event)}",
        "email": email,
        "zending": _zending(event, email),
        "code": str(event.reject_reason or event.event_type),
        "tekst": _antwoord(event),
    }
    try:
        meld(soort=soort, bron=provider, **gelezen)
    except Exception as fout:
        raise NietVerwerkt from fout


def soort_van(event: AnymailTrackingEvent) -> Terugmeldsoort | None:
    """What `event` means for the address; None when nothing.

    Who opened or clicked is not our business. A delay is no failure: a delivery or a bounce
    follows. Who is refused for an earlier complaint, or unsubscribed with the provider, wants no
    mail: that counts as a complaint.
    """
    match event.event_type:
        case EventType.COMPLAINED | EventType.UNSUBSCRIBED:
            return Terugmeldsoort.KLACHT
        case EventType.BOUNCED:
            return _weeg_bounce(event)
        case EventType.REJECTED:
            return _BIJ_WEIGERING.get(event.reject_reason, Terugmeldsoort.ZACHT)
    return None


_BIJ_WEIGERING = {
    RejectReason.BOUNCED: Terugmeldsoort.HARD,
    RejectReason.INVALID: Terugmeldsoort.HARD,
    RejectReason.SPAM: Terugmeldsoort.KLACHT,
    RejectReason.UNSUBSCRIBED: Terugmeldsoort.KLACHT,
}
"""Why a provider did not even try; its own policy, or anything else, says little of the address."""


def _weeg_bounce(event: AnymailTrackingEvent) -> Terugmeldsoort:
    """HARD or ZACHT: anymail's 'bounced' is both.

    The provider's own word goes before the code of the mail server, and that before anymail's
    reason. What that leaves open is soft.
    """
    gewogen = weeg(_antwoord(event))
    if _zegt_zacht(event.esp_event) or gewogen == Terugmeldsoort.ZACHT:
        return Terugmeldsoort.ZACHT
    if event.reject_reason in (RejectReason.BOUNCED, RejectReason.INVALID):
        return Terugmeldsoort.HARD
    if event.reject_reason in (None, RejectReason.OTHER) and gewogen:
        return gewogen
    return Terugmeldsoort.ZACHT


def _zegt_zacht(melding: Mapping[str, Any]) -> bool:
    """Whether the provider calls it soft: as `Type`, `type` or `event`, or Mailjet's own way."""
    woorden = (str(melding.get(veld, "")).lower() for veld in ("Type", "type", "event"))
    return any("soft" in woord for woord in woorden) or melding.get("hard_bounce") is False


def _antwoord(event: AnymailTrackingEvent) -> str:
    return str(event.mta_response or event.description or "")


def _zending(event: AnymailTrackingEvent, email: str) -> str:
    """What was sent: as we told the provider, or in our own Message-ID when it kept that."""
    metadata = event.metadata if isinstance(event.metadata, Mapping) else {}
    return str(metadata.get("zending") or zending_van(str(event.message_id or ""), email) or "")


def _vingerafdruk(event: AnymailTrackingEvent) -> str:
    """For a provider that does not number its reports; the same again has the same."""
    delen = (event.message_id or event.timestamp, event.recipient, event.event_type)
    return hashlib.sha256(repr(delen).encode(errors="backslashreplace")).hexdigest()
