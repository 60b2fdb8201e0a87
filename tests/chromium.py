"""The browser for the tests: Chromium without a window, else one that has one.

The headless shell is the same engine as Chromium, of the same version, without the windows that
nobody looks at: the browser tests take half the time of the processor in it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

SHELLS = ["chromium-headless-shell", "chrome-headless-shell"]
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MACOS = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]


def find() -> str | None:
    """Return the program that somebody chose, else the best that this machine has."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    return find_shell() or _first([*NAMES, *MACOS, str(_of_playwright())])


def find_shell() -> str | None:
    """Return the headless shell: the system's, else Playwright's."""
    return _first(SHELLS) or _first([str(path) for path in _shells_of_playwright()])


def install() -> None:
    """Try the ways to get one, the shell first; the last word is `find`."""
    _apt_get(SHELLS[0])
    if find_shell() is None:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], check=False
        )
    if find() is None:
        _apt_get("chromium")


def _apt_get(package: str) -> None:
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        subprocess.run([*root, "apt-get", "update"], check=False)
        subprocess.run([*root, "apt-get", "install", "-y", package], check=False)


def _first(names: list[str]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _of_playwright() -> Path:
    """Where Playwright has its own Chromium, or would have it."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _shells_of_playwright() -> Iterator[Path]:
    own = next(path for path in _of_playwright().parents if path.name.startswith("chromium-"))
    version = own.name.removeprefix("chromium-")
    return own.parent.glob(f"chromium_headless_shell-{version}/*/{SHELLS[1]}")


if __name__ == "__main__":
    if "CHROMIUM" not in os.environ and find_shell() is None:
        install()
    if find() is None:
        sys.exit("No browser: install Chromium or Chrome, or set CHROMIUM to its path.")
