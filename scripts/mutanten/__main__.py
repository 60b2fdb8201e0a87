"""Put small faults into the rules, and report those that no test sees: `make mutanten`.

`make mutanten ARGS="redactie/actions/beoordelen --aantal 40"` takes forty faults from one module;
without a module from all `actions`, `rechten` and `regels`. The same arguments give the same
faults. The tests of an app, those without a browser, run once to learn which of them runs which
line; each fault then meets only these, the quickest first, until one fails. All happens in copies
of the tree, each with a database of its own. Ctrl-C stops, and reports what is known.

Ours and no library, since none that is kept fits (looked at in 2026): mutmut leaves decorated
functions alone, and nearly every step has `@transaction.atomic`; it leaves tables alone too.
cosmic-ray writes its faults into the tree that one works in, runs all tests for each, and leaves
out no call and no part of a filter, which is what goes wrong here.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import json
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from basis import postgres
from kennisbank.server import ROOT
from scripts.mutanten.fouten import Mutant, fouten_in, is_regel

AANTAL = 88
SNEL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
GEEN_APP = {"bench", "scripts", "tests"}
GEVONDEN = "gevonden"

Kaart = Mapping[str, tuple[float, Mapping[str, list[int]]]]


@dataclass
class Kopieplaats:
    """A copy of the tree with a database of its own, in which one thing runs at a time."""

    map: Path
    bestanden: list[str]
    dicht: bool = field(default=False, init=False)
    """Whether we were told to stop."""
    proces: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.tijdelijk.mkdir(parents=True)
        for bestand in self.bestanden:
            doel = self.boom / bestand
            doel.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / bestand, doel)
        self.database = postgres.start(self.map / "postgres", SNEL)

    def sluit(self) -> None:
        """Take no more, and end what runs; its tests stop in their own time."""
        self.dicht = True
        if self.proces:
            self._stop(self.proces)

    def _stop(self, proces: subprocess.Popen[bytes]) -> None:
        proces.terminate()
        try:
            proces.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(proces.pid, signal.SIGKILL)

    @property
    def boom(self) -> Path:
        return self.map / "boom"

    @property
    def gezegd(self) -> Path:
        """What the last run of pytest said."""
        return self.map / "gezegd.txt"

    @property
    def tijdelijk(self) -> Path:
        """For what tests leave behind that were stopped."""
        return self.map / "tijdelijk"

    def pytest(
        self, tests: list[str], *opties: str, hoogstens: float, kaart: Path | None = None
    ) -> bool:
        """Whether these tests pass, within `hoogstens` seconds."""
        lijst = self.map / "tests.txt"
        lijst.write_text("\n".join(tests))
        opdracht = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *opties]
        omgeving = {
            "DATABASE_URL": self.database,
            "MUTANTEN_KAART": str(kaart),
            "PYTEST_XDIST_TESTRUNUID": "mutanten",  # one empty database to copy, for all runs
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.tijdelijk),
        }
        with (
            self.gezegd.open("w") as gezegd,
            subprocess.Popen(
                [*opdracht, f"@{lijst}"],
                cwd=self.boom,
                env={**os.environ, **omgeving},
                stdin=subprocess.DEVNULL,
                stdout=gezegd,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us
            ) as self.proces,
        ):
            try:
                return self.proces.wait(hoogstens) == 0
            except subprocess.TimeoutExpired:
                self._stop(self.proces)
                return False

    def beproef(self, fout: Mutant, kaart: Kaart) -> str:
        """What came of `fout`: 'gevonden', 'leeft', or 'geen test loopt hier'."""
        duur = {test: kaart[test][0] for test in kaart if _raakt(fout, test, kaart)}
        if not duur:
            return "geen test loopt hier"
        bestand = self.boom / fout.bestand
        heel = bestand.read_bytes()
        bestand.write_bytes(fout.in_tekst(heel))
        try:
            snelste_eerst = sorted(duur, key=duur.__getitem__)
            leeft = self.pytest(
                snelste_eerst,
                *("-x", "-p", "scripts.mutanten.volgorde"),
                hoogstens=120 + 10 * sum(duur.values()),
            )
        finally:
            bestand.write_bytes(heel)
        return f"leeft ({len(duur)} tests)" if leeft else GEVONDEN


def _raakt(fout: Mutant, test: str, kaart: Kaart) -> bool:
    """Whether `test` runs what `fout` changes; all of its app do, for what runs at import."""
    if fout.regels is None:
        return test.startswith(f"tests/{fout.app}/") or fout.bestand in kaart[test][1]
    eerste, laatste = fout.regels
    return any(eerste <= regel <= laatste for regel in kaart[test][1].get(fout.bestand, ()))


def _bestanden() -> list[str]:
    """All files of the tree as it is now, those that git ignores apart."""
    gevraagd = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [pad for pad in gevraagd.stdout.split("\0") if pad and (ROOT / pad).is_file()]


def _kies(bestanden: list[str], waar: str, aantal: int) -> list[Mutant]:
    """So many faults, the same each time, in the order of the house."""
    waar = waar.replace(".", "/") if not waar.endswith(".py") else waar
    regels = [
        pad
        for pad in sorted(bestanden)
        if is_regel(pad) and pad.partition("/")[0] not in GEEN_APP and pad.startswith(waar)
    ]
    alle = [fout for pad in regels for fout in fouten_in(pad, (ROOT / pad).read_bytes())]
    nummers = random.Random(0).sample(range(len(alle)), min(aantal, len(alle)))  # noqa: S311
    return [alle[nummer] for nummer in sorted(nummers)]


class Werk[Taak]:
    """Tasks, done in the order given by as many workplaces as there are."""

    def __init__(self, taken: Iterable[Taak], doe: Callable[[Kopieplaats, Taak], None]) -> None:
        self.taken: queue.SimpleQueue[Taak] = queue.SimpleQueue()
        for taak in taken:
            self.taken.put(taak)
        self.doe = doe

    def _neem(self, werkplaats: Kopieplaats) -> None:
        with contextlib.suppress(queue.Empty):
            while not werkplaats.dicht:
                self.doe(werkplaats, self.taken.get_nowait())

    def verricht(self, werkplaatsen: list[Kopieplaats]) -> bool:
        """Whether all is done: Ctrl-C ends it early."""
        draden = [threading.Thread(target=self._neem, args=(plaats,)) for plaats in werkplaatsen]
        for draad in draden:
            draad.start()
        try:
            for draad in draden:
                draad.join()
        except BaseException as einde:
            for plaats in werkplaatsen:
                plaats.sluit()
            for draad in draden:
                draad.join()
            if isinstance(einde, KeyboardInterrupt):
                return False
            raise
        return True


def _leer(werkplaatsen: list[Kopieplaats], bestanden: list[str], apps: set[str]) -> Kaart:
    """Which test runs what, of the tests of these apps and of those over all apps."""
    kaart: dict[str, tuple[float, dict[str, list[int]]]] = {}
    paden = [f"tests/{app}" for app in sorted(apps) if (ROOT / "tests" / app).is_dir()]
    over_alles = [pad for pad in bestanden if re.fullmatch(r"tests/test_\w+\.py", pad)]

    def doe(werkplaats: Kopieplaats, tests: list[str]) -> None:
        uit = werkplaats.map / "kaart.json"
        werkplaats.pytest(tests, "-p", "scripts.mutanten.kaart", hoogstens=1800, kaart=uit)
        geleerd = json.loads(uit.read_text()) if uit.exists() else {}
        uit.unlink(missing_ok=True)
        kaart.update(geleerd)
        if not geleerd and not werkplaats.dicht:
            _zeg(f"{' '.join(tests)} slaagt nergens:\n{werkplaats.gezegd.read_text()}")

    af = Werk([*([pad] for pad in paden), over_alles], doe).verricht(werkplaatsen)
    if not af:
        sys.exit("Gestopt voordat er een fout was geprobeerd.")
    return kaart


def main() -> None:
    """Choose, learn, try, report."""
    lezer = argparse.ArgumentParser(prog="make mutanten", description="Wat ziet geen test?")
    lezer.add_argument("waar", nargs="?", default="", help="app, map of module; anders alles")
    lezer.add_argument("--aantal", type=int, default=AANTAL, help=f"fouten (standaard {AANTAL})")
    lezer.add_argument("--kernen", type=int, default=2, help="zoveel tegelijk (standaard 2)")
    keuze = lezer.parse_args()
    bestanden = _bestanden()
    fouten = _kies(bestanden, keuze.waar, keuze.aantal)
    if not fouten:
        sys.exit(f"Geen regels gevonden in '{keuze.waar}'.")
    map_ = Path(tempfile.mkdtemp(prefix="kennisbank-mutanten-"))
    atexit.register(shutil.rmtree, map_, ignore_errors=True)  # after the databases have stopped
    plaatsen = [Kopieplaats(map_ / str(nummer), bestanden) for nummer in range(keuze.kernen)]
    _beproef(plaatsen, bestanden, fouten)


def _beproef(plaatsen: list[Kopieplaats], bestanden: list[str], fouten: list[Mutant]) -> None:
    _zeg(f"{len(fouten)} fouten. Eerst: welke test loopt waar?")
    kaart = _leer(plaatsen, bestanden, {fout.app for fout in fouten})
    if not kaart:
        sys.exit("Zonder fout slaagt er al geen test.")
    _zeg(f"{len(kaart)} tests slagen zonder fout.")
    uitkomst: dict[Mutant, str] = {}

    def doe(werkplaats: Kopieplaats, fout: Mutant) -> None:
        wat = werkplaats.beproef(fout, kaart)
        if not werkplaats.dicht:
            uitkomst[fout] = wat
            _zeg(f"{len(uitkomst)}/{len(fouten)}  {wat}: {fout}")

    Werk(fouten, doe).verricht(plaatsen)
    leven = [fout for fout in fouten if uitkomst.get(fout, GEVONDEN) != GEVONDEN]
    _zeg(f"\n{len(uitkomst)} geprobeerd, {len(leven)} zag geen test.")
    for fout in leven:
        _zeg(f"  {uitkomst[fout]}: {fout}")


def _zeg(regel: str) -> None:
    sys.stdout.write(f"{regel}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
