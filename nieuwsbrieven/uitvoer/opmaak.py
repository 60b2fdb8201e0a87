"""An edition in the mail: made once, cut in pieces, and put together for each reader."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import PurePath
from textwrap import wrap
from typing import TypedDict
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from innovaties.lezen.band import tekens
from innovaties.models import Beschrijving, Thema
from nieuwsbrieven import links
from nieuwsbrieven.keuzelijsten import Bloksoort
from nieuwsbrieven.models import Blok, Editie
from post.uitvoer.opmaak import met_stijl

BREEDTE = 536
"""Room for an image in pixels: the sheet is 600 wide, with a margin of 32 at both sides."""

TEKSTBREEDTE = 72

AFMELDEN = "https://afmelden.invalid/"
VOORKEUREN = "https://voorkeuren.invalid/"
"""What stands in the last piece where a reader's own addresses come. An editor's text never gets
there, so whatever it says stays as it is."""

LINKTEKST = {
    Bloksoort.NIEUW: "Lees de beschrijving",
    Bloksoort.BIJGEWERKT: "Lees wat er is veranderd",
    Bloksoort.GEZOCHT: "Lees wie er wordt gezocht",
    Bloksoort.MEEDOEN: "Lees hoe u meedoet",
    Bloksoort.MASTERCLASS: "Bekijk de masterclass",
    Bloksoort.VERSLAG: "Lees het verslag",
    Bloksoort.LES: "Lees de les",
    Bloksoort.PROGRAMMA: "Lees meer",
    Bloksoort.EIGEN: "Lees verder",
}
"""What the link of a part says when its editor did not."""

LABELS = {soort: str(soort.label) for soort in Bloksoort} | {Bloksoort.EIGEN: "Bericht"}
"""What a reader sees above the heading of a part."""

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')
_KOP = re.compile(r"(</?h)([34])\b")
_LID = re.compile(r"<li>\s*<p>(.*?)</p>", re.DOTALL)
_INSPRONG = re.compile(r"(\s*(?:[*+o-] |\d+\. )?)(.*)")


class Vormstukken(TypedDict):
    """One of both forms of an edition: what comes first, its parts by their keys, and the end."""

    kop: str
    blokken: dict[str, str]
    voet: str


class Stukken(TypedDict):
    """An edition as it goes out, as `Editie.stukken` keeps it."""

    html: Vormstukken
    tekst: Vormstukken


@dataclass(frozen=True)
class Beeld:
    """An image as the mail shows it."""

    adres: str
    breedte: int
    hoogte: int
    alt: str


@dataclass(frozen=True)
class Blokopmaak:
    """One part as both templates show it."""

    blok: Blok
    label: str
    themas: list[Thema]
    html: str
    tekst: str
    titel: str
    adres: str
    linktekst: str
    beeld: Beeld | None
    band: list[tuple[str, str]]
    """The six signs of the description that it is about, as its label and what it says."""

    @property
    def band_tekst(self) -> str:
        """The signs as plain text, in short lines."""
        return "\n".join(regel for teken in self.band for regel in _breek(f"* {': '.join(teken)}"))


def maak(editie: Editie) -> Stukken:
    """The whole of `editie` with all its parts, with its styles inlined, in pieces.

    The knife is a new secret each time, so that no text can hold it.
    """
    blokken = list(editie.blokken.prefetch_related("themas"))
    over = beschreven(blokken)
    inleiding = absoluut(editie._meta.get_field("inleiding").clean(editie.inleiding, editie))
    snede = secrets.token_hex(16)
    context = {
        "editie": editie,
        "onderwerp": editie.onderwerp,
        "delen": [_deel(blok, over.get(blok.innovatie_id)) for blok in blokken],
        "inleiding": _koppen(inleiding, 2),
        "inleiding_tekst": als_tekst(inleiding),
        "titel": _onderstreept(editie.onderwerp, "="),
        "adres": settings.SITE_URL + editie.get_absolute_url(),
        "site_url": settings.SITE_URL,
        "privacy": settings.SITE_URL + reverse("privacy"),
        "afzender": settings.REDACTIE_EMAIL,
        "afmelden": AFMELDEN,
        "voorkeuren": VOORKEUREN,
        "snede": snede,
        "vulling": "\u200c\xa0" * 60,
    }
    html = met_stijl(render_to_string("nieuwsbrieven/mail/editie.html", context))
    tekst = re.sub(r"\n{3,}", "\n\n", render_to_string("nieuwsbrieven/mail/editie.txt", context))
    tekst = f"{tekst.strip()}\n"
    pks = [str(blok.pk) for blok in blokken]
    return {"html": _snijd(html, f"<!--{snede}-->", pks), "tekst": _snijd(tekst, snede, pks)}


def voor(stukken: Stukken, blokken: Sequence[int], abonnee: int) -> tuple[str, str]:
    """The mail to subscriber `abonnee` with the parts `blokken`: as HTML, and as text."""
    return _samen(stukken, blokken, links.afmelden(abonnee), links.voorkeuren(abonnee))


def zonder_lezer(stukken: Stukken, blokken: Sequence[int], uitleg: str) -> tuple[str, str]:
    """As `voor`, for a preview or a test: the personal links lead to the address `uitleg`."""
    return _samen(stukken, blokken, uitleg, uitleg)


def _samen(
    stukken: Stukken, blokken: Sequence[int], afmelden: str, voorkeuren: str
) -> tuple[str, str]:
    html, tekst = (
        "".join(
            [
                stuk["kop"],
                *(stuk["blokken"][str(pk)] for pk in blokken),
                stuk["voet"].replace(AFMELDEN, afmelden).replace(VOORKEUREN, voorkeuren),
            ]
        )
        for stuk in (stukken["html"], stukken["tekst"])
    )
    return html, tekst


def _snijd(geheel: str, snede: str, pks: list[str]) -> Vormstukken:
    kop, *blokken, voet = geheel.split(snede)
    return {"kop": kop, "blokken": dict(zip(pks, blokken, strict=True)), "voet": voet}


def beschreven(blokken: Sequence[Blok]) -> dict[int | None, Beschrijving]:
    """The live descriptions that `blokken` are about, by innovation. No query without any."""
    over = {blok.innovatie_id for blok in blokken if blok.innovatie_id}
    if not over:
        return {}
    rijen = Beschrijving.objects.zichtbaar().filter(innovatie__in=over).order_by()
    return {rij.innovatie_id: rij for rij in rijen.voor_lijst()}


def _deel(blok: Blok, over: Beschrijving | None) -> Blokopmaak:
    # Sanitised again, so that what one part leaves open can never run into the next.
    html = absoluut(blok._meta.get_field("tekst").clean(blok.tekst, blok))
    return Blokopmaak(
        blok=blok,
        label=LABELS[Bloksoort(blok.soort)],
        themas=[] if blok.alle_themas else list(blok.themas.all()),
        html=_koppen(html, 3),
        tekst=als_tekst(html),
        titel=_onderstreept(blok.titel, "-"),
        adres=adres_van(blok),
        linktekst=blok.linktekst or LINKTEKST[Bloksoort(blok.soort)],
        beeld=_beeld(blok),
        band=[(teken.label, teken.kort) for teken in tekens(over)] if over else [],
    )


def adres_van(blok: Blok) -> str:
    """Where the link of `blok` goes, in full; empty when that is no page on the web."""
    return webadres(blok.adres) if blok.adres else ""


def webadres(adres: str) -> str:
    """Where a link to `adres` goes from a page of the site; empty when that is no web page."""
    try:
        delen = urlsplit(urljoin(f"{settings.SITE_URL}/", adres))
    except ValueError:
        return ""
    return delen.geturl() if delen.scheme in ("http", "https") and delen.hostname else ""


def absoluut(html: str) -> str:
    """Sanitised `html` with links that work outside the site."""

    def volledig(gevonden: re.Match[str]) -> str:
        adres = unescape(gevonden[2])
        return gevonden[1] + escape(webadres(adres) or adres) + gevonden[3]

    return _HREF.sub(volledig, html)


def _koppen(html: str, hoogste: int) -> str:
    """`html` whose headings begin at level `hoogste` and skip none."""
    niveaus = sorted({gevonden[2] for gevonden in _KOP.finditer(html)})
    return _KOP.sub(lambda kop: f"{kop[1]}{hoogste + niveaus.index(kop[2])}", html)


def _beeld(blok: Blok) -> Beeld | None:
    """The image of `blok` no wider than the mail; None when there is none that can be read."""
    if not blok.afbeelding:
        return None
    try:
        breed, hoog = blok.afbeelding.width, blok.afbeelding.height
    except OSError:
        return None
    if not breed or not hoog:
        return None
    breedte = min(breed, BREEDTE)
    naam = PurePath(blok.afbeelding.name or "").name
    pad = reverse("nieuwsbrieven:beeld", args=[blok.pk, naam])
    return Beeld(settings.SITE_URL + pad, breedte, round(hoog * breedte / breed), blok.alt)


def als_tekst(html: str) -> str:
    """Rich text as plain text in short lines; each link is a number, and stands in full below."""
    from inscriptis import get_text  # noqa: PLC0415 (with lxml 6 MiB of each worker)

    adressen: list[str] = []

    def verwijs(link: re.Match[str]) -> str:
        adres = unescape(link[1]).removeprefix("mailto:")
        if unescape(strip_tags(link[2])).strip() == adres:
            return escape(adres)
        if adres not in adressen:
            adressen.append(adres)
        return f"{link[2]} [{adressen.index(adres) + 1}]"

    html = _LID.sub(r"<li>\1", _LINK.sub(verwijs, html))
    regels = [vol for regel in get_text(html).splitlines() for vol in _breek(regel)]
    voetnoten = [f"[{nummer}] {adres}" for nummer, adres in enumerate(adressen, 1)]
    return "\n".join([*regels, *([""] if voetnoten else []), *voetnoten]).strip("\n")


def _breek(regel: str) -> list[str]:
    """`regel` in lines of `TEKSTBREEDTE`; what follows a bullet stays in line with it."""
    gevonden = _INSPRONG.fullmatch(regel.rstrip())
    insprong, tekst = gevonden.groups() if gevonden else ("", regel)
    breed = max(TEKSTBREEDTE - len(insprong), 20)
    delen = wrap(tekst, breed, break_long_words=False, break_on_hyphens=False) or [""]
    rest = " " * len(insprong)
    return [(insprong if not nummer else rest) + deel for nummer, deel in enumerate(delen)]


def _onderstreept(titel: str, teken: str) -> str:
    regels = wrap(titel, TEKSTBREEDTE, break_on_hyphens=False)
    return "\n".join([*regels, teken * max(map(len, regels), default=0)])
