"""Read a filled-in Word file: what would change in a version, and what was not recognised."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, cast

from django.core import signing
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models

from basis.apart import apart
from gebruikers.models import Gebruiker
from innovaties.actions.versies import ruw
from innovaties.formaat import VELD, soorten
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from word import (
    rijen,  # noqa: F401
    vorm,
)
from word.bestand import TE_VEEL, BestandGeweigerd
from word.blad import Gevonden, NietHerkend, Veldblok
from word.rijen import RijenLezer
from word.waarden import Bekend, Geen, Wordantwoord, reden_van

ANDER_DOCUMENT = (
    "In dit bestand vonden wij geen onderdelen van een beschrijving. Haal hieronder het "
    "Word-bestand op, zet uw antwoorden daarin en kies dat."
)
VERLOPEN = "Dit overzicht is niet meer geldig. Kies het Word-bestand opnieuw."
GELDIG = 24 * 60 * 60
MAXIMUM_GEGEVENS = 1_000_000
_ZOUT = "word.lees"

LEZERS: soorten.PerSoort[Callable[[Wordantwoord], Any]] = soorten.PerSoort(
    {
        soorten.Veldsoort: Wordantwoord.tekst,
        soorten.Rijk: Wordantwoord.rijk,
        soorten.Keuze: Wordantwoord.keuze,
        soorten.Keuzes: Wordantwoord.keuzes,
        soorten.Lijst: Wordantwoord.keuzes,
        soorten.Trefwoorden: Wordantwoord.trefwoorden,
        soorten.Vink: Wordantwoord.vink,
        soorten.Rijen: lambda antwoord: RijenLezer(antwoord).lees(),
    }
)
"""How an answer to each kind of field is read."""


@dataclass(frozen=True)
class Veldwijziging:
    """One field that changes. `intussen`: someone changed it on the site after the download."""

    naam: str
    oud: Any
    nieuw: Any
    intussen: bool = False

    @property
    def label(self) -> str:
        return vorm.koppen()[self.naam]

    @property
    def is_opmaak(self) -> bool:
        return VELD[self.naam].soort.is_opmaak

    @property
    def was(self) -> list[str]:
        return toon(self.naam, self.oud)

    @property
    def wordt(self) -> list[str]:
        return toon(self.naam, self.nieuw)


@dataclass(frozen=True)
class Voorstel:
    """What a file would do to a version."""

    wijzigingen: tuple[Veldwijziging, ...]
    niet_herkend: tuple[NietHerkend, ...] = ()
    ontbreekt: tuple[str, ...] = ()
    """The labels of fields that are not in the file; they stay as they are."""
    andere_innovatie: bool = False

    @property
    def waarden(self) -> dict[str, Any]:
        return {wijziging.naam: wijziging.nieuw for wijziging in self.wijzigingen}


def lees_woord(inhoud: bytes, versie: Beschrijving) -> Voorstel:
    """What the Word file `inhoud` would change in `versie`. Raises BestandGeweigerd."""
    gevonden = cast(Gevonden, apart("word.document.lees", inhoud, vorm.herkenning()))
    if gevonden.geweigerd:
        raise BestandGeweigerd(gevonden.geweigerd)
    if not gevonden.blokken:
        raise BestandGeweigerd(ANDER_DOCUMENT)
    versie = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
    andere = gevonden.innovatie not in (None, versie.innovatie_id)
    if andere:
        # What it held when it was made says nothing about this one.
        for antwoord in gevonden.blokken.values():
            antwoord.was = ""
    bekend: Bekend = {}
    wijzigingen: list[Veldwijziging] = []
    problemen = gevonden.niet_herkend
    for naam in VELD:
        if blok := gevonden.blokken.get(naam):
            wijziging, gemeld = _lees_veld(versie, blok, bekend)
            problemen += gemeld
            wijzigingen += [wijziging] if wijziging else []
    wijzigingen, gemeld = _keur_samen(versie, wijzigingen)
    return Voorstel(
        tuple(wijzigingen),
        tuple(problemen + gemeld),
        tuple(
            vorm.koppen()[naam]
            for naam, veld in VELD.items()
            if veld.geldt_voor(versie.soort) and naam not in gevonden.blokken
        ),
        andere,
    )


def _lees_veld(
    versie: Beschrijving, blok: Veldblok, bekend: Bekend
) -> tuple[Veldwijziging | None, list[NietHerkend]]:
    oud = ruw(versie, blok.naam)
    antwoord = Wordantwoord(blok, oud, bekend)
    try:
        nieuw = LEZERS.van(antwoord.soort)(antwoord)
    except Geen:
        return None, antwoord.problemen
    gelijk = vorm.genormaliseerd(blok.naam, nieuw) == vorm.genormaliseerd(blok.naam, oud)
    if gelijk or vorm.kenmerk(blok.naam, nieuw) == blok.was:
        return None, antwoord.problemen
    intussen = bool(blok.was) and blok.was != vorm.kenmerk(blok.naam, oud)
    return Veldwijziging(blok.naam, oud, nieuw, intussen), antwoord.problemen


def _keur_samen(
    versie: Beschrijving, wijzigingen: list[Veldwijziging]
) -> tuple[list[Veldwijziging], list[NietHerkend]]:
    """Leave out the changes that do not go together with the rest of the version."""
    gemeld: list[NietHerkend] = []
    for regel in versie._meta.constraints:
        if not isinstance(regel, models.CheckConstraint):
            continue
        proef = copy(versie)
        for wijziging in wijzigingen:
            soort = VELD[wijziging.naam].soort
            if soort.is_kolom:
                soort.schrijf(proef, soort.uit_ruw(wijziging.nieuw))
        namen = models.Q(regel.condition).referenced_base_fields
        betrokken = [wijziging for wijziging in wijzigingen if wijziging.naam in namen]
        if not betrokken:
            continue
        try:
            regel.validate(Beschrijving, proef)
        except ValidationError as fout:
            wijzigingen = [w for w in wijzigingen if w not in betrokken]
            gemeld += [
                NietHerkend(w.label, "\n".join(toon(w.naam, w.nieuw)), reden_van(fout))
                for w in betrokken
            ]
    return wijzigingen, gemeld


def uit_ruw(naam: str, waarde: Any) -> Any:
    """What `bewaar` takes, from a raw value.

    Raises BestandGeweigerd when a row names something that was removed since.
    """
    try:
        return VELD[naam].soort.uit_ruw(waarde)
    except ObjectDoesNotExist as fout:
        raise BestandGeweigerd(VERLOPEN) from fout


def toon(naam: str, waarde: Any) -> list[str]:
    """A raw value in lines for a reader; rich text stays HTML in one line."""
    return [] if waarde in ("", None, []) else VELD[naam].soort.regels(waarde)


def onderteken(voorstel: Voorstel, versie: Beschrijving, door: Gebruiker) -> str:
    """All of `voorstel` as a text that only `door` can hand back, for `versie`.

    Raises BestandGeweigerd when that would be more than a form can carry.
    """
    inhoud = {
        "wijzigingen": [[w.naam, w.oud, w.nieuw, w.intussen] for w in voorstel.wijzigingen],
        "niet_herkend": [[n.bij, n.tekst, n.reden] for n in voorstel.niet_herkend],
        "ontbreekt": voorstel.ontbreekt,
        "andere": voorstel.andere_innovatie,
        "kenmerken": {
            n: VELD[n].soort.kenmerk(VELD[n].soort.haal(versie)) for n in voorstel.waarden
        },
    }
    gegevens = signing.dumps(inhoud, salt=_zout(versie, door), compress=True)
    if len(gegevens) > MAXIMUM_GEGEVENS:
        raise BestandGeweigerd(TE_VEEL)
    return gegevens


def lees_ondertekend(
    gegevens: str, versie: Beschrijving, door: Gebruiker
) -> tuple[Voorstel, dict[str, str]]:
    """The voorstel and the kenmerken that `onderteken` wrote. Raises BestandGeweigerd."""
    try:
        inhoud = signing.loads(gegevens, salt=_zout(versie, door), max_age=GELDIG)
    except signing.BadSignature as fout:
        raise BestandGeweigerd(VERLOPEN) from fout
    voorstel = Voorstel(
        tuple(Veldwijziging(*delen) for delen in inhoud["wijzigingen"]),
        tuple(NietHerkend(*delen) for delen in inhoud["niet_herkend"]),
        tuple(inhoud["ontbreekt"]),
        inhoud["andere"],
    )
    return voorstel, inhoud["kenmerken"]


def _zout(versie: Beschrijving, door: Gebruiker) -> str:
    return f"{_ZOUT}.{versie.pk}.{door.pk}"


def opnieuw(voorstel: Voorstel, versie: Beschrijving) -> Voorstel:
    """`voorstel` beside what `versie` holds by now."""
    versie = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
    nu = {w.naam: ruw(versie, w.naam) for w in voorstel.wijzigingen}
    wijzigingen = (
        replace(w, oud=nu[w.naam], intussen=w.intussen or w.oud != nu[w.naam])
        for w in voorstel.wijzigingen
        if vorm.genormaliseerd(w.naam, w.nieuw) != vorm.genormaliseerd(w.naam, nu[w.naam])
    )
    return replace(voorstel, wijzigingen=tuple(wijzigingen))
