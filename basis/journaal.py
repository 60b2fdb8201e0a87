"""What a back-up cannot know: which mail went, and who left, since it was made.

It stands outside the database, in files that only grow, so that a restored database can be told
what happened to the one before it. A line is a happening: its moment, its kind, a code that stands
for a person or a thing, and what became of that. A code is made with SECRET_KEY (ADR 32).
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import salted_hmac

from basis.register import Register
from basis.tekst import mailadres
from basis.velden import Mailadres

RUIMTE = timedelta(minutes=5)
"""So long before a back-up began its lines may tell of what it does not have: a step that was under
way, or a clock that was behind."""

MERK = "backup"
"""The kind of the line that says that a back-up begins here."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Journaalregel:
    """One thing that happened."""

    op: datetime
    soort: str
    code: str
    waarde: str = ""


@dataclass(frozen=True)
class Nakoming:
    """What an app does in a restored database with the lines of one kind.

    `doe` takes those lines, the oldest first, and the address of each code that the database
    knows; it returns how many rows it changed. `wat` says in Dutch what they are.
    """

    soort: str
    wat: str
    doe: Callable[[Sequence[Journaalregel], Mapping[str, str]], int]


NAKOMINGEN: Register[Nakoming] = Register()


def code_van(soort: str, *delen: object) -> str:
    """What stands in a line for a thing of this kind, which `delen` tell from all others."""
    return salted_hmac(
        "basis.journaal", "\n".join([soort, *map(str, delen)]), algorithm="sha256"
    ).hexdigest()


def code_van_adres(email: str) -> str:
    """What stands in a line for the person at `email`."""
    return code_van("adres", mailadres(email))


def noteer(soort: str, code: str, waarde: str = "") -> None:
    """Add a line, for good when this returns.

    A step calls it before its commit: after a kill in between somebody who did not leave may be
    taken for gone, and never the other way round. What is full or away holds up no step: that is
    an error in the log.
    """
    regel = " ".join(filter(None, [timezone.now().isoformat(), soort, code, waarde]))
    try:
        _voeg_toe(f"{regel}\n".encode())
    except OSError:
        logger.exception("Het journaal neemt geen regel aan: na terugzetten ontbreekt die.")


def _voeg_toe(regel: bytes) -> None:
    """Write the line in one piece, into the file of this day and this machine."""
    map_ = Path(settings.JOURNAAL_ROOT)
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    bestand = map_ / f"{timezone.now():%Y-%m-%d}-{socket.gethostname()}.txt"
    fd = os.open(bestand, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(fd, regel)
        os.fdatasync(fd)
    finally:
        os.close(fd)


def begin_backup(merk: str) -> None:
    """Say that a back-up begins. Raises OSError: without this line it could not be restored."""
    _voeg_toe(f"{timezone.now().isoformat()} {MERK} {merk}\n".encode())


def regels() -> list[Journaalregel]:
    """All lines of all machines, the oldest first; half a line, after a kill, is left out."""
    gelezen = [
        regel
        for bestand in _bestanden()
        for tekst in bestand.read_text(errors="replace").splitlines()
        if (regel := _lees(tekst))
    ]
    return sorted(gelezen, key=lambda regel: regel.op)


def _bestanden() -> list[Path]:
    return sorted(Path(settings.JOURNAAL_ROOT).glob("????-??-??-*.txt"))


def _lees(tekst: str) -> Journaalregel | None:
    moment, *delen = tekst.split(" ", 3)
    try:
        return Journaalregel(datetime.fromisoformat(moment), *delen) if len(delen) > 1 else None
    except ValueError:
        return None


def sinds(merk: str) -> list[Journaalregel] | None:
    """The lines since back-up `merk` began; None when the journal does not know that back-up."""
    alle = regels()
    begin = next((een.op for een in alle if (een.soort, een.code) == (MERK, merk)), None)
    if begin is None:
        return None
    return [een for een in alle if een.soort != MERK and een.op >= begin - RUIMTE]


def vergeet(voor: date) -> None:
    """Drop the files of the days before `voor`, which no back-up needs any more."""
    for bestand in _bestanden():
        if bestand.name[:10] < voor.isoformat():
            bestand.unlink()


def adressen() -> dict[str, str]:
    """Every address in the database, by its code."""
    gevonden: set[str] = set()
    for model, kolom in _adreskolommen():
        rijen = model._default_manager.order_by().values_list(kolom, flat=True).distinct()
        gevonden.update(rijen)
    return {code_van_adres(adres): adres for adres in gevonden if adres}


@cache
def _adreskolommen() -> list[tuple[type[Model], str]]:
    return [
        (model, veld.name)
        for model in apps.get_models()
        if model._meta.managed
        for veld in model._meta.concrete_fields
        if isinstance(veld, Mailadres)
    ]


def kom_na(lijnen: Sequence[Journaalregel]) -> Iterator[tuple[str, int]]:
    """Let each app do again what happened since the back-up; what that was, and how often."""
    bekend = adressen()
    for nakoming in NAKOMINGEN:
        eigen = [een for een in lijnen if een.soort == nakoming.soort]
        yield nakoming.wat, nakoming.doe(eigen, bekend) if eigen else 0


def laatste(lijnen: Sequence[Journaalregel]) -> dict[str, str]:
    """What became of each code at last."""
    return {een.code: een.waarde for een in lijnen}
