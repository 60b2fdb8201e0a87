"""The description of the API tells the truth: schemathesis asks whatever it allows, and more."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as instellingen
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from koppelvlak.uitvoer.openapi import beschrijving

VOORBEELDEN = int(os.environ.get("VOORBEELDEN", "1"))
"""How many questions are asked of each address; `make storm` asks more, and wrong ones of all."""

GOED, FOUT = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


def _van_overal(app: Callable[..., Any]) -> Callable[..., Any]:
    """The site, asked from another network each time: here nobody asks too much."""
    teller = itertools.count(1)

    def vraag(omgeving: dict[str, Any], begin: Callable[..., Any]) -> Any:
        nummer = next(teller)
        adres = f"10.{nummer >> 16 & 255}.{nummer >> 8 & 255}.{nummer & 255}"
        eigen = {"REMOTE_ADDR": adres, "HTTP_HOST": "127.0.0.1", "HTTP_ACCEPT_ENCODING": ""}
        return app({**omgeving, **eigen}, begin)

    return vraag


@pytest.mark.usefixtures("met_inhoud")
def test_de_api_doet_wat_haar_beschrijving_zegt(site_als_app: Any) -> None:
    config = SchemathesisConfig.from_dict({"checks": {}})
    schema = schemathesis.openapi.from_dict(beschrijving(), config=config)
    schema.app = _van_overal(site_als_app)
    gevraagd = 0

    gevonden: Any
    for gevonden in schema.get_all_operations():
        operatie = gevonden.ok()
        alles = VOORBEELDEN > 1 or operatie.path == "/innovaties"
        for soort in (GOED, FOUT) if alles else (GOED,):

            @given(case=operatie.as_strategy(generation_mode=soort))
            @instellingen(
                max_examples=VOORBEELDEN,
                deadline=None,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            def vraag(case: Any) -> None:
                nonlocal gevraagd
                gevraagd += 1
                case.call_and_validate()

            vraag()

    assert gevraagd >= VOORBEELDEN
