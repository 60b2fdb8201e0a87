"""Reading the lines that say who gets the questionnaire: 'organisatie; adres; regio'.

Semicolons, or the tabs or commas that a sheet gives when cells are copied or saved.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from basis.tekst import een_regel, mailadres, ruime_sleutel, vrije_slug
from basis.velden import is_mailadres
from organisaties.keuzelijsten import Partijrol, Regiosoort
from organisaties.models import Organisatie, Regio
from wensen.models import Inventarisatie, Uitvraag

HOOGSTENS = 500
"""Lines at once."""

_MAIL = re.compile(r"(e-?)?mail[- ]?(adres(sen)?)?", re.IGNORECASE)
_NAAM = re.compile(r"(naam( van de)? ?)?(organisaties?|instelling|aanbieder)?", re.IGNORECASE)


@dataclass
class Ontvangerslijst:
    """The unsaved questionnaires, what is wrong by line, and names that we do not know."""

    uitvragen: list[Uitvraag] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    onbekend: list[str] = field(default_factory=list)
    genoemd: list[str] = field(default_factory=list)

    def te_vragen(self, nieuw: Mapping[str, str]) -> list[str]:
        """Each name once whose kind is asked: unknown, or chosen before and still in a line."""
        staat_er = {ruime_sleutel(naam) for naam in self.genoemd}
        namen = [naam for naam in nieuw if ruime_sleutel(naam) in staat_er] + self.onbekend
        return list({ruime_sleutel(naam): naam for naam in reversed(namen)}.values())[::-1]


class _Bekend:
    """What the lines are held against. Five queries."""

    def __init__(self, inventarisatie: Inventarisatie, nieuw: Mapping[str, str]) -> None:
        self.inventarisatie = inventarisatie
        self.organisaties = {
            ruime_sleutel(organisatie.naam): organisatie
            for organisatie in Organisatie.objects.prefetch_related("regios")
        }
        self.regios = {ruime_sleutel(regio.naam): regio for regio in Regio.objects.all()}
        rijen = inventarisatie.uitvragen.values_list("organisatie__naam", "email")
        self.namen: dict[str, str] = {}
        self.adressen: dict[str, str] = {}
        for naam, email in rijen:
            self.namen[ruime_sleutel(naam)] = "staat al in de lijst"
            self.adressen[email] = f"gebruikt u al voor {naam}"
        self.nieuw = {ruime_sleutel(naam): soort for naam, soort in nieuw.items() if soort}
        self.slugs = set(Organisatie.objects.values_list("slug", flat=True)) if self.nieuw else None

    def maak(self, naam: str) -> Organisatie | None:
        """The unsaved organisation, when its kind was chosen."""
        soort = self.nieuw.get(ruime_sleutel(naam))
        if self.slugs is None or soort not in Partijrol.values:
            return None
        slug = vrije_slug(naam, self.slugs, anders="organisatie", maximum=70)
        self.slugs.add(slug)
        return Organisatie(naam=naam, slug=slug, soort=soort)


def lees(tekst: str, inventarisatie: Inventarisatie, nieuw: Mapping[str, str]) -> Ontvangerslijst:
    """What the lines of `tekst` say; `nieuw` gives the kind of organisations to make, by name."""
    bekend, gelezen = _Bekend(inventarisatie, nieuw), Ontvangerslijst()
    regels = [(nr, regel) for nr, regel in enumerate(tekst.splitlines(), 1) if regel.strip()]
    if len(regels) > HOOGSTENS:
        gelezen.fouten.append(f"Dit zijn {len(regels)} regels. Voeg er hoogstens {HOOGSTENS} toe.")
        return gelezen
    if regels and _is_kop(regels[0][1]):
        del regels[0]
    for nummer, regel in regels:
        _lees_regel(nummer, regel, bekend, gelezen)
    if not regels:
        gelezen.fouten.append("Vul ten minste één regel in: organisatie; adres.")
    return gelezen


def lees_cellen(regel: str) -> list[str]:
    """The name, the address and what follows, whatever stands between them.

    A name may have commas of its own: what comes before the address is the name.
    """
    teken = next((teken for teken in "\t;," if teken in regel), ";")
    try:
        cellen = next(csv.reader([regel], delimiter=teken))
    except csv.Error:  # it is longer than any cell
        return [regel]
    delen = [een_regel(cel) for cel in cellen]
    while delen and not delen[-1]:
        del delen[-1]
    adres = next((nr for nr, deel in enumerate(delen) if nr and "@" in deel), 1)
    return [", ".join(filter(None, delen[:adres])), *delen[adres:]]


def _is_kop(regel: str) -> bool:
    """Whether this is the head of a sheet, and no recipient whose address is still to come."""
    eerste, *rest = lees_cellen(regel)
    return any(_MAIL.fullmatch(cel) for cel in rest) or (
        bool(_NAAM.fullmatch(eerste)) and any("mail" in cel.lower() for cel in rest)
    )


def _lees_regel(nummer: int, regel: str, bekend: _Bekend, gelezen: Ontvangerslijst) -> None:
    delen = lees_cellen(regel)
    naam, email, regionaam = (delen + [""] * 3)[:3]
    email = mailadres(email)
    gelezen.genoemd.append(naam)
    redenen = list(_wat_is_er_mis(delen, email, regel, bekend))
    if redenen:
        gelezen.fouten += [f"Regel {nummer}: {reden}" for reden in redenen]
        return
    bekend.namen[ruime_sleutel(naam)] = f"staat ook op regel {nummer}"
    bekend.adressen[email] = f"staat ook op regel {nummer}"
    organisatie = bekend.organisaties.get(ruime_sleutel(naam))
    if organisatie:
        regio = bekend.regios.get(ruime_sleutel(regionaam)) or _regio(organisatie.regios.all())
    else:
        regio, organisatie = bekend.regios.get(ruime_sleutel(regionaam)), bekend.maak(naam)
    if organisatie is None:
        gelezen.onbekend.append(naam)
        return
    gelezen.uitvragen.append(
        Uitvraag(
            inventarisatie=bekend.inventarisatie,
            organisatie=organisatie,
            regio=regio,
            email=email,
        )
    )


def _wat_is_er_mis(delen: list[str], email: str, regel: str, bekend: _Bekend) -> Iterable[str]:
    naam, _, regionaam = (delen + [""] * 3)[:3]
    kort = naam[:80]
    if not naam or not email or len(delen) > 3:
        yield (
            f"‘{regel.strip()[:80]}’ is geen ‘organisatie; adres’. Zet er een puntkomma, tab of "
            "komma tussen."
        )
        return
    if len(naam) > 120:
        yield f"de naam ‘{kort}…’ is te lang. Er passen 120 tekens."
    if ruime_sleutel(naam) in bekend.namen:
        yield f"‘{kort}’ {bekend.namen[ruime_sleutel(naam)]}. Haal de regel weg."
    if not is_mailadres(email):
        yield f"‘{email[:80]}’ is geen geldig e-mailadres. Een voorbeeld: naam@organisatie.nl."
    elif email in bekend.adressen:
        yield f"‘{email[:80]}’ {bekend.adressen[email]}. Kies een ander adres."
    if regionaam and ruime_sleutel(regionaam) not in bekend.regios:
        yield f"de regio ‘{regionaam[:80]}’ kennen wij niet. Laat haar weg, of kijk de naam na."


def _regio(regios: Iterable[Regio]) -> Regio | None:
    """The one region that an organisation counts for; None when it works in more."""
    alle = list(regios)
    provincies = [regio for regio in alle if regio.soort == Regiosoort.PROVINCIE]
    enige = alle if len(alle) == 1 else provincies
    return enige[0] if len(enige) == 1 else None
