"""The longest files first: one that a worker begins at the end keeps the others waiting."""

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent

LANGST = [
    *("redactie/test_toestanden.py", "browser/test_toegankelijk.py", "basis/test_postgres.py"),
    *("browser/test_programma_paginas.py", "browser/test_masterclass_paginas.py"),
    *("test_keten.py", "browser/test_traag.py", "browser/test_redactie_paginas.py"),
    "browser/test_schrijven.py",
    *("browser/test_programma.py", "test_rollen.py", "kennisbank/test_overdracht.py"),
    *("kennisbank/test_bewaren.py", "test_inhoud.py", "kennisbank/test_upgrade.py"),
    *("browser/test_beginstuk.py", "browser/test_traject.py"),
    *("redactie/test_word.py", "bench/test_vullen.py"),
    *("browser/test_nieuwsbrief_paginas.py", "browser/test_redactie.py", "browser/test_reis.py"),
    *("browser/test_nieuwsbrief.py", "browser/test_nieuwsbrief_mail.py"),
    "browser/test_niets_kwijt.py",
    *("browser/test_toetsenbord.py", "browser/test_masterclass.py", "browser/test_kwade_tekst.py"),
]
"""As measured; below half a minute it makes no difference, but for one that waits for a clock.

The third begins without the databases that the first two make: nobody waits for them.
"""


def plek(item: pytest.Item) -> int:
    """Sort key: the rank of the file, after which those that are not in the list follow."""
    naam = item.path.relative_to(TESTS).as_posix()
    return LANGST.index(naam) if naam in LANGST else len(LANGST)
