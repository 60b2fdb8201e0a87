"""Which steps someone may take with a version now: what its page offers. Each step checks again."""

from __future__ import annotations

from gebruikers.models import Gebruiker
from gebruikers.rollen import Recht
from innovaties.keuzelijsten import OPEN, Soort, Status
from innovaties.models import Beschrijving
from redactie.lezen.schrijvers import schreef
from redactie.lezen.versies import (
    beoordeelt,
    beoordeling_van,
    gearchiveerde_versie,
    is_ingehaald,
    mag_verder_schrijven,
)
from redactie.rechten import (
    mag_archiveren,
    mag_beoordelen,
    mag_overdragen,
    mag_schrijven,
    mag_toewijzen,
)
from redactie.regels.overgangen import OVERGANGEN, TE_SCHRIJVEN

KLOPT_NOG = {"bevestigd", "klopt", "opnieuw-vragen"}
"""Steps that ask or say whether a live version still holds."""


def mogelijke_stappen(versie: Beschrijving, gebruiker: Gebruiker) -> set[str]:
    """The names of the steps that `gebruiker` may take with `versie` as it stands."""
    status = Status(versie.status)
    volgende = OVERGANGEN[status]
    schrijft = mag_schrijven(gebruiker, versie.innovatie)
    leest_na = mag_beoordelen(gebruiker)
    schreef_zelf = schreef(versie, gebruiker)
    onpartijdig = leest_na and not schreef_zelf
    in_beoordeling = onpartijdig and status == Status.IN_BEOORDELING
    beoordeling = beoordeling_van(versie)
    is_beoordelaar = beoordeelt(versie, gebruiker)
    is_live = versie.pk == versie.innovatie.gepubliceerd_id
    mogelijk = {
        "schrijven": mag_verder_schrijven(versie, gebruiker),
        "meeschrijven": schrijft and is_beoordelaar and status in TE_SCHRIJVEN,
        "indienen": schrijft and Status.INGEDIEND in volgende,
        "terugnemen": schrijft and status == Status.INGEDIEND,
        "beoordelen": onpartijdig and Status.IN_BEOORDELING in volgende,
        "toewijzen": mag_toewijzen(gebruiker)
        and not schreef_zelf
        and status in (Status.INGEDIEND, Status.IN_BEOORDELING),
        "aanvulling": in_beoordeling,
        "publiceren": in_beoordeling,
        "plannen": in_beoordeling,
        "afwijzen": in_beoordeling,
        "plan-afzeggen": leest_na
        and beoordeling is not None
        and beoordeling.publiceren_op is not None,
        "archiveren": is_live and mag_archiveren(gebruiker),
        "terughalen": status == Status.GEARCHIVEERD
        and mag_archiveren(gebruiker)
        and versie == gearchiveerde_versie(versie.innovatie),
        **_opnieuw(versie, schrijft=schrijft),
        "begonnen": schrijft and is_live and versie.soort != Soort.BESTAAND,
        **_klopt_nog(versie, gebruiker, kan=is_live and schrijft),
        "gegevens": mag_overdragen(gebruiker),
        "opmerken": status in OPEN,
        "meelezen": (schrijft or leest_na) and status in OPEN,
    }
    return {stap for stap, kan in mogelijk.items() if kan}


def _klopt_nog(versie: Beschrijving, gebruiker: Gebruiker, *, kan: bool) -> dict[str, bool]:
    """An indiener speaks for her own organisation; a colleague says from whom she heard it."""
    kan = kan and versie.soort != Soort.GENOEMD
    collega = gebruiker.mag(Recht.BESCHRIJFT)
    return {
        "bevestigd": kan and collega,
        "klopt": kan and not collega,
        "opnieuw-vragen": kan and versie.contact_email != "",
    }


def _opnieuw(versie: Beschrijving, *, schrijft: bool) -> dict[str, bool]:
    """Throwing away, putting back, and beginning anew: the last two while nobody is ahead."""
    weg = versie.status == Status.WEGGEGOOID
    vrij = schrijft and versie.status not in OPEN and not _open_versie(versie)
    return {
        "weggooien": schrijft and versie.status == Status.CONCEPT,
        "terugzetten": schrijft and weg and not is_ingehaald(versie),
        "nieuwe-versie": vrij and not weg,
    }


def _open_versie(versie: Beschrijving) -> bool:
    return Beschrijving.objects.filter(innovatie=versie.innovatie_id, status__in=OPEN).exists()
