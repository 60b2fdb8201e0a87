"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from basis.kopie import nummer


def site(request: HttpRequest) -> dict[str, Any]:
    """The public address of the site and of this page, and where the redactie reads mail.

    `deel_adres` has what the page was asked for too: who shares it shows the same.
    `lezer` is who reads, for the header; nobody in what is made for all (`vinden.ingelogd`).
    `gepost` is the copy of the form that this page answers; empty for a page that was asked for.
    """
    return {
        "lezer": getattr(request, "lezer", getattr(request, "user", None)),
        "site_url": settings.SITE_URL,
        "canoniek": settings.SITE_URL + request.path,
        "deel_adres": settings.SITE_URL + request.get_full_path(),
        "redactie_email": settings.REDACTIE_EMAIL,
        "gepost": nummer(request),
    }
