"""Load the content files of `inhoud/`: the lists first, then one file a description.

All or nothing, and only what changed since the last time; an editor's later work on the site stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from markdown_it import MarkdownIt

from basis.velden import Keuzes, RijkeTekst
from gebruikers.models import Gebruiker
from innovaties.actions import zet_live
from innovaties.formaat import MAXIMUM_THEMAS, MAXIMUM_TREFWOORDEN, velden
from innovaties.keuzelijsten import ZICHTBAAR, Status
from innovaties.models import (
    Beschrijving,
    Doelgroep,
    Element,
    InhoudBestand,
    Innovatie,
    Methodiek,
    Regel,
    Thema,
)
from innovaties.onderdelen import Vereist
from innovaties.volledigheid import ontbreekt
from innovaties.weergave import kolommen, modelveld, voor_weergave
from organisaties.models import Organisatie, Regio

LADER_EMAIL = "inhoud@example.nl"
LIJSTEN: tuple[tuple[str, type[models.Model]], ...] = (
    ("themas.yaml", Thema),
    ("methodieken.yaml", Methodiek),
    ("doelgroepen.yaml", Doelgroep),
    ("elementen.yaml", Element),
    ("regios.yaml", Regio),
    ("organisaties.yaml", Organisatie),
)
EIGEN_SLEUTELS = {"status", "gepubliceerd_op"}
# Raw HTML stays text; the field sanitises what Markdown makes of it.
_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Fout:
    """One reason why nothing was loaded."""

    bestand: str
    veld: str
    reden: str

    def __str__(self) -> str:
        return f"{self.bestand}: {self.veld}: {self.reden}"


class InhoudFout(Exception):
    """The content files hold mistakes; `fouten` names each with file, field and reason."""

    def __init__(self, fouten: list[Fout]) -> None:
        super().__init__("\n".join(map(str, fouten)))
        self.fouten = fouten


class _Geweigerd(Exception):
    """One value cannot be loaded."""


def laad_inhoud(map_: Path) -> int:
    """Load all changed files below `map_`; return how many there were.

    Raises InhoudFout, with every mistake in every file, and then changes nothing.
    """
    fouten: list[Fout] = []
    with transaction.atomic():
        # Two starts at once would both load: the second waits here and then finds nothing to do.
        door, _ = Gebruiker.objects.select_for_update().get_or_create(
            email=LADER_EMAIL, defaults={"naam": "Redactie", "is_active": False}
        )
        geladen = 0
        for pad, model in LIJSTEN:
            if bestand := _gewijzigd(map_, map_ / pad):
                fouten += _laad_lijst(bestand, model)
                geladen += 1
        for pad_ in sorted((map_ / "innovaties").glob("*.yaml")):
            if bestand := _gewijzigd(map_, pad_):
                fouten += _laad_beschrijving(bestand, door)
                geladen += 1
        if fouten:
            raise InhoudFout(fouten)
    return geladen


@dataclass(frozen=True)
class _Bestand:
    naam: str
    slug: str
    tekst: str

    def lees(self, soort: type[Any]) -> Any:
        """What the file holds: a list, or fields with a value. Raises _Geweigerd."""
        try:
            gelezen = yaml.safe_load(self.tekst)
        except yaml.YAMLError as fout:
            raise _Geweigerd(f"geen geldige YAML: {' '.join(str(fout).split())}") from fout
        if not isinstance(gelezen, soort):
            verwacht = "een lijst" if soort is list else "velden met een waarde"
            raise _Geweigerd(f"verwacht {verwacht}")
        return gelezen


def _gewijzigd(wortel: Path, pad: Path) -> _Bestand | None:
    tekst = pad.read_text(encoding="utf-8")
    naam = str(pad.relative_to(wortel))
    vingerafdruk = hashlib.sha256(tekst.encode()).hexdigest()
    if InhoudBestand.objects.filter(pad=naam, vingerafdruk=vingerafdruk).exists():
        return None
    InhoudBestand.objects.update_or_create(pad=naam, defaults={"vingerafdruk": vingerafdruk})
    return _Bestand(naam, pad.stem, tekst)


def _laad_lijst(bestand: _Bestand, model: type[models.Model]) -> Iterator[Fout]:
    try:
        rijen = bestand.lees(list)
    except _Geweigerd as fout:
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
        meervoudig = {veld.name: waarden.pop(veld.name, []) for veld in model._meta.many_to_many}
        if onbekend := set(waarden) - {veld.name for veld in model._meta.fields}:
            yield Fout(bestand.naam, slug, f"onbekend veld: {', '.join(sorted(onbekend))}")
            continue
        object_ = model._default_manager.filter(slug=slug).first() or model()
        for naam, ruw in waarden.items():
            setattr(object_, naam, ruw)
        try:
            object_.full_clean()
            object_.save()
            for naam, slugs in meervoudig.items():
                doel = model._meta.get_field(naam).related_model
                getattr(object_, naam).set(_zoek(doel, _lijst(slugs)))
        except ValidationError as fout:
            yield from _fouten(bestand.naam, fout, slug)
        except _Geweigerd as geweigerd:
            yield Fout(bestand.naam, slug, str(geweigerd))


def _laad_beschrijving(bestand: _Bestand, door: Gebruiker) -> Iterator[Fout]:
    try:
        ruw = bestand.lees(dict)
    except _Geweigerd as fout:
        yield Fout(bestand.naam, "bestand", str(fout))
        return
    innovatie, _ = Innovatie.objects.get_or_create(slug=bestand.slug)
    laatste = innovatie.versies.order_by("-versie").first()
    versie = Beschrijving(innovatie=innovatie, versie=laatste.versie + 1 if laatste else 1)
    fouten = [
        Fout(bestand.naam, str(naam), "onbekend veld")
        for naam in ruw
        if naam not in EIGEN_SLEUTELS and naam not in {veld.naam for veld in velden()}
    ]
    relaties: dict[str, Any] = {}
    for naam in (veld.naam for veld in velden() if veld.naam in ruw):
        try:
            waarde = _waarde(naam, ruw[naam])
        except _Geweigerd as geweigerd:
            fouten.append(Fout(bestand.naam, naam, str(geweigerd)))
            continue
        if modelveld(naam).is_relation:
            relaties[naam] = waarde
        else:
            setattr(versie, naam, waarde)
    fouten += _zet_status(bestand, versie, ruw, door)
    try:
        versie.full_clean(exclude=["themas", "trefwoorden"])
    except ValidationError as fout:
        fouten += _fouten(bestand.naam, fout)
    if fouten:
        yield from fouten
        return
    versie.save()
    yield from _schrijf_relaties(bestand.naam, versie, relaties)
    yield from _controleer(bestand.naam, versie)
    if versie.status in ZICHTBAAR:
        zet_live(versie=versie)


def _zet_status(
    bestand: _Bestand, versie: Beschrijving, ruw: dict[str, Any], door: Gebruiker
) -> Iterator[Fout]:
    versie.status = ruw.get("status", Status.CONCEPT)
    if versie.status not in ZICHTBAAR:
        return
    try:
        dag = date.fromisoformat(str(ruw.get("gepubliceerd_op", "")))
    except ValueError:
        yield Fout(bestand.naam, "gepubliceerd_op", "schrijf een datum, bijvoorbeeld '2026-03-10'")
        return
    versie.gepubliceerd_op = timezone.make_aware(datetime.combine(dag, time(9)))
    versie.gepubliceerd_door = door


def _waarde(naam: str, ruw: Any) -> Any:
    veld = modelveld(naam)
    if veld.one_to_many:
        return [_regel(veld.related_model, nummer, rij) for nummer, rij in enumerate(_lijst(ruw))]
    if naam == "trefwoorden":
        return [str(woord) for woord in _lijst(ruw, MAXIMUM_TREFWOORDEN)]
    if veld.many_to_many:
        maximum = MAXIMUM_THEMAS if naam == "themas" else None
        return _zoek(veld.related_model, _lijst(ruw, maximum))
    if isinstance(veld, Keuzes):
        return [str(waarde) for waarde in _lijst(ruw)]
    if isinstance(veld, RijkeTekst):
        return veld.clean(_markdown.render(str(ruw)).strip(), None)
    return str(ruw).strip() if isinstance(veld, (models.CharField, models.TextField)) else ruw


def _lijst(ruw: Any, maximum: int | None = None) -> list[Any]:
    if not isinstance(ruw, list):
        raise _Geweigerd("verwacht een lijst")
    if maximum is not None and len(ruw) > maximum:
        raise _Geweigerd(f"hoogstens {maximum}, hier staan er {len(ruw)}")
    return ruw


def _zoek(model: Any, slugs: list[Any]) -> list[Any]:
    gevonden = {rij.slug: rij for rij in model._default_manager.filter(slug__in=slugs)}
    if onbekend := [str(slug) for slug in slugs if slug not in gevonden]:
        raise _Geweigerd(f"onbekend: {', '.join(onbekend)}")
    return [gevonden[slug] for slug in slugs]


def _regel(model: type[Regel], nummer: int, rij: Any) -> Regel:
    namen = {kolom.name: kolom for kolom in kolommen(model)}
    if not isinstance(rij, dict) or (onbekend := set(rij) - set(namen)):
        reden = (
            f"onbekend veld {', '.join(sorted(onbekend))}"
            if isinstance(rij, dict)
            else "verwacht velden"
        )
        raise _Geweigerd(f"regel {nummer + 1}: {reden}")
    regel = model(volgorde=nummer)
    for naam, ruw in rij.items():
        kolom = namen[naam]
        if kolom.is_relation:
            try:
                setattr(regel, naam, _zoek(kolom.related_model, [ruw])[0])
            except _Geweigerd as fout:
                raise _Geweigerd(f"regel {nummer + 1}: {naam}: {fout}") from fout
        else:
            setattr(regel, naam, str(ruw).strip() if isinstance(kolom, models.CharField) else ruw)
    return regel


def _schrijf_relaties(
    bestand: str, versie: Beschrijving, relaties: dict[str, Any]
) -> Iterator[Fout]:
    for naam, waarden in relaties.items():
        if not modelveld(naam).one_to_many:
            getattr(versie, naam).set(waarden)
            continue
        for regel in waarden:
            regel.beschrijving = versie
            try:
                regel.full_clean()
                regel.save()
            except ValidationError as fout:
                yield from _fouten(bestand, fout, f"{naam}, regel {regel.volgorde + 1}")


def _controleer(bestand: str, versie: Beschrijving) -> Iterator[Fout]:
    """A published description is complete, and a visible one has at least a kern and a theme."""
    geladen = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
    if versie.status == Status.GEPUBLICEERD:
        for onderdeel in ontbreekt(geladen, Vereist.PUBLICEREN):
            yield Fout(bestand, onderdeel.naam, "verplicht om te publiceren")
    elif versie.status in ZICHTBAAR and not (geladen.kern and geladen.themas.all()):
        yield Fout(bestand, "kern, themas", "verplicht om zichtbaar te zijn")


def _fouten(bestand: str, fout: ValidationError, bij: str = "") -> Iterator[Fout]:
    for veld, redenen in fout.message_dict.items():
        naam = "" if veld == "__all__" else veld
        plek = ", ".join(deel for deel in (bij, naam) if deel) or "geheel"
        yield from (Fout(bestand, plek, reden) for reden in redenen)
