"""Load: clients in processes of their own, each with one connection and one request at a time."""

from __future__ import annotations

import socket
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, replace

from kennisbank.server import HOST

VERS = "vers"
"""The last parameter of an address that no cache has; see `bench.kaal`."""

AANLOOP = 0.5
"""Seconds before the clock runs, in which all clients connect and the server gets warm."""


@dataclass(frozen=True)
class Vraagronde:
    """Ask for `paden` in turn during `seconden`; as `nieuw` none of them in the same way twice."""

    port: int
    paden: Sequence[str]
    seconden: float
    nieuw: bool = False


@dataclass(frozen=True)
class Drukmeting:
    """What the clients saw together; times in milliseconds."""

    per_seconde: float
    p50: float
    p95: float


def belast(pool: Executor, taak: Vraagronde, klanten: int) -> Drukmeting:
    """Let `klanten` clients do `taak` at once, each from another place in its addresses."""
    begin = time.time() + AANLOOP
    stap = len(taak.paden) // klanten
    taken = [
        replace(taak, paden=[*taak.paden[k * stap :], *taak.paden[: k * stap]])
        for k in range(klanten)
    ]
    antwoorden = pool.map(klant, taken, [begin] * klanten, range(klanten))
    duren = sorted(duur for gemeten in antwoorden for duur in gemeten)
    return Drukmeting(
        # The last answers may come after the time; they count, and so does that time.
        len(duren) / max(taak.seconden, sum(duren) / klanten),
        statistics.median(duren) * 1000,
        duren[int(len(duren) * 0.95)] * 1000,
    )


def klant(taak: Vraagronde, begin: float, wie: int) -> list[float]:
    """Return how long each answer took that was asked for after `begin`, in seconds."""
    duren: list[float] = []
    nummer = 0
    with ExitStack() as stapel:
        verbinding = stapel.enter_context(verbind(taak.port))
        while (nu := time.time()) < begin + taak.seconden or not duren:
            pad = taak.paden[nummer % len(taak.paden)]
            nummer += 1
            if taak.nieuw:
                pad += f"{'&' if '?' in pad else '?'}{VERS}={begin}.{wie}.{nummer}"
                # Another visitor: the system may hand this one to another worker.
                stapel.close()
                verbinding = stapel.enter_context(verbind(taak.port))
            klok = time.perf_counter()
            vraag(verbinding, pad)
            if nu >= begin:
                duren.append(time.perf_counter() - klok)
    return duren


def verbind(port: int) -> socket.socket:
    """Connect to the server."""
    verbinding = socket.create_connection((HOST, port), timeout=60)
    verbinding.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return verbinding


def vraag(verbinding: socket.socket, pad: str) -> tuple[dict[str, str], bytes]:
    """Ask for `pad` as a browser does, and return the headers and the body of the answer.

    Raises RuntimeError when that is anything but a whole 200.
    """
    verbinding.sendall(
        f"GET {pad} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n".encode()
    )
    ontvangen = b""
    while b"\r\n\r\n" not in ontvangen:
        ontvangen += _ontvang(verbinding)
    kop, _, inhoud = ontvangen.partition(b"\r\n\r\n")
    status, *regels = kop.decode("latin-1").split("\r\n")
    if " 200 " not in f"{status} ":
        raise RuntimeError(f"{pad}: {status}")
    koppen = {
        naam.lower(): waarde.strip()
        for naam, _, waarde in (regel.partition(":") for regel in regels)
    }
    delen = [inhoud]
    nodig = int(koppen["content-length"]) - len(inhoud)
    while nodig > 0:
        delen.append(_ontvang(verbinding))
        nodig -= len(delen[-1])
    return koppen, b"".join(delen)


def _ontvang(verbinding: socket.socket) -> bytes:
    ontvangen = verbinding.recv(1 << 18)
    if not ontvangen:
        raise RuntimeError("De server verbrak de verbinding.")
    return ontvangen
