"""The report as PDF."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from basis.adressen import SITE_NAAM
from basis.pdf import als_invoer, teken
from basis.tekst import schoon
from rapportage.lezen.stand import Besluitregel, Cijfergroep, Cijfertabel, Kengetal, Rapportinhoud
from rapportage.models import Rapport
from rapportage.regels.halfjaar import Halfjaar

SJABLOON = Path(__file__).with_name("rapport.typ")


def maak_pdf(halfjaar: Halfjaar, stand: Rapportinhoud, rapport: Rapport | None) -> bytes:
    """The whole report; `rapport` when it was delivered."""
    return teken(SJABLOON, invoer(halfjaar, stand, rapport))


def invoer(halfjaar: Halfjaar, stand: Rapportinhoud, rapport: Rapport | None) -> dict[str, str]:
    """What the template reads."""
    return als_invoer(
        {
            "site": SITE_NAAM,
            "titel": str(halfjaar),
            "status": status(stand, rapport),
            "verhaal": [
                [kop, schoon(tekst)] for kop, tekst in (rapport.verhaal if rapport else [])
            ],
            "kop_nu": str(halfjaar),
            "kop_toen": str(halfjaar.vorige),
            "groepen": [_groep(groep) for groep in stand.groepen],
            "besluiten": [_besluit(besluit) for besluit in stand.besluiten],
        }
    )


def status(stand: Rapportinhoud, rapport: Rapport | None) -> str:
    """Whether the figures stand fast, and since when."""
    moment = timezone.localtime(datetime.fromisoformat(stand.peil))
    dag = date_format(moment, "j F Y")
    if rapport:
        return f"Opgeleverd op {dag} door {rapport.opgeleverd_door}. Deze cijfers staan vast."
    return f"Nog niet opgeleverd. Geteld op {dag}, om {date_format(moment, 'G.i')} uur."


def _groep(groep: Cijfergroep) -> dict[str, Any]:
    return {
        "titel": groep.titel,
        "uitleg": groep.uitleg,
        "cijfers": [_cijfer(cijfer) for cijfer in groep.cijfers],
        "tabellen": [_tabel(tabel) for tabel in groep.tabellen],
    }


def _cijfer(cijfer: Kengetal) -> list[str]:
    grens = f" ({cijfer.grens_tekst})" if cijfer.grens_tekst else ""
    return [
        f"{cijfer.label}{grens}",
        cijfer.tekst,
        cijfer.tekst_vorige,
        cijfer.verschil_tekst,
    ]


def _tabel(tabel: Cijfertabel) -> dict[str, Any]:
    return {
        "titel": tabel.titel,
        "koppen": [tabel.eerste_kop, *tabel.koppen, "Verschil aan het eind"],
        "regels": [
            [schoon(label), *(c.kaal for c in cijfers), cijfers[-1].verschil_tekst]
            for label, cijfers in tabel.regels
        ],
        "staven": [[staaf.nu, staaf.toen] for staaf in tabel.staven],
    }


def _besluit(besluit: Besluitregel) -> dict[str, str]:
    return {
        "titel": schoon(besluit.titel),
        "wat": ", ".join(
            filter(
                None,
                (
                    date_format(date.fromisoformat(besluit.datum), "j F Y"),
                    besluit.soort,
                    schoon(besluit.thema),
                ),
            )
        ),
        "toelichting": schoon(besluit.toelichting),
        "gevolg": schoon(besluit.gevolg),
    }
