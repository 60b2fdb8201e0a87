"""Load the content files of `inhoud/`: the lists first, then one file a description.

All or nothing, and each row only once: after that it belongs to the site. A description whose file
changes is proposed to the redactie, which is above this app and gives the means (ADR 5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from django.db import models
from django.utils.text import slugify

from basis.fouten import RuleViolation
from basis.tekst import een_regel
from gebruikers.models import Gebruiker
from innovaties.actions.publiceren import zet_live
from innovaties.actions.versies import Waarden
from innovaties.formaat import VELD
from innovaties.formaat.onderdelen import Vereist
from innovaties.formaat.soorten import (
    Keuzes,
    Lijst,
    PerSoort,
    Rijen,
    Trefwoorden,
    Veldsoort,
    Verwijzing,
)
from innovaties.keuzelijsten import ZICHTBAAR, Soort, Status
from innovaties.lezen.andere_namen import MET_NAMEN, labels, omschrijving, weggehaald
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import (
    Beschrijving,
    Doelgroep,
    Element,
    Innovatie,
    Methodiek,
    Regel,
    Thema,
)
from organisaties.models import Organisatie, Plaats, Regio
from vinden.models import AndereNaam
from werkplek.inhoud.bestanden import (
    Geweigerd,
    Inhoudsbestand,
    afdruk,
    als_lijst,
    als_waarde,
    bewaar,
    zoek,
)
from werkplek.inhoud.lezen import Lader, laad_bestanden, zwijg

LIJSTEN: tuple[tuple[str, type[models.Model]], ...] = (
    ("themas.yaml", Thema),
    ("methodieken.yaml", Methodiek),
    ("doelgroepen.yaml", Doelgroep),
    ("elementen.yaml", Element),
    ("regios.yaml", Regio),
    ("organisaties.yaml", Organisatie),
)

NIET_LIVE = "staat niet meer op de site. Er is niets voorgesteld."


class Voorsteller(Protocol):
    """How a change of a description in its file becomes a proposal."""

    def __call__(
        self, *, innovatie: Innovatie, waarden: Waarden, bron: str, door: Gebruiker
    ) -> object:
        """Propose `waarden`. Raises RuleViolation when that cannot be done yet."""


def laad_inhoud(map_: Path, *, stel_voor: Voorsteller, zeg: Callable[[str], object] = zwijg) -> int:
    """Read all changed files below `map_`; return how many there were.

    A change of a known description goes to `stel_voor`; what is not taken is told to `zeg`. Raises
    InhoudFout, with every mistake in every file, and then changes nothing.
    """
    return laad_bestanden(
        map_,
        [
            *((map_ / pad, partial(_LijstLader, model)) for pad, model in LIJSTEN),
            (map_ / "plaatsen.yaml", _PlaatsenLader),
            (map_ / "andere_namen.yaml", _NamenLader),
            *(
                (pad, partial(_BeschrijvingLader, stel_voor))
                for pad in sorted((map_ / "innovaties").glob("*.yaml"))
            ),
        ],
        zeg,
    )


class _LijstLader(Lader):
    """The rows of `model` that the site does not have."""

    vorm = list

    def __init__(self, model: type[models.Model], bestand: Inhoudsbestand, door: Gebruiker) -> None:
        super().__init__(bestand, door)
        self.model = model

    def zet(self, ruw: list[Any]) -> None:
        lijsten = [veld.name for veld in self.model._meta.many_to_many if veld.editable]
        velden = ("naam", *(veld.name for veld in self.model._meta.fields), *lijsten)
        for plek, rij in self.rijen({"": ruw}, "", velden):
            if self.model is Thema and "naam" in rij:
                rij["name"] = rij.pop("naam")
            nieuw = self.begin(self.model, rij, plek)
            if nieuw is not None:
                self.bewaar(nieuw, rij, tuple(dict.fromkeys([*rij, *lijsten])), plek)


class _PlaatsenLader(Lader):
    """Of each regio its places by kind; one in a zorgregio lies in its provincies too.

    What stands between brackets tells two of one name apart: it is in the web name only.
    """

    def zet(self, ruw: dict[str, Any]) -> None:
        regios = {regio.slug: regio for regio in Regio.objects.prefetch_related("provincies")}
        plaatsen: dict[str, Plaats] = {}
        ligt_in: dict[str, set[int]] = {}
        for slug, per_soort in ruw.items():
            if slug not in regios or not isinstance(per_soort, dict):
                self.fout(str(slug), "verwacht een regio met plaatsen per soort")
                continue
            hier = {regios[slug].pk, *(provincie.pk for provincie in regios[slug].provincies.all())}
            for soort, namen in per_soort.items():
                for naam in map(str, namen or []):
                    plaats = Plaats(slug=slugify(naam), naam=naam.partition(" (")[0], soort=soort)
                    if not self.keur(plaats.clean_fields, naam):
                        continue
                    eerder = plaatsen.setdefault(plaats.slug, plaats)
                    ligt_in.setdefault(plaats.slug, set()).update(hier)
                    if (eerder.naam, eerder.soort) != (plaats.naam, soort):
                        self.fout(naam, "staat er ook als een andere plaats")
        self._voeg_toe(plaatsen, ligt_in)

    def _voeg_toe(self, plaatsen: Mapping[str, Plaats], ligt_in: Mapping[str, set[int]]) -> None:
        """Add those that the site does not have, all in one statement: there are thousands."""
        bekend = set(Plaats.objects.values_list("slug", flat=True))
        nieuw = [
            plaats
            for slug, plaats in plaatsen.items()
            if self.bestand.neem(slug, [plaats.naam, plaats.soort, sorted(ligt_in[slug])]) is None
            and slug not in bekend
        ]
        bij: Any = Plaats.regios.through
        bij.objects.bulk_create(
            bij(plaats=plaats, regio_id=regio)
            for plaats in Plaats.objects.bulk_create(nieuw)
            for regio in ligt_in[plaats.slug]
        )


class _NamenLader(Lader):
    """Adds the names that are new; what somebody took away on the site does not come back."""

    def zet(self, ruw: dict[str, Any]) -> None:
        bekend = {sleutel: labels(facet) for sleutel, facet in MET_NAMEN.items()}
        weg, nieuw = weggehaald(), list[AndereNaam]()
        for facet, per_waarde in ruw.items():
            for slug, namen in per_waarde.items() if isinstance(per_waarde, dict) else [("", None)]:
                plek = f"{facet}, {slug}"
                if slug not in bekend.get(facet, {}) or not isinstance(namen, list):
                    self.fout(plek, "verwacht een waarde uit een lijst, met namen")
                    continue
                for naam in map(str, namen):
                    rij = AndereNaam(facet=facet, slug=slug, naam=een_regel(naam))
                    if (
                        self.keur(rij.clean_fields, f"{plek}, {naam}")
                        and omschrijving(rij).casefold() not in weg
                    ):
                        nieuw.append(rij)
        AndereNaam.objects.bulk_create(nieuw, ignore_conflicts=True)


class _BeschrijvingLader(Lader):
    """One description: a visible one is live at once, and later only proposed."""

    velden = ("status", "gepubliceerd_op", *VELD)

    def __init__(self, stel_voor: Voorsteller, bestand: Inhoudsbestand, door: Gebruiker) -> None:
        super().__init__(bestand, door)
        self.stel_voor = stel_voor

    def zet(self, ruw: dict[str, Any]) -> None:
        innovatie = Innovatie.objects.filter(slug=self.bestand.slug).first()
        anders = [
            naam for naam in VELD if self.bestand.neem(naam, ruw.get(naam)) != afdruk(ruw.get(naam))
        ]
        self._vereis_van_soort(ruw)
        if innovatie or self.bestand.eerder:
            self._stel_voor(innovatie, ruw, anders)
        else:
            self._zet_eerste(Innovatie.objects.create(slug=self.bestand.slug), ruw)

    def _stel_voor(
        self, innovatie: Innovatie | None, ruw: dict[str, Any], anders: list[str]
    ) -> None:
        """Propose the fields that are `anders` than when the file was read last."""
        if innovatie is None or innovatie.gepubliceerd_id is None:
            self.zeg("", NIET_LIVE)
            return
        waarden = self._lees(ruw, anders)
        if not self.fouten:
            self._keur_rijen(waarden, partial(Regel.full_clean, exclude=["beschrijving"]))
        if self.fouten or not anders:
            return
        leeg = Beschrijving()
        for soort in (VELD[naam].soort for naam in anders if naam not in waarden):
            waarden[soort.naam] = soort.haal(leeg) if soort.is_kolom else []
        stel_voor = partial(self.stel_voor, bron=self.bestand.naam, door=self.door)
        try:
            self.keur(partial(stel_voor, innovatie=innovatie, waarden=waarden))
        except RuleViolation as geweigerd:
            self.wacht = True
            self.zeg("", str(geweigerd))

    def _lees(self, ruw: dict[str, Any], namen: Iterable[str]) -> dict[str, Any]:
        """The values of the fields `namen` that the file has; a mistake is noted."""
        waarden = {}
        for naam in (naam for naam in namen if naam in ruw):
            soort = VELD[naam].soort
            if isinstance(soort, Rijen):
                waarden[naam] = list(self._lees_rijen(soort, ruw))
            else:
                self._zet_waarde(waarden, soort, ruw[naam], naam)
        return waarden

    def _zet_waarde(self, waarden: dict[str, Any], soort: Veldsoort, ruw: Any, plek: str) -> None:
        try:
            waarden[soort.naam] = LEZERS.van(soort)(soort, ruw)
        except Geweigerd as geweigerd:
            self.fout(plek, geweigerd)

    def _lees_rijen(self, soort: Rijen, ruw: dict[str, Any]) -> Iterator[Regel]:
        """The rows of one table, each mistake with its row and column."""
        kolommen = {kolom.naam: kolom for kolom in soort.kolommen}
        relaties = {kolom.name for kolom in soort.model._meta.fields if kolom.is_relation}
        for volgorde, (plek, rij) in enumerate(self.rijen(ruw, soort.naam, tuple(kolommen))):
            waarden: dict[str, Any] = {}
            for naam, waarde in rij.items():
                self._zet_waarde(waarden, kolommen[naam], waarde, f"{plek}, {naam}")
            regel: Regel = soort.model(volgorde=volgorde)
            for naam, waarde in waarden.items():
                kolommen[naam].schrijf(regel, waarde)
            self.keur(partial(regel.clean_fields, exclude=relaties), plek)
            yield regel

    def _keur_rijen(self, waarden: Mapping[str, Any], keur: Callable[[Regel], object]) -> None:
        """Name the table and row of what `keur` finds wrong."""
        for soort in (VELD[naam].soort for naam in waarden):
            for regel in waarden[soort.naam] if isinstance(soort, Rijen) else ():
                self.keur(partial(keur, regel), f"{soort.naam}, regel {regel.volgorde + 1}")

    def _zet_eerste(self, innovatie: Innovatie, ruw: dict[str, Any]) -> None:
        versie = Beschrijving(innovatie=innovatie)
        relaties = self._lees(ruw, VELD)
        for naam in [naam for naam in relaties if VELD[naam].soort.is_kolom]:
            VELD[naam].soort.schrijf(versie, relaties.pop(naam))
        versie.status = ruw.get("status", Status.CONCEPT)
        if versie.status in ZICHTBAAR:
            versie.gepubliceerd_op = self.moment(
                {"gepubliceerd_op": None, **ruw}, "gepubliceerd_op"
            )
            versie.gepubliceerd_door = self.door
        stap = versie.full_clean if self.fouten else partial(bewaar, versie)
        self.keur(partial(stap, exclude=["themas", "trefwoorden"]))
        if not self.fouten:
            self._maak_af(versie, relaties)

    def _vereis_van_soort(self, ruw: dict[str, Any]) -> None:
        """Name the fields that a description of this soort does not have: a genoemd has few."""
        soort = str(ruw.get("soort", Soort.BESTAAND))
        for naam in ruw.keys() & VELD.keys():
            if ruw[naam] not in (None, "", []) and not VELD[naam].geldt_voor(soort):
                self.fout(naam, f"hoort niet bij de soort ‘{soort}’")

    def _maak_af(self, versie: Beschrijving, relaties: dict[str, Any]) -> None:
        for naam, waarden in relaties.items():
            if isinstance(VELD[naam].soort, Rijen):
                for regel in waarden:
                    regel.beschrijving = versie
            else:
                VELD[naam].soort.schrijf(versie, waarden)
        self._keur_rijen(relaties, bewaar)
        self._vereis_volledig(versie)
        if versie.status in ZICHTBAAR:
            zet_live(versie=versie)

    def _vereis_volledig(self, versie: Beschrijving) -> None:
        """A published description is complete; a visible one has at least a kern and a theme."""
        geladen = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
        if versie.status == Status.GEPUBLICEERD:
            for onderdeel in ontbreekt(geladen, Vereist.PUBLICEREN):
                self.fout(onderdeel.naam, "verplicht om te publiceren")
        elif versie.status in ZICHTBAAR and not (geladen.kern and geladen.themas.all()):
            self.fout("kern, themas", "verplicht om zichtbaar te zijn")


LEZERS: PerSoort[Callable[[Any, Any], Any]] = PerSoort(
    {
        Veldsoort: lambda soort, ruw: als_waarde(soort.doel, ruw),
        Keuzes: lambda _soort, ruw: [str(code) for code in als_lijst(ruw)],
        Lijst: lambda soort, ruw: zoek(soort.model, als_lijst(ruw, soort.veld.hoogstens or None)),
        Trefwoorden: lambda soort, ruw: [
            een_regel(str(woord)) for woord in als_lijst(ruw, soort.veld.hoogstens)
        ],
        Verwijzing: lambda soort, ruw: zoek(soort.doel.related_model, [ruw])[0],
    }
)
"""How each kind of field stands in a content file; a table has its own: `_lees_rijen`."""
