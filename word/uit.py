"""What stands in the Word file: each section, part and hulpvraag, and what a version holds now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, cast

from django.utils import timezone

from basis.apart import apart
from innovaties.formaat import FORMAAT, TREFWOORDEN, soorten
from innovaties.formaat.onderdelen import Onderdeel, Veld
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from word import vorm
from word.blad import Invulblad, Invuldeel, Invulsectie, Invulveld, Rooster
from word.opmaak import alineas


def maak_invuldocument(versie: Beschrijving) -> bytes:
    """`versie` as a Word file to fill in and to upload again."""
    geladen = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
    return cast(bytes, apart("word.schrijver.schrijf", als_blad(geladen), timezone.now()))


def als_blad(versie: Beschrijving) -> Invulblad:
    """`versie`, that `voor_weergave` read, as it stands in the file."""
    return Invulblad(versie.titel, vorm.merk_van(versie), list(_secties(versie)))


def _secties(versie: Beschrijving) -> Iterator[Invulsectie]:
    for sectie in FORMAAT:
        delen = [
            Invuldeel(
                f"{deel.nummer}. {deel.label}",
                deel.hulpvraag,
                [_veld(versie, deel, veld) for veld in velden],
            )
            for deel in sectie.onderdelen
            if (velden := deel.velden_voor(versie.soort))
        ]
        if delen:
            yield Invulsectie(sectie.titel, delen)
    trefwoorden = [_veld(versie, None, TREFWOORDEN)]
    deel = Invuldeel(vorm.LABEL_TREFWOORDEN, vorm.VRAAG_TREFWOORDEN, trefwoorden)
    yield Invulsectie("", [deel])


def _veld(versie: Beschrijving, onderdeel: Onderdeel | None, veld: Veld) -> Invulveld:
    soort = veld.soort
    waarde = soort.haal(versie)
    merk = vorm.merk(veld.naam, soort.ruw(waarde))
    hoe, vul = VULLERS.van(soort)
    kop, uitleg = vorm.kop(onderdeel, veld), list(vorm.uitleg(veld))
    return Invulveld(kop, merk, uitleg, hoe, vul(soort, waarde))


def _rooster(soort: soorten.Rijen, rijen: Sequence[Any]) -> Rooster:
    kolommen = soort.kolommen
    return Rooster(
        [kolom.label for kolom in kolommen],
        [[kolom.getypt(kolom.haal(rij)) for kolom in kolommen] for rij in rijen],
    )


def _keuzes(soort: soorten.Gekozen, waarde: Any) -> list[tuple[str, bool]]:
    gekozen = soort.codes(waarde)
    return [(str(label), code in gekozen) for code, label in soort.opties()]


VULLERS: soorten.PerSoort[
    tuple[Literal["regels", "rijk", "keuzes", "rooster"], Callable[[Any, Any], Any]]
] = soorten.PerSoort(
    {
        soorten.Veldsoort: ("regels", lambda soort, waarde: [soort.getypt(waarde)]),
        soorten.Rijk: ("rijk", lambda _, html: list(alineas(html))),
        soorten.Gekozen: ("keuzes", _keuzes),
        soorten.Trefwoorden: ("regels", lambda _, woorden: [*map(str, woorden)]),
        soorten.Rijen: ("rooster", _rooster),
    }
)
"""How the answer to each kind of field is filled in."""
