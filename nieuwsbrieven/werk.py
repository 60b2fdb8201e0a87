"""What newsletters add to the workplace: the menu, and what asks for second eyes."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from nieuwsbrieven.lezen.beheer import mee_te_lezen, met_opmerkingen
from nieuwsbrieven.rechten import mag_maken, mag_zien
from werkplek.menu import MENU, Menupunt
from werkplek.stapels import STAPELS, Stapel, Taak


def _editie(editie: Any) -> Taak:
    return Taak(
        editie.onderwerp,
        reverse("nieuwsbrieven:voorbeeld", args=[editie.pk]),
        editie.gewijzigd_op or editie.gemaakt_op,
        f"gemaakt door {editie.gemaakt_door}",
    )


def _opmerkingen(editie: Any) -> Taak:
    aantal = "1 opmerking" if editie.aantal == 1 else f"{editie.aantal} opmerkingen"
    adres = reverse("nieuwsbrieven:voorbeeld", args=[editie.pk])
    return Taak(editie.onderwerp, f"{adres}#opmerkingen", editie.sinds, aantal)


MENU.meld(Menupunt("Nieuwsbrieven", "nieuwsbrieven:overzicht", plek=60, mag=mag_zien))

STAPELS.meld(
    Stapel(
        "meelezen",
        "Nieuwsbrief om mee te lezen",
        "Lees de nieuwsbrief en kies ‘Akkoord’. Pas daarna kan zij de deur uit.",
        rang=65,
        mag=mag_zien,
        rijen=mee_te_lezen,
        taak=_editie,
    ),
    Stapel(
        "opmerkingen-nieuwsbrief",
        "Opmerkingen bij uw nieuwsbrief",
        "Een collega las mee en wil iets anders. Pas het aan, of handel de opmerking af.",
        rang=66,
        mag=mag_maken,
        rijen=met_opmerkingen,
        taak=_opmerkingen,
    ),
)
