"""Badges and attendance certificates as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format

from basis.adressen import SITE_NAAM
from basis.pdf import als_invoer, teken
from basis.qr import als_svg
from basis.tekst import een_regel
from masterclasses import links
from masterclasses.lezen import woorden
from masterclasses.models import Aanmelding

BADGES = Path(__file__).with_name("badges.typ")
BEWIJZEN = Path(__file__).with_name("bewijzen.typ")


def maak_badges(aanmeldingen: Sequence[Aanmelding]) -> bytes:
    """Sheets of badges to cut, for people of one masterclass; the code checks them in."""
    return teken(BADGES, badges_invoer(aanmeldingen))


def badges_invoer(aanmeldingen: Sequence[Aanmelding]) -> dict[str, str]:
    """What the template of the badges reads."""
    codes = als_svg([links.inchecken(aanmelding) for aanmelding in aanmeldingen])
    return als_invoer({"badges": list(map(_badge, aanmeldingen, codes))})


def maak_bewijzen(aanmeldingen: Sequence[Aanmelding]) -> bytes:
    """One page for each person, who was there. Raises ValueError for someone who was not."""
    return teken(BEWIJZEN, bewijzen_invoer(aanmeldingen))


def bewijzen_invoer(aanmeldingen: Sequence[Aanmelding]) -> dict[str, str]:
    """What the template of the certificates reads. Raises as `maak_bewijzen` does."""
    if any(aanmelding.aanwezig_op is None for aanmelding in aanmeldingen):
        raise ValueError("A certificate is for who was present.")
    bewijzen = [_bewijs(aanmelding) for aanmelding in aanmeldingen]
    return als_invoer({"site": SITE_NAAM, "bewijzen": bewijzen})


def _badge(aanmelding: Aanmelding, code: str) -> dict[str, str]:
    return {
        "naam": een_regel(aanmelding.naam),
        "functie": een_regel(aanmelding.functie),
        "organisatie": een_regel(aanmelding.organisatie),
        "masterclass": een_regel(aanmelding.masterclass.titel),
        "code": code,
    }


def _bewijs(aanmelding: Aanmelding) -> dict[str, str]:
    masterclass = aanmelding.masterclass
    uren = round((masterclass.einde - masterclass.begin).total_seconds() / 1800) / 2
    return {
        "naam": een_regel(aanmelding.naam),
        "wie": ", ".join(
            filter(None, map(een_regel, (aanmelding.functie, aanmelding.organisatie)))
        ),
        "masterclass": een_regel(masterclass.titel),
        "thema": een_regel(masterclass.thema.name),
        "dag": woorden.dag(masterclass),
        "uren": f"{uren:g} uur".replace(".", ","),
        "hoe": aanmelding.get_wijze_display(),
        "gemaakt": date_format(timezone.localdate(), "j F Y"),
    }
