"""The manual, walked on an empty Debian: as root, with mmdebstrap, for some minutes.

Nothing of systemd, DNS or a certificate: there is none of them in a folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.test_installatie import opdrachten

HUIS = Path(settings.BASE_DIR)
HOOGSTENS = 15 * 60.0
"""Seconds for all commands together, and as many for the empty Debian."""

BASIS = ("ca-certificates", "systemd", "curl")
VAN_DEZE_MACHINE = (
    *("etc/resolv.conf", "etc/hosts", "etc/pip.conf"),
    "etc/ssl/certs/ca-certificates.crt",
)
"""By what it reaches Debian and the libraries."""

NAAM = "kennisbank.example.nl"
DIENSTEN = "/etc/systemd/system/kennisbank*.service"
OPSTARTEN = "#!/bin/sh\nexit 101\n"
"""There is nobody to start services."""

# As the service does: its command, its user, its settings.
PROEF = f"""
set -a; . /etc/kennisbank.env; set +a
cd /srv/kennisbank/app
export PYTHONPATH=/srv/kennisbank/app
dienst=$(sed -n '/^ExecStart=/,/[^\\\\]$/p' beheer/systemd/kennisbank.service)
opdracht=$(echo "$dienst" | sed 's/^ExecStart=//; s/\\\\$//' | tr '\\n' ' ')
setpriv --reuid=kennisbank --regid=kennisbank --init-groups $opdracht --port 8765 & site=$!
trap 'kill $site; wait $site' EXIT
haal() {{ curl -sf --retry 60 --retry-connrefused --retry-delay 1 -H 'Host: {NAAM}' "$@"; }}
haal http://127.0.0.1:8765/gezond
haal -H 'X-Forwarded-Proto: https' http://127.0.0.1:8765/innovaties/ | grep -c 'class="kaart'
"""


@pytest.fixture
def debian(tmp_path: Path) -> Iterator[Path]:
    """The folder of an empty Debian, of which nothing stays."""
    wortel = tmp_path / "debian"
    opties = ["--variant=minbase", '--aptopt=APT::Sandbox::User "root"']
    try:
        _draai(["mmdebstrap", *opties, f"--include={','.join(BASIS)}", "trixie", str(wortel)])
        for bestand in VAN_DEZE_MACHINE:
            if Path("/", bestand).exists():
                shutil.copy(Path("/", bestand), wortel / bestand)
        (wortel / "usr/sbin/policy-rc.d").write_text(OPSTARTEN)
        (wortel / "usr/sbin/policy-rc.d").chmod(0o755)
        _draai(["git", "clone", "--quiet", "--bare", str(HUIS), str(wortel / "srv/bron")])
        yield wortel
    finally:
        shutil.rmtree(wortel, ignore_errors=True)


def _draai(opdracht: list[str]) -> str:
    gedaan = subprocess.run(
        opdracht,
        env={"PATH": os.environ["PATH"], "DEBIAN_FRONTEND": "noninteractive"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=HOOGSTENS,
    )
    assert gedaan.returncode == 0, gedaan.stdout[-3000:]
    return gedaan.stdout


def _in(wortel: Path, script: str) -> str:
    """Run `script` there as root; what it mounts and leaves running goes with it."""
    binnen = f"""
        mount -t proc proc {wortel}/proc && mount --rbind /dev {wortel}/dev
        exec chroot {wortel} sh -euc "$0"
    """
    los = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    return _draai([*los, "sh", "-euc", binnen, script])


def test_wie_de_handleiding_volgt_heeft_een_site_die_antwoordt(debian: Path) -> None:
    stappen = [
        re.sub(r"^sudo ", "", stap).replace("<adres van deze repository>", "/srv/bron")
        for stap in opdrachten()
    ]
    pakketten, haal, richt_in, beheerder = stappen
    script = [
        "apt-get update -q",
        f"{pakketten} -y -q --no-install-recommends",
        "pg_ctlcluster 17 main start",  # Debian does that itself where there is a systemd
        haal,
        richt_in,
        richt_in,  # may be done again
        "caddy adapt --config /etc/caddy/Caddyfile >/dev/null",
        f"{beheerder} --noinput --naam Beheer --email beheer@example.nl",
        PROEF,
        f"systemd-analyze security --offline=true --threshold=30 {DIENSTEN}",
    ]

    uitvoer = _in(debian, "\n".join(script))

    assert f"https://{NAAM}" in uitvoer
