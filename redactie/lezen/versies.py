"""A version as the redactie reads it: part by part, with what was said about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, Q, Value, When

from gebruikers.models import Gebruiker
from innovaties.formaat import FORMAAT
from innovaties.formaat.onderdelen import Onderdeel, Sectie, Veld
from innovaties.keuzelijsten import OPEN, Status
from innovaties.lezen.weergave import Getoond
from innovaties.models import Beschrijving, Innovatie
from redactie.lezen.verschil import OnderdeelVerschil
from redactie.lezen.voorstellen import als_regels, kenmerk_van, naast_de_tekst, tekstveld
from redactie.models import Beoordeling, Opmerking
from redactie.rechten import mag_beoordelen, mag_schrijven
from redactie.regels.overgangen import TE_SCHRIJVEN


@dataclass(frozen=True)
class Teruggestuurd:
    """Text that could not be placed and goes back to its writer: `waar` it was typed, why not."""

    waar: str
    tekst: str
    reden: str
    voorstel: str = ""
    kenmerk: str = ""
    """Of the text that the box of the proposal was filled with."""


@dataclass(frozen=True)
class Draad:
    """One comment on `versie` with its replies."""

    versie: Beschrijving
    opmerking: Opmerking
    antwoorden: list[Opmerking]
    mag_oplossen: bool
    mag_overnemen: bool
    terug: Teruggestuurd | None

    @property
    def is_open(self) -> bool:
        return self.opmerking.opgelost_op is None

    @property
    def waar(self) -> str:
        return plek_van_antwoord(self.opmerking)

    @cached_property
    def voorstel(self) -> OnderdeelVerschil | None:
        """What it proposes, beside the text as it is; only a page that shows it works that out."""
        return naast_de_tekst(self.opmerking, self.versie) if self.is_open else None

    @property
    def kenmerk(self) -> str:
        """Of the text that a proposal would replace, for who may take it over."""
        soort = tekstveld(self.opmerking.onderdeel, self.versie.soort)
        if soort is None or not (self.mag_overnemen and self.opmerking.voorstel):
            return ""
        return soort.kenmerk(soort.haal(self.versie))


@dataclass(frozen=True)
class Versiedeel:
    """One part of the format: what it says, what was said about it, whether it must be filled."""

    versie: Beschrijving
    getoond: Getoond
    draden: list[Draad]
    ontbreekt: bool
    terug: Teruggestuurd | None
    adres: str
    """Where to write it, for who may."""
    verschil: OnderdeelVerschil | None = None
    """What changed in it since the round before, when there was one."""

    @property
    def onderdeel(self) -> Onderdeel:
        return self.getoond.onderdeel

    @property
    def regels(self) -> str:
        """Its running text, to propose another; nothing where it has none."""
        soort = tekstveld(self.onderdeel.naam, self.versie.soort)
        return als_regels(soort, soort.haal(self.versie)) if soort else ""

    @property
    def kenmerk(self) -> str:
        """Of `regels`: what comes back the same proposes nothing."""
        soort = tekstveld(self.onderdeel.naam, self.versie.soort)
        return kenmerk_van(soort, self.regels) if soort else ""

    @property
    def is_gelezen(self) -> bool:
        """Whether it was read in an earlier round, did not change, and nothing is open in it."""
        gesprek = any(draad.is_open for draad in self.draden)
        return self.verschil is not None and not self.verschil.velden and not gesprek


NIEUWSTE_EERST: Sequence[Any] = (
    Case(When(status=Status.WEGGEGOOID, then=Value(1)), default=Value(0)),
    "-versie",
)
"""The versions of an innovatie, those that were thrown away after all others."""


def laatste_versie(innovatie: Innovatie) -> Beschrijving:
    """The newest version, of those that were not thrown away when there are."""
    return innovatie.versies.order_by(*NIEUWSTE_EERST)[:1].get()


def gearchiveerde_versie(innovatie: Innovatie) -> Beschrijving | None:
    """The version that was live last, when `innovatie` is in the archive."""
    if innovatie.gepubliceerd_id:
        return None
    gearchiveerd = innovatie.versies.filter(status=Status.GEARCHIVEERD)
    return gearchiveerd.order_by("-versie").first()


def is_ingehaald(versie: Beschrijving) -> bool:
    """Whether work went on without `versie`, which was thrown away: in one that is open, or newer.

    Of what is newer it has nothing, and no list would show it beside that.
    """
    ander = Q(status__in=OPEN) | Q(versie__gt=versie.versie)
    gehouden = Beschrijving.objects.exclude(status=Status.WEGGEGOOID)
    return gehouden.filter(ander, innovatie=versie.innovatie_id).exists()


def plek_van_antwoord(opmerking: Opmerking) -> str:
    """Where a reply to `opmerking` is typed, as `Teruggestuurd.waar` names it."""
    return f"antwoord-{opmerking.pk}"


def beoordeling_van(versie: Beschrijving) -> Beoordeling | None:
    """How the review of `versie` goes; None before it is first submitted."""
    return getattr(versie, "beoordeling", None)


def beoordelaar_van(versie: Beschrijving) -> Gebruiker | None:
    """Who reviews `versie`, as long as they still can."""
    beoordeling = beoordeling_van(versie)
    wie = beoordeling and beoordeling.beoordelaar
    return wie if wie and mag_beoordelen(wie) else None


def beoordeelt(versie: Beschrijving, gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` reviews `versie`: then they propose, and do not write."""
    beoordeling = beoordeling_van(versie)
    return beoordeling is not None and beoordeling.beoordelaar_id == gebruiker.pk


def mag_verder_schrijven(versie: Beschrijving, gebruiker: Gebruiker) -> bool:
    """Whether `gebruiker` may change the text of `versie` as it stands."""
    te_schrijven = versie.status in TE_SCHRIJVEN and not beoordeelt(versie, gebruiker)
    return te_schrijven and mag_schrijven(gebruiker, versie.innovatie)


def draden(
    versie: Beschrijving,
    voor: Gebruiker | None = None,
    terug: Teruggestuurd | None = None,
) -> dict[str, list[Draad]]:
    """The comments on `versie` by part, and for each whether `voor` may resolve it.

    `terug` is a reply that was refused, for the comment that it was meant for.
    """
    is_beoordelaar = voor is not None and beoordeelt(versie, voor)
    neemt_over = voor is not None and mag_verder_schrijven(versie, voor)
    antwoorden: dict[int | None, list[Opmerking]] = defaultdict(list)
    alle = versie.opmerkingen.select_related("geplaatst_door", "meelezer", "opgelost_door")
    for opmerking in alle:
        antwoorden[opmerking.antwoord_op_opmerking_id].append(opmerking)
    per_onderdeel: dict[str, list[Draad]] = defaultdict(list)
    for opmerking in antwoorden[None]:
        eigen = bool(voor and opmerking.geplaatst_door_id == voor.pk)
        per_onderdeel[opmerking.onderdeel].append(
            Draad(
                versie,
                opmerking,
                antwoorden[opmerking.pk],
                mag_oplossen=opmerking.opgelost_op is None and (eigen or is_beoordelaar),
                mag_overnemen=neemt_over,
                terug=terug if terug and terug.waar == plek_van_antwoord(opmerking) else None,
            )
        )
    return per_onderdeel


def in_de_redactie(_versie: Beschrijving, veld: Veld) -> bool:
    """What the redactie reads: all fields, private ones too; 'onbekend' stands at its figure."""
    return veld.naam != "cijfers_onbekend"


def secties_met_opmerkingen(
    versie: Beschrijving,
    gezegd: dict[str, list[Draad]],
    ontbrekend: Collection[Onderdeel] = (),
    *,
    toont: Callable[[Beschrijving, Veld], bool] = in_de_redactie,
    terug: Teruggestuurd | None = None,
    adressen: Mapping[str, str] | None = None,
    verschillen: Mapping[str, OnderdeelVerschil] | None = None,
) -> list[tuple[Sectie, list[Versiedeel]]]:
    """The whole format for `versie`, empty parts too, with the fields that `toont` lets through.

    `terug` is a comment that was refused, `adressen` says where to write which part, and
    `verschillen` what changed in each since an earlier round.
    """
    gelezen = []
    for sectie in FORMAAT:
        delen = [
            Versiedeel(
                versie,
                Getoond.van(versie, onderdeel, toont),
                gezegd.get(onderdeel.naam, []),
                ontbreekt=onderdeel in ontbrekend,
                terug=terug if terug and terug.waar == onderdeel.naam else None,
                adres=(adressen or {}).get(onderdeel.naam, ""),
                verschil=(verschillen or {}).get(onderdeel.naam),
            )
            for onderdeel in sectie.onderdelen
            if onderdeel.geldt_voor(versie.soort)
            and any(toont(versie, v) for v in onderdeel.velden_voor(versie.soort))
        ]
        if delen:
            gelezen.append((sectie, delen))
    return gelezen
