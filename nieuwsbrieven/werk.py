"""What newsletters add to the workplace."""

from nieuwsbrieven.rechten import mag_zien
from werkplek.menu import MENU, Menupunt

MENU.meld(Menupunt("Nieuwsbrieven", "nieuwsbrieven:overzicht", plek=60, mag=mag_zien))
