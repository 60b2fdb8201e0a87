"""`manage.py exporteer BESTAND.zip`: all of the site in open formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError

from kennisbank.bewaren.werkmap import waarom
from kennisbank.overdracht.schrijven import exporteer


class Command(BaseCommand):
    help = "Schrijft alles van de site in open vorm naar een zip: JSON Lines en de bestanden."

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("naar", type=Path, help="Een zip die er nog niet is.")
        parser.add_argument(
            "--met-personen",
            action="store_true",
            help="Ook accounts, aanmeldingen, abonnees, opmerkingen, berichten en het logboek.",
        )

    @override
    def handle(self, *_args: Any, naar: Path, met_personen: bool, **_opties: Any) -> None:
        """Write the zip, and say how much is in it."""
        try:
            aantallen = exporteer(naar, personen=met_personen)
        except FileExistsError as fout:
            raise CommandError(f"{naar} is er al. Kies een andere naam.") from fout
        except OSError as fout:
            raise CommandError(waarom(fout, naar)) from fout
        bestanden = aantallen.pop("bestanden")
        self.stdout.write(
            f"{sum(aantallen.values())} rijen van {len(aantallen)} soorten en {bestanden} "
            f"bestanden staan in {naar}."
        )
        if met_personen:
            self.stdout.write("Er staan gegevens van personen in. Bewaar het als een geheim.")
