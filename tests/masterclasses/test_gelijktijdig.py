"""Many at once for few seats, and whatever anyone does in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from basis.fouten import RuleViolation
from masterclasses.actions.aanmelden import bevestig, meld_aan, trek_in
from masterclasses.actions.plekken import laat_vervallen, zet_plekken
from masterclasses.keuzelijsten import Aanmeldstatus, Wijze
from masterclasses.lezen.slot import vergrendel
from masterclasses.models import Aanmelding, Behoefte, Masterclass
from tests.maak import maak_aanmelding, maak_masterclass, nieuwe_aanmelding
from tests.masterclasses.stormloop import (
    Stormdeel,
    loop_storm,
    na_afloop,
    wat_de_database_toelaat,
    wat_niet_klopt,
)
from tests.tegelijk import tegelijk, tot_iemand_wacht

PLEKKEN, DRADEN, PER_DRAAD = 2, 8, 5


@pytest.mark.django_db(transaction=True)
def test_wie_zich_tegelijk_aanmelden_afmelden_en_opschuiven() -> None:
    masterclass = maak_masterclass(zaal=PLEKKEN)
    delen: list[Stormdeel] = []
    gezien: list[list[str]] = []
    klaar: list[int] = []

    def loop(wie: int) -> None:
        try:
            delen.append(loop_storm(masterclass.pk, wie, PER_DRAAD, zaad=1))
        finally:
            klaar.append(wie)

    def kijk() -> None:
        with connection.cursor() as cursor:
            while len(klaar) < DRADEN:
                gezien.append(wat_niet_klopt(cursor, masterclass.pk))

    tegelijk(kijk, *(partial(loop, wie) for wie in range(DRADEN)))

    assert len(delen) == DRADEN
    assert masterclass.aanmeldingen.count() == DRADEN * PER_DRAAD
    assert [fout for keer in gezien for fout in keer] == []
    assert na_afloop(masterclass, delen, PLEKKEN) == []


@pytest.mark.django_db(transaction=True)
def test_wie_lang_op_het_slot_wacht_staat_niet_in_de_rij_voor_wie_intussen_een_plek_kreeg() -> None:
    masterclass = maak_masterclass(zaal=1)
    eerste = maak_aanmelding(masterclass)
    traag = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    trek_in(aanmelding=eerste)

    def bevestig_traag() -> None:
        try:
            bevestig(aanmelding=traag)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            vergrendel(masterclass)
            gedaan = pool.submit(bevestig_traag)
            tot_iemand_wacht()
            meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
        gedaan.result()

    traag.refresh_from_db()
    assert traag.status == Aanmeldstatus.WACHTLIJST
    with connection.cursor() as cursor:
        assert wat_niet_klopt(cursor, masterclass.pk) == []


@pytest.mark.django_db
def test_de_database_laat_niemand_meer_toe_dan_er_plekken_zijn() -> None:
    masterclass = maak_masterclass(zaal=1)
    maak_aanmelding(masterclass)

    assert wat_de_database_toelaat(masterclass) == []


@pytest.mark.django_db
def test_de_regels_zien_wat_niet_klopt() -> None:
    masterclass = maak_masterclass(zaal=1)
    maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    maak_aanmelding(masterclass)
    masterclass.plekken.create(wijze=Wijze.ZAAL)
    weg = maak_aanmelding(masterclass, status=Aanmeldstatus.INGETROKKEN)
    Behoefte.objects.create(aanmelding=weg, tekst="Vegetarisch")

    with connection.cursor() as cursor:
        fouten = wat_niet_klopt(cursor, masterclass.pk)

    assert [fout.partition(":")[0] for fout in fouten] == [
        "een plek is vrij terwijl iemand wacht",
        "iemand is voorgegaan",
        "iemand kent zijn stand niet",
        "wie er een behoefte aan had, komt niet meer",
    ]


class Deelnemers(RuleBasedStateMachine):
    """One masterclass with a few seats of each wijze, and everybody who wants one."""

    masterclass: Masterclass

    def __init__(self) -> None:
        super().__init__()
        self.vangnet = transaction.atomic()
        self.vangnet.__enter__()
        self.masterclass = maak_masterclass(zaal=2, online=1)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.vangnet.__exit__(None, None, None)

    @invariant()
    def klopt(self) -> None:
        with connection.cursor() as cursor:
            assert wat_niet_klopt(cursor, self.masterclass.pk) == []

    def stap(self, doe: Callable[[], Any]) -> None:
        """Try one step; one that is refused changes nothing."""
        voor = list(self.masterclass.aanmeldingen.values_list("pk", "status", "plek"))
        try:
            with transaction.atomic():
                doe()
        except RuleViolation:
            na = list(self.masterclass.aanmeldingen.values_list("pk", "status", "plek"))
            assert na == voor

    def een(self, nummer: int) -> Aanmelding | None:
        """One of the registrations there are, also of those that ended."""
        alle = list(self.masterclass.aanmeldingen.all())
        return alle[nummer % len(alle)] if alle else None

    wie = st.integers(0, 20)

    @rule(
        adres=st.integers(0, 12),
        wijze=st.sampled_from(Wijze),
        behoefte=st.sampled_from(["", "Vegetarisch"]),
    )
    def meldt_zich_aan(self, adres: int, wijze: Wijze, behoefte: str) -> None:
        aanmelding = nieuwe_aanmelding(
            self.masterclass, email=f"Adres{adres}@example.nl", wijze=wijze
        )
        self.stap(lambda: meld_aan(aanmelding=aanmelding, behoefte=behoefte))

    @rule(wie=wie)
    def bevestigt(self, wie: int) -> None:
        if aanmelding := self.een(wie):
            self.stap(lambda: bevestig(aanmelding=aanmelding))

    @rule(wie=wie)
    def trekt_zich_terug(self, wie: int) -> None:
        if aanmelding := self.een(wie):
            self.stap(lambda: trek_in(aanmelding=aanmelding))

    @rule(zaal=st.integers(0, 4), online=st.integers(0, 3))
    def zet_plekken(self, zaal: int, online: int) -> None:
        aantallen = {Wijze.ZAAL: zaal, Wijze.ONLINE: online}
        door = self.masterclass.organisator
        self.stap(lambda: zet_plekken(masterclass=self.masterclass, aantallen=aantallen, door=door))

    @rule(wie=wie)
    def antwoordt_te_laat(self, wie: int) -> None:
        """The time of one is over, and the next who does anything ends it."""
        aanmelding = self.een(wie)
        if aanmelding and aanmelding.verloopt:
            verstreken = timezone.now() - timedelta(seconds=1)
            Aanmelding.objects.filter(pk=aanmelding.pk).update(verloopt=verstreken)

    @rule(uren=st.sampled_from([0, 25, 49]))
    def klok_loopt(self, uren: int) -> None:
        straks: datetime = timezone.now() + timedelta(hours=uren)
        laat_vervallen(straks)

        assert not self.masterclass.aanmeldingen.verlopen(straks).exists()


@pytest.mark.django_db
def test_wie_wat_ook_doet() -> None:
    run_state_machine_as_test(
        Deelnemers,
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
