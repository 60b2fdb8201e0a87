"""What a program reads when its request fails: problem details (RFC 9457), in Dutch."""

from __future__ import annotations

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

VOOR_PROGRAMMAS = "/api/"
"""Below this address programs ask, and no people: an error there is data too."""

TITELS = {
    HTTPStatus.BAD_REQUEST: "Deze vraag klopt niet",
    HTTPStatus.FORBIDDEN: "Dit mag u niet zien",
    HTTPStatus.NOT_FOUND: "Dit is er niet",
    HTTPStatus.METHOD_NOT_ALLOWED: "Hier kunt u alleen lezen",
    HTTPStatus.NOT_ACCEPTABLE: "In die vorm hebben wij dit niet",
    HTTPStatus.GONE: "Dit staat in het archief",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Dit is te groot",
    HTTPStatus.TOO_MANY_REQUESTS: "U vraagt te veel achter elkaar",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Er ging iets mis bij ons",
    HTTPStatus.SERVICE_UNAVAILABLE: "Het is nu te druk",
}


def is_voor_programmas(request: HttpRequest) -> bool:
    """Whether a program asks here, which reads data and no page."""
    return request.path_info.startswith(VOOR_PROGRAMMAS)


def probleem(status: int, uitleg: str = "", **koppen: str) -> HttpResponse:
    """The answer that says what is wrong; `koppen` by their names with an underscore.

    A page of another site may read it too, or its maker would look in vain.
    """
    inhoud = {"type": "about:blank", "title": TITELS[HTTPStatus(status)], "status": int(status)}
    if uitleg:
        inhoud["detail"] = uitleg
    antwoord = HttpResponse(
        json.dumps(inhoud, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
    )
    antwoord["Access-Control-Allow-Origin"] = "*"
    antwoord["Cache-Control"] = "no-store"
    for naam, waarde in koppen.items():
        antwoord[naam.replace("_", "-")] = waarde
    return antwoord
