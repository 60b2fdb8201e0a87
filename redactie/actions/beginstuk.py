"""Beginning with a document that somebody has: its blocks into fields, back, and gone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from basis.fouten import RuleViolation, vereis, vereis_recht
from basis.getypt import sleutel
from basis.velden import zichtbare_lengte
from gebruikers.models import Gebruiker
from innovaties.formaat import VELD
from innovaties.formaat.soorten import PerSoort, Rijen, Rijk, Tekst, Veldsoort
from innovaties.keuzelijsten import OPEN, Status
from innovaties.models import Beschrijving
from logboek.models import Logregel
from redactie.actions.basis import vergrendel
from redactie.actions.schrijven import NIET_UW_BESCHRIJVING, bewaar
from redactie.keuzelijsten import Beginbloksoort
from redactie.lezen.blokken import als_html, als_regels
from redactie.lezen.mijn import met_sinds
from redactie.models import Beginblok, Beginstuk, Zetting
from redactie.rechten import mag_schrijven
from redactie.regels.koppen import labels, velden_uit_stuk
from stukken.blokken import Leesblok

MEESTE_STUKKEN = 5
BEWAREN = timedelta(days=30)
"""How long blocks stay with a version that nobody writes in any more."""

NET_GEZET = (
    "Een collega zette dit net in een veld, of liet het stuk gaan. Laad de pagina opnieuw om te "
    "zien wat er over is."
)
NIETS_GEKOZEN = "Vink eerst aan wat u in het veld wilt zetten."
GEEN_VELD = "Kies eerst een veld."


@transaction.atomic
def begin_met_stuk(
    *, versie: Beschrijving, naam: str, blokken: Collection[Leesblok], door: Gebruiker
) -> Beginstuk:
    """Keep the `blokken` that were read of the document `naam` beside `versie`.

    Raises RuleViolation when `door` may not write there now, or has enough documents there.
    """
    _vereis_schrijven(versie, door)
    vereis(
        versie.beginstukken.count() < MEESTE_STUKKEN,
        f"Er staan al {MEESTE_STUKKEN} stukken bij deze beschrijving. Laat er eerst een gaan.",
    )
    stuk = Beginstuk.objects.create(versie=versie, naam=naam[:120])
    Beginblok.objects.bulk_create(
        Beginblok(
            stuk=stuk,
            volgorde=plek,
            soort=blok.soort,
            niveau=blok.niveau,
            html=blok.html,
            rijen=blok.rijen,
        )
        for plek, blok in enumerate(blokken)
    )
    Logregel.objects.schrijf(versie, "stuk-gelezen", door=door)
    return stuk


@transaction.atomic
def zet_in_veld(
    *, versie: Beschrijving, blokken: Collection[int], veld: str, door: Gebruiker
) -> Zetting:
    """Put the `blokken` (by key, of one document) behind what field `veld` holds.

    A heading whose blocks are all used goes along without a word. Nothing is cut: raises
    RuleViolation when it does not fit, when a colleague used a block meanwhile, or when `door` may
    not write there now.
    """
    _vereis_schrijven(versie, door)
    vereis(blokken, NIETS_GEKOZEN)
    vereis(veld in {een.naam for een in velden_uit_stuk(versie.soort)}, GEEN_VELD)
    gekozen = list(
        Beginblok.objects.over().filter(stuk__versie=versie, pk__in=blokken).select_related("stuk")
    )
    vereis(len(gekozen) == len(set(blokken)), NET_GEZET)
    vereis(len({blok.stuk_id for blok in gekozen}) == 1, "Kies blokken uit één stuk.")
    nu = Beschrijving.objects.get(pk=versie.pk)
    soort = VELD[veld].soort
    was = soort.ruw(soort.haal(nu))
    nieuw = ACHTER.van(soort)(soort, soort.haal(nu), gekozen)
    bewaar(versie=versie, waarden={veld: nieuw}, door=door)
    stuk = gekozen[0].stuk
    kenmerk = soort.kenmerk(nieuw)
    zetting = Zetting.objects.create(stuk=stuk, veld=veld, was=was, kenmerk=kenmerk)
    Beginblok.objects.filter(pk__in=[blok.pk for blok in gekozen]).update(zetting=zetting)
    lege_koppen = _lege_koppen(stuk)
    Beginblok.objects.filter(pk__in=lege_koppen).update(zetting=zetting)
    return zetting


def _vereis_schrijven(versie: Beschrijving, door: Gebruiker) -> None:
    """Lock `versie` until the transaction ends. Raises RuleViolation as `bewaar` does."""
    bewaar(versie=versie, waarden={}, door=door)


def _lege_koppen(stuk: Beginstuk) -> list[int]:
    """The headings of `stuk` that nothing is left under, of those that have something."""
    leeg: list[int] = []
    kop: Beginblok | None = None
    onder, over = 0, 0
    for blok in [*stuk.blokken.all(), Beginblok(soort=Beginbloksoort.KOP)]:
        if blok.soort != Beginbloksoort.KOP:
            onder, over = onder + 1, over + (blok.zetting_id is None)
            continue
        if kop and kop.zetting_id is None and onder and not over:
            leeg.append(kop.pk)
        kop, onder, over = blok, 0, 0
    return leeg


def _achter_rijk(soort: Veldsoort, was: Any, blokken: Iterable[Beginblok]) -> Any:
    html = _keur(soort, was + "".join(map(als_html, blokken)))
    _vereis_past(soort, zichtbare_lengte(html), soort.max_tekens)
    return html


def _achter_tekst(soort: Veldsoort, was: Any, blokken: Iterable[Beginblok]) -> Any:
    regels = (regel for blok in blokken for regel in als_regels(blok))
    tekst = " ".join(filter(None, [was, *regels]))
    _vereis_past(soort, len(tekst), soort.max_tekens)
    return _keur(soort, tekst)


def _achter_rijen(soort: Veldsoort, was: Any, blokken: Iterable[Beginblok]) -> Any:
    """A row for each point, paragraph or row of a table, whose cells go into the columns.

    A table that begins with the names of those columns has them already.
    """
    assert isinstance(soort, Rijen)  # noqa: S101 (PerSoort gives it no other)
    kolommen = [kolom for kolom in soort.kolommen if type(kolom) is Tekst]
    koppen = [sleutel(kolom.label) for kolom in kolommen]
    regels = list(was)
    for blok in blokken:
        for cellen in blok.rijen or [[regel] for regel in als_regels(blok)]:
            over = [cel for cel in cellen if cel]
            if [sleutel(cel) for cel in over] == koppen:
                continue
            delen = [*over[: len(kolommen) - 1], " – ".join(over[len(kolommen) - 1 :])]
            for kolom, deel in zip(kolommen, delen, strict=False):
                _vereis_past(soort, len(deel), kolom.max_tekens)
            waarden = {k.naam: deel for k, deel in zip(kolommen, delen, strict=False)}
            regels.append(soort.model(**waarden))
    return regels


ACHTER: PerSoort[Callable[[Veldsoort, Any, Iterable[Beginblok]], Any]] = PerSoort(
    {Rijk: _achter_rijk, Tekst: _achter_tekst, Rijen: _achter_rijen}
)
"""How blocks go behind what a field of each kind holds."""


def _keur(soort: Veldsoort, tekst: str) -> Any:
    try:
        return soort.doel.clean(tekst, None)
    except ValidationError as fout:
        raise RuleViolation(" ".join(fout.messages)) from fout


def _vereis_past(soort: Veldsoort, tekens: int, hoogstens: int) -> None:
    vereis(
        tekens <= hoogstens,
        f"Dit past niet in ‘{labels()[soort.naam]}’: er passen {hoogstens} tekens en het worden er "
        f"{tekens}. Vink minder aan, of kopieer het deel dat u wilt houden.",
    )


@transaction.atomic
def haal_terug(*, versie: Beschrijving, zetting: int, door: Gebruiker) -> None:
    """Undo a Zetting: the field as it was, the blocks beside it again.

    Raises RuleViolation when the field was changed since, or the Zetting is gone.
    """
    _vereis_schrijven(versie, door)
    rij = Zetting.objects.filter(pk=zetting, stuk__versie=versie).first()
    vereis(rij, "Dit is al ongedaan gemaakt, of het stuk is weg. Laad de pagina opnieuw.")
    assert rij  # noqa: S101 (said above)
    soort = VELD[rij.veld].soort
    nu = Beschrijving.objects.get(pk=versie.pk)
    vereis(
        soort.kenmerk(soort.haal(nu)) == rij.kenmerk,
        f"In ‘{labels()[rij.veld]}’ is daarna verder geschreven. Haal de tekst daar zelf weg.",
    )
    bewaar(versie=versie, waarden={rij.veld: soort.uit_ruw(rij.was)}, door=door)
    rij.delete()


@transaction.atomic
def laat_gaan(*, versie: Beschrijving, stuk: int, door: Gebruiker) -> None:
    """Remove all that we know of a document; what was put in fields stays there.

    Also of a version that stands still: who read enough need not wait. Raises RuleViolation when
    `door` does not write `versie`, or when it is gone already.
    """
    versie = vergrendel(versie)
    vereis_recht(mag_schrijven(door, versie.innovatie), NIET_UW_BESCHRIJVING)
    vereis(versie.beginstukken.filter(pk=stuk).delete()[0], "Dit stuk is al weg.")
    Logregel.objects.schrijf(versie, "stuk-weg", door=door)


def wis_beginstukken(nu: datetime) -> int:
    """Remove the documents of versions that were finished a while ago; return how many."""
    af = met_sinds(Beschrijving.objects.exclude(status__in=[*OPEN, Status.WEGGEGOOID]))
    oud = af.filter(sinds__lt=nu - BEWAREN, beginstukken__isnull=False).values("pk")
    stukken = Beginstuk.objects.filter(versie__in=oud)
    aantal = stukken.count()
    stukken.delete()
    return aantal
