"""What every loader of content files shares: reading a file once, and naming its mistakes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from markdown_it import MarkdownIt

from basis.getypt import lees_dag, lees_getal
from basis.velden import RijkeTekst, als_kolomtekst
from gebruikers.models import Gebruiker
from werkplek.inhoud import LADER_EMAIL
from werkplek.models import InhoudBestand

ZATERDAG = 5
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


class Geweigerd(Exception):
    """One value cannot be loaded."""


@dataclass(frozen=True)
class Inhoudsbestand:
    """A content file; its name without the ending is the web name of what it holds.

    `eerder` is what was taken from it before, `geladen` what is taken from it now.
    """

    naam: str
    slug: str
    tekst: str
    eerder: Mapping[str, str]
    geladen: dict[str, str] = field(default_factory=dict)

    def neem(self, naam: str, ruw: Any) -> str | None:
        """Count `ruw` as taken under `naam`; return its fingerprint of before, if it had one."""
        sleutel = afdruk(naam)
        self.geladen[sleutel] = afdruk(ruw)
        return self.eerder.get(sleutel)

    def lees(self, soort: type[Any]) -> Any:
        """What the file holds: a list, or fields with a value. Raises Geweigerd."""
        try:
            gelezen = yaml.load(self.tekst, yaml.CSafeLoader)
        except yaml.YAMLError as fout:
            raise Geweigerd(f"geen geldige YAML: {' '.join(str(fout).split())}") from fout
        if not isinstance(gelezen, soort):
            verwacht = "een lijst" if soort is list else "velden met een waarde"
            raise Geweigerd(f"verwacht {verwacht}")
        return gelezen


def vergrendelde_lader() -> Gebruiker:
    """The account in whose name content is loaded, which nobody can log in to.

    Two starts at once would both load: the second waits here and then finds nothing to do.
    """
    door, _ = Gebruiker.objects.select_for_update().get_or_create(
        email=LADER_EMAIL, defaults={"naam": "Redactie", "is_active": False}
    )
    return door


def afdruk(ruw: Any) -> str:
    """A fingerprint of what a file says, which tells no address or name."""
    return hashlib.sha256(json.dumps(ruw, sort_keys=True, default=str).encode()).hexdigest()


def gewijzigd(wortel: Path, pad: Path) -> Inhoudsbestand | None:
    """The file `pad` when it changed since it was last loaded."""
    tekst = pad.read_text(encoding="utf-8")
    naam = str(pad.relative_to(wortel))
    eerder = InhoudBestand.objects.filter(pad=naam).first()
    if eerder and eerder.vingerafdruk == afdruk(tekst):
        return None
    return Inhoudsbestand(naam, pad.stem, tekst, eerder.geladen if eerder else {})


def onthoud(bestand: Inhoudsbestand) -> None:
    """From now on `bestand` counts as loaded, with all that was ever taken from it."""
    InhoudBestand.objects.update_or_create(
        pad=bestand.naam,
        defaults={
            "vingerafdruk": afdruk(bestand.tekst),
            "geladen": {**bestand.eerder, **bestand.geladen},
        },
    )


def bewaar(rij: models.Model, exclude: Collection[str] = ()) -> None:
    """Save `rij` when it is right. Raises ValidationError with what is wrong, in Dutch.

    The database checks its own constraints; to ask for each beforehand would be half the work.
    """
    rij.full_clean(exclude=exclude, validate_constraints=False)
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError:
        rij.validate_constraints(exclude=set(exclude))
        raise


def als_lijst(ruw: Any, maximum: int | None = None) -> list[Any]:
    """`ruw`, which must be a list of at most `maximum`. Raises Geweigerd."""
    if not isinstance(ruw, list):
        raise Geweigerd("verwacht een lijst")
    if maximum is not None and len(ruw) > maximum:
        raise Geweigerd(f"hoogstens {maximum}, hier staan er {len(ruw)}")
    return ruw


def zoek(model: Any, slugs: list[Any], kolom: str = "slug") -> list[Any]:
    """The rows with these web names, or the text of another `kolom`, in this order.

    Raises Geweigerd for one that is not there.
    """
    alle = model._default_manager.all()
    rijen = alle.filter(slug__in=slugs) if kolom == "slug" else alle
    gevonden = {str(getattr(rij, kolom)): rij for rij in rijen}
    if onbekend := [str(slug) for slug in slugs if slug not in gevonden]:
        raise Geweigerd(f"onbekend: {', '.join(onbekend)}")
    return [gevonden[slug] for slug in slugs]


def als_waarde(veld: Any, ruw: Any) -> Any:
    """`ruw` as the column `veld` keeps it: Markdown as rich text, other text clean.

    Raises Geweigerd for what should be a date or a number and is none.
    """
    if isinstance(veld, RijkeTekst):
        return veld.clean(_markdown.render(str(ruw)).strip(), None)
    if isinstance(veld, (models.CharField, models.TextField)):
        return _lees(als_kolomtekst, veld, str(ruw))
    if isinstance(veld, models.IntegerField) and isinstance(ruw, str):
        return int(_lees(lees_getal, ruw))
    if isinstance(veld, models.DecimalField) and isinstance(ruw, str):
        return _lees(partial(lees_getal, cijfers=veld.decimal_places), ruw)
    return ruw


def _lees[**P, T](lees: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `lees` gives. Raises Geweigerd with its reason."""
    try:
        return lees(*args, **kwargs)
    except ValidationError as fout:
        raise Geweigerd(" ".join(fout.messages)) from fout


def als_dag(ruw: Any) -> date:
    """A day: '14 september 2017', or '+45' for the first working day from then on.

    Raises Geweigerd.
    """
    tekst = str(ruw)
    if tekst[:1] in ("+", "-") and tekst[1:].isdecimal() and len(tekst) < 6:
        dag = timezone.localdate() + timedelta(days=int(tekst))
        return dag + timedelta(days=7 - dag.weekday() if dag.weekday() >= ZATERDAG else 0)
    try:
        return date.fromisoformat(lees_dag(tekst))
    except ValidationError as fout:
        raise Geweigerd("schrijf een dag, bijvoorbeeld '10 maart 2026' of '-45'") from fout


def op_negen_uur(ruw: Any) -> datetime:
    """The morning of a day, written as `als_dag` reads it. Raises Geweigerd."""
    return timezone.make_aware(datetime.combine(als_dag(ruw), time(9)))
