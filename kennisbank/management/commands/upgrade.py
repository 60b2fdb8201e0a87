"""`manage.py upgrade`: this version in the place of the one that runs, while people read."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any, override

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kennisbank import upgraden
from kennisbank.bewaren import maken
from kennisbank.statisch import leg_erbij


class Command(BaseCommand):
    help = "Zet deze versie in de plaats van de versie die draait, zonder stilstand."

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--app", type=Path, help="De link die naar de draaiende versie leidt.")
        parser.add_argument(
            "--zonder-backup", action="store_true", help="Maak geen back-up voor migraties."
        )
        parser.add_argument(
            "--met-stilstand", action="store_true", help="Ook als de oude versie dan breekt."
        )

    @override
    def handle(self, *_args: Any, app: Path | None, **opties: Any) -> None:
        begin = time.monotonic()
        with upgraden.alleen():
            upgraden.vereis_wissel()
            call_command("check", deploy=True, fail_level="ERROR")
            self.stdout.write("instellingen: goed")
            erbij, weg = leg_erbij()
            self.stdout.write(f"statisch: {erbij} bestanden erbij, {weg} oude weg")
            terug = self._migreer(**opties)
            call_command("indexeer", stdout=self.stdout)
            vorige = self._zet_om(app)
            self.stdout.write(f"workers: {_nieuw(upgraden.herlaad_web())}")
            self.stdout.write(f"werker: {_opnieuw(upgraden.herstart_werker())}")
        self.stdout.write(
            f"Versie {maken.versie()} draait, na {upgraden.duur(begin)}.\n"
            f"Terug: geef upgrade in {vorige}{terug}."
        )

    def _migreer(self, *, zonder_backup: bool, met_stilstand: bool, **_opties: Any) -> str:
        """Migrate; return what going back asks because of that."""
        migraties = upgraden.te_migreren()
        if (breuk := upgraden.breekt_oud(migraties)) and not met_stilstand:
            raise CommandError(
                "De versie die draait, kan niet tegen deze migraties:\n  "
                + "\n  ".join(breuk)
                + "\nStop de site en de werker, en geef de opdracht met --met-stilstand."
            )
        if not migraties:
            self.stdout.write("migraties: geen")
            return ""
        if not zonder_backup:
            self.stdout.write(f"back-up: {maken.maak().bestand}")
        upgraden.migreer()
        self.stdout.write(f"migraties: {len(migraties)} uitgevoerd")
        return ". Lukt dat niet door een migratie, zet dan de back-up van ervoor terug"

    def _zet_om(self, app: Path | None) -> str:
        if app is None:
            return "de map van de vorige versie, of na git checkout"
        vorige = app.resolve()
        upgraden.zet_om(app, Path(settings.BASE_DIR))
        self.stdout.write(f"omgezet: {app} leidt naar {settings.BASE_DIR}")
        return f"{vorige} ({vorige / '.venv' / 'bin' / Path(sys.executable).name})"


def _nieuw(aantal: int) -> str:
    return f"{aantal} nieuw, de oude zijn weg" if aantal else "hier draait geen site"


def _opnieuw(aantal: int) -> str:
    return f"{aantal} gestopt; de dienst begint hem opnieuw" if aantal else "hier draait er geen"
