"""A mailbox that speaks as much IMAP as is asked of it, so that the real client is at work."""

from __future__ import annotations

import contextlib
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

HOST = "127.0.0.1"
NAAM, WACHTWOORD = "terug@example.nl", "ge/heim"


@dataclass
class Brief:
    inhoud: bytes
    vlaggen: set[str] = field(default_factory=set)


class Postbus(socketserver.ThreadingTCPServer):
    """`brieven` are the mails by UID; those in `onleesbaar` the server does not hand over."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), Imapgesprek)
        self.brieven: dict[int, Brief] = {}
        self.onleesbaar: set[int] = set()
        self.breekt_af_bij = ""
        self.opdrachten: list[str] = []

    @property
    def adres(self) -> str:
        """What goes into IMAP_URL."""
        return f"imap://terug%40example.nl:ge%2Fheim@{HOST}:{self.server_address[1]}/INBOX"

    def bezorg(self, inhoud: bytes | str) -> int:
        """Put a mail in the box; return its UID."""
        ruw = inhoud.encode() if isinstance(inhoud, str) else inhoud
        uid = max(self.brieven, default=100) + 1
        self.brieven[uid] = Brief(re.sub(rb"\r?\n", b"\r\n", ruw))
        return uid

    def gooi_weg(self) -> None:
        self.brieven = {
            uid: brief for uid, brief in self.brieven.items() if "\\Deleted" not in brief.vlaggen
        }


class Imapgesprek(socketserver.StreamRequestHandler):
    """One client."""

    server: Postbus

    def handle(self) -> None:
        self._zeg("* OK postbus")
        while regel := self.rfile.readline().decode().strip():
            tag, _, regel = regel.partition(" ")
            opdracht, _, rest = regel.removeprefix("UID ").partition(" ")
            self.server.opdrachten.append(regel)
            if opdracht.upper() == self.server.breekt_af_bij:
                return
            self._zeg(f"{tag} {'OK' if self._doe(opdracht.upper(), rest) else 'NO'} klaar")
            if opdracht == "LOGOUT":
                return

    def _doe(self, opdracht: str, rest: str) -> bool:
        """Do what is asked; False for what cannot be."""
        match opdracht:
            case "CAPABILITY":
                self._zeg("* CAPABILITY IMAP4rev1")
            case "LOGIN":
                return rest == f'"{NAAM}" "{WACHTWOORD}"'
            case "SELECT":
                self._zeg(f"* {len(self.server.brieven)} EXISTS")
                return rest == '"INBOX"'
            case "SEARCH":
                self._zoek(rest)
            case "FETCH":
                return self._geef(*rest.split(maxsplit=1))
            case "STORE":
                uid, _, vlaggen = rest.split(maxsplit=2)
                self.server.brieven[int(uid)].vlaggen |= set(vlaggen.strip("()").split())
            case "EXPUNGE":
                self.server.gooi_weg()
            case "LOGOUT":
                self._zeg("* BYE dag")
            case _:
                return False
        return True

    def _zoek(self, rest: str) -> None:
        groter = re.search(r"LARGER (\d+)", rest)
        uids = [
            str(uid)
            for uid, brief in sorted(self.server.brieven.items())
            if not ("UNSEEN" in rest and "\\Seen" in brief.vlaggen)
            and not (groter and len(brief.inhoud) <= int(groter[1]))
        ]
        self._zeg(" ".join(["* SEARCH", *uids]))

    def _geef(self, uid: str, wat: str) -> bool:
        if int(uid) in self.server.onleesbaar:
            return False
        if brief := self.server.brieven.get(int(uid)):
            kop, leeg, _ = brief.inhoud.partition(b"\r\n\r\n")
            inhoud = kop + leeg if "HEADER" in wat else brief.inhoud
            self._zeg(f"* 1 FETCH (UID {uid} FLAGS () BODY[] {{{len(inhoud)}}}")
            self.wfile.write(inhoud)
            self._zeg(")")
        return True

    def _zeg(self, tekst: str) -> None:
        self.wfile.write(f"{tekst}\r\n".encode())


@contextlib.contextmanager
def open_postbus() -> Iterator[Postbus]:
    """Listen on a port of its own."""
    with Postbus() as bus:
        draad = threading.Thread(target=bus.serve_forever, args=[0.02], daemon=True)
        draad.start()
        try:
            yield bus
        finally:
            bus.shutdown()
            draad.join()
