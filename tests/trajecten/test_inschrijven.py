"""The limits of trajecten: in the database, and explained."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.fouten import RuleViolation
from gebruikers.models import Gebruiker
from tests.maak import maak_gebruiker, maak_organisatie, maak_thema, maak_traject, nieuwe_deelname
from trajecten.actions.inschrijven import plan_traject, schrijf_in, stop_deelname
from trajecten.keuzelijsten import VASTE_THEMA, Besluitsoort, Trajectstatus
from trajecten.models import Besluit, Deelname, Traject

pytestmark = pytest.mark.django_db


@pytest.fixture
def projectleider() -> Gebruiker:
    return maak_gebruiker(rollen=["projectleider"])


def nieuw_traject(slug: str = VASTE_THEMA, **velden: object) -> Traject:
    begin = date(2027, 1, 1)
    standaard = {"slug": slug, "titel": slug, "begin": begin, "einde": date(2028, 1, 1)}
    return Traject(thema=maak_thema(slug), **{**standaard, **velden})


def vul(traject: Traject, aantal: int, door: Gebruiker) -> list[Deelname]:
    return [schrijf_in(deelname=nieuwe_deelname(traject), door=door) for _ in range(aantal)]


def test_de_elfde_organisatie_van_een_thema_wordt_geweigerd(projectleider: Gebruiker) -> None:
    traject = maak_traject()
    vul(traject, 10, projectleider)

    with pytest.raises(RuleViolation, match="al 10 organisaties"):
        schrijf_in(deelname=nieuwe_deelname(traject), door=projectleider)

    assert traject.deelnames.count() == 10


def test_de_eenenveertigste_organisatie_wordt_geweigerd(projectleider: Gebruiker) -> None:
    for _ in range(4):
        vul(maak_traject(), 10, projectleider)

    with pytest.raises(RuleViolation, match="al 40 organisaties"):
        schrijf_in(deelname=nieuwe_deelname(maak_traject()), door=projectleider)

    assert Deelname.objects.count() == 40


def test_het_zevende_thema_wordt_geweigerd(projectleider: Gebruiker) -> None:
    for _ in range(6):
        maak_traject()

    with pytest.raises(RuleViolation, match="al 6 trajectthema"):
        plan_traject(traject=nieuw_traject(), coaches=[], door=projectleider)

    assert Traject.objects.count() == 6


def test_wie_stopt_maakt_plaats_voor_een_ander(projectleider: Gebruiker) -> None:
    traject = maak_traject()
    eerste, *_ = vul(traject, 10, projectleider)

    stop_deelname(deelname=eerste, reden="Fusie.", door=projectleider)
    nieuwe = schrijf_in(deelname=nieuwe_deelname(traject), door=projectleider)

    eerste.refresh_from_db()
    assert (eerste.plek, eerste.plek_in_alles) == (None, None)
    assert (nieuwe.plek, nieuwe.plek_in_alles) == (1, 1)


@pytest.mark.parametrize("veld", ["projectleider", "projectleider_email", "commitment_van"])
def test_zonder_projectleider_of_toezegging_doet_niemand_mee(
    veld: str, projectleider: Gebruiker
) -> None:
    deelname = nieuwe_deelname(maak_traject(), **{veld: ""})

    with pytest.raises(RuleViolation, match="intern projectleider"):
        schrijf_in(deelname=deelname, door=projectleider)

    assert not Deelname.objects.exists()


@pytest.mark.parametrize(
    ("einde", "reden"),
    [(date(2028, 4, 2), "hoogstens 15 maanden"), (date(2026, 12, 31), "eindigt vóór")],
)
def test_een_traject_duurt_hoogstens_vijftien_maanden(
    einde: date, reden: str, projectleider: Gebruiker
) -> None:
    with pytest.raises(RuleViolation, match=reden):
        plan_traject(traject=nieuw_traject(einde=einde), coaches=[], door=projectleider)


def test_een_ander_thema_vraagt_een_besluit_over_dat_thema(projectleider: Gebruiker) -> None:
    besluit = Besluit.objects.create(
        datum=timezone.localdate(),
        soort=Besluitsoort.THEMAKEUZE,
        titel="Herstel",
        thema=maak_thema("herstel"),
        vastgelegd_door=projectleider,
    )

    plan_traject(traject=nieuw_traject("herstel", besluit=besluit), coaches=[], door=projectleider)
    with pytest.raises(RuleViolation, match="stuurgroep kiest"):
        plan_traject(
            traject=nieuw_traject("wonen", besluit=besluit), coaches=[], door=projectleider
        )


def test_alleen_de_coach_van_dit_traject_schrijft_in() -> None:
    traject, ander = maak_traject(), maak_traject()

    schrijf_in(deelname=nieuwe_deelname(traject), door=traject.coaches.all()[0])
    with pytest.raises(RuleViolation, match="coach van dit traject"):
        schrijf_in(deelname=nieuwe_deelname(traject), door=ander.coaches.all()[0])


def _elfde(traject: Traject) -> None:
    nieuwe_deelname(traject, plek=11, plek_in_alles=11, **begonnen()).save()


def _eenenveertigste(traject: Traject) -> None:
    nieuwe_deelname(traject, plek=1, plek_in_alles=41, **begonnen()).save()


def _zonder_plek(traject: Traject) -> None:
    nieuwe_deelname(traject, **begonnen()).save()


def _zelfde_plek(traject: Traject) -> None:
    for alles in (1, 2):
        nieuwe_deelname(traject, plek=1, plek_in_alles=alles, **begonnen()).save()


def _zevende(traject: Traject) -> None:
    Traject.objects.filter(pk=traject.pk).update(nummer=7)


def _zonder_nummer(traject: Traject) -> None:
    Traject.objects.filter(pk=traject.pk).update(nummer=None)


def _zestien_maanden(traject: Traject) -> None:
    Traject.objects.filter(pk=traject.pk).update(einde=traject.begin + timedelta(days=490))


def _zonder_commitment(traject: Traject) -> None:
    nieuwe_deelname(traject, plek=1, plek_in_alles=1, commitment_van="", **begonnen()).save()


def begonnen() -> dict[str, object]:
    return {"begonnen_op": timezone.now(), "begonnen_door": maak_gebruiker()}


@pytest.mark.parametrize(
    "doe",
    [
        *(_elfde, _eenenveertigste, _zonder_plek, _zelfde_plek, _zevende, _zonder_nummer),
        *(_zestien_maanden, _zonder_commitment),
    ],
    ids=lambda doe: doe.__name__.strip("_"),
)
def test_de_database_weigert_het_ook(doe: Callable[[Traject], None]) -> None:
    traject = maak_traject()

    with pytest.raises(IntegrityError), transaction.atomic():
        doe(traject)


def test_dezelfde_organisatie_doet_maar_een_keer_mee(projectleider: Gebruiker) -> None:
    traject, organisatie = maak_traject(), maak_organisatie()
    schrijf_in(deelname=nieuwe_deelname(traject, organisatie=organisatie), door=projectleider)

    with pytest.raises(RuleViolation, match="doet al mee"):
        schrijf_in(deelname=nieuwe_deelname(traject, organisatie=organisatie), door=projectleider)


def test_een_vervallen_traject_geeft_zijn_plaats_terug(projectleider: Gebruiker) -> None:
    for _ in range(5):
        maak_traject()
    weg = maak_traject()
    Traject.objects.filter(pk=weg.pk).update(status=Trajectstatus.VERVALLEN, nummer=None)

    nieuw = plan_traject(traject=nieuw_traject(), coaches=[], door=projectleider)

    assert nieuw.nummer == weg.nummer
