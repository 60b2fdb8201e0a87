"""The text of each round of a review: kept at 'Dien in', and read beside what came after."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from innovaties.formaat import VELD
from innovaties.formaat.waarden import Cel, Waarde
from innovaties.lezen.weergave import voor_weergave
from innovaties.models import Beschrijving
from redactie.lezen.verschil import OnderdeelVerschil, vergelijk
from redactie.models import Ronde
from redactie.regels.overgangen import TE_SCHRIJVEN

GEHOUDEN = tuple(naam for naam in VELD if not naam.startswith("contact_"))
"""The fields of a round. Who is the contact is forgotten in one place: the version itself."""


def leg_vast(versie: Beschrijving) -> dict[str, Any]:
    """What each field of `versie` says now, as a round keeps it."""
    versie = voor_weergave(Beschrijving.objects.all()).get(pk=versie.pk)
    tekst = {}
    for naam in GEHOUDEN:
        waarde = asdict(VELD[naam].soort.waarde(versie))
        tekst[naam] = {wat: inhoud for wat, inhoud in waarde.items() if inhoud and wat != "veld"}
    return {naam: waarde for naam, waarde in tekst.items() if waarde}


def waarden_van(ronde: Ronde) -> dict[str, Waarde]:
    """What each field said in `ronde`, by its name."""
    return {naam: _waarde(naam, ronde.tekst.get(naam, {})) for naam in GEHOUDEN}


def _waarde(naam: str, gehouden: dict[str, Any]) -> Waarde:
    lijst = tuple(Cel(**cel) for cel in gehouden.get("lijst", ()))
    rijen = tuple(tuple(Cel(**cel) for cel in rij) for rij in gehouden.get("rijen", ()))
    return Waarde(VELD[naam], **{**gehouden, "lijst": lijst, "rijen": rijen})


def waarden_nu(versie: Beschrijving) -> dict[str, Waarde]:
    """What each field of `versie`, from `voor_weergave`, says now."""
    return {naam: veld.soort.waarde(versie) for naam, veld in VELD.items()}


def vorige_ronde(versie: Beschrijving) -> Ronde | None:
    """The round on which the last remarks were made; None in the first.

    While its writer works that is what was submitted last; after that, what was before it.
    """
    overslaan = 0 if versie.status in TE_SCHRIJVEN else 1
    return versie.rondes.order_by("-nummer")[overslaan : overslaan + 1].first()


def sinds(ronde: Ronde, versie: Beschrijving) -> dict[str, OnderdeelVerschil]:
    """What changed in `versie`, from `voor_weergave`, since `ronde`, by the name of the part."""
    return {deel.naam: deel for deel in vergelijk(waarden_van(ronde), waarden_nu(versie))}
