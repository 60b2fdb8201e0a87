"""Load the programme of the content files: `manage.py laad_programma [map]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from programma.inhoud import laad_programma
from werkplek.inhoud.bestanden import InhoudFout


class Command(BaseCommand):
    help = "Laadt het programma uit de YAML-bestanden, na laad_inhoud: alles of niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", nargs="?", type=Path, default=settings.BASE_DIR / "inhoud")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            aantal = laad_programma(options["map"])
        except InhoudFout as fout:
            raise CommandError(f"Niets geladen. Verbeter eerst:\n{fout}") from fout
        self.stdout.write(
            f"{aantal} bestanden van het programma geladen."
            if aantal
            else "Het programma is al bij."
        )
