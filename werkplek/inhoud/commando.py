"""What the commands that load content files share."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from werkplek.inhoud.bestanden import InhoudFout


class LaadCommando(BaseCommand):
    """`manage.py laad_… [map]`: all or nothing, with every mistake named."""

    laad: ClassVar[Callable[[Path], int]]
    """Loads a folder; returns how many files were new."""

    geladen: ClassVar[str]
    al_bij: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", nargs="?", type=Path, default=settings.BASE_DIR / "inhoud")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            aantal = type(self).laad(options["map"])
        except InhoudFout as fout:
            raise CommandError(f"Niets geladen. Verbeter eerst:\n{fout}") from fout
        self.stdout.write(f"{aantal} {self.geladen} geladen." if aantal else self.al_bij)
