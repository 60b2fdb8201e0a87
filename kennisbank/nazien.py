"""Whether the data is whole: what `manage.py controle` looks at. It only reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import batched
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from basis.velden import RijkeTekst
from innovaties.actions.indexeren import inhoud_van, met_provincies
from innovaties.lezen.weergave import toonbaar
from innovaties.models import Beschrijving, Zoekdocument
from kennisbank.bewaren.archief import afdruk_van
from kennisbank.bewaren.maken import genoemd, sommen
from kennisbank.gezondheid import GOED, onderdelen
from kennisbank.uploads import zonder_rij
from post.models import Bericht, Postsluiting
from vinden.models import Wegwijzer

PORTIE = 500
"""How many descriptions are read at a time."""

TE_LANG = timedelta(hours=1)
"""So long a job that may begin waits at most."""

# Each gives names of rules, with the query that counts the rows that break one.
_CONTROLES = """
SELECT conname, format('SELECT count(*) FROM %s WHERE NOT (%s)',
    conrelid::regclass, pg_get_expr(conbin, conrelid))
FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY conname
"""
_VERWIJZINGEN = """
SELECT c.conname, format(
    'SELECT count(*) FROM %s van WHERE %s AND NOT EXISTS (SELECT FROM %s naar WHERE %s)',
    c.conrelid::regclass, string_agg(format('van.%I IS NOT NULL', a.attname), ' AND '),
    c.confrelid::regclass, string_agg(format('van.%I = naar.%I', a.attname, b.attname), ' AND '))
FROM pg_constraint c
CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS paar (van, naar)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = paar.van
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = paar.naar
WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
GROUP BY c.conrelid, c.conname, c.confrelid ORDER BY c.conname
"""
_ENIG = """
SELECT i.indexrelid::regclass::text, format('SELECT count(*) FROM ('
    'SELECT FROM %s WHERE %s AND %s GROUP BY %s HAVING count(*) > 1) dubbel',
    i.indrelid::regclass, coalesce(pg_get_expr(i.indpred, i.indrelid), 'true'),
    string_agg(format('(%s) IS NOT NULL', kolom.naam), ' AND '), string_agg(kolom.naam, ', '))
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
CROSS JOIN LATERAL (SELECT pg_get_indexdef(i.indexrelid, n, true) AS naam
    FROM generate_series(1, i.indnkeyatts) n) kolom
WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
GROUP BY i.indexrelid, i.indrelid, i.indpred ORDER BY 1
"""
_UIT = """
SELECT 'regel ' || conname FROM pg_constraint
    WHERE NOT convalidated AND connamespace = 'public'::regnamespace
UNION ALL SELECT 'index ' || indexrelid::regclass FROM pg_index WHERE NOT indisvalid
UNION ALL SELECT 'trigger ' || tgname || ' bij ' || tgrelid::regclass FROM pg_trigger
    WHERE tgenabled = 'D'
"""
_VOLGORDE = """
SELECT datname FROM pg_database WHERE datname = current_database()
    AND datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid)
UNION ALL SELECT collname FROM pg_collation
    WHERE collversion IS NOT NULL
    AND collversion IS DISTINCT FROM pg_collation_actual_version(oid)
"""
_TRIGGER = re.compile(
    r"(CREATE|DROP)\s+(?:CONSTRAINT\s+)?TRIGGER\s+(?:IF\s+EXISTS\s+)?(\w+)\s.*?\bON\s+(\w+)",
    re.DOTALL,
)
_LINK = re.compile(r'href="([^"]+)"')


def nazien() -> Iterator[tuple[str, list[str]]]:
    """Each part with what is wrong there, in Dutch; an empty list is good."""
    delen: dict[str, Callable[[], Iterator[str]]] = {
        "migraties": _migraties,
        "regels": _regels,
        "triggers": _triggers,
        "zoekdocumenten": _zoekdocumenten,
        "bestanden": _bestanden,
        "links": _links,
        "wachtrij": _wachtrij,
        "volgorde": _volgorde,
    }
    for naam, kijk in delen.items():
        try:
            yield naam, list(kijk())
        except OSError as fout:  # of where the uploads are
            yield naam, [f"niet te zien: {fout.strerror or fout}"]


def _migraties() -> Iterator[str]:
    staat = dict(onderdelen()).get("migraties", "niet te zien")
    if staat != GOED:
        yield staat


def _rijen(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _regels() -> Iterator[str]:
    """Rows that a rule refuses: asked of the tables, since an index may be what is wrong."""
    with transaction.atomic(), connection.cursor() as cursor:
        for soort in ("indexscan", "indexonlyscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{soort} = off")
        for vragen in (_CONTROLES, _VERWIJZINGEN, _ENIG):
            for naam, vraag in _rijen(vragen):
                if fout := _rijen(vraag)[0][0]:
                    yield f"{naam} klopt niet bij {fout} rijen"
    yield from (f"{wat} staat uit" for (wat,) in _rijen(_UIT))


def _triggers() -> Iterator[str]:
    """What our migrations made and is not there: without it a page stays old, or a rule is gone."""
    er_zijn = set(_rijen("SELECT tgrelid::regclass::text, tgname FROM pg_trigger"))
    for tabel, naam in sorted(_gemaakte_triggers() - er_zijn):
        yield f"{naam} ontbreekt bij {tabel}"


def _gemaakte_triggers() -> set[tuple[str, str]]:
    lader = MigrationLoader(None)
    eigen = {app.label for app in apps.get_app_configs() if _is_van_ons(app.path)}
    blijft: set[tuple[str, str]] = set()
    for app, naam in _op_volgorde(lader):
        if app not in eigen:
            continue
        for stap in lader.disk_migrations[app, naam].operations:
            if isinstance(stap, RunSQL):
                for wat, trigger, tabel in _TRIGGER.findall(str(stap.sql)):
                    (blijft.add if wat == "CREATE" else blijft.discard)((tabel, trigger))
    return blijft


def _op_volgorde(lader: MigrationLoader) -> list[tuple[str, str]]:
    gezien: dict[tuple[str, str], None] = {}
    for blad in sorted(lader.graph.leaf_nodes()):
        gezien |= dict.fromkeys(lader.graph.forwards_plan(blad))
    return list(gezien)


def _is_van_ons(pad: str) -> bool:
    return Path(pad).parent == Path(settings.BASE_DIR)


def _zoekdocumenten() -> Iterator[str]:
    """Documents that say something else than their page does, or that one of the two lacks."""
    zichtbaar = Beschrijving.objects.zichtbaar().order_by()
    for portie in batched(zichtbaar.values_list("pk", flat=True), PORTIE, strict=False):
        bewaard = Zoekdocument.objects.defer("zoek", "zinnen").in_bulk(portie)
        for beschrijving in met_provincies(zichtbaar.filter(pk__in=portie)):
            yield from _vergelijk(beschrijving, bewaard.get(beschrijving.pk))
    los = Zoekdocument.objects.exclude(pk__in=zichtbaar.values("pk"))
    for titel in los.values_list("titel", flat=True):
        yield f"{titel} is te vinden en niet te zien"


def _vergelijk(beschrijving: Beschrijving, document: Zoekdocument | None) -> Iterator[str]:
    if document is None:
        yield f"{beschrijving} is niet te vinden"
        return
    nu = inhoud_van(beschrijving, toonbaar)
    toen = document.titel, document.tekst, set(document.facetten)
    if (nu.titel, nu.tekst, set(nu.facetten)) != toen:
        yield f"{beschrijving} wordt met oude woorden gevonden"


def _bestanden() -> Iterator[str]:
    """Rows without their file, files without a row, and files that are not what they were."""
    toen = sommen()
    for naam in genoemd():
        if not default_storage.exists(naam):
            yield f"{naam} is weg"
        elif naam in toen:
            with default_storage.open(naam) as bestand:
                if afdruk_van(bestand).sha256 != toen[naam]:
                    yield f"{naam} is anders dan bij de laatste back-up"
    yield from (f"{naam} hoort bij geen rij" for _, naam in zonder_rij(timezone.now()))


def _links() -> Iterator[str]:
    """Pages of ours that a text or search leads to, and that are not there."""
    from kennisbank.rsgi import vraag_zelf  # noqa: PLC0415 (it limits what this process may ask)

    for pad in sorted(_paden()):
        if (status := vraag_zelf(pad)) >= 400:
            yield f"{pad} geeft {status}"


def _paden() -> set[str]:
    adressen = set(Wegwijzer.objects.order_by().values_list("adres", flat=True))
    for model in apps.get_models():
        for veld in model._meta.concrete_fields:
            if isinstance(veld, RijkeTekst):
                rijen = model._default_manager.order_by().filter(
                    **{f"{veld.name}__contains": "href"}
                )
                for tekst in rijen.values_list(veld.name, flat=True):
                    adressen.update(_LINK.findall(tekst))
    eigen = (adres.removeprefix(settings.SITE_URL) for adres in adressen)
    return {re.split("[?#]", pad)[0] for pad in eigen if re.match(r"/(?!/)", pad)}


def _wachtrij() -> Iterator[str]:
    nu = timezone.now()
    banen = ProcrastinateJob.objects
    soorten = {
        "taken mislukten": banen.filter(status="failed"),
        "taken bleven half liggen": banen.filter(status="doing", worker=None),
        "taken wachten te lang": banen.filter(status="todo", scheduled_at__lt=nu - TE_LANG),
        "mails wachten te lang": Bericht.objects.blijft_liggen(nu),
        "keer is de post dicht na terugzetten": Postsluiting.objects.all(),
    }
    for wat, rijen in soorten.items():
        if aantal := rijen.count():
            yield f"{aantal} {wat}"


def _volgorde() -> Iterator[str]:
    """Indexes that were made with another order of letters than the system has now."""
    yield from (
        f"{naam} heeft een oude volgorde van letters: REINDEX DATABASE, dan REFRESH COLLATION"
        for (naam,) in _rijen(_VOLGORDE)
    )
