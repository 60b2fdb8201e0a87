"""Load the newsletters of the content files: `manage.py laad_nieuwsbrieven [map]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nieuwsbrieven.inhoud import laad_nieuwsbrieven
from werkplek.inhoud.bestanden import InhoudFout


class Command(BaseCommand):
    help = (
        "Laadt de nieuwsbrieven en abonnees van de demo uit de YAML-bestanden, na "
        "laad_masterclasses: alles of niets."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", nargs="?", type=Path, default=settings.BASE_DIR / "inhoud")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            aantal = laad_nieuwsbrieven(options["map"])
        except InhoudFout as fout:
            raise CommandError(f"Niets geladen. Verbeter eerst:\n{fout}") from fout
        self.stdout.write(
            f"{aantal} nieuwsbrieven geladen." if aantal else "De nieuwsbrieven zijn al bij."
        )
