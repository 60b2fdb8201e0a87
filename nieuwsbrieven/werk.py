"""What newsletters add to the workplace: the menu, and what asks for second eyes."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from gebruikers.models import Gebruiker
from nieuwsbrieven.lezen.beheer import mee_te_lezen
from nieuwsbrieven.rechten import mag_zien
from werkplek.menu import MENU, Menupunt
from werkplek.rechten import mag_sturen
from werkplek.stapels import STAPELS, Stapel, Taak


def _leest_mee(gebruiker: Gebruiker) -> bool:
    return mag_zien(gebruiker) and mag_sturen(gebruiker)


def _editie(editie: Any) -> Taak:
    return Taak(
        editie.onderwerp,
        reverse("nieuwsbrieven:voorbeeld", args=[editie.pk]),
        editie.gewijzigd_op or editie.gemaakt_op,
        f"gemaakt door {editie.gemaakt_door}",
    )


MENU.meld(Menupunt("Nieuwsbrieven", "nieuwsbrieven:overzicht", plek=60, mag=mag_zien))

STAPELS.meld(
    Stapel(
        "meelezen",
        "Nieuwsbrief om mee te lezen",
        "Lees de nieuwsbrief en kies ‘Akkoord’. Pas daarna kan zij de deur uit.",
        rang=65,
        mag=_leest_mee,
        rijen=mee_te_lezen,
        taak=_editie,
    )
)
