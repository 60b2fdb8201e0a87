"""What everyone has in the menu of the workplace."""

from werkplek.menu import MENU, Ingang

MENU.meld(
    Ingang("Mijn werk", "werkplek:mijn_werk", plek=10),
    Ingang("Beveiliging", "mfa_index", plek=80),
)
