"""Load the content files of `inhoud/`: the lists first, then one file a description.

All or nothing, and only what changed since the last time; an editor's later work on the site stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.text import slugify

from basis.tekst import een_regel
from gebruikers.models import Gebruiker
from innovaties.actions.publiceren import zet_live
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
    als_lijst,
    als_waarde,
    bewaar,
    zoek,
)
from werkplek.inhoud.lezen import Lader, laad_bestanden

LIJSTEN: tuple[tuple[str, type[models.Model]], ...] = (
    ("themas.yaml", Thema),
    ("methodieken.yaml", Methodiek),
    ("doelgroepen.yaml", Doelgroep),
    ("elementen.yaml", Element),
    ("regios.yaml", Regio),
    ("organisaties.yaml", Organisatie),
)


def laad_inhoud(map_: Path) -> int:
    """Load all changed files below `map_`; return how many there were.

    Raises InhoudFout, with every mistake in every file, and then changes nothing.
    """
    return laad_bestanden(
        map_,
        [
            *((map_ / pad, partial(_LijstLader, model)) for pad, model in LIJSTEN),
            (map_ / "plaatsen.yaml", _PlaatsenLader),
            (map_ / "andere_namen.yaml", _NamenLader),
            *((pad, _BeschrijvingLader) for pad in sorted((map_ / "innovaties").glob("*.yaml"))),
        ],
    )


class _LijstLader(Lader):
    """The rows of `model`. A column that the file does not name stays as it is on the site."""

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
            eerder = self.haal(self.model, slug=str(rij.get("slug", "")))
            self.bewaar(eerder, rij, tuple(dict.fromkeys([*rij, *lijsten])), plek)


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
        _schrijf_plaatsen(plaatsen.values(), ligt_in)


def _schrijf_plaatsen(plaatsen: Iterable[Plaats], ligt_in: Mapping[str, set[int]]) -> None:
    """Add or update `plaatsen`; those that stand only in the database stay."""
    Plaats.objects.bulk_create(
        plaatsen, update_conflicts=True, unique_fields=["slug"], update_fields=["naam", "soort"]
    )
    bij: Any = Plaats.regios.through
    nummers = dict(Plaats.objects.filter(slug__in=ligt_in).values_list("slug", "pk"))
    bij.objects.filter(plaats__in=nummers.values()).delete()
    bij.objects.bulk_create(
        bij(plaats_id=nummer, regio_id=regio)
        for slug, nummer in nummers.items()
        for regio in ligt_in[slug]
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
    """A new version of one description; a visible one is live at once."""

    velden = ("status", "gepubliceerd_op", *VELD)

    def zet(self, ruw: dict[str, Any]) -> None:
        innovatie, _ = Innovatie.objects.get_or_create(slug=self.bestand.slug)
        laatste = innovatie.versies.order_by("-versie").first()
        versie = Beschrijving(innovatie=innovatie, versie=laatste.versie + 1 if laatste else 1)
        self._vereis_van_soort(ruw)
        relaties: dict[str, Any] = {}
        for naam in (naam for naam in VELD if naam in ruw):
            soort = VELD[naam].soort
            try:
                waarde = LEZERS.van(soort)(soort, ruw[naam])
            except Geweigerd as geweigerd:
                self.fout(naam, geweigerd)
                continue
            if soort.is_kolom:
                soort.schrijf(versie, waarde)
            else:
                relaties[naam] = waarde
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
            soort = VELD[naam].soort
            if not isinstance(soort, Rijen):
                soort.schrijf(versie, waarden)
                continue
            for regel in waarden:
                regel.beschrijving = versie
                self.keur(partial(bewaar, regel), f"{naam}, regel {regel.volgorde + 1}")
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


def _regel(soort: Rijen, nummer: int, rij: Any) -> Regel:
    kolommen = {kolom.naam: kolom for kolom in soort.kolommen}
    if not isinstance(rij, dict) or (onbekend := set(rij) - set(kolommen)):
        reden = (
            f"onbekend veld {', '.join(sorted(onbekend))}"
            if isinstance(rij, dict)
            else "verwacht velden"
        )
        raise Geweigerd(f"regel {nummer + 1}: {reden}")
    regel: Regel = soort.model(volgorde=nummer)
    for naam, ruw in rij.items():
        try:
            kolommen[naam].schrijf(regel, LEZERS.van(kolommen[naam])(kolommen[naam], ruw))
        except Geweigerd as fout:
            raise Geweigerd(f"regel {nummer + 1}: {naam}: {fout}") from fout
    return regel


LEZERS: PerSoort[Callable[[Any, Any], Any]] = PerSoort(
    {
        Veldsoort: lambda soort, ruw: als_waarde(soort.doel, ruw),
        Keuzes: lambda _soort, ruw: [str(code) for code in als_lijst(ruw)],
        Lijst: lambda soort, ruw: zoek(soort.model, als_lijst(ruw, soort.veld.hoogstens or None)),
        Trefwoorden: lambda soort, ruw: [
            een_regel(str(woord)) for woord in als_lijst(ruw, soort.veld.hoogstens)
        ],
        Verwijzing: lambda soort, ruw: zoek(soort.doel.related_model, [ruw])[0],
        Rijen: lambda soort, ruw: [
            _regel(soort, nummer, rij) for nummer, rij in enumerate(als_lijst(ruw))
        ],
    }
)
"""How each kind of field stands in a content file."""
