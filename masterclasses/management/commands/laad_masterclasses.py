"""Load the masterclasses of the content files: `manage.py laad_masterclasses [map]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from masterclasses.inhoud import laad_masterclasses
from werkplek.inhoud.bestanden import InhoudFout


class Command(BaseCommand):
    help = "Laadt de masterclasses uit de YAML-bestanden, na laad_inhoud: alles of niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", nargs="?", type=Path, default=settings.BASE_DIR / "inhoud")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            aantal = laad_masterclasses(options["map"])
        except InhoudFout as fout:
            raise CommandError(f"Niets geladen. Verbeter eerst:\n{fout}") from fout
        self.stdout.write(
            f"{aantal} masterclasses geladen." if aantal else "De masterclasses zijn al bij."
        )
