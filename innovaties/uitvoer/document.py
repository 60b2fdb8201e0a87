"""What stands in a document of a description. PDF and Word draw it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from basis.adressen import SITE_NAAM, absoluut
from basis.blokken import Stuk, Tekstblok, lees_html
from basis.tekst import schoon
from basis.velden import deeldatum_tekst
from innovaties.formaat import onderdelen
from innovaties.formaat.waarden import Cel, Waarde
from innovaties.keuzelijsten import Meetsoort, Status
from innovaties.lezen.band import tekens
from innovaties.lezen.weergave import Getoond, herkomst, niet_bekend, secties, toonbaar, trefwoorden
from innovaties.models import Beschrijving
from innovaties.uitvoer.adressen import webadres
from innovaties.uitvoer.uitdraai import (
    Bundel,
    Hoofdstuk,
    Papierblok,
    Paragraaf,
    Plaatjesblok,
    Tabel,
    Uitdraai,
)

BOVENAAN = ("titel", "kern")
"""Fields that stand at the head of the document, not once more in their section."""

SAMENVATTING = ("themas", "wetten")
"""Fields that stand there below the six signs."""
ILLUSTRATIES = "illustraties"
"""The field whose rows are images."""
KORTE_LIJST = 90

NIET_BEVESTIGD = "Deze beschrijving is nog niet bevestigd."


def als_document(beschrijving: Beschrijving) -> Uitdraai:
    """What a visitor may see of `beschrijving`, ready to be drawn."""
    onbekend = niet_bekend(beschrijving)
    hoofdstukken = [
        Hoofdstuk(sectie.titel, tuple(map(_paragraaf, getoond)))
        for sectie, getoond in secties(beschrijving, BOVENAAN, onbekend)
    ]
    adres = webadres(beschrijving)
    te_bevestigen = beschrijving.status == Status.TE_BEVESTIGEN
    return Uitdraai(
        site=SITE_NAAM,
        titel=schoon(beschrijving.titel),
        kern=schoon(beschrijving.kern),
        samenvatting=tuple(_samenvatting(beschrijving, onbekend.values())),
        melding=f"{NIET_BEVESTIGD} {herkomst(beschrijving)}" if te_bevestigen else "",
        hoofdstukken=tuple(hoofdstukken),
        slot=(
            Stuk("De nieuwste versie van deze beschrijving staat op "),
            Stuk(adres, url=adres),
            Stuk(".\nVragen? Mail de redactie: "),
            Stuk(settings.REDACTIE_EMAIL, url=f"mailto:{settings.REDACTIE_EMAIL}"),
        ),
        adres=adres,
        versie=_versie(beschrijving),
    )


def als_bundel(beschrijving: Beschrijving) -> Bundel:
    """A description by itself."""
    document = als_document(beschrijving)
    return Bundel(document.titel, (document,))


def als_map(gekozen: Sequence[Beschrijving]) -> Bundel:
    """A page of each of `gekozen`, and behind these their whole descriptions as annexes."""
    heel = [als_document(b) for b in gekozen]
    eerst = [
        replace(een, hoofdstukken=(), versie=f"{een.versie}. De hele tekst is bijlage {nummer}")
        for nummer, een in enumerate(heel, start=1)
    ]
    bijlagen = [
        replace(een, titel=f"Bijlage {nummer}: {een.titel}")
        for nummer, een in enumerate(heel, start=1)
    ]
    return Bundel("Map met innovaties", (*eerst, *bijlagen))


def _versie(beschrijving: Beschrijving) -> str:
    """Which version this is; the day of fetching would go stale in a kept file."""
    versie = f"Versie {beschrijving.versie}"
    if not beschrijving.gepubliceerd_op:
        return versie
    return f"{versie}, gepubliceerd op {_dag(timezone.localdate(beschrijving.gepubliceerd_op))}"


def _dag(dag: date) -> str:
    return deeldatum_tekst(dag.isoformat())


def _samenvatting(
    beschrijving: Beschrijving, onbekend: Collection[str]
) -> Iterator[tuple[str, str]]:
    for teken in tekens(beschrijving):
        yield teken.label, schoon(teken.waarde)
    for onderdeel in onderdelen():
        for veld in onderdeel.velden:
            if veld.naam in SAMENVATTING and toonbaar(beschrijving, veld):
                inhoud = veld.soort.waarde(beschrijving)
                if inhoud:
                    yield veld.label or onderdeel.label, _op_een_regel(inhoud)
    if onbekend:
        yield "Niet bekend", ", ".join(onbekend)
    if woorden := trefwoorden(beschrijving):
        yield woorden.label, _op_een_regel(woorden)
    if beschrijving.gepubliceerd_op:
        yield "Gepubliceerd", _dag(timezone.localdate(beschrijving.gepubliceerd_op))
    bevestigd_op = beschrijving.innovatie.bevestigd_op
    yield "Bevestigd", _dag(bevestigd_op) if bevestigd_op else "Nog niet"


def _op_een_regel(inhoud: Waarde) -> str:
    return schoon(inhoud.tekst or ", ".join(cel.tekst for cel in inhoud.lijst))


def _paragraaf(getoond: Getoond) -> Paragraaf:
    blokken = [blok for inhoud in getoond.waarden for blok in _blokken(getoond, inhoud)]
    return Paragraaf(getoond.onderdeel.label, tuple(blokken))


def _blokken(getoond: Getoond, inhoud: Waarde) -> Iterator[Papierblok]:
    """One value, with its label in bold where its part has one."""
    regel = _regel(inhoud)
    label = inhoud.label
    if regel is not None:
        yield Tekstblok("alinea", (Stuk(f"{label}: ", vet=True), *regel) if label else regel)
        return
    if label:
        yield Tekstblok("label", (Stuk(label, vet=True),))
    if inhoud.html:
        yield from lees_html(inhoud.html)
    elif inhoud.naam == ILLUSTRATIES:
        yield from _plaatjes(inhoud)
    elif inhoud.rijen:
        yield _rijen(label or getoond.onderdeel.label, inhoud)
    else:
        yield _opsomming((_stuk(cel),) for cel in inhoud.lijst)


def _plaatjes(inhoud: Waarde) -> Iterator[Papierblok]:
    """Each image with who made it; of one whose file is gone only the words."""
    for rij in inhoud.per_naam:
        naam, alt = rij["bestand"].tekst, schoon(rij["alt"].tekst)
        van = f"Gemaakt door {schoon(rij['maker'].tekst)}. {rij['licentie'].tekst}."
        try:
            with default_storage.open(naam) as bestand:
                yield Plaatjesblok(bestand.read(), PurePath(naam).suffix[1:], alt, van)
        except FileNotFoundError:
            yield Tekstblok("alinea", (Stuk(f"{alt}. {van}"),))


def _regel(inhoud: Waarde) -> tuple[Stuk, ...] | None:
    """A value that reads well on one line; None when it does not."""
    if inhoud.tekst:
        return (Stuk(schoon(inhoud.tekst), url=inhoud.url),)
    teksten = [cel.tekst for cel in inhoud.lijst]
    if not teksten or len(", ".join(teksten)) > KORTE_LIJST or any("," in t for t in teksten):
        return None
    stukken: list[Stuk] = []
    for cel in inhoud.lijst:
        stukken += [Stuk(", "), _stuk(cel)] if stukken else [_stuk(cel)]
    return tuple(stukken)


def _opsomming(punten: Iterable[tuple[Stuk, ...]]) -> Tekstblok:
    return Tekstblok(
        "opsomming", (), tuple(Tekstblok("punt", (), (Tekstblok("alinea", p),)) for p in punten)
    )


def _rijen(titel: str, inhoud: Waarde) -> Tekstblok | Tabel:
    """Rows as a table; rows that say one thing each as a list."""
    kolommen = [k for k in zip(*inhoud.rijen, strict=True) if any(cel.tekst for cel in k)]
    adressen = [k for k in kolommen if all(cel.is_adres for cel in k if cel.tekst)]
    zonder_adressen = [k for k in kolommen if k not in adressen]
    if len(zonder_adressen) <= 1:
        rijen = zip(*zonder_adressen, *adressen, strict=True)
        return _opsomming(_met_adres(rij) for rij in rijen)
    kop = tuple(kolom[0].label for kolom in kolommen)
    cellen = zip(*([_stuk(cel) for cel in kolom] for kolom in kolommen), strict=True)
    return Tabel(titel, kop, tuple(cellen))


def _met_adres(cellen: Iterable[Cel]) -> tuple[Stuk, ...]:
    """What a row says and then its address in full: paper has no links."""
    stukken: list[Stuk] = []
    for cel in cellen:
        if cel.tekst:
            stukken += [Stuk(" – "), _stuk(cel)] if stukken else [_stuk(cel)]
    return tuple(stukken)


def _stuk(cel: Cel) -> Stuk:
    url = absoluut(cel.url) if cel.url else ""
    if cel.is_adres:
        return Stuk(schoon(url), url=url)
    is_meetsoort = cel.naam == "soort" and cel.sleutel in Meetsoort.values
    return Stuk(schoon(cel.tekst.upper() if is_meetsoort else cel.tekst), vet=is_meetsoort, url=url)
