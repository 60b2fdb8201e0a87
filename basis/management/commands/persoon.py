"""Find a person by their address in all that we keep, hand it over, or erase it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from basis.personen import Vindplaats, elders, passages, waar, wis
from basis.tekst import mailadres
from basis.velden import is_mailadres

ELDERS = "Elders in een tekst"
ZELF = "Dit blijft staan. Haal het adres daar zelf uit."
NIET_DOORZOCHT = (
    "Niet doorzocht: bestanden, afbeeldingen en back-ups, en teksten met alleen een naam."
)


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
        if stap == "exporteer":
            self._geef(gevonden, adres)
            return
        if stap == "zoek":
            self._toon(gevonden, adres)
        else:
            wis(adres)
            self._vertel(gevonden, adres)
        over = elders(adres)
        self._toon_elders(over)
        if not gevonden and not over:
            self.stdout.write(f"Van {adres} is niets bewaard.")
        self.stdout.write(NIET_DOORZOCHT)

    def _toon(self, gevonden: Iterable[Vindplaats], adres: str) -> None:
        for plek in gevonden:
            rijen = plek.zoek(adres)
            self.stdout.write(f"{plek.wat}: {len(rijen)}")
            for rij in rijen:
                self.stdout.write(f"  {rij._meta.verbose_name} {rij.pk}: {rij}")
            if plek.blijft:
                self.stdout.write(f"  Bij wissen: {plek.blijft}")

    def _toon_elders(self, rijen: Sequence[Model]) -> None:
        if rijen:
            self.stdout.write(f"{ELDERS}: {len(rijen)}")
            for rij in rijen:
                self.stdout.write(f"  {rij._meta.verbose_name} {rij.pk}: {rij}")
            self.stdout.write(f"  {ZELF}")

    def _geef(self, gevonden: Iterable[Vindplaats], adres: str) -> None:
        alles = {p.wat: [p.gegevens(rij, adres) for rij in p.zoek(adres)] for p in gevonden}
        if rijen := elders(adres):
            alles[ELDERS] = [passages(rij, adres) for rij in rijen]
        self.stdout.write(json.dumps(alles, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))

    def _vertel(self, gevonden: Iterable[Vindplaats], adres: str) -> None:
        for plek in gevonden:
            blijft = plek.zoek(adres).exists()
            self.stdout.write(f"{plek.wat}: {'blijft staan' if blijft else 'gewist'}.")
            if plek.blijft:
                self.stdout.write(f"  {plek.blijft}")
