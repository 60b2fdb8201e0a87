"""What a format is made of: sections, numbered parts, and the fields that answer them."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.apps import apps

from innovaties.formaat import soorten
from innovaties.keuzelijsten import Kostencijfer, Soort
from organisaties.keuzelijsten import Lezer


class Vereist(Enum):
    """From which step on a part must be filled (the letters I, P and – of the format)."""

    NOOIT = "nooit"
    INDIENEN = "bij indienen"
    PUBLICEREN = "bij publiceren"
    SYSTEEM = "door de redactie"


class Zichtbaar(Enum):
    """Who reads a field: on a page, in a file, in search."""

    IEDEREEN = "iedereen"
    MET_TOESTEMMING = "iedereen, als de contactpersoon dat goedvindt"
    REDACTIE = "alleen de redactie"


GENOEMD = {
    "titel": True,
    "soort": True,
    "kern": True,
    "bekend": True,
    "lezersvragen": False,
    "themas": False,
    "methodieken": False,
    "regios": False,
    "trefwoorden": False,
    "bronnen": True,
    "brondatum": True,
}
"""The fields of what a source only names, and whether it must have them. It has no others: the
constraint `beschrijving_genoemd_is_kort` holds the database to that."""


@dataclass(frozen=True)
class Veld:
    """One column or one table of rows. `gewicht` is its weight in search, A (most) to D.

    A list has at most `hoogstens` of it, and a figure may be unknown when it says by which code.
    `peil` is the field that says when it was so, and is told with it. `bij_plan` comes before a
    day that was to come for who named it.
    Everybody reads a field that does not say otherwise. What looks like a personal detail must
    say so (`persoonsgegevens.py`): without, the site does not start.
    """

    naam: str
    label: str = ""
    verplicht: bool = True
    eenheid: str = ""
    gewicht: str = "D"
    zichtbaar: Zichtbaar | None = None
    hoogstens: int = 0
    onbekend: Kostencijfer | None = None
    peil: str = ""
    bij_plan: str = ""
    hulp: str = ""
    """How to fill it in, where label and hulpvraag do not say."""
    alleen: Soort | None = None
    """Set when the field exists for one soort only."""
    bij_publiceren: bool = False
    """Whether its part, that must be filled before, takes this too from publishing on."""

    @cached_property
    def soort(self) -> soorten.Veldsoort:
        """What kind of field it is, which its column decides."""
        beschrijving = apps.get_model("innovaties", "Beschrijving")
        return soorten.soort_van(beschrijving._meta.get_field(self.naam), self)

    @property
    def is_openbaar(self) -> bool:
        """Whether everybody reads it, whoever it is about."""
        return self.zichtbaar in (None, Zichtbaar.IEDEREEN)

    def geldt_voor(self, soort: str) -> bool:
        """Whether a description of this soort has the field."""
        return self.naam in GENOEMD if soort == Soort.GENOEMD else self.alleen in (None, soort)

    def verplicht_voor(self, soort: str) -> bool:
        """Whether its part is not filled without it."""
        return GENOEMD[self.naam] if soort == Soort.GENOEMD else self.verplicht


@dataclass(frozen=True)
class Onderdeel:
    """One numbered part: a label, a question that helps, and the fields that answer it."""

    nummer: int
    naam: str
    label: str
    hulpvraag: str
    vereist: Vereist
    velden: tuple[Veld, ...]

    def velden_voor(self, soort: str) -> tuple[Veld, ...]:
        """The fields that a description of this soort has."""
        return tuple(veld for veld in self.velden if veld.geldt_voor(soort))

    def geldt_voor(self, soort: str) -> bool:
        """Whether a description of this soort has the part; one without fields is of them all."""
        return not self.velden or bool(self.velden_voor(soort))

    def verplicht_vanaf(self, soort: str) -> Vereist:
        """When the part must be filled; parts 14 to 28 never are for a gewenste innovatie."""
        if not self.geldt_voor(soort):
            return Vereist.NOOIT
        if soort == Soort.GENOEMD:
            moet = any(veld.verplicht_voor(soort) for veld in self.velden_voor(soort))
            return Vereist.INDIENEN if moet else Vereist.NOOIT
        if soort == Soort.GEWENST and 14 <= self.nummer <= 28:
            return Vereist.NOOIT
        return self.vereist


@dataclass(frozen=True)
class Sectie:
    """`eerst_voor` are the readers who see it before the others, once they said who they are."""

    slug: str
    titel: str
    onderdelen: tuple[Onderdeel, ...]
    eerst_voor: tuple[Lezer, ...] = ()

    @cached_property
    def lezers(self) -> str:
        """Those of `eerst_voor`, as the page names them for its script."""
        return " ".join(self.eerst_voor)
