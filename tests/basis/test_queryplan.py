"""What PostgreSQL planned once it answers as it would have, also when the tables changed since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import RequestFactory

from basis.queryplan import VAST_PLAN, onthoud_plannen, vaste_vraag
from innovaties.models import Thema
from innovaties.views.beschrijving import toon
from tests.maak import maak_gepubliceerd, maak_thema, maak_wegwijzer

pytestmark = pytest.mark.django_db(transaction=True)

GEPLAND = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


@pytest.fixture(autouse=True)
def _plannen_blijven() -> Iterator[None]:
    """As in a worker; a connection of its own, on which nothing was planned."""
    connection.close()
    wikkels = list(connection.execute_wrappers)
    onthoud_plannen(connection)
    yield
    connection.execute_wrappers[:] = wikkels
    connection.close()


def _gepland() -> int:
    with connection.cursor() as cursor:
        cursor.execute(GEPLAND, [f"%{VAST_PLAN}%"])
        (aantal,) = cursor.fetchone()
    return int(aantal)


@vaste_vraag
def _themas(slug: str, voor: int) -> QuerySet[Thema]:
    themas: QuerySet[Thema] = Thema.objects.filter(slug=slug, volgorde__lt=voor)
    return themas


def _namen(slug: str) -> list[str]:
    return [thema.name for thema in _themas(slug, 1_000)]


def test_een_vraag_met_een_vast_plan_wordt_eenmaal_gepland_en_antwoordt_telkens() -> None:
    namen = {slug: maak_thema(slug).name for slug in ("wonen", "werk", "herstel")}

    gevonden = {slug: _namen(slug) for slug in namen}

    assert gevonden == {slug: [naam] for slug, naam in namen.items()}
    assert _gepland() == 1


def test_in_een_transactie_en_achter_pgbouncer_wordt_zij_telkens_gepland() -> None:
    maak_thema("wonen")

    with transaction.atomic():
        assert _namen("wonen")
    connection.execute_wrappers.clear()
    connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = True
    onthoud_plannen(connection)
    del connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]

    assert _namen("wonen")
    assert _gepland() == 0


def test_een_kolom_van_een_andere_soort_houdt_niemand_van_het_antwoord() -> None:
    """As an upgrade makes one while people read."""

    def vraag() -> object:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {VAST_PLAN} n FROM proef WHERE n = %s", [1])
            return cursor.fetchall()

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE proef AS SELECT 1 AS n")
    assert vraag() == [(1,)]

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE proef ALTER n TYPE bigint")

    assert [vraag(), vraag()] == [[(1,)]] * 2
    assert _gepland() == 1


def test_een_beschrijving_is_met_zulke_plannen_dezelfde_pagina(rf: RequestFactory) -> None:
    for slug in ("plan", "buur"):
        versie = maak_gepubliceerd(slug=slug, themas=[maak_thema("wonen")])
        maak_wegwijzer(f"Les van {slug}", innovaties=[versie.innovatie])
    slugs = ("plan", "buur", "plan")
    met = [toon(rf.get("/"), slug).text for slug in slugs]
    gepland = _gepland()
    connection.execute_wrappers.clear()

    zonder = [toon(rf.get("/"), slug).text for slug in slugs]

    assert met == zonder
    assert "Les van plan" in met[0]
    assert "/innovaties/buur/" in met[0]
    assert gepland == 3
