"""Subscribing, confirming, choosing, leaving and being forgotten, in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import Error, transaction
from django.utils import timezone
from pytest_django import Settings

from basis.fouten import RuleViolation
from nieuwsbrieven.actions.abonneren import (
    AFGEMELD_BEWAREN,
    Lezerswensen,
    bevestig,
    meld_aan,
    meld_af,
    meld_weer_aan,
    pauzeer,
    stop_pauze,
    vergeet,
    wijzig,
    wis,
)
from nieuwsbrieven.keuzelijsten import Editiestatus, Frequentie, Leveringstatus
from nieuwsbrieven.links import GELDIG
from nieuwsbrieven.models import Abonnee, Levering, Toestemming
from nieuwsbrieven.regels.toestemming import BEWAREN, INSTEMMING, TEKST, bewijs, kenmerk_van
from post.actions import terugmeldingen
from post.keuzelijsten import Poststopreden, Terugmeldsoort
from post.models import Bericht, Postadres, Terugmelding
from post.uitvoer.opmaak import adres_in
from tests.maak import maak_abonnee, maak_editie, maak_regio, maak_thema
from tests.tegelijk import tegelijk

pytestmark = pytest.mark.django_db

ADRES = "jan@example.nl"


def enige() -> Abonnee:
    return Abonnee.objects.get()


def stappen(email: str = ADRES) -> list[str]:
    return [rij.stap for rij in bewijs(email)]


def laat_een_uur_voorbijgaan() -> None:
    Bericht.objects.update(klaargezet_op=timezone.now() - timedelta(hours=1, seconds=1))


def maak_levering(abonnee: Abonnee, status: Leveringstatus, **velden: object) -> Levering:
    nu = timezone.now()
    return Levering.objects.create(
        editie=maak_editie(),
        abonnee=abonnee,
        email=abonnee.email,
        blokken=[],
        status=status,
        volgende_op=nu,
        verzonden_op=nu if status == Leveringstatus.VERZONDEN else None,
        **velden,
    )


@pytest.mark.parametrize("nog_eens", ["Jan@MÜLLER.nl", "jan@xn--mller-kva.nl"])
def test_een_mens_met_een_accent_in_het_adres_is_een_abonnee(nog_eens: str) -> None:
    meld_aan(email="jan@müller.nl", wensen=Lezerswensen())
    meld_aan(email=nog_eens, wensen=Lezerswensen())

    assert enige().email == "jan@xn--mller-kva.nl"
    assert kenmerk_van(nog_eens) == kenmerk_van("jan@müller.nl")


def test_van_formulier_tot_bevestigde_abonnee() -> None:
    herstel, drenthe = maak_thema("herstel"), maak_regio("drenthe")
    wensen = Lezerswensen([herstel], [drenthe], ["bestuurder"], Frequentie.OVERZICHT)

    meld_aan(email="Jan@Example.NL", wensen=wensen)

    abonnee = enige()
    assert not abonnee.is_actief
    assert stappen() == []
    assert [bericht.aan for bericht in Bericht.objects.all()] == [ADRES]

    bevestig(abonnee=abonnee)

    abonnee = enige()
    assert (abonnee.email, abonnee.is_actief) == (ADRES, True)
    assert (abonnee.alle_themas, list(abonnee.themas.all())) == (False, [herstel])
    assert (abonnee.alle_regios, list(abonnee.regios.all())) == (False, [drenthe])
    assert (abonnee.rollen, abonnee.frequentie) == (["bestuurder"], Frequentie.OVERZICHT)
    assert stappen() == ["gegeven"]


def test_het_bewijs_is_de_tekst_zelf_zonder_het_adres() -> None:
    meld_aan(email=ADRES, wensen=Lezerswensen())
    bevestig(abonnee=enige())

    (toestemming,) = Toestemming.objects.all()

    assert toestemming.tekst == TEKST
    assert INSTEMMING in TEKST
    assert ADRES not in str(Toestemming.objects.values().get())
    assert bewijs("JAN@example.nl") == [toestemming]
    assert bewijs("piet@example.nl") == []


def test_het_kenmerk_is_alleen_met_onze_sleutel_te_maken(settings: Settings) -> None:
    hier = kenmerk_van(ADRES)
    settings.SECRET_KEY = "elders"

    assert len(hier) == 64
    assert kenmerk_van(ADRES) != hier


def test_nog_eens_bevestigen_doet_niets_meer() -> None:
    meld_aan(email=ADRES, wensen=Lezerswensen())
    bevestig(abonnee=enige())
    eerst = Abonnee.objects.values().get()

    bevestig(abonnee=enige())

    assert Abonnee.objects.values().get() == eerst
    assert stappen() == ["gegeven"]


def test_een_onbevestigd_formulier_verandert_niets_aan_een_abonnee() -> None:
    herstel = maak_thema("herstel")
    abonnee = maak_abonnee(email=ADRES, themas=[herstel])
    eerst = Abonnee.objects.values().get()

    meld_aan(email=ADRES, wensen=Lezerswensen(frequentie=Frequentie.OVERZICHT))

    assert Abonnee.objects.values().get() == eerst
    assert list(abonnee.themas.all()) == [herstel]
    assert "/nieuwsbrieven/voorkeuren/" in Bericht.objects.get().tekst


def test_wie_pauze_heeft_leest_in_de_mail_tot_wanneer() -> None:
    maak_abonnee(email=ADRES, pauze_tot=timezone.localdate() + timedelta(days=1))

    meld_aan(email=ADRES, wensen=Lezerswensen())

    assert "U hebt een pauze tot" in Bericht.objects.get().tekst


def test_wie_afgemeld_was_begint_opnieuw_met_de_nieuwe_keuzes_na_bevestigen() -> None:
    herstel, wonen = maak_thema("herstel"), maak_thema("wonen")
    meld_af(abonnee=maak_abonnee(email=ADRES, themas=[herstel]))

    meld_aan(email=ADRES, wensen=Lezerswensen(themas=[wonen]))

    assert not enige().is_actief
    assert "/nieuwsbrieven/bevestigen/" in Bericht.objects.get().tekst

    bevestig(abonnee=enige())

    assert enige().is_actief
    assert list(enige().themas.all()) == [wonen]
    assert stappen() == ["ingetrokken", "gegeven"]


@pytest.mark.parametrize("velden", [{}, {"bevestigd_op": None}], ids=["abonnee", "onbevestigd"])
def test_een_adres_krijgt_hoogstens_een_mail_per_uur(velden: dict[str, None]) -> None:
    maak_abonnee(email=ADRES, **velden)

    for _ in range(3):
        meld_aan(email=ADRES, wensen=Lezerswensen())
    binnen_het_uur = Bericht.objects.count()
    laat_een_uur_voorbijgaan()
    meld_aan(email=ADRES, wensen=Lezerswensen())

    assert (binnen_het_uur, Bericht.objects.count()) == (1, 2)


def test_bevestigen_heft_een_stop_op() -> None:
    terugmeldingen.stop(email=ADRES, reden=Poststopreden.HARD)
    meld_aan(email=ADRES, wensen=Lezerswensen())

    bevestig(abonnee=enige())

    assert not Postadres.objects.gestopt().exists()
    assert list(Abonnee.objects.te_mailen(timezone.localdate())) == [enige()]


def test_pauze_en_weer_verder() -> None:
    abonnee = maak_abonnee()
    vandaag = timezone.localdate()

    tot = pauzeer(abonnee=abonnee)

    assert timedelta(days=89) <= tot - vandaag <= timedelta(days=92)
    assert not Abonnee.objects.te_mailen(vandaag).exists()
    assert Abonnee.objects.te_mailen(tot).exists()

    stop_pauze(abonnee=abonnee)

    assert Abonnee.objects.te_mailen(vandaag).exists()


def test_afmelden_en_weer_aanmelden() -> None:
    herstel = maak_thema("herstel")
    abonnee = maak_abonnee(email=ADRES, themas=[herstel])

    for _ in range(2):
        meld_af(abonnee=abonnee)

    assert not enige().is_actief
    assert stappen() == ["ingetrokken"]

    for _ in range(2):
        meld_weer_aan(abonnee=abonnee)

    assert enige().is_actief
    assert list(enige().themas.all()) == [herstel]
    assert stappen() == ["ingetrokken", "gegeven"]


def test_wie_nooit_bevestigde_wordt_met_afmelden_of_weer_aanmelden_geen_abonnee() -> None:
    abonnee = maak_abonnee(email=ADRES, bevestigd_op=None)

    meld_af(abonnee=abonnee)
    with pytest.raises(RuleViolation):
        meld_weer_aan(abonnee=abonnee)

    assert (enige().bevestigd_op, enige().afgemeld_op) == (None, None)
    assert stappen() == []


@pytest.mark.parametrize(
    "stap",
    [partial(wijzig, wensen=Lezerswensen()), pauzeer, stop_pauze],
    ids=["wijzig", "pauze", "stop"],
)
def test_wie_geen_abonnee_meer_is_kiest_niets(stap: Callable[..., object]) -> None:
    abonnee = maak_abonnee(themas=[])
    meld_af(abonnee=abonnee)

    with pytest.raises(RuleViolation, match="Meld u eerst opnieuw aan"):
        stap(abonnee=abonnee)

    assert not enige().alle_themas


def test_wissen_laat_nergens_het_adres_achter_behalve_als_kenmerk() -> None:
    meld_aan(email=ADRES, wensen=Lezerswensen())
    abonnee = enige()
    bevestig(abonnee=abonnee)
    wacht = maak_levering(abonnee, Leveringstatus.WACHT)
    gehad = maak_levering(abonnee, Leveringstatus.VERZONDEN)
    ander = maak_levering(maak_abonnee(), Leveringstatus.WACHT)
    terugmeldingen.meld(kenmerk="1", email=ADRES, soort=Terugmeldsoort.HARD, bron="de server")

    for _ in range(2):
        wis(abonnee=abonnee)

    assert not Abonnee.objects.filter(pk=abonnee.pk).exists()
    velden = ("abonnee", "email", "status", "reden")
    rijen = {rij.pop("pk"): rij for rij in Levering.objects.values("pk", *velden)}
    leeg = {"abonnee": None, "email": ""}
    assert rijen[wacht.pk] == {**leeg, "status": "mislukt", "reden": "afgemeld"}
    assert rijen[gehad.pk] == {**leeg, "status": "verzonden", "reden": ""}
    assert (rijen[ander.pk]["email"], rijen[ander.pk]["status"]) == (ander.email, "wacht")
    assert not any(model.objects.exists() for model in (Bericht, Postadres, Terugmelding))
    assert stappen() == ["gegeven", "gewist"]


def test_wie_gewist_is_kan_opnieuw_beginnen_en_anders_niets() -> None:
    abonnee = maak_abonnee(email=ADRES)
    wis(abonnee=abonnee)

    meld_af(abonnee=abonnee)
    for stap in (bevestig, meld_weer_aan, pauzeer):
        with pytest.raises(RuleViolation, match="al gewist"):
            stap(abonnee=abonnee)

    meld_aan(email=ADRES, wensen=Lezerswensen())

    assert enige().pk != abonnee.pk
    assert Bericht.objects.count() == 1


def test_vergeten_op_tijd_en_niet_eerder() -> None:
    nu = timezone.now()
    dag = timedelta(days=1)
    blijft = [
        maak_abonnee(email="abonnee@example.nl", aangemeld_op=nu - 900 * dag),
        maak_abonnee(email="pas@example.nl", bevestigd_op=None, aangemeld_op=nu - GELDIG + dag),
        maak_abonnee(email="net-weg@example.nl", afgemeld_op=nu - AFGEMELD_BEWAREN + dag),
    ]
    maak_abonnee(email="nooit@example.nl", bevestigd_op=None, aangemeld_op=nu - GELDIG - dag)
    weg = maak_abonnee(email=ADRES)
    levering = maak_levering(weg, Leveringstatus.VERZONDEN)
    meld_af(abonnee=weg)
    Abonnee.objects.filter(pk=weg.pk).update(afgemeld_op=nu - AFGEMELD_BEWAREN - dag)

    vergeet(nu)

    assert list(Abonnee.objects.all()) == blijft
    levering.refresh_from_db()
    assert (levering.email, levering.abonnee_id) == ("", None)
    assert stappen() == ["ingetrokken"]


def test_wie_nooit_bevestigt_wordt_na_zeven_dagen_vergeten_en_niet_eerder() -> None:
    toen, week = timezone.now(), timedelta(days=7)
    maak_abonnee(bevestigd_op=None, aangemeld_op=toen)

    vergeet(toen + week)
    bleef = Abonnee.objects.count()
    vergeet(toen + week + timedelta(seconds=1))

    assert (bleef, Abonnee.objects.count()) == (1, 0)


def test_bewijs_verdwijnt_vijf_jaar_na_het_intrekken_en_nooit_bij_wie_weer_ja_zei() -> None:
    nu = datetime(2032, 1, 1, tzinfo=UTC)
    oud, jong = nu - BEWAREN - timedelta(days=1), nu - BEWAREN + timedelta(days=1)
    for email, stap, op in (
        ("weg@example.nl", "gegeven", oud),
        ("weg@example.nl", "ingetrokken", oud),
        ("net@example.nl", "gegeven", oud),
        ("net@example.nl", "gewist", jong),
        ("weer@example.nl", "gegeven", oud),
        ("weer@example.nl", "ingetrokken", oud),
        ("weer@example.nl", "gegeven", oud),
        ("altijd@example.nl", "gegeven", oud),
    ):
        Toestemming.objects.create(kenmerk=kenmerk_van(email), stap=stap, op=op, tekst="Ja.")

    vergeet(nu)

    assert stappen("weg@example.nl") == []
    assert stappen("net@example.nl") == ["gegeven", "gewist"]
    assert stappen("weer@example.nl") == ["gegeven"]
    assert stappen("altijd@example.nl") == ["gegeven"]


def test_de_database_laat_bewijs_niet_wijzigen() -> None:
    meld_aan(email=ADRES, wensen=Lezerswensen())
    bevestig(abonnee=enige())

    with pytest.raises(Error, match="niet gewijzigd"), transaction.atomic():
        Toestemming.objects.update(tekst="Iets anders.")


@pytest.mark.django_db(transaction=True)
def test_hetzelfde_adres_tegelijk_is_een_rij_en_een_mail() -> None:
    themas = [maak_thema("herstel"), maak_thema("wonen")]

    tegelijk(
        *(
            partial(meld_aan, email=ADRES, wensen=Lezerswensen(themas=[thema]))
            for thema in themas * 3
        )
    )

    assert enige().themas.count() == 1
    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tegelijk_bevestigen_geeft_een_keer_bewijs() -> None:
    abonnee = maak_abonnee(email=ADRES, bevestigd_op=None)

    tegelijk(*[partial(bevestig, abonnee=abonnee)] * 4)

    assert stappen() == ["gegeven"]


@pytest.mark.django_db(transaction=True)
def test_tegelijk_afmelden_en_wissen_laat_niets_achter() -> None:
    abonnee = maak_abonnee(email=ADRES)

    tegelijk(*[partial(stap, abonnee=abonnee) for stap in (meld_af, wis, meld_af, wis)])

    assert not Abonnee.objects.exists()
    assert stappen()[-1] == "gewist"
    assert stappen().count("gewist") == 1


def test_wie_bevestigt_vertrekt_en_binnen_het_uur_terugkomt_krijgt_echt_een_mail() -> None:
    meld_aan(email=ADRES, wensen=Lezerswensen())
    bevestig(abonnee=enige())
    meld_af(abonnee=enige())

    for _ in range(2):
        meld_aan(email=ADRES, wensen=Lezerswensen())

    onderwerpen = Bericht.objects.exclude(sleutel__contains="welkom").values_list("onderwerp")
    assert list(onderwerpen) == [("Bevestig dat u onze nieuwsbrief wilt",)] * 2


def test_wie_net_bevestigde_en_zich_weer_aanmeldt_hoort_dat_dat_al_was() -> None:
    meld_aan(email=ADRES, wensen=Lezerswensen())
    bevestig(abonnee=enige())

    for _ in range(2):
        meld_aan(email=ADRES, wensen=Lezerswensen())

    onderwerpen = Bericht.objects.order_by("pk").values_list("onderwerp", flat=True)
    assert list(onderwerpen)[2:] == ["U bent al abonnee van onze nieuwsbrief"]


def test_wie_nieuw_is_krijgt_na_bevestigen_een_welkom_met_de_laatste_nieuwsbrief() -> None:
    editie = maak_editie(status=Editiestatus.VERZONDEN)
    abonnee = maak_abonnee(bevestigd_op=None)

    bevestig(abonnee=abonnee)
    bevestig(abonnee=abonnee)
    meld_af(abonnee=abonnee)
    meld_weer_aan(abonnee=abonnee)

    welkom = Bericht.objects.get()
    assert welkom.knop == "Lees de vorige nieuwsbrief"
    assert adres_in(welkom.tekst) == "http://127.0.0.1:8000" + editie.get_absolute_url()
