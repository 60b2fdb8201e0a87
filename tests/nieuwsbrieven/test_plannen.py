"""Planning an edition, taking that back, stopping and resuming."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoCaptureOnCommitCallbacks

from basis.fouten import RuleViolation, Verboden
from logboek.models import Logregel
from nieuwsbrieven.actions.plannen import hervat, plan, stop, trek_terug
from nieuwsbrieven.actions.verzenden import VERSTUREN, begin
from nieuwsbrieven.keuzelijsten import Editiestatus
from nieuwsbrieven.models import Editie
from nieuwsbrieven.zinnen import ZINNEN
from tests.maak import maak_abonnee, maak_editie, maak_gebruiker, over
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db


def wekkers() -> int:
    """How many jobs wait that send newsletters."""
    return ProcrastinateJob.objects.filter(task_name=VERSTUREN, status="todo").count()


def test_plannen_legt_vast_wie_en_wanneer() -> None:
    editie, door, moment = maak_editie(), maak_gebruiker(rollen=["webredacteur"]), over(3)

    plan(editie=editie, moment=moment, door=door)

    editie.refresh_from_db()
    regel = Logregel.objects.over(editie).get()
    assert (editie.status, editie.verzendmoment) == (Editiestatus.GEPLAND, moment)
    assert (editie.gepland_door, regel.door) == (door, door)
    assert (regel.wat, regel.van, regel.naar) == ("gepland", "concept", "gepland")
    assert wekkers() == 0


@pytest.mark.parametrize(
    ("moment", "uitleg"),
    [
        (timedelta(minutes=-6), "toekomst"),
        (timedelta(days=-300), "toekomst"),
        (timedelta(days=367), "binnen een jaar"),
    ],
)
def test_een_moment_dat_voorbij_of_te_ver_is_wordt_geweigerd(
    moment: timedelta, uitleg: str
) -> None:
    editie = maak_editie()

    with pytest.raises(RuleViolation, match=uitleg):
        plan(editie=editie, moment=timezone.now() + moment, door=editie.gemaakt_door)

    editie.refresh_from_db()
    assert editie.status == Editiestatus.CONCEPT
    assert not Logregel.objects.exists()


def test_nu_wekt_de_werker_en_een_dubbele_klik_is_een_keer(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    editie = maak_editie()
    opdracht = partial(plan, editie=editie, door=editie.gemaakt_door)

    with django_capture_on_commit_callbacks(execute=True):
        opdracht(moment=timezone.now())
        opdracht(moment=timezone.now())

    assert Logregel.objects.over(editie).count() == 1
    assert wekkers() == 1


def test_een_collega_plant_niet_over_een_ander_heen() -> None:
    editie, ander = maak_editie(), maak_gebruiker(rollen=["webredacteur"])
    moment = over(2)
    plan(editie=editie, moment=moment, door=editie.gemaakt_door)

    with pytest.raises(RuleViolation, match=r"al gepland, voor .* uur"):
        plan(editie=editie, moment=over(5), door=ander)

    editie.refresh_from_db()
    assert (editie.verzendmoment, editie.gepland_door) == (moment, editie.gemaakt_door)


def test_wat_nog_niet_goed_is_wordt_genoemd() -> None:
    editie = maak_editie(blokken=0)

    with pytest.raises(RuleViolation, match=r"Verbeter eerst: .*nog niets"):
        plan(editie=editie, moment=over(1), door=editie.gemaakt_door)


def test_vier_ogen_gaan_voor() -> None:
    editie, lezer = maak_editie(vier_ogen=True), maak_gebruiker(rollen=["kennismakelaar"])

    with pytest.raises(RuleViolation, match="collega moet deze nieuwsbrief eerst lezen"):
        plan(editie=editie, moment=over(1), door=editie.gemaakt_door)
    Editie.objects.update(akkoord_op=timezone.now(), akkoord_door=lezer)
    plan(editie=editie, moment=over(1), door=editie.gemaakt_door)

    editie.refresh_from_db()
    assert editie.status == Editiestatus.GEPLAND


def test_wie_een_oudere_stand_bekeek_kijkt_eerst_opnieuw() -> None:
    editie = maak_editie()

    with pytest.raises(RuleViolation, match="wijzigde deze nieuwsbrief net"):
        plan(editie=editie, moment=over(1), door=editie.gemaakt_door, kenmerk="van eerder")


def test_terugtrekken_kan_tot_het_verzenden_begint() -> None:
    editie = maak_editie(status=Editiestatus.GEPLAND)
    door = editie.gemaakt_door
    maak_abonnee()

    trek_terug(editie=editie, door=door)
    trek_terug(editie=editie, door=door)
    editie.refresh_from_db()
    terug = (editie.status, editie.verzendmoment, editie.gepland_door)
    plan(editie=editie, moment=timezone.now(), door=door)
    begin(editie.pk, timezone.now())

    assert terug == (Editiestatus.CONCEPT, None, None)
    with pytest.raises(RuleViolation, match="al begonnen"):
        trek_terug(editie=editie, door=door)


def test_stoppen_en_verdergaan_zijn_ieder_een_stap(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    editie = maak_editie(status=Editiestatus.BEZIG)
    door = editie.gemaakt_door

    stop(editie=editie, door=door, reden="Er staat een fout in.")
    stop(editie=editie, door=door)
    editie.refresh_from_db()
    gestopt = (editie.status, editie.reden, editie.gestopt_door)
    with django_capture_on_commit_callbacks(execute=True):
        hervat(editie=editie, door=door)
        hervat(editie=editie, door=door)
    editie.refresh_from_db()

    assert gestopt == (Editiestatus.GESTOPT, "Er staat een fout in.", door)
    assert (editie.status, editie.reden, editie.gestopt_op) == (Editiestatus.BEZIG, "", None)
    assert [regel.wat for regel in Logregel.objects.over(editie)] == ["hervat", "gestopt"]
    assert wekkers() == 1


@pytest.mark.parametrize("status", [s for s in Editiestatus if s not in ("bezig", "gestopt")])
def test_wat_niet_onderweg_is_stopt_en_hervat_niet(status: Editiestatus) -> None:
    editie = maak_editie(status=status)

    for stap in (stop, hervat):
        with pytest.raises(RuleViolation):
            stap(editie=editie, door=editie.gemaakt_door)

    assert not Logregel.objects.exists()


@pytest.mark.parametrize("stap", [partial(plan, moment=over(1)), trek_terug, stop, hervat])
def test_alleen_een_webredacteur_verstuurt(stap: Callable[..., object]) -> None:
    editie = maak_editie()

    with pytest.raises(Verboden):
        stap(editie=editie, door=maak_gebruiker(rollen=["kennismakelaar"]))


def test_elke_stap_heeft_een_zin() -> None:
    stappen = {"gepland", "teruggetrokken", "gestopt", "hervat", "verzonden"}

    assert stappen | {"verzending-begonnen", "verzending-geweigerd"} <= ZINNEN.keys()


@pytest.mark.django_db(transaction=True)
def test_twee_redacteuren_tegelijk_plannen_een_keer() -> None:
    editie = maak_editie()
    redacteuren = [maak_gebruiker(rollen=["webredacteur"]) for _ in range(2)]
    geweigerd: list[str] = []

    def probeer(nummer: int) -> None:
        try:
            plan(editie=editie, moment=over(nummer + 1), door=redacteuren[nummer])
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(partial(probeer, 0), partial(probeer, 1))

    editie.refresh_from_db()
    assert editie.status == Editiestatus.GEPLAND
    assert Logregel.objects.over(editie).count() == len(geweigerd) == 1
    assert "al gepland" in geweigerd[0]
