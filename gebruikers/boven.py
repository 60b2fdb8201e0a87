"""Pages of apps above that are about an account."""

from basis.register import Adres

ACCOUNT = Adres()
