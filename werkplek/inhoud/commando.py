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
    """`manage.py laad_… [map]`: all or nothing, with every mistake and what was not taken named."""

    geladen: ClassVar[str]
    al_bij: ClassVar[str]

    @staticmethod
    def laad(map_: Path, zeg: Callable[[str], object]) -> int:
        """Load a folder; return how many files were new, and tell `zeg` of what was not taken.

        Raises InhoudFout.
        """
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", nargs="?", type=Path, default=settings.BASE_DIR / "inhoud")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            aantal = self.laad(options["map"], self.stdout.write)
        except InhoudFout as fout:
            raise CommandError(f"Niets geladen. Verbeter eerst:\n{fout}") from fout
        self.stdout.write(f"{aantal} {self.geladen} geladen." if aantal else self.al_bij)
