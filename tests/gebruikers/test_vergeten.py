"""From where somebody logged in is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from gebruikers.actions import INLOGGEN_BEWAREN, vergeet_inloggen
from gebruikers.jobs import vergeet
from tests.maak import maak_gebruiker

pytestmark = pytest.mark.django_db


def test_na_negentig_dagen_is_vergeten_waar_iemand_inlogde() -> None:
    wie, nu = maak_gebruiker(), timezone.now()
    for sleutel, geleden in (("oud", INLOGGEN_BEWAREN), ("nieuw", timedelta(days=89))):
        UserSession.objects.create(
            user=wie, ip="192.0.2.1", user_agent="Firefox", session_key=sleutel,
            last_seen_at=nu - geleden - timedelta(minutes=1),
        )  # fmt: skip
        Session.objects.create(session_key=sleutel, expire_date=nu - geleden + timedelta(days=90))

    for _ in range(2):
        vergeet(timestamp=0)

    assert [sessie.session_key for sessie in UserSession.objects.all()] == ["nieuw"]
    assert [sessie.session_key for sessie in Session.objects.all()] == ["nieuw"]


def test_van_een_teller_die_voorbij_is_blijft_geen_rij() -> None:
    cache.set("teller-192.0.2.1", 1, 60)
    cache.set("teller-192.0.2.2", 1, 600)

    vergeet_inloggen(timezone.now() + timedelta(minutes=5))

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache WHERE cache_key LIKE '%%192.0.2.%%'", [])
        assert [sleutel for (sleutel,) in cursor.fetchall()] == [":1:teller-192.0.2.2"]
