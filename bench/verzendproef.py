"""What the parts of the newsletter's benchmark share: readers, an edition, and workers."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any, LiteralString

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone

from gebruikers.models import Gebruiker
from kennisbank.server import work
from nieuwsbrieven.actions.plannen import plan
from nieuwsbrieven.keuzelijsten import Bloksoort, Editiesoort
from nieuwsbrieven.models import Abonnee, Blok, Editie

Proefkeuring = tuple[bool, str]

BLOKKEN, WERKERS = 20, settings.MAIL_VERBINDINGEN
OPNIEUW = 1.0
"""Seconds after which a worker that ended is begun again, as a supervisor does."""

_ZIN = (
    "In de wijk werken begeleiders, naasten en het sociaal team samen aan één plan, en dat scheelt "
    "iedereen tijd en zorgen; lees ook <a href='/innovaties/?q=plan'>hoe anderen dat doen</a>. "
)
_GEREED = "SELECT count(*) FROM procrastinate_workers"
_nummer = count(1)


def zorg_voor_abonnees(tot: int) -> None:
    """Let there be `tot` subscribers to everything."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO nieuwsbrieven_abonnee (email, alle_themas, alle_regios, rollen,"
            " frequentie, aangemeld_op, bevestigd_op)"
            " SELECT 'lezer' || n || '@example.nl', true, true, '{}', 'elke', now(), now()"
            " FROM generate_series(%s, %s) n",
            [Abonnee.objects.count() + 1, tot],
        )
        cursor.execute("VACUUM ANALYZE nieuwsbrieven_abonnee")


def redacteur() -> Gebruiker:
    """Who makes and sends the editions of the bench."""
    wie, _ = Gebruiker.objects.get_or_create(
        email="nieuwsbrief@example.nl",
        defaults={"naam": "Webredacteur", "rollen": ["webredacteur"]},
    )
    return wie


def nieuwe_editie(
    wat: str, *, blokken: int = BLOKKEN, soort: Editiesoort = Editiesoort.GEWOON
) -> Editie:
    """A concept with full parts for everyone."""
    editie = Editie.objects.create(
        soort=soort,
        slug=f"bench-{time.time_ns()}-{next(_nummer)}",
        onderwerp=f"Nieuwsbrief van de bench: {wat}",
        preheader="Wat er nieuw is in de kennisbank.",
        inleiding=f"<p>{_ZIN * 3}</p>",
        gemaakt_door=redacteur(),
    )
    Blok.objects.bulk_create(
        Blok(
            editie=editie,
            volgorde=volgorde,
            soort=Bloksoort.EIGEN,
            titel=f"Bericht {volgorde + 1}: samen verder met wat werkt",
            tekst=f"<p>{_ZIN * 3}</p><p>{_ZIN * 2}</p><ul><li>Eén plan.</li></ul>",
            adres=f"/innovaties/?q=plan&bladzijde={volgorde}",
            linktekst="Lees verder",
        )
        for volgorde in range(blokken)
    )
    return editie


def verzend(editie: Editie) -> None:
    """Have it sent at once, as the button does."""
    plan(editie=editie, moment=timezone.now(), door=redacteur())


def vraag(opdracht: LiteralString, waarden: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Ask the database over a connection of its own; wait while it comes back from the dead."""
    while True:
        try:
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as verbinding:
                return verbinding.execute(opdracht, waarden).fetchall()
        except psycopg.OperationalError:
            time.sleep(0.1)  # it tells no one when it is back


def stand(editie: Editie) -> tuple[str, int, int]:
    """Its status, how many rows there are, and how many of them wait."""
    ((status, totaal, wacht),) = vraag(
        "SELECT e.status, count(l.id), count(l.id) FILTER (WHERE l.status = 'wacht')"
        " FROM nieuwsbrieven_editie e LEFT JOIN nieuwsbrieven_levering l ON editie_id = e.id"
        " WHERE e.id = %s GROUP BY e.id",
        [editie.pk],
    )
    return status, totaal, wacht


def wacht_tot(gebeurd: Callable[[], object], geduld: float, wat: str, stap: float = 0.1) -> None:
    """Ask `gebeurd` until it says so. Raises TimeoutError when that takes longer than `geduld`."""
    einde = time.monotonic() + geduld
    while not gebeurd():
        if time.monotonic() > einde:
            raise TimeoutError(f"Na {geduld:.0f} s nog steeds niet: {wat}")
        time.sleep(stap)


class Toezicht:
    """Keeps so many workers running, as a supervisor does."""

    def __init__(self, omgeving: dict[str, str], aantal: int) -> None:
        self._omgeving, self._stapel, self._klaar = omgeving, ExitStack(), threading.Event()
        self.werkers = [self._begin() for _ in range(aantal)]
        self._wacht = threading.Thread(target=self._houd_draaiend)
        self._wacht.start()

    def _begin(self) -> subprocess.Popen[bytes]:
        return self._stapel.enter_context(work(self._omgeving))

    def _houd_draaiend(self) -> None:
        while not self._klaar.wait(0.05):
            for plaats, werker in enumerate(self.werkers):
                if werker.poll() is not None and not self._klaar.wait(OPNIEUW):
                    self.werkers[plaats] = self._begin()

    def einde(self) -> None:
        """Stop them, and begin none again."""
        self._klaar.set()
        self._wacht.join()
        self._stapel.close()


@contextmanager
def toezicht(omgeving: dict[str, str], aantal: int = WERKERS) -> Iterator[Toezicht]:
    """Workers that run meanwhile, and are begun again when they end; all of them are ready."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")  # those of before
    houdt = Toezicht(omgeving, aantal)
    try:
        wacht_tot(lambda: vraag(_GEREED) == [(aantal,)], 60, "werkers die klaarstaan")
        yield houdt
    finally:
        houdt.einde()
