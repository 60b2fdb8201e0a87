"""All answers to a questionnaire, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from basis.tabel import Blad, Tabelcel, maak_xlsx
from basis.tekst import schoon
from wensen.keuzelijsten import Inzet, Steun
from wensen.models import Inventarisatie, Uitvraag

WIE = ("Organisatie", "Soort", "Regio", "Ingeleverd")


def als_xlsx(inventarisatie: Inventarisatie) -> bytes:
    """What every organisation answered, also what it did not hand in yet. Three queries."""
    uitvragen = list(
        inventarisatie.uitvragen.select_related("organisatie", "regio").prefetch_related(
            "antwoorden__gebied"
        )
    )
    return maak_xlsx(
        schoon(inventarisatie.titel),
        Blad(
            "Antwoorden",
            (*WIE, "Gebied of vraag", "Wat doet u al?", "Wat zou u willen?", "Antwoord"),
            _antwoorden(uitvragen),
        ),
        Blad(
            "Steun en inzet",
            (*WIE, "Steun", "Iets anders, namelijk", "Eigen inzet", "Opmerking"),
            _algemeen(uitvragen),
        ),
    )


def _antwoorden(uitvragen: Iterable[Uitvraag]) -> Iterator[list[Tabelcel]]:
    for uitvraag in uitvragen:
        for antwoord in uitvraag.antwoorden.all():
            gebied, eerste = antwoord.gebied, antwoord.bestaand
            op_vraag = ("", "", eerste) if gebied.is_vraag else (eerste, antwoord.gewenst, "")
            teksten = (gebied.naam, *op_vraag)
            yield [*_wie(uitvraag), *map(schoon, teksten)]


def _algemeen(uitvragen: Iterable[Uitvraag]) -> Iterator[list[Tabelcel]]:
    for uitvraag in uitvragen:
        yield [
            *_wie(uitvraag),
            ", ".join(str(Steun(keuze).label) for keuze in uitvraag.steun),
            schoon(uitvraag.steun_anders),
            ", ".join(str(Inzet(keuze).label) for keuze in uitvraag.inzet),
            schoon(uitvraag.opmerking),
        ]


def _wie(uitvraag: Uitvraag) -> list[Tabelcel]:
    op = uitvraag.ingediend_op
    return [
        schoon(uitvraag.organisatie.naam),
        uitvraag.organisatie.get_soort_display(),
        uitvraag.regio.naam if uitvraag.regio else "",
        timezone.localdate(op) if op else "Nee",
    ]
