"""`python -m bench.zoekmaat`: ask all questions of the real content.

Fills the empty database of the environment. Prints how good the answers are for each kind of
question and, last, its verdicts as JSON. `python -m bench.zoeken` gives it a database. With the
argument `betekenis` passages and questions are read first.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.core.management import call_command
from django.utils import timezone

from bench.delen import Deelkeuring, toon
from bench.zoekvragen import PAGINA, Maat, Zoekvraag, maat, zoekvragen
from innovaties.jobs import lees_een
from innovaties.lezen.antwoord import EERSTE_INNOVATIES, INNOVATIES, antwoord_op
from innovaties.lezen.gids import gids
from innovaties.lezen.zoeken import BESCHRIJVINGEN
from innovaties.models import Innovatie, Zoekdocument
from innovaties.vindbaar import maak_ingangen_vindbaar
from vinden.betekenis import dichtbij
from vinden.tekens import plat
from vinden.vraagvectoren import beantwoord
from vinden.zoeken import Volgorde, Vraag

LADERS = ("laad_inhoud", "laad_masterclasses", "laad_programma", "laad_nieuwsbrieven")
GENOEG = 30
"""So many results of a question are looked at."""

BETEKENIS = "betekenis" in sys.argv[1:]

DOELEN = {
    "beschrijvingen, reeks 1": {"recall": 0.90, "mrr": 0.82, "eerste": 0.75},
    "beschrijvingen, reeks 3": {"recall": 0.90, "mrr": 0.80},
    "andere pagina's, reeks 1": {"recall": 0.85, "mrr": 0.70},
    "andere pagina's, reeks 4": {"recall": 0.85, "mrr": 0.70},
    "andere pagina's, reeks 5": {"recall": 0.85, "mrr": 0.70},
    "andere pagina's, reeks 6": {"recall": 0.85, "mrr": 0.70},
    "andere pagina's, reeks 7": {"recall": 0.85, "mrr": 0.70},
    "beschrijvingen, reeks 8": {"recall": 0.90, "mrr": 0.80},
    "andere pagina's, reeks 8": {"recall": 0.85, "mrr": 0.70},
    "betekenis": {"mrr": 0.55},
}
"""At least. Of reeks 1 also: at most."""

MEESTE_NIETS, MEESTE_RESULTATEN = 0.02, 15
KOP = f"\n{'vragen':<25}{'aantal':>6}{'recall':>8}{'MRR':>7}{'op 1':>7}{'niets':>7}{'mediaan':>9}"
NAMEN = {"recall": "recall@10", "mrr": "MRR", "eerste": "juist op plek 1"}

Gemeten = tuple[Zoekvraag, list[str], int]


def main() -> None:
    """Load, ask, and print what was found."""
    for lader in LADERS:
        call_command(lader, stdout=io.StringIO())
    maak_ingangen_vindbaar()
    while BETEKENIS and lees_een(lambda: False):
        pass
    oordelen = [*soorten([(vraag, *vind(vraag)) for vraag in zoekvragen()]), *titels()]
    toon(json.dumps(oordelen))


def vind(vraag: Zoekvraag) -> tuple[list[str], int]:
    """What a visitor gets for `vraag`: the first of it in order, and how much there is."""
    _lees(vraag.q)
    return op_pagina(vraag.q) if vraag.soort == PAGINA else in_lijst(vraag.q)


def _lees(tekst: str) -> None:
    """Have `tekst` read, as if somebody asked it a moment ago."""
    if BETEKENIS:
        beantwoord(timezone.now())
        dichtbij(Zoekdocument, tekst, wacht=0)
        beantwoord(timezone.now())


def in_lijst(tekst: str) -> tuple[list[str], int]:
    """The web names of the descriptions that the list has for `tekst`."""
    uitslag = BESCHRIJVINGEN.zoek(Vraag(tekst))
    return _slugs(uitslag.op_volgorde("relevantie")), uitslag.aantal


def op_pagina(tekst: str) -> tuple[list[str], int]:
    """What the one search page has, in its order: what stands in front, and each kind.

    Where a place lies, a sentence says, before all. A title that only holds the words may stand
    nowhere: what answers better took its place.
    """
    antwoord, van_code = antwoord_op(tekst), gids().van_code
    kaarten = [kaart.adres for kaart in antwoord.kaarten]
    genoemd = (*antwoord.innovaties.gezocht.genoemd, *antwoord.andere.gezocht.genoemd)
    codes = {een.code for een in genoemd if een.plaats} & van_code.keys()
    plaatsen = {van_code[code].adres for code in codes}
    termen = [een.adres for een in antwoord.termen]
    ligging = [adres for adres in termen if adres in plaatsen and adres not in kaarten]
    gevonden = ligging + kaarten
    for een in antwoord.delen:
        if een.soort == INNOVATIES:
            gevonden += _slugs(antwoord.innovaties.op_volgorde("relevantie"))[:EERSTE_INNOVATIES]
        else:
            gevonden += [rij.adres for rij in een.rijen]
    return gevonden, len(ligging) + len(kaarten) + antwoord.aantal


def _slugs(volgorde: Volgorde) -> list[str]:
    pks = volgorde[:GENOEG]
    rijen = Innovatie.objects.filter(gepubliceerd__in=pks)
    slugs = dict(rijen.values_list("gepubliceerd", "slug"))
    return [slugs[pk] for pk in pks]


def soorten(antwoorden: Sequence[Gemeten]) -> Iterator[Deelkeuring]:
    """Print a row for each kind of question and each set, and yield what they say."""
    groepen: dict[str, list[Gemeten]] = {}
    for een in antwoorden:
        if een[0].soort != PAGINA:
            groepen.setdefault(een[0].soort, []).append(een)
    over_beschrijvingen = list(chain.from_iterable(groepen.values()))
    for reeks in (1, 2, 3, 5, 6, 7, 8):
        in_reeks = [een for een in over_beschrijvingen if een[0].reeks == reeks]
        groepen[f"beschrijvingen, reeks {reeks}"] = in_reeks
    for reeks in (1, 4, 5, 6, 7, 8):
        naam = f"andere pagina's, reeks {reeks}"
        groepen[naam] = [
            een for een in antwoorden if (een[0].soort, een[0].reeks) == (PAGINA, reeks)
        ]
    toon(KOP)
    for naam, deel in groepen.items():
        gemeten = maat(deel)
        toon(_regel(naam, gemeten))
        yield from oordeel(naam, gemeten)


def _regel(naam: str, gemeten: Maat) -> str:
    return (
        f"{naam:<25}{gemeten.vragen:>6}{gemeten.recall:>8.2f}{gemeten.mrr:>7.2f}"
        f"{gemeten.eerste:>7.2f}{gemeten.niets:>7.0%}{gemeten.aantal:>9.0f}"
    )


def oordeel(naam: str, gemeten: Maat) -> Iterator[Deelkeuring]:
    """Compare a row with its aims."""
    for wat, doel in DOELEN.get(naam, {}).items():
        deel = getattr(gemeten, wat)
        yield deel >= doel, f"zoeken, {naam}: {NAMEN[wat]} {deel:.2f} (≥ {doel:.2f})"
    if naam == "beschrijvingen, reeks 1":
        niets, aantal = gemeten.niets, gemeten.aantal
        tekst = f"zoeken, {naam}: {niets:.0%} zonder resultaat (≤ {MEESTE_NIETS:.0%})"
        yield niets <= MEESTE_NIETS, tekst
        tekst = f"zoeken, {naam}: mediaan {aantal:.0f} resultaten (≤ {MEESTE_RESULTATEN})"
        yield aantal <= MEESTE_RESULTATEN, tekst


def titels() -> Iterator[Deelkeuring]:
    """Whether each title, however it is typed, has its own description first."""
    rijen = list(
        Innovatie.objects.filter(gepubliceerd__isnull=False)
        .order_by("slug")
        .values_list("slug", "gepubliceerd__titel")
    )
    vormen: dict[str, Callable[[str, int], str]] = {
        "zoals zij zijn": lambda titel, _: titel,
        "in hoofdletters": lambda titel, _: titel.upper(),
        "zonder accenten": lambda titel, _: plat(titel),
        "met gekrulde tekens": lambda titel, _: titel.replace("'", "\u2019").replace("-", "\u2013"),
        "tussen aanhalingstekens": lambda titel, _: f"\u201c{titel}\u201d",
        "met een letter fout": met_fout,
    }
    for naam, vorm in vormen.items():
        mis = [
            slug
            for nummer, (slug, titel) in enumerate(rijen)
            if vind(Zoekvraag(vorm(titel, nummer), "titel", {slug: 2}))[0][:1] != [slug]
        ]
        tekst = f"titels {naam}: {len(rijen) - len(mis)} van {len(rijen)} op plek 1"
        yield not mis, f"{tekst}, niet {', '.join(mis)}" if mis else tekst


def met_fout(titel: str, nummer: int) -> str:
    """`titel` with one wrong letter in its longest word: swapped, left out, doubled or another."""
    woord = max(titel.split(), key=len)
    plek = 1 + nummer % (len(woord) - 2)
    voor, letter, na = woord[:plek], woord[plek], woord[plek + 1 :]
    fouten = (na[0] + letter + na[1:], na, letter * 2 + na, ("a" if letter == "e" else "e") + na)
    return titel.replace(woord, voor + fouten[nummer % len(fouten)], 1)


if __name__ == "__main__":
    main()
