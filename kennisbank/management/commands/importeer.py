"""`manage.py importeer BESTAND.zip`: what `exporteer` wrote, into an empty installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError

from kennisbank.overdracht.lezen import OverdrachtFout, importeer


class Command(BaseCommand):
    help = "Leest in wat ‘exporteer’ schreef, in een lege installatie: alles of niets."

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("uit", type=Path, help="De zip die ‘exporteer’ schreef.")

    @override
    def handle(self, *_args: Any, uit: Path, **_opties: Any) -> None:
        """Read the zip, and say how much was in it."""
        try:
            aantallen = importeer(uit)
        except OverdrachtFout as fout:
            raise CommandError(f"Niets ingelezen. {fout}") from fout
        bestanden = aantallen.pop("bestanden")
        self.stdout.write(
            f"{sum(aantallen.values())} rijen en {bestanden} bestanden ingelezen. Maak nu een "
            "beheerder met ‘manage.py createsuperuser’."
        )
