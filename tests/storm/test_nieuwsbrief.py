"""Workers and databases are killed while an edition goes out: nobody misses it."""

from bench.verzendproef import zorg_voor_abonnees
from bench.zandbak import Zandbak
from tests.storm.uitval import HERVAT, KEREN, met_uitval

LEZERS = 3_000


def test_een_editie_bereikt_ieder_wat_er_ook_omvalt(zandbak: Zandbak) -> None:
    zorg_voor_abonnees(LEZERS)

    uitslag, fouten, dubbel = met_uitval(zandbak, LEZERS)

    assert fouten == []
    assert len(uitslag.stil) == KEREN
    assert dubbel <= uitslag.zenders  # one for each worker or connection that was killed
    assert max(uitslag.stil) <= HERVAT
