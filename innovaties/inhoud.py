"""Load the content files of `inhoud/`: the lists first, then one file a description.

All or nothing, and only what changed since the last time; an editor's later work on the site stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
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
    Fout,
    Geweigerd,
    InhoudFout,
    Inhoudsbestand,
    als_fouten,
    als_lijst,
    als_waarde,
    bewaar,
    gewijzigd,
    op_negen_uur,
    vergrendelde_lader,
    zoek,
)

LIJSTEN: tuple[tuple[str, type[models.Model]], ...] = (
    ("themas.yaml", Thema),
    ("methodieken.yaml", Methodiek),
    ("doelgroepen.yaml", Doelgroep),
    ("elementen.yaml", Element),
    ("regios.yaml", Regio),
    ("organisaties.yaml", Organisatie),
)
EIGEN_SLEUTELS = {"status", "gepubliceerd_op"}


def laad_inhoud(map_: Path) -> int:
    """Load all changed files below `map_`; return how many there were.

    Raises InhoudFout, with every mistake in every file, and then changes nothing.
    """
    fouten: list[Fout] = []
    with transaction.atomic():
        door = vergrendelde_lader()
        geladen = 0
        for pad, model in LIJSTEN:
            if bestand := gewijzigd(map_, map_ / pad):
                fouten += _laad_lijst(bestand, model)
                geladen += 1
        if bestand := gewijzigd(map_, map_ / "plaatsen.yaml"):
            fouten += _laad_plaatsen(bestand)
            geladen += 1
        if bestand := gewijzigd(map_, map_ / "andere_namen.yaml"):
            fouten += _laad_namen(bestand)
            geladen += 1
        for pad_ in sorted((map_ / "innovaties").glob("*.yaml")):
            if bestand := gewijzigd(map_, pad_):
                fouten += _laad_beschrijving(bestand, door)
                geladen += 1
        if fouten:
            raise InhoudFout(fouten)
    return geladen


def _laad_lijst(bestand: Inhoudsbestand, model: type[models.Model]) -> Iterator[Fout]:
    try:
        rijen = bestand.lees(list)
    except Geweigerd as fout:
        yield Fout(bestand.naam, "bestand", str(fout))
        return
    for nummer, rij in enumerate(rijen, start=1):
        if not isinstance(rij, dict):
            yield Fout(bestand.naam, f"regel {nummer}", "verwacht velden met een waarde")
            continue
        slug = str(rij.get("slug", f"regel {nummer}"))
        waarden = {
            "name" if naam == "naam" and model is Thema else naam: ruw for naam, ruw in rij.items()
        }
        meervoudig = {
            veld.name: waarden.pop(veld.name, [])
            for veld in model._meta.many_to_many
            if veld.editable
        }
        if onbekend := set(waarden) - {veld.name for veld in model._meta.fields}:
            yield Fout(
                bestand.naam, slug, f"onbekend veld: {', '.join(sorted(map(str, onbekend)))}"
            )
            continue
        object_ = model._default_manager.filter(slug=slug).first() or model()
        for naam, ruw in waarden.items():
            setattr(object_, naam, ruw)
        try:
            bewaar(object_)
            for naam, slugs in meervoudig.items():
                doel = model._meta.get_field(naam).related_model
                getattr(object_, naam).set(zoek(doel, als_lijst(slugs)))
        except ValidationError as fout:
            yield from als_fouten(bestand.naam, fout, slug)
        except Geweigerd as geweigerd:
            yield Fout(bestand.naam, slug, str(geweigerd))


def _laad_plaatsen(bestand: Inhoudsbestand) -> Iterator[Fout]:
    """Of each regio its places by kind; one in a zorgregio lies in its provincies too.

    What stands between brackets tells two of one name apart: it is in the web name only.
    """
    try:
        per_regio = bestand.lees(dict)
    except Geweigerd as fout:
        yield Fout(bestand.naam, "bestand", str(fout))
        return
    regios = {regio.slug: regio for regio in Regio.objects.prefetch_related("provincies")}
    plaatsen: dict[str, Plaats] = {}
    ligt_in: dict[str, set[int]] = {}
    for slug, per_soort in per_regio.items():
        if slug not in regios or not isinstance(per_soort, dict):
            yield Fout(bestand.naam, str(slug), "verwacht een regio met plaatsen per soort")
            continue
        hier = {regios[slug].pk, *(provincie.pk for provincie in regios[slug].provincies.all())}
        for soort, namen in per_soort.items():
            for naam in map(str, namen or []):
                plaats = Plaats(slug=slugify(naam), naam=naam.partition(" (")[0], soort=soort)
                try:
                    plaats.clean_fields()
                except ValidationError as fout_:
                    yield from als_fouten(bestand.naam, fout_, naam)
                    continue
                eerder = plaatsen.setdefault(plaats.slug, plaats)
                ligt_in.setdefault(plaats.slug, set()).update(hier)
                if (eerder.naam, eerder.soort) != (plaats.naam, soort):
                    yield Fout(bestand.naam, naam, "staat er ook als een andere plaats")
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


def _laad_namen(bestand: Inhoudsbestand) -> Iterator[Fout]:
    """Add the names that are new; what somebody took away on the site does not come back."""
    try:
        per_facet = bestand.lees(dict)
    except Geweigerd as fout:
        yield Fout(bestand.naam, "bestand", str(fout))
        return
    bekend = {sleutel: labels(facet) for sleutel, facet in MET_NAMEN.items()}
    weg, nieuw = weggehaald(), list[AndereNaam]()
    for facet, per_waarde in per_facet.items():
        for slug, namen in per_waarde.items() if isinstance(per_waarde, dict) else [("", None)]:
            plek = f"{facet}, {slug}"
            if slug not in bekend.get(facet, {}) or not isinstance(namen, list):
                yield Fout(bestand.naam, plek, "verwacht een waarde uit een lijst, met namen")
                continue
            for naam in map(str, namen):
                rij = AndereNaam(facet=facet, slug=slug, naam=een_regel(naam))
                try:
                    rij.clean_fields()
                except ValidationError as fout_:
                    yield from als_fouten(bestand.naam, fout_, f"{plek}, {naam}")
                    continue
                if omschrijving(rij).casefold() not in weg:
                    nieuw.append(rij)
    AndereNaam.objects.bulk_create(nieuw, ignore_conflicts=True)


def _laad_beschrijving(bestand: Inhoudsbestand, door: Gebruiker) -> Iterator[Fout]:
    try:
        ruw = bestand.lees(dict)
    except Geweigerd as fout:
        yield Fout(bestand.naam, "bestand", str(fout))
        return
    innovatie, _ = Innovatie.objects.get_or_create(slug=bestand.slug)
    laatste = innovatie.versies.order_by("-versie").first()
    versie = Beschrijving(innovatie=innovatie, versie=laatste.versie + 1 if laatste else 1)
    fouten = [
        *(
            Fout(bestand.naam, str(naam), "onbekend veld")
            for naam in ruw
            if naam not in EIGEN_SLEUTELS and naam not in VELD
        ),
        *_bij_andere_soort(bestand, ruw),
    ]
    relaties: dict[str, Any] = {}
    for naam in (naam for naam in VELD if naam in ruw):
        soort = VELD[naam].soort
        try:
            waarde = LEZERS.van(soort)(soort, ruw[naam])
        except Geweigerd as geweigerd:
            fouten.append(Fout(bestand.naam, naam, str(geweigerd)))
            continue
        if soort.is_kolom:
            soort.schrijf(versie, waarde)
        else:
            relaties[naam] = waarde
    fouten += _zet_status(bestand, versie, ruw, door)
    keur = versie.full_clean if fouten else partial(bewaar, versie)
    try:
        keur(exclude=["themas", "trefwoorden"])
    except ValidationError as fout:
        fouten += als_fouten(bestand.naam, fout)
    if fouten:
        yield from fouten
        return
    yield from _schrijf_relaties(bestand.naam, versie, relaties)
    yield from _controleer(bestand.naam, versie)
    if versie.status in ZICHTBAAR:
        zet_live(versie=versie)


def _bij_andere_soort(bestand: Inhoudsbestand, ruw: dict[str, Any]) -> Iterator[Fout]:
    """The fields that a description of this soort does not have: a genoemd has few."""
    soort = str(ruw.get("soort", Soort.BESTAAND))
    for naam in ruw.keys() & VELD.keys():
        if ruw[naam] not in (None, "", []) and not VELD[naam].geldt_voor(soort):
            yield Fout(bestand.naam, naam, f"hoort niet bij de soort ‘{soort}’")


def _zet_status(
    bestand: Inhoudsbestand, versie: Beschrijving, ruw: dict[str, Any], door: Gebruiker
) -> Iterator[Fout]:
    versie.status = ruw.get("status", Status.CONCEPT)
    if versie.status not in ZICHTBAAR:
        return
    try:
        versie.gepubliceerd_op = op_negen_uur(ruw.get("gepubliceerd_op", ""))
    except Geweigerd as geweigerd:
        yield Fout(bestand.naam, "gepubliceerd_op", str(geweigerd))
        return
    versie.gepubliceerd_door = door


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


def _schrijf_relaties(
    bestand: str, versie: Beschrijving, relaties: dict[str, Any]
) -> Iterator[Fout]:
    for naam, waarden in relaties.items():
        soort = VELD[naam].soort
        if not isinstance(soort, Rijen):
            soort.schrijf(versie, waarden)
            continue
        for regel in waarden:
            regel.beschrijving = versie
            try:
                bewaar(regel)
            except ValidationError as fout:
                yield from als_fouten(bestand, fout, f"{naam}, regel {regel.volgorde + 1}")


def _controleer(bestand: str, versie: Beschrijving) -> Iterator[Fout]:
    """A published description is complete, and a visible one has at least a kern and a theme."""
    geladen = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
    if versie.status == Status.GEPUBLICEERD:
        for onderdeel in ontbreekt(geladen, Vereist.PUBLICEREN):
            yield Fout(bestand, onderdeel.naam, "verplicht om te publiceren")
    elif versie.status in ZICHTBAAR and not (geladen.kern and geladen.themas.all()):
        yield Fout(bestand, "kern, themas", "verplicht om zichtbaar te zijn")
