"""`python -m bench.zandbak MAP`: a mail server in a process of its own, that notes what it takes.

It writes its port on its first line. What an address begins with says how it is answered.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from aiosmtpd.smtp import SMTP

from kennisbank.server import HOST, ROOT

WEG, LATER, BEWAAR = "weg.", "later.", "bewaar."
"""An address that does not exist; one that works the second time; one whose mail is kept whole."""

LIJST = "lijst"
MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Mail:
    """A mail that was taken, in whole: the moment is when the other side was told so."""

    moment: float
    message_id: str
    email: str


class Ontvanger:
    """What `aiosmtpd` asks at each step."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.lijst = os.open(map_ / LIJST, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.eerder: set[str] = set()

    # The names and arguments of these are aiosmtpd's.
    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: object,  # noqa: ARG002
        envelope: Any,
        address: str,
        rcpt_options: object,  # noqa: ARG002
    ) -> str:
        """Take the address, or not (yet)."""
        if address.startswith(WEG):
            return "550 5.1.1 No such user here"
        if address.startswith(LATER) and address not in self.eerder:
            self.eerder.add(address)
            return "450 4.2.1 Mailbox busy, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: object,  # noqa: ARG002
        envelope: Any,
    ) -> str:
        """Note that it is here; one line, so cheap beside receiving it."""
        inhoud: bytes = envelope.content
        gevonden = MESSAGE_ID.search(inhoud)
        message_id = gevonden[1].decode() if gevonden else "geen"
        for email in envelope.rcpt_tos:
            os.write(self.lijst, f"{time.time():.6f} {message_id} {email}\n".encode())
            if email.startswith(BEWAAR):
                (self.map / f"{email}.{time.time_ns()}.eml").write_bytes(inhoud)
        return "250 OK"


class Zandbak:
    """What the mail server took so far, read from what it notes."""

    def __init__(self, port: int, map_: Path) -> None:
        self.port, self.map = port, map_
        self._gelezen = 0

    @property
    def omgeving(self) -> dict[str, str]:
        """The settings with which mail comes here, as in production."""
        return {"EMAIL_URL": f"smtp://{HOST}:{self.port}"}

    def nieuwe(self) -> list[Mail]:
        """What was taken since this was asked last."""
        with (self.map / LIJST).open("rb") as bestand:
            bestand.seek(self._gelezen)
            regels, afgebroken, _ = bestand.read().rpartition(b"\n")
            self._gelezen += len(regels) + len(afgebroken)
        mails = []
        for regel in regels.decode().splitlines():
            moment, message_id, email = regel.split(" ")
            mails.append(Mail(float(moment), message_id, email))
        return mails

    def bewaarde(self) -> list[bytes]:
        """The whole mails to addresses that are kept."""
        return [pad.read_bytes() for pad in sorted(self.map.glob(f"{BEWAAR}*.eml"))]


@contextlib.contextmanager
def open_zandbak(map_: Path) -> Iterator[Zandbak]:
    """Run the server, with its notes in `map_`; end it after."""
    proces = subprocess.Popen(
        [sys.executable, "-m", "bench.zandbak", str(map_)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with proces, cast("IO[str]", proces.stdout) as uitvoer:
        try:
            yield Zandbak(int(uitvoer.readline()), map_)
        finally:
            proces.terminate()


async def main(map_: Path) -> None:
    """Listen, until we are ended."""
    ontvanger = Ontvanger(map_)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(ontvanger, hostname="zandbak.example.nl", timeout=600, loop=loop), HOST, 0
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
