"""The logins that `make demo` names."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from kennisbank.demo import LOGINS, PASSWORD, check_database, mark
from kennisbank.management.commands.vul_demo import ORGANISATIE, make_logins
from tests.gebruikers.hulp import log_in
from tests.maak import maak_gebruiker, maak_organisatie

pytestmark = pytest.mark.django_db


def test_de_demo_heeft_een_login_per_rol_en_een_organisatie_voor_de_indiener(
    client: Client,
) -> None:
    organisatie = maak_organisatie("Voorbeeldzorg (verzonnen)", slug=ORGANISATIE)
    make_logins()
    make_logins()

    assert set(LOGINS.values()) == set(Rol.values)
    assert (
        Gebruiker.objects.filter(email__in=[f"{naam}@example.nl" for naam in LOGINS]).count() == 8
    )
    indiener = Gebruiker.objects.get(email="indiener@example.nl")
    assert list(indiener.organisaties.all()) == [organisatie]
    assert log_in(client, "indiener@example.nl", PASSWORD) == "/redactie/"


def test_de_demo_vult_alleen_een_lege_database_of_haar_eigen() -> None:
    with connection.cursor() as cursor:
        check_database(cursor)
        maak_gebruiker(rollen=["beheerder"])
        with pytest.raises(SystemExit, match="niet van de demo"):
            check_database(cursor)

        mark(cursor)
        check_database(cursor)

        cursor.execute("ALTER TABLE gebruikers_gebruiker RENAME TO weg")
        check_database(cursor)


@pytest.mark.parametrize(("demo", "reden"), [("", "DEMO=1"), ("ja", "niet van de demo")])
def test_vul_demo_laat_een_andere_database_met_rust(
    settings: Settings, demo: str, reden: str
) -> None:
    settings.DEMO = bool(demo)
    maak_gebruiker(rollen=["beheerder"])

    with pytest.raises(SystemExit, match=reden):
        call_command("vul_demo")

    assert Gebruiker.objects.count() == 1
