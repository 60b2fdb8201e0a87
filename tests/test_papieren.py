"""What the papers say of the house is so: names that exist, one version, licences whole."""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings

HUIS = Path(settings.BASE_DIR)
APPS = {
    "kennisbank",
    *(c.label for c in apps.get_app_configs() if Path(c.path).parent == HUIS),
}
EIGEN = (*APPS, "tests", "bench", "scripts", "templates", "static", "docs", "inhoud")
TEKSTEN = sorted([*HUIS.glob("*.md"), *(HUIS / "docs").rglob("*.md")])

_PAD = re.compile(r"`((?:" + "|".join(EIGEN) + r")/[\w./-]*)`")
_NAAM = re.compile(r"`((?:" + "|".join(APPS) + r")(?:\.\w+)+)(?<!\.nl)`")
_VOORBEELD = re.compile(r"^`([\w/.]+)`\n\n```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def _docstrings(bestand: Path) -> Iterator[str]:
    """Every text that stands by itself in the code: docstrings, and those below a constant."""
    for knoop in ast.walk(ast.parse(bestand.read_text())):
        if isinstance(knoop, ast.Expr) and isinstance(knoop.value, ast.Constant):
            yield str(knoop.value.value)


def _uitspraken() -> Iterator[tuple[str, str]]:
    for bestand in TEKSTEN:
        yield str(bestand.relative_to(HUIS)), bestand.read_text()
    for app in sorted(APPS):
        for bestand in sorted((HUIS / app).rglob("*.py")):
            yield str(bestand.relative_to(HUIS)), "\n".join(_docstrings(bestand))


def _bestaat(naam: str) -> bool:
    """Whether `naam` leads to a module, or to something within one."""
    delen = naam.split(".")
    for tot in range(len(delen), 0, -1):
        try:
            gevonden: Any = importlib.import_module(".".join(delen[:tot]))
        except ModuleNotFoundError:
            continue
        for deel in delen[tot:]:
            gevonden = getattr(gevonden, deel, None)
        return gevonden is not None
    return False


def test_elk_pad_en_elke_naam_in_een_tekst_of_docstring_bestaat() -> None:
    weg = [
        f"{waar}: {genoemd}"
        for waar, tekst in _uitspraken()
        for genoemd in [
            *(pad for pad in _PAD.findall(tekst) if not (HUIS / pad).exists()),
            *(naam for naam in _NAAM.findall(tekst) if not _bestaat(naam)),
        ]
    ]

    assert weg == []


@pytest.mark.parametrize("bestand", TEKSTEN, ids=lambda pad: pad.name)
def test_elke_link_in_een_tekst_leidt_ergens_heen(bestand: Path) -> None:
    dood = [
        doel for doel in _LINK.findall(bestand.read_text()) if not (bestand.parent / doel).exists()
    ]

    assert dood == []


def test_elk_voorbeeld_staat_zo_in_de_code() -> None:
    tekst = (HUIS / "docs" / "voorbeelden.md").read_text()
    voorbeelden = _VOORBEELD.findall(tekst)
    anders = [
        (bestand, stuk)
        for bestand, voorbeeld in voorbeelden
        for stuk in re.split(r"^ *…\n", voorbeeld, flags=re.MULTILINE)
        if _zonder_inspringen(stuk) not in _zonder_inspringen((HUIS / bestand).read_text())
    ]

    assert len(voorbeelden) == tekst.count("```python")
    assert anders == []


def test_elk_besluit_heeft_een_eigen_nummer() -> None:
    nummers = {pad.name: int(pad.name[:4]) for pad in (HUIS / "docs" / "adr").glob("*.md")}
    koppen = {naam: (HUIS / "docs" / "adr" / naam).read_text().split()[1] for naam in nummers}

    assert koppen == {naam: f"{nummer}." for naam, nummer in nummers.items()}
    assert len(set(nummers.values())) == len(nummers)


def _zonder_inspringen(code: str) -> str:
    return "\n".join(regel.strip() for regel in code.strip().splitlines())


def test_een_nummer_voor_deze_versie() -> None:
    project = tomllib.loads((HUIS / "pyproject.toml").read_text())["project"]
    wijzigingen = (HUIS / "CHANGELOG.md").read_text()
    nieuwste = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", wijzigingen, re.MULTILINE)
    publiek = _publiccode()

    assert nieuwste
    assert project["version"] == nieuwste[1] == publiek["softwareVersion"]
    assert str(publiek["releaseDate"]) == nieuwste[2]
    assert project["license"] == publiek["legal"]["license"] == "EUPL-1.2"


def test_de_licentie_bovenaan_is_die_van_de_code() -> None:
    assert (HUIS / "LICENSE").read_text() == (HUIS / "LICENSES" / "EUPL-1.2.txt").read_text()


def _publiccode() -> dict[str, Any]:
    gelezen: dict[str, Any] = yaml.safe_load((HUIS / "publiccode.yml").read_text())
    return gelezen


def test_publiccode_heeft_wat_de_standaard_vraagt() -> None:
    publiek = _publiccode()
    beschrijving = publiek["description"]["nl"]
    onderhoud, taal = publiek["maintenance"], publiek["localisation"]

    assert publiek["publiccodeYmlVersion"] == "0.7"
    assert publiek["name"]
    assert re.match(r"https://\S+$", publiek["url"])
    assert isinstance(publiek["releaseDate"], date)
    assert publiek["platforms"] == ["web"]
    assert publiek["softwareType"] == "standalone/web"
    assert publiek["developmentStatus"] == "stable"
    assert set(publiek["categories"]) <= {"knowledge-management", "content-management"} | {
        *("event-management", "email-marketing", "survey", "workflow-management"),
    }
    assert set(publiek["intendedAudience"]["scope"]) <= {
        "healthcare",
        "welfare",
        "local-authorities",
    }
    assert publiek["intendedAudience"]["countries"] == ["NL"]
    assert 0 < len(beschrijving["shortDescription"].strip()) <= 150
    assert 150 <= len(beschrijving["longDescription"].strip()) <= 10_000
    assert 5 <= len(beschrijving["features"]) <= 20
    for plaatje in [publiek["logo"], *beschrijving["screenshots"]]:
        assert (HUIS / plaatje).is_file()
    assert onderhoud["type"] == "internal"
    assert all(contact["name"] for contact in onderhoud["contacts"])
    assert taal["localisationReady"] is False
    assert taal["availableLanguages"] == ["nl"]
