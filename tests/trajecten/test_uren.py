"""The hours of a coach: planned, made, and never more than a week has."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from tests.maak import maak_gebruiker, maak_traject, nieuwe_deelname
from tests.tegelijk import tegelijk
from trajecten.actions import trajecten
from trajecten.actions.inschrijven import schrijf_in, stop_deelname
from trajecten.actions.trajecten import DEELNAME_VELDEN
from trajecten.actions.uren import bewaar_uren
from trajecten.keuzelijsten import Deelnamestatus
from trajecten.lezen.trajectpagina import urenblad
from trajecten.lezen.uren import WEEK, laatste_weken, maandag, stand_over
from trajecten.models import Deelname, Urenweek
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.klok


def nu() -> date:
    return maandag(timezone.localdate())


def deelname_bij(coach: Gebruiker, dagen_terug: int = 0) -> Deelname:
    begin = timezone.localdate() - timedelta(days=dagen_terug)
    traject = maak_traject(coaches=[coach], begin=begin)
    deelname = schrijf_in(deelname=nieuwe_deelname(traject, coach=coach), door=coach)
    if dagen_terug:
        begonnen = timezone.now() - timedelta(days=dagen_terug)
        Deelname.objects.filter(pk=deelname.pk).update(begonnen_op=begonnen)
        deelname.refresh_from_db()
    return deelname


def een_coach() -> Gebruiker:
    return maak_gebruiker(rollen=["coach"])


def vul(
    deelname: Deelname, uren: str | None, *, week: date | None = None, was: str | None = None
) -> int:
    vak = (deelname.pk, week or nu())
    return bewaar_uren(
        traject=deelname.traject,
        uren={vak: Decimal(uren) if uren else None},
        gezien={vak: Decimal(was)} if was else {},
        door=deelname.coach,
    )


def staat() -> list[tuple[int, Decimal]]:
    return list(Urenweek.objects.order_by("deelname", "week").values_list("deelname", "uren"))


@pytest.mark.django_db
def test_uren_komen_erbij_wijzigen_en_gaan_weg() -> None:
    deelname = deelname_bij(een_coach())

    vul(deelname, "2.5")
    erbij = staat()
    vul(deelname, "3", was="2.5")
    anders = staat()
    vul(deelname, None, was="3")

    assert (erbij, anders) == ([(deelname.pk, Decimal("2.5"))], [(deelname.pk, Decimal(3))])
    assert staat() == []


@pytest.mark.django_db
def test_een_coach_geeft_over_alle_trajecten_samen_hoogstens_veertig_uur() -> None:
    coach = een_coach()
    een, ander = deelname_bij(coach), deelname_bij(coach)
    vul(een, "38")

    with pytest.raises(RuleViolation, match=r"op 41 uur.*Vul 1 uur minder in"):
        vul(ander, "3")
    vul(ander, "2")

    assert sum(uren for _pk, uren in staat()) == 40


@pytest.mark.django_db
def test_van_twee_vakken_wordt_er_geen_bewaard_als_een_niet_past() -> None:
    coach = een_coach()
    deelname, ander = deelname_bij(coach, 14), deelname_bij(coach)
    vul(ander, "40")

    with pytest.raises(RuleViolation, match="op 42,5 uur"):
        bewaar_uren(
            traject=deelname.traject,
            uren={
                (deelname.pk, nu() - WEEK): Decimal(2),
                (deelname.pk, nu()): Decimal("2.5"),
            },
            gezien={},
            door=coach,
        )

    assert staat() == [(ander.pk, Decimal(40))]


@pytest.mark.django_db(transaction=True)
def test_twee_die_tegelijk_invullen_komen_niet_boven_veertig() -> None:
    coach = een_coach()
    deelnames = [deelname_bij(coach) for _ in range(2)]
    geweigerd: list[str] = []

    def probeer(deelname: Deelname) -> None:
        try:
            vul(deelname, "25")
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(*(lambda d=deelname: probeer(d) for deelname in deelnames))

    assert [uren for _pk, uren in staat()] == [Decimal(25)]
    assert len(geweigerd) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("week", "waarom"), [(WEEK, "Die week komt nog"), (timedelta(days=1), "op maandag")]
)
def test_niet_in_de_toekomst_en_alleen_hele_weken(week: timedelta, waarom: str) -> None:
    deelname = deelname_bij(een_coach())

    with pytest.raises(RuleViolation, match=waarom):
        vul(deelname, "2", week=nu() + week)

    assert staat() == []


@pytest.mark.django_db
def test_wat_een_collega_ondertussen_invulde_blijft_staan() -> None:
    deelname = deelname_bij(een_coach())
    vul(deelname, "2")

    with pytest.raises(RuleViolation, match="Een collega vulde ondertussen"):
        vul(deelname, "3")

    assert staat() == [(deelname.pk, Decimal(2))]


@pytest.mark.django_db
def test_een_coach_van_elders_en_een_vreemde_organisatie_worden_geweigerd() -> None:
    deelname, ander = deelname_bij(een_coach()), deelname_bij(een_coach())

    with pytest.raises(Verboden):
        bewaar_uren(traject=deelname.traject, uren={}, gezien={}, door=ander.coach)
    with pytest.raises(RuleViolation, match="doet niet mee aan dit traject"):
        bewaar_uren(
            traject=deelname.traject,
            uren={(ander.pk, nu()): Decimal(2)},
            gezien={},
            door=deelname.coach,
        )

    assert staat() == []


@pytest.mark.django_db
def test_een_andere_coach_krijgt_geen_uren_te_veel() -> None:
    een, twee = een_coach(), een_coach()
    traject = maak_traject(coaches=[een, twee])
    deelname = schrijf_in(deelname=nieuwe_deelname(traject, coach=een), door=een)
    vul(deelname, "3")
    vul(deelname_bij(twee), "39")
    waarden = {naam: getattr(deelname, naam) for naam in trajecten.DEELNAME_VELDEN}

    with pytest.raises(RuleViolation, match="op 42 uur"):
        trajecten.wijzig_deelname(
            deelname=deelname,
            waarden=waarden | {"coach": twee},
            kenmerk=kenmerk(deelname, DEELNAME_VELDEN),
            door=een,
        )

    assert Deelname.objects.get(pk=deelname.pk).coach == een


@pytest.mark.django_db
def test_gepland_telt_vanaf_het_meedoen() -> None:
    deelname = deelname_bij(een_coach(), 14)
    vul(deelname, "2", week=nu() - WEEK)

    blad = urenblad(deelname.traject, laatste_weken(timezone.localdate()))
    rij = blad.rijen(deelname.traject, lambda _deelname, week: week)[0]

    assert (rij.stand.gepland, rij.stand.gemaakt, rij.stand.verschil) == (
        Decimal("7.5"),
        Decimal(2),
        Decimal("-5.5"),
    )
    assert blad.per_week[-3:] == [Decimal(0), Decimal(2), Decimal(0)]


@pytest.mark.django_db
def test_na_het_stoppen_telt_er_niets_meer() -> None:
    deelname = deelname_bij(een_coach(), 21)
    stop_deelname(deelname=deelname, reden="Fusie.", door=deelname.coach)
    Deelname.objects.update(gestopt_op=timezone.now() - timedelta(days=14))
    deelname.refresh_from_db()

    stand = stand_over(deelname, deelname.traject, laatste_weken(timezone.localdate()), Decimal(0))

    assert deelname.status == Deelnamestatus.GESTOPT
    assert stand.gepland == Decimal(5)
