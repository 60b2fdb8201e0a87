"""One word for one thing: what a class or a type is called, and how long a function is."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

MEERMALEN = {
    "Command": "Django finds a command by this name in its module",
    "Meta": "Django reads the options of a model or a form from it",
}
"""The names that may occur more than once, and why."""


def _bomen() -> Iterator[tuple[str, ast.Module]]:
    """Every module of ours but the migrations, with its tree."""
    for pad in sorted(Path(settings.BASE_DIR).glob("*/**/*.py")):
        naam = pad.relative_to(settings.BASE_DIR).as_posix()
        if "/migrations/" not in naam and not naam.startswith((".", "var/")):
            yield naam, ast.parse(pad.read_text())


def _namen(boom: ast.Module) -> Iterator[str]:
    """The classes of a module, those inside others too, and what it calls types."""
    for een in boom.body:
        if isinstance(een, ast.TypeAlias):
            yield een.name.id
        elif isinstance(een, ast.Assign) and isinstance(een.targets[0], ast.Name):
            yield from re.findall(r"^_?[A-Z][a-z]\w*$", een.targets[0].id)
    yield from (een.name for een in ast.walk(boom) if isinstance(een, ast.ClassDef))


def test_een_klasse_heet_als_geen_andere() -> None:
    plekken = defaultdict(list)
    for pad, boom in _bomen():
        for naam in _namen(boom):
            plekken[naam].append(pad)

    vaker = {naam: waar for naam, waar in plekken.items() if len(waar) > 1}

    assert len(plekken) > 500
    assert {naam: waar for naam, waar in vaker.items() if naam not in MEERMALEN} == {}
    assert vaker.keys() == MEERMALEN.keys()
