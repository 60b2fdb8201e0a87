"""A year after the last day nobody's name or address is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.data import na_maanden
from tests.maak import maak_traject, nieuwe_deelname
from trajecten.actions.inschrijven import schrijf_in
from trajecten.jobs import vergeet
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.models import Deelname

pytestmark = pytest.mark.django_db


@pytest.fixture
def jaar_geleden() -> date:
    return na_maanden(timezone.localdate(), -12)


@pytest.mark.parametrize("status", Deelnamestatus)
def test_de_projectleider_van_een_traject_dat_lang_voorbij_is_gaat_weg(
    jaar_geleden: date, status: Deelnamestatus
) -> None:
    traject = maak_traject(begin=jaar_geleden - timedelta(days=400))
    deelname = schrijf_in(deelname=nieuwe_deelname(traject), door=traject.gemaakt_door)
    vrij = {"plek": None, "plek_in_alles": None} if status == Deelnamestatus.GESTOPT else {}
    Deelname.objects.filter(pk=deelname.pk).update(status=status, **vrij)

    vergeet(timestamp=0)

    deelname.refresh_from_db()
    weg = status != Deelnamestatus.ACTIEF
    assert (deelname.projectleider == "", deelname.projectleider_email == "") == (weg, weg)
    assert deelname.commitment_van == "Een bestuurder"


def test_wie_meedoet_heeft_altijd_een_projectleider() -> None:
    traject = maak_traject()
    schrijf_in(deelname=nieuwe_deelname(traject), door=traject.gemaakt_door)

    with pytest.raises(IntegrityError, match="deelname_met_commitment"), transaction.atomic():
        Deelname.objects.update(projectleider="")
