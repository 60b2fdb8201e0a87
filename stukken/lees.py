"""Read a document in a process of its own, one at a time on this machine."""

from __future__ import annotations

import fcntl
import json
import signal
import subprocess
import sys
from dataclasses import replace
from typing import Any

import nh3
from django.conf import settings

from stukken.blokken import TE_VEEL, Leesblok, StukGeweigerd
from stukken.kind import BESCHADIGD, SECONDEN

MAXIMUM = 20 * 1024 * 1024
TE_GROOT = (
    "Dit bestand is groter dan 20 MB. Haal de afbeeldingen eruit, of maak een kopie met alleen het "
    "deel dat over de innovatie gaat."
)
TE_LANG = (
    "Het lezen van dit bestand duurt te lang. Maak een kopie met alleen het deel dat over de "
    "innovatie gaat, en kies die."
)
TAGS = {"p", "h3", "ul", "ol", "li", "strong", "a", "blockquote"}
ADRESSEN = {"http", "https", "mailto"}
LEEG = "Dit bestand is leeg. Kies een ander bestand."


def lees_stuk(inhoud: bytes) -> list[Leesblok]:
    """The blocks of the document `inhoud`. Raises StukGeweigerd.

    Who comes while another is read waits: a document may take a core and much memory for a while.
    """
    if not inhoud:
        raise StukGeweigerd(LEEG)
    if len(inhoud) > MAXIMUM:
        raise StukGeweigerd(TE_GROOT)
    settings.BEWAARD_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.BEWAARD_ROOT / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        antwoord = _vraag(inhoud)
    if "reden" in antwoord:
        raise StukGeweigerd(antwoord["reden"])
    return [_schoon(Leesblok(**blok)) for blok in antwoord["blokken"]]


def _schoon(blok: Leesblok) -> Leesblok:
    """`blok` without what no description may hold, whatever became of the process that read it."""
    html = nh3.clean(
        blok.html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=ADRESSEN, link_rel=None
    )
    return replace(blok, html=html)


def _vraag(inhoud: bytes) -> dict[str, Any]:
    """What the process says, which knows nothing of our environment."""
    try:
        gelezen = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "stukken.kind"],
            input=inhoud,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={},
            timeout=SECONDEN * 2,
            check=True,
        )
    except subprocess.TimeoutExpired as fout:
        raise StukGeweigerd(TE_LANG) from fout
    except subprocess.CalledProcessError as fout:
        raise StukGeweigerd(_reden(fout)) from fout
    antwoord: dict[str, Any] = json.loads(gelezen.stdout)
    return antwoord


def _reden(fout: subprocess.CalledProcessError) -> str:
    """Why the process gave no answer: its bounds, else the document."""
    if fout.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return TE_LANG
    # PDFium aborts where Python says that there is no memory.
    geen_geheugen = fout.returncode == -signal.SIGABRT or b"MemoryError" in fout.stderr
    return TE_VEEL if geen_geheugen else BESCHADIGD
