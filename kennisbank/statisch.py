"""Static files of two versions beside each other, while a site goes from one to the next."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

MANIFEST = "staticfiles.json"
BEWAREN = 30 * 24 * 3600
"""Seconds that a file stays after its version: others may have kept a page that names it."""

_MET_HASH = re.compile(r"\.[0-9a-f]{12}\.[^/]+$")


class StatischeOpslag(CompressedManifestStaticFilesStorage):
    """Names by content, also of what a script imports: a page gets the scripts of one version."""

    support_js_module_import_aggregation = True


class StatischMiddleware(WhiteNoiseMiddleware):
    """Serves static files, also those that came after this worker began.

    A worker of the old version may be asked for what a page of the new one names. A name without a
    hash is looked at each time: its content changes under it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self._map = Path(settings.STATIC_ROOT).resolve()

    def __call__(self, request: HttpRequest) -> Any:
        pad = request.path_info
        if pad.startswith(self.static_prefix) and not (pad in self.files and _MET_HASH.search(pad)):
            self._kijk(pad)
        return super().__call__(request)

    def _kijk(self, pad: str) -> None:
        naam = pad.removeprefix(self.static_prefix)
        bestand = self._map / naam
        if "\0" in naam or ".." in Path(naam).parts or not bestand.is_file():
            self.files.pop(pad, None)
        elif bestand.resolve().is_relative_to(self._map):
            self.add_file_to_dictionary(pad, str(bestand))


def leg_erbij() -> tuple[int, int]:
    """Put the static files of this version beside those that are there.

    Returns how many came, and how many old ones went. Workers of both versions find theirs
    throughout; a kill leaves at most files that no page names.
    """
    doel = Path(settings.STATIC_ROOT)
    doel.parent.mkdir(parents=True, exist_ok=True)
    for oud in doel.parent.glob(f".{doel.name}-*"):
        shutil.rmtree(oud)
    nieuw = Path(mkdtemp(prefix=f".{doel.name}-", dir=doel.parent))
    try:
        _verzamel(nieuw)
        _verleng(doel)
        erbij = _schuif_over(nieuw, doel)
    finally:
        shutil.rmtree(nieuw, ignore_errors=True)
    return erbij, _ruim_op(doel)


def _verzamel(naar: Path) -> None:
    klaar = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "STATIC_ROOT": str(naar)},
        capture_output=True,
        text=True,
        check=False,
    )
    if klaar.returncode:
        raise CommandError(f"De statische bestanden lukken niet: {klaar.stderr.strip()[-500:]}")


def _verleng(map_: Path) -> None:
    """Count the days of what the version has that is served now from today."""
    lijst = map_ / MANIFEST
    if lijst.exists():
        for naam in json.loads(lijst.read_bytes())["paths"].values():
            for vorm in ("", ".gz", ".br"):
                with suppress(FileNotFoundError):
                    os.utime(map_ / f"{naam}{vorm}")


def _schuif_over(van: Path, naar: Path) -> int:
    """Move each file to its place in one go; the list of them comes last."""
    erbij = 0
    bestanden = sorted(pad for pad in van.rglob("*") if pad.is_file() and pad.name != MANIFEST)
    for bestand in [*bestanden, van / MANIFEST]:
        doel = naar / bestand.relative_to(van)
        erbij += not doel.exists()
        doel.parent.mkdir(parents=True, exist_ok=True)
        bestand.replace(doel)
    return erbij


def _ruim_op(map_: Path) -> int:
    """Drop what no version of the last days has."""
    grens = time.time() - BEWAREN
    weg = [pad for pad in map_.rglob("*") if pad.is_file() and pad.stat().st_mtime < grens]
    for bestand in weg:
        bestand.unlink()
    return len(weg)
