"""Load a planning to begin with: its organisations, besluiten, tranches, trajecten and a match.

What is planned already belongs to the site, and the file no longer changes it. Days count from
the day of loading; kennismakelaar and coach are the account of the loader until somebody else is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from basis.fouten import RuleViolation
from innovaties.keuzelijsten import Soort
from innovaties.models import Innovatie
from organisaties.models import Organisatie
from trajecten.actions.inschrijven import vereis_themakeuze
from trajecten.models import (
    Begeleidingsplan,
    Besluit,
    Deelname,
    Groepsbijeenkomst,
    Leerpunt,
    Toezegging,
    Traject,
    Trajectevaluatie,
    Tranche,
    Urenweek,
)
from trajecten.vindbaar import maak_vindbaar
from wensen.models import Belangstelling, Match
from werkplek.inhoud.lezen import Inhoudsrij, Lader

ORGANISATIE = ("slug", "naam", "soort", "toelichting")
BESLUIT = ("datum", "soort", "titel", "toelichting", "thema")
TRANCHE = ("slug", "titel", "thema", "begin", "einde", "doel", "samenvatting", "oproep")
TOEZEGGING = ("organisatie", "wat", "innovatie")
TRAJECT = ("slug", "titel", "thema", "begin", "einde", "status", "samenvatting")
DEELNAME = (
    *("organisatie", "innovatie", "projectleider", "projectleider_email"),
    *("commitment_van", "commitment_datum", "uren_per_week"),
)
BIJ_DEELNAME = ("uren", "plan", "evaluatie", "leerpunten")
PLAN = ("beginsituatie", "doel", "clientvraag", "aanpak", "afspraken")
EVALUATIE = ("oordeel", "resultaat", "gaat_door", "vervolg")
LEERPUNT = ("soort", "tekst", "oplossing", "volgorde")
BIJEENKOMST = ("datum", "plaats", "notities")
BELANGSTELLING = ("organisatie", "naam", "email", "inbreng")

WEEK = timedelta(days=7)


class PlanningLader(Lader):
    """Adds what is not planned yet."""

    velden = ("organisaties", "besluiten", "tranches", "trajecten", "matches")

    def zet(self, ruw: dict[str, Any]) -> None:
        for plek, rij in self.rijen(ruw, "organisaties", ORGANISATIE):
            organisatie = self.begin(Organisatie, rij, plek)
            if organisatie is not None:
                self.bewaar(organisatie, rij, ORGANISATIE, plek)
        for plek, rij in self.rijen(ruw, "besluiten", BESLUIT):
            besluit = self.begin(Besluit, rij, plek, per="titel", vastgelegd_door=self.door)
            if besluit is not None:
                self.bewaar(besluit, rij, BESLUIT, plek)
        for plek, rij in self.rijen(ruw, "tranches", (*TRANCHE, "open", "toezeggingen")):
            self._zet_tranche(rij, plek)
        extra = ("besluit", "deelnames", "bijeenkomsten")
        for plek, rij in self.rijen(ruw, "trajecten", (*TRAJECT, *extra)):
            self._zet_traject(rij, plek)
        for plek, rij in self.rijen(ruw, "matches", ("innovatie", "ontstaan", "belangstellingen")):
            self._zet_match(rij, plek)

    def _zet_tranche(self, ruw: dict[str, Any], plek: str) -> None:
        tranche = self.begin(Tranche, ruw, plek, kennismakelaar=self.door)
        if tranche is None:
            return
        if ruw.get("open") and (begin := self.moment(ruw, "begin", plek)):
            tranche.geopend_op, tranche.geopend_door = begin, self.door
        self.bewaar(tranche, ruw, TRANCHE, plek)
        toezeggingen = self.rijen(ruw, "toezeggingen", TOEZEGGING, plek)
        self.voeg_toe(Toezegging, {"tranche": tranche}, toezeggingen, TOEZEGGING)
        if not self.fouten:
            maak_vindbaar(tranche)

    def _zet_traject(self, ruw: dict[str, Any], plek: str) -> None:
        traject = self.begin(Traject, ruw, plek, gemaakt_door=self.door)
        if traject is None:
            return
        traject.nummer = _vrij(Traject.objects.values_list("nummer", flat=True))
        if titel := ruw.get("besluit"):
            traject.besluit = Besluit.objects.filter(titel=titel).first()
        self.bewaar(traject, ruw, TRAJECT, plek)
        if traject.pk:
            traject.coaches.set([self.door])
            try:
                vereis_themakeuze(traject)
            except RuleViolation as regel:
                self.fout(f"{plek}, besluit", regel)
        for nummer, (hier, rij) in enumerate(
            self.rijen(ruw, "deelnames", (*DEELNAME, *BIJ_DEELNAME), plek)
        ):
            self._zet_deelname(traject, nummer + 1, rij, hier)
        for hier, rij in self.rijen(ruw, "bijeenkomsten", (*BIJEENKOMST, "aanwezig"), plek):
            self._zet_bijeenkomst(traject, rij, hier)
        if not self.fouten:
            maak_vindbaar(traject)

    def _zet_deelname(self, traject: Traject, nummer: int, ruw: dict[str, Any], plek: str) -> None:
        deelname = Deelname(
            traject=traject,
            coach=self.door,
            plek=nummer,
            plek_in_alles=_vrij(Deelname.objects.values_list("plek_in_alles", flat=True)),
            begonnen_op=self.moment(ruw, "commitment_datum", plek) or timezone.now(),
            begonnen_door=self.door,
        )
        self.bewaar(deelname, ruw, DEELNAME, plek)
        ouder = {"deelname": deelname}
        self.voeg_toe(Urenweek, ouder, self._urenweken(traject, ruw, plek), ("week", "uren"))
        for model, naam, kolommen in (
            (Begeleidingsplan, "plan", PLAN),
            (Trajectevaluatie, "evaluatie", EVALUATIE),
        ):
            for hier, rij in self.een(ruw, naam, (*kolommen, "besproken"), plek):
                formulier = model(**ouder)
                if besproken := self.moment(rij, "besproken", hier):
                    formulier.besproken_op, formulier.besproken_door = besproken, self.door
                self.bewaar(formulier, rij, kolommen, hier)
        leerpunten = self.rijen(ruw, "leerpunten", LEERPUNT[:-1], plek)
        self.voeg_toe(Leerpunt, ouder, leerpunten, LEERPUNT)

    def _urenweken(self, traject: Traject, ruw: dict[str, Any], plek: str) -> list[Inhoudsrij]:
        """The hours of each week from the first Monday of the traject on."""
        begin: date | None = traject.begin  # None when the file has no day there
        if begin is None:
            return []
        maandag = begin + timedelta(days=-begin.weekday() % 7)
        return [
            (
                f"{plek}, uren, week {nummer + 1}",
                {"week": f"{maandag + nummer * WEEK}", "uren": uur},
            )
            for nummer, uur in enumerate(self.lijst(ruw.get("uren", []), f"{plek}, uren"))
        ]

    def _zet_bijeenkomst(self, traject: Traject, ruw: dict[str, Any], plek: str) -> None:
        """Save a meeting; who was there goes by the web names of the organisations."""
        bijeenkomst = Groepsbijeenkomst(traject=traject)
        self.bewaar(bijeenkomst, ruw, BIJEENKOMST, plek)
        namen = {str(naam) for naam in self.lijst(ruw.get("aanwezig", []), f"{plek}, aanwezig")}
        if not bijeenkomst.pk:
            return
        aanwezig = traject.deelnames.filter(organisatie__slug__in=namen)
        if onbekend := namen - set(aanwezig.values_list("organisatie__slug", flat=True)):
            self.fout(f"{plek}, aanwezig", f"doet niet mee: {', '.join(sorted(onbekend))}")
        bijeenkomst.aanwezig.set(aanwezig)

    def _zet_match(self, ruw: dict[str, Any], plek: str) -> None:
        slug = str(ruw.get("innovatie", ""))
        wens = Innovatie.objects.filter(slug=slug, gepubliceerd__soort=Soort.GEWENST).first()
        if wens is None:
            self.fout(f"{plek}, innovatie", f"geen gewenste innovatie: {slug}")
            return
        op = self.moment(ruw, "ontstaan", plek) or timezone.now()
        match = self.begin(Match, ruw, plek, per="innovatie", innovatie=wens, ontstaan_op=op)
        if match is None:
            return
        self.bewaar(match, {}, (), plek)
        for hier, rij in self.rijen(ruw, "belangstellingen", BELANGSTELLING, plek):
            belangstelling = Belangstelling(innovatie=wens, gemeld_op=op, bevestigd_op=op)
            self.bewaar(belangstelling, rij, BELANGSTELLING, hier)


def _vrij(bezet: Iterable[int | None]) -> int:
    """The lowest number that is not taken; the row's own check says when there are too many."""
    genomen = set(bezet)
    return next(nummer for nummer in count(1) if nummer not in genomen)
