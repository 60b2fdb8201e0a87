"""What someone sees whose step was refused."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from basis.fouten import RuleViolation, Verboden
from basis.middleware import RuleViolationMiddleware
from tests.test_architectuur import LAGEN

HIER = "http://testserver/redactie/"


def vraag(**koppen: str) -> HttpRequest:
    request = RequestFactory().post("/redactie/stap/", headers=koppen)
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def antwoord(request: HttpRequest, fout: Exception) -> HttpResponse | None:
    return RuleViolationMiddleware(lambda _: HttpResponse()).process_exception(request, fout)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("vorige", "naar"),
    [
        (HIER, HIER),
        ("http://elders.example/redactie/", "/"),
        ("http://testserver//elders.example/", "http://testserver//elders.example/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_een_weigering_staat_op_de_pagina_waar_iemand_vandaan_kwam(vorige: str, naar: str) -> None:
    request = vraag(Referer=vorige)

    response = antwoord(request, RuleViolation("Dat kan niet."))

    assert response
    assert (response.status_code, response["Location"]) == (302, naar)
    assert [str(m) for m in get_messages(request)] == ["Dat kan niet."]


def test_een_script_krijgt_de_reden_als_tekst() -> None:
    response = antwoord(vraag(**{"HX-Request": "true"}), RuleViolation("Dat kan niet."))

    assert response
    assert (response.status_code, response.content) == (409, b"Dat kan niet.")


def test_wat_niet_voor_iemand_is_en_wat_geen_regel_is_gaan_hun_eigen_weg() -> None:
    assert antwoord(vraag(), Verboden("Niet voor u.")) is None
    assert antwoord(vraag(), ValueError()) is None


def test_geen_stap_gaat_stuk_op_een_rij_die_iemand_net_weghaalde() -> None:
    hier = Path(settings.BASE_DIR)
    bronnen = [pad for app in LAGEN for pad in (hier / app).rglob("*.py") if "actions" in str(pad)]

    assert len(bronnen) > 50
    assert [
        f"{pad.relative_to(hier)}: {treffer[0]}"
        for pad in bronnen
        for treffer in re.finditer(r"select_for_update\(.*\)\.get\(pk=.*", pad.read_text())
    ] == []
