"""What everyone has in the menu of the workplace."""

from werkplek.menu import MENU, Menupunt

MENU.meld(
    Menupunt("Mijn werk", "werkplek:mijn_werk", plek=10),
    Menupunt("Beveiliging", "mfa_index", plek=80),
)
