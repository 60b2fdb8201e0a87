"""Many people at once for few seats, and what must hold all the while.

The rules are queries that find nothing as long as all is well; `wat_niet_klopt` asks them in one
snapshot, from any connection, also in the middle of a round.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from bench.masterclass import nieuwe, nieuwe_masterclass
from masterclasses.actions.aanmelden import bevestig, meld_aan, trek_in
from masterclasses.keuzelijsten import BEZET, LOPEND, Aanmeldstatus, Wijze
from masterclasses.models import Aanmelding, Masterclass, Plek

_MET = """
WITH a AS (SELECT * FROM masterclasses_aanmelding WHERE masterclass_id = %(masterclass)s),
plek AS (
    SELECT plek.id, plek.wijze, a.id IS NULL AS vrij FROM masterclasses_plek plek
    LEFT JOIN masterclasses_aanmelding a ON a.plek_id = plek.id
    WHERE plek.masterclass_id = %(masterclass)s
),
brief AS (
    SELECT a.id, a.wijze, a.bevestigd_op AS sinds, wat, bericht.id AS bericht FROM a
    CROSS JOIN unnest(ARRAY['bevestig', 'wachtlijst', 'goedkeuring', 'aangeboden', 'bevestigd',
        'ingetrokken', 'vervallen', 'afgewezen']) wat
    JOIN post_bericht bericht ON sleutel = 'aanmelding-' || a.id || '-' || wat
)"""
REGELS = {
    "meer bezet dan er plekken zijn": """
        SELECT wijze FROM a WHERE plek_id IS NOT NULL GROUP BY wijze
        HAVING count(*) > (SELECT count(*) FROM plek WHERE plek.wijze = a.wijze)""",
    "een plek is vrij terwijl iemand wacht": """
        SELECT id FROM a WHERE status = 'wachtlijst'
        AND EXISTS (SELECT 1 FROM plek WHERE plek.wijze = a.wijze AND vrij)""",
    "iemand is voorgegaan": """
        SELECT wacht.id FROM a wacht JOIN a bezet ON bezet.wijze = wacht.wijze
        WHERE wacht.status = 'wachtlijst' AND bezet.plek_id IS NOT NULL
        AND bezet.aangemeld_op > wacht.bevestigd_op""",
    "plekken zijn niet op volgorde aangeboden": """
        SELECT id FROM (
            SELECT id, sinds, lag(sinds) OVER (PARTITION BY wijze ORDER BY bericht) AS vorige
            FROM brief WHERE wat = 'aangeboden') rij
        WHERE vorige > sinds""",
    "iemand kent zijn stand niet": """
        SELECT a.id FROM a LEFT JOIN (
            SELECT DISTINCT ON (id) id, wat FROM brief ORDER BY id, bericht DESC
        ) laatste ON laatste.id = a.id
        WHERE laatste.wat IS NULL OR NOT (laatste.wat = a.status
            OR a.status IN ('te-bevestigen', 'te-beoordelen') AND laatste.wat = 'bevestig'
            OR a.status = 'te-beoordelen' AND laatste.wat = 'goedkeuring'
            OR a.status = 'vervallen' AND a.bevestigd_op IS NULL AND laatste.wat = 'bevestig')""",
    "wie er een behoefte aan had, komt niet meer": """
        SELECT id FROM a WHERE NOT status = ANY (%(lopend)s)
        AND EXISTS (SELECT 1 FROM masterclasses_behoefte WHERE aanmelding_id = id)""",
}


def wat_niet_klopt(cursor: Any, masterclass: int) -> list[str]:
    """The rules that do not hold now; `cursor` is one of psycopg or of Django.

    Each rule is one statement, and so sees one committed state of all rows.
    """
    waarden = {
        "masterclass": masterclass,
        "lopend": [str(status) for status in LOPEND],
    }
    fout = []
    for naam, vraag in REGELS.items():
        cursor.execute(_MET + vraag, waarden)
        if rijen := cursor.fetchall():
            fout.append(f"{naam}: {[pk for (pk,) in rijen][:5]}")
    return fout


@dataclass
class Stormdeel:
    """What one process saw: each state that an action answered with, and how many steps it took."""

    gezien: list[tuple[int, str]] = field(default_factory=list)
    stappen: int = 0


def loop_storm(masterclass_pk: int, wie: int, mensen: int, zaad: int) -> Stormdeel:
    """Let `mensen` people register, confirm, take what is offered, and withdraw, in any order."""
    kans = random.Random(f"{zaad}.{wie}")
    masterclass, deel = Masterclass.objects.get(pk=masterclass_pk), Stormdeel()
    gangen = [_gang(masterclass, f"p{masterclass_pk}.{wie}.{nr}", kans) for nr in range(mensen)]
    while gangen:
        gang = kans.choice(gangen)
        try:
            aanmelding = next(gang)
        except StopIteration:
            gangen.remove(gang)
        else:
            deel.stappen += 1
            deel.gezien.append((aanmelding.pk, str(aanmelding.status)))
    connection.close()
    return deel


def _gang(masterclass: Masterclass, naam: str, kans: random.Random) -> Iterator[Aanmelding]:
    """What one person does, a step at a time; who is offered a seat answers."""
    aanmelding = meld_aan(aanmelding=nieuwe(masterclass, naam))
    yield aanmelding
    if kans.random() < 0.1:  # a second click
        yield meld_aan(aanmelding=nieuwe(masterclass, naam))
    if kans.random() < 0.7:
        aanmelding = bevestig(aanmelding=aanmelding)
        yield aanmelding
    if kans.random() < 0.35:
        yield trek_in(aanmelding=aanmelding)
        return
    aanmelding.refresh_from_db()
    if aanmelding.status == Aanmeldstatus.AANGEBODEN:
        stap = bevestig if kans.random() < 0.7 else trek_in
        yield stap(aanmelding=aanmelding)


def na_afloop(masterclass: Masterclass, delen: list[Stormdeel], plekken: int) -> list[str]:
    """What is wrong after a round: the rules, the totals, mail that is not there, and the 21st."""
    with connection.cursor() as cursor:
        fout = wat_niet_klopt(cursor, masterclass.pk)
        gezien = {f"aanmelding-{pk}-{_wat(s)}" for deel in delen for pk, s in deel.gezien}
        cursor.execute("SELECT sleutel FROM post_bericht WHERE sleutel = ANY (%s)", [list(gezien)])
        if kwijt := gezien - {sleutel for (sleutel,) in cursor.fetchall()}:
            fout.append(f"er is geen mail van {sorted(kwijt)[:5]}")
    met_plek = Q(plek__isnull=False)
    bezet = masterclass.aanmeldingen.filter(met_plek).count()
    willen = masterclass.aanmeldingen.lopend().filter(met_plek | Q(bevestigd_op__isnull=False))
    if bezet != min(plekken, willen.count()):
        fout.append(f"{bezet} van {plekken} plekken bezet, door {willen.count()} mensen")
    return fout + wat_de_database_toelaat(masterclass)


def _wat(status: str) -> str:
    return "bevestig" if status == "te-bevestigen" else status


def wat_de_database_toelaat(masterclass: Masterclass) -> list[str]:
    """Try, past all our code, to let in one more; what the database did not refuse."""
    ander = nieuwe_masterclass(1)
    andere_plek = ander.plekken.get()
    online = Plek.objects.create(masterclass=ander, wijze=Wijze.ONLINE)
    bezet = masterclass.aanmeldingen.filter(status__in=BEZET).first()
    wachtend = masterclass.aanmeldingen.create(
        **{
            veld.attname: getattr(nieuwe(masterclass, "extra"), veld.attname)
            for veld in Aanmelding._meta.fields
            if veld.attname in ("wijze", "naam", "email", "organisatie", "rol")
        },
        status=Aanmeldstatus.WACHTLIJST,
        akkoord_op=timezone.now(),
        aangemeld_op=timezone.now(),
        bevestigd_op=timezone.now(),
    )
    neem = (
        "UPDATE masterclasses_aanmelding SET status = 'bevestigd', bevestigd_op = now(),"
        " verloopt = NULL, plek_id = %s{} WHERE id = %s"
    )
    erbij = (
        "INSERT INTO masterclasses_aanmelding (masterclass_id, wijze, status, plek_id, naam,"
        " email, organisatie, functie, rol, uitgenodigd, netwerk, akkoord_op, aangemeld_op,"
        " bevestigd_op, geevalueerd) VALUES (%s, 'zaal', 'bevestigd', %s, 'X', 'x@example.nl', '',"
        " '', 'professionals', false, '', now(), now(), now(), false)"
    )
    pogingen: dict[str, tuple[str, list[Any]]] = {
        "zonder plek": (neem.format(""), [None, wachtend.pk]),
        "op de plek van een ander": (neem.format(""), [bezet and bezet.plek_id, wachtend.pk]),
        "op een plek van een andere masterclass": (neem.format(""), [andere_plek.pk, wachtend.pk]),
        "online op een plek in de zaal": (
            neem.format(f", wijze = 'online', masterclass_id = {ander.pk}"),
            [andere_plek.pk, wachtend.pk],
        ),
        "in de zaal op een plek online": (
            neem.format(f", masterclass_id = {ander.pk}"),
            [online.pk, wachtend.pk],
        ),
        "als nieuwe rij": (erbij, [masterclass.pk, bezet and bezet.plek_id]),
        "als nieuwe rij zonder plek": (erbij, [masterclass.pk, None]),
    }
    gelukt = [f"er kan iemand bij {naam}" for naam, poging in pogingen.items() if _lukt(*poging)]
    wachtend.delete()
    Plek.objects.filter(masterclass=ander).delete()
    ander.delete()
    return gelukt


def _lukt(opdracht: str, waarden: list[Any]) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(opdracht, waarden)
    except IntegrityError:
        return False
    return True
