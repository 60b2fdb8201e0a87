"""What is kept of people without an account: each app says how it finds and erases them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from basis.register import Register


@dataclass(frozen=True)
class Vindplaats:
    """One kind of row that an address may stand in.

    `zoek` gives the rows of an address in its one form (`basis.tekst.mailadres`), `wis` erases what
    may go of them. `blijft` says in Dutch what stays and why, or what to do first. An app has a
    `personen.py` that adds its own to PERSONEN.
    """

    wat: str
    zoek: Callable[[str], QuerySet[Any]]
    wis: Callable[[str], object]
    blijft: str = ""


PERSONEN: Register[Vindplaats] = Register()
