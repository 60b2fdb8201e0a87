"""What visitors read of the programme, and 'wij doen mee' from form to answer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from basis.fouten import RuleViolation
from gebruikers.models import Teller
from innovaties.keuzelijsten import Soort
from logboek.models import Logregel
from masterclasses.keuzelijsten import Masterclassfase
from opgaven.models import Les, Netwerk, Werkagenda
from opgaven.vindbaar import maak_vindbaar
from post.models import Bericht
from tests.maak import (
    maak_gebruiker,
    maak_gepubliceerd,
    maak_inventarisatie,
    maak_masterclass,
    maak_organisatie,
    maak_traject,
    maak_tranche,
    nieuwe_deelname,
    traject_met_oproep,
)
from tests.opgaven.netwerken import maak_netwerk
from tests.tegelijk import tegelijk
from trajecten import links
from trajecten.actions import meedoen
from trajecten.actions.inschrijven import schrijf_in, stop_deelname
from trajecten.jobs import vergeet
from trajecten.keuzelijsten import Deelnamestatus, Leerpuntsoort, Oordeel, Trajectstatus
from trajecten.models import (
    Begeleidingsplan,
    Leerpunt,
    Meedoener,
    Toezegging,
    Traject,
    Trajectevaluatie,
    Tranche,
)
from vinden.models import Wegwijzer
from werkplek.stapels import wachtend

pytestmark = pytest.mark.django_db

INVULLING = {
    "organisatie": "De Nieuwe Deur",
    "naam": "Noor Jansen",
    "email": "Noor@example.nl",
    "wat": "Een huiskamer in de buurt.",
    "akkoord": "on",
}


def open_tranche(**velden: Any) -> Tranche:
    standaard = {"samenvatting": "Wij zoeken voorbeelden.", "oproep": "<p>Doe mee.</p>"}
    return maak_tranche(**{**standaard, **velden})


def test_een_organisatie_leidt_naar_het_traject_en_het_netwerk_waar_zij_aan_meedoet() -> None:
    traject = maak_traject()
    deelname = schrijf_in(deelname=nieuwe_deelname(traject), door=traject.coaches.all()[0])
    netwerk = maak_netwerk()
    netwerk.organisaties.add(deelname.organisatie)
    maak_vindbaar(netwerk)

    def titels() -> set[str]:
        gevonden = Wegwijzer.objects.van_organisatie(deelname.organisatie.slug)
        return set(gevonden.values_list("titel", flat=True))

    assert titels() == {deelname.traject.titel, netwerk.titel}

    stop_deelname(deelname=deelname, reden="Geen tijd.", door=traject.gemaakt_door)
    assert titels() == {netwerk.titel}


def formulier(tranche: Tranche) -> str:
    return reverse("trajecten:meedoen", args=[tranche.slug])


def meld(client: Client, tranche: Tranche, **velden: str) -> Any:
    return client.post(formulier(tranche), {**INVULLING, **velden})


def maak_meedoener(tranche: Tranche | None, **velden: Any) -> Meedoener:
    nu = timezone.now()
    standaard: dict[str, Any] = {n: INVULLING[n] for n in ("organisatie", "naam", "wat")}
    standaard |= {"email": "noor@example.nl", "gemeld_op": nu, "bevestigd_op": nu}
    return Meedoener.objects.create(tranche=tranche, **{**standaard, **velden})


def pad(meedoener: Meedoener) -> str:
    return "/meedoen/" + links.meedoen(meedoener).partition("/meedoen/")[2]


def onderwerpen() -> list[str]:
    return list(Bericht.objects.order_by("pk").values_list("onderwerp", flat=True))


def test_het_programma_is_de_ingang_van_alles(client: Client) -> None:
    vandaag = timezone.localdate()
    loopt = open_tranche(titel="Loopt")
    voorbij = open_tranche(
        titel="Voorbij", begin=vandaag - timedelta(days=90), einde=vandaag - timedelta(days=1)
    )
    maak_tranche(titel="Nog dicht", geopend_op=None)
    traject, later = maak_traject(), maak_traject(status=Trajectstatus.VOORBEREIDING)
    openbaar: list[Any] = [
        Les.objects.create(slug="les", titel="Een les", nummer=1, openbaar=True),
        Netwerk.objects.create(slug="net", titel="Een netwerk", openbaar=True),
        Werkagenda.objects.create(slug="agenda", titel="Een agenda", openbaar=True),
    ]
    Netwerk.objects.create(slug="dicht", titel="Een dicht netwerk")
    maak_gepubliceerd(soort=Soort.GEWENST)

    antwoord = client.get("/programma/")

    tekst = antwoord.content.decode()
    assert loopt.get_absolute_url() not in tekst  # that is on the page with all that is open
    assert [rij[0] for rij in antwoord.context["gesloten"]] == [voorbij]
    for pagina in (*openbaar, traject):
        assert f'href="{pagina.get_absolute_url()}"' in tekst
    assert later.get_absolute_url() not in tekst
    assert "Een dicht netwerk" not in tekst
    assert "Nog dicht" not in tekst
    assert "1 wens" in tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_programma_heeft_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vandaag = timezone.localdate()
    for nummer in range(aantal):
        open_tranche(begin=vandaag - timedelta(days=9), einde=vandaag - timedelta(days=1))
        maak_traject()
        Les.objects.create(slug=f"les-{nummer}", titel="Een les", nummer=nummer + 1, openbaar=True)

    with django_assert_num_queries(8):
        antwoord = client.get("/programma/")

    assert len(antwoord.context["gesloten"]) == aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_meedoen_verzamelt_alles_wat_open_is_met_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    open_nu: list[Any] = []
    for _ in range(aantal):
        wens = maak_gepubliceerd(soort=Soort.GEWENST)
        open_nu += [open_tranche(), traject_met_oproep(), maak_masterclass(), wens]
    vraag, nu = maak_inventarisatie(), timezone.now()
    afgelast: dict[str, Any] = {
        "reden": "Ziek.",
        "afgelast_op": nu,
        "afgelast_door": maak_gebruiker(),
    }
    dicht: list[Any] = [
        maak_tranche(geopend_op=None),
        maak_traject(status=Trajectstatus.VOORBEREIDING),
        maak_traject(),
        maak_masterclass(fase=Masterclassfase.AFGELAST, **afgelast),
        maak_masterclass(aanmelden_van=nu + timedelta(days=1)),
        maak_masterclass(begin=nu - timedelta(hours=1)),
    ]

    with django_assert_num_queries(7):
        tekst = client.get("/meedoen/").text

    assert [een for een in open_nu if f'"{een.get_absolute_url()}"' not in tekst] == []
    assert [een for een in dicht if een.get_absolute_url() in tekst] == []
    assert str(vraag) in tekst


@pytest.mark.parametrize("waar", ["hier", "overal"])
def test_meedoen_noemt_geen_traject_waarvoor_geen_plaats_meer_is(client: Client, waar: str) -> None:
    vol, ander = traject_met_oproep(), traject_met_oproep()
    trajecten = [vol] if waar == "hier" else [vol, maak_traject(), maak_traject(), maak_traject()]
    for plek in range(10 * len(trajecten)):
        nieuw = nieuwe_deelname(trajecten[plek // 10], plek=plek % 10 + 1, plek_in_alles=plek + 1)
        nieuw.begonnen_op, nieuw.begonnen_door = timezone.now(), nieuw.coach
        nieuw.save()

    tekst = client.get("/meedoen/").text

    assert vol.get_absolute_url() not in tekst
    assert (ander.get_absolute_url() in tekst) == (waar == "hier")


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_tranche_toont_oproep_en_voortgang_met_een_vast_aantal_queries(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tranche = open_tranche()
    for _ in range(aantal):
        live = maak_gepubliceerd().innovatie
        Toezegging.objects.create(tranche=tranche, organisatie=maak_organisatie(), innovatie=live)
        Toezegging.objects.create(tranche=tranche, organisatie=maak_organisatie(), wat="Nog bezig")

    with django_assert_num_queries(5):
        antwoord = client.get(tranche.get_absolute_url())

    tekst = antwoord.content.decode()
    assert f"{aantal} van 6 beschrijvingen" in tekst
    assert tekst.count("Nog bezig") == aantal
    assert formulier(tranche) in tekst


def test_de_pagina_van_een_tranche_noemt_geen_mensen(client: Client) -> None:
    makelaar = maak_gebruiker(naam="Kim de Makelaar", rollen=["kennismakelaar"])
    tranche = open_tranche(kennismakelaar=makelaar)
    maak_meedoener(tranche)

    tekst = client.get(tranche.get_absolute_url()).content.decode()

    assert "Kim de Makelaar" not in tekst
    assert "Noor" not in tekst


@pytest.mark.parametrize("einde", [date(9999, 12, 31), date(2101, 1, 1)])
def test_een_tranche_eindigt_niet_in_een_jaar_dat_niemand_bedoelt(einde: date) -> None:
    tranche = maak_tranche()

    with pytest.raises(IntegrityError, match="tranche_einde_bestaat"), transaction.atomic():
        Tranche.objects.filter(pk=tranche.pk).update(einde=einde)


def test_een_tranche_die_voorbij_is_vraagt_niemand_meer(client: Client) -> None:
    vandaag = timezone.localdate()
    tranche = open_tranche(begin=vandaag - timedelta(days=60), einde=vandaag - timedelta(days=1))

    pagina = client.get(tranche.get_absolute_url()).content.decode()
    antwoord = meld(client, tranche)

    assert formulier(tranche) not in pagina
    assert antwoord.status_code == 409
    assert "is gesloten" in antwoord.content.decode()
    assert not Meedoener.objects.exists()


def test_meedoen_gaat_van_formulier_tot_antwoord(client: Client) -> None:
    tranche = open_tranche()

    verstuurd = meld(client, tranche)
    meedoener = Meedoener.objects.get()
    onbevestigd = [w.stapel.naam for w in wachtend(tranche.kennismakelaar)]
    client.post(pad(meedoener), {"stap": "bevestigen"})
    in_werk = [w.stapel.naam for w in wachtend(tranche.kennismakelaar)]
    client.force_login(tranche.kennismakelaar)
    beheer = client.get(reverse("trajecten:tranche_beheer", args=[tranche.pk])).content.decode()
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, "opnemen"])
    client.post(f"{adres}?rij={meedoener.pk}", {"organisatie": "", "wat": "Een huiskamer"})

    toezegging = tranche.toezeggingen.get()
    meedoener.refresh_from_db()
    assert verstuurd.headers["Location"] == f"{formulier(tranche)}?verstuurd"
    assert "Noor Jansen" in beheer
    assert ("meedoen" in onbevestigd, "meedoen" in in_werk) == (False, True)
    assert (toezegging.organisatie.naam, toezegging.wat) == ("De Nieuwe Deur", "Een huiskamer")
    assert meedoener.toegezegd
    assert [onderwerp.partition(":")[0] for onderwerp in onderwerpen()] == [
        "Bevestig dat u meedoet",
        "De Nieuwe Deur wil meedoen",
        "U doet mee",
    ]


@pytest.mark.parametrize(
    ("stap", "zin"),
    [
        ("opnemen", "Noor Jansen krijgt een mail dat zij meedoen."),
        ("niet-nu", "Noor Jansen krijgt een vriendelijke mail dat het deze keer niet past"),
    ],
)
def test_de_pagina_van_een_antwoord_zegt_wie_er_mail_krijgt(
    client: Client, stap: str, zin: str
) -> None:
    tranche = open_tranche()
    meedoener = maak_meedoener(tranche)
    client.force_login(tranche.kennismakelaar)
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, stap])

    antwoord = client.get(f"{adres}?rij={meedoener.pk}")

    assert zin in antwoord.text
    assert '<p class="nl-paragraph--lead">De Nieuwe Deur' in antwoord.text
    assert not Bericht.objects.exists()


def test_het_logboek_noemt_niet_wie_zich_meldde() -> None:
    tranche = open_tranche()
    meedoener = maak_meedoener(tranche)

    meedoen.neem_op(meedoener=meedoener, organisatie=None, wat="", door=tranche.kennismakelaar)

    regels = Logregel.objects.over(tranche)
    assert {regel.wat for regel in regels} == {"toezegging-erbij", "meedoener-toegezegd"}
    assert not any("Noor" in regel.wie + regel.toelichting for regel in regels)


def test_een_bekende_organisatie_wordt_niet_nog_eens_gemaakt() -> None:
    tranche, bekend = open_tranche(), maak_organisatie("de nieuwe deur")

    meedoen.neem_op(
        meedoener=maak_meedoener(tranche), organisatie=None, wat="", door=tranche.kennismakelaar
    )

    assert tranche.toezeggingen.get().organisatie == bekend


def test_niet_nu_stuurt_een_mail_met_eigen_woorden(client: Client) -> None:
    tranche = open_tranche()
    meedoener = maak_meedoener(tranche)
    client.force_login(tranche.kennismakelaar)
    adres = reverse("trajecten:tranche_stap", args=[tranche.pk, "niet-nu"])

    client.post(f"{adres}?rij={meedoener.pk}", {"toelichting": "In maart wel."})

    bericht = Bericht.objects.get()
    assert bericht.aan == "noor@example.nl"
    assert "In maart wel." in bericht.tekst
    assert not Toezegging.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twee_collegas_antwoorden_samen_een_keer() -> None:
    tranche = open_tranche()
    meedoener = maak_meedoener(tranche)
    geweigerd = []

    def doe(actie: Any, **meer: Any) -> None:
        try:
            actie(meedoener=meedoener, door=tranche.kennismakelaar, **meer)
        except RuleViolation as reden:
            geweigerd.append(str(reden))

    tegelijk(
        lambda: doe(meedoen.neem_op, organisatie=None, wat=""),
        lambda: doe(meedoen.niet_nu, toelichting=""),
    )

    meedoener.refresh_from_db()
    assert geweigerd == [meedoen.AFGEHANDELD]
    assert Toezegging.objects.count() == meedoener.toegezegd
    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twee_keer_tegelijk_versturen_is_een_meedoener_en_een_mail() -> None:
    tranche = open_tranche()

    tegelijk(*[lambda: meld(Client(), tranche)] * 2)

    assert Meedoener.objects.count() == 1
    assert Bericht.objects.count() == 1


def test_het_antwoord_is_hetzelfde_voor_een_bekend_adres(client: Client) -> None:
    tranche = open_tranche()
    maak_meedoener(tranche, organisatie="Eerder")

    bekend = meld(client, tranche)
    onbekend = meld(client, tranche, email="ander@example.nl")

    assert bekend.headers["Location"] == onbekend.headers["Location"]
    assert Meedoener.objects.get(email="noor@example.nl").organisatie == "Eerder"
    assert [o.partition(":")[0] for o in onderwerpen()] == [
        "Wij wisten al dat u mee wilt doen",
        "Bevestig dat u meedoet",
    ]


def test_een_adres_krijgt_een_mail_per_uur_en_hoogstens_vijf_tranches(client: Client) -> None:
    alle = [open_tranche() for _ in range(6)]

    for tranche in (alle[0], *alle[:5]):
        assert meld(client, tranche).status_code == 302
    Teller.objects.all().delete()  # an hour later
    antwoord = meld(client, alle[5])

    assert antwoord.status_code == 302
    assert Meedoener.objects.count() == Bericht.objects.count() == 5


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"organisatie": ""}, "Vul de naam van uw organisatie in."),
        ({"naam": "kijk op www.example.nl"}, "zonder webadres"),
        ({"email": "noor"}, "geen geldig e-mailadres"),
        ({"wat": ""}, "wat u wilt beschrijven"),
        ({"akkoord": ""}, "Zet hier een vinkje"),
    ],
)
def test_wat_niet_goed_is_wordt_gezegd(client: Client, velden: dict[str, str], reden: str) -> None:
    antwoord = meld(client, open_tranche(), **velden)

    assert reden in antwoord.content.decode()
    assert not Meedoener.objects.exists()


def test_een_robot_merkt_niets(client: Client) -> None:
    tranche = open_tranche()

    antwoord = meld(client, tranche, website="https://example.nl")

    assert antwoord.headers["Location"] == f"{formulier(tranche)}?verstuurd"
    assert not Meedoener.objects.exists()


def test_kijken_verandert_niets(client: Client) -> None:
    tranche = open_tranche()
    meedoener = maak_meedoener(tranche, bevestigd_op=None)
    client.force_login(tranche.kennismakelaar)
    stap = reverse("trajecten:tranche_stap", args=[tranche.pk, "opnemen"])

    antwoorden = [
        client.get(adres)
        for adres in (
            *(formulier(tranche), pad(meedoener), f"{stap}?rij={meedoener.pk}"),
            reverse("trajecten:tranche_stap", args=[tranche.pk, "sluiten"]),
        )
    ]

    meedoener.refresh_from_db()
    assert [antwoord.status_code for antwoord in antwoorden] == [200] * 4
    assert (meedoener.bevestigd_op, meedoener.afgehandeld_op) == (None, None)
    assert not Bericht.objects.exists()
    assert not Logregel.objects.exists()


def test_een_link_die_niet_van_ons_of_te_oud_is_werkt_niet(client: Client) -> None:
    oud = timezone.now() - timedelta(days=8)
    meedoener = maak_meedoener(open_tranche(), bevestigd_op=None, gemeld_op=oud)

    antwoorden = [
        client.post(adres, {"stap": "bevestigen"}) for adres in ("/meedoen/onzin/", pad(meedoener))
    ]

    assert [antwoord.status_code for antwoord in antwoorden] == [410, 410]
    assert not Bericht.objects.exists()


def test_wie_zich_terugtrekt_wordt_vergeten(client: Client) -> None:
    meedoener = maak_meedoener(open_tranche())

    antwoord = client.post(pad(meedoener), {"stap": "intrekken"})

    assert "zijn gewist" in antwoord.content.decode()
    assert not Meedoener.objects.exists()


def test_wij_vergeten_wie_niet_bevestigde_en_een_jaar_na_afloop_iedereen() -> None:
    vandaag, nu = timezone.localdate(), timezone.now()
    loopt = open_tranche()
    lang = open_tranche(begin=vandaag - timedelta(days=500), einde=vandaag - timedelta(days=367))
    pas = open_tranche(begin=vandaag - timedelta(days=500), einde=vandaag - timedelta(days=364))
    blijven = [maak_meedoener(loopt), maak_meedoener(pas)]
    blijven.append(maak_meedoener(loopt, email="nieuw@example.nl", bevestigd_op=None))
    maak_meedoener(lang)
    oud = {"bevestigd_op": None, "gemeld_op": nu - timedelta(days=8)}
    maak_meedoener(loopt, email="oud@example.nl", **oud)

    vergeet(timestamp=0)

    assert set(Meedoener.objects.all()) == set(blijven)


def test_wie_nooit_bevestigt_wordt_na_zeven_dagen_vergeten_en_niet_eerder() -> None:
    toen, week, net = timezone.now(), timedelta(days=7), timedelta(seconds=1)
    meedoener = maak_meedoener(open_tranche(), bevestigd_op=None, gemeld_op=toen)

    te_laat = [meedoen.is_verlopen(meedoener, toen + week + erbij) for erbij in (-net, 0 * net)]
    meedoen.vergeet_meedoeners(toen + week)
    bleef = Meedoener.objects.count()
    meedoen.vergeet_meedoeners(toen + week + net)

    assert te_laat == [False, True]
    assert (bleef, Meedoener.objects.count()) == (1, 0)


AANVRAAG = {**INVULLING, "wat": "Thuis helpen", "bestuur": "De voorzitter"}


def test_een_oproep_voor_een_traject_gaat_van_open_tot_ingeschreven(client: Client) -> None:
    traject = maak_traject(status=Trajectstatus.VOORBEREIDING, samenvatting="Samen leren.")
    coach = traject.coaches.get()
    besloten = client.get(traject.get_absolute_url()).status_code
    client.force_login(traject.gemaakt_door)
    client.post(reverse("trajecten:traject_stap", args=[traject.pk, "openen"]))
    client.logout()

    pagina = client.get(traject.get_absolute_url()).text
    formulier = f"{traject.get_absolute_url()}meedoen/"
    zonder = client.post(formulier, {**AANVRAAG, "bestuur": ""}).text
    client.post(formulier, AANVRAAG)
    meedoener = Meedoener.objects.get()
    client.post(pad(meedoener), {"stap": "bevestigen"})
    wacht = [een.stapel.naam for een in wachtend(coach)]
    client.force_login(coach)
    getoond = client.get(reverse("trajecten:traject_beheer", args=[traject.pk])).text
    adres = f"{reverse('trajecten:deelnemen', args=[traject.pk])}?rij={meedoener.pk}"
    velden = {veld.name: veld.value() or "" for veld in client.get(adres).context["form"]}
    vandaag = timezone.localdate()
    erbij = {"coach": coach.pk, "uren_per_week": "2,5", "commitment_datum": vandaag}
    client.post(adres, {**velden, **erbij})

    assert besloten == 404
    assert "0 van 6 tot 10" in pagina
    assert f'href="{formulier}"' in pagina
    assert "Zonder bestuur begint een traject niet." in zonder
    assert wacht == ["aanvragen"]
    assert "De voorzitter" in getoond
    deelname = traject.deelnames.get()
    assert (deelname.organisatie.naam, deelname.projectleider) == ("De Nieuwe Deur", "Noor Jansen")
    assert deelname.commitment_van == "De voorzitter"
    assert wachtend(coach) == []
    assert [onderwerp.partition(":")[0] for onderwerp in onderwerpen()] == [
        "Bevestig dat u meedoet",
        "De Nieuwe Deur wil meedoen",
        "U bent interne projectleider",
        "U doet mee",
    ]


@pytest.mark.parametrize("hoe", ["vol", "begonnen"])
def test_een_traject_dat_vol_is_of_begon_vraagt_niemand_meer(client: Client, hoe: str) -> None:
    traject = traject_met_oproep()
    if hoe == "vol":
        for nummer in range(10):
            organisatie = maak_organisatie(f"Organisatie {nummer}")
            nieuw = nieuwe_deelname(traject, organisatie=organisatie)
            schrijf_in(deelname=nieuw, door=traject.gemaakt_door)
    else:
        Traject.objects.update(status=Trajectstatus.LOPEND)
    formulier = f"{traject.get_absolute_url()}meedoen/"

    pagina = client.get(traject.get_absolute_url()).text
    antwoord = client.post(formulier, AANVRAAG)

    assert formulier not in pagina
    assert antwoord.status_code == 409
    assert "vol of al begonnen" in antwoord.text
    assert not Meedoener.objects.exists()


def test_de_coach_zegt_dat_een_traject_nu_niet_past_en_een_ander_niet(client: Client) -> None:
    traject = traject_met_oproep()
    meedoener = maak_meedoener(None, traject=traject, bestuur="De voorzitter")
    stap = reverse("trajecten:traject_stap", args=[traject.pk, "niet-nu"])
    client.force_login(maak_gebruiker(rollen=["coach"]))
    vreemd = client.post(f"{stap}?rij={meedoener.pk}", {"toelichting": ""})
    client.force_login(traject.coaches.get())

    client.post(f"{stap}?rij={meedoener.pk}", {"toelichting": "In maart wel."})

    meedoener.refresh_from_db()
    assert vreemd.status_code == 403
    assert meedoener.afgehandeld_op
    assert "In maart wel." in Bericht.objects.get().tekst


@pytest.mark.parametrize("oproepen", [(), ("tranche", "traject"), ("traject",)])
def test_een_meedoener_antwoordt_op_een_oproep_en_bij_een_traject_wil_het_bestuur(
    oproepen: tuple[str, ...],
) -> None:
    van: dict[str, Any] = {"tranche": open_tranche(), "traject": traject_met_oproep()}
    bij = {naam: van[naam] for naam in oproepen}

    with pytest.raises(IntegrityError, match="meedoener_van_een_oproep"), transaction.atomic():
        maak_meedoener(bij.pop("tranche", None), **bij)


def bespreek(deelname: Any, **velden: Any) -> None:
    nu, wie = timezone.now(), maak_gebruiker()
    besproken = {"gewijzigd_door": wie, "besproken_op": nu, "besproken_door": wie}
    Begeleidingsplan.objects.create(deelname=deelname, doel="Eén plan.", **besproken)
    oordeel = velden.get("oordeel", Oordeel.GEHAALD)
    Trajectevaluatie.objects.create(gaat_door=True, deelname=deelname, oordeel=oordeel, **besproken)
    Leerpunt.objects.create(
        deelname=deelname,
        soort=Leerpuntsoort.SUCCESFACTOR,
        tekst="Klein beginnen",
        overgenomen=True,
        afgehandeld_op=nu,
        afgehandeld_door=wie,
    )
    Leerpunt.objects.create(deelname=deelname, soort=Leerpuntsoort.KNELPUNT, tekst="Nog niet")


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_traject_toont_wat_er_kwam_van_organisaties_en_geen_mensen(
    client: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    traject = maak_traject(coaches=[maak_gebruiker(naam="Co de Coach", rollen=["coach"])])
    wie, nu = maak_gebruiker(), timezone.now()
    for plek in range(1, aantal + 1):
        begonnen = {"begonnen_op": nu, "begonnen_door": wie, "plek": plek, "plek_in_alles": plek}
        innovatie = maak_gepubliceerd().innovatie
        deelname = nieuwe_deelname(traject, innovatie=innovatie, **begonnen)
        deelname.save()
        bespreek(deelname)

    with django_assert_num_queries(7):
        antwoord = client.get(traject.get_absolute_url())

    tekst = antwoord.content.decode()
    assert tekst.count("Eén plan.") == aantal
    assert tekst.count("Klein beginnen") == aantal
    assert "Nog niet" not in tekst
    uitkomst = dict(antwoord.context["uitkomst"])
    alle = {"Gehaald": 3, "Voor een deel gehaald": 0, "Niet gehaald": 0, "Gaat ermee door": 3}
    assert uitkomst == (alle if aantal == 3 else {})  # of fewer one could tell whose it is
    for naam in ("Co de Coach", "Een projectleider", "Een bestuurder"):
        assert naam not in tekst


def test_wie_stopte_en_wat_niet_besproken_is_staat_niet_op_de_pagina(client: Client) -> None:
    traject, wie, nu = maak_traject(), maak_gebruiker(), timezone.now()
    begonnen = {"begonnen_op": nu, "begonnen_door": wie}
    doet_mee = nieuwe_deelname(traject, plek=1, plek_in_alles=1, **begonnen)
    gestopt = nieuwe_deelname(
        traject, status=Deelnamestatus.GESTOPT, gestopt_op=nu, gestopt_door=wie, **begonnen
    )
    doet_mee.save()
    gestopt.save()
    Begeleidingsplan.objects.create(deelname=doet_mee, doel="Een concept.", gewijzigd_door=wie)

    tekst = client.get(traject.get_absolute_url()).content.decode()

    assert doet_mee.organisatie.naam in tekst
    assert gestopt.organisatie.naam not in tekst
    assert "Een concept." not in tekst


def test_een_traject_in_voorbereiding_heeft_nog_geen_pagina(client: Client) -> None:
    traject = maak_traject(status=Trajectstatus.VOORBEREIDING)

    assert client.get(traject.get_absolute_url()).status_code == 404
