"""Rules at a border of time or number, each with its outcome written out."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from masterclasses.actions.aanmelden import bevestig, meld_aan, trek_in
from masterclasses.actions.nadien import herinner, vergeet
from masterclasses.actions.plekken import bied_aan, laat_vervallen
from masterclasses.berichten import al_aangemeld
from masterclasses.keuzelijsten import Aanmeldstatus
from masterclasses.links import persoonlijk
from masterclasses.models import Aanmelding
from post.models import Bericht
from tests.maak import maak_aanmelding, maak_masterclass, nieuwe_aanmelding, over

pytestmark = pytest.mark.django_db

UUR, DAG, NET_MEER = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


def test_wie_weer_komt_krijgt_een_nieuwer_bestand_dan_de_afmelding() -> None:
    masterclass = maak_masterclass()
    aanmelding = bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass)))
    trek_in(aanmelding=aanmelding)
    bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(masterclass, email=aanmelding.email)))

    bestanden = Bericht.objects.exclude(agenda="").order_by("pk").values_list("agenda", flat=True)
    kalenders = [Calendar.from_ical(bestand) for bestand in bestanden]

    assert [(k["method"], k.events[0]["sequence"]) for k in kalenders] == [
        ("REQUEST", 0),
        ("CANCEL", 1),
        ("REQUEST", 2),
    ]
    assert len({k.events[0]["uid"] for k in kalenders}) == 1


@pytest.mark.parametrize(
    ("nog", "status", "tijd"),
    [
        pytest.param(200 * UUR, "aangeboden", 48 * UUR, id="ruim op tijd"),
        pytest.param(96 * UUR, "aangeboden", 48 * UUR, id="vier dagen"),
        pytest.param(10 * UUR, "aangeboden", 5 * UUR, id="dezelfde dag"),
        pytest.param(2 * UUR, "aangeboden", 1 * UUR, id="precies twee uur"),
        pytest.param(2 * UUR - NET_MEER, "wachtlijst", None, id="de laatste twee uur"),
        pytest.param(-1 * UUR, "wachtlijst", None, id="begonnen"),
    ],
)
def test_wie_wacht_krijgt_in_de_laatste_twee_uur_geen_plek_meer(
    nog: timedelta, status: str, tijd: timedelta | None
) -> None:
    masterclass = maak_masterclass(zaal=1)
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    nu = masterclass.begin - nog

    bied_aan(masterclass, nu)

    wacht.refresh_from_db()
    assert (wacht.status, wacht.verloopt) == (status, tijd and nu + tijd)
    assert Bericht.objects.count() == (1 if tijd else 0)


def laatste_uren(client: Client) -> tuple[Aanmelding, list[str]]:
    """Who waits while a seat is free in the last two hours; and the page, the form, their page."""
    masterclass = maak_masterclass(zaal=1, begin=over(1.5 / 24))
    komt = maak_aanmelding(masterclass)
    wacht = maak_aanmelding(masterclass, status=Aanmeldstatus.WACHTLIJST)
    trek_in(aanmelding=komt)
    adres = masterclass.get_absolute_url()
    adressen = (adres, f"{adres}aanmelden/", urlsplit(persoonlijk(wacht)).path)
    return wacht, [client.get(adres).text for adres in adressen]


def test_in_de_laatste_twee_uur_is_een_vrije_plek_voor_wie_het_eerst_komt(client: Client) -> None:
    wacht, (pagina, formulier, eigen) = laatste_uren(client)

    nieuw = bevestig(aanmelding=meld_aan(aanmelding=nieuwe_aanmelding(wacht.masterclass)))

    assert "Nog 1 plek" in pagina
    assert "Staat u op de wachtlijst" not in formulier
    assert "Ja, ik neem de plek" in eigen
    assert nieuw.status == Aanmeldstatus.BEVESTIGD
    assert bevestig(aanmelding=wacht).status == Aanmeldstatus.WACHTLIJST


def test_wie_wacht_neemt_in_de_laatste_twee_uur_zelf_de_vrije_plek(client: Client) -> None:
    wacht, _ = laatste_uren(client)

    neemt = bevestig(aanmelding=wacht)

    assert neemt.status == Aanmeldstatus.BEVESTIGD
    assert Bericht.objects.filter(sleutel=f"aanmelding-{wacht.pk}-bevestigd").exists()


def test_wie_online_meedoet_krijgt_het_webadres_pas_met_een_plek() -> None:
    masterclass = maak_masterclass(online=2)
    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass, wijze="online"))
    bevestig(aanmelding=aanmelding)

    vraag, plek = Bericht.objects.order_by("pk").values_list("tekst", flat=True)

    assert (masterclass.online_adres in vraag, masterclass.online_adres in plek) == (False, True)


def test_een_uur_is_een_uur_en_niet_dat_van_de_klok() -> None:
    aanmelding, uur = maak_aanmelding(), timezone.now().replace(minute=59, second=0)
    al_aangemeld(aanmelding, uur)
    Bericht.objects.update(klaargezet_op=uur)

    al_aangemeld(aanmelding, uur + 2 * timedelta(minutes=1))
    binnen_het_uur = Bericht.objects.count()
    al_aangemeld(aanmelding, uur + UUR)

    assert (binnen_het_uur, Bericht.objects.count()) == (1, 2)


def test_bevestigen_kan_tot_het_moment_in_de_mail_en_daarna_niet() -> None:
    masterclass = maak_masterclass(zaal=1, begin=over(30))
    aanmelding = meld_aan(aanmelding=nieuwe_aanmelding(masterclass))
    tot = aanmelding.aangemeld_op + 24 * UUR

    laat_vervallen(tot - NET_MEER)
    aanmelding.refresh_from_db()
    bleef = (aanmelding.status, aanmelding.verloopt)
    laat_vervallen(tot)
    aanmelding.refresh_from_db()

    assert bleef == (Aanmeldstatus.TE_BEVESTIGEN, tot)
    assert (aanmelding.status, aanmelding.plek) == (Aanmeldstatus.VERVALLEN, None)


def test_wie_drie_dagen_vooraf_al_vaststond_krijgt_die_dag_een_herinnering() -> None:
    masterclass = maak_masterclass(begin=over(30))
    drie_dagen_vooraf = masterclass.begin - 3 * DAG
    op_tijd = maak_aanmelding(masterclass, bevestigd_op=drie_dagen_vooraf)
    maak_aanmelding(masterclass, bevestigd_op=drie_dagen_vooraf + NET_MEER)

    herinner(drie_dagen_vooraf - NET_MEER)
    te_vroeg = Bericht.objects.count()
    herinner(drie_dagen_vooraf)

    assert te_vroeg == 0
    assert [bericht.aan for bericht in Bericht.objects.all()] == [op_tijd.email]


def test_wie_nooit_bevestigde_wordt_na_dertig_dagen_vergeten_en_niet_eerder() -> None:
    masterclass, toen = maak_masterclass(begin=over(200)), timezone.now()
    maak_aanmelding(
        masterclass, status=Aanmeldstatus.VERVALLEN, beeindigd_op=toen, bevestigd_op=None
    )
    bekend = Aanmelding.objects.exclude(email="")

    vergeet(toen + 30 * DAG)
    bleef = bekend.count()
    vergeet(toen + 30 * DAG + NET_MEER)

    assert (bleef, bekend.count()) == (1, 0)
