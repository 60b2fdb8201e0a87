"""A mail server that keeps what it gets, so that the real SMTP client is at work."""

from __future__ import annotations

import contextlib
import email.policy
import queue
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage

HOST = "127.0.0.1"


class Brievenbus(socketserver.ThreadingTCPServer):
    """`ontvangen` holds what came in; `antwoorden` says what an address is told instead of 250."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), Gesprek)
        self.ontvangen: queue.Queue[EmailMessage] = queue.Queue()
        self.antwoorden: dict[str, str] = {}

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def alle(self) -> list[EmailMessage]:
        """What came in since it was asked last."""
        mails = []
        with contextlib.suppress(queue.Empty):
            while True:
                mails.append(self.ontvangen.get_nowait())
        return mails


class Gesprek(socketserver.StreamRequestHandler):
    """One client."""

    server: Brievenbus

    def handle(self) -> None:
        self._zeg("220 brievenbus")
        while regel := self.rfile.readline().decode().strip():
            woord = regel.split(":")[0].upper()
            if woord == "RCPT TO":
                adres = regel.partition("<")[2].partition(">")[0]
                self._zeg(self.server.antwoorden.get(adres, "250 goed"))
            elif woord == "DATA":
                self._ontvang()
            elif woord == "QUIT":
                self._zeg("221 dag")
                return
            else:
                self._zeg("250 goed")

    def _ontvang(self) -> None:
        self._zeg("354 kom maar")
        regels = []
        while (regel := self.rfile.readline()) != b".\r\n":
            regels.append(regel.removeprefix(b".") if regel.startswith(b"..") else regel)
        mail = message_from_bytes(
            b"".join(regels), _class=EmailMessage, policy=email.policy.default
        )
        self.server.ontvangen.put(mail)
        self._zeg("250 goed")

    def _zeg(self, tekst: str) -> None:
        self.wfile.write(f"{tekst}\r\n".encode())


@contextlib.contextmanager
def open_brievenbus() -> Iterator[Brievenbus]:
    """Listen on a port of its own."""
    with Brievenbus() as bus:
        draad = threading.Thread(target=bus.serve_forever, daemon=True)
        draad.start()
        try:
            yield bus
        finally:
            bus.shutdown()
            draad.join()
