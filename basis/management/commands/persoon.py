"""Find a person by their address in all that we keep, hand it over, or erase it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from basis.personen import Vindplaats, gegevens_van, waar, wis
from basis.tekst import mailadres
from basis.velden import is_mailadres


class Command(BaseCommand):
    help = "Zoek, exporteer of wis wat er van een persoon bewaard is, op e-mailadres."

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("stap", choices=["zoek", "exporteer", "wis"])
        parser.add_argument("adres", help="Het hele e-mailadres.")

    @override
    def handle(self, *_args: Any, stap: str, adres: str, **_opties: Any) -> None:
        """Say what there is of the person, or write it as JSON, or erase it, all or nothing.

        What stays after erasing is said too.
        """
        adres = mailadres(adres)
        if not is_mailadres(adres):
            raise CommandError("Dit is geen heel e-mailadres, zoals naam@voorbeeld.nl.")
        gevonden = waar(adres)
        if not gevonden:
            self.stdout.write(f"Van {adres} is niets bewaard.")
        elif stap == "zoek":
            self._toon(gevonden, adres)
        elif stap == "exporteer":
            self._geef(gevonden, adres)
        else:
            wis(adres)
            self._vertel(gevonden, adres)

    def _toon(self, gevonden: Iterable[Vindplaats], adres: str) -> None:
        for plek in gevonden:
            rijen = plek.zoek(adres)
            self.stdout.write(f"{plek.wat}: {len(rijen)}")
            for rij in rijen:
                self.stdout.write(f"  {rij._meta.verbose_name} {rij.pk}: {rij}")
            if plek.blijft:
                self.stdout.write(f"  Bij wissen: {plek.blijft}")

    def _geef(self, gevonden: Iterable[Vindplaats], adres: str) -> None:
        alles = {plek.wat: [gegevens_van(rij) for rij in plek.zoek(adres)] for plek in gevonden}
        self.stdout.write(json.dumps(alles, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))

    def _vertel(self, gevonden: Iterable[Vindplaats], adres: str) -> None:
        for plek in gevonden:
            blijft = plek.zoek(adres).exists()
            self.stdout.write(f"{plek.wat}: {'blijft staan' if blijft else 'gewist'}.")
            if plek.blijft:
                self.stdout.write(f"  {plek.blijft}")
