"""What the lists of the format add to the menu of the workplace."""

from innovaties.rechten import mag_namen
from werkplek.menu import MENU, Menupunt

MENU.meld(Menupunt("Andere namen", "innovaties:andere_namen", plek=65, mag=mag_namen))
