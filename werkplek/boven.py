"""The two pages above that join what several apps plan and show."""

from basis.register import Adres

MEEDOEN = Adres()
"""The public page with all that one can join now."""

PLANNING = Adres()
"""The planning of the programme, for who works on it."""
