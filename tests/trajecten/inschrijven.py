"""Everybody wants a place in a traject, at once.

A round has fifty people plan trajecten, then enrol fifty organisations in them, then stop some
while others try, and then let whoever has no place try again.
"""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import Any

import psycopg
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from innovaties.models import Thema
from organisaties.models import Organisatie
from trajecten.actions.inschrijven import (
    VOL_PROGRAMMA,
    VOL_THEMA,
    VOL_THEMAS,
    plan_traject,
    schrijf_in,
    stop_deelname,
)
from trajecten.keuzelijsten import (
    ORGANISATIES_HOOGSTENS,
    ORGANISATIES_IN_ALLES,
    TRAJECTTHEMAS,
    UREN_MINSTENS,
    Besluitsoort,
    Deelnamestatus,
)
from trajecten.models import Besluit, Deelname, Traject

Inschrijfstap = tuple[Callable[[int, int], str], int, int]
"""What somebody does, with which two rows; it answers why not, or nothing."""

Samen = Callable[[list[Inschrijfstap]], list[str]]
"""Takes all steps at the same moment; returns the answers in the same order."""

PROCESSEN, THEMAS = 50, 9

REGELS = {
    "meer dan tien in een thema": """
        SELECT traject_id FROM trajecten_deelname WHERE status <> 'gestopt'
        GROUP BY traject_id HAVING count(*) > 10""",
    "meer dan veertig in alles": """
        SELECT count(*) FROM trajecten_deelname WHERE status <> 'gestopt'
        HAVING count(*) > 40""",
    "meer dan zes thema's": """
        SELECT count(*) FROM trajecten_traject WHERE status <> 'vervallen'
        HAVING count(*) > 6""",
    "een thema heeft twee trajecten": """
        SELECT thema_id FROM trajecten_traject WHERE status <> 'vervallen'
        GROUP BY thema_id HAVING count(*) > 1""",
    "een organisatie doet dubbel mee": """
        SELECT organisatie_id FROM trajecten_deelname WHERE status <> 'gestopt'
        GROUP BY traject_id, organisatie_id HAVING count(*) > 1""",
}
"""Queries that find nothing as long as all is well. Each sees one committed state."""


def storm(rondes: int) -> tuple[list[str], int, int]:
    """Round after round with processes of their own, watched from another connection.

    What was wrong, how many steps they took, and how often it was watched.
    """
    context = get_context("fork")  # fifty that are ready at once, and share what was imported
    teken = context.Barrier(PROCESSEN)
    fouten: list[str] = []
    stappen = keren = 0
    connection.close()
    with ProcessPoolExecutor(PROCESSEN, context, _zet_teken, (teken,)) as pool:
        # Forks them all now, while there is no connection and no other thread yet.
        list(pool.map(_op_teken, [[]] * PROCESSEN))

        def samen(werk: list[Inschrijfstap]) -> list[str]:
            nonlocal stappen
            stappen += len(werk)
            delen = [werk[nummer::PROCESSEN] for nummer in range(PROCESSEN)]
            antwoorden: list[str] = [""] * len(werk)
            for nummer, deel in enumerate(pool.map(_op_teken, delen)):
                antwoorden[nummer::PROCESSEN] = deel
            return antwoorden

        wereld = Wereld(PROCESSEN)
        for ronde in range(rondes):
            klaar, gezien = threading.Event(), list[list[str]]()
            kijker = threading.Thread(target=_kijk, args=[klaar, gezien])
            kijker.start()
            try:
                fouten += wereld.ronde(samen, random.Random(ronde))
            finally:
                klaar.set()
                kijker.join()
            fouten += [fout for keer in gezien for fout in keer]
            keren += len(gezien)
    return fouten, stappen, keren


class Wereld:
    """Themes that the stuurgroep chose, and more organisations than there are places."""

    def __init__(self, organisaties: int) -> None:
        self.leider, *self.coaches = (
            Gebruiker.objects.create(
                email=f"{rol}{nummer}@bench.example.nl", naam=rol, rollen=[rol]
            )
            for nummer, rol in enumerate(["projectleider", *["coach"] * THEMAS])
        )
        self.besluiten = [
            Besluit.objects.create(
                datum=timezone.localdate(),
                soort=Besluitsoort.THEMAKEUZE,
                titel=f"Thema {nummer}",
                thema=Thema.objects.create(
                    slug=f"bench-{nummer}", name=f"Bench {nummer}", kleur="herstel", icoon="plant"
                ),
                vastgelegd_door=self.leider,
            )
            for nummer in range(THEMAS)
        ]
        self.organisaties = [
            Organisatie.objects.create(slug=f"bench-{nummer}", naam=f"Bench {nummer}").pk
            for nummer in range(organisaties)
        ]

    def ronde(self, samen: Samen, kans: random.Random) -> list[str]:
        """Begin anew and do everything; return what was wrong."""
        Deelname.objects.all().delete()
        Traject.objects.all().delete()
        fouten = self._plan(samen, kans)
        trajecten = list(Traject.objects.values_list("pk", flat=True))
        voorkeur = kans.sample([1, 1, 2, 2, 3, 4], TRAJECTTHEMAS)

        def kies(organisaties: list[int]) -> list[Inschrijfstap]:
            gekozen = kans.choices(trajecten, voorkeur[: len(trajecten)], k=len(organisaties))
            return [(doe_mee, *paar) for paar in zip(gekozen, organisaties, strict=True)]

        fouten += _schrijf_in(samen, kies(self.organisaties))
        bezet = list(_meedoend().values_list("pk", flat=True))
        weg: list[Inschrijfstap] = [
            (stop, pk, self.leider.pk) for pk in kans.sample(bezet, len(bezet) // 3)
        ]
        erbij = kies(self._zonder_plek())
        werk = kans.sample([*weg, *erbij], len(weg) + len(erbij))
        mag = {stop: {""}, doe_mee: {"", VOL_THEMA, VOL_PROGRAMMA}}
        fouten += [
            f"{doe.__name__}: {antwoord}"
            for (doe, *_), antwoord in zip(werk, samen(werk), strict=True)
            if antwoord not in mag[doe]
        ]
        fouten += _schrijf_in(samen, kies(self._zonder_plek()))
        return fouten + wat_niet_klopt() + wat_de_database_toelaat(self)

    def _zonder_plek(self) -> list[int]:
        met = set(_meedoend().values_list("organisatie", flat=True))
        return [pk for pk in self.organisaties if pk not in met]

    def _plan(self, samen: Samen, kans: random.Random) -> list[str]:
        """Plan more trajecten than there are places, some about the same theme."""
        aantal = len(self.organisaties)
        keuzes = [kans.randrange(THEMAS) for _ in range(aantal - THEMAS)]
        keuzes = kans.sample([*keuzes, *range(THEMAS)], aantal)
        antwoorden = samen([(plan, self.besluiten[nr].pk, self.coaches[nr].pk) for nr in keuzes])
        gelukt = antwoorden.count("")
        fouten = [] if gelukt == TRAJECTTHEMAS else [f"{gelukt} trajecten gepland"]
        mag = {"", VOL_THEMAS, "Er is al een traject over dit thema."}
        return fouten + [f"plannen: {antwoord}" for antwoord in set(antwoorden) - mag]


def plan(besluit_pk: int, coach_pk: int) -> str:
    """Plan a traject as a projectleider does."""
    besluit = Besluit.objects.select_related("thema", "vastgelegd_door").get(pk=besluit_pk)
    traject = Traject(
        slug=f"traject-{besluit_pk}",
        titel="Onder druk",
        thema=besluit.thema,
        besluit=besluit,
        begin=date(2030, 1, 1),
        einde=date(2031, 3, 1),
    )
    coaches = [Gebruiker.objects.get(pk=coach_pk)]
    return _antwoord(
        lambda: plan_traject(traject=traject, coaches=coaches, door=besluit.vastgelegd_door)
    )


def doe_mee(traject_pk: int, organisatie_pk: int) -> str:
    """Enrol an organisation as a coach does."""
    traject = Traject.objects.get(pk=traject_pk)
    coach = traject.coaches.get()
    deelname = Deelname(
        traject=traject,
        organisatie=Organisatie.objects.get(pk=organisatie_pk),
        coach=coach,
        projectleider="Projectleider",
        projectleider_email="projectleider@example.nl",
        commitment_van="Bestuurder",
        commitment_datum=timezone.localdate(),
        uren_per_week=UREN_MINSTENS,
    )
    return _antwoord(lambda: schrijf_in(deelname=deelname, door=coach))


def stop(deelname_pk: int, leider_pk: int) -> str:
    """End a participation as the projectleider does."""
    deelname = Deelname.objects.get(pk=deelname_pk)
    leider = Gebruiker.objects.get(pk=leider_pk)
    return _antwoord(lambda: stop_deelname(deelname=deelname, reden="Fusie.", door=leider))


def wat_niet_klopt(cursor: Any = None) -> list[str]:
    """The rules that do not hold now; `cursor` is one of psycopg, or Django's own."""
    if cursor is None:
        with connection.cursor() as eigen:
            return wat_niet_klopt(eigen)
    fout = []
    for naam, vraag in REGELS.items():
        cursor.execute(vraag)
        if rijen := cursor.fetchall():
            fout.append(f"{naam}: {[pk for (pk,) in rijen][:5]}")
    return fout


def wat_de_database_toelaat(wereld: Wereld) -> list[str]:
    """Try, past all our code, to pass each limit; what no constraint of it refused."""
    rij = _meedoend().order_by("traject__nummer").first()
    vrij = [besluit.thema_id for besluit in wereld.besluiten]
    vrij = [pk for pk in vrij if not Traject.objects.filter(thema=pk).exists()]
    if rij is None or not vrij:
        return ["er was niets om te proberen"]
    ander = {"organisatie_id": Organisatie.objects.create(slug="te-veel", naam="Te veel").pk}
    thema = {"thema_id": vrij[0], "slug": "te-veel"}
    pogingen: list[tuple[str, Any, int, dict[str, Any]]] = [
        ("deelname_hoogstens_tien", Deelname, rij.pk, {**ander, "plek": 11}),
        ("deelname_hoogstens_tien", Deelname, rij.pk, {**ander, "plek": None}),
        ("deelname_hoogstens_veertig", Deelname, rij.pk, {**ander, "plek_in_alles": 41}),
        ("deelname_hoogstens_veertig", Deelname, rij.pk, {**ander, "plek_in_alles": None}),
        ("deelname_plek", Deelname, rij.pk, ander),
        ("traject_hoogstens_zes", Traject, rij.traject_id, {**thema, "nummer": 7}),
        ("traject_hoogstens_zes", Traject, rij.traject_id, {**thema, "nummer": None}),
        ("traject_nummer", Traject, rij.traject_id, thema),
    ]
    toegelaten = [
        f"de database laat toe: {grens} {anders}"
        for grens, model, pk, anders in pogingen
        if not _geweigerd_door(model, pk, anders).startswith(grens)
    ]
    Organisatie.objects.filter(slug="te-veel").delete()
    return toegelaten


def _geweigerd_door(model: Any, pk: int, anders: dict[str, Any]) -> str:
    """Copy row `pk` with some other values; the constraint that refuses it, or nothing."""
    tabel = model._meta.db_table
    kolommen = [kolom.column for kolom in model._meta.concrete_fields if not kolom.primary_key]
    waarden = ", ".join("%s" if kolom in anders else kolom for kolom in kolommen)
    vraag = (
        f"INSERT INTO {tabel} ({', '.join(kolommen)}) SELECT {waarden} FROM {tabel} WHERE id = %s"
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(vraag, [anders[kolom] for kolom in kolommen if kolom in anders] + [pk])
            transaction.set_rollback(True)
    except IntegrityError as fout:
        oorzaak = fout.__cause__
        return str(oorzaak.diag.constraint_name) if isinstance(oorzaak, psycopg.Error) else ""
    return ""


def _meedoend() -> Any:
    return Deelname.objects.exclude(status=Deelnamestatus.GESTOPT)


def _per_traject() -> Counter[int]:
    return Counter(_meedoend().values_list("traject", flat=True))


def _schrijf_in(samen: Samen, werk: list[Inschrijfstap]) -> list[str]:
    """Let all of `werk` enrol, while nobody stops: as many as fit get a place, and no fewer."""
    bezet, vraag = _per_traject(), Counter(traject for _, traject, _ in werk)
    passen = sum(
        min(bezet[traject] + vraag[traject], ORGANISATIES_HOOGSTENS) for traject in bezet | vraag
    )
    antwoorden = samen(werk)
    nu = _per_traject()
    fouten = [f"inschrijven: {een}" for een in set(antwoorden) - {"", VOL_THEMA, VOL_PROGRAMMA}]
    if nu.total() != min(passen, ORGANISATIES_IN_ALLES):
        fouten.append(f"{nu.total()} doen mee, terwijl er plaats was voor {passen}")
    if nu.total() != bezet.total() + antwoorden.count(""):
        fouten.append("wie een plek kreeg, heeft haar niet")
    for (_, traject, _), antwoord in zip(werk, antwoorden, strict=True):
        if antwoord == VOL_THEMA and nu[traject] < ORGANISATIES_HOOGSTENS:
            fouten.append(f"geweigerd, maar traject {traject} is niet vol")
        if antwoord == VOL_PROGRAMMA and nu.total() < ORGANISATIES_IN_ALLES:
            fouten.append("geweigerd, maar het programma is niet vol")
    return fouten


def _antwoord(doe: Callable[[], object]) -> str:
    try:
        doe()
    except (RuleViolation, IntegrityError) as geweigerd:
        return str(geweigerd)
    return ""


def _zet_teken(teken: Any) -> None:
    """Give this process the sign at which all begin."""
    globals()["_teken"] = teken


_teken: Any = None


def _op_teken(werk: list[Inschrijfstap]) -> list[str]:
    """Take these steps as soon as every process has its own."""
    connection.ensure_connection()
    _teken.wait()
    return [doe(een, ander) for doe, een, ander in werk]


def _kijk(klaar: threading.Event, gezien: list[list[str]]) -> None:
    """Ask the rules again and again until `klaar`."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as verbinding:
        while not klaar.wait(0.05):
            gezien.append(wat_niet_klopt(verbinding.cursor()))
