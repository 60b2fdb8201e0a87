"""A traject after planning: changed, begun, ended; and what a coach writes in it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from basis.data import na_maanden
from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from logboek.models import Logregel
from organisaties.models import Organisatie
from tests.maak import maak_gebruiker, maak_thema, maak_traject, nieuwe_deelname
from trajecten.actions import begeleiden, trajecten
from trajecten.actions.inschrijven import plan_traject, schrijf_in, stop_deelname
from trajecten.actions.trajecten import DEELNAME_VELDEN
from trajecten.keuzelijsten import Deelnamestatus, Leerpuntsoort, Oordeel, Trajectstatus
from trajecten.models import (
    Begeleidingsplan,
    Deelname,
    Groepsbijeenkomst,
    Leerpunt,
    Traject,
    Trajectevaluatie,
)
from trajecten.rechten import mag_traject
from werkplek.bewerken import kenmerk
from werkplek.rechten import mag_sturen, mag_zien

pytestmark = pytest.mark.django_db

PLAN = {"doel": "Minder wachten.", "aanpak": "Samen plannen."}
EVALUATIE = {"oordeel": Oordeel.GEHAALD, "resultaat": "Minder wachttijd.", "gaat_door": True}


@pytest.fixture
def projectleider() -> Gebruiker:
    return maak_gebruiker(rollen=["projectleider"])


def meedoend(traject: Traject, **velden: object) -> Deelname:
    return schrijf_in(deelname=nieuwe_deelname(traject, **velden), door=traject.coaches.all()[0])


def in_voorbereiding(organisaties: int = 0, **velden: Any) -> Traject:
    traject = maak_traject(status=Trajectstatus.VOORBEREIDING, **velden)
    for _ in range(organisaties):
        meedoend(traject)
    return traject


def coach_van(traject: Traject) -> Gebruiker:
    return traject.coaches.all()[0]


def waarden_van(traject: Traject, **anders: object) -> dict[str, object]:
    namen = ("titel", "samenvatting", "begin", "einde")
    return {naam: getattr(traject, naam) for naam in namen} | anders


def bewerk(traject: Traject, door: Gebruiker, **anders: object) -> Traject:
    return trajecten.bewerk_traject(
        traject=traject,
        waarden=waarden_van(traject, **anders),
        coaches=list(traject.coaches.all()),
        kenmerk=kenmerk(traject),
        door=door,
    )


def met_plan(deelname: Deelname) -> Begeleidingsplan:
    return begeleiden.bewaar_plan(deelname=deelname, waarden=PLAN, kenmerk="", door=deelname.coach)


def met_evaluatie(deelname: Deelname, *leerpunten: Leerpunt) -> Trajectevaluatie:
    return begeleiden.bewaar_evaluatie(
        deelname=deelname,
        waarden=EVALUATIE,
        leerpunten=leerpunten,
        kenmerk="",
        door=deelname.coach,
    )


def stappen_over(traject: Traject) -> list[str]:
    return [regel.wat for regel in Logregel.objects.over(traject).order_by("pk")]


# --- the traject itself ---


def test_een_nieuw_traject_krijgt_een_vrije_webnaam(projectleider: Gebruiker) -> None:
    maak_traject(slug="samen-sterk")
    begin = date(2027, 1, 1)
    nieuw = Traject(
        titel="Samen sterk",
        thema=maak_thema("regionale-samenwerking"),
        begin=begin,
        einde=na_maanden(begin, 12),
    )

    plan_traject(traject=nieuw, coaches=[], door=projectleider)

    assert nieuw.slug == "samen-sterk-2"


def test_bewerken_houdt_zich_aan_vijftien_maanden(projectleider: Gebruiker) -> None:
    traject = in_voorbereiding()
    laatste = na_maanden(traject.begin, 15)

    bewerk(traject, projectleider, einde=laatste)
    traject.refresh_from_db()
    with pytest.raises(RuleViolation, match="hoogstens 15 maanden"):
        bewerk(traject, projectleider, einde=laatste + timedelta(days=1))

    assert Traject.objects.get(pk=traject.pk).einde == laatste


def test_van_twee_die_tegelijk_bewerken_verliest_de_tweede_niets(
    projectleider: Gebruiker,
) -> None:
    eerste = in_voorbereiding()
    tweede = Traject.objects.get(pk=eerste.pk)
    bewerk(eerste, projectleider, titel="Eerste")

    with pytest.raises(RuleViolation, match="Een collega wijzigde dit ondertussen"):
        bewerk(tweede, projectleider, titel="Tweede")

    assert Traject.objects.get(pk=eerste.pk).titel == "Eerste"


def test_wat_loopt_begint_niet_op_een_andere_dag(projectleider: Gebruiker) -> None:
    traject = maak_traject()

    with pytest.raises(RuleViolation, match="begindatum wijzigt niet"):
        bewerk(traject, projectleider, begin=traject.begin + timedelta(days=1))


def test_een_coach_met_organisaties_gaat_niet_weg(projectleider: Gebruiker) -> None:
    traject = maak_traject()
    meedoend(traject)

    with pytest.raises(RuleViolation, match="begeleidt nog organisaties"):
        trajecten.bewerk_traject(
            traject=traject,
            waarden=waarden_van(traject),
            coaches=[],
            kenmerk=kenmerk(traject),
            door=projectleider,
        )

    assert traject.coaches.count() == 1


@pytest.mark.parametrize(("aantal", "nog"), [(0, "Nog 6 organisaties"), (5, "Nog 1 organisatie")])
def test_een_traject_begint_niet_met_minder_dan_zes(
    aantal: int, nog: str, projectleider: Gebruiker
) -> None:
    traject = in_voorbereiding(aantal)

    with pytest.raises(RuleViolation, match=nog):
        trajecten.start(traject=traject, door=projectleider)

    assert Traject.objects.get(pk=traject.pk).status == Trajectstatus.VOORBEREIDING


def test_met_zes_begint_het(projectleider: Gebruiker) -> None:
    traject = in_voorbereiding(6)

    trajecten.start(traject=traject, door=projectleider)

    assert Traject.objects.get(pk=traject.pk).status == Trajectstatus.LOPEND
    assert stappen_over(traject) == [*["deelname-begonnen"] * 6, "traject-gestart"]


def test_wie_stopt_telt_niet_mee_voor_het_begin(projectleider: Gebruiker) -> None:
    traject = in_voorbereiding(6)
    stop_deelname(deelname=traject.deelnames.all()[0], reden="Fusie.", door=projectleider)

    with pytest.raises(RuleViolation, match="Nog 1 organisatie"):
        trajecten.start(traject=traject, door=projectleider)


def test_een_traject_eindigt_pas_als_elke_deelname_klaar_is(projectleider: Gebruiker) -> None:
    traject = maak_traject()
    klaar, bezig = meedoend(traject), meedoend(traject)
    met_plan(klaar)
    met_evaluatie(klaar)
    trajecten.rond_af(deelname=klaar, door=klaar.coach)

    with pytest.raises(RuleViolation, match=f"Nog bezig: {bezig.organisatie}."):
        trajecten.rond_traject_af(traject=traject, door=projectleider)
    stop_deelname(deelname=bezig, reden="Geen tijd.", door=projectleider)
    trajecten.rond_traject_af(traject=traject, door=projectleider)

    assert Traject.objects.get(pk=traject.pk).status == Trajectstatus.AFGEROND


def test_wat_vervalt_geeft_alle_plaatsen_terug(projectleider: Gebruiker) -> None:
    traject = in_voorbereiding(2)

    trajecten.laat_vervallen(traject=traject, reden="Geen animo.", door=projectleider)

    traject.refresh_from_db()
    assert (traject.status, traject.nummer) == (Trajectstatus.VERVALLEN, None)
    assert (
        list(traject.deelnames.values_list("status", "plek", "plek_in_alles"))
        == [("gestopt", None, None)] * 2
    )
    assert Logregel.objects.over(traject)[0].toelichting == "Geen animo."


@pytest.mark.parametrize(
    ("status", "reden", "waarom"),
    [
        (Trajectstatus.LOPEND, "Geen animo.", "al begonnen"),
        (Trajectstatus.VOORBEREIDING, " ", "Schrijf in een zin"),
    ],
)
def test_wat_begon_vervalt_niet_en_zonder_reden_ook_niet(
    status: str, reden: str, waarom: str, projectleider: Gebruiker
) -> None:
    traject = maak_traject(status=status)

    with pytest.raises(RuleViolation, match=waarom):
        trajecten.laat_vervallen(traject=traject, reden=reden, door=projectleider)

    assert Traject.objects.get(pk=traject.pk).status == status


# --- taking part ---


def test_een_nieuwe_organisatie_komt_er_alleen_met_een_plaats(projectleider: Gebruiker) -> None:
    vol, vrij = maak_traject(), maak_traject()
    for _ in range(10):
        meedoend(vol)
    nieuw = nieuwe_deelname(vol, organisatie=Organisatie(naam="De Nieuwe"))

    with pytest.raises(RuleViolation, match="al 10 organisaties"):
        trajecten.laat_meedoen(deelname=nieuw, door=projectleider)
    assert not Organisatie.objects.filter(naam="De Nieuwe").exists()
    gelukt = nieuwe_deelname(vrij, organisatie=Organisatie(naam="De Nieuwe"))
    trajecten.laat_meedoen(deelname=gelukt, door=projectleider)

    assert Deelname.objects.get(pk=gelukt.pk).organisatie.slug == "de-nieuwe"


def test_een_deelname_krijgt_een_andere_coach_van_dit_traject() -> None:
    een, twee = (maak_gebruiker(rollen=["coach"]) for _ in range(2))
    deelname = meedoend(maak_traject(coaches=[een, twee]), coach=een)
    namen = trajecten.DEELNAME_VELDEN
    waarden = {naam: getattr(deelname, naam) for naam in namen}
    gelezen = kenmerk(deelname, DEELNAME_VELDEN)

    trajecten.wijzig_deelname(
        deelname=deelname, waarden=waarden | {"coach": twee}, kenmerk=gelezen, door=een
    )
    with pytest.raises(RuleViolation, match="Een collega wijzigde dit"):
        trajecten.wijzig_deelname(deelname=deelname, waarden=waarden, kenmerk=gelezen, door=een)

    assert Deelname.objects.get(pk=deelname.pk).coach == twee


@pytest.mark.parametrize("vreemd", [["coach"], []])
def test_een_coach_van_elders_begeleidt_niet(vreemd: list[str]) -> None:
    deelname = meedoend(maak_traject())
    waarden = {naam: getattr(deelname, naam) for naam in trajecten.DEELNAME_VELDEN}

    with pytest.raises(RuleViolation, match="coach van dit traject"):
        trajecten.wijzig_deelname(
            deelname=deelname,
            waarden=waarden | {"coach": maak_gebruiker(rollen=vreemd)},
            kenmerk=kenmerk(deelname, DEELNAME_VELDEN),
            door=deelname.coach,
        )


def test_afronden_vraagt_een_plan_en_een_evaluatie() -> None:
    deelname = meedoend(maak_traject())

    with pytest.raises(RuleViolation, match="begeleidingsplan en evaluatie"):
        trajecten.rond_af(deelname=deelname, door=deelname.coach)
    met_plan(deelname)
    with pytest.raises(RuleViolation, match="Schrijf eerst: evaluatie"):
        trajecten.rond_af(deelname=deelname, door=deelname.coach)
    met_evaluatie(deelname)
    trajecten.rond_af(deelname=deelname, door=deelname.coach)

    deelname.refresh_from_db()
    assert (deelname.status, deelname.plek) == (Deelnamestatus.AFGEROND, 1)


# --- plan, evaluatie and meetings ---


def test_van_twee_die_aan_een_plan_schrijven_wint_de_eerste() -> None:
    deelname = meedoend(maak_traject())
    met_plan(deelname)

    with pytest.raises(RuleViolation, match="Een collega wijzigde dit ondertussen"):
        begeleiden.bewaar_plan(
            deelname=deelname, waarden=PLAN | {"doel": "Anders."}, kenmerk="", door=deelname.coach
        )

    assert Begeleidingsplan.objects.get().doel == PLAN["doel"]


def test_besproken_geldt_tot_het_plan_wijzigt(projectleider: Gebruiker) -> None:
    deelname = meedoend(maak_traject())
    plan = met_plan(deelname)

    begeleiden.bespreek(blad=plan, kenmerk=kenmerk(plan), door=projectleider)
    plan.refresh_from_db()
    besproken_door = plan.besproken_door
    begeleiden.bewaar_plan(
        deelname=deelname,
        waarden=PLAN | {"doel": "Nog minder wachten."},
        kenmerk=kenmerk(plan),
        door=deelname.coach,
    )

    plan.refresh_from_db()
    assert (besproken_door, plan.besproken_op) == (projectleider, None)


def test_een_projectleider_bespreekt_wat_zij_las(projectleider: Gebruiker) -> None:
    deelname = meedoend(maak_traject())
    plan = met_plan(deelname)

    with pytest.raises(Verboden):
        begeleiden.bespreek(blad=plan, kenmerk=kenmerk(plan), door=deelname.coach)
    with pytest.raises(RuleViolation, match="Lees het opnieuw"):
        begeleiden.bespreek(blad=plan, kenmerk="eerder", door=projectleider)

    assert Begeleidingsplan.objects.get().besproken_op is None


def test_een_evaluatie_vervangt_de_open_leerpunten() -> None:
    deelname = meedoend(maak_traject())
    evaluatie = met_evaluatie(
        deelname, Leerpunt(soort=Leerpuntsoort.KNELPUNT, tekst="Weinig tijd.", oplossing="Een uur.")
    )

    begeleiden.bewaar_evaluatie(
        deelname=deelname,
        waarden=EVALUATIE,
        leerpunten=[Leerpunt(soort=Leerpuntsoort.SUCCESFACTOR, tekst="Een vast gezicht.")],
        kenmerk=kenmerk(evaluatie),
        door=deelname.coach,
    )

    assert [str(punt) for punt in deelname.leerpunten.all()] == ["Een vast gezicht."]


@pytest.mark.parametrize(
    ("na", "wie", "waarom"),
    [
        (-1, 0, "binnen het traject"),
        (400, 0, "binnen het traject"),
        (1, 1, "nog niet geweest"),
    ],
)
def test_een_bijeenkomst_valt_binnen_het_traject(
    na: int,
    wie: int,
    waarom: str,
) -> None:
    deelname = meedoend(maak_traject())
    traject = deelname.traject

    with pytest.raises(RuleViolation, match=waarom):
        begeleiden.bewaar_bijeenkomst(
            bijeenkomst=Groepsbijeenkomst(traject=traject),
            waarden={"datum": traject.begin + timedelta(days=na)},
            aanwezig=[deelname] * wie,
            kenmerk="",
            door=coach_van(traject),
        )

    assert not Groepsbijeenkomst.objects.exists()


def test_op_een_dag_is_er_een_bijeenkomst() -> None:
    deelname = meedoend(maak_traject())
    traject = deelname.traject

    def bewaar(een: Groepsbijeenkomst, stand: str) -> Groepsbijeenkomst:
        return begeleiden.bewaar_bijeenkomst(
            bijeenkomst=een,
            waarden={"datum": timezone.localdate(), "plaats": "Zwolle"},
            aanwezig=[deelname],
            kenmerk=stand,
            door=coach_van(traject),
        )

    eerste = bewaar(Groepsbijeenkomst(traject=traject), "")
    with pytest.raises(RuleViolation, match="al een bijeenkomst"):
        bewaar(Groepsbijeenkomst(traject=traject), "")
    bewaar(eerste, kenmerk(eerste))

    assert list(Groepsbijeenkomst.objects.get().aanwezig.all()) == [deelname]


def test_na_afloop_wijzigt_er_niets_meer(projectleider: Gebruiker) -> None:
    deelname = meedoend(maak_traject())
    stop_deelname(deelname=deelname, reden="Fusie.", door=projectleider)

    with pytest.raises(RuleViolation, match="voorbij"):
        met_plan(deelname)
    with pytest.raises(RuleViolation, match="voorbij"):
        met_evaluatie(deelname)

    assert not Begeleidingsplan.objects.exists()


# --- who may ---


@pytest.mark.parametrize(
    ("rollen", "verwacht"),
    [
        (["projectleider"], (True, True, True)),
        (["coach"], (True, False, False)),
        (["stuurgroep"], (True, False, False)),
        (["indiener"], (False, False, False)),
    ],
)
def test_wie_ziet_stuurt_en_begeleidt(rollen: list[str], verwacht: tuple[bool, ...]) -> None:
    traject, gebruiker = maak_traject(), maak_gebruiker(rollen=rollen)

    assert (mag_zien(gebruiker), mag_sturen(gebruiker), mag_traject(gebruiker, traject)) == verwacht


@pytest.mark.parametrize(
    "stap",
    [
        lambda traject, door: bewerk(traject, door, titel="Anders"),
        lambda traject, door: trajecten.start(traject=traject, door=door),
        lambda traject, door: trajecten.rond_traject_af(traject=traject, door=door),
        lambda traject, door: trajecten.laat_vervallen(traject=traject, reden="Weg.", door=door),
    ],
    ids=["bewerken", "starten", "afronden", "vervallen"],
)
def test_een_coach_stuurt_niet(stap: Callable[[Traject, Gebruiker], object]) -> None:
    traject = in_voorbereiding(6)

    with pytest.raises(Verboden):
        stap(traject, coach_van(traject))


def test_een_vreemde_coach_schrijft_niets() -> None:
    deelname, vreemde = meedoend(maak_traject()), maak_gebruiker(rollen=["coach"])

    with pytest.raises(Verboden):
        begeleiden.bewaar_plan(deelname=deelname, waarden=PLAN, kenmerk="", door=vreemde)
    with pytest.raises(Verboden):
        trajecten.rond_af(deelname=deelname, door=vreemde)

    assert deelname.uren_per_week == Decimal("2.5")
