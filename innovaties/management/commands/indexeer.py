"""Write all search documents anew: `manage.py indexeer`, after an upgrade that changes them."""

from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from innovaties.actions.indexeren import indexeer
from innovaties.models import Beschrijving
from vinden.indexeren import OPNIEUW
from vinden.models import Wegwijzer
from vinden.passages import meld
from vinden.passagetabel import maak

PORTIE = 500


class Command(BaseCommand):
    help = "Maakt alle zoekdocumenten opnieuw."

    def handle(self, *_args: Any, **_options: Any) -> None:
        maak(connection)  # for a server that got pgvector since its migration
        pks = Beschrijving.objects.values_list("pk", flat=True)
        porties = batched(pks, PORTIE, strict=False)
        aantal = sum(indexeer(Beschrijving.objects.filter(pk__in=portie)) for portie in porties)
        meld(Wegwijzer, Wegwijzer.objects.values_list("pk", flat=True))
        for maak_opnieuw in OPNIEUW:
            maak_opnieuw()
        self.stdout.write(f"{aantal} beschrijvingen zijn vindbaar.")
