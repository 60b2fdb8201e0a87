"""Two projectleiders deliver the same report at once."""

from functools import partial

import pytest

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from rapportage.actions import lever_op
from rapportage.models import Rapport
from tests.maak import maak_gebruiker
from tests.rapportage.halfjaren import vorig
from tests.tegelijk import tegelijk

VIER = 4


@pytest.mark.django_db(transaction=True)
def test_van_wie_tegelijk_opleveren_is_een_de_eerste() -> None:
    halfjaar = vorig()
    geweigerd: list[str] = []

    def doe(door: Gebruiker) -> None:
        try:
            lever_op(halfjaar=halfjaar, verhaal={"gebeurd": door.naam}, door=door)
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(*(partial(doe, maak_gebruiker(rollen=["projectleider"])) for _ in range(VIER)))

    rapport = Rapport.objects.get()
    assert rapport.opgeleverd_door
    assert rapport.gebeurd == rapport.opgeleverd_door.naam
    assert len(geweigerd) == VIER - 1
    assert all("leverde dit rapport al op" in reden for reden in geweigerd)
    assert Logregel.objects.filter(wat="rapport-opgeleverd").count() == 1
