"""All that the page of one section shows around its form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import BoundField
from django.utils import timezone

from basis.tekst import platte_tekst
from innovaties.actions.versies import lees_rijen
from innovaties.formaat import FORMAAT, VELD
from innovaties.formaat.onderdelen import Onderdeel, Sectie, Veld, Vereist
from innovaties.formaat.soorten import Veldsoort
from innovaties.formaat.waarden import Waarde
from innovaties.lezen.volledigheid import ontbreekt
from innovaties.models import Beschrijving, ThemaBijBeschrijving
from innovaties.regels import Twijfel, twijfels
from redactie.forms.rijen import Veldtabel
from redactie.forms.sectie import SectieFormulier, onderdelen_van, velden_van
from redactie.lezen.blokken import blokken_over, velden_met_stuk
from redactie.lezen.waarschuwingen import waarschuwingen
from redactie.models import Opmerking

_BIJSCHRIFT = {
    Vereist.INDIENEN: "Nodig om in te dienen",
    Vereist.PUBLICEREN: "Nodig om te publiceren",
    Vereist.NOOIT: "Mag u overslaan",
}

LANGE_LIJST = 12
"""A list with more choices than these is folded away."""

RELATIES = tuple(naam for naam, veld in VELD.items() if not veld.soort.is_kolom)


OVER_DE_FASE = ("soort", "fase", "fase_peildatum", "einde", "brondatum")
"""Fields of several sections that one rule reads together."""


@dataclass(frozen=True)
class VeldOpPagina:
    """One field with its form, and what the page says beside it."""

    veld: Veld
    label: str
    soort: str
    bound: BoundField | None
    rijen: Veldtabel | None
    fout: str
    van_ander: Waarde | None
    wie: str

    @property
    def aantal(self) -> int:
        return len(self._keuzes())

    @property
    def lang(self) -> bool:
        """Whether the list is folded away until someone wants to choose."""
        return self.aantal > LANGE_LIJST

    @property
    def gekozen(self) -> list[str]:
        """The labels of what is chosen now."""
        waarden = self.bound.value() if self.bound else []
        return [str(label) for code, label in self._keuzes() if code in (waarden or [])]

    def _keuzes(self) -> list[Any]:
        return list(getattr(self.bound.field, "choices", [])) if self.bound else []


@dataclass(frozen=True)
class Onderdeelblok:
    """One part of the format on the page."""

    naam: str
    label: str
    hulpvraag: str
    vereist: str
    velden: list[VeldOpPagina]
    waarschuwingen: list[str]
    voorbeeld: list[Waarde]
    voorbeeld_van: Beschrijving | None
    uit_stuk: bool
    """Whether words of a document were put there."""


@dataclass(frozen=True)
class Volledigheid:
    """How many parts are missing, in all and per section."""

    indienen: int
    publiceren: int
    per_sectie: dict[str, int]
    opmerkingen: int
    """How many comments are open."""


def met_inhoud(qs: QuerySet[Beschrijving]) -> QuerySet[Beschrijving]:
    """Tell in the same query of each list and table whether it holds anything, and what is open.

    And of the documents beside the version what is left, and in which fields the rest is.
    """
    zelf = Beschrijving.objects.filter(pk=OuterRef("pk"))
    heeft = {f"heeft_{n}": Exists(zelf.filter(**{f"{n}__isnull": False})) for n in RELATIES}
    open_ = Opmerking.objects.open().filter(versie=OuterRef("pk")).order_by().values("versie")
    aantal = Coalesce(Subquery(open_.annotate(n=Count("pk")).values("n")), 0)
    return qs.annotate(
        **heeft,
        open_opmerkingen=aantal,
        blokken_over=blokken_over(),
        velden_met_stuk=velden_met_stuk(),
    )


def stand(versie: Beschrijving, nieuw: dict[str, Any]) -> Volledigheid:
    """What `versie` (from `met_inhoud`) still misses once the values `nieuw` are in it."""
    rijen = {naam: bool(getattr(versie, f"heeft_{naam}")) for naam in RELATIES}
    rijen |= {naam: bool(rij) for naam, rij in nieuw.items() if naam in rijen}
    for naam, kolom in nieuw.items():
        if naam not in rijen:
            setattr(versie, naam, kolom)
    publiceren = ontbreekt(versie, Vereist.PUBLICEREN, rijen)
    return Volledigheid(
        len(ontbreekt(versie, Vereist.INDIENEN, rijen)),
        len(publiceren),
        {s.slug: sum(o in publiceren for o in s.onderdelen) for s in FORMAAT},
        int(getattr(versie, "open_opmerkingen")),  # noqa: B009 (an annotation)
    )


def blokken(formulier: SectieFormulier) -> list[Onderdeelblok]:
    """The parts of the section, in order, with all that stands beside them."""
    sectie, versie = formulier.sectie, formulier.versie
    voorbeelden = _voorbeelden(sectie, versie)
    meldingen = waarschuwingen_bij(formulier)
    delen = onderdelen_van(sectie, versie.soort)
    return [_blok(formulier, deel, voorbeelden, meldingen[deel.naam]) for deel in delen]


def _blok(
    formulier: SectieFormulier,
    onderdeel: Onderdeel,
    voorbeelden: list[Beschrijving],
    meldingen: list[str],
) -> Onderdeelblok:
    donor, getoond = _voorbeeld(onderdeel, voorbeelden)
    soort = formulier.versie.soort
    return Onderdeelblok(
        onderdeel.naam,
        onderdeel.label,
        onderdeel.hulpvraag,
        _BIJSCHRIFT[onderdeel.verplicht_vanaf(soort)],
        [
            _veld(formulier, veld, veld.label or onderdeel.label)
            for veld in onderdeel.velden_voor(soort)
        ],
        meldingen,
        getoond,
        donor,
        uit_stuk=bool(
            {veld.naam for veld in onderdeel.velden}
            & set(getattr(formulier.versie, "velden_met_stuk"))  # noqa: B009 (an annotation)
        ),
    )


def _veld(formulier: SectieFormulier, veld: Veld, label: str) -> VeldOpPagina:
    rijen = formulier.tabellen.get(veld.naam)
    bound = None if rijen else formulier[veld.naam]
    ander = formulier.conflicten.get(veld.naam)
    return VeldOpPagina(
        veld,
        label,
        _soort(bound) if bound else "rijen",
        bound,
        rijen,
        formulier.fouten.get(veld.naam, ""),
        veld.soort.waarde(ander) if ander else None,
        str(ander.gewijzigd_door or "een collega") if ander else "",
    )


def _soort(bound: BoundField) -> str:
    """Which part of the template shows the field."""
    soort = getattr(bound.field.widget, "input_type", "")
    if soort in ("radio", "checkbox"):
        return "keuzes" if bound.use_fieldset else "vink"
    return "vak"


def waarschuwingen_bij(formulier: SectieFormulier) -> dict[str, list[str]]:
    """The warnings of each part of the section, by the name of the part."""
    getwijfeld = list(twijfels(_gegevens(formulier), timezone.localdate().isoformat()))
    return {
        onderdeel.naam: _waarschuwingen(formulier, onderdeel, getwijfeld)
        for onderdeel in onderdelen_van(formulier.sectie, formulier.versie.soort)
    }


def _waarschuwingen(
    formulier: SectieFormulier, onderdeel: Onderdeel, getwijfeld: list[Twijfel]
) -> list[str]:
    velden = onderdeel.velden_voor(formulier.versie.soort)
    getypt = {veld: list(_getypt(formulier, veld)) for veld in velden}
    gevonden = [
        melding
        for veld, delen in getypt.items()
        if not veld.soort.is_gekozen
        for melding in waarschuwingen(veld.naam, platte_tekst(" ".join(t for _, t in delen)))
    ]
    namen = {veld.naam for veld in onderdeel.velden}
    gevonden += [een.zin for een in getwijfeld if een.veld in namen]
    gevonden += [soort.valt_weg(t) for delen in getypt.values() for soort, t in delen]
    return list(filter(None, dict.fromkeys(gevonden)))


def _getypt(formulier: SectieFormulier, veld: Veld) -> Iterator[tuple[Veldsoort, str]]:
    """What stands in each box of `veld` now, a row after the other."""
    tabel = formulier.tabellen.get(veld.naam)
    for vakken in tabel.rijen if tabel else [formulier]:
        for soort in veld.soort.kolommen:
            yield soort, str(vakken[soort.naam].value() or "")


def _gegevens(formulier: SectieFormulier) -> dict[str, Any]:
    """What stands in the section now, and of the rest what the rules for it need."""
    gegevens = {naam: getattr(formulier.versie, naam) for naam in OVER_DE_FASE}
    for veld in formulier.velden:
        if rijen := formulier.tabellen.get(veld.naam):
            gegevens[veld.naam] = [
                {naam: rij[naam].value() for naam in rij.inhoud} for rij in rijen.gevuld
            ]
        else:
            waarde = formulier[veld.naam].value()
            gegevens[veld.naam] = platte_tekst(waarde) if isinstance(waarde, str) else waarde
    return gegevens


def _voorbeelden(sectie: Sectie, versie: Beschrijving) -> list[Beschrijving]:
    """Live descriptions to take examples from, those of the same theme first."""
    themas = ThemaBijBeschrijving.objects.filter(content_object=versie).values("tag")
    zelfde = ThemaBijBeschrijving.objects.filter(content_object=OuterRef("pk"), tag__in=themas)
    qs = Beschrijving.objects.zichtbaar().beschreven().exclude(innovatie=versie.innovatie_id)
    namen = [v.naam for v in velden_van(sectie, versie.soort) if _als_voorbeeld(v)]
    kolommen = [naam for naam in namen if VELD[naam].soort.is_kolom]
    qs = qs.select_related("innovatie").only("titel", "soort", "innovatie__slug", *kolommen)
    gevonden = list(qs.order_by(Exists(zelfde).desc(), "-gepubliceerd_op", "pk")[:6])
    lees_rijen(gevonden, namen)
    return gevonden


def _als_voorbeeld(veld: Veld) -> bool:
    """Whether reading another's answer helps: not where the writer only chooses from a list."""
    return veld.soort.is_voorbeeld and veld.is_openbaar


def _voorbeeld(
    onderdeel: Onderdeel, voorbeelden: list[Beschrijving]
) -> tuple[Beschrijving | None, list[Waarde]]:
    velden = [veld for veld in onderdeel.velden if _als_voorbeeld(veld)]
    for voorbeeld in voorbeelden:
        if gevuld := [w for veld in velden if (w := veld.soort.waarde(voorbeeld))]:
            return voorbeeld, gevuld
    return None, []
