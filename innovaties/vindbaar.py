"""What search knows of the pages of values, and of those that are about no row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from basis.slot import een_tegelijk
from basis.tekst import eerste_zin
from innovaties.models import Element, Methodiek, Thema
from organisaties.models import Organisatie, Regio
from vinden import wegwijzers
from vinden.keuzelijsten import Wegwijzersoort
from vinden.models import Wegwijzer
from vinden.namen import andere_namen
from vinden.paginas import PAGINAS

KORT = 300
"""Characters of a summary."""

VAN_ALTIJD = datetime(2015, 1, 1, tzinfo=UTC)
"""Of pages that are of no day: the programme began in 2015."""


@transaction.atomic
def maak_ingangen_vindbaar() -> None:
    """Let search lead by words and meaning to each page that has a name: what changed is written.

    By their names alone they are found at once (`innovaties.lezen.gids`).
    """
    een_tegelijk("innovaties.vindbaar")
    ingangen = Wegwijzer.objects.filter(soort=Wegwijzersoort.INGANG)
    over = {een.adres: een for een in ingangen.defer("zoek", "zinnen")}
    for ingang, regios in _ingangen():
        nu = over.pop(ingang.adres, None)
        if nu is None or _woorden(nu) != _woorden(ingang) or _ligging(nu) != _codes(regios):
            wegwijzers.zet(wegwijzer=ingang, regios=regios)
    for adres in over:
        wegwijzers.haal_weg(adres)


def _woorden(ingang: Wegwijzer) -> tuple[str, str, str]:
    return ingang.titel, ingang.samenvatting, ingang.tekst


def _ligging(ingang: Wegwijzer) -> set[str]:
    return {code for code in ingang.facetten if code.startswith("regio:")}


def _codes(regios: Iterable[Regio]) -> set[str]:
    return {f"regio:{een.slug}" for regio in regios for een in (regio, *regio.provincies.all())}


def _ingangen() -> Iterator[tuple[Wegwijzer, Sequence[Regio]]]:
    """Each page, and where what it is about lies."""
    namen = _namen()
    yield from ((ingang, ()) for ingang in _uitgelegde(namen))
    for organisatie in Organisatie.objects.prefetch_related("regios__provincies"):
        regios = list(organisatie.regios.all())
        yield _van_organisatie(organisatie, namen[_code(organisatie)]), regios
    for regio in Regio.objects.prefetch_related("provincies"):
        yield _ingang(regio.get_absolute_url(), regio.naam, str(regio.get_soort_display())), [regio]


def _namen() -> Mapping[str, list[str]]:
    namen = defaultdict[str, list[str]](list)
    for naam, code in andere_namen():
        namen[code].append(naam)
    return namen


def _uitgelegde(namen: Mapping[str, list[str]]) -> Iterator[Wegwijzer]:
    for thema in Thema.objects.all():
        yield _uitgelegd(thema.get_absolute_url(), thema.name, thema.tekst, namen[_code(thema)])
    waarden: list[Methodiek | Element] = [*Methodiek.objects.all(), *Element.objects.all()]
    for rij in waarden:
        yield _uitgelegd(rij.get_absolute_url(), rij.naam, rij.uitleg, namen[_code(rij)])
    for pagina in PAGINAS:
        zo_gevraagd = (*pagina.namen, *pagina.vragen)
        yield _uitgelegd(reverse(pagina.adres), pagina.titel, pagina.uitleg, zo_gevraagd)


def _van_organisatie(organisatie: Organisatie, namen: Iterable[str]) -> Wegwijzer:
    """Of which nothing is told but a name and a kind, there is nothing to be near to."""
    adres, soort = organisatie.get_absolute_url(), str(organisatie.get_soort_display())
    if not organisatie.toelichting:
        return _ingang(adres, organisatie.naam, soort)
    tekst = " ".join((organisatie.toelichting, *(f"{naam}." for naam in namen)))
    return _ingang(adres, organisatie.naam, soort, tekst)


def _code(rij: Thema | Methodiek | Element | Organisatie) -> str:
    return f"{rij._meta.model_name}:{rij.slug}"


def _uitgelegd(adres: str, titel: str, uitleg: str, namen: Iterable[str]) -> Wegwijzer:
    """A page that explains itself, which search by meaning reads too."""
    eerste = eerste_zin(uitleg)
    return _ingang(adres, titel, eerste, f"{uitleg.removeprefix(eerste)} {'. '.join(namen)}.")


def _ingang(adres: str, titel: str, samenvatting: str, tekst: str = "") -> Wegwijzer:
    return Wegwijzer(
        adres=adres,
        soort=Wegwijzersoort.INGANG,
        titel=titel,
        samenvatting=Truncator(samenvatting).chars(KORT),
        tekst=tekst.strip(),
        gepubliceerd_op=VAN_ALTIJD,
    )
