"""Whole pages, kept for visitors without an account until anything that they could see changes."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple

import brotli
from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.text import compress_string

from basis.middleware import coderingen
from basis.probleem import is_voor_programmas
from vinden import neergelegd
from vinden.ingelogd import HOOFD, is_ingelogd, met_naam, voor_allen, vraagt_wie
from vinden.neergelegd import Neergelegd
from vinden.stand import Standen, Toekijker, database, een_stand, stand

KLEINSTE = 500
"""Bytes below which compressing brings nothing."""

GROOTSTE = 256 * 1024
"""Bytes above which an answer is not kept: a few of them would push out all pages."""

RUIMTE = 16 * 1024 * 1024
"""Bytes that the pages of a worker may take together: more than a thousand pages."""

OMHAAL = 2 * 1024
"""Bytes that a page takes beside its own and its address: its headers, its place."""

NOTEER = 600
"""Seconds between two times that a page on disk hears that it holds."""

KERN = "kern"
"""In the place of a coding: a page as its view made it, for who is logged in."""

VAN_DE_CODERING = ("Content-Encoding", "Content-Length", "ETag")
"""The headers that are others in another coding."""

VAN_DE_VIEW = ("Content-Type", "Vary", "HX-Push-Url")
"""The headers of such a page; middleware adds the others for who asks."""

UITPAKKEN: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "": bytes,
}

GEZOND = "/gezond"
"""Must answer soon when the database does not, and so does not wait for the stand first."""

View = Callable[..., HttpResponse]


def publiek_met(*parameters: str, ook: Iterable[str] = ()) -> Callable[[View], View]:
    """Mark what a view answers as the same for everyone without an account.

    `parameters` are all that the view reads from its address, with `ook` what apps above read
    there. Who asks with others is sent on to the address without them: one page is made once.
    """

    def merk(view: View) -> View:
        @wraps(view)
        def gemerkt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            vreemd = request.GET.keys() - {*parameters, *ook}
            if vreemd and request.method in ("GET", "HEAD"):
                return HttpResponseRedirect(_zonder(request, vreemd))

            def maak() -> HttpResponse:
                return als_publiek(view(request, *args, **kwargs))

            if is_ingelogd(request):
                return _voor_wie_is_ingelogd(request, maak) if request.method == "GET" else maak()
            antwoord, verschilt = vraagt_wie(request, maak)
            antwoord.verschilt = verschilt  # type: ignore[attr-defined]
            return antwoord

        return gemerkt

    return merk


publiek = publiek_met()
"""The same for a view that reads nothing from its address but the path."""


def _zonder(request: HttpRequest, vreemd: Iterable[str]) -> str:
    """The address of `request` without these parameters."""
    vraag = request.GET.copy()
    for naam in vreemd:
        del vraag[naam]
    return f"{request.path}?{vraag.urlencode()}" if vraag else request.path


def als_publiek(antwoord: HttpResponse) -> HttpResponse:
    """`antwoord`, the same for everyone without an account who asks what its view allowed."""
    antwoord.publiek = not getattr(antwoord, "voorlopig", False)  # type: ignore[attr-defined]
    return antwoord


def voorlopig(antwoord: HttpResponse) -> HttpResponse:
    """`antwoord`, not kept: whoever asks a moment later may get a better one."""
    antwoord.voorlopig = True  # type: ignore[attr-defined]
    antwoord.publiek = False  # type: ignore[attr-defined]
    return antwoord


def laat_vervallen(
    antwoord: HttpResponse, momenten: Iterable[datetime], nu: datetime
) -> HttpResponse:
    """`antwoord`, kept no longer than until the first of `momenten` after `nu`.

    For what was made as it reads at `nu`, and reads differently from those moments on without
    anything having been changed.
    """
    if vervalt := min((moment for moment in momenten if moment > nu), default=None):
        antwoord.vervalt = vervalt  # type: ignore[attr-defined]
    return antwoord


class Gevraagd(NamedTuple):
    """All by which the answers to who has no session differ."""

    adres: str
    codering: str
    veilig: bool = True
    htmx: bool = False
    geschiedenis: bool = False


def gevraagd(request: HttpRequest) -> Gevraagd | None:
    """Which kept page `request` may have; None when its answer is for who asks alone.

    Raises DisallowedHost for a foreign Host.
    """
    request.get_host()
    if (
        request.method not in ("GET", "HEAD")
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or request.path == GEZOND
        or (is_voor_programmas(request) and not request.accepts("application/json"))
    ):
        return None
    gewild = coderingen(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    return _gevraagd(request, next((een for een in ("br", "gzip") if een in gewild), ""))


def _gevraagd(request: HttpRequest, codering: str) -> Gevraagd:
    return Gevraagd(
        request.get_full_path(),
        codering,
        veilig=bool(request.is_secure()),
        htmx="HTTP_HX_REQUEST" in request.META,
        geschiedenis="HTTP_HX_HISTORY_RESTORE_REQUEST" in request.META,
    )


def _gepakt(wat: Gevraagd) -> list[Gevraagd]:
    """The same page in all codings, its own first."""
    return [wat._replace(codering=een) for een in dict.fromkeys((wat.codering, *UITPAKKEN))]


@dataclass(slots=True)
class BewaardePagina:
    """An answer with all its headers, as it was at `stand`."""

    stand: Standen
    inhoud: bytes
    koppen: dict[str, str]
    vervalt: float | None = None
    """The moment from which it reads differently though nothing was changed."""
    gezien: Toekijker = field(default_factory=Toekijker)
    """What it was made of."""
    verschilt: bool = False
    """Whether who is logged in may read something else there."""
    klopte: float = field(default_factory=time.time)
    """The last moment at which it was known to hold."""
    genoteerd: float = field(default_factory=time.time)
    """The last moment at which that was noted on disk."""

    @classmethod
    def van_de_schijf(cls, wat: Gevraagd) -> BewaardePagina | None:
        """The page of `wat` that some worker made of this database."""
        daar = neergelegd.haal_op(wat)
        if daar is None or daar.van is None or daar.van["database"] != database():
            return None
        gezien = Toekijker.van_schrift(daar.van["gezien"])
        toen = Standen(*daar.van["stand"])
        verschilt = bool(daar.van["verschilt"])
        return cls(toen, daar.inhoud, daar.koppen, daar.vervalt, gezien, verschilt, daar.klopte)

    def leg_neer(self, wat: Gevraagd) -> None:
        """Let the other workers have it too."""
        van = {
            "database": database(),
            "stand": self.stand,
            "gezien": self.gezien.op_schrift(),
            "verschilt": self.verschilt,
        }
        bruikbaar = None if self.stand.eigen else van
        neergelegd.leg_neer(wat, self.koppen, self.inhoud, self.vervalt, bruikbaar)

    @property
    def uitgepakt(self) -> bytes:
        """Its body as it was before it was compressed."""
        return UITPAKKEN[self.koppen.get("Content-Encoding", "")](self.inhoud)

    def verpakt(self, codering: str) -> BewaardePagina:
        """It, for who takes another coding."""
        koppen = {kop: zegt for kop, zegt in self.koppen.items() if kop not in VAN_DE_CODERING}
        antwoord = HttpResponse(self.uitgepakt, headers=koppen)
        _maak_af(antwoord, codering)
        return replace(self, inhoud=antwoord.content, koppen=dict(antwoord.items()))

    def klopt(self, nu: Standen) -> bool:
        """Whether nothing that it shows changed until `nu`."""
        return self.stand.nummer == nu.nummer and (
            not self.gezien.meedoen or self.stand.meedoen == nu.meedoen
        )

    def klopt_nog(self, nu: Standen) -> bool:
        """Whether it shows nothing that changed until `nu`, though something did.

        Then it is a page of `nu`. For a thread: it asks the database.
        """
        if self.gezien.ziet_hetzelfde(self.stand, nu):
            self.stand = nu
        return self.klopt(nu)

    def antwoord(self, request: HttpRequest, wat: Gevraagd) -> HttpResponse:
        """It, which holds and is the page of `wat`, or that the browser's own does."""
        self.klopte = time.time()
        if self.klopte > self.genoteerd + NOTEER:
            self.genoteerd = self.klopte
            neergelegd.klopt(wat)
        return _of_dat_het_klopt(request, HttpResponse(self.inhoud, headers=self.koppen))


class BewaardePaginas:
    """The pages of this worker, weighed: what nobody asked for longest makes room."""

    def __init__(self, ruimte: int) -> None:
        self.ruimte = ruimte
        self.bytes = 0
        self._bewaard: OrderedDict[Gevraagd, BewaardePagina] = OrderedDict()
        self._slot = Lock()

    def geef(self, wat: Gevraagd) -> BewaardePagina | None:
        """The page that was kept, whether it holds or not."""
        with self._slot:
            pagina = self._bewaard.get(wat)
            if pagina is None or (pagina.vervalt is not None and pagina.vervalt <= time.time()):
                return None
            self._bewaard.move_to_end(wat)
            return pagina

    def bewaar(self, wat: Gevraagd, pagina: BewaardePagina) -> None:
        """Keep `pagina` in the place of the one before."""
        with self._slot:
            self._haal_weg(wat)
            self._bewaard[wat] = pagina
            self.bytes += _gewicht(wat, pagina)
            while self.bytes > self.ruimte:
                self._haal_weg(next(iter(self._bewaard)))

    def vergeet(self, wat: Gevraagd) -> None:
        """Keep nothing of `wat`: it is another page now, or none."""
        with self._slot:
            self._haal_weg(wat)

    def clear(self) -> None:
        """Forget all."""
        with self._slot:
            self._bewaard.clear()
            self.bytes = 0

    def _haal_weg(self, wat: Gevraagd) -> None:
        if weg := self._bewaard.pop(wat, None):
            self.bytes -= _gewicht(wat, weg)


def van_eerder(wat: Gevraagd) -> HttpResponse | None:
    """The page of `wat` for when the database cannot say whether it holds; its first line says so.

    Of this worker, or of another. None when it was known to hold too long ago.
    """
    gemaakt: list[BewaardePagina | Neergelegd] = []
    for zo in _gepakt(wat):
        gemaakt += [een for een in (bewaard.geef(zo), neergelegd.haal_op(zo)) if een]
    pagina = max(gemaakt, key=lambda een: een.klopte, default=None)
    if pagina is None or time.time() - pagina.klopte > neergelegd.OUDST:
        return None
    koppen = {**pagina.koppen, "Cache-Control": "no-store"}
    inhoud = UITPAKKEN[koppen.pop("Content-Encoding", "")](pagina.inhoud)
    moment = datetime.fromtimestamp(pagina.klopte, UTC)
    regel = render_to_string("vinden/van_eerder.html", {"moment": moment})
    inhoud = inhoud.replace(HOOFD.encode(), (HOOFD + regel).encode(), 1)
    del koppen["ETag"]
    return HttpResponse(inhoud, headers={**koppen, "Content-Length": str(len(inhoud))})


def _gewicht(wat: Gevraagd, pagina: BewaardePagina) -> int:
    return len(wat.adres) + len(pagina.inhoud) + pagina.gezien.gewicht + OMHAAL


bewaard = BewaardePaginas(RUIMTE)


class PaginaCacheMiddleware:
    """Answer with the kept page where it is of the present stand; else keep the answer.

    Outermost, so that a kept answer is complete. The stand is read before the page is made: a page
    that is overtaken by a publication is kept under a number that nobody asks for again.
    `kennisbank.rsgi` gives a kept page before any thread comes to this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wat = gevraagd(request)
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with een_stand():
            return self._antwoord(request, wat) if wat else self.get_response(request)

    def _antwoord(self, request: HttpRequest, wat: Gevraagd) -> HttpResponse:
        try:
            nu = stand()
        except Error:
            return van_eerder(wat) or self.get_response(request)
        codering, pagina = _die_klopt(wat, nu)
        if pagina and codering != wat.codering:
            pagina = pagina.verpakt(wat.codering)
            bewaard.bewaar(wat, pagina)
        if pagina is None:
            with (toekijker := Toekijker()).kijkt():
                antwoord = self.get_response(request)
            if (
                not getattr(antwoord, "publiek", False)
                or antwoord.status_code != 200
                or antwoord.cookies
            ):
                for zo in _gepakt(wat):
                    bewaard.vergeet(zo)
                    neergelegd.haal_weg(zo)
                return antwoord
            _maak_af(antwoord, wat.codering)
            pagina = BewaardePagina(
                nu,
                antwoord.content,
                dict(antwoord.items()),
                _vervalt(antwoord),
                toekijker,
                getattr(antwoord, "verschilt", False),
            )
            if len(pagina.inhoud) <= GROOTSTE:
                bewaard.bewaar(wat, pagina)
                pagina.leg_neer(wat)
            else:
                neergelegd.haal_weg(wat)
            return _of_dat_het_klopt(request, antwoord)
        return pagina.antwoord(request, wat)


def _die_klopt(wat: Gevraagd, nu: Standen) -> tuple[str, BewaardePagina | None]:
    """The page of `wat` as it is at `nu`, where this worker or another made it, and its coding."""
    for zo in _gepakt(wat):
        for haal in (bewaard.geef, BewaardePagina.van_de_schijf):
            pagina = haal(zo)
            if pagina and (pagina.klopt(nu) or pagina.klopt_nog(nu)):
                bewaard.bewaar(zo, pagina)
                return zo.codering, pagina
    return wat.codering, None


def _voor_wie_is_ingelogd(request: HttpRequest, maak: Callable[[], HttpResponse]) -> HttpResponse:
    """What `maak` answers; what is the same for everyone is kept here too, below her own header."""
    wat, nu = _gevraagd(request, KERN), stand()
    _, pagina = _die_klopt(wat, nu)
    # A file shows nobody's name.
    if pagina and (pagina.verschilt or not _is_pagina(pagina.koppen)):
        return maak()
    if pagina is None:
        with (toekijker := Toekijker()).kijkt():
            antwoord = voor_allen(request, maak)
        if antwoord is None or antwoord.cookies or not getattr(antwoord, "publiek", False):
            return maak()
        koppen = dict(antwoord.items())
        if not _is_pagina(koppen):
            return antwoord
        pagina = BewaardePagina(nu, antwoord.content, koppen, _vervalt(antwoord), toekijker)
        if len(pagina.inhoud) <= GROOTSTE:
            bewaard.bewaar(wat, pagina)
    koppen = {kop: pagina.koppen[kop] for kop in VAN_DE_VIEW if kop in pagina.koppen}
    return HttpResponse(met_naam(request, pagina.uitgepakt.decode()), headers=koppen)


def _is_pagina(koppen: Mapping[str, str]) -> bool:
    return koppen["Content-Type"].startswith("text/html")


def _of_dat_het_klopt(request: HttpRequest, antwoord: HttpResponse) -> HttpResponse:
    """`antwoord`, or a 304 to a browser that has it."""
    return get_conditional_response(request, etag=antwoord["ETag"], response=antwoord) or antwoord


def _vervalt(antwoord: HttpResponse) -> float | None:
    vervalt: datetime | None = getattr(antwoord, "vervalt", None)
    return vervalt.timestamp() if vervalt else None


def _maak_af(antwoord: HttpResponse, codering: str) -> None:
    """Compress the answer, and let browsers ask each time whether theirs is still right."""
    if (
        codering
        and len(antwoord.content) > KLEINSTE
        and not antwoord.has_header("Content-Encoding")
    ):
        kleiner = (
            brotli.compress(antwoord.content, quality=5)
            if codering == "br"
            else compress_string(antwoord.content)
        )
        if len(kleiner) < len(antwoord.content):
            antwoord.content = kleiner
            antwoord["Content-Encoding"] = codering
    antwoord["Content-Length"] = str(len(antwoord.content))
    antwoord["ETag"] = f'"{hashlib.sha256(antwoord.content).hexdigest()[:32]}"'
    antwoord["Cache-Control"] = "no-cache"
    patch_vary_headers(antwoord, ["Accept-Encoding"])
