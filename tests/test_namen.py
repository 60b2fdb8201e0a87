"""One word for one thing: what a class or a type is called, and how long a function is."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from tests.test_architectuur import LAGEN

MEERMALEN = {
    "Command": "Django finds a command by this name in its module",
    "Meta": "Django reads the options of a model or a form from it",
}
"""The names that may occur more than once, and why."""


@dataclass(frozen=True)
class Modulenamen:
    """What a module names, and what it calls its functions that are too long."""

    klassen: list[str]
    lang: list[str]


@cache
def _modules() -> dict[str, Modulenamen]:
    """Every module of ours but the migrations: read once for all that is asked of them."""
    return {
        naam: _ontleed(ast.parse(pad.read_text()))
        for pad in sorted(Path(settings.BASE_DIR).glob("*/**/*.py"))
        if "/migrations/" not in (naam := pad.relative_to(settings.BASE_DIR).as_posix())
        if not naam.startswith((".", "var/"))
    }


def _ontleed(boom: ast.Module) -> Modulenamen:
    """The classes, those inside others too, and what it calls types; functions by their length."""
    gevonden = Modulenamen([], [])
    for een in boom.body:
        if isinstance(een, ast.TypeAlias):
            gevonden.klassen.append(een.name.id)
        elif isinstance(een, ast.Assign) and isinstance(een.targets[0], ast.Name):
            gevonden.klassen.extend(re.findall(r"^_?[A-Z][a-z]\w*$", een.targets[0].id))
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.ClassDef):
            gevonden.klassen.append(knoop.name)
        elif (
            isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef)
            and (knoop.end_lineno or 0) - knoop.lineno >= 40
        ):
            gevonden.lang.append(knoop.name)
    return gevonden


def test_een_klasse_heet_als_geen_andere() -> None:
    plekken = defaultdict(list)
    for pad, module in _modules().items():
        for naam in module.klassen:
            plekken[naam].append(pad)

    vaker = {naam: waar for naam, waar in plekken.items() if len(waar) > 1}

    assert len(plekken) > 500
    assert {naam: waar for naam, waar in vaker.items() if naam not in MEERMALEN} == {}
    assert vaker.keys() == MEERMALEN.keys()


def test_geen_functie_is_langer_dan_veertig_regels() -> None:
    lang = {
        (pad, naam)
        for pad, module in _modules().items()
        if pad.split("/")[0] in (*LAGEN, "bench", "scripts")
        for naam in module.lang
    }

    assert lang == set()
