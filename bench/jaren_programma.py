"""The same three years in the programme: trajecten, tranches, wishes, inventories."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.utils import timezone

from bench.jaren import Jaren
from innovaties.models import Innovatie
from organisaties.models import Organisatie
from trajecten.keuzelijsten import Besluitsoort, Deelnamestatus, Oordeel, Trajectstatus
from trajecten.lezen.uren import maandag
from trajecten.models import (
    Besluit,
    Deelname,
    Groepsbijeenkomst,
    Toezegging,
    Traject,
    Trajectevaluatie,
    Tranche,
    Urenweek,
)
from wensen.models import Belangstelling, Inventarisatie, Match, Uitvraag


def vul(kans: random.Random, *, nu: datetime, erbij: int, masterclasses: int, edities: int) -> None:
    """Add what happened in three years up to `nu`.

    That is `erbij` innovaties with versions of their own, and how each description that was there
    came to be.
    """
    jaren = Programmajaren(kans, nu)
    jaren.begin()
    jaren.vul_kennisbank(erbij, masterclasses, edities)
    jaren.vul_programma()
    jaren.bewaar_log()


class Programmajaren(Jaren):
    """Makes up what the programme planned, promised and reached."""

    def vul_programma(self) -> None:
        """Make all of it."""
        self._besluiten()
        self._trajecten()
        self._tranches()
        self._wensen()
        self._inventarisatie()

    def _besluiten(self) -> None:
        self.besluiten = Besluit.objects.bulk_create(
            Besluit(
                datum=timezone.localdate(self._ooit()),
                soort=self.kans.choice(list(Besluitsoort)),
                titel=f"Besluit {nr}",
                thema=self.themas[nr % len(self.themas)],
                vastgelegd_door=self.wie,
            )
            for nr in range(20)
        )

    def _trajecten(self) -> None:
        vrij = iter(self.organisaties)
        plekken = iter(range(1, 41))
        for nummer, thema in enumerate(self.themas, 1):
            vervallen = nummer > 6 or self.kans.random() < 0.2
            begin = timezone.localdate(self._ooit())
            traject = Traject.objects.create(
                thema=thema,
                nummer=None if vervallen else nummer,
                slug=f"bench-{nummer}",
                titel=f"Traject {nummer}",
                besluit=self.besluiten[nummer],
                begin=begin,
                einde=begin + timedelta(days=self.kans.randint(300, 450)),
                status=Trajectstatus.VERVALLEN
                if vervallen
                else self.kans.choice(
                    [Trajectstatus.LOPEND, Trajectstatus.AFGEROND, Trajectstatus.VOORBEREIDING]
                ),
                gemaakt_door=self.wie,
            )
            gemaakt = self._ooit()
            Traject.objects.filter(pk=traject.pk).update(gemaakt_op=gemaakt)
            if vervallen and self.kans.random() < 0.8:
                op = self._later(gemaakt, 100)
                self._noteer(traject, "traject-vervallen", op, "voorbereiding", "vervallen")
            if not vervallen:
                for _ in range(self.kans.randint(2, 7)):
                    self._deelname(traject, next(vrij), plekken)
            Groepsbijeenkomst.objects.bulk_create(
                Groepsbijeenkomst(
                    traject=traject,
                    datum=begin + timedelta(days=60 * nr),
                    gewijzigd_door=self.wie,
                )
                for nr in range(5)
            )

    def _deelname(self, traject: Traject, organisatie: Organisatie, plekken: Iterator[int]) -> None:
        status = self.kans.choice([Deelnamestatus.ACTIEF] * 3 + list(Deelnamestatus))
        begonnen = self._ooit()
        gestopt = status == Deelnamestatus.GESTOPT
        plek = None if gestopt else next(plekken)
        deelname = Deelname.objects.create(
            traject=traject,
            organisatie=organisatie,
            status=status,
            plek=plek and traject.deelnames.count() + 1,
            plek_in_alles=plek,
            coach=self.ander,
            projectleider="Iemand",
            projectleider_email="iemand@example.nl",
            commitment_van="Een bestuurder",
            commitment_datum=traject.begin,
            uren_per_week=self.kans.choice([Decimal("2.0"), Decimal("2.5"), Decimal("3.0")]),
            begonnen_op=begonnen,
            begonnen_door=self.wie,
            gestopt_op=self._later(begonnen, 200) if gestopt else None,
            gestopt_door=self.wie if gestopt else None,
        )
        Urenweek.objects.bulk_create(
            Urenweek(
                deelname=deelname,
                week=maandag(traject.begin) + timedelta(weeks=nr),
                uren=Decimal(self.kans.randrange(9)) / 2,
                gewijzigd_door=self.ander,
            )
            for nr in range(self.kans.randrange(60))
        )
        if status == Deelnamestatus.AFGEROND:
            self._evaluatie(deelname)

    def _evaluatie(self, deelname: Deelname) -> None:
        besproken = self.kans.choice([None, self._ooit()])
        Trajectevaluatie.objects.create(
            deelname=deelname,
            oordeel=Oordeel.GEHAALD,
            resultaat="Beter.",
            gewijzigd_door=self.ander,
            besproken_op=besproken,
            besproken_door=self.wie if besproken else None,
        )
        Trajectevaluatie.objects.filter(pk=deelname.pk).update(gewijzigd_op=self._ooit())

    def _tranches(self) -> None:
        innovaties = list(Innovatie.objects.order_by("pk")[:400])
        for nr in range(18):
            begin = timezone.localdate(self._ooit())
            open_ = self.kans.choice([None, self._ooit()])
            tranche = Tranche.objects.create(
                slug=f"bench-{nr}",
                titel=f"Tranche {nr}",
                thema=self.themas[nr % len(self.themas)],
                begin=begin,
                einde=begin + timedelta(days=60),
                kennismakelaar=self.wie,
                geopend_op=open_,
                geopend_door=self.wie if open_ else None,
            )
            gekozen = self.kans.sample(innovaties, min(4, len(innovaties)))
            Toezegging.objects.bulk_create(
                Toezegging(
                    tranche=tranche, organisatie=organisatie, wat=f"{nr}", innovatie=innovatie
                )
                for organisatie, innovatie in zip(self.organisaties, [*gekozen, None], strict=False)
            )

    def _wensen(self) -> None:
        for nr, innovatie in enumerate(Innovatie.objects.order_by("-pk")[:60]):
            for wie in range(self.kans.randrange(4)):
                op = self._ooit()
                bevestigd = self.kans.random() < 0.8
                Belangstelling.objects.create(
                    innovatie=innovatie,
                    organisatie=f"Bench {wie}",
                    gemeld_op=op,
                    bevestigd_op=op if bevestigd else None,
                    ingetrokken_op=self.kans.choice([None, self._later(op, 300)]),
                )
            if nr % 3 == 0:
                op = self._ooit()
                Match.objects.create(innovatie=innovatie, ontstaan_op=op)
                for wat in ("match-uitgenodigd", "match-uitgenodigd", "match-afgerond"):
                    if self.kans.random() < 0.6:
                        self._noteer(innovatie, wat, self._later(op, 200))

    def _inventarisatie(self) -> None:
        for nr in range(4):
            op = self._ooit()
            inventarisatie = Inventarisatie.objects.create(
                slug=f"bench-{nr}",
                titel=f"Inventarisatie {nr}",
                begin=timezone.localdate(op),
                einde=timezone.localdate(op) + timedelta(days=30),
                gemaakt_door=self.wie,
            )
            Uitvraag.objects.bulk_create(
                self._uitvraag(inventarisatie, organisatie, op)
                for organisatie in self.kans.sample(self.organisaties, 30)
            )

    def _uitvraag(
        self, inventarisatie: Inventarisatie, organisatie: Organisatie, op: datetime
    ) -> Uitvraag:
        verstuurd = self.kans.choice([None, op, self._later(op, 90)])
        terug = self.kans.choice([None, self._later(verstuurd, 90)]) if verstuurd else None
        return Uitvraag(
            inventarisatie=inventarisatie,
            organisatie=organisatie,
            verstuurd_op=verstuurd,
            verstuurd_door=self.wie if verstuurd else None,
            ingediend_op=terug,
        )
