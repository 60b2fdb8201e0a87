"""The figures that the stuurgroep reads (`docs/domein.md`), each with its rows.

A figure of a half-year that is past is counted anew from what the database keeps. Each module
says how it knows the past, what it does not know, and what is left out for that reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from innovaties.keuzelijsten import Status
from rapportage.lezen.cijfers.beschrijvingen import ZONDER, Beschrijvingen, Doorlooptijden
from rapportage.lezen.cijfers.bijeen import Masterclasses, Nieuwsbrieven
from rapportage.lezen.cijfers.trajecten import Trajecten, Tranches
from rapportage.lezen.cijfers.wensen import Besluiten, Inventarisaties, Wensen
from rapportage.lezen.stand import Cijfer, Cijfertabel, Getelde, Groep, Meting, Rapportinhoud
from rapportage.regels.halfjaar import Halfjaar, Periode
from redactie.lezen.doorlooptijd import STREEF
from trajecten.keuzelijsten import (
    MAANDEN_HOOGSTENS,
    ORGANISATIES_HOOGSTENS,
    ORGANISATIES_IN_ALLES,
    ORGANISATIES_MINSTENS,
    TRAJECTTHEMAS,
    Besluitsoort,
)


class Soort(NamedTuple):
    """What is the same for a figure in each half-year."""

    sleutel: str
    label: str
    eenheid: str = ""
    grens: float | None = None
    uitleg: str = ""
    namen: bool = True


BESCHRIJVINGEN = (
    Soort("nieuw", "Nieuw in de kennisbank"),
    Soort("bijgewerkt", "Nieuwe versie gepubliceerd"),
    Soort("gearchiveerd", "Naar het archief"),
    Soort("stand", "In de kennisbank aan het eind"),
)
DOORLOOPTIJDEN = (
    Soort("ingediend", "Versies voor het eerst ingediend"),
    Soort("tot-reactie", "Mediaan tot de eerste reactie", "werkdagen", STREEF),
    Soort("tot-publicatie", "Mediaan tot publicatie", "werkdagen", STREEF),
)
TRANCHES = (
    Soort("tranches-begonnen", "Tranches begonnen"),
    Soort("tranches-lopend", "Tranches die lopen aan het eind"),
    Soort("tranches-geleverd", "Beschrijvingen uit tranches verschenen"),
    Soort("trajectthemas", "Trajecten, elk met een thema", "", TRAJECTTHEMAS),
    Soort("trajectorganisaties", "Organisaties in trajecten", "", ORGANISATIES_IN_ALLES),
    Soort("traject-meeste", "Meeste organisaties in één traject", "", ORGANISATIES_HOOGSTENS),
    Soort(
        "traject-te-weinig",
        f"Lopende trajecten met minder dan {ORGANISATIES_MINSTENS} organisaties",
        uitleg=f"Elk traject heeft er {ORGANISATIES_MINSTENS} tot {ORGANISATIES_HOOGSTENS}.",
    ),
    Soort("traject-langste", "Duur van het langste traject", "maanden", MAANDEN_HOOGSTENS),
    Soort("uren-gepland", "Uren van coaches gepland", "uur"),
    Soort("uren-gemaakt", "Uren van coaches gemaakt", "uur"),
    Soort("groepsbijeenkomsten", "Groepsbijeenkomsten"),
    Soort("evaluaties", "Evaluaties besproken"),
)
MASTERCLASSES = (
    Soort("masterclasses-aangekondigd", "Masterclasses aangekondigd"),
    Soort("masterclasses-gehouden", "Masterclasses gehouden"),
    Soort("masterclasses-afgelast", "Masterclasses afgelast"),
    Soort("aangemeld", "Mensen die zich aanmeldden", "", None, "Bij masterclasses die er waren."),
    Soort("met-plek", "Mensen met een plek"),
    Soort("aanwezig", "Mensen die er waren"),
    Soort("opkomst", "Opkomst", "%", None, "Van wie een plek had."),
    Soort("evaluatiecijfer", "Gemiddeld cijfer van deelnemers"),
)
NIEUWSBRIEVEN = (
    Soort("edities", "Nieuwsbrieven verzonden"),
    Soort("bezorgd", "Keer bezorgd"),
    Soort("mislukt", "Keer niet bezorgd"),
    Soort("abonnees", "Abonnees aan het eind", namen=False),
    Soort("abonnees-erbij", "Abonnees erbij", namen=False),
    Soort("abonnees-weg", "Abonnees weg", namen=False),
)
WENSEN = (
    Soort("wensen-open", "Gewenste innovaties aan het eind"),
    Soort("wensen-begonnen", "Wensen die zijn begonnen"),
    Soort("belangstelling", "Keer ‘wij willen dit ook’"),
    Soort("willen-ook", "Organisaties die een wens ook willen"),
    Soort("matches", "Matches ontstaan"),
    Soort("matches-uitgenodigd", "Matches waarvoor is uitgenodigd"),
    Soort("matches-afgerond", "Matches afgerond"),
)
INVENTARISATIES = (
    Soort("vragenlijsten-verstuurd", "Vragenlijsten verstuurd"),
    Soort("vragenlijsten-ingediend", "Vragenlijsten ingevuld"),
    Soort("respons", "Respons", "%", None, "Van de vragenlijsten uit dit halfjaar."),
)
BESLUITEN = tuple(Soort(f"besluiten-{soort.value}", str(soort.label)) for soort in Besluitsoort)

UITLEG = {
    "beschrijvingen": (
        "Een beschrijving met meer thema's of regio's telt bij elk daarvan mee. Welke status een "
        "beschrijving toen had, staat in het logboek. Wat al in het archief stond zonder datum, "
        "telt niet mee."
    ),
    "doorlooptijd": (
        "Werkdagen zijn maandag tot en met vrijdag, ook feestdagen. De mediaan is het middelste "
        "getal. Een wachttijd telt in het halfjaar waarin zij eindigde."
    ),
    "trajecten": (
        "De uren per week en de looptijd zijn die van nu. Van elke week telt de maandag. Hoeveel "
        "toezeggingen een tranche eerder had, bewaren wij niet."
    ),
    "masterclasses": (
        "Aanmeldingen en cijfers tellen bij masterclasses die in dit halfjaar zijn gehouden. Bij "
        "minder dan drie antwoorden telt het cijfer niet mee, want dan is te zien van wie het is."
    ),
    "nieuwsbrief": (
        "Wie abonnee was, volgt uit het bewijs van toestemming. Wij meten niet wie een nieuwsbrief "
        "opent. Wie in hetzelfde halfjaar kwam en weer ging, telt niet mee."
    ),
    "wensen": "Alleen wie zijn e-mailadres bevestigde, telt mee.",
}


class Bron(Protocol):
    """One subject, read once, that can be counted over any period."""

    def meet(self, periode: Periode) -> dict[str, Meting]: ...

    @property
    def rijen(self) -> Mapping[str, Getelde]: ...


class Vergelijking:
    """The same figures over a half-year and the one before."""

    def __init__(self, bronnen: Iterable[Bron], nu: Periode, toen: Periode) -> None:
        self.nu: dict[str, Meting] = {}
        self.toen: dict[str, Meting] = {}
        for bron in bronnen:
            self.nu |= bron.meet(nu)
            self.toen |= bron.meet(toen)

    def cijfer(self, soort: Soort) -> Cijfer:
        """The figure, of which a source must have said that it is nothing. Raises KeyError."""
        meting = self.nu[soort.sleutel]
        return Cijfer(
            sleutel=soort.sleutel,
            label=soort.label,
            waarde=meting.waarde,
            vorige=self.toen[soort.sleutel].waarde,
            eenheid=soort.eenheid,
            grens=soort.grens,
            uitleg=soort.uitleg,
            namen=soort.namen,
            rijen=meting.rijen,
        )

    def cijfers(self, soorten: Iterable[Soort]) -> tuple[Cijfer, ...]:
        return tuple(self.cijfer(soort) for soort in soorten)


def stand_van(halfjaar: Halfjaar, nu: datetime) -> Rapportinhoud:
    """All figures of `halfjaar`, counted from the database as it is; 26 queries at most.

    Of a half-year that is not over, what is over of it at `nu` counts.
    """
    periode, toen = halfjaar.periode(nu), halfjaar.vorige.periode(nu)
    beschrijvingen, besluiten = Beschrijvingen(), Besluiten()
    bronnen: list[Bron] = [
        *(beschrijvingen, Doorlooptijden(), Tranches(), Trajecten(), Masterclasses()),
        *(Nieuwsbrieven(), Wensen(), Inventarisaties(), besluiten),
    ]
    vergelijking = Vergelijking(bronnen, periode, toen)
    groepen = tuple(
        Groep(sleutel, titel, vergelijking.cijfers(soorten), tabellen, UITLEG.get(sleutel, ""))
        for sleutel, titel, soorten, tabellen in (
            (
                *("beschrijvingen", "Beschrijvingen", BESCHRIJVINGEN),
                _tabellen(vergelijking, beschrijvingen),
            ),
            ("doorlooptijd", "Doorlooptijd van de redactie", DOORLOOPTIJDEN, ()),
            ("trajecten", "Tranches en trajecten", TRANCHES, ()),
            ("masterclasses", "Masterclasses", MASTERCLASSES, ()),
            ("nieuwsbrief", "Nieuwsbrief", NIEUWSBRIEVEN, ()),
            ("wensen", "Wensen en matches", WENSEN, ()),
            ("inventarisatie", "Inventarisatie", INVENTARISATIES, ()),
            ("besluiten", "Besluiten van de stuurgroep", BESLUITEN, ()),
        )
    )
    alle: dict[str, Getelde] = {}
    for bron in bronnen:
        alle |= bron.rijen
    stand = Rapportinhoud(nu.isoformat(), groepen, besluiten.regels(periode), {})
    genoemd = {sleutel for cijfer in stand.cijfers() for sleutel, _ in cijfer.rijen}
    stand.rijen.update({sleutel: alle[sleutel] for sleutel in alle if sleutel in genoemd})
    return stand


def _tabellen(
    vergelijking: Vergelijking, beschrijvingen: Beschrijvingen
) -> tuple[Cijfertabel, ...]:
    """Descriptions per theme, region, phase and status.

    Lines of nothing are left out, but not of the themes and the statuses.
    """
    tabellen = []
    for soort, titel, kop, regels in beschrijvingen.verdelingen():
        lijnen = []
        for slug, naam in regels:
            nieuw, stand = (
                vergelijking.cijfer(Soort(f"{wat}-{soort}-{slug}", f"{naam}: {label}"))
                for wat, label in (("nieuw", "nieuw"), ("stand", "in de kennisbank"))
            )
            iets = nieuw.waarde or nieuw.vorige or stand.waarde or stand.vorige
            if iets or (soort == "thema" and slug != ZONDER):
                lijnen.append((naam, (nieuw, stand)))
        tabellen.append(Cijfertabel(soort, titel, kop, ("Nieuw", "Aan het eind"), tuple(lijnen)))
    statussen = tuple(
        (
            str(status.label),
            (vergelijking.cijfer(Soort(f"stand-status-{status.value}", str(status.label))),),
        )
        for status in Status
    )
    tabellen.append(Cijfertabel("status", "Per status", "Status", ("Aan het eind",), statussen))
    return tuple(tabellen)
