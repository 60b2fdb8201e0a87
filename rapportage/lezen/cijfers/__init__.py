"""The figures that the stuurgroep reads (`docs/domein.md`), each with its rows.

A figure of a half-year that is past is counted anew from what the database keeps. Each module
says how it knows the past, what it does not know, and what is left out for that reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from innovaties.keuzelijsten import Status
from rapportage.lezen.cijfers.begroting import Begroting
from rapportage.lezen.cijfers.beschrijvingen import ZONDER, Beschrijvingen, Doorlooptijden
from rapportage.lezen.cijfers.bijeen import Masterclasses, Nieuwsbrieven
from rapportage.lezen.cijfers.trajecten import Trajecten, Tranches
from rapportage.lezen.cijfers.wensen import Besluiten, Inventarisaties, Wensen
from rapportage.lezen.stand import (
    Cijfergroep,
    Cijfertabel,
    Getelde,
    Kengetal,
    Meting,
    Rapportinhoud,
)
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


class Cijfersoort(NamedTuple):
    """What is the same for a figure in each half-year."""

    sleutel: str
    label: str
    eenheid: str = ""
    grens: float | None = None
    uitleg: str = ""
    namen: bool = True


BESCHRIJVINGEN = (
    Cijfersoort("nieuw", "Nieuw in de kennisbank"),
    Cijfersoort("bijgewerkt", "Nieuwe versie gepubliceerd"),
    Cijfersoort("gearchiveerd", "Naar het archief"),
    Cijfersoort("stand", "In de kennisbank aan het eind"),
)
DOORLOOPTIJDEN = (
    Cijfersoort("ingediend", "Versies voor het eerst ingediend"),
    Cijfersoort("tot-reactie", "Mediaan tot de eerste reactie", "werkdagen", STREEF),
    Cijfersoort("tot-publicatie", "Mediaan tot publicatie", "werkdagen", STREEF),
)
TRANCHES = (
    Cijfersoort("tranches-begonnen", "Tranches begonnen"),
    Cijfersoort("tranches-lopend", "Tranches die lopen aan het eind"),
    Cijfersoort("tranches-geleverd", "Beschrijvingen uit tranches verschenen"),
    Cijfersoort("trajectthemas", "Trajecten, elk met een thema", "", TRAJECTTHEMAS),
    Cijfersoort("trajectorganisaties", "Organisaties in trajecten", "", ORGANISATIES_IN_ALLES),
    Cijfersoort("traject-meeste", "Meeste organisaties in één traject", "", ORGANISATIES_HOOGSTENS),
    Cijfersoort(
        "traject-te-weinig",
        f"Lopende trajecten met minder dan {ORGANISATIES_MINSTENS} organisaties",
        uitleg=f"Elk traject heeft er {ORGANISATIES_MINSTENS} tot {ORGANISATIES_HOOGSTENS}.",
    ),
    Cijfersoort("traject-langste", "Duur van het langste traject", "maanden", MAANDEN_HOOGSTENS),
    Cijfersoort("uren-gepland", "Uren van coaches gepland", "uur"),
    Cijfersoort("uren-gemaakt", "Uren van coaches gemaakt", "uur"),
    Cijfersoort("groepsbijeenkomsten", "Groepsbijeenkomsten"),
    Cijfersoort("evaluaties", "Evaluaties besproken"),
)
MASTERCLASSES = (
    Cijfersoort("masterclasses-aangekondigd", "Masterclasses aangekondigd"),
    Cijfersoort("masterclasses-gehouden", "Masterclasses gehouden"),
    Cijfersoort("masterclasses-afgelast", "Masterclasses afgelast"),
    Cijfersoort(
        "aangemeld", "Mensen die zich aanmeldden", "", None, "Bij masterclasses die er waren."
    ),
    Cijfersoort("met-plek", "Mensen met een plek"),
    Cijfersoort("aanwezig", "Mensen die er waren"),
    Cijfersoort("opkomst", "Opkomst", "%", None, "Van wie een plek had."),
    Cijfersoort("evaluatiecijfer", "Gemiddeld cijfer van deelnemers"),
)
NIEUWSBRIEVEN = (
    Cijfersoort("edities", "Nieuwsbrieven verzonden"),
    Cijfersoort("bezorgd", "Keer bezorgd"),
    Cijfersoort("mislukt", "Keer niet bezorgd"),
    Cijfersoort("abonnees", "Abonnees aan het eind", namen=False),
    Cijfersoort("abonnees-erbij", "Abonnees erbij", namen=False),
    Cijfersoort("abonnees-weg", "Abonnees weg", namen=False),
)
WENSEN = (
    Cijfersoort("wensen-open", "Gewenste innovaties aan het eind"),
    Cijfersoort("wensen-begonnen", "Wensen die zijn begonnen"),
    Cijfersoort("belangstelling", "Keer ‘wij willen dit ook’"),
    Cijfersoort("willen-ook", "Organisaties die een wens ook willen"),
    Cijfersoort("matches", "Matches ontstaan"),
    Cijfersoort("matches-uitgenodigd", "Matches waarvoor is uitgenodigd"),
    Cijfersoort("matches-afgerond", "Matches afgerond"),
)
INVENTARISATIES = (
    Cijfersoort("vragenlijsten-verstuurd", "Vragenlijsten verstuurd"),
    Cijfersoort("vragenlijsten-ingediend", "Vragenlijsten ingevuld"),
    Cijfersoort("respons", "Respons", "%", None, "Van de vragenlijsten uit dit halfjaar."),
)
BEGROTING = (
    Cijfersoort("begroot", "Begroot", "euro"),
    Cijfersoort("besteed", "Besteed", "euro"),
    Cijfersoort("inzet-uren", "Uren die organisaties zelf inzetten", "uur"),
    Cijfersoort("inzet-euro", "Geld dat organisaties zelf inzetten", "euro"),
)
BESLUITEN = tuple(
    Cijfersoort(f"besluiten-{soort.value}", str(soort.label)) for soort in Besluitsoort
)

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
    "begroting": (
        "Wat niemand invulde, telt niet mee. Wat een organisatie inzet, is wat zij toezegde voor "
        "haar hele traject, in het halfjaar waarin zij begon."
    ),
    "wensen": "Alleen wie zijn e-mailadres bevestigde, telt mee.",
}


class Cijferbron(Protocol):
    """One subject, read once, that can be counted over any period."""

    def meet(self, periode: Periode) -> dict[str, Meting]: ...

    @property
    def rijen(self) -> Mapping[str, Getelde]: ...


class Vergelijking:
    """The same figures over a half-year and the one before."""

    def __init__(self, bronnen: Iterable[Cijferbron], nu: Periode, toen: Periode) -> None:
        self.nu: dict[str, Meting] = {}
        self.toen: dict[str, Meting] = {}
        for bron in bronnen:
            self.nu |= bron.meet(nu)
            self.toen |= bron.meet(toen)

    def cijfer(self, soort: Cijfersoort) -> Kengetal:
        """The figure, of which a source must have said that it is nothing. Raises KeyError."""
        meting = self.nu[soort.sleutel]
        return Kengetal(
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

    def cijfers(self, soorten: Iterable[Cijfersoort]) -> tuple[Kengetal, ...]:
        return tuple(self.cijfer(soort) for soort in soorten)


def stand_van(halfjaar: Halfjaar, nu: datetime) -> Rapportinhoud:
    """All figures of `halfjaar`, counted from the database as it is; 29 queries at most.

    Of a half-year that is not over, what is over of it at `nu` counts.
    """
    periode, toen = halfjaar.periode(nu), halfjaar.vorige.periode(nu)
    beschrijvingen, besluiten = Beschrijvingen(), Besluiten()
    bronnen: list[Cijferbron] = [
        *(beschrijvingen, Doorlooptijden(), Tranches(), Trajecten(), Masterclasses()),
        *(Nieuwsbrieven(), Wensen(), Inventarisaties(), Begroting(), besluiten),
    ]
    vergelijking = Vergelijking(bronnen, periode, toen)
    groepen = tuple(
        Cijfergroep(
            sleutel, titel, vergelijking.cijfers(soorten), tabellen, UITLEG.get(sleutel, "")
        )
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
            ("begroting", "Geld en eigen inzet", BEGROTING, ()),
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
                vergelijking.cijfer(Cijfersoort(f"{wat}-{soort}-{slug}", f"{naam}: {label}"))
                for wat, label in (("nieuw", "nieuw"), ("stand", "in de kennisbank"))
            )
            iets = nieuw.waarde or nieuw.vorige or stand.waarde or stand.vorige
            if iets or (soort == "thema" and slug != ZONDER):
                lijnen.append((naam, (nieuw, stand)))
        tabellen.append(Cijfertabel(soort, titel, kop, ("Nieuw", "Aan het eind"), tuple(lijnen)))
    statussen = tuple(
        (
            str(status.label),
            (vergelijking.cijfer(Cijfersoort(f"stand-status-{status.value}", str(status.label))),),
        )
        for status in Status
    )
    tabellen.append(Cijfertabel("status", "Per status", "Status", ("Aan het eind",), statussen))
    return tuple(tabellen)
