"""What search learns from: questions that gave nothing, or nothing good.

Nobody can be known by what is kept: no person, no address, no moment within the day, and no
question that may hold a name, a number or an e-mail address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import date, timedelta
from itertools import pairwise

from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from basis.data import einde_van_dag
from vinden.models import GemisteVraag
from vinden.models.gemiste_vraag import LANGST
from vinden.paginacache import laat_vervallen
from vinden.stand import ongezien
from vinden.tekens import brokken
from vinden.vraag import ontleed
from vinden.woordenboek import gebruik
from vinden.woordenschat import woordenschat
from vinden.zoeken import Uitslag

DAGEN_BEWAARD = 90
MEESTE_PER_DAG = 1000
"""Different questions that are kept of one day: who asks nonsense fills no table."""

_LANG_NUMMER = re.compile(r"\d(?:[\s.,:/()+-]*\d){3}")
_AANSPREKING = {
    *("meneer", "mijnheer", "mevrouw", "mevr", "mw", "dhr", "hr", "mej", "juffrouw"),
    *("dokter", "dr", "drs", "prof", "mr", "ir"),
}
_TUSSEN = {
    *("van", "de", "der", "den", "des", "ter", "ten", "te", "het", "t", "in", "op"),
    *("el", "al", "von", "le", "la", "du"),
}
"""What may stand between a first name and a surname."""

_TEL = """
    INSERT INTO vinden_gemistevraag (tekst, dag, keren, opzij)
    SELECT %s, %s, 1, false
    WHERE (SELECT count(*) FROM vinden_gemistevraag WHERE dag = %s) < %s
    ON CONFLICT (dag, tekst) DO UPDATE SET keren = vinden_gemistevraag.keren + 1
"""


def onthoud(antwoord: HttpResponse, tekst: str, *uitslagen: Uitslag) -> HttpResponse:
    """Count the question `tekst` of a reader when all `uitslagen` missed it; return `antwoord`.

    The page of such a question is kept until the end of the day at most, so that a question of
    each day is counted once at least. `uitslagen` are of the words alone, without chosen facets.
    """
    if not is_gemist(tekst, *uitslagen):
        return antwoord
    nu = timezone.now()
    vandaag = timezone.localdate(nu)
    with ongezien():  # what is counted shows on no page
        te_bewaren = zonder_persoon(tekst, woordenschat())
    if te_bewaren:
        with connection.cursor() as cursor:
            cursor.execute(_TEL, [te_bewaren, vandaag, vandaag, MEESTE_PER_DAG])
    return laat_vervallen(antwoord, [einde_van_dag(vandaag)], nu)


def is_gemist(tekst: str, *uitslagen: Uitslag) -> bool:
    """Whether `uitslagen` have nothing, or nothing good, for words that say something.

    What the question names has a page, also when no description has it.
    """
    gevraagd = ontleed(tekst).gevraagd
    return bool(gevraagd) and all(_mist(uitslag, len(gevraagd)) for uitslag in uitslagen)


def _mist(uitslag: Uitslag, aantal_woorden: int) -> bool:
    gezocht = uitslag.gezocht
    if gezocht.genoemd:
        return False
    if not uitslag.aantal or len(gezocht.zonder) == aantal_woorden:
        return True
    return aantal_woorden == 1 and not uitslag.alles


def zonder_persoon(tekst: str, bekend: Container[str]) -> str:
    """`tekst` in flat words, or nothing when it may tell of somebody or is too long.

    `bekend` are the words of our texts. Two words with a capital beside each other are a name
    unless we write them ourselves: lists of Dutch words know most names too. So are two words that
    nothing knows, and what follows 'mevrouw'.
    """
    if "@" in tekst or _LANG_NUMMER.search(tekst):
        return ""
    heel = unicodedata.normalize("NFC", tekst)
    gevonden = list(brokken(heel))
    if any(_AANSPREKING.intersection(brok.delen) for brok in gevonden[:-1]):
        return ""
    namen = [
        (heel[brok.begin : brok.einde], brok.delen)
        for brok in gevonden
        if not _TUSSEN.issuperset(brok.delen)
    ]
    if any(_lijkt_naam(een, ander, bekend) for een, ander in pairwise(namen)):
        return ""
    vlak = " ".join(deel for brok in gevonden for deel in brok.delen)
    return vlak if len(vlak) <= LANGST else ""


Vraagwoord = tuple[str, tuple[str, ...]]
"""What stands between spaces as it was typed, and its flat words."""


def _lijkt_naam(een: Vraagwoord, ander: Vraagwoord, bekend: Container[str]) -> bool:
    onbekend = [
        woord
        for woord, andere in ((een, ander), (ander, een))
        if any(deel not in bekend for deel in woord[1]) and not _is_afkorting(woord[0], andere[0])
    ]
    if een[0][0].isupper() and ander[0][0].isupper():
        return bool(onbekend)
    return len(onbekend) == 2 and not any(gebruik(deel) for _, delen in onbekend for deel in delen)


def _is_afkorting(woord: str, andere: str) -> bool:
    """GGZ of 'GGZ Twente'; with capitals all over nobody can tell."""
    return len(woord) > 1 and woord.isupper() and not andere.isupper()


def vergeet(vandaag: date) -> int:
    """Forget the questions of DAGEN_BEWAARD days ago and before; return how many rows."""
    oud = GemisteVraag.objects.filter(dag__lte=vandaag - timedelta(days=DAGEN_BEWAARD))
    return oud.delete()[0]
