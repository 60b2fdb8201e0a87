"""Restoring a back-up: all that can be wrong is asked first, and the database changes in one go.

A restored database is told what happened since (`basis.journaal`); until then its post is closed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from basis import journaal
from kennisbank.bewaren import programmas
from kennisbank.bewaren.archief import DATABASE, UPLOADS, Manifest, afdruk_van, pak_uit
from kennisbank.bewaren.maken import sleutelmerk, versie
from kennisbank.bewaren.werkmap import werkmap
from post.actions.terugzetten import open_post
from post.models import Postsluiting

SPRONG = 1_000_000
"""So far numbers leap: those that were given since the back-up stand in mails and links that are
out there, and may not come to lead to something else."""

_VAN_DE_SERVER = re.compile(r"^\d+; \d+ \d+ (COMMENT - )?(EXTENSION|SCHEMA) ")

_MAAK_LEEG = """
BEGIN;
SET LOCAL lock_timeout = '10s';
SET LOCAL client_min_messages = warning;
DO $$
DECLARE wat record;
BEGIN
    FOR wat IN SELECT c.oid::regclass AS naam FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('DROP TABLE %s CASCADE', wat.naam);
    END LOOP;
    FOR wat IN SELECT p.oid::regprocedure AS naam FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', wat.naam);
    END LOOP;
    FOR wat IN SELECT t.oid::regtype AS naam FROM pg_type t
        LEFT JOIN pg_class c ON c.oid = t.typrelid
        WHERE t.typnamespace = 'public'::regnamespace
        AND (t.typtype IN ('e', 'd') OR c.relkind = 'c')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('DROP TYPE %s CASCADE', wat.naam);
    END LOOP;
END $$;
"""
STAND_VOORBIJ = """
UPDATE vinden_stand SET nummer = nummer + nu, meedoen = meedoen + nu,
    documenten = documenten + nu, namen = namen + nu
    FROM (SELECT floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS nu) AS klok;
"""
"""Pages that lie on disk are of a number that never comes back, however often one back-up does."""

_NADIEN = f"""
SET search_path = public;
DO $$
DECLARE reeks record;
BEGIN
    FOR reeks IN SELECT format('%I.%I', schemaname, sequencename)::regclass AS naam,
        coalesce(last_value, 0) AS waarde FROM pg_sequences WHERE schemaname = 'public'
    LOOP
        PERFORM setval(reeks.naam, reeks.waarde + {SPRONG});
    END LOOP;
END $$;
{STAND_VOORBIJ}
DELETE FROM usersessions_usersession;
DELETE FROM django_session;
DELETE FROM procrastinate_workers;
DELETE FROM procrastinate_jobs WHERE status = 'doing';
"""  # noqa: S608 (a constant)
"""Who was logged in, and what a worker had in hand, was there: here nobody goes on with it."""
_SLUIT = """
INSERT INTO post_postsluiting (op, merk, reden)
VALUES (now(), '{merk}', 'Back-up van {op} teruggezet.');
COMMIT;
"""
_ALLE_RIJEN = """IF (SELECT count(*) FROM public."{tabel}") <> {aantal} THEN
    RAISE EXCEPTION 'In {tabel} staan niet alle rijen.';
END IF;
"""
_ANDERE_VERBINDINGEN = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
AND coalesce(backend_type, 'client backend') = 'client backend'
"""


@dataclass(frozen=True)
class Toestemmingen:
    """What who restores said yes to."""

    vervang: bool = False
    zonder_journaal: bool = False


@contextmanager
def uitgepakt(bestand: Path, sleutels: Sequence[Path]) -> Iterator[tuple[Path, Manifest]]:
    """The folder with what is in the back-up, which this installation could take.

    Touches nothing. Raises CommandError for what is damaged, newer, or of another SECRET_KEY.
    """
    if not bestand.is_file():
        raise CommandError(f"{bestand} is er niet.")
    with werkmap() as map_:
        manifest = pak_uit(bestand, map_, sleutels)
        programmas.draai("pg_restore", "--file=/dev/null", bestand=map_ / DATABASE)
        _vereis_bekend(manifest)
        yield map_, manifest


def _vereis_bekend(manifest: Manifest) -> None:
    kent = {list(een) and f"{een[0]}.{een[1]}" for een in _onze_migraties()}
    vreemd = [naam for app, wat in manifest.migraties if (naam := f"{app}.{wat}") not in kent]
    if vreemd or _nummer(manifest.versie) > _nummer(versie()):
        migratie = f" met migratie {vreemd[0]}" if vreemd else ""
        raise CommandError(
            f"Deze back-up is van een nieuwere versie ({manifest.versie}{migratie}) dan deze "
            f"({versie()}). Zet eerst die versie neer."
        )
    if manifest.sleutel != sleutelmerk():
        raise CommandError(
            "Deze back-up hoort bij een andere SECRET_KEY. Gebruik die van toen: anders werkt geen "
            "link in een mail meer, en is bewijs van toestemming niet te vinden."
        )
    if manifest.postgres > programmas.versie():
        raise CommandError(
            f"Deze back-up komt van PostgreSQL {manifest.postgres}, en hier draait "
            f"{programmas.versie()}. Gebruik een server die niet ouder is."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_available_extensions")
        er_zijn = {naam for (naam,) in cursor}
    if mist := set(manifest.uitbreidingen) - er_zijn:
        raise CommandError(f"Deze server mist wat de back-up gebruikt: {', '.join(sorted(mist))}.")


def _onze_migraties() -> list[tuple[str, str]]:
    return list(MigrationLoader(None).disk_migrations)


def _nummer(tekst: str) -> tuple[int, ...]:
    return tuple(int(deel) for deel in re.findall(r"\d+", tekst))


def zet_terug(map_: Path, manifest: Manifest, ja: Toestemmingen) -> list[tuple[str, int]] | None:
    """Make the database and the uploads those of the back-up.

    Returns what was done again since, or None when the journal does not know the back-up: then
    the post stays closed. Raises CommandError before anything is touched when the database is in
    use or not empty, or the journal is missing, and nobody said yes to that.
    """
    _vereis_vrij(ja)
    if journaal.sinds(manifest.merk) is None and not ja.zonder_journaal:
        raise CommandError(
            "Het journaal kent deze back-up niet. Zet JOURNAAL_ROOT op de map die erbij hoort; dan "
            "gaat niets opnieuw weg. Is die er niet meer, kies dan --zonder-journaal: de post "
            "blijft dicht tot u haar opent."
        )
    _plaats_uploads(map_, manifest)
    _vervang_database(map_, manifest)
    return maak_af()


def _vereis_vrij(ja: Toestemmingen) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ANDERE_VERBINDINGEN)
        (anderen,) = cursor.fetchone()
    if anderen:
        raise CommandError(
            f"De database is in gebruik (andere verbindingen: {anderen}). Stop eerst de site en de "
            "werker."
        )
    if connection.introspection.table_names() and not ja.vervang:
        raise CommandError(
            "De database is niet leeg. Moet alles wat erin staat weg, kies dan --vervang; maak "
            "anders eerst een lege."
        )


def _plaats_uploads(map_: Path, manifest: Manifest) -> None:
    """Put the uploads beside those that are there: until the end the old rows find theirs."""
    for naam, afdruk in manifest.uploads.items():
        if default_storage.exists(naam):
            with default_storage.open(naam) as al:
                if afdruk_van(al) == afdruk:
                    continue
            default_storage.delete(naam)
        with (map_ / UPLOADS / naam).open("rb") as bestand:
            default_storage.save(naam, File(bestand))


def _vervang_database(map_: Path, manifest: Manifest) -> None:
    """In one transaction: killed or refused halfway, the database stays what it was."""
    lijst = map_ / "lijst.txt"
    programmas.draai("pg_restore", "--list", f"--file={lijst}", bestand=map_ / DATABASE)
    regels = lijst.read_text().splitlines(keepends=True)
    lijst.write_text("".join(regel for regel in regels if not _VAN_DE_SERVER.match(regel)))
    opties = ("-X", "-q", "-v", "ON_ERROR_STOP=1")
    opdracht, omgeving = programmas.opdracht("psql", *opties)
    connection.close()
    with TemporaryFile() as fouten:
        psql = subprocess.Popen(
            opdracht, env=omgeving, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=fouten
        )
        try:
            if psql.stdin:
                with psql.stdin:
                    _vertel(psql.stdin, map_, lijst, manifest)
        except BaseException as fout:
            psql.kill()  # it never got its COMMIT
            psql.wait()
            if not isinstance(fout, BrokenPipeError):
                raise
        if psql.wait():
            fouten.seek(0)
            zegt = programmas.zegt(fouten.read().decode(errors="replace"))
            raise CommandError(f"Terugzetten lukt niet; de database bleef wat zij was. {zegt}")


def _vertel(psql: IO[bytes], map_: Path, lijst: Path, manifest: Manifest) -> None:
    """Write the whole transaction; its last word comes only when all before it was written."""
    psql.write(_MAAK_LEEG.encode())
    for naam in manifest.uitbreidingen:
        psql.write(f'CREATE EXTENSION IF NOT EXISTS "{naam}";\n'.encode())
    maker = [programmas.programma("pg_restore"), "--file=-", "--no-owner", "--no-acl"]
    maker += [f"--use-list={lijst}", str(map_ / DATABASE)]
    with subprocess.Popen(maker, stdout=subprocess.PIPE) as lezer:
        if lezer.stdout:
            shutil.copyfileobj(lezer.stdout, psql)
    if lezer.returncode:
        raise CommandError("pg_restore stopte halverwege; de database bleef wat zij was.")
    psql.write(_vergelijk(manifest).encode())
    psql.write(_NADIEN.encode())
    psql.write(_SLUIT.format(merk=manifest.merk, op=manifest.gemaakt_op).encode())


def _vergelijk(manifest: Manifest) -> str:
    """SQL that fails when a table has other rows than the back-up counted."""
    delen = (_ALLE_RIJEN.format(tabel=t, aantal=a) for t, a in manifest.aantallen.items())
    return f"DO $$ BEGIN\n{''.join(delen)}END $$;\n"


def maak_af() -> list[tuple[str, int]] | None:
    """Bring a restored database up to date, tell it what happened since, and open the post.

    None when the journal does not know its back-up: then the post stays closed. May be done again,
    as after a kill.
    """
    call_command("migrate", interactive=False, verbosity=0)
    sluiting = Postsluiting.objects.order_by("-pk").first()
    if sluiting is None:
        return []
    regels = journaal.sinds(sluiting.merk)
    if regels is None:
        return None
    with transaction.atomic():
        gedaan = list(journaal.kom_na(regels))
        open_post()
    return gedaan
