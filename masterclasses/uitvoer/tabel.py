"""The list of participants, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from basis.tabel import Blad, Tabelcel, maak_xlsx
from basis.tekst import schoon
from masterclasses.lezen.deelnemerslijst import Deelnemersregel, regels
from masterclasses.models import Antwoord, Behoefte, Masterclass

KOPPEN = (
    *("Naam", "E-mailadres", "Organisatie", "Functie", "Rol", "Hoe", "Stand"),
    *("Plaats op de wachtlijst", "Aangemeld op", "Bevestigd op", "Ingecheckt op"),
)


def als_xlsx(masterclass: Masterclass) -> bytes:
    """Everyone who registered, with their answers; what they need stands on a sheet of its own."""
    vragen = list(masterclass.vragen.all())
    antwoorden = {
        (antwoord.aanmelding_id, antwoord.vraag_id): antwoord.tekst
        for antwoord in Antwoord.objects.filter(vraag__in=vragen)
    }
    rijen = (
        [
            *_rij(regel),
            *(schoon(antwoorden.get((regel.aanmelding.pk, v.pk), "")) for v in vragen),
        ]
        for regel in regels(masterclass)
    )
    koppen = [*KOPPEN, *(schoon(vraag.vraag) for vraag in vragen)]
    return maak_xlsx(
        schoon(masterclass.titel),
        Blad("Deelnemers", koppen, rijen),
        Blad("Dieet en toegang", ("Naam", "Hoe", "Wat is nodig"), _behoeften(masterclass)),
    )


def _rij(regel: Deelnemersregel) -> list[Tabelcel]:
    aanmelding = regel.aanmelding
    return [
        *map(
            schoon,
            (aanmelding.naam, aanmelding.email, aanmelding.organisatie, aanmelding.functie),
        ),
        aanmelding.get_rol_display(),
        aanmelding.get_wijze_display(),
        aanmelding.get_status_display(),
        regel.plaats or None,
        *(aanmelding.aangemeld_op, aanmelding.bevestigd_op, aanmelding.aanwezig_op),
    ]


def _behoeften(masterclass: Masterclass) -> Iterator[list[str]]:
    behoeften = Behoefte.objects.filter(aanmelding__masterclass=masterclass)
    for behoefte in behoeften.select_related("aanmelding").order_by("pk"):
        aanmelding = behoefte.aanmelding
        yield [schoon(aanmelding.naam), aanmelding.get_wijze_display(), schoon(behoefte.tekst)]
