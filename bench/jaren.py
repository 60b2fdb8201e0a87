"""Three years that are made up: descriptions with their steps, masterclasses, newsletters."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bench import opzet  # noqa: F401 (makes Django ready)

# isort: split

from django.db import models
from django.utils import timezone

from basis.data import begin_van_dag
from bench import vullen
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import ZICHTBAAR, Fase, Soort, Status
from innovaties.models import Beschrijving, Innovatie, Thema, ThemaBijBeschrijving
from logboek.models import Logregel
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase
from masterclasses.models import Aanmelding, Evaluatie, Masterclass, Plek
from nieuwsbrieven.keuzelijsten import Editiestatus, Leveringstatus, Toestemmingsstap
from nieuwsbrieven.models import Editie, Levering, Toestemming
from organisaties.models import Organisatie, Regio
from redactie.models import Beoordeling

JAREN, ABONNEES_PER_EDITIE = 3, 40


@dataclass
class Jaren:
    """Makes up what happened. The same `kans` makes the same."""

    kans: random.Random
    nu: datetime
    log: list[dict[str, Any]] = field(default_factory=list)

    def begin(self) -> None:
        """Make who and what all else refers to."""
        self.wie, self.ander = (
            Gebruiker.objects.create(email=f"{naam}@bench.example.nl", naam=naam, rollen=[naam])
            for naam in ("projectleider", "coach")
        )
        self.themas = [
            Thema.objects.create(
                slug=f"bench-{nr}", name=f"Bench {nr}", kleur="herstel", icoon="plant"
            )
            for nr in range(7)
        ]
        self.regios = [
            Regio.objects.create(slug=f"bench-{nr}", naam=f"Bench {nr}", soort="provincie")
            for nr in range(3)
        ]
        self.organisaties = Organisatie.objects.bulk_create(
            Organisatie(slug=f"bench-{nr}", naam=f"Bench {nr}") for nr in range(60)
        )

    def vul_kennisbank(self, erbij: int, masterclasses: int, edities: int) -> None:
        """Make what stands on the site, and what became of it."""
        for versie in Beschrijving.objects.only("pk", "status", "gepubliceerd_op"):
            self._verleden(versie)
        self._innovaties(erbij)
        self._masterclasses(masterclasses)
        self._nieuwsbrieven(edities)

    def bewaar_log(self) -> None:
        """Write the lines of the log, with moments that are past."""
        vullen.schrijf({Logregel: self.log})

    def _ooit(self) -> datetime:
        """A moment in these years."""
        return self.nu - timedelta(days=365 * JAREN * self.kans.random())

    def _later(self, moment: datetime, dagen: float = 60) -> datetime:
        return moment + timedelta(days=dagen * self.kans.random())

    def _noteer(
        self, over: models.Model, wat: str, op: datetime, van: str = "", naar: str = ""
    ) -> None:
        self.log.append(
            {
                "op": op,
                "door_id": self.wie.pk,
                "wie": "Wie",
                "wat": wat,
                "over_soort": over._meta.label_lower,
                "over_sleutel": over.pk,
                "van": van,
                "naar": naar,
                "velden": [],
                "toelichting": "",
            }
        )

    def _verleden(self, versie: Beschrijving) -> None:
        """How a description of the content came to be: reviewed, and changed on the way."""
        op = versie.gepubliceerd_op
        if op is None or op < self.nu - timedelta(days=365 * JAREN):
            return
        stappen = [Status.CONCEPT, Status.INGEDIEND, Status.IN_BEOORDELING, Status.GEPUBLICEERD]
        momenten = sorted(op - timedelta(days=40 * self.kans.random()) for _ in stappen[1:])
        vorige = ""
        for naar, moment in zip(stappen, [*momenten, op], strict=True):
            self._noteer(versie, naar, moment, vorige, naar)
            vorige = naar
        for _ in range(self.kans.randrange(12)):
            self._noteer(versie, "gewijzigd", self._later(momenten[0], 20))
        Beoordeling.objects.create(
            versie=versie,
            ingediend_op=momenten[1],
            ingediend_door=self.wie,
            eerste_reactie_op=momenten[2],
            eerste_reactie_door=self.ander,
        )

    def _innovaties(self, aantal: int) -> None:
        themas, regios = [], []
        for nr in range(aantal):
            innovatie = Innovatie.objects.create(slug=f"bench-{nr}")
            soort, vanaf = self.kans.choice([Soort.BESTAAND, Soort.GEWENST]), self._ooit()
            for nummer in range(1, self.kans.choice([2, 2, 3, 4])):
                versie = self._versie(innovatie, nummer, soort, vanaf)
                themas += [
                    ThemaBijBeschrijving(content_object=versie, tag=thema)
                    for thema in self.kans.sample(self.themas, self.kans.randrange(3))
                ]
                regios += [
                    Beschrijving.regios.through(beschrijving_id=versie.pk, regio_id=regio.pk)
                    for regio in self.kans.sample(self.regios, self.kans.randrange(3))
                ]
                if versie.gepubliceerd_op is None:
                    if versie.status != Status.AFGEWEZEN:
                        break
                    continue
                live = versie if versie.status in ZICHTBAAR else None
                Innovatie.objects.filter(pk=innovatie.pk).update(gepubliceerd=live)
                vanaf = self._later(max(vanaf, versie.gepubliceerd_op), 200)
                soort = self.kans.choice([soort, Soort.BESTAAND])
                if vanaf > self.nu:
                    break
        ThemaBijBeschrijving.objects.bulk_create(themas)
        Beschrijving.regios.through._default_manager.bulk_create(regios)

    def _stappen(self, vanaf: datetime) -> list[tuple[datetime, Status]]:
        """The statuses of one version in turn, with their moments before now."""
        weg = [Status.CONCEPT, Status.INGEDIEND, Status.IN_BEOORDELING]
        if self.kans.random() < 0.3:
            weg += [Status.AANVULLING, Status.INGEDIEND, Status.IN_BEOORDELING]
        weg.append(Status.GEPUBLICEERD if self.kans.random() < 0.85 else Status.AFGEWEZEN)
        if weg[-1] == Status.GEPUBLICEERD and self.kans.random() < 0.4:
            weg.append(Status.TE_BEVESTIGEN)
            weg.append(self.kans.choice([Status.GEPUBLICEERD, Status.GEARCHIVEERD]))
        stappen, op = [], vanaf
        for naar in weg:
            if op >= self.nu:
                break
            stappen.append((op, naar))
            op = self._later(op)
        return stappen

    def _versie(
        self, innovatie: Innovatie, nummer: int, soort: str, vanaf: datetime
    ) -> Beschrijving:
        """One version with its way through the redactie, as far as it came before now."""
        stappen = self._stappen(vanaf)
        zonder_log = nummer == 1 and self.kans.random() < 0.2
        uit = next((op for op, naar in stappen if naar == Status.GEPUBLICEERD), None)
        status = stappen[-1][1]
        versie = Beschrijving.objects.create(
            innovatie=innovatie,
            versie=nummer,
            titel=f"Beschrijving {innovatie.pk}.{nummer}",
            soort=soort,
            fase=self.kans.choice(["", *Fase.values]),
            status=status,
            gepubliceerd_op=uit,
            gepubliceerd_door=self.wie if uit else None,
        )
        vorige = ""
        for op, naar in () if zonder_log else stappen:
            self._noteer(versie, naar, op, vorige, naar)
            vorige = naar
        ingediend = next((op for op, naar in stappen if naar == Status.INGEDIEND), None)
        reactie = next((op for op, naar in stappen if naar == Status.IN_BEOORDELING), None)
        if ingediend:
            Beoordeling.objects.create(
                versie=versie,
                ingediend_op=ingediend,
                ingediend_door=self.wie,
                eerste_reactie_op=reactie,
                eerste_reactie_door=self.ander if reactie else None,
            )
        return versie

    def _masterclasses(self, aantal: int) -> None:
        for nr in range(aantal):
            dag = timezone.localdate(self._ooit()) + timedelta(days=30)
            begin = begin_van_dag(dag) + timedelta(hours=10)
            fase = self.kans.choice([Masterclassfase.AANGEKONDIGD] * 5 + list(Masterclassfase))
            bekend = fase != Masterclassfase.CONCEPT
            weg = fase == Masterclassfase.AFGELAST
            masterclass = Masterclass.objects.create(
                slug=f"bench-{nr}",
                titel=f"Masterclass {nr}",
                thema=self.themas[0],
                begin=begin,
                einde=begin + timedelta(hours=6),
                organisator=self.wie,
                fase=fase,
                reden="Ziek." if weg else "",
                aangekondigd_op=begin - timedelta(days=50) if bekend else None,
                aangekondigd_door=self.wie if bekend else None,
                afgelast_op=begin - timedelta(days=5) if weg else None,
                afgelast_door=self.wie if weg else None,
            )
            if bekend:
                self._deelnemers(masterclass)

    def _deelnemers(self, masterclass: Masterclass) -> None:
        statussen = [
            self.kans.choice([Aanmeldstatus.BEVESTIGD] * 3 + [Aanmeldstatus.WACHTLIJST] * 2)
            for _ in range(self.kans.randrange(30))
        ]
        plekken = iter(
            Plek.objects.bulk_create(
                Plek(masterclass=masterclass, wijze="zaal") for _ in range(len(statussen))
            )
        )
        aanmeldingen = []
        for status in statussen:
            met_plek = status == Aanmeldstatus.BEVESTIGD
            was_er = met_plek and masterclass.einde < self.nu and self.kans.random() < 0.8
            aanmeldingen.append(
                Aanmelding(
                    masterclass=masterclass,
                    wijze="zaal",
                    status=status,
                    plek=next(plekken) if met_plek else None,
                    rol="professional",
                    akkoord_op=masterclass.begin,
                    aangemeld_op=masterclass.begin,
                    bevestigd_op=masterclass.begin,
                    aanwezig_op=masterclass.begin if was_er else None,
                    aanwezig_door=self.wie if was_er else None,
                )
            )
        Aanmelding.objects.bulk_create(aanmeldingen)
        Evaluatie.objects.bulk_create(
            Evaluatie(masterclass=masterclass, cijfer=self.kans.randint(1, 10))
            for a in aanmeldingen
            if a.aanwezig_op and self.kans.random() < 0.5
        )

    def _nieuwsbrieven(self, aantal: int) -> None:
        for nr in range(aantal):
            status = self.kans.choice([Editiestatus.VERZONDEN] * 5 + list(Editiestatus))
            begonnen = status in (
                Editiestatus.VERZONDEN,
                Editiestatus.BEZIG,
                Editiestatus.GESTOPT,
            )
            op, klaar = self._ooit(), status == Editiestatus.VERZONDEN
            editie = Editie.objects.create(
                slug=f"bench-{nr}",
                status=status,
                onderwerp=f"Nieuwsbrief {nr}",
                gemaakt_door=self.wie,
                gepland_op=op,
                gepland_door=self.wie,
                verzendmoment=op,
                begonnen_op=op if begonnen else None,
                stukken={"html": {}, "tekst": {}} if begonnen else None,
                klaar_op=op if klaar else None,
                verzonden=self.kans.randrange(1000) if klaar else 0,
                mislukt=self.kans.randrange(20) if klaar else 0,
            )
            if begonnen:
                Levering.objects.bulk_create(
                    self._levering(editie, op, nummer) for nummer in range(self.kans.randrange(40))
                )
        personen = range(aantal * ABONNEES_PER_EDITIE)
        bewijs = []
        for persoon in personen:
            op = self._ooit() - timedelta(days=200 * self.kans.random())
            stappen = self.kans.randint(1, 4)
            for stap in list(Toestemmingsstap)[:2] * 2:
                if stappen and op < self.nu:
                    bewijs.append(
                        Toestemming(kenmerk=f"bench-{persoon}", stap=stap, op=op, tekst="Ja.")
                    )
                    stappen, op = stappen - 1, self._later(op, 300)
        self.kans.shuffle(bewijs)
        Toestemming.objects.bulk_create(bewijs)

    def _levering(self, editie: Editie, op: datetime, nummer: int) -> Levering:
        status = self.kans.choice(list(Leveringstatus))
        return Levering(
            editie=editie,
            email=f"{nummer}@bench.example.nl",
            blokken=[],
            status=status,
            volgende_op=op,
            verzonden_op=op if status == Leveringstatus.VERZONDEN else None,
        )
