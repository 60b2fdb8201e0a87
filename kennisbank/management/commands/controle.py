"""`manage.py controle`: is the data whole? One line a part; the exit code tells too."""

from __future__ import annotations

import sys
from typing import Any, override

from django.core.management.base import BaseCommand

from kennisbank.nazien import nazien

HOOGSTENS = 3
"""How many of the faults of a part its line names; with `--alles` all."""


class Command(BaseCommand):
    help = "Kijkt of alle gegevens kloppen, en verandert niets. Een fout geeft code 1."

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--alles", action="store_true", help="Noem elke fout.")

    @override
    def handle(self, *_args: Any, alles: bool, **_opties: Any) -> None:
        mis = False
        for deel, fouten in nazien():
            mis |= bool(fouten)
            genoemd = fouten if alles else fouten[:HOOGSTENS]
            rest = len(fouten) - len(genoemd)
            meer = [f"en nog {rest}"] if rest else []
            self.stdout.write(f"{deel}: {'; '.join([*genoemd, *meer]) or 'goed'}")
        if mis:
            sys.exit(1)
