"""Making a back-up: database and uploads of one moment, read back, and kept as long as is needed.

`pg_dump` and our own questions see one snapshot. Uploads have names that never come back and
contents that never change, so those that the rows of the snapshot name are those of that moment.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from basis import journaal
from kennisbank.bewaren import programmas
from kennisbank.bewaren.archief import (
    DATABASE,
    UPLOADS,
    VERSLEUTELD,
    Archiefschrijver,
    Manifest,
    Vingerafdruk,
    schrijf,
)
from kennisbank.bewaren.werkmap import werkmap
from kennisbank.uploads import kolommen

DAGEN, WEKEN, MAANDEN = 7, 4, 3
"""Of how many days, weeks and months the last back-up is kept."""

LANGST = timedelta(days=31 * (MAANDEN + 1))
"""No back-up is older, so that the journal need not remember more."""

SOMMEN = "uploads.sha256"
"""What the uploads were, as `sha256sum` writes it."""

_NAAM = re.compile(r"kennisbank-(\d{8}T\d{6}Z)\.tar(\.age)?$")
_AANTAL = "SELECT '{tabel}', count(*) FROM public.\"{tabel}\""
_KOLOMMEN = "SELECT table_name, column_name FROM information_schema.columns"
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Gemaakt:
    """A back-up that was made and read back."""

    bestand: Path
    manifest: Manifest
    weg: list[Path]


def versie() -> str:
    """The number of this software."""
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def sleutelmerk() -> str:
    """What tells one SECRET_KEY from another, and nothing else of it."""
    return salted_hmac("kennisbank.bewaren", "sleutel", algorithm="sha256").hexdigest()


def maak() -> Gemaakt:
    """Make a back-up in BACKUP_ROOT, read it back, and drop those that are kept no longer.

    Raises CommandError when anything is wrong; then nothing carries the name of a back-up that was
    not there before.
    """
    with werkmap() as map_:
        nu = timezone.now().astimezone(UTC)
        slot = VERSLEUTELD if settings.BACKUP_SLEUTELS else ""
        doel = map_.parent / f"kennisbank-{nu.strftime(_MOMENT)}.tar{slot}"
        half = map_ / doel.name
        with schrijf(half, settings.BACKUP_SLEUTELS) as schrijver:
            manifest = _vul(schrijver, map_, nu)
        half.rename(doel)
        _onthoud_sommen(map_, manifest)
        weg = _ruim_op(map_.parent, nu)
    journaal.vergeet((nu - LANGST).date())
    return Gemaakt(doel, manifest, weg)


def _vul(schrijver: Archiefschrijver, map_: Path, nu: datetime) -> Manifest:
    merk = secrets.token_hex(8)
    journaal.begin_backup(merk)  # first: the journal may tell too much of it, never too little
    with _momentopname() as naam:
        _stort(naam, map_ / DATABASE)
        with (map_ / DATABASE).open("rb") as bestand:
            omvang = (map_ / DATABASE).stat().st_size
            database = schrijver.voeg_toe(DATABASE, bestand, omvang)
        uploads = dict(_bewaar_uploads(schrijver, genoemd()))
        manifest = Manifest(
            merk=merk,
            gemaakt_op=nu.isoformat(),
            versie=versie(),
            sleutel=sleutelmerk(),
            postgres=programmas.versie(),
            uitbreidingen=_lijst("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'"),
            migraties=_rijen("SELECT app, name FROM django_migrations ORDER BY id"),
            aantallen=aantallen(),
            database=database,
            uploads={naam: een for naam, een in uploads.items() if een},
            ontbreekt=sorted(naam for naam, een in uploads.items() if not een),
        )
    schrijver.sluit_af(manifest)
    return manifest


@contextmanager
def _momentopname() -> Iterator[str]:
    """Within this our questions see one moment; the name by which a program sees it too."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _stort(opname: str, naar: Path) -> None:
    """Write the database of that moment to `naar`, and read it back whole."""
    opties = ("--format=custom", "--no-owner", "--no-acl", f"--snapshot={opname}")
    opdracht, omgeving = programmas.opdracht("pg_dump", *opties, f"--file={naar}")
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=False)
    if os.strerror(errno.ENOSPC) in klaar.stderr:
        raise OSError(errno.ENOSPC, klaar.stderr, settings.BACKUP_ROOT)
    if klaar.returncode:
        raise CommandError(f"pg_dump lukt niet: {programmas.zegt(klaar.stderr)}")
    programmas.draai("pg_restore", "--file=/dev/null", bestand=naar)


def genoemd() -> list[str]:
    """The uploads that rows name; before its migrations a new version knows more columns."""
    er_zijn = {(tabel, kolom) for tabel, kolom in _rijen(_KOLOMMEN)}
    namen: set[str] = set()
    for model, veld in kolommen():
        if (model._meta.db_table, veld.column) not in er_zijn:
            continue
        namen.update(model._default_manager.order_by().values_list(veld.name, flat=True))
    return sorted(filter(None, namen))


def _bewaar_uploads(
    schrijver: Archiefschrijver, namen: Iterable[str]
) -> Iterator[tuple[str, Vingerafdruk | None]]:
    """Add them; with None for one that is not there."""
    for naam in namen:
        if not default_storage.exists(naam):
            yield naam, None
            continue
        with default_storage.open(naam) as bestand:
            yield naam, schrijver.voeg_toe(f"{UPLOADS}{naam}", cast(Any, bestand), bestand.size)


def _onthoud_sommen(map_: Path, manifest: Manifest) -> None:
    """Keep what the uploads were, beside the back-up that this server cannot read itself."""
    nieuw = map_ / SOMMEN
    regels = (f"{een.sha256}  {naam}\n" for naam, een in manifest.uploads.items())
    nieuw.write_text("".join(regels))
    nieuw.rename(map_.parent / SOMMEN)


def sommen() -> dict[str, str]:
    """The checksum of each upload at the last back-up."""
    bestand = Path(settings.BACKUP_ROOT) / SOMMEN
    if not bestand.exists():
        return {}
    paren = (regel.split("  ", 1) for regel in bestand.read_text().splitlines())
    return {naam: som for som, naam in paren}


def aantallen() -> dict[str, int]:
    """How many rows each table has."""
    tabellen = _lijst("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    delen = (_AANTAL.format(tabel=tabel) for tabel in sorted(tabellen))
    return dict(_rijen(" UNION ALL ".join(delen)))


def _rijen(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [list(rij) for rij in cursor.fetchall()]


def _lijst(sql: str) -> list[str]:
    return [waarde for (waarde,) in _rijen(sql)]


def gemaakt_op(bestand: Path) -> datetime | None:
    """When a back-up was made, by its name; None for another file."""
    gevonden = _NAAM.search(bestand.name)
    return datetime.strptime(gevonden[1], _MOMENT).replace(tzinfo=UTC) if gevonden else None


def te_houden(momenten: Iterable[datetime], nu: datetime) -> set[datetime]:
    """Which back-ups stay: the last of each day, week and month, of so many of them that have one.

    And all of the last day. None that is older than the journal remembers; the newest in any case.
    """
    nieuwste = sorted(momenten, reverse=True)
    soorten = (
        (lambda een: een.date(), DAGEN),
        (lambda een: een.isocalendar()[:2], WEKEN),
        (lambda een: (een.year, een.month), MAANDEN),
    )
    houden = {een for een in nieuwste if een == nieuwste[0] or nu - een < timedelta(days=1)}
    for periode, aantal in soorten:
        laatste: dict[object, datetime] = {}
        for een in nieuwste:
            laatste.setdefault(periode(een), een)
        houden.update(list(laatste.values())[:aantal])
    return {een for een in houden if een == nieuwste[0] or nu - een < LANGST}


def _ruim_op(map_: Path, nu: datetime) -> list[Path]:
    bestanden = {bestand: op for bestand in map_.iterdir() if (op := gemaakt_op(bestand))}
    houden = te_houden(bestanden.values(), nu)
    weg = sorted(bestand for bestand, op in bestanden.items() if op not in houden)
    for bestand in weg:
        bestand.unlink()
    return weg
