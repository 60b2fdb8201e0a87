"""The two pages above that join what several apps plan and show."""

from basis.register import Adres

PROGRAMMA = Adres()
"""The public page of the programme."""

PLANNING = Adres()
"""The planning of the programme, for who works on it."""
