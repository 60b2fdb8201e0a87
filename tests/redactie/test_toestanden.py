"""The workflow as a state machine: whatever anyone tries, in whatever order.

Only publishing (and what the yearly round, archiving and reports from elsewhere are for) changes
what a visitor sees; each step that succeeds leaves one log row, and each that is refused none.
After every step: nobody reviews, plans or publishes what they wrote; nothing goes live with a
question open; and only what is in review has a plan.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from innovaties.formaat import VELD
from innovaties.keuzelijsten import OPEN, Status
from innovaties.lezen import gids
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from organisaties.models import Organisatie
from redactie.actions.beoordelen import (
    archiveer,
    haal_terug,
    laat_los,
    neem_in_beoordeling,
    plan_publicatie,
    publiceer,
    publiceer_geplande,
    vraag_aanvulling,
    wijs_af,
    wijs_toe,
    zeg_plan_af,
)
from redactie.actions.bevestigen import bevestig, klopt_nog_sleutel
from redactie.actions.gegevens import draag_alles_over
from redactie.actions.navragen import loop_na
from redactie.actions.opmerkingen import antwoord, los_op, plaats_opmerking
from redactie.actions.schrijven import bewaar, dien_in, neem_terug, nieuwe_versie
from redactie.actions.weggooien import gooi_weg, zet_terug
from redactie.lezen.stappen import mogelijke_stappen
from redactie.models import Beoordeling, Opmerking
from tests.maak import maak_gebruiker, maak_gepubliceerd, maak_organisatie, maak_volledig
from tests.redactie.overgangen import TOEGESTAAN
from vinden import paginacache, stand, zoekindex
from werkplek.stapels import STAPELS

pytestmark = pytest.mark.django_db

WANDELINGEN = int(os.environ.get("WANDELINGEN", "3"))
STAPPEN = 100

PUBLIEK = [
    *("/", "/innovaties/", "/innovaties/?q=plan", "/innovaties.json", "/innovaties.csv"),
    *("/innovaties/plan/", "/innovaties/plan.json", "/innovaties/tweede/", "/thema/herstel/"),
    *(
        "/zoeken/?q=plan",
        "/zoeken/suggesties/?q=pl",
        "/feeds/innovaties.atom",
        "/sitemap-innovaties.xml",
    ),
]

ROLLEN = [
    *("indiener", "kennismakelaar", "collega", "coach", "webredacteur", "projectleider"),
    *("stuurgroep", "beheerder", "vreemde"),
]


def publieke_kant() -> dict[str, bytes]:
    """What a visitor gets at each kind of address, made anew."""
    paginacache.bewaard.clear()
    shutil.rmtree(instellingen.BEWAARD_ROOT, ignore_errors=True)
    zoekindex.bewaard.clear()
    gids.bewaard.clear()
    stand.bewaard.clear()
    client = Client()
    return {pad: client.get(pad).getvalue() for pad in PUBLIEK}


STAPELS_VAN_OPEN = {"aanvullen", "beoordelingen", "te-beoordelen", "concepten", "gepland"}
HANDELT = {
    *("schrijven", "meeschrijven", "indienen", "weggooien"),
    *("beoordelen", "toewijzen", "aanvulling", "publiceren", "plan-afzeggen"),
}
"""Steps that bring an open version further."""


def _ligt_op(rijen: QuerySet[Any] | list[Any], versie: Beschrijving) -> bool:
    """Whether `versie` is one of `rijen`; what else a task says of it is not asked."""
    assert isinstance(rijen, QuerySet)
    return rijen.filter(pk=versie.pk).exists()


class Redactie(RuleBasedStateMachine):
    """Two innovaties that are worked on, everyone with an account, and every step there is."""

    organisatie: Organisatie
    mensen: dict[str, Gebruiker]
    volledig: dict[str, Any]
    """All fields of a complete description but its title."""
    schreven: defaultdict[int, set[int]]
    """Who wrote in which version, as the steps below saw it happen."""
    live: set[int]
    """The versions that were ever public, up to the step before."""
    bevestigingen = 0

    def __init__(self) -> None:
        super().__init__()
        self.vangnet = transaction.atomic()
        self.vangnet.__enter__()
        maak_gepubliceerd(titel="Vast punt")  # an empty feed says when it was asked
        live = maak_gepubliceerd(titel="Plan", slug="plan", contact_email="contact@example.nl")
        Innovatie.objects.filter(pk=live.innovatie_id).update(organisatie=self.organisatie)
        tweede = maak_volledig(
            titel="Tweede plan", slug="tweede", schrijver=self.mensen["kennismakelaar"]
        )
        self.schreven = defaultdict(set, {tweede.pk: {self.mensen["kennismakelaar"].pk}})
        self.live = {versie.pk for versie in Beschrijving.objects.zichtbaar()}
        self.gezien = self.openbaar()

    def teardown(self) -> None:
        try:
            self.kijk()
        finally:
            for mens in self.mensen.values():
                mens.is_active = True
            transaction.set_rollback(True)
            self.vangnet.__exit__(None, None, None)

    def kijk(self) -> None:
        """The public side is as it was when it was last allowed to change."""
        nu = self.openbaar()
        assert {pad for pad in nu if nu[pad] != self.gezien[pad]} == set()

    def openbaar(self) -> dict[str, bytes]:
        """What there is to look at."""
        return publieke_kant()

    def stap(self, doe: Callable[[], Any], *, regels: int = 1) -> bool:
        """Try one step: it leaves its log rows, or is refused and leaves nothing.

        A plan that the step overtakes has one more row, which says that it is gone.
        """
        statussen = dict(Beschrijving.objects.values_list("pk", "status"))
        geschreven, plannen = Logregel.objects.count(), self.vervallen()
        try:
            with transaction.atomic():
                doe()
        except RuleViolation:
            assert dict(Beschrijving.objects.values_list("pk", "status")) == statussen
            assert Logregel.objects.count() == geschreven
            return False
        assert Logregel.objects.count() == geschreven + regels + self.vervallen() - plannen
        for pk, status in Beschrijving.objects.values_list("pk", "status"):
            vroeger = statussen.get(pk, Status.CONCEPT)
            assert status == vroeger or (vroeger, status) in TOEGESTAAN, (vroeger, status)
        assert not Beschrijving.objects.filter(status__in=OPEN, gepubliceerd_als__isnull=False)
        return True

    def vervallen(self) -> int:
        """How many plans were overtaken."""
        return Logregel.objects.filter(wat="plan-vervallen").count()

    def lukt(self, doe: Callable[[], Any]) -> bool:
        """Whether `doe` would do something; it is undone."""
        geschreven = Logregel.objects.count()
        try:
            with transaction.atomic():
                doe()
                gelukt = Logregel.objects.count() > geschreven
                transaction.set_rollback(True)
        except RuleViolation:
            return False
        return gelukt

    def zichtbare_stap(self, doe: Callable[[], Any]) -> None:
        """Try a step that may change the public side; look before and after it when it does."""
        if not self.lukt(doe):
            self.stap(doe)
            return
        self.kijk()
        assert self.stap(doe)
        self.gezien = self.openbaar()

    def ronde(self, doe: Callable[[], Any]) -> None:
        """Let the clock do what is due, which may be nothing or several steps."""
        if self.lukt(doe):
            self.kijk()
            doe()
            self.gezien = self.openbaar()

    def versie(self, slug: str) -> Beschrijving:
        """The version that work is done on: the newest."""
        return Beschrijving.objects.filter(innovatie__slug=slug).latest("versie")

    def mens(self, slug: str, wie: str) -> Gebruiker:
        """Who that is: the reviewer is another for each version."""
        if wie != "beoordelaar":
            return self.mensen[wie]
        beoordeling = Beoordeling.objects.filter(versie=self.versie(slug)).first()
        return (beoordeling and beoordeling.beoordelaar) or self.mensen["collega"]

    def niet_van(self, wie: Gebruiker, slug: str) -> bool:
        """Whether nothing in the version was written by `wie`."""
        return wie.pk not in self.schreven[self.versie(slug).pk]

    @invariant()
    def vier_ogen(self) -> None:
        """What somebody wrote another publishes, and plans to."""
        besluiten = Beschrijving.objects.values_list(
            "pk", "gepubliceerd_door", "beoordeling__publiceren_door"
        )
        for pk, *wie in besluiten:
            assert not self.schreven[pk].intersection(wie)

    @invariant()
    def niets_gaat_live_met_een_open_opmerking(self) -> None:
        nu = set(Beschrijving.objects.zichtbaar().values_list("pk", flat=True))
        assert not Opmerking.objects.filter(
            versie__in=nu - self.live, antwoord_op_opmerking=None, opgelost_op=None
        )
        self.live |= nu

    @invariant()
    def alleen_wat_beoordeeld_wordt_heeft_een_plan(self) -> None:
        gepland = Beoordeling.objects.exclude(publiceren_op=None, publiceren_door=None)
        assert {status for (status,) in gepland.values_list("versie__status")} <= {"in-beoordeling"}

    # More often those for whom a step is: else hardly a walk comes as far as a review.
    slugs = st.sampled_from(["plan", "tweede", "tweede", "tweede"])
    wie = st.sampled_from([*ROLLEN, *["kennismakelaar"] * 3, *["beoordelaar"] * 4])
    redacteuren = st.sampled_from(["kennismakelaar", "collega", "webredacteur"])

    @initialize(stappen=st.sampled_from([0, 2, 3]))
    def begint(self, stappen: int) -> None:
        """From a concept, from a review, or with a plan."""
        ver: list[Callable[[], None]] = [
            lambda: self.dient_in("tweede", "kennismakelaar"),
            lambda: self.neemt_in_beoordeling("tweede", "collega"),
            lambda: self.plant("tweede", "collega"),
        ]
        for stap in ver[:stappen]:
            stap()

    @rule(slug=slugs, wie=wie)
    def begint_nieuwe_versie(self, slug: str, wie: str) -> None:
        innovatie = Innovatie.objects.get(slug=slug)
        al_open = innovatie.versies.filter(status__in=OPEN).exists()
        door = self.mens(slug, wie)
        self.stap(lambda: nieuwe_versie(innovatie=innovatie, door=door), regels=0 if al_open else 1)

    @rule(slug=slugs, wie=wie, kern=st.sampled_from(["Eerste.", "Tweede.", "Derde."]))
    def schrijft(self, slug: str, wie: str, kern: str) -> None:
        versie, door = self.versie(slug), self.mens(slug, wie)
        gelukt = self.stap(
            lambda: bewaar(versie=versie, waarden={"kern": kern}, door=door),
            regels=0 if versie.kern == kern else 1,
        )
        if gelukt and versie.kern != kern:
            self.schreven[versie.pk].add(door.pk)

    @rule(slug=slugs, wie=wie)
    def maakt_compleet(self, slug: str, wie: str) -> None:
        """A live description from a source misses parts that publishing asks for."""
        versie, voor, door = self.versie(slug), Logregel.objects.count(), self.mens(slug, wie)
        try:
            with transaction.atomic():
                gewijzigd = bewaar(versie=versie, waarden=self.volledig, door=door)
        except RuleViolation:
            gewijzigd = []
        assert Logregel.objects.count() == voor + bool(gewijzigd)
        if gewijzigd:
            self.schreven[versie.pk].add(door.pk)

    @rule(slug=slugs, wie=wie)
    def dient_in(self, slug: str, wie: str) -> None:
        self.stap(lambda: dien_in(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=wie)
    def neemt_terug(self, slug: str, wie: str) -> None:
        self.stap(lambda: neem_terug(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=wie)
    def neemt_in_beoordeling(self, slug: str, wie: str) -> None:
        door = self.mens(slug, wie)
        if self.stap(lambda: neem_in_beoordeling(versie=self.versie(slug), door=door)):
            assert self.niet_van(door, slug)

    @rule(slug=slugs, wie=wie, aan=redacteuren)
    def wijst_toe(self, slug: str, wie: str, aan: str) -> None:
        gelukt = self.stap(
            lambda: wijs_toe(
                versie=self.versie(slug), aan=self.mensen[aan], door=self.mens(slug, wie)
            )
        )
        if gelukt:
            assert self.niet_van(self.mensen[aan], slug)
            assert self.niet_van(self.mens(slug, wie), slug)

    @rule(slug=slugs, wie=wie)
    def schrijft_mee(self, slug: str, wie: str) -> None:
        self.stap(lambda: laat_los(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(wie=st.sampled_from(["indiener", "kennismakelaar", "collega"]))
    def vertrekt_of_komt_terug(self, wie: str) -> None:
        mens = self.mensen[wie]
        mens.is_active = not mens.is_active
        mens.save(update_fields=["is_active"])

    @rule(van=redacteuren, aan=st.sampled_from(["kennismakelaar", "collega"]))
    def draagt_alles_over(self, van: str, aan: str) -> None:
        van_wie, aan_wie, web = (self.mensen[wie] for wie in (van, aan, "webredacteur"))
        with contextlib.suppress(RuleViolation), transaction.atomic():
            draag_alles_over(van=van_wie, aan=aan_wie, door=web)

    @rule(slug=slugs, wie=wie)
    def gooit_weg(self, slug: str, wie: str) -> None:
        self.stap(lambda: gooi_weg(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=wie)
    def zet_terug(self, slug: str, wie: str) -> None:
        self.stap(lambda: zet_terug(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(slug=slugs)
    def ligt_op_een_stapel(self, slug: str) -> None:
        """What is not live or ended lies on one pile of somebody who may act on it."""
        versie = self.versie(slug)
        if versie.status not in OPEN:
            return
        handelt = False
        for mens in self.mensen.values():
            stapels = [
                stapel.naam
                for stapel in STAPELS
                if stapel.naam in STAPELS_VAN_OPEN
                and stapel.mag(mens)
                and _ligt_op(stapel.rijen(mens), versie)
            ]
            assert len(stapels) <= 1, stapels
            handelt = handelt or bool(stapels and mogelijke_stappen(versie, mens) & HANDELT)
        assert handelt

    @rule(slug=slugs, wie=wie)
    def plaatst_opmerking(self, slug: str, wie: str) -> None:
        self.stap(
            lambda: plaats_opmerking(
                versie=self.versie(slug), onderdeel="kern", tekst="Hm.", door=self.mens(slug, wie)
            )
        )

    @rule(slug=slugs, wie=wie)
    def antwoordt(self, slug: str, wie: str) -> None:
        opmerking = Opmerking.objects.open().filter(versie=self.versie(slug)).first()
        if opmerking:
            self.stap(lambda: antwoord(op=opmerking, tekst="Zo.", door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=wie)
    def lost_op(self, slug: str, wie: str) -> None:
        opmerking = Opmerking.objects.open().filter(versie=self.versie(slug)).first()
        if opmerking:
            self.stap(lambda: los_op(opmerking=opmerking, door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=wie)
    def vraagt_aanvulling(self, slug: str, wie: str) -> None:
        self.stap(lambda: vraag_aanvulling(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=wie)
    def plant(self, slug: str, wie: str) -> None:
        straks = timezone.now() + timedelta(days=1)
        self.stap(
            lambda: plan_publicatie(versie=self.versie(slug), op=straks, door=self.mens(slug, wie))
        )

    @rule(slug=slugs, wie=wie)
    def zegt_plan_af(self, slug: str, wie: str) -> None:
        self.stap(lambda: zeg_plan_af(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=redacteuren)
    def publiceert(self, slug: str, wie: str) -> None:
        self.zichtbare_stap(lambda: publiceer(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(slug=slugs, wie=st.sampled_from([*ROLLEN[:1], *ROLLEN[3:4], *ROLLEN[5:]]))
    def publiceert_onbevoegd(self, slug: str, wie: str) -> None:
        assert not self.stap(lambda: publiceer(versie=self.versie(slug), door=self.mens(slug, wie)))

    @rule(dagen=st.sampled_from([0, 0, 0, 2]))
    def klok_publiceert(self, dagen: int) -> None:
        self.ronde(lambda: publiceer_geplande(timezone.now() + timedelta(days=dagen)))

    @rule(slug=slugs, wie=wie)
    def wijst_af(self, slug: str, wie: str) -> None:
        self.stap(
            lambda: wijs_af(versie=self.versie(slug), reden="Nee.", door=self.mens(slug, wie))
        )

    @rule(slug=slugs, wie=st.sampled_from(["webredacteur", "kennismakelaar"]))
    def archiveert(self, slug: str, wie: str) -> None:
        innovatie = Innovatie.objects.get(slug=slug)
        self.zichtbare_stap(
            lambda: archiveer(innovatie=innovatie, reden="Oud.", door=self.mens(slug, wie))
        )

    @rule(slug=slugs, wie=st.sampled_from(["webredacteur", "kennismakelaar"]))
    def haalt_terug(self, slug: str, wie: str) -> None:
        innovatie = Innovatie.objects.get(slug=slug)
        self.zichtbare_stap(lambda: haal_terug(innovatie=innovatie, door=self.mens(slug, wie)))

    @rule(maanden=st.sampled_from([0, 12]))
    def jaarronde(self, maanden: int) -> None:
        self.ronde(lambda: loop_na(timezone.localdate() + timedelta(days=31 * maanden)))

    @precondition(lambda self: self.bevestigingen < 3)
    @rule(slug=slugs)
    def bevestigt(self, slug: str) -> None:
        """A few times: the simplest walk of all is a hundred times this, with a look at each."""
        innovatie = Innovatie.objects.get(slug=slug)
        if innovatie.gepubliceerd_id:
            self.bevestigingen += 1
            sleutel = klopt_nog_sleutel(innovatie)
            self.zichtbare_stap(lambda: bevestig(sleutel=sleutel, wie="Programmabureau"))


class AlleenDeStappen(Redactie):
    """The same without a visitor, who costs most of the time: so walks that go further."""

    def openbaar(self) -> dict[str, bytes]:
        return {}


@pytest.mark.parametrize(
    ("machine", "wandelingen"), [(Redactie, WANDELINGEN), (AlleenDeStappen, 3 * WANDELINGEN)]
)
def test_wie_wat_ook_probeert(machine: type[Redactie], wandelingen: int) -> None:
    Redactie.organisatie = maak_organisatie()
    vol = maak_volledig()
    Redactie.volledig = {
        naam: veld.soort.haal(vol)
        for naam, veld in VELD.items()
        if naam not in ("titel", "kern", "soort")
    }
    Redactie.mensen = {rol: maak_gebruiker(rollen=[rol]) for rol in ROLLEN[:-1] if rol != "collega"}
    Redactie.mensen["collega"] = maak_gebruiker(rollen=["kennismakelaar"])
    Redactie.mensen["vreemde"] = maak_gebruiker(rollen=["indiener"])
    Redactie.mensen["indiener"].organisaties.add(Redactie.organisatie)
    Redactie.mensen["vreemde"].organisaties.add(maak_organisatie())

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=wandelingen,
            stateful_step_count=STAPPEN,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
