"""The report in 'Mijn werk': due for who delivers it, and then to read for who decides by it."""

from datetime import UTC, datetime

import pytest
import time_machine

from logboek.models import Logregel
from rapportage.actions import lever_op
from rapportage.regels.halfjaar import Halfjaar
from tests.maak import maak_gebruiker
from werkplek.stapels import wachtend

pytestmark = pytest.mark.django_db


def test_een_halfjaar_dat_voorbij_is_wacht_op_oplevering_en_dan_op_de_stuurgroep() -> None:
    leider, stuurgroep = (maak_gebruiker(rollen=[rol]) for rol in ("projectleider", "stuurgroep"))

    def taken() -> list[list[tuple[str, str]]]:
        return [
            [(een.stapel.naam, taak.titel) for een in wachtend(wie) for taak in een.taken]
            for wie in (leider, stuurgroep)
        ]

    with time_machine.travel(datetime(2031, 6, 30, 12, tzinfo=UTC), tick=False):
        Logregel.objects.schrijf(leider, "begonnen", door=leider)
        assert taken() == [[], []]

    with time_machine.travel(datetime(2031, 7, 1, 12, tzinfo=UTC), tick=False):
        assert taken() == [[("rapport", "Eerste halfjaar 2031")], []]

        lever_op(halfjaar=Halfjaar(2031, 1), verhaal={}, door=leider)

        assert taken() == [[], [("rapport-lezen", "Eerste halfjaar 2031")]]

    with time_machine.travel(datetime(2031, 8, 1, 12, tzinfo=UTC), tick=False):
        assert taken() == [[], []]
