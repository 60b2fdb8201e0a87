"""What reports add to the workplace."""

from rapportage.rechten import mag_zien
from werkplek.menu import MENU, Menupunt

MENU.meld(Menupunt("Rapport", "rapportage:dashboard", plek=50, mag=mag_zien))
