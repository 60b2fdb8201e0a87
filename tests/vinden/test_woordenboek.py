"""The dictionary is a file that all processes share."""

import fcntl
import shutil
import threading
from pathlib import Path

import marisa_trie
from pytest_django.fixtures import Settings

from vinden.woordenboek import woordenboek


def test_wie_tegelijk_begint_leest_wat_de_eerste_maakt(settings: Settings, tmp_path: Path) -> None:
    woordenboek()
    (gemaakt,) = Path(settings.WOORDENBOEK).glob("*.marisa")
    settings.WOORDENBOEK = tmp_path
    gelezen: list[marisa_trie.BytesTrie] = []
    tweede = threading.Thread(target=lambda: gelezen.append(woordenboek.__wrapped__()))
    with (tmp_path / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        tweede.start()
        marisa_trie.BytesTrie([("eerste", b"\0")]).save(str(tmp_path / "half"))
        shutil.move(tmp_path / "half", tmp_path / gemaakt.name)
    tweede.join()
    assert gelezen[0].keys() == ["eerste"]
