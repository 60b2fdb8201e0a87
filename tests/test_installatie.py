"""What hosts install: few commands, settings that all read alike, services that come back.

tests/storm/test_installatie.py walks the whole road on an empty Debian.
"""

import re
import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

HUIS = Path(settings.BASE_DIR)
BEHEER = HUIS / "beheer"
DOC = (HUIS / "docs" / "beheer" / "installeren.md").read_text()
PAPIEREN = sorted((HUIS / "docs" / "beheer").glob("*.md"))
DIENSTEN = sorted((BEHEER / "systemd").glob("*.service"))

_VASTE_VERSIE = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
_VAN_OMGEVING = re.compile(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"|environ\.get\(\s*"([A-Z_]+)"')
_MANAGE = re.compile(r"(?:manage\.py|beheer/manage\"?) (\w+)([^`\n]*)")
_OPTIE = re.compile(r" (--[\w-]+)")


def opdrachten() -> list[str]:
    """What the manual has one type the first time, in a shell."""
    eerste = DOC.split("## Eerste keer", 1)[1]
    return eerste.split("```sh\n", 1)[1].split("```", 1)[0].splitlines()


def als_systemd(tekst: str) -> dict[str, str]:
    """An EnvironmentFile as systemd.exec(5) reads it, of values between single quotes."""
    gelezen = {}
    for regel in tekst.splitlines():
        if regel and not regel.startswith(("#", ";")):
            naam, _, waarde = regel.partition("=")
            assert re.fullmatch(r"'[^'\\]*'", waarde), regel
            gelezen[naam] = waarde[1:-1]
    return gelezen


def test_een_machine_is_ingericht_in_hoogstens_acht_opdrachten() -> None:
    assert 0 < len(opdrachten()) <= 8


def test_systemd_en_een_shell_lezen_de_instellingen_gelijk() -> None:
    bestand = BEHEER / "kennisbank.env"
    shell = subprocess.run(
        ["sh", "-ec", 'set -a; . "$0"; env -0', str(bestand)],
        env={},
        check=True,
        capture_output=True,
        text=True,
    )

    gelezen = dict(regel.split("=", 1) for regel in shell.stdout.split("\0") if regel)
    for eigen in ("PWD", "OLDPWD", "SHLVL", "_"):
        gelezen.pop(eigen, None)

    assert gelezen == als_systemd(bestand.read_text())
    assert gelezen["DEFAULT_FROM_EMAIL"] == "Kennisbank Nieuwe wegen <@REDACTIE_EMAIL@>"


def test_elke_instelling_staat_in_de_handleiding_en_elke_regel_is_een_instelling() -> None:
    bron = (HUIS / "kennisbank" / "settings.py").read_text()
    leest = {een or ander for een, ander in _VAN_OMGEVING.findall(bron)} | {"DATABASE_URL"}
    papieren = "".join(pad.read_text() for pad in PAPIEREN)
    beschreven = set(re.findall(r"`([A-Z][A-Z_]+)`", papieren))

    assert leest - beschreven - {"DEMO"} == set()
    assert als_systemd((BEHEER / "kennisbank.env").read_text()).keys() <= leest


def eenheid(*bestanden: Path) -> ConfigParser:
    """A unit of systemd, with what is put beside it."""
    lezer = ConfigParser(strict=False, interpolation=None)
    lezer.optionxform = str  # type: ignore[assignment, method-assign]
    for bestand in bestanden:
        lezer.read_string(bestand.read_text())
    return lezer


@pytest.mark.parametrize("bestand", DIENSTEN, ids=lambda pad: pad.name)
def test_een_dienst_begint_altijd_opnieuw_en_mag_niets_meer_dan_zij_nodig_heeft(
    bestand: Path,
) -> None:
    """Granian ends with code 0 when its workers die one after the other."""
    lezer = eenheid(bestand, BEHEER / "systemd" / "veilig.conf")
    dienst = lezer["Service"]

    if bestand.with_suffix(".timer").exists():
        assert dienst["Type"] == "oneshot"
        assert eenheid(bestand.with_suffix(".timer"))["Timer"]["Persistent"] == "true"
    else:
        assert (dienst["Restart"], lezer["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
    assert dienst["User"] == "kennisbank"
    assert (dienst["ProtectSystem"], dienst["NoNewPrivileges"]) == ("strict", "yes")
    assert dienst["EnvironmentFile"] == "/etc/kennisbank.env"


def test_wat_de_site_bewaart_staat_waar_zij_mag_schrijven() -> None:
    """The program is of root; a folder below it would stay empty without a word."""
    bron = (HUIS / "kennisbank" / "settings.py").read_text()
    mappen = set(re.findall(r'"(\w+)", default=str\(BASE_DIR', bron))
    ingesteld = als_systemd((BEHEER / "kennisbank.env").read_text())
    staat = eenheid(BEHEER / "systemd" / "veilig.conf")["Service"]["StateDirectory"]

    assert len(mappen) >= 6
    assert {naam: Path(ingesteld.get(naam, "/")).parent for naam in mappen} == dict.fromkeys(
        mappen, Path("/var/lib", staat)
    )
    for papier in PAPIEREN:
        genoemd = re.findall(r"/[\w/.-]+/(?:backup|media|static|bewaard)\b", papier.read_text())
        elders = {pad for pad in genoemd if not Path(pad).is_relative_to(f"/var/lib/{staat}")}
        mag = set(re.findall(r"ReadWritePaths=(\S+?)`", papier.read_text()))
        assert elders <= mag, papier.name


@pytest.mark.parametrize(
    "bestand",
    [*DIENSTEN, BEHEER / "installeer", HUIS / "compose.yaml", HUIS / "Containerfile", *PAPIEREN],
    ids=lambda pad: pad.name,
)
def test_elke_opdracht_van_een_dienst_of_handleiding_bestaat_met_haar_opties(bestand: Path) -> None:
    genoemd = _MANAGE.findall(bestand.read_text())
    opties = {(naam, optie) for naam, rest in genoemd for optie in _OPTIE.findall(rest)}
    kent = get_commands()

    assert {naam for naam, _ in genoemd} - kent.keys() == set()
    for naam, optie in opties:
        opdracht = load_command_class(kent[naam], naam)
        assert optie in opdracht.create_parser("manage.py", naam).format_help()
    assert genoemd or "kennisbank.rsgi:application" in bestand.read_text()


def test_een_server_krijgt_wat_de_tests_hadden_en_niets_om_mee_te_ontwikkelen() -> None:
    alles, productie = (
        dict(_VASTE_VERSIE.findall((HUIS / naam).read_text()))
        for naam in ("requirements.lock", "productie.lock")
    )
    project = tomllib.loads((HUIS / "pyproject.toml").read_text())
    namen = [
        re.split(r"[\[<>; ]", een.lower())[0].replace("_", "-")
        for een in project["dependency-groups"]["dev"]
    ]

    assert productie.items() <= alles.items()
    assert not set(namen) & productie.keys()
    assert len(productie) < len(alles)


def test_in_containers_draait_niemand_als_root_en_is_alleen_de_opslag_te_beschrijven() -> None:
    compose = yaml.safe_load((HUIS / "compose.yaml").read_text())
    van_ons = [een for een in compose["services"].values() if "build" in een]

    assert len(van_ons) == 5
    for dienst in van_ons:
        assert dienst["read_only"]
        assert dienst["cap_drop"] == ["ALL"]
        assert dienst["volumes"] == ["opslag:/var/lib/kennisbank"]
    assert "\nUSER kennisbank\n" in (HUIS / "Containerfile").read_text()
