"""Pages of apps above that are about a row of these lists."""

from basis.register import Adres

REGIO = Adres()
ORGANISATIE = Adres()
