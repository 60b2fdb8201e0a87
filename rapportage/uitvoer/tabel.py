"""The report as a workbook: figures, tables, decisions, and every row behind them."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from basis.tabel import Blad, Tabelcel, maak_xlsx
from basis.tekst import schoon
from rapportage.lezen.stand import Kengetal, Rapportinhoud
from rapportage.models import Rapport
from rapportage.regels.halfjaar import Halfjaar
from rapportage.uitvoer.pdf import status


def als_xlsx(halfjaar: Halfjaar, stand: Rapportinhoud, rapport: Rapport | None) -> bytes:
    """All of the report; `rapport` when it was delivered."""
    return maak_xlsx(str(halfjaar), *bladen(halfjaar, stand, rapport))


def bladen(halfjaar: Halfjaar, stand: Rapportinhoud, rapport: Rapport | None) -> list[Blad]:
    """The sheets; a figure that there was nothing to measure for is no number."""
    vergeleken = (str(halfjaar), str(halfjaar.vorige), "Verschil")
    return [
        Blad(
            "Cijfers",
            ("Cijfer", "Onderwerp", *vergeleken, "Hoogstens", "Eenheid"),
            _cijfers(stand),
        ),
        Blad("Verdelingen", ("Waarover", "Verdeling", *vergeleken), _verdelingen(stand)),
        Blad(
            "Besluiten",
            ("Besluit", "Datum", "Soort", "Thema", "Toelichting", "Traject"),
            (
                [
                    *(schoon(besluit.titel), besluit.dag, besluit.soort, schoon(besluit.thema)),
                    *(schoon(besluit.toelichting), schoon(besluit.gevolg)),
                ]
                for besluit in stand.besluiten
            ),
        ),
        Blad("Rijen", ("Cijfer", "Rij", "Bij deze rij", "Adres"), _rijen(stand)),
        Blad(
            "Over dit rapport",
            ("Over dit rapport",),
            ([regel] for regel in _over(stand, rapport)),
        ),
    ]


def _over(stand: Rapportinhoud, rapport: Rapport | None) -> Iterator[str]:
    yield status(stand, rapport)
    for kop, tekst in rapport.verhaal if rapport else ():
        yield f"{kop}: {schoon(tekst)}"
    for groep in stand.groepen:
        if groep.uitleg:
            yield f"{groep.titel}: {groep.uitleg}"


def _vergeleken(cijfer: Kengetal) -> list[Tabelcel]:
    verschil = cijfer.verschil
    return [
        cijfer.tekst if cijfer.waarde is None else cijfer.waarde,
        cijfer.tekst_vorige if cijfer.vorige is None else cijfer.vorige,
        cijfer.verschil_tekst if verschil is None else verschil,
    ]


def _cijfers(stand: Rapportinhoud) -> Iterator[list[Tabelcel]]:
    for groep in stand.groepen:
        for cijfer in groep.cijfers:
            rest = (cijfer.grens, cijfer.eenheid)
            yield [cijfer.label, groep.titel, *_vergeleken(cijfer), *rest]


def _verdelingen(stand: Rapportinhoud) -> Iterator[list[Tabelcel]]:
    for groep in stand.groepen:
        for tabel in groep.tabellen:
            for label, cijfers in tabel.regels:
                for kop, cijfer in zip(tabel.koppen, cijfers, strict=True):
                    yield [schoon(label), f"{tabel.titel}: {kop.lower()}", *_vergeleken(cijfer)]


def _rijen(stand: Rapportinhoud) -> Iterator[list[str]]:
    for cijfer in stand.cijfers():
        for sleutel, bij in cijfer.rijen:
            rij = stand.rijen[sleutel]
            adres = f"{settings.SITE_URL}{rij.adres}" if rij.adres else ""
            yield [schoon(cijfer.label), schoon(rij.label), bij, adres]
