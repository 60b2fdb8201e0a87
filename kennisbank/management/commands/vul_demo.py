"""`manage.py vul_demo`: all that the demo needs before it is served."""

import io
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from gebruikers.models import Gebruiker
from kennisbank.demo import LOGINS, PASSWORD, check_database, mark
from masterclasses.models import Masterclass
from organisaties.models import Organisatie
from trajecten.models import Deelname, Traject, Tranche

ORGANISATIE = "voorbeeldzorg"  # the indiener's; no real one has an account here
LADER = "inhoud@example.nl"  # in whose name content is loaded


class Command(BaseCommand):
    """Fill the demo's own database and build the static files; safe to run again."""

    requires_system_checks = ()  # `make check` runs them; here they only cost time
    help = (
        "Vult de database met de inhoud en de logins van de demo, en bouwt de statische bestanden."
    )

    def handle(self, **_options: Any) -> None:
        """Migrate, load, index, collect, and make the logins.

        Exits with a message when the database is not the demo's.
        """
        if not settings.DEMO:
            sys.exit("vul_demo maakt accounts met een bekend wachtwoord, en draait dus met DEMO=1.")
        with connection.cursor() as cursor:
            check_database(cursor)
            call_command("migrate", interactive=False, verbosity=0)
            mark(cursor)
        call_command("laad_inhoud")
        call_command("laad_masterclasses")
        call_command("laad_programma")
        call_command("laad_nieuwsbrieven")
        call_command("indexeer", stdout=io.StringIO())
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        make_logins()


def make_logins() -> None:
    """Make the accounts that the demo names.

    The indiener writes for one organisation; kennismakelaar and coach have what was loaded.
    """
    accounts = Gebruiker.objects
    for name, role in LOGINS.items():
        email = f"{name}@example.nl"
        if not accounts.filter(email=email).exists():
            accounts.create_user(email, PASSWORD, naam=f"Demo {name}", rollen=[role])
    organisation = Organisatie.objects.get(slug=ORGANISATIE)
    accounts.get(email="indiener@example.nl").organisaties.add(organisation)
    kennismakelaar = accounts.get(email="kennismakelaar@example.nl")
    coach = accounts.get(email="coach@example.nl")
    for model, field, owner in (
        (Masterclass, "organisator", kennismakelaar),
        (Tranche, "kennismakelaar", kennismakelaar),
        (Deelname, "coach", coach),
        (Traject.coaches.through, "gebruiker", coach),
    ):
        model.objects.filter(**{f"{field}__email": LADER}).update(**{field: owner})
