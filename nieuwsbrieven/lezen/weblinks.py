"""Whether pages elsewhere on the web still answer."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from urllib.error import HTTPError, URLError

from django.conf import settings

HOOGSTENS, TEGELIJK = 40, 20
WACHT, SAMEN = 5.0, 20.0
"""How many seconds one answer may take, and all of them together."""

_WEG = (404, 410)
_AFZENDER = "Kennisbank-Nieuwe-wegen (controle van links)"


_UITGEDEELD = ipaddress.ip_network("2000::/3")
"""All of IPv6 that machines on the open web have."""

_VERTAALD = tuple(map(ipaddress.ip_network, ("2001::/32", "2002::/16")))
"""Teredo and 6to4: each holds another address, maybe of our network."""


class _NietOpenbaarError(OSError):
    """The name leads to an address in a network of somebody's own."""


def dode_links(adressen: Iterable[str]) -> dict[str, str]:
    """What is wrong with each of the `adressen` that does not answer, in a few words.

    At most `HOOGSTENS` are asked, those on http and https only. Who refuses a program (403, 429)
    is there: many sites do. An address that is not on the open web is never asked, unless this is
    the demo or a developer's: nobody may look around in our network with a link.
    """
    te_vragen = list(dict.fromkeys(adressen))[:HOOGSTENS]
    if not te_vragen:
        return {}
    pool = ThreadPoolExecutor(min(TEGELIJK, len(te_vragen)))
    taken = {adres: pool.submit(_gebrek, adres) for adres in te_vragen}
    wait(taken.values(), timeout=SAMEN)
    pool.shutdown(wait=False, cancel_futures=True)
    gebreken = {
        adres: taak.result() if taak.done() and not taak.cancelled() else "antwoordt niet op tijd"
        for adres, taak in taken.items()
    }
    return {adres: gebrek for adres, gebrek in gebreken.items() if gebrek}


def is_openbaar(ip: str) -> bool:
    """Whether `ip` is one machine on the open web, and no way around to another address."""
    adres = ipaddress.ip_address(ip.partition("%")[0])
    if adres.version == 6 and (adres not in _UITGEDEELD or any(adres in een for een in _VERTAALD)):
        return False
    return adres.is_global and not adres.is_multicast


def _gebrek(adres: str) -> str:
    """What is wrong with `adres`; empty when it answers. HEAD first: GET fetches the page too."""
    tot = time.monotonic() + 2 * WACHT
    for methode in ("HEAD", "GET"):
        try:
            vraag = urllib.request.Request(  # noqa: S310 (the opener knows only http and https)
                adres, method=methode, headers={"User-Agent": _AFZENDER, "Accept": "*/*"}
            )
            with _opener().open(vraag, timeout=WACHT):
                return ""
        except HTTPError as fout:
            fout.close()
            gebrek = _van_status(fout.code)
        except (URLError, http.client.HTTPException, ValueError, OSError) as fout:
            reden = getattr(fout, "reason", fout)
            if isinstance(reden, _NietOpenbaarError):
                return "is geen openbaar adres"
            if isinstance(reden, ssl.SSLCertVerificationError):
                return "heeft geen geldig certificaat"
            gebrek = "antwoordt niet"
        if time.monotonic() > tot:
            break
    return gebrek


def _van_status(status: int) -> str:
    if status in _WEG:
        return "bestaat niet (meer)"
    return f"geeft een fout ({status})" if status >= 500 else ""


def _opener() -> urllib.request.OpenerDirector:
    """Opens http and https, also after a redirect, and nothing else: no proxy, no file, no FTP."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        *(_HttpHandler(), _HttpsHandler(), urllib.request.HTTPRedirectHandler()),
        *(urllib.request.HTTPErrorProcessor(), urllib.request.HTTPDefaultErrorHandler()),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _verbind(host: str, poort: int, timeout: float | None) -> socket.socket:
    """Connect to the very address that was looked at: a name may lead elsewhere a moment later."""
    gevonden = socket.getaddrinfo(host, poort, type=socket.SOCK_STREAM)
    ips = [str(rij[4][0]) for rij in gevonden]
    eigen = settings.DEMO or settings.DEBUG
    if not eigen and not all(map(is_openbaar, ips)):
        raise _NietOpenbaarError(host)
    return socket.create_connection((ips[0], poort), timeout)


class _Http(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = _verbind(self.host, self.port, self.timeout)


class _Https(http.client.HTTPSConnection):
    def connect(self) -> None:
        kaal = _verbind(self.host, self.port, self.timeout)
        try:
            self.sock = ssl.create_default_context().wrap_socket(kaal, server_hostname=self.host)
        except OSError:
            kaal.close()
            raise


class _HttpHandler(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Http, req)


class _HttpsHandler(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Https, req)
