"""A mail server that keeps what it gets, so that the real SMTP client is at work."""

from __future__ import annotations

import contextlib
import email.policy
import queue
import socket
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage

HOST = "127.0.0.1"


class Brievenbus(socketserver.ThreadingTCPServer):
    """`ontvangen` holds what came in; `antwoorden` says what an address is told instead of 250.

    It also tells `afzenders` (of the envelope), `ruw` (the bytes) and how many `verbindingen` there
    were. After `per_verbinding` mails a connection ends: with 421, or in silence (`zwijgt`). The
    word `valt_bij`, such as DATA, ends it too. While `traag` is held nobody is greeted.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), Gesprek)
        self.ontvangen: queue.Queue[EmailMessage] = queue.Queue()
        self.antwoorden: dict[str, str] = {}
        self.afzenders: list[str] = []
        self.ruw: list[bytes] = []
        self.verbindingen = 0
        self.per_verbinding: int | None = None
        self.zwijgt = False
        self.valt_bij = ""
        self.traag = threading.Lock()

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
        self.server.verbindingen += 1
        self.aantal = 0
        with self.server.traag:
            pass
        self._zeg("220 brievenbus")
        while regel := self.rfile.readline().decode().strip():
            woord = regel.split(":")[0].upper()
            if woord == self.server.valt_bij:
                return
            if woord == "MAIL FROM" and self.aantal == self.server.per_verbinding:
                if not self.server.zwijgt:
                    self._zeg("421 4.7.0 genoeg voor deze keer")
                return
            if woord == "QUIT":
                self._zeg("221 dag")
                return
            self._antwoord(woord, regel)

    def _antwoord(self, woord: str, regel: str) -> None:
        adres = regel.partition("<")[2].partition(">")[0]
        if woord == "MAIL FROM":
            self.server.afzenders.append(adres)
        if woord == "DATA":
            self._ontvang()
        else:
            gewoon = "250 goed"
            self._zeg(self.server.antwoorden.get(adres, gewoon) if woord == "RCPT TO" else gewoon)

    def _ontvang(self) -> None:
        self._zeg("354 kom maar")
        regels = []
        while (regel := self.rfile.readline()) != b".\r\n":
            regels.append(regel.removeprefix(b".") if regel.startswith(b"..") else regel)
        self.aantal += 1
        if self.server.valt_bij == "INHOUD":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        ruw = b"".join(regels)
        self.server.ruw.append(ruw)
        self.server.ontvangen.put(
            message_from_bytes(ruw, _class=EmailMessage, policy=email.policy.default)
        )
        self._zeg("250 goed")

    def _zeg(self, tekst: str) -> None:
        self.wfile.write(f"{tekst}\r\n".encode())


@contextlib.contextmanager
def open_brievenbus() -> Iterator[Brievenbus]:
    """Listen on a port of its own."""
    with Brievenbus() as bus:
        draad = threading.Thread(target=bus.serve_forever, args=[0.02], daemon=True)
        draad.start()
        try:
            yield bus
        finally:
            bus.shutdown()
            draad.join()
