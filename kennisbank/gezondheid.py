"""What a monitor asks: whether each part does what it is for."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.formats import date_format
from procrastinate.contrib.django.models import ProcrastinateWorker

from post.models import Bericht

HARTSLAG = timedelta(minutes=1)
"""A worker tells every ten seconds that it lives."""

RUIMTE = 500 * 1024 * 1024
"""Bytes that are free where uploads come: twenty of the largest requests."""

GOED = "goed"


def onderdelen() -> Iterator[tuple[str, str]]:
    """Each part with `GOED` or what is the matter; without a database the rest cannot be known.

    Six queries.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        yield "database", "antwoordt niet"
        return
    yield "database", GOED
    nu = timezone.now()
    vragen: list[tuple[str, Callable[[], str]]] = [
        ("migraties", _migraties),
        ("werker", lambda: _werker(nu)),
        ("post", lambda: _post(nu)),
        ("opslag", _opslag) if settings.OPSLAG_URL else ("schijf", _schijf),
    ]
    for deel, vraag in vragen:
        try:
            yield deel, vraag()
        except (Error, OSError) as fout:
            yield deel, f"niet te zien ({type(fout).__name__})"


def _migraties() -> str:
    uitvoerder = MigrationExecutor(connection)
    plan = uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    return f"{len(plan)} nog uit te voeren" if plan else GOED


def _werker(nu: datetime) -> str:
    if ProcrastinateWorker.objects.filter(last_heartbeat__gte=nu - HARTSLAG).exists():
        return GOED
    return "er draait geen werker"


def _post(nu: datetime) -> str:
    oudste = Bericht.objects.blijft_liggen(nu).order_by("klaargezet_op").first()
    if oudste is None:
        return GOED
    return f"wacht sinds {date_format(timezone.localtime(oudste.klaargezet_op), 'j F Y, G.i')} uur"


def _opslag() -> str:
    default_storage.listdir(GOED)  # any name; of a bucket that is not there only this says so
    return GOED


def _schijf() -> str:
    media = Path(settings.MEDIA_ROOT)  # made with the first upload
    map_ = next(een for een in (media, *media.parents) if een.exists())
    if not map_.is_dir() or not os.access(map_, os.W_OK):
        return "daar is niet te schrijven"
    vrij = shutil.disk_usage(map_).free
    return GOED if vrij >= RUIMTE else f"nog {vrij // 1024**2} MB vrij"
