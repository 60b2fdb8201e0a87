"""The intern projectleider: what she is invited to, and what she writes by her own link."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from basis.data import begin_van_dag
from basis.fouten import RuleViolation, Verboden
from logboek.models import Logregel
from post.models import Bericht
from tests.maak import maak_gebruiker, maak_organisatie, maak_traject, nieuwe_deelname
from trajecten import links
from trajecten.actions import begeleiden, trajecten
from trajecten.actions.inschrijven import schrijf_in, stop_deelname
from trajecten.actions.uitnodigen import herinner
from trajecten.forms.trajecten import BijeenkomstForm
from trajecten.keuzelijsten import Trajectstatus
from trajecten.models import (
    Begeleidingsplan,
    Deelname,
    Groepsbijeenkomst,
    Traject,
    Trajectevaluatie,
)
from werkplek.bewerken import kenmerk

pytestmark = pytest.mark.django_db

PLAN = {"doel": "Minder wachten", "aanpak": "Klein beginnen"}
MORGEN_UREN = {"begint": time(10), "eindigt": time(12), "plaats": "Zwolle"}


def deelnemend(**velden: Any) -> Deelname:
    nieuw = nieuwe_deelname(maak_traject(), **velden)
    return schrijf_in(deelname=nieuw, door=nieuw.coach)


def adres(deelname: Deelname, blad: str = "") -> str:
    return urlsplit(links.mijn_traject(deelname)).path + (f"{blad}/" if blad else "")


def naar_projectleider() -> list[Bericht]:
    return list(Bericht.objects.filter(aan="projectleider@example.nl").order_by("pk"))


def test_zij_krijgt_een_link_en_schrijft_plan_en_evaluatie_zonder_account(client: Client) -> None:
    deelname = deelnemend()
    evaluatie = {"oordeel": "deels", "resultaat": "Het gaat sneller."}

    gekregen = naar_projectleider()[0].tekst
    pagina = client.get(adres(deelname)).text
    client.post(adres(deelname, "plan"), PLAN)
    leeg = client.get(adres(deelname, "evaluatie")).text
    zonder = client.post(adres(deelname, "evaluatie"), evaluatie).text
    client.post(adres(deelname, "evaluatie"), {**evaluatie, "gaat_door": "nee"})

    assert links.mijn_traject(deelname) in gekregen
    assert str(deelname.coach) in pagina
    plan, geschreven = Begeleidingsplan.objects.get(), Trajectevaluatie.objects.get()
    assert (plan.doel, plan.gewijzigd_door) == ("Minder wachten", None)
    assert "checked" not in leeg
    assert "Kies of de organisatie ermee doorgaat." in zonder
    assert (geschreven.oordeel, geschreven.gaat_door) == ("deels", False)
    assert {regel.wie for regel in Logregel.objects.over(deelname.traject)} == {
        str(deelname.coach),
        "een interne projectleider",
    }
    onderwerpen = Bericht.objects.filter(aan=deelname.coach.email).order_by("pk")
    assert [een.onderwerp.partition("schreef aan ")[2] for een in onderwerpen] == [
        "het begeleidingsplan",
        "de evaluatie",
    ]
    assert client.cookies == {}


def test_wat_de_coach_ondertussen_schreef_blijft_staan(client: Client) -> None:
    deelname = deelnemend()
    begeleiden.bewaar_plan(
        deelname=deelname, waarden={**PLAN, "doel": "Anders"}, kenmerk="", door=deelname.coach
    )

    antwoord = client.post(adres(deelname, "plan"), PLAN)

    assert antwoord.status_code == 409
    assert "Minder wachten" in antwoord.text
    assert Begeleidingsplan.objects.get().doel == "Anders"


def test_de_link_is_van_haar_en_niet_van_wie_het_daarvoor_trok(client: Client) -> None:
    deelname = deelnemend()
    oud = adres(deelname)
    waarden = {naam: getattr(deelname, naam) for naam in trajecten.DEELNAME_VELDEN}
    trajecten.wijzig_deelname(
        deelname=deelname,
        waarden={**waarden, "projectleider_email": "nieuw@example.nl"},
        kenmerk=kenmerk(deelname, trajecten.DEELNAME_VELDEN),
        door=deelname.coach,
    )
    deelname.refresh_from_db()

    assert [client.get(pad).status_code for pad in (oud, adres(deelname))] == [410, 200]
    assert Bericht.objects.filter(aan="nieuw@example.nl").count() == 1


def test_wie_stopte_leest_nog_en_schrijft_niet_meer(client: Client) -> None:
    deelname = deelnemend()
    morgen = timezone.localdate() + timedelta(days=1)
    deelname.traject.bijeenkomsten.create(
        datum=morgen, gewijzigd_door=deelname.coach, **MORGEN_UREN
    )
    ervoor = client.get(adres(deelname)).text
    stop_deelname(deelname=deelname, reden="Fusie.", door=deelname.coach)

    erna = client.get(adres(deelname)).text
    antwoord = client.post(adres(deelname, "plan"), PLAN)

    assert antwoord.status_code == 409
    assert "voorbij" in antwoord.text
    assert ("Zwolle" in ervoor, "Zwolle" in erna) == (True, False)
    assert "Uw deelname is voorbij" in erna
    assert not Begeleidingsplan.objects.exists()


def test_wat_zij_schreef_staat_er_na_afloop_in_woorden(client: Client) -> None:
    deelname = deelnemend()
    evaluatie = {"oordeel": "deels", "resultaat": "Het gaat sneller.", "gaat_door": "nee"}
    client.post(adres(deelname, "plan"), PLAN)
    client.post(adres(deelname, "evaluatie"), evaluatie)
    trajecten.rond_af(deelname=deelname, door=deelname.coach)

    plan, geschreven = (client.get(adres(deelname, blad)).text for blad in ("plan", "evaluatie"))

    assert "Klein beginnen" in plan
    for woorden in ("Voor een deel gehaald", "Het gaat sneller.", "<dd>Nee</dd>"):
        assert woorden in geschreven
    assert 'name="kenmerk"' not in plan + geschreven


def test_een_bijeenkomst_komt_in_de_agenda_en_verhuist_daar() -> None:
    deelname = deelnemend()
    traject, coach = deelname.traject, deelname.coach
    stopte = schrijf_in(
        deelname=nieuwe_deelname(
            traject, organisatie=maak_organisatie("Weg"), projectleider_email="weg@example.nl"
        ),
        door=coach,
    )
    stop_deelname(deelname=stopte, reden="Fusie.", door=coach)
    Bericht.objects.all().delete()
    makelaar = maak_gebruiker(rollen=["kennismakelaar"])
    dag = timezone.localdate() + timedelta(days=3)

    def bewaar(een: Groepsbijeenkomst, **anders: Any) -> Groepsbijeenkomst:
        return begeleiden.bewaar_bijeenkomst(
            bijeenkomst=een,
            waarden={"datum": dag, **MORGEN_UREN, **anders},
            aanwezig=[],
            kenmerk=kenmerk(een),
            door=coach,
            genodigden=[makelaar],
        )

    een = bewaar(Groepsbijeenkomst(traject=traject))
    een = bewaar(een, notities="<p>Neem mee.</p>")
    bewaar(een, begint=time(11))
    for _ in range(2):
        herinner(begin_van_dag(dag - timedelta(days=1)))
    herinner(begin_van_dag(dag))

    for aan in ("projectleider@example.nl", makelaar.email):
        berichten = list(Bericht.objects.filter(aan=aan).order_by("pk"))
        assert [b.onderwerp.partition(":")[0] for b in berichten] == [
            "Uitnodiging",
            "Gewijzigd",
            "Herinnering",
        ]
        uit, verzet, herinnering = (b.agenda.replace("\r\n ", "") for b in berichten)
        assert "METHOD:REQUEST" in uit
        assert "SEQUENCE:0" in uit
        assert f"DTSTART;TZID=Europe/Amsterdam:{dag:%Y%m%d}T100000" in uit
        assert "SEQUENCE:1" in verzet
        assert f"DTSTART;TZID=Europe/Amsterdam:{dag:%Y%m%d}T110000" in verzet
        assert "SEQUENCE:1" in herinnering
        was, nu = berichten[1].tekst.split("Zo is het nu:")
        assert "Het was:" in was
        assert "van 10.00 tot 12.00 uur" in was
        assert "van 11.00 tot 12.00 uur" in nu
    assert not Bericht.objects.filter(aan="weg@example.nl").exists()


@pytest.mark.parametrize("hoe", ["stopt", "draagt over", "vervalt"])
def test_wie_niet_meer_komt_heeft_de_bijeenkomst_niet_meer_in_de_agenda(hoe: str) -> None:
    deelname = deelnemend()
    traject, coach = deelname.traject, deelname.coach
    begeleiden.bewaar_bijeenkomst(
        bijeenkomst=Groepsbijeenkomst(traject=traject),
        waarden={"datum": timezone.localdate() + timedelta(days=3), **MORGEN_UREN},
        aanwezig=[],
        kenmerk=kenmerk(None),
        door=coach,
    )
    if hoe == "stopt":
        stop_deelname(deelname=deelname, reden="Fusie.", door=coach)
    elif hoe == "draagt over":
        waarden = {naam: getattr(deelname, naam) for naam in trajecten.DEELNAME_VELDEN}
        trajecten.wijzig_deelname(
            deelname=deelname,
            waarden={**waarden, "projectleider_email": "nieuw@example.nl"},
            kenmerk=kenmerk(deelname, trajecten.DEELNAME_VELDEN),
            door=coach,
        )
    else:
        Traject.objects.filter(pk=traject.pk).update(status=Trajectstatus.VOORBEREIDING)
        leider = maak_gebruiker(rollen=["projectleider"])
        trajecten.laat_vervallen(traject=traject, reden="Geen geld.", door=leider)

    laatste = Bericht.objects.filter(aan="projectleider@example.nl").latest("pk")
    assert "METHOD:CANCEL" in laatste.agenda
    assert ("Gaat niet door" in laatste.onderwerp) == (hoe == "vervalt")


def test_wie_later_komt_of_het_overneemt_wordt_uitgenodigd_en_niet_dat_het_wijzigde() -> None:
    deelname = deelnemend()
    een = Groepsbijeenkomst(traject=deelname.traject)
    for plaats in ("Zwolle", "Assen"):
        een = begeleiden.bewaar_bijeenkomst(
            bijeenkomst=een,
            waarden={"datum": timezone.localdate(), **MORGEN_UREN, "plaats": plaats},
            aanwezig=[],
            kenmerk=kenmerk(een),
            door=deelname.coach,
        )
    later = nieuwe_deelname(
        deelname.traject, organisatie=maak_organisatie("Later"), projectleider_email="l@example.nl"
    )

    schrijf_in(deelname=later, door=deelname.coach)
    trajecten.wijzig_deelname(
        deelname=deelname,
        waarden={
            **{naam: getattr(deelname, naam) for naam in trajecten.DEELNAME_VELDEN},
            "projectleider_email": "nieuw@example.nl",
        },
        kenmerk=kenmerk(deelname, trajecten.DEELNAME_VELDEN),
        door=deelname.coach,
    )

    for aan in ("l@example.nl", "nieuw@example.nl"):
        welkom, uit = Bericht.objects.filter(aan=aan).order_by("pk")
        assert welkom.onderwerp.startswith("U bent interne projectleider")
        assert uit.onderwerp.startswith("Uitnodiging")
        assert "Waar: Assen" in uit.tekst
        assert "SEQUENCE:1" in uit.agenda


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({}, "Vul in hoe laat het begint"),
        ({"begint": "10:00"}, "van hoe laat tot hoe laat"),
        ({"begint": "10:00", "eindigt": "09:00"}, "Het einde komt na het begin."),
    ],
)
def test_een_bijeenkomst_die_komt_heeft_een_tijd(velden: dict[str, str], fout: str) -> None:
    een = Groepsbijeenkomst(traject=maak_traject())
    morgen = timezone.localdate() + timedelta(days=1)

    form = BijeenkomstForm({"datum": f"{morgen}", **velden}, bijeenkomst=een)

    assert fout in str(form.errors)


def test_een_bijeenkomst_die_niet_doorgaat_gaat_uit_de_agenda_van_wie_ervan_hoorde(
    client: Client,
) -> None:
    deelname = deelnemend()
    coach, makelaar = deelname.coach, maak_gebruiker(rollen=["kennismakelaar"])
    dag = begeleiden.bewaar_bijeenkomst(
        bijeenkomst=Groepsbijeenkomst(traject=deelname.traject),
        waarden={"datum": timezone.localdate() + timedelta(days=9), "notities": "", **MORGEN_UREN},
        aanwezig=(),
        genodigden=[makelaar],
        kenmerk="",
        door=coach,
    )
    client.force_login(coach)
    pad = f"/redactie/programma/trajecten/{dag.traject_id}/bijeenkomst/{dag.pk}/"

    assert "afzeggen/" in client.get(pad).text
    client.post(f"{pad}afzeggen/")

    assert not Groepsbijeenkomst.objects.exists()
    voor_haar, voor_collega = (
        naar_projectleider()[-1],
        Bericht.objects.filter(aan=makelaar.email).latest("pk"),
    )
    for mail in (voor_haar, voor_collega):
        assert "Gaat niet door" in mail.onderwerp
        for regel in (
            "METHOD:CANCEL",
            "STATUS:CANCELLED",
            "SEQUENCE:1",
            f"UID:groepsbijeenkomst-{dag.pk}@",
        ):
            assert regel in mail.agenda
    assert "zegde een bijeenkomst af" in client.get(pad.partition("bijeenkomst/")[0]).text


def test_een_bijeenkomst_die_is_geweest_wordt_niet_afgezegd() -> None:
    deelname = deelnemend()
    dag = deelname.traject.bijeenkomsten.create(
        datum=timezone.localdate() - timedelta(days=1), gewijzigd_door=deelname.coach
    )
    vreemd = maak_gebruiker(rollen=["coach"])

    with pytest.raises(RuleViolation, match="is geweest"):
        begeleiden.zeg_bijeenkomst_af(groepsbijeenkomst=dag, door=deelname.coach)
    with pytest.raises(Verboden):
        begeleiden.zeg_bijeenkomst_af(groepsbijeenkomst=dag, door=vreemd)


def test_van_een_coach_staat_het_instituut_erbij(client: Client) -> None:
    deelname = deelnemend()
    deelname.coach.organisaties.add(maak_organisatie("Het instituut"))
    wie = f"{deelname.coach} (Het instituut)"

    assert wie in client.get(adres(deelname)).text
    client.force_login(deelname.coach)
    assert wie in client.get(f"/redactie/programma/trajecten/{deelname.traject_id}/").text
