"""After the day, and just before it: remind, evaluate, forget."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from basis.fouten import RuleViolation
from masterclasses import links
from masterclasses.actions.nadien import evalueer, herinner, vergeet, vraag_evaluaties
from masterclasses.keuzelijsten import Aanmeldstatus, Masterclassfase
from masterclasses.models import (
    Aanmelding,
    Antwoord,
    Behoefte,
    Evaluatie,
    Inschrijfvraag,
    Masterclass,
    Uitnodiging,
)
from post.models import Bericht
from tests.maak import maak_aanmelding, maak_gebruiker, maak_masterclass, om_tien, over
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db

OORDEEL = {"cijfer": "8", "inhoud": "5", "sprekers": "", "organisatie": "3", "meegenomen": "Veel."}


def was_er(masterclass: Masterclass | None = None, **velden: Any) -> Aanmelding:
    masterclass = masterclass or maak_masterclass(begin=om_tien(-2))
    aanwezig = {"aanwezig_op": masterclass.begin, "aanwezig_door": masterclass.organisator}
    return maak_aanmelding(masterclass, **{**aanwezig, **velden})


def evaluatiepagina(aanmelding: Aanmelding) -> str:
    return urlsplit(links.persoonlijk(aanmelding, "evaluatie")).path


def lokaal(jaar: int, maand: int, dag: int, uur: int) -> datetime:
    return datetime(jaar, maand, dag, uur, tzinfo=ZoneInfo("Europe/Amsterdam"))


def gemaild(wat: str) -> list[str]:
    return list(Bericht.objects.filter(sleutel__contains=wat).values_list("aan", flat=True))


def test_drie_dagen_vooraf_krijgt_wie_komt_een_keer_een_herinnering() -> None:
    masterclass = maak_masterclass(begin=om_tien(30))
    vroeg = masterclass.begin - timedelta(days=3)
    komt = maak_aanmelding(masterclass)
    maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    maak_aanmelding(masterclass, status=Aanmeldstatus.TE_BEVESTIGEN, verloopt=masterclass.begin)
    maak_aanmelding(masterclass, bevestigd_op=vroeg + timedelta(hours=1))

    herinner(vroeg - timedelta(minutes=1))
    te_vroeg = gemaild("herinnering")
    for uren in (0, 1, 50):
        herinner(vroeg + timedelta(hours=uren))

    assert te_vroeg == []
    assert gemaild("herinnering") == [komt.email]
    assert "METHOD:REQUEST" in Bericht.objects.get(aan=komt.email).agenda


def test_een_late_herinnering_gaat_nog_maar_niet_na_het_begin() -> None:
    masterclass = maak_masterclass(begin=om_tien(30))
    maak_aanmelding(masterclass)

    herinner(masterclass.begin)
    na_het_begin = gemaild("herinnering")
    herinner(masterclass.begin - timedelta(minutes=1))

    assert na_het_begin == []
    assert len(gemaild("herinnering")) == 1


def test_wat_niet_doorgaat_herinnert_niemand() -> None:
    masterclass = maak_masterclass(begin=om_tien(30))
    maak_aanmelding(masterclass)
    _gelast_af(masterclass)

    herinner(masterclass.begin - timedelta(days=1))

    assert gemaild("herinnering") == []


def test_de_ochtend_na_afloop_krijgt_wie_er_was_een_keer_de_evaluatie() -> None:
    masterclass = maak_masterclass(
        begin=lokaal(2026, 3, 28, 10), einde=lokaal(2026, 3, 28, 16)
    )  # the clock goes forward that night
    er = was_er(masterclass)
    was_er(masterclass, geevalueerd=True)
    maak_aanmelding(masterclass)

    for uur in (17, 23):
        vraag_evaluaties(lokaal(2026, 3, 28, uur))
    vraag_evaluaties(lokaal(2026, 3, 29, 6))
    te_vroeg = gemaild("evaluatie")
    for uur in (7, 8):
        vraag_evaluaties(lokaal(2026, 3, 29, uur))

    assert te_vroeg == []
    assert gemaild("evaluatie") == [er.email]


def test_wie_later_wordt_ingecheckt_krijgt_de_evaluatie_ook_maar_niet_weken_later() -> None:
    masterclass = maak_masterclass(begin=lokaal(2026, 3, 2, 10))
    later = was_er(masterclass)

    vraag_evaluaties(lokaal(2026, 3, 17, 12))
    te_laat = gemaild("evaluatie")
    vraag_evaluaties(lokaal(2026, 3, 12, 12))

    assert te_laat == []
    assert gemaild("evaluatie") == [later.email]


def test_een_evaluatie_telt_een_keer_en_zegt_niet_van_wie_zij_is(client: Client) -> None:
    aanmelding = was_er()
    adres = evaluatiepagina(aanmelding)

    formulier = client.get(adres).content.decode()
    bedankt = client.post(adres, OORDEEL, follow=True).content.decode()
    client.post(adres, {**OORDEEL, "cijfer": "1"})

    assert "zonder uw naam" in formulier
    assert "Dank u wel" in bedankt
    evaluatie = Evaluatie.objects.get()
    assert (evaluatie.cijfer, evaluatie.inhoud, evaluatie.sprekers) == (8, 5, None)
    assert evaluatie.meegenomen == "Veel."
    aanmelding.refresh_from_db()
    assert aanmelding.geevalueerd
    velden = {veld.name for veld in Evaluatie._meta.get_fields()}
    assert not velden & {"aanmelding", "naam", "email"}
    assert not [naam for naam in velden if naam.endswith(("_op", "_door"))]


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("cijfer", "", "Kies een cijfer."),
        ("cijfer", "11", "11 is geen"),
        ("inhoud", "6", "6 is geen"),
        ("meegenomen", "x" * 10_000, "niet meer dan 1000 tekens"),
        ("beter", "x" * 10_000, "niet meer dan 1000 tekens"),
    ],
)
def test_de_evaluatie_zegt_wat_er_niet_klopt(
    client: Client, veld: str, waarde: str, fout: str
) -> None:
    gegevens = {**OORDEEL, "beter": "Meer tijd.", veld: waarde}

    response = client.post(evaluatiepagina(was_er()), gegevens)

    tekst = response.content.decode()
    assert fout in tekst
    assert f'<a href="#id_{veld}' in tekst
    assert ("Meer tijd." if veld != "beter" else "Veel.") in tekst
    assert not Evaluatie.objects.exists()


def test_alleen_wie_er_was_evalueert_en_pas_na_afloop(client: Client) -> None:
    niet = maak_aanmelding(maak_masterclass(begin=om_tien(-2)))
    nog_bezig = was_er(maak_masterclass(begin=over(-0.1)))

    for wie in (niet, nog_bezig):
        assert "De evaluatie kan nu niet" in client.get(evaluatiepagina(wie)).content.decode()
        assert client.post(evaluatiepagina(wie), OORDEEL).status_code == 409
        with pytest.raises(RuleViolation, match="voor wie bij de masterclass was"):
            evalueer(aanmelding=wie, evaluatie=Evaluatie(cijfer=8))

    assert not Evaluatie.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twee_evaluaties_tegelijk_zijn_er_een() -> None:
    aanmelding = was_er()

    tegelijk(
        *(lambda: evalueer(aanmelding=aanmelding, evaluatie=Evaluatie(cijfer=8)) for _ in range(2))
    )

    assert Evaluatie.objects.count() == 1


def test_dertig_dagen_na_de_dag_is_vergeten_wat_mensen_nodig_hebben_en_wie_niet_kwam() -> None:
    masterclass = maak_masterclass(begin=om_tien(-1))
    kwam, afgemeld = maak_aanmelding(masterclass), _afgemeld(masterclass)
    wachtte = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    for wie in (kwam, wachtte):
        Behoefte.objects.create(aanmelding=wie, tekst="Geen noten")
        _geef_antwoord(wie)

    vergeet(masterclass.einde + timedelta(days=30))
    bleef = (Behoefte.objects.count(), Aanmelding.objects.exclude(email="").count())
    for _ in range(2):
        vergeet(masterclass.einde + timedelta(days=30, seconds=1))

    assert bleef == (2, 3)
    assert not Behoefte.objects.exists()
    for wie in (kwam, afgemeld, wachtte):
        wie.refresh_from_db()
    assert kwam.naam
    assert kwam.antwoorden.count() == 1
    for wie in (afgemeld, wachtte):
        assert (wie.naam, wie.email, wie.organisatie, wie.functie) == ("", "", "", "")
        assert wie.antwoorden.count() == 0


def test_een_jaar_na_de_dag_weten_wij_alleen_nog_waar_iemand_werkte_en_de_rol() -> None:
    masterclass = maak_masterclass(begin=om_tien(-1))
    kwam, aan_de_deur = was_er(masterclass), was_er(masterclass, email="")
    _geef_antwoord(kwam)
    Uitnodiging.objects.create(
        masterclass=masterclass, email="p@example.nl", verstuurd_door=masterclass.organisator
    )
    evalueer(aanmelding=kwam, evaluatie=Evaluatie(cijfer=8))

    vergeet(masterclass.einde + timedelta(days=365))
    kwam.refresh_from_db()
    bleef = (kwam.naam, Uitnodiging.objects.count())
    for _ in range(2):
        vergeet(masterclass.einde + timedelta(days=365, seconds=1))

    assert all(bleef)
    for wie in (kwam, aan_de_deur):
        wie.refresh_from_db()
        assert (wie.naam, wie.email, wie.functie) == ("", "", "")
    assert kwam.organisatie
    assert kwam.rol
    assert kwam.aanwezig_op
    assert kwam.status == Aanmeldstatus.BEVESTIGD
    assert not Antwoord.objects.exists()
    assert not Uitnodiging.objects.exists()
    assert Evaluatie.objects.count() == 1


def test_wie_nooit_bevestigde_wordt_niet_bewaard_tot_de_dag() -> None:
    masterclass = maak_masterclass(begin=om_tien(200))
    vervallen, _bevestigd_en_vervallen = (
        maak_aanmelding(
            masterclass,
            status=Aanmeldstatus.VERVALLEN,
            beeindigd_op=over(-31),
            bevestigd_op=bevestigd,
        )
        for bevestigd in (None, over(-40))
    )

    vergeet(timezone.now())

    assert list(Aanmelding.objects.filter(email="")) == [vervallen]


def test_van_wat_niet_doorging_wordt_na_dertig_dagen_iedereen_vergeten() -> None:
    masterclass = maak_masterclass(begin=om_tien(-32))
    maak_aanmelding(masterclass)
    _gelast_af(masterclass)

    vergeet(timezone.now())

    assert not Aanmelding.objects.exclude(email="").exists()


def _gelast_af(masterclass: Masterclass) -> None:
    masterclass.fase, masterclass.reden = Masterclassfase.AFGELAST, "De spreker is ziek."
    masterclass.afgelast_op, masterclass.afgelast_door = timezone.now(), maak_gebruiker()
    masterclass.save()


def _afgemeld(masterclass: Masterclass) -> Aanmelding:
    return maak_aanmelding(masterclass, status=Aanmeldstatus.INGETROKKEN, beeindigd_op=over(-3))


def _geef_antwoord(aanmelding: Aanmelding) -> None:
    vraag, _ = Inschrijfvraag.objects.get_or_create(
        masterclass=aanmelding.masterclass, vraag="Waarom?"
    )
    Antwoord.objects.create(aanmelding=aanmelding, vraag=vraag, tekst="Daarom.")
