"""`manage.py opruimen`: erase now what the privacy page says is erased, and files of no row."""

from __future__ import annotations

from typing import Any, override

from django.core.management.base import BaseCommand
from django.utils import timezone

from basis.termijnen import BEWAARTERMIJNEN
from kennisbank.uploads import zonder_rij


class Command(BaseCommand):
    help = "Wist wat langer bewaard is dan mag, en bestanden waar niets naar verwijst."

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--proef", action="store_true", help="Zegt wat de regels zijn, en wist niets."
        )

    @override
    def handle(self, *_args: Any, proef: bool, **_opties: Any) -> None:
        """Do each rule once, and say it; then the files, each by its name."""
        nu = timezone.now()
        gedaan = set()
        for een in BEWAARTERMIJNEN:
            if not proef and een.wis not in gedaan:
                een.wis(nu)
                gedaan.add(een.wis)
            self.stdout.write(f"{een.wat}: {een.termijn}.")
        for opslag, naam in zonder_rij(nu):
            self.stdout.write(f"Bestand zonder rij: {naam}")
            if not proef:
                opslag.delete(naam)
