"""One back-up in one file: a tar, that age encrypts when there is a key."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

import pyrage
from django.core.management.base import CommandError

SOORT, VORM = "kennisbank-backup", 1
MANIFEST, DATABASE, UPLOADS = "manifest.json", "database.dump", "uploads/"
VERSLEUTELD = ".age"
STUK = 1024 * 1024


@dataclass(frozen=True)
class Vingerafdruk:
    """What the bytes of a file are known by."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What a back-up says of itself. It comes last: without it the file is not whole."""

    merk: str
    gemaakt_op: str
    versie: str
    sleutel: str
    """What SECRET_KEY makes of a fixed word: another key, and no personal link works."""
    postgres: int
    uitbreidingen: list[str]
    migraties: list[list[str]]
    aantallen: dict[str, int]
    database: Vingerafdruk
    uploads: dict[str, Vingerafdruk]
    ontbreekt: list[str] = field(default_factory=list)
    """Uploads that a row names and that were not there."""
    soort: str = SOORT
    vorm: int = VORM


class Meter:
    """Passes on what is written or read, and knows the bytes by which it went."""

    def __init__(self, bestand: IO[bytes]) -> None:
        self._bestand = bestand
        self._som = hashlib.sha256()
        self._bytes = 0

    def read(self, aantal: int = -1) -> bytes:
        return self._tel(self._bestand.read(aantal))

    def write(self, stuk: bytes) -> int:
        self._tel(stuk)
        return self._bestand.write(stuk)

    def flush(self) -> None:
        self._bestand.flush()

    def _tel(self, stuk: bytes) -> bytes:
        self._som.update(stuk)
        self._bytes += len(stuk)
        return stuk

    @property
    def afdruk(self) -> Vingerafdruk:
        return Vingerafdruk(self._som.hexdigest(), self._bytes)


def afdruk_van(bestand: IO[bytes]) -> Vingerafdruk:
    """Read `bestand` to its end."""
    meter = Meter(bestand)
    while meter.read(STUK):
        pass
    return meter.afdruk


class Archiefschrijver:
    """Fills a back-up, file by file."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def voeg_toe(self, naam: str, bestand: IO[bytes], omvang: int) -> Vingerafdruk:
        """Add the `omvang` bytes of `bestand`. Raises OSError when there are fewer."""
        kop = tarfile.TarInfo(naam)
        kop.size, kop.mode = omvang, 0o600
        meter = Meter(bestand)
        self._tar.addfile(kop, cast(BinaryIO, meter))
        return meter.afdruk

    def sluit_af(self, manifest: Manifest) -> None:
        """Add what the back-up says of itself, as the last file, and below it its checksum."""
        tekst = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        tekst += b"\n" + hashlib.sha256(tekst).hexdigest().encode()
        self.voeg_toe(MANIFEST, BytesIO(tekst), len(tekst))


@contextmanager
def schrijf(naar: Path, ontvangers: Sequence[str]) -> Iterator[Archiefschrijver]:
    """Make the file `naar`, which only who has a key of `ontvangers` reads.

    Without any it is not encrypted. On disk and read back when this ends.
    """
    naar.touch(mode=0o600, exist_ok=False)
    with naar.open("wb") as bestand:
        meter = Meter(bestand)
        uit = cast(IO[bytes], meter)
        with (
            _versleuteld(uit, ontvangers) if ontvangers else _open(uit) as stroom,
            tarfile.open(fileobj=stroom, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        ):
            yield Archiefschrijver(tar)
        bestand.flush()
        os.fsync(bestand.fileno())
    with naar.open("rb") as bestand:
        if afdruk_van(bestand) != meter.afdruk:
            raise CommandError("De back-up staat anders op schijf dan hij is geschreven.")


@contextmanager
def _open(bestand: IO[bytes]) -> Iterator[IO[bytes]]:
    yield bestand


def ontvanger(sleutel: str) -> pyrage.x25519.Recipient:
    """A public key. Raises CommandError for what is none."""
    try:
        return pyrage.x25519.Recipient.from_str(sleutel.strip())
    except pyrage.RecipientError as fout:
        raise CommandError(
            f"‘{sleutel[:12]}…’ in BACKUP_SLEUTELS is geen openbare sleutel van age (age1…)."
        ) from fout


@contextmanager
def _versleuteld(uit: IO[bytes], sleutels: Sequence[str]) -> Iterator[IO[bytes]]:
    """What is written here goes encrypted to `uit`, through a pipe to a thread."""
    ontvangers = [ontvanger(sleutel) for sleutel in sleutels]
    lees, schrijf_ = os.pipe()

    def versleutel() -> None:
        with open(lees, "rb") as bron:  # noqa: PTH123 (a number, not a path)
            pyrage.encrypt_io(bron, uit, ontvangers)

    with ThreadPoolExecutor(1) as draad:
        taak = draad.submit(versleutel)
        try:
            with open(schrijf_, "wb") as stroom:  # noqa: PTH123
                yield stroom
        except BrokenPipeError:
            taak.result()  # why it stopped reading
            raise
        taak.result()


def pak_uit(bestand: Path, naar: Path, sleutels: Sequence[Path]) -> Manifest:
    """Put what is in the back-up into the folder `naar`, and check every byte of it.

    Raises CommandError for what is damaged, not whole, no back-up, or for another key.
    """
    gevonden: dict[str, Vingerafdruk] = {}
    try:
        with _ontsleuteld(bestand, naar, sleutels) as bron, tarfile.open(fileobj=bron) as tar:
            for lid in tar:
                gevonden[lid.name] = _leg_neer(tar, lid, naar)
    except (tarfile.TarError, EOFError) as fout:
        raise CommandError(f"{bestand.name} is beschadigd of geen back-up.") from fout
    return _keur(naar / MANIFEST, gevonden)


def _leg_neer(tar: tarfile.TarFile, lid: tarfile.TarInfo, naar: Path) -> Vingerafdruk:
    pad = PurePosixPath(lid.name)
    stroom = tar.extractfile(lid)
    if pad.is_absolute() or ".." in pad.parts or stroom is None:
        raise CommandError(f"In de back-up zit iets wat daar niet hoort: {lid.name}")
    doel = naar / pad
    doel.parent.mkdir(parents=True, exist_ok=True)
    with stroom, doel.open("xb") as uit:
        meter = Meter(stroom)
        while stuk := meter.read(STUK):
            uit.write(stuk)
    return meter.afdruk


@contextmanager
def _ontsleuteld(bestand: Path, map_: Path, sleutels: Sequence[Path]) -> Iterator[IO[bytes]]:
    """The tar in `bestand`; an encrypted one lies open in `map_` as long as it is read."""
    if bestand.suffix != VERSLEUTELD:
        with bestand.open("rb") as open_:
            yield open_
        return
    identiteiten = [een for sleutel in sleutels for een in _geheim(sleutel)]
    if not identiteiten:
        raise CommandError("Deze back-up is versleuteld. Noem het bestand met uw geheime sleutel.")
    los = map_ / "open.tar"
    try:
        with bestand.open("rb") as dicht, los.open("xb") as uit:
            pyrage.decrypt_io(dicht, uit, identiteiten)
    except pyrage.DecryptError as fout:
        raise CommandError(
            f"{bestand.name} gaat met deze sleutel niet open, of is beschadigd ({fout})."
        ) from fout
    with los.open("rb") as open_:
        los.unlink()
        yield open_


def _geheim(bestand: Path) -> list[Any]:
    """The keys in `bestand`, as age-keygen writes it: one a line, besides remarks."""
    try:
        regels = bestand.read_text().split("\n")
        return [pyrage.x25519.Identity.from_str(r) for r in regels if r.startswith("AGE-SECRET")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as fout:
        raise CommandError(f"In {bestand} staat geen geheime sleutel van age.") from fout


def _keur(bestand: Path, gevonden: dict[str, Vingerafdruk]) -> Manifest:
    """What the back-up says of itself, when that is what is in it."""
    if MANIFEST not in gevonden:
        raise CommandError("De back-up is niet heel: het laatste stuk ontbreekt.")
    tekst, _, som = bestand.read_bytes().rpartition(b"\n")
    if hashlib.sha256(tekst).hexdigest().encode() != som:
        raise CommandError("De back-up is beschadigd: manifest.json klopt niet.")
    inhoud = json.loads(tekst)
    if inhoud.get("soort") != SOORT or inhoud.get("vorm") != VORM:
        raise CommandError("Dit is geen back-up die deze versie kent.")
    try:
        inhoud["database"] = Vingerafdruk(**inhoud["database"])
        inhoud["uploads"] = {naam: Vingerafdruk(**een) for naam, een in inhoud["uploads"].items()}
        manifest = Manifest(**inhoud)
    except (KeyError, TypeError) as fout:
        raise CommandError(
            f"Deze back-up zegt iets anders over zichzelf dan deze versie verwacht. Hij is van "
            f"versie {inhoud.get('versie')}: zet eerst die neer."
        ) from fout
    verwacht = {f"{UPLOADS}{naam}": een for naam, een in manifest.uploads.items()}
    verwacht[DATABASE] = manifest.database
    del gevonden[MANIFEST]
    if anders := sorted(n for n in verwacht | gevonden if verwacht.get(n) != gevonden.get(n)):
        raise CommandError(f"De back-up is beschadigd: {anders[0]} klopt niet.")
    return manifest
