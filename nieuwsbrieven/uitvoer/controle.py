"""What is wrong with an edition before it goes out: what stops it, and what deserves a look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Literal
from urllib.parse import urlsplit

from django.utils.html import strip_tags

from nieuwsbrieven.keuzelijsten import Bloksoort
from nieuwsbrieven.lezen.bereik import Bereik, bereik
from nieuwsbrieven.lezen.weblinks import HOOGSTENS, dode_links
from nieuwsbrieven.models import Blok, Blokopmerking, Editie
from nieuwsbrieven.uitvoer import opmaak
from nieuwsbrieven.uitvoer.binnenlinks import gebrek, is_binnen, is_voorbij

GROOTTE = 100_000
"""Bytes of HTML. Gmail cuts off what is over 102 kB, and with it the link to unsubscribe."""

PREHEADER = int(Editie._meta.get_field("preheader").max_length or 0)
ONDERWERP = 60
"""Characters of the subject that an inbox on a phone shows, roughly."""

WOORDEN = 150
BEELD, BEELDEN = 300_000, 1_000_000
"""Bytes of one image, and of all of them, that are a lot on a phone outdoors."""

_HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')

_WOORD = re.compile(r"\w+")

FOUT: Literal["fout"] = "fout"
LET_OP: Literal["let-op"] = "let-op"


@dataclass(frozen=True)
class Bevinding:
    """Something to mend ('fout': before it can go out) or to look at.

    `anker` says where: 'onderwerp', 'preheader', 'inleiding', 'blokken', 'akkoord', 'lezers', or
    'blok-<pk>'.
    """

    ernst: Literal["fout", "let-op"]
    tekst: str
    anker: str

    @property
    def blok(self) -> int | None:
        """The key of the part that this is about, if it is about one."""
        return int(self.anker.removeprefix("blok-")) if self.anker.startswith("blok-") else None


def fouten(editie: Editie, nu: datetime) -> list[Bevinding]:  # noqa: ARG001 (as `controleer`)
    """What stops `editie` from going out. Asks nothing of other sites."""
    return [Bevinding(FOUT, tekst, anker) for tekst, anker in _fouten(editie, _blokken(editie))]


def controleer(editie: Editie, nu: datetime) -> list[Bevinding]:
    """All that can be said about `editie`, what stops it first. Asks the pages it links to."""
    blokken = _blokken(editie)
    let_op = (
        *_koptekst(editie),
        *_delen(blokken, nu),
        *_opmerkingen(editie),
        *_links(editie, blokken),
        *_lezers(editie, blokken, nu),
    )
    return fouten(editie, nu) + [Bevinding(LET_OP, tekst, anker) for tekst, anker in let_op]


Bevonden = Iterator[tuple[str, str]]


def _blokken(editie: Editie) -> list[Blok]:
    return list(editie.blokken.prefetch_related("themas", "regios"))


def _anker(blok: Blok) -> str:
    return f"blok-{blok.pk}"


def _fouten(editie: Editie, blokken: list[Blok]) -> Bevonden:
    if not editie.onderwerp.strip():
        yield "De nieuwsbrief heeft geen onderwerp.", "onderwerp"
    if len(editie.preheader) > PREHEADER:
        yield f"Het voorproefje is langer dan {PREHEADER} tekens.", "preheader"
    if not blokken:
        yield "Er staat nog niets in de nieuwsbrief. Kies ten minste één deel.", "blokken"
    if editie.vier_ogen and editie.akkoord_op is None:
        yield "Een collega moet de nieuwsbrief nog lezen en akkoord geven.", "akkoord"
    for blok in blokken:
        for fout in _blokfouten(blok):
            yield fout, _anker(blok)
    yield from _te_groot(editie, blokken)


def _blokfouten(blok: Blok) -> Iterator[str]:
    naam = f"“{blok.titel}”"
    if blok.afbeelding and not blok.alt.strip():
        yield f"De afbeelding bij {naam} heeft nog geen beschrijving."
    if blok.afbeelding and not _bestand(blok):
        yield f"De afbeelding bij {naam} is er niet meer. Kies een andere."
    if blok.soort == Bloksoort.EIGEN and not _leesbaar(blok.tekst) and not blok.afbeelding:
        yield f"{naam} is een leeg deel: er is geen tekst en geen afbeelding."
    adres = opmaak.adres_van(blok)
    if blok.adres and not adres:
        yield f"De link bij {naam} gaat niet naar een webadres."
    elif adres and is_binnen(adres) and (wat := gebrek(adres)):
        yield f"De pagina van {naam} {wat}."
    elif not adres and blok.soort != Bloksoort.EIGEN:
        yield f"{naam} heeft geen link naar een pagina."


def _te_groot(editie: Editie, blokken: list[Blok]) -> Bevonden:
    """The whole edition must fit: somebody gets all parts."""
    if not blokken:
        return
    stuk = opmaak.maak(editie)["html"]
    groottes = {pk: len(html.encode()) for pk, html in stuk["blokken"].items()}
    totaal = sum(groottes.values()) + len((stuk["kop"] + stuk["voet"]).encode())
    if totaal >= GROOTTE:
        grootste = max(blokken, key=lambda blok: groottes[str(blok.pk)])
        yield (
            (
                f"De nieuwsbrief is {totaal / 1000:.0f} kB groot. Boven {GROOTTE // 1000} kB laten "
                f"mailprogramma's het einde weg. Het grootste deel is “{grootste.titel}” "
                f"({max(groottes[str(grootste.pk)] / 1000, 1):.0f} kB)."
            ),
            _anker(grootste),
        )


def _koptekst(editie: Editie) -> Bevonden:
    if len(editie.onderwerp) > ONDERWERP:
        yield (
            (
                f"Het onderwerp is {len(editie.onderwerp)} tekens lang. Op een telefoon ziet een "
                f"lezer er ongeveer {ONDERWERP}."
            ),
            "onderwerp",
        )
    if _schreeuwt(editie.onderwerp):
        yield "Het onderwerp staat in hoofdletters. Dat leest als schreeuwen.", "onderwerp"
    vorige = Editie.objects.openbaar().exclude(pk=editie.pk).first()
    if vorige and _kern(vorige.onderwerp) == _kern(editie.onderwerp):
        yield "Het onderwerp is hetzelfde als dat van de vorige nieuwsbrief.", "onderwerp"
    if not editie.preheader.strip():
        yield (
            "Er is geen voorproefje. In het postvak staat dan het begin van de mail.",
            "preheader",
        )
    if not _leesbaar(editie.inleiding):
        yield "Er is geen inleiding.", "inleiding"


def _delen(blokken: list[Blok], nu: datetime) -> Bevonden:
    gewichten = {blok.pk: _gewicht(blok) for blok in blokken}
    for blok in blokken:
        for tekst in _deel(blok, nu, gewichten[blok.pk]):
            yield tekst, _anker(blok)
    if (totaal := sum(gewichten.values())) > BEELDEN:
        yield f"De afbeeldingen zijn samen {totaal / 1_000_000:.1f} MB. Dat laadt traag.", "blokken"


def _opmerkingen(editie: Editie) -> Bevonden:
    open_ = Blokopmerking.objects.filter(blok__editie=editie, afgehandeld_op=None)
    for opmerking in open_.select_related("blok", "geplaatst_door"):
        yield (
            f"Bij “{opmerking.blok}” staat nog een opmerking van {opmerking.geplaatst_door} open.",
            _anker(opmerking.blok),
        )


def _deel(blok: Blok, nu: datetime, gewicht: int) -> Iterator[str]:
    naam = f"“{blok.titel}”"
    if not blok.alle_themas and not blok.themas.all():
        yield (
            f"Van {naam} zijn alle thema's weggehaald. Het gaat nu alleen naar wie alle thema's "
            "volgt."
        )
    if not blok.alle_regios and not blok.regios.all():
        yield (
            f"Van {naam} zijn alle regio's weggehaald. Het gaat nu alleen naar wie heel Nederland "
            "volgt."
        )
    if blok.soort == Bloksoort.MASTERCLASS and is_voorbij(opmaak.adres_van(blok), nu):
        yield f"De masterclass {naam} is al geweest."
    if (woorden := len(_leesbaar(blok.tekst).split())) > WOORDEN:
        yield f"{naam} heeft {woorden} woorden. Korter leest prettiger: de rest staat op de site."
    if gewicht > BEELD:
        yield f"De afbeelding bij {naam} is {gewicht // 1000} kB. Dat laadt traag op een telefoon."
    if _schreeuwt(blok.titel):
        yield f"De kop {naam} staat in hoofdletters. Dat leest als schreeuwen."


def _links(editie: Editie, blokken: list[Blok]) -> Bevonden:
    """Links in all texts, and those of the parts to other sites."""
    plekken = [("de inleiding", "inleiding", adres) for adres in _in_tekst(editie.inleiding)]
    for blok in blokken:
        naam, anker = f"“{blok.titel}”", _anker(blok)
        plekken += [(naam, anker, adres) for adres in _in_tekst(blok.tekst)]
        adres = opmaak.adres_van(blok)
        if adres and not is_binnen(adres):
            plekken.append((naam, anker, adres))
    buiten = [adres for _, _, adres in plekken if not is_binnen(adres)]
    dood = dode_links(buiten)
    if len(set(buiten)) > HOOGSTENS:
        yield f"Er zijn veel links. Alleen de eerste {HOOGSTENS} zijn nagekeken.", "blokken"
    for naam, anker, adres in dict.fromkeys(plekken):
        wat = gebrek(adres) if is_binnen(adres) else dood.get(adres, "")
        if wat:
            yield f"De link in {naam} {wat}: {adres}", anker
        elif not is_binnen(adres) and urlsplit(adres).scheme == "http":
            yield f"De link in {naam} begint niet met https: {adres}", anker


def _in_tekst(html: str) -> list[str]:
    adressen = (opmaak.webadres(unescape(href)) for href in _HREF.findall(html))
    return [adres for adres in adressen if adres]


def _lezers(editie: Editie, blokken: list[Blok], nu: datetime) -> Bevonden:
    gevonden = bereik(editie, nu)
    yield from _beloofd(editie, blokken, gevonden)
    if not gevonden.lezers:
        yield "Niemand zou deze nieuwsbrief nu krijgen.", "lezers"
    elif gevonden.zonder:
        yield (
            (
                f"{gevonden.lezers} {_meervoud(gevonden.lezers, 'lezer krijgt', 'lezers krijgen')} "
                f"mail. {gevonden.zonder} {_meervoud(gevonden.zonder, 'krijgt', 'krijgen')} niets, "
                "want er is geen deel dat past bij wat zij kozen."
            ),
            "lezers",
        )


def _beloofd(editie: Editie, blokken: list[Blok], gevonden: Bereik) -> Bevonden:
    """What subject and preheader name, and not every reader gets."""
    for blok in blokken:
        zonder = gevonden.lezers - gevonden.per_blok.get(blok.pk, 0)
        if not zonder:
            continue
        for anker, waar in (("onderwerp", "Het onderwerp"), ("preheader", "Het voorproefje")):
            if _noemt(getattr(editie, anker), blok.titel):
                yield (
                    (
                        f"{waar} noemt “{blok.titel}”. {zonder} van de {gevonden.lezers} lezers "
                        f"{_meervoud(zonder, 'krijgt', 'krijgen')} dit deel niet."
                    ),
                    anker,
                )


def _noemt(tekst: str, titel: str) -> bool:
    """Whether `tekst` has at least half of the words that make out `titel`."""
    woorden = {woord for woord in _WOORD.findall(_kern(titel)) if len(woord) > 4}
    genoemd = woorden & set(_WOORD.findall(_kern(tekst)))
    return bool(genoemd) and 2 * len(genoemd) >= len(woorden)


def _meervoud(aantal: int, een: str, meer: str) -> str:
    return een if aantal == 1 else meer


def _bestand(blok: Blok) -> str:
    """The name of the image of `blok`; empty without one, or when its file is gone."""
    naam = blok.afbeelding.name or ""
    return naam if naam and blok.afbeelding.storage.exists(naam) else ""


def _gewicht(blok: Blok) -> int:
    """The size of the image of `blok` in bytes; 0 without one."""
    naam = _bestand(blok)
    return int(blok.afbeelding.storage.size(naam)) if naam else 0


def _leesbaar(html: str) -> str:
    # A tag ends a word: without the space, lines of a list would be one.
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def _kern(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()


def _schreeuwt(tekst: str) -> bool:
    """Whether more than one word, and most letters, are capitals: 'GGZ' alone does not shout."""
    letters = Counter(letter.isupper() for letter in tekst if letter.isalpha())
    groot = [woord for woord in tekst.split() if len(woord) > 3 and woord.isupper()]
    return len(groot) > 1 and letters[True] > letters[False]
