"""What the programme adds to the workplace: its planning, and the way there for who has no task."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from werkplek.menu import MENU, Menupunt
from werkplek.rechten import mag_zien
from werkplek.stapels import NIETS_TE_DOEN
from werkplek.toegang import gebruiker_van


def _naar_planning(request: HttpRequest) -> str:
    """For who has nothing to do with descriptions."""
    gebruiker = gebruiker_van(request)
    if gebruiker.schrijft or gebruiker.ziet_alles:
        return ""
    return render_to_string("programma/niets_te_doen.html")


MENU.meld(Menupunt("Programma", "programma:planning", plek=40, mag=mag_zien))
NIETS_TE_DOEN.meld(_naar_planning)
