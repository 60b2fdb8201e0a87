"""What every response passes through."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

# The site needs none of these, nor does anything that it could be made to embed.
FEATURES = [
    *("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment"),
    *("publickey-credentials-get", "usb"),
]


class PermissionsPolicyMiddleware:
    """Deny the browser's sensitive features, for which Django has no setting."""

    header = ", ".join(f"{feature}=()" for feature in FEATURES)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.header
        return response


class LeesbaarAdresMiddleware:
    """Refuse an address that is no text: broken UTF-8 or NUL, which no database takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            vraag = unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
        except UnicodeDecodeError as fout:
            raise BadRequest("The question is not UTF-8.") from fout
        # Django leaves the bytes of a path that are no UTF-8 as they were written: %FF.
        if re.search("%[89A-F][0-9A-F]", request.path_info) or "\x00" in request.path_info + vraag:
            raise BadRequest("The address is not UTF-8 or holds a NUL.")
        return self.get_response(request)
