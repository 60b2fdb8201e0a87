"""What waits for coach, kennismakelaar and projectleider, against a slow plain recount."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from gebruikers.models import Gebruiker
from opgaven.models import Kennisvoorstel, Standvraag
from tests.maak import (
    maak_gebruiker,
    maak_inventarisatie,
    maak_thema,
    maak_traject,
    maak_tranche,
    nieuwe_deelname,
)
from tests.opgaven.netwerken import maak_standgever
from trajecten.keuzelijsten import Besluitsoort, Deelnamestatus, Oordeel, Trajectstatus
from trajecten.models import (
    Afspraak,
    Begeleidingsplan,
    Besluit,
    Deelname,
    Groepsbijeenkomst,
    Meedoener,
    Overleg,
    Traject,
    Trajectevaluatie,
    Tranche,
    Urenweek,
)
from wensen.models import Inventarisatie
from werkplek.stapels import wachtend

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)
GETELD = {
    *("meedoen", "aanvragen", "achter", "plannen", "uren", "bijeenkomsten", "evaluaties"),
    *("plaatsen", "besluiten", "inventarisaties", "voorstellen", "standen", "afspraken"),
}

Plicht = tuple[str, str]
"""The pile, and the words of the task."""


class Plichtenwereld:
    """Anything at all that may be open, for people of whom some left or have another role now."""

    def __init__(self, kans: random.Random) -> None:
        self.kans, self.vandaag = kans, timezone.localdate()
        self.leider = maak_gebruiker(rollen=["projectleider"])
        self.coaches = [
            maak_gebruiker(rollen=["coach"]),
            maak_gebruiker(rollen=["coach"]),
            maak_gebruiker(rollen=["coach"], is_active=False),
            maak_gebruiker(rollen=["indiener"]),
        ]
        self.makelaars = [
            maak_gebruiker(rollen=["kennismakelaar"]),
            maak_gebruiker(rollen=["kennismakelaar"], is_active=False),
            maak_gebruiker(rollen=["stuurgroep"]),
        ]
        for nummer in range(6):
            self._traject(nummer)
            self._tranche()
        for nummer in range(4):
            dagen = (-3, 0, 7, 8)[nummer]
            maak_inventarisatie(
                gebieden=[],
                titel=f"Inventarisatie {nummer}",
                einde=self._dag(dagen),
                geopend_op=kans.choice([None, timezone.now()]) if nummer else timezone.now(),
            )
            Besluit.objects.create(
                datum=self.vandaag,
                soort=kans.choice([Besluitsoort.THEMAKEUZE, Besluitsoort.OVERIG]),
                titel=f"Besluit {nummer}",
                thema=maak_thema(f"thema-{kans.randrange(9)}"),
                vastgelegd_door=self.leider,
            )
            self._voorstel(nummer)
            self._afspraak(nummer)
            self._standvraag(nummer)

    def _voorstel(self, nummer: int) -> None:
        dicht = self.kans.random() < 0.5
        Kennisvoorstel.objects.create(
            soort="netwerk",
            rij=nummer + 1,
            over=f"Netwerk {nummer}",
            waarden={},
            toelichting="Zo heet het nu.",
            voorgesteld_door=self.makelaars[0],
            afgehandeld_op=timezone.now() if dicht else None,
            afgehandeld_door=self.leider if dicht else None,
        )

    def _afspraak(self, nummer: int) -> None:
        overleg = Overleg.objects.create(
            soort="stuurgroep", titel="Dag", datum=self.vandaag, gewijzigd_door=self.leider
        )
        wie = self.kans.choice([self.leider, *self.coaches, *self.makelaars])
        gedaan = nummer and self.kans.random() < 0.3
        overleg.afspraken.create(
            wat=f"Afspraak {nummer}",
            wie=wie,
            voor=self._dag(9),
            gedaan_op=timezone.now() if gedaan else None,
            gedaan_door=self.leider if gedaan else None,
        )

    def _standvraag(self, nummer: int) -> None:
        kans, nu = self.kans, timezone.now()
        van = maak_standgever(titel=f"Netwerk {nummer}", openbaar=nummer != 1)
        gevraagd = nu - timedelta(days=kans.choice([0, 27, 29, 59, 61]) if nummer else 29)
        van.vragen.create(
            gevraagd_op=gevraagd, beantwoord_op=kans.choice([None, nu]) if nummer else None
        )
        if kans.random() < 0.3:
            van.netwerk.organisaties.clear()

    def _dag(self, verschil: int) -> date:
        return self.vandaag + timedelta(days=verschil)

    def _traject(self, nummer: int) -> None:
        kans = self.kans
        begin = self._dag(kans.choice([-400, -350, -60, 20, 56, 57]))
        coaches = kans.sample(self.coaches, 2)
        traject = maak_traject(
            titel=f"Traject {nummer}",
            thema=maak_thema(f"thema-{nummer}"),
            begin=begin,
            coaches=coaches,
            status=kans.choice([Trajectstatus.LOPEND, Trajectstatus.VOORBEREIDING]),
        )
        if kans.random() < 0.5:
            Groepsbijeenkomst.objects.create(
                traject=traject, datum=self._dag(kans.choice([-1, 0, 9])), gewijzigd_door=coaches[0]
            )
        if kans.random() < 0.5:
            self._meedoener(traject=traject, bestuur="De voorzitter")
        for plek in range(1, kans.choice([3, 6, 7])):
            self._deelname(traject, plek, kans.choice(coaches))

    def _deelname(self, traject: Traject, plek: int, coach: Gebruiker) -> None:
        kans = self.kans
        deelname = nieuwe_deelname(traject, coach=coach)
        deelname.begonnen_op = timezone.now() - timedelta(days=kans.choice([0, 10, 100]))
        deelname.begonnen_door = self.leider
        deelname.plek, deelname.plek_in_alles = plek, Deelname.objects.count() + 1
        if kans.random() < 0.2:
            deelname.status = Deelnamestatus.GESTOPT
            deelname.plek = deelname.plek_in_alles = None
            deelname.gestopt_op, deelname.gestopt_door = timezone.now(), self.leider
        deelname.save()
        if kans.random() < 0.5:
            Begeleidingsplan.objects.create(
                deelname=deelname, doel="Rust", aanpak="Samen", gewijzigd_door=coach
            )
        if kans.random() < 0.5:
            Trajectevaluatie.objects.create(
                deelname=deelname, oordeel=Oordeel.DEELS, resultaat="Rust", gewijzigd_door=coach
            )
        maandag = self.vandaag - timedelta(days=self.vandaag.weekday())
        Urenweek.objects.bulk_create(
            Urenweek(deelname=deelname, week=maandag - WEEK * n, uren=0, gewijzigd_door=coach)
            for n in range(10)
            if kans.random() < 0.8
        )

    def _tranche(self) -> None:
        kans = self.kans
        tranche = maak_tranche(
            kennismakelaar=kans.choice(self.makelaars),
            begin=self._dag(kans.choice([-50, -10])),
            einde=self._dag(kans.choice([-1, 10, 60])),
            geopend_op=kans.choice([None, timezone.now()]),
        )
        if kans.random() < 0.5:
            self._meedoener(tranche=tranche)

    def _meedoener(self, **bij: Any) -> None:
        Meedoener.objects.create(
            organisatie="O", naam="N", email="n@example.nl", wat="Iets", gemeld_op=timezone.now(),
            bevestigd_op=self.kans.choice([None, timezone.now()]), **bij,
        )  # fmt: skip

    def wie(self) -> list[Gebruiker]:
        return [self.leider, *self.coaches, *self.makelaars]

    def open_zaken(self) -> Iterator[tuple[Plicht, list[Gebruiker]]]:
        """Each thing that is open, with who has it: looked at one by one."""
        yield from self._van_trajecten()
        yield from self._van_netwerken()
        for deelname in Deelname.objects.all():
            for stapel in self._van_deelname(deelname):
                titel = f"{deelname.organisatie}, {deelname.traject}"
                yield (stapel, titel), self._of_leider([deelname.coach], "coach")
        for tranche in Tranche.objects.all():
            maker = self._of_leider([tranche.kennismakelaar], "kennismakelaar")
            if any(m.bevestigd_op and not m.afgehandeld_op for m in tranche.meedoeners.all()):
                yield ("meedoen", tranche.titel), maker
            duur, voorbij = tranche.einde - tranche.begin, self.vandaag - tranche.begin
            te_weinig = voorbij * tranche.doel >= duur  # nothing was delivered
            loopt = tranche.geopend_op and tranche.begin <= self.vandaag <= tranche.einde
            if loopt and voorbij * 2 >= duur and te_weinig:
                yield ("achter", tranche.titel), maker
        for inventarisatie in Inventarisatie.objects.all():
            if inventarisatie.geopend_op and inventarisatie.einde <= self._dag(7):
                yield ("inventarisaties", inventarisatie.titel), [self.leider]
        themas = {traject.thema_id for traject in Traject.objects.all()}
        for besluit in Besluit.objects.all():
            if besluit.soort == "themakeuze" and besluit.thema_id not in themas:
                yield ("besluiten", besluit.titel), [self.leider]

    def _van_netwerken(self) -> Iterator[tuple[Plicht, list[Gebruiker]]]:
        for afspraak in Afspraak.objects.filter(gedaan_op=None):
            ziet = {"kennismakelaar", "webredacteur", "projectleider", "coach", "stuurgroep"}
            er = afspraak.wie.is_active and ziet & {*afspraak.wie.rollen}
            yield ("afspraken", afspraak.wat), [afspraak.wie if er else self.leider]
        for voorstel in Kennisvoorstel.objects.all():
            if not voorstel.afgehandeld_op:
                yield ("voorstellen", voorstel.over), [self.leider]
        for vraag in Standvraag.objects.all():
            van, dagen = vraag.standgever, (timezone.now() - vraag.gevraagd_op).days
            partij = van.netwerk.openbaar and van.organisatie in van.netwerk.organisaties.all()
            if partij and not vraag.beantwoord_op and 28 <= dagen < 60:
                yield ("standen", f"{van.organisatie}, {van.netwerk}"), [self.leider]

    def _van_trajecten(self) -> Iterator[tuple[Plicht, list[Gebruiker]]]:
        for traject in Traject.objects.all():
            if any(m.bevestigd_op for m in traject.meedoeners.all()):
                coaches = self._of_leider(list(traject.coaches.all()), "coach")
                yield ("aanvragen", traject.titel), coaches
            bezet = [d for d in traject.deelnames.all() if d.status != "gestopt"]
            if traject.status == "voorbereiding":
                if traject.begin <= self._dag(56) and len(bezet) < 6:
                    yield ("plaatsen", traject.titel), [self.leider]
                continue
            voorbij = all(een.datum < self.vandaag for een in traject.bijeenkomsten.all())
            if traject.einde > self.vandaag and voorbij:
                coaches = self._of_leider(list(traject.coaches.all()), "coach")
                yield ("bijeenkomsten", traject.titel), coaches

    def _van_deelname(self, deelname: Deelname) -> Iterator[str]:
        traject = deelname.traject
        if deelname.status != "actief" or traject.status != "lopend":
            return
        if not Begeleidingsplan.objects.filter(deelname=deelname).exists():
            yield "plannen"
        geschreven = Trajectevaluatie.objects.filter(deelname=deelname).exists()
        if traject.einde <= self._dag(28) and not geschreven:
            yield "evaluaties"
        vanaf = max(traject.begin, timezone.localdate(deelname.begonnen_op))
        maandag = self.vandaag - timedelta(days=self.vandaag.weekday())
        for week in (maandag - WEEK * n for n in range(1, 8)):
            loopt = week + timedelta(days=6) >= vanaf and week <= traject.einde
            if loopt and not deelname.urenweken.filter(week=week).exists():
                yield "uren"
                return

    def _of_leider(self, wie: list[Gebruiker], rol: str) -> list[Gebruiker]:
        er = [een for een in wie if een.is_active and rol in een.rollen]
        return er or [self.leider]


@pytest.mark.parametrize("zaad", range(3))
def test_elke_rol_ziet_wat_een_hertelling_vindt_en_elk_ding_staat_bij_een_rol(zaad: int) -> None:
    wereld = Plichtenwereld(random.Random(zaad))
    verwacht: dict[Plicht, set[Gebruiker]] = defaultdict(set)
    for plicht, wie in wereld.open_zaken():
        verwacht[plicht] |= set(wie)

    gezien: dict[Plicht, set[Gebruiker]] = defaultdict(set)
    for gebruiker in wereld.wie():
        for stapel in wachtend(gebruiker) if gebruiker.is_active else []:
            if stapel.stapel.naam in GETELD:
                for taak in stapel.taken:
                    gezien[stapel.stapel.naam, taak.titel].add(gebruiker)

    assert gezien == verwacht
    assert len({stapel for stapel, _titel in gezien}) > 5
    for wie_heeft in gezien.values():
        assert len({rol for een in wie_heeft for rol in een.rollen}) == 1


def test_een_taak_zegt_wat_er_ontbreekt_en_leidt_naar_waar_het_kan() -> None:
    coach = maak_gebruiker(rollen=["coach"])
    traject = maak_traject(coaches=[coach], begin=timezone.localdate() - timedelta(days=15))
    deelname = nieuwe_deelname(traject, uren_per_week=Decimal(2))
    deelname.begonnen_op = timezone.now() - timedelta(days=15)
    deelname.begonnen_door, deelname.plek, deelname.plek_in_alles = coach, 1, 1
    deelname.save()

    taken = {een.stapel.naam: een.taken[0] for een in wachtend(coach)}

    assert set(taken) == {"plannen", "uren", "bijeenkomsten"}
    assert taken["plannen"].adres == f"/redactie/programma/deelnames/{deelname.pk}/plan/"
    assert taken["uren"].adres == f"/redactie/programma/trajecten/{traject.pk}/uren/"
    assert taken["uren"].bij in ("2 weken", "3 weken")
