"""What in the answers of an organisation cannot both be meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wensen.keuzelijsten import Inzet, Steun
from wensen.models import Gebied


def tegenspraak(
    antwoorden: Mapping[str, str | Sequence[str]], gebieden: Sequence[Gebied]
) -> Iterator[str]:
    """A question for each contradiction in `antwoorden`, by the names of the questionnaire.

    Nobody is held back by one: an organisation may hand in all the same.
    """
    inzet, steun = antwoorden["inzet"], antwoorden["steun"]
    if Inzet.GEEN in inzet and (ook := [keuze for keuze in inzet if keuze != Inzet.GEEN]):
        namen = " en ".join(f"‘{Inzet(keuze).label}’" for keuze in ook)
        yield f"Bij uw eigen inzet koos u ‘{Inzet.GEEN.label}’, en ook {namen}. Wat klopt?"
    if Steun.ANDERS in steun and not antwoorden["steun_anders"]:
        yield f"Bij steun koos u ‘{Steun.ANDERS.label}’. Wat bedoelt u?"
    if antwoorden["steun_anders"] and Steun.ANDERS not in steun:
        yield f"U schreef een andere steun op, maar koos ‘{Steun.ANDERS.label}’ niet. Klopt dat?"
    for gebied in gebieden:
        bestaand = antwoorden.get(f"bestaand-{gebied.pk}")
        if bestaand and bestaand == antwoorden.get(f"gewenst-{gebied.pk}"):
            yield f"Bij ‘{gebied}’ schreef u twee keer hetzelfde. Doet u dit al, of wilt u het?"
