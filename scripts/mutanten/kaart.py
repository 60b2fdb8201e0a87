"""A pytest plugin that notes which test runs which line of the rules, and how long it takes.

`MUTANTEN_KAART` is the file that it writes: `{test: [seconds, {file: [lines]}]}`, of tests that
pass. Only the rules are watched, so that the tests take no longer than they do by themselves.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from scripts.mutanten.fouten import is_regel

HIER = Path.cwd()
_GEREEDSCHAP = sys.monitoring.COVERAGE_ID

kaart: dict[str, tuple[float, dict[str, list[int]]]] = {}
_gelopen: defaultdict[str, set[int]] = defaultdict(set)


def _pad(code: CodeType) -> str:
    pad = Path(code.co_filename)
    return str(pad.relative_to(HIER)) if pad.is_relative_to(HIER) else ""


def _codes() -> Iterator[CodeType]:
    """The code of every function among the rules, and of those inside it."""
    # By its type: `isinstance` asks a lazy object for its class, and so wakes it.
    nieuw = [ding.__code__ for ding in gc.get_objects() if type(ding) is FunctionType]
    while nieuw:
        code = nieuw.pop()
        if is_regel(_pad(code)):
            yield code
            nieuw += [deel for deel in code.co_consts if isinstance(deel, CodeType)]


def _noteer(code: CodeType, regel: int) -> object:
    _gelopen[_pad(code)].add(regel)
    return sys.monitoring.DISABLE  # once a test is enough


def pytest_collection_finish() -> None:
    """Watch the rules, which are all loaded now."""
    sys.monitoring.use_tool_id(_GEREEDSCHAP, "mutanten")
    sys.monitoring.register_callback(_GEREEDSCHAP, sys.monitoring.events.LINE, _noteer)
    for code in set(_codes()):
        sys.monitoring.set_local_events(_GEREEDSCHAP, code, sys.monitoring.events.LINE)


def pytest_runtest_logstart() -> None:
    """Begin a test with nothing run."""
    _gelopen.clear()
    sys.monitoring.restart_events()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep what a test ran that passed."""
    if report.when == "call" and report.passed:
        regels = {pad: sorted(regels) for pad, regels in _gelopen.items()}
        kaart[report.nodeid] = (report.duration, regels)


def pytest_sessionfinish() -> None:
    """Write it down, also of half a run."""
    Path(os.environ["MUTANTEN_KAART"]).write_text(json.dumps(kaart))
