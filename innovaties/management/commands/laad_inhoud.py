"""Load the content files: `manage.py laad_inhoud [map]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from innovaties.inhoud import laad_inhoud
from werkplek.inhoud.bestanden import InhoudFout


class Command(BaseCommand):
    help = "Laadt de inhoud uit de YAML-bestanden: alles of niets, en alleen wat gewijzigd is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", nargs="?", type=Path, default=settings.BASE_DIR / "inhoud")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            aantal = laad_inhoud(options["map"])
        except InhoudFout as fout:
            raise CommandError(f"Niets geladen. Verbeter eerst:\n{fout}") from fout
        self.stdout.write(f"{aantal} bestanden geladen." if aantal else "De inhoud is al bij.")
