"""`manage.py backup`: the whole site in one file, checked by reading it back."""

from __future__ import annotations

from typing import Any, override

from django.conf import settings
from django.core.management.base import BaseCommand

from kennisbank.bewaren import maken

MB = 1024 * 1024


class Command(BaseCommand):
    help = "Maakt een back-up van database en uploads in BACKUP_ROOT, en leest hem terug."

    @override
    def handle(self, *_args: Any, **_opties: Any) -> None:
        gemaakt = maken.maak()
        manifest = gemaakt.manifest
        self.stdout.write(
            f"{gemaakt.bestand}\n"
            f"{sum(manifest.aantallen.values())} rijen in {len(manifest.aantallen)} tabellen, "
            f"{len(manifest.uploads)} bestanden, {_mb(gemaakt.bestand.stat().st_size)}; "
            "teruggelezen en goed."
        )
        for naam in manifest.ontbreekt:
            self.stderr.write(f"Dit bestand hoort bij een rij en is er niet: {naam}")
        if not settings.BACKUP_SLEUTELS:
            self.stdout.write("Niet versleuteld: BACKUP_SLEUTELS is leeg.")
        for weg in gemaakt.weg:
            self.stdout.write(f"Niet meer bewaard: {weg.name}")


def _mb(aantal: int) -> str:
    return f"{aantal / MB:.1f} MB".replace(".", ",")
