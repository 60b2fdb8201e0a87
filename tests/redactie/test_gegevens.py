"""Of whom an innovatie is, who hears of it, and what happens when somebody leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from basis.fouten import RuleViolation, Verboden
from gebruikers.models import Gebruiker
from innovaties.keuzelijsten import Soort
from innovaties.models import Beschrijving, Innovatie
from logboek.models import Logregel
from organisaties.models import Organisatie
from post.models import Bericht
from redactie.actions.beoordelen import (
    neem_in_beoordeling,
    plan_publicatie,
    vraag_aanvulling,
)
from redactie.actions.gegevens import draag_alles_over, wijzig_gegevens
from redactie.actions.opmerkingen import plaats_opmerking
from redactie.actions.samen import herinner
from redactie.actions.schrijven import begin, dien_in
from redactie.lezen.gegevens import gegevens_van
from redactie.models import Beoordeling
from redactie.werk import (
    _aan_te_vullen,
    _concepten,
    _mijn_beoordelingen,
    _zonder_beoordelaar,
)
from tests.maak import (
    maak_beschrijving,
    maak_gebruiker,
    maak_gepubliceerd,
    maak_organisatie,
    maak_tranche,
    maak_volledig,
)
from trajecten.models import Toezegging
from werkplek.bewerken import OndertussenGewijzigd

pytestmark = pytest.mark.django_db


def kennismakelaar(naam: str) -> Gebruiker:
    return maak_gebruiker(rollen=["kennismakelaar"], naam=naam)


def met(versie: Beschrijving, **velden: Any) -> Innovatie:
    Innovatie.objects.filter(pk=versie.innovatie_id).update(**velden)
    return Innovatie.objects.get(pk=versie.innovatie_id)


def post() -> list[tuple[str, str]]:
    return sorted(Bericht.objects.values_list("aan", "onderwerp"))


def wijzig(innovatie: Innovatie, door: Gebruiker, **anders: Any) -> list[str]:
    nu = gegevens_van(Innovatie.objects.get(pk=innovatie.pk)).kenmerk
    return wijzig_gegevens(innovatie=innovatie, kenmerk=nu, door=door, **anders)


def test_een_andere_kennismakelaar_en_wie_het_was_krijgen_een_mail() -> None:
    oud, nieuw, ik = (kennismakelaar(naam) for naam in ("Oud", "Nieuw", "Ik"))
    innovatie = met(maak_beschrijving(titel="Plan"), kennismakelaar=oud)

    gewijzigd = wijzig(innovatie, ik, kennismakelaar=nieuw, deadline=date(2031, 5, 1))

    innovatie.refresh_from_db()
    assert (innovatie.kennismakelaar, innovatie.deadline) == (nieuw, date(2031, 5, 1))
    assert gewijzigd == ["kennismakelaar: Nieuw", "deadline: 1 mei 2031"]
    assert post() == sorted(
        [(nieuw.email, "Voortaan van u: Plan"), (oud.email, "Niet meer van u: Plan")]
    )
    regel = Logregel.objects.get(wat="gegevens-gewijzigd")
    assert (regel.door, regel.toelichting) == (ik, "kennismakelaar: Nieuw; deadline: 1 mei 2031")
    assert wijzig(innovatie, ik, kennismakelaar=nieuw) == []
    weg = wijzig(innovatie, ik, kennismakelaar=None, deadline=None)
    assert weg == ["kennismakelaar: geen", "deadline: geen"]


def test_wie_later_is_leest_wat_een_collega_ervan_maakte() -> None:
    een, ander = kennismakelaar("Een"), kennismakelaar("Ander")
    innovatie = met(maak_beschrijving())
    gelezen = gegevens_van(innovatie).kenmerk
    wijzig(innovatie, een, kennismakelaar=een)

    with pytest.raises(OndertussenGewijzigd, match=r"Nu staat er: .*kennismakelaar: Een"):
        wijzig_gegevens(innovatie=innovatie, kenmerk=gelezen, door=ander, kennismakelaar=ander)

    innovatie.refresh_from_db()
    assert innovatie.kennismakelaar == een


@pytest.mark.parametrize("rol", ["projectleider", "indiener", "coach"])
def test_niet_iedereen_zegt_van_wie_een_innovatie_is(rol: str) -> None:
    innovatie = met(maak_beschrijving())

    with pytest.raises(Verboden):
        wijzig(innovatie, maak_gebruiker(rollen=[rol]), deadline=date(2031, 5, 1))

    assert not Logregel.objects.filter(wat="gegevens-gewijzigd").exists()


def test_wie_geen_kennismakelaar_is_wordt_het_niet() -> None:
    innovatie, ik = met(maak_beschrijving()), kennismakelaar("Ik")

    with pytest.raises(RuleViolation, match="geen kennismakelaar"):
        wijzig(innovatie, ik, kennismakelaar=maak_gebruiker(rollen=["coach"]))


def test_een_tranche_telt_mee_en_wat_was_toegezegd_wordt_gebruikt() -> None:
    ik, organisatie = kennismakelaar("Ik"), maak_organisatie()
    innovatie = met(maak_beschrijving(titel="Plan"), organisatie=organisatie)
    eerste, tweede = maak_tranche(), maak_tranche()
    toegezegd = Toezegging.objects.create(tranche=tweede, organisatie=organisatie, wat="Iets")

    wijzig(innovatie, ik, tranche=eerste)
    wijzig(innovatie, ik, tranche=tweede)

    rijen = Toezegging.objects.order_by("pk").values_list("tranche", "wat", "innovatie")
    assert list(rijen) == [(tweede.pk, "Iets", innovatie.pk), (eerste.pk, "Plan", None)]
    assert gegevens_van(innovatie).tranche == tweede
    wijzig(innovatie, ik, tranche=None)
    toegezegd.refresh_from_db()
    assert toegezegd.innovatie is None


def test_zonder_organisatie_doet_niemand_mee_in_een_tranche() -> None:
    innovatie = met(maak_beschrijving())

    with pytest.raises(RuleViolation, match="Kies eerst van welke organisatie"):
        wijzig(innovatie, kennismakelaar("Ik"), tranche=maak_tranche())


def test_een_organisatie_die_er_nog_niet_is_komt_erbij_als_de_schrijver_dat_zegt(
    client: Client,
) -> None:
    versie = maak_beschrijving(slug="plan")
    maak_organisatie("Stichting Zonnebloem")
    client.force_login(kennismakelaar("Ik"))
    adres = "/redactie/innovatie/plan/gegevens/"
    kenmerk = client.get(adres).context["kenmerk"]

    eerst = client.post(adres, {"organisatie": "Stichting Zonnebloen", "kenmerk": kenmerk})
    assert "Wat bedoelt u?" in eerst.text
    assert "Stichting Zonnebloem" in eerst.text
    assert not met(versie).organisatie

    nieuw = {"organisatie": "De Nieuwe", "bedoelt": "nieuw", "kenmerk": kenmerk}
    dan = client.post(adres, nieuw, follow=True)
    assert str(met(versie).organisatie) == "De Nieuwe"
    assert "Organisatie: De Nieuwe" in dan.text
    bedoeld = Organisatie.objects.get(naam="Stichting Zonnebloem").slug
    terug = {"organisatie": "stichting zonnebloen", "bedoelt": bedoeld}
    terug["kenmerk"] = client.get(adres).context["kenmerk"]
    client.post(adres, terug)
    assert str(met(versie).organisatie) == "Stichting Zonnebloem"
    assert Organisatie.objects.count() == 2


def test_wat_een_indiener_begint_krijgt_een_kennismakelaar() -> None:
    druk, rustig = kennismakelaar("Druk"), kennismakelaar("Rustig")
    eigen, ander, derde = (maak_organisatie() for _ in "123")
    met(maak_beschrijving(), kennismakelaar=druk, organisatie=eigen)
    maak_tranche(kennismakelaar=druk).toezeggingen.create(organisatie=ander)
    indiener = maak_gebruiker(rollen=["indiener"], naam="Iris")
    indiener.organisaties.add(eigen, ander, derde)

    gekregen = [
        begin(
            titel="Wij ook", soort=Soort.BESTAAND, organisatie=organisatie, door=indiener
        ).innovatie.kennismakelaar
        for organisatie in (eigen, ander, derde)
    ]

    assert gekregen == [druk, druk, rustig]
    assert post() == sorted((wie.email, "Begonnen: Wij ook") for wie in (druk, druk, rustig))


def test_wie_weggaat_draagt_alles_in_een_stap_over(client: Client) -> None:
    weg, opvolger = kennismakelaar("Weg"), kennismakelaar("Opvolger")
    web = maak_gebruiker(rollen=["webredacteur"])
    for versie in (maak_gepubliceerd(titel="Een"), maak_beschrijving(titel="Twee")):
        met(versie, kennismakelaar=weg)
    tranche = maak_tranche(kennismakelaar=weg)
    schrijvers = (kennismakelaar("Cor"), opvolger)
    for schrijver in schrijvers:
        versie = dien_in(versie=maak_volledig(schrijver=schrijver), door=schrijver)
        neem_in_beoordeling(versie=versie, door=weg)
    Bericht.objects.all().delete()
    weg.is_active = False
    weg.save()
    client.force_login(web)

    assert "Werk van Weg" in client.get("/redactie/").text
    over = {"van": weg.pk, "aan": opvolger.pk}
    antwoord = client.post("/redactie/overdragen/", over, follow=True)

    assert "2 innovaties, 1 tranche en 2 beoordelingen" in antwoord.text
    assert Innovatie.objects.filter(kennismakelaar=opvolger).count() == 2
    tranche.refresh_from_db()
    assert tranche.kennismakelaar == opvolger
    assert list(Beoordeling.objects.order_by("pk").values_list("beoordelaar", flat=True)) == [
        opvolger.pk,
        None,
    ]
    assert post() == [(opvolger.email, "Het werk van Weg is nu van u")]
    nog_eens = client.post("/redactie/overdragen/", over)
    assert "niets om over te dragen" in nog_eens.text


def test_wat_de_opvolger_niet_mag_beoordelen_wacht_op_een_ander() -> None:
    weg, opvolger, derde = (kennismakelaar(naam) for naam in ("Weg", "Opvolger", "Derde"))
    versie = dien_in(versie=maak_volledig(schrijver=opvolger, titel="Plan"), door=opvolger)
    neem_in_beoordeling(versie=versie, door=weg)

    draag_alles_over(van=weg, aan=opvolger, door=maak_gebruiker(rollen=["webredacteur"]))

    assert [een.titel for een in _zonder_beoordelaar(derde)] == ["Plan"]
    assert not _zonder_beoordelaar(opvolger)


@pytest.mark.parametrize("is_er_nog", [True, False])
def test_een_plan_van_wie_weggaat_vervalt_en_de_opvolger_ziet_de_beoordeling(
    *,
    is_er_nog: bool,
) -> None:
    weg, opvolger, schrijver = (kennismakelaar(naam) for naam in ("Weg", "Opvolger", "Cor"))
    versie = dien_in(versie=maak_volledig(schrijver=schrijver, titel="Plan"), door=schrijver)
    neem_in_beoordeling(versie=versie, door=weg)
    plan_publicatie(versie=versie, op=timezone.now() + timedelta(days=1), door=weg)
    weg.is_active = is_er_nog
    weg.save()
    Bericht.objects.all().delete()

    draag_alles_over(van=weg, aan=opvolger, door=maak_gebruiker(rollen=["webredacteur"]))

    assert Beoordeling.objects.get().publiceren_op is None
    assert [een.titel for een in _mijn_beoordelingen(opvolger)] == ["Plan"]
    gemaild = [("Publicatie gaat niet door: Plan", weg.email)] * is_er_nog
    assert (
        list(
            Bericht.objects.filter(onderwerp__startswith="Publicatie").values_list(
                "onderwerp", "aan"
            )
        )
        == gemaild
    )


def test_wat_iemand_achterliet_ligt_bij_wie_de_innovatie_volgt() -> None:
    weg, makelaar, derde = (kennismakelaar(naam) for naam in ("Weg", "Makelaar", "Derde"))
    concept = maak_volledig(schrijver=weg, titel="Concept")
    terug = dien_in(versie=maak_volledig(schrijver=weg, titel="Terug"), door=weg)
    wacht = dien_in(versie=maak_volledig(schrijver=makelaar, titel="Wacht"), door=makelaar)
    for versie in (concept, terug, wacht):
        met(versie, kennismakelaar=makelaar)
    plaats_opmerking(versie=terug, onderdeel="kern", tekst="Korter.", door=derde)
    neem_in_beoordeling(versie=terug, door=derde)
    neem_in_beoordeling(versie=wacht, door=weg)
    assert not [*_concepten(makelaar), *_zonder_beoordelaar(derde)]
    weg.is_active = False
    weg.save()
    Bericht.objects.all().delete()

    vraag_aanvulling(versie=terug, door=derde)

    assert post() == [(makelaar.email, "Nog aanvullen: Terug")]
    assert [een.titel for een in _concepten(makelaar)] == ["Concept"]
    assert [een.titel for een in _aan_te_vullen(makelaar)] == ["Terug"]
    assert [een.titel for een in _zonder_beoordelaar(derde)] == ["Wacht"]
    assert not [*_concepten(derde), *_aan_te_vullen(derde), *_zonder_beoordelaar(makelaar)]
    herinner(innovatie=wacht.innovatie, door=makelaar)
    assert derde.email in dict(post())


def test_alles_overdragen_doet_de_webredacteur() -> None:
    een, ander = kennismakelaar("Een"), kennismakelaar("Ander")

    with pytest.raises(Verboden):
        draag_alles_over(van=een, aan=ander, door=een)
