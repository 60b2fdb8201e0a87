"""Who may what: `rechten.txt` holds the expected answers, a row for each right.

What that opens stands in `rollen.txt`, address by address.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings

from gebruikers.models import Gebruiker
from gebruikers.rollen import RECHTEN, Recht, Rol

TABEL = Path(__file__).with_name("rechten.txt")
KOP, *REGELS = [
    regel.split() for regel in TABEL.read_text().splitlines() if not regel.startswith("#")
]
MAG = {
    (recht, rol): antwoord
    for recht, *antwoorden in REGELS
    for rol, antwoord in zip(KOP[1:], antwoorden, strict=True)
}
EIGEN = Path(settings.BASE_DIR)
NAAR_EEN_ROL = re.compile(r"\bRol\.|import .*\bRol\b|\b(?:gebruiker|door|user)\.rollen\b")


def _gebruiker(*rollen: str) -> Gebruiker:
    return Gebruiker(email="iemand@example.nl", rollen=list(rollen))


def test_elke_rol_mag_wat_de_tabel_zegt() -> None:
    gekregen = {
        (recht.name.lower(), rol.value): "ja" if _gebruiker(rol).mag(recht) else "-"
        for recht in Recht
        for rol in Rol
    }

    assert gekregen == MAG


@pytest.mark.parametrize("rol", Rol)
def test_elke_rol_staat_in_de_tabel_met_een_recht(rol: Rol) -> None:
    assert "ja" in {antwoord for (_, wie), antwoord in MAG.items() if wie == rol}


@pytest.mark.parametrize("rollen", [(), ("nieuw",)])
def test_een_rol_die_nergens_staat_mag_niets(rollen: tuple[str, ...]) -> None:
    gebruiker = _gebruiker(*rollen)

    assert not gebruiker.mag(*Recht)
    assert not any(
        (gebruiker.in_redactie, gebruiker.ziet_alles, gebruiker.ziet_programma, gebruiker.schrijft)
    )
    assert not gebruiker.is_staff
    assert not any(gebruiker.has_module_perms(app) for app in ("gebruikers", "post"))


def test_rechten_tellen_op_en_vervallen_met_het_account() -> None:
    gebruiker = _gebruiker(Rol.COACH, Rol.BEHEERDER)

    mag = {recht for recht in Recht if gebruiker.mag(recht)}

    assert mag == {*(Recht.REDACTIE, Recht.ZIET_PROGRAMMA, Recht.BEGELEIDT, Recht.BEHEERT_ACCOUNTS)}
    gebruiker.is_active = False
    assert not gebruiker.mag(*Recht)


def test_code_vraagt_naar_een_recht_en_nooit_naar_een_rol() -> None:
    eigen = [
        pad
        for map_ in EIGEN.glob("*/__init__.py")
        for pad in map_.parent.rglob("*.py")
        if pad.relative_to(EIGEN).parts[0] not in ("gebruikers", "tests", "bench")
    ]
    teksten = {str(pad.relative_to(EIGEN)): pad.read_text() for pad in eigen}
    beheer = (EIGEN / "gebruikers/models.py").read_text()

    for sjabloon in (EIGEN / "templates").rglob("*.html"):
        teksten[str(sjabloon.relative_to(EIGEN))] = sjabloon.read_text()
    assert [pad for pad, tekst in teksten.items() if NAAR_EEN_ROL.search(tekst)] == []
    gevraagd = set(re.findall(r"\bRecht\.(\w+)", "".join([*teksten.values(), beheer])))
    assert gevraagd == {recht.name for recht in Recht}
    assert list(RECHTEN) == list(Recht)
