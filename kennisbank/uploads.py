"""The uploads: which columns name them, and which files nothing names any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import Storage, storages
from django.db import models

BEDENKTIJD = timedelta(days=1)
"""A file younger than this may be of a form that is being sent."""


def keur(**_opties: Any) -> list[CheckMessage]:
    """Say at `check` that OPSLAG_URL is no address of a store."""
    try:
        storages["default"]
    except ImproperlyConfigured as fout:
        return [Error(str(fout), id="kennisbank.E001")]
    return []


def kolommen() -> Iterator[tuple[type[models.Model], models.FileField]]:
    """The columns that name an upload, with their models."""
    for model in apps.get_models():
        for veld in model._meta.local_concrete_fields:
            if isinstance(veld, models.FileField):
                yield model, veld


def zonder_rij(nu: datetime) -> Iterator[tuple[Storage, str]]:
    """Each file in a folder of uploads that no row names, when it is not of today."""
    per_map = sorted(((_map(*een), *een) for een in kolommen()), key=lambda rij: rij[0])
    for map_, rijen in groupby(per_map, key=lambda rij: rij[0]):
        genoemd = set[str]()
        for _, model, veld in rijen:
            opslag = veld.storage
            namen = model._default_manager.exclude(**{veld.name: ""})
            genoemd.update(namen.values_list(veld.name, flat=True))
        for naam in _bestanden(opslag, map_):
            if naam not in genoemd and opslag.get_modified_time(naam) < nu - BEDENKTIJD:
                yield opslag, naam


def _map(model: type[models.Model], veld: models.FileField) -> str:
    """The folder in which `veld` puts what is uploaded."""
    return PurePosixPath(veld.generate_filename(model(), "een")).parts[0]


def _bestanden(opslag: Storage, map_: str) -> Iterator[str]:
    """The files below `map_`, however deep; none where nobody uploaded yet."""
    try:
        mappen, namen = opslag.listdir(map_)
    except FileNotFoundError:
        return
    yield from (f"{map_}/{naam}" for naam in sorted(namen))
    for onder in sorted(mappen):
        yield from _bestanden(opslag, f"{map_}/{onder}")
