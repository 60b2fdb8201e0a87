"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """The public address of the site and of this page, and where the redactie reads mail."""
    return {
        "site_url": settings.SITE_URL,
        "canoniek": settings.SITE_URL + request.path,
        "redactie_email": settings.REDACTIE_EMAIL,
    }
