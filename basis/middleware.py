"""What every response passes through."""

from collections.abc import Callable

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
