"""Lists of names stand as in a dictionary, whatever the database orders by."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from basis.tekst import sorteersleutel
from organisaties.models import Organisatie
from tests.maak import maak_organisatie
from tests.test_architectuur import LAGEN, eigen_modellen

NAMEN = ("naam", "name", "titel")

VOOR_PROGRAMMAS = "innovaties/uitvoer/gegevenssets.py"
"""Programs read their rows in an order that stays, and sort themselves."""


@pytest.mark.django_db
def test_hoofdletters_en_accenten_maken_voor_de_volgorde_geen_verschil() -> None:
    for naam in ("Zorg", "émile", "Aanbieder", "eik", "Ärzte", "de Hoek", "Émile 2"):
        maak_organisatie(naam)

    namen = [rij.naam for rij in Organisatie.objects.all()]

    assert namen == ["Aanbieder", "Ärzte", "de Hoek", "eik", "émile", "Émile 2", "Zorg"]
    assert namen == sorted(namen, key=sorteersleutel)


def _op_bytes(bron: str) -> Iterator[str]:
    """Each name that a query in `bron` orders by as the database does."""
    for stap in ast.walk(ast.parse(bron)):
        if isinstance(stap, ast.Call) and getattr(stap.func, "attr", "") == "order_by":
            for wat in stap.args:
                naam = wat.value if isinstance(wat, ast.Constant) else None
                if isinstance(naam, str) and naam.lstrip("-").split("__")[-1] in NAMEN:
                    yield f"{stap.lineno}: {naam}"


def test_geen_vraag_zet_namen_op_de_volgorde_van_de_database() -> None:
    hier = Path(settings.BASE_DIR)
    bronnen = [pad for app in LAGEN for pad in (hier / app).rglob("*.py")]
    gevonden = [
        f"{pad.relative_to(hier)}:{waar}"
        for pad in bronnen
        if "migrations" not in pad.parts and str(pad.relative_to(hier)) != VOOR_PROGRAMMAS
        if "order_by" in (bron := pad.read_text())
        for waar in _op_bytes(bron)
    ]

    assert [*_op_bytes('rijen.order_by("soort", "organisatie__naam")')] == ["1: organisatie__naam"]
    assert len(bronnen) > 300
    assert gevonden == []


def test_geen_tabel_zet_namen_op_de_volgorde_van_de_database() -> None:
    volgordes = {model.__name__: model._meta.ordering or () for model in eigen_modellen()}

    assert not {
        naam
        for naam, volgorde in volgordes.items()
        for wat in volgorde
        if isinstance(wat, str) and wat.split("__")[-1] in NAMEN
    }
