"""Errors that a person can do something about."""

import errno
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet


class RuleViolation(Exception):
    """A rule refuses this step; the message says in Dutch why and what to do instead."""


class Verboden(RuleViolation, PermissionDenied):
    """A step that is not for this person; the page says why, with status 403."""


class TeVaak(Exception):
    """Too much in a short time, until `tot`; the page says so, with status 429."""

    def __init__(self, tot: datetime) -> None:
        super().__init__(f"Te vaak, tot {tot}.")
        self.tot = tot


class Opslagstoring(OSError):
    """Uploads cannot be reached now; the page says so, with status 503."""


def is_vol(fout: BaseException | None) -> bool:
    """Whether `fout` says that there is no room left on a disk."""
    return isinstance(fout, OSError) and fout.errno in (errno.ENOSPC, errno.EDQUOT)


def vereis(voorwaarde: object, uitleg: str) -> None:
    """Raise RuleViolation with `uitleg` unless `voorwaarde` holds."""
    if not voorwaarde:
        raise RuleViolation(uitleg)


def vereis_recht(voorwaarde: object, uitleg: str) -> None:
    """Raise Verboden with `uitleg` unless `voorwaarde` holds: the step is not for this person."""
    if not voorwaarde:
        raise Verboden(uitleg)


def is_er_nog[M: Model](rijen: QuerySet[M], pk: Any) -> M:
    """Row `pk` of `rijen`, for a step. Raises RuleViolation when somebody just took it away."""
    rij = rijen.filter(pk=pk).first()
    if rij is None:
        raise RuleViolation("Dit is er niet meer: iemand haalde het net weg.")
    return rij


def weigering(doe: Callable[[], object]) -> str:
    """Why a rule refused what `doe` does, for on the page; empty when it was done.

    Raises Verboden for a step that is not for this person.
    """
    try:
        doe()
    except Verboden:
        raise
    except RuleViolation as reden:
        return str(reden)
    return ""
