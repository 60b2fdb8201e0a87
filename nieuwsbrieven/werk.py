"""What newsletters add to the workplace."""

from nieuwsbrieven.rechten import mag_zien
from werkplek.menu import MENU, Ingang

MENU.meld(Ingang("Nieuwsbrieven", "nieuwsbrieven:overzicht", plek=60, mag=mag_zien))
