"""The kinds of field: how each is read, kept, shown, explained and compared.

A kind is chosen by its column, and is all that other rooms ask about it. What takes more than a
kind can know stands in a `PerSoort` of its own room: the field of a form, the answer in Word, the
value in a content file. A kind without a half of its own there has that of the kind it is made of.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Prefetch
from django.urls import reverse

from basis import getypt, velden
from basis.beelden import als_beeld
from basis.bestanden import ILLUSTRATIES, MAP, controleer
from basis.tekst import schoon, vingerafdruk
from innovaties.formaat.waarden import Cel, Waarde
from innovaties.keuzelijsten import UITLEG

if TYPE_CHECKING:
    from innovaties.formaat.onderdelen import Veld

JAAR, DAG = len("2015"), len("2015-10-01")
NIET_BEKEND = "niet bekend"
NOG_ONBEKEND = "="
"""Before a name in a raw value that no row goes by yet; no web name begins so."""

type Optie = tuple[str, str]
"""The code of a value to choose, and its label."""


class Veldsoort:
    """A kind of field, bound to the column `doel`: of a description (its `veld`) or of a row.

    A value is what the model holds, for a list or a table its rows. `ruw` makes it plain, so that
    JSON can carry it and two can be compared; `uit_ruw` gives it back.
    """

    kolom: ClassVar[Any]
    """The columns of this kind."""
    is_kolom = True
    """Whether its value stands in the row itself."""
    is_gekozen = False
    """Whether people choose from what there is, and so write nothing."""
    is_voorbeeld = False
    """Whether reading another's answer helps to write one's own."""
    is_opmaak = False
    """Whether its text is HTML."""
    is_feit = False
    """Whether it is a choice, figure or date, of which it tells something that nobody knows it."""
    is_heel = False
    """Whether a change replaces the whole text, and not words of it."""
    typen = ""
    """How to type it in a form, where that needs saying."""
    op_papier = ""
    """How to answer on paper; what stands between braces is looked up in the kind."""

    def __init__(self, doel: Any, veld: Veld) -> None:
        self.doel, self.veld, self.naam = doel, veld, str(doel.name)

    @classmethod
    def past(cls, doel: Any) -> bool:
        """Whether the column `doel` is of this kind."""
        return isinstance(doel, cls.kolom)

    @property
    def hulp(self) -> str:
        """How to fill it in, or to type a value that has a form of its own."""
        return self.veld.hulp or self.typen

    @cached_property
    def label(self) -> str:
        """What stands above its column in a table."""
        return str(self.doel.verbose_name).capitalize()

    @property
    def kolommen(self) -> tuple[Veldsoort, ...]:
        """Of what it is made: itself, or the columns of its rows."""
        return (self,)

    @property
    def max_tekens(self) -> int:
        """How many characters it takes; 0 when they are not counted."""
        return int(getattr(self.doel, "max_tekens", 0))

    @property
    def uitleg(self) -> tuple[str, ...]:
        """The lines that say how to answer on paper."""
        return (self.op_papier.format(self),)

    @property
    def prefetch(self) -> Any:
        """What fetches its rows for any number of descriptions at once; None for a column."""
        return None

    def haal(self, rij: Any) -> Any:
        """Its value in `rij`."""
        return getattr(rij, self.naam)

    def schrijf(self, rij: Any, waarde: Any) -> None:
        """Give `rij` this value; what is no column is saved at once."""
        setattr(rij, self.naam, waarde)

    def ruw(self, waarde: Any) -> Any:
        """`waarde` in values that JSON can carry: equal only for what is the same."""
        return waarde if isinstance(waarde, (bool, int, str, type(None))) else str(waarde)

    def uit_ruw(self, ruw: Any) -> Any:
        """The value that `ruw` was made of. Raises ObjectDoesNotExist for a row that is gone."""
        return self.doel.to_python(ruw)

    def kenmerk(self, waarde: Any) -> str:
        """Tells `waarde` from another, so that a writer sees what a colleague changed."""
        return vingerafdruk(self.ruw(waarde))

    def uit_formulier(self, gepost: Any) -> Any:
        """The value that a clean form field stands for. Raises ValidationError."""
        return gepost

    def is_gevuld(self, versie: Any) -> bool:
        """Whether `versie` says anything here."""
        return bool(self.haal(versie))

    def is_bekend(self, versie: Any) -> bool:
        """Whether `versie` knows it: filled, and not with 'niet bekend'."""
        return self.is_gevuld(versie)

    def tekst(self, waarde: Any) -> str:
        """`waarde` in words for a reader; nothing for nothing."""
        return "" if waarde is None else str(waarde)

    def cel(self, rij: Any) -> Cel:
        """What a row says in this column, ready to be shown."""
        return Cel(self.naam, self.label, self.tekst(self.haal(rij)))

    def waarde(self, versie: Any) -> Waarde:
        """What `versie` says here, ready to be shown, with when that was so."""
        cel = self.cel(versie)
        tekst = _met_peil(cel.tekst, versie, self.veld.peil) if self.veld.peil else cel.tekst
        return Waarde(self.veld, tekst=tekst, uitleg=cel.uitleg, url=cel.url)

    def vergelijkbaar(self, versie: Any) -> Any:  # noqa: ARG002 (a kind may have one)
        """What can be set against that of another: None for text, and for what nobody knows."""
        return None

    def verschilt(self, een: Any, ander: Any) -> bool:
        """Whether two comparable values say something else."""
        return bool(een != ander)

    def regels(self, ruw: Any) -> list[str]:
        """A raw value in lines for a reader; rich text stays HTML in one line."""
        return [self.tekst(self.uit_ruw(ruw))]

    def gegeven(self, waarde: Any) -> dict[str, Any]:  # noqa: ARG002 (a kind may have one)
        """What a program can count with, beside the words."""
        return {}

    def tabelcel(self, waarde: Any) -> int | Decimal | date | None:  # noqa: ARG002 (likewise)
        """What a sheet can count with; None where the words do."""
        return None

    def getypt(self, waarde: Any) -> str:
        """`waarde` as someone would type it on one line."""
        return schoon(self.tekst(waarde))

    def lees(self, tekst: str) -> Any:
        """The raw value that someone typed. Raises ValidationError."""
        return tekst

    def valt_weg(self, tekst: str) -> str:  # noqa: ARG002 (a kind may leave something out)
        """What to tell who typed `tekst`, where `lees` cannot keep all of it."""
        return ""


class Tekst(Veldsoort):
    """Plain text."""

    kolom: ClassVar[Any] = models.CharField
    is_voorbeeld = True
    op_papier = "Hoogstens {0.max_tekens} tekens."

    @property
    def max_tekens(self) -> int:
        return int(self.doel.max_length)


class Email(Tekst):
    """A mail address."""

    kolom = models.EmailField

    def cel(self, rij: Any) -> Cel:
        adres = self.haal(rij)
        return Cel(self.naam, self.label, adres, f"mailto:{adres}" if adres else "")


class Webadres(Tekst):
    """An address of a page."""

    kolom = models.URLField

    def cel(self, rij: Any) -> Cel:
        return Cel(self.naam, self.label, self.haal(rij), self.haal(rij))

    def lees(self, tekst: str) -> Any:
        return getypt.lees_url(tekst)


class Rijk(Veldsoort):
    """Rich text: HTML in the small set of `basis.velden.OPMAAK`."""

    kolom = velden.RijkeTekst
    is_voorbeeld = is_opmaak = True
    op_papier = "Hoogstens {0.max_tekens} tekens. Opsommingen, vette woorden en links mogen."

    def waarde(self, versie: Any) -> Waarde:
        return Waarde(self.veld, html=self.haal(versie))


class Deeldatum(Veldsoort):
    """A year, month or day, as precise as it is known."""

    kolom = velden.DeelDatum
    is_voorbeeld = is_feit = True
    typen = op_papier = "Een jaar, maand of dag: 2015, oktober 2015 of 1 oktober 2015."

    def tekst(self, waarde: Any) -> str:
        return velden.deeldatum_tekst(str(waarde or ""))

    def waarde(self, versie: Any) -> Waarde:
        """The day; of what was to come when that was to be."""
        gewoon = super().waarde(versie)
        if not (self.veld.bij_plan and gewoon and versie.was_gepland(self.haal(versie))):
            return gewoon
        return replace(gewoon, tekst=f"{self.veld.bij_plan} {gewoon.tekst}")

    def vergelijkbaar(self, versie: Any) -> Any:
        return self.haal(versie) or None

    def verschilt(self, een: Any, ander: Any) -> bool:
        """2015 may be the same as 2015-10, of which somebody knew more."""
        return not (een.startswith(ander) or ander.startswith(een))

    def gegeven(self, waarde: Any) -> dict[str, Any]:
        return {} if waarde == self.tekst(waarde) and not self.veld.bij_plan else {"waarde": waarde}

    def tabelcel(self, waarde: Any) -> date | None:
        """The day that it is: 2015 is none, and 2015-02-30 neither."""
        try:
            return date.fromisoformat(waarde)
        except ValueError:
            return None

    def lees(self, tekst: str) -> Any:
        return getypt.lees_deeldatum(tekst) if tekst else ""


class Dag(Veldsoort):
    """A whole date."""

    kolom = models.DateField
    op_papier = "Een dag, bijvoorbeeld 1 oktober 2015."

    def vergelijkbaar(self, versie: Any) -> Any:
        return self.haal(versie)

    def tekst(self, waarde: Any) -> str:
        return velden.deeldatum_tekst(str(waarde or ""))

    def lees(self, tekst: str) -> Any:
        return getypt.lees_dag(tekst) if tekst else None


class Getal(Veldsoort):
    """A number, with the unit of its field; some figures may be unknown."""

    kolom = (models.DecimalField, models.IntegerField)
    is_feit = True
    op_papier = "Een getal: {0.veld.eenheid}."

    @property
    def cijfers(self) -> int:
        """How many there are behind the comma."""
        return int(getattr(self.doel, "decimal_places", 0))

    def ruw(self, waarde: Any) -> Any:
        return f"{waarde:.{self.cijfers}f}" if self.cijfers and waarde is not None else waarde

    def tekst(self, waarde: Any) -> str:
        if waarde is None or not self.veld.eenheid:
            return super().tekst(waarde).replace(".", ",")
        getal = f"{waarde:,}".removesuffix(".0").translate(str.maketrans(",.", ".,"))
        return f"{getal} {self.veld.eenheid}"

    def is_gevuld(self, versie: Any) -> bool:
        return bool(self.waarde(versie))  # zero too, and that nobody knows it

    def is_bekend(self, versie: Any) -> bool:
        return self.haal(versie) is not None

    def vergelijkbaar(self, versie: Any) -> Any:
        return self.haal(versie)

    def waarde(self, versie: Any) -> Waarde:
        onbekend = self.veld.onbekend in versie.cijfers_onbekend
        return Waarde(self.veld, tekst=NIET_BEKEND) if onbekend else super().waarde(versie)

    def gegeven(self, waarde: Any) -> dict[str, Any]:
        return {"waarde": float(waarde) if isinstance(waarde, Decimal) else waarde}

    def tabelcel(self, waarde: Any) -> Any:
        return waarde

    def getypt(self, waarde: Any) -> str:
        return super().tekst(waarde).replace(".", ",")

    def lees(self, tekst: str) -> Any:
        if not tekst:
            return None
        _, getal = getypt.splits_ongeveer(tekst)
        getal = getypt.lees_getal(getal, self.veld.eenheid, cijfers=self.cijfers)
        return getal if self.cijfers else int(getal)

    def valt_weg(self, tekst: str) -> str:
        ongeveer, getal = getypt.splits_ongeveer(tekst)
        over = f"Wij bewaren {getal}, zonder ‘{ongeveer}’. Zet dat erbij in een tekst."
        return over if ongeveer else ""


class Gekozen(Veldsoort):
    """What people choose, whichever way, by its code."""

    is_gekozen = True

    def opties(self) -> list[Optie]:
        """All that can be chosen, in order."""
        return [(str(code), str(label)) for code, label in self.doel.choices]

    def codes(self, waarde: Any) -> Collection[str]:
        """The codes of what is chosen."""
        return [waarde] if waarde else []

    def vergelijkbaar(self, versie: Any) -> Any:
        return frozenset(self.codes(self.haal(versie))) or None

    def labels(self, codes: Collection[str]) -> list[str]:
        """What a reader knows these codes by."""
        labels = dict(self.opties())
        return [labels.get(code, code) for code in codes]


class Keuze(Gekozen):
    """One value of a fixed list."""

    is_heel = is_feit = True
    op_papier = "Zet één kruisje."

    @cached_property
    def vaste_labels(self) -> dict[str, str]:
        """The label of each code: dozens of them are asked for a page."""
        return dict(self.opties())

    @classmethod
    def past(cls, doel: Any) -> bool:
        return bool(doel.choices)

    def tekst(self, waarde: Any) -> str:
        label: str = self.vaste_labels.get(waarde, waarde or "")
        return label

    def cel(self, rij: Any) -> Cel:
        code = self.haal(rij)
        tekst, uitleg = self.tekst(code), UITLEG.get(code, "")
        return Cel(self.naam, self.label, tekst, sleutel=code, uitleg=uitleg)

    def regels(self, ruw: Any) -> list[str]:
        return self.labels([ruw])

    def gegeven(self, waarde: Any) -> dict[str, Any]:
        return {"sleutel": waarde}

    def lees(self, tekst: str) -> Any:
        codes = {getypt.sleutel(label): code for code, label in self.opties()}
        if (code := codes.get(getypt.sleutel(tekst))) is None:
            raise ValidationError(f"Kies uit: {', '.join(label for _, label in self.opties())}.")
        return code


class Vink(Gekozen):
    """Yes, or nothing."""

    kolom = models.BooleanField
    is_gekozen = False
    op_papier = "Zet een kruisje als dit zo is."

    def tekst(self, waarde: Any) -> str:
        return "ja" if waarde else ""

    def regels(self, ruw: Any) -> list[str]:
        return ["ja" if ruw else "nee"]

    def gegeven(self, waarde: Any) -> dict[str, Any]:
        return {"waarde": waarde}

    def opties(self) -> list[Optie]:
        return [("ja", f"Ja, {self.doel.verbose_name}")]

    def codes(self, waarde: Any) -> Collection[str]:
        return ["ja"] if waarde else []


class Keuzes(Gekozen):
    """Several values of a fixed list."""

    kolom = velden.MeerKeuzes
    is_feit = True
    op_papier = "Zet een kruisje bij alles wat past."

    def ruw(self, waarde: Any) -> Any:
        return sorted(waarde)

    def uit_ruw(self, ruw: Any) -> Any:
        return list(ruw)

    @cached_property
    def vaste_cellen(self) -> dict[str, Cel]:
        """What is shown of each code, in order."""
        return {code: Cel(self.naam, "", label, sleutel=code) for code, label in self.opties()}

    def waarde(self, versie: Any) -> Waarde:
        gekozen = self.haal(versie)
        cellen = (cel for code, cel in self.vaste_cellen.items() if code in gekozen)
        return Waarde(self.veld, lijst=tuple(cellen))

    def regels(self, ruw: Any) -> list[str]:
        return self.labels(ruw)

    def opties(self) -> list[Optie]:
        return [(str(code), str(label)) for code, label in self.doel.base_field.choices or ()]

    def codes(self, waarde: Any) -> Collection[str]:
        return list(self.ruw(waarde))


class Verband(Veldsoort):
    """What stands in rows of another table."""

    is_kolom = False

    @property
    def model(self) -> Any:
        """What its rows are."""
        return self.doel.related_model

    @property
    def prefetch(self) -> Any:
        return self.naam

    def haal(self, rij: Any) -> Any:
        """Those that came with `rij`, where they did: a manager takes longer than to show them."""
        gelezen = rij.__dict__.get("_prefetched_objects_cache", {}).get(self.naam)
        return list(getattr(rij, self.naam).all() if gelezen is None else gelezen)


class Lijst(Verband, Keuzes):
    """Rows of a list that the webredacteur maintains, by their web names."""

    @classmethod
    def past(cls, doel: Any) -> bool:
        return bool(doel.many_to_many)

    @property
    def uitleg(self) -> tuple[str, ...]:
        if not self.veld.hoogstens:
            return super().uitleg
        wat = self.model._meta.verbose_name_plural
        return (f"Zet een kruisje bij hoogstens {self.veld.hoogstens} {wat}.",)

    def schrijf(self, rij: Any, waarde: Any) -> None:
        getattr(rij, self.naam).set(waarde)

    def ruw(self, waarde: Any) -> Any:
        """Their web names, by which they may stand in `waarde` too."""
        return sorted(rij if isinstance(rij, str) else rij.slug for rij in waarde)

    def uit_ruw(self, ruw: Any) -> Any:
        return list(self.model._default_manager.filter(slug__in=ruw))

    def uit_formulier(self, gepost: Any) -> Any:
        if self.veld.hoogstens and len(gepost) > self.veld.hoogstens:
            raise ValidationError(f"Kies er hoogstens {self.veld.hoogstens}.")
        rijen = self.uit_ruw(gepost)
        if len(rijen) != len(set(gepost)):
            raise ValidationError("Kies alleen waarden uit de lijst.")
        return rijen

    def waarde(self, versie: Any) -> Waarde:
        cellen = (_verwijzing(self.naam, "", rij) for rij in self.haal(versie))
        return Waarde(self.veld, lijst=tuple(cellen))

    def regels(self, ruw: Any) -> list[str]:
        return [str(rij) for rij in self.uit_ruw(ruw)]

    def opties(self) -> list[Optie]:
        return [(rij.slug, str(rij)) for rij in self.model._default_manager.all()]


class Trefwoorden(Lijst):
    """Free words, of which the kennisbank knows the spelling."""

    @classmethod
    def past(cls, doel: Any) -> bool:
        return bool(doel.name == "trefwoorden")

    @property
    def uitleg(self) -> tuple[str, ...]:
        return (f"Hoogstens {self.veld.hoogstens}, op elke regel één.",)

    def vergelijkbaar(self, versie: Any) -> Any:  # noqa: ARG002 (free words, as text is)
        return None

    def ruw(self, waarde: Any) -> Any:
        return sorted(map(str, waarde))

    def uit_ruw(self, ruw: Any) -> Any:
        return list(ruw)

    def uit_formulier(self, gepost: Any) -> Any:
        return self.model.zoals_bekend(gepost)


class Verwijzing(Veldsoort):
    """In a row: another row, by its web name, or by a name after `NOG_ONBEKEND`."""

    kolom = models.ForeignKey

    def ruw(self, waarde: Any) -> Any:
        return waarde.slug

    def uit_ruw(self, ruw: Any) -> Any:
        """The row itself may stand in `ruw` too, when it is not saved yet."""
        if isinstance(ruw, models.Model):
            return ruw
        return self.doel.related_model._default_manager.get(slug=ruw)

    def cel(self, rij: Any) -> Cel:
        return _verwijzing(self.naam, self.label, self.haal(rij))

    def regels(self, ruw: Any) -> list[str]:
        rij = self.doel.related_model._default_manager.filter(slug=ruw).first()
        return [str(rij or ruw.removeprefix(NOG_ONBEKEND))]


class Bestand(Veldsoort):
    """In a row: a file."""

    kolom: ClassVar[Any] = models.FileField
    map = MAP
    pagina = "innovaties:materiaal"

    def cel(self, rij: Any) -> Cel:
        """Where a visitor gets it; its folder on the disk is not served."""
        naam = self.haal(rij).name or ""
        pad = naam.removeprefix(self.map)
        adres = reverse(self.pagina, args=[pad]) if pad else ""
        return Cel(self.naam, self.label, naam, adres)

    def ontvang(self, gepost: UploadedFile[Any]) -> File[bytes]:
        """What was sent, as it may be kept. Raises ValidationError."""
        return controleer(gepost)

    def regels(self, ruw: Any) -> list[str]:
        return [bestandsnaam(ruw)]

    def getypt(self, waarde: Any) -> str:
        return bestandsnaam(waarde.name or "")


class Plaatje(Bestand):
    """In a row: an image, which a page shows."""

    kolom = velden.Beeldveld
    map = ILLUSTRATIES
    pagina = "innovaties:illustratie"

    def ontvang(self, gepost: UploadedFile[Any]) -> File[bytes]:
        return als_beeld(gepost)


class Rijen(Verband):
    """A table of rows, each with columns of their own kinds."""

    kolom = models.ManyToOneRel
    is_voorbeeld = True

    @cached_property
    def kolommen(self) -> tuple[Veldsoort, ...]:
        return tuple(soort_van(kolom, self.veld) for kolom in self.model.kolommen())

    @property
    def verwijzingen(self) -> list[Veldsoort]:
        """Those of its columns that name another row."""
        return [kolom for kolom in self.kolommen if isinstance(kolom, Verwijzing)]

    @property
    def bestanden(self) -> list[Bestand]:
        """Those of its columns that hold a file."""
        return [kolom for kolom in self.kolommen if isinstance(kolom, Bestand)]

    @property
    def uitleg(self) -> tuple[str, ...]:
        wat = self.model._meta.verbose_name
        keuzes = (kolom for kolom in self.kolommen if isinstance(kolom, Keuze))
        bestand = "Een bestand voegt u op de site toe, niet hier. Een webadres kan wel."
        return (
            f"Eén regel in de tabel voor elke {wat}. Meer regels mag.",
            *(f"{k.label}: {', '.join(label for _, label in k.opties())}." for k in keuzes),
            *([bestand] if self.bestanden else []),
        )

    @property
    def prefetch(self) -> Any:
        rijen = self.model._default_manager.all()
        namen = [kolom.naam for kolom in self.verwijzingen]
        return Prefetch(self.naam, rijen.select_related(*namen) if namen else rijen)

    def schrijf(self, rij: Any, waarde: Any) -> None:
        """Replace the rows of `rij`, and save what these name for the first time."""
        getattr(rij, self.naam).all().delete()
        for volgorde, regel in enumerate(waarde):
            regel.pk, regel.volgorde, regel.beschrijving = None, volgorde, rij
            for kolom in self.verwijzingen:
                ander = kolom.haal(regel)
                if ander.pk is None:
                    ander.save()
                kolom.schrijf(regel, ander)
        self.model._default_manager.bulk_create(waarde)

    def ruw(self, waarde: Any) -> Any:
        return [{k.naam: k.ruw(k.haal(rij)) for k in self.kolommen} for rij in waarde]

    def uit_ruw(self, ruw: Any) -> Any:
        return [
            self.model(volgorde=plek, **{k.naam: k.uit_ruw(rij[k.naam]) for k in self.kolommen})
            for plek, rij in enumerate(ruw)
        ]

    def waarde(self, versie: Any) -> Waarde:
        rijen = (tuple(kolom.cel(rij) for kolom in self.kolommen) for rij in self.haal(versie))
        return Waarde(self.veld, rijen=tuple(rijen))

    def regels(self, ruw: Any) -> list[str]:
        leeg = ("", None)
        return [
            " · ".join(k.regels(rij[k.naam])[0] for k in self.kolommen if rij[k.naam] not in leeg)
            for rij in ruw
        ]


def _met_peil(tekst: str, versie: Any, peil: str) -> str:
    """`tekst` with its year; the year of a document is never the year of what it says."""
    dag = str(getattr(versie, peil))
    if dag and tekst:
        tekst += f" {'op' if len(dag) == DAG else 'in'} {velden.deeldatum_tekst(dag)}"
    if not tekst or not versie.volgens_bron:
        return tekst
    return f"{tekst}, volgens bron" + ("" if dag else f" ({versie.brondatum[:JAAR]})")


def _verwijzing(naam: str, label: str, rij: Any) -> Cel:
    url = rij.get_absolute_url() if hasattr(rij, "get_absolute_url") else ""
    return Cel(naam, label, str(rij), url, rij.slug, getattr(rij, "uitleg", ""))


def bestandsnaam(pad: str) -> str:
    """What a person calls the file at `pad`."""
    return PurePosixPath(pad).name


SOORTEN: tuple[type[Veldsoort], ...] = (
    *(Rijen, Trefwoorden, Lijst, Verwijzing, Plaatje, Bestand, Keuzes, Rijk, Keuze, Vink, Dag),
    *(Getal, Deeldatum, Email, Webadres, Tekst),
)
"""The first that a column is of, is its kind."""


def soort_van(doel: Any, veld: Veld) -> Veldsoort:
    """The kind of `doel`: the column, list or table of `veld`, or a column of its rows."""
    return next(soort for soort in SOORTEN if soort.past(doel))(doel, veld)


class PerSoort[T]:
    """Of each kind its half in another room."""

    def __init__(self, helften: Mapping[type[Veldsoort], T]) -> None:
        self.helften = helften

    def van(self, soort: Veldsoort) -> T:
        """The half of `soort`, or of the kind that it is made of."""
        return next(self.helften[kind] for kind in type(soort).__mro__ if kind in self.helften)
